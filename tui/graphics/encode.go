package graphics

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"image"
	"image/color/palette"
	"image/draw"
	"image/png"
	"strconv"
)

// Protocol is a way to show a picture.
type Protocol int

// The protocols, the best last.
const (
	None Protocol = iota
	Sixel
	ITerm
	Kitty
)

// String returns what a protocol is called.
func (p Protocol) String() string { return [...]string{"none", "sixel", "iTerm2", "kitty"}[p] }

// Encode writes a picture for a terminal, with its upper left corner where the
// cursor is.
func (p Protocol) Encode(img *image.NRGBA) ([]byte, error) {
	switch p {
	case Kitty:
		return kitty(img)
	case ITerm:
		return iterm(img)
	case Sixel:
		return sixels(img), nil
	}
	return nil, fmt.Errorf("the terminal shows no pictures")
}

// Clear takes pictures away that do not go with the text over them.
func (p Protocol) Clear() string {
	if p == Kitty {
		return "\x1b_Ga=d,q=2\x1b\\"
	}
	return ""
}

// kittyChunk is the most that a sequence carries, in base64.
const kittyChunk = 4096

// kitty writes the protocol of https://sw.kovidgoyal.net/kitty/graphics-protocol/:
// a PNG in pieces, shown at once and answered by nothing.
func kitty(img image.Image) ([]byte, error) {
	data, err := encoded(img)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	head := "a=T,f=100,q=2,C=1,"
	for len(data) > 0 {
		n := min(len(data), kittyChunk)
		more := "1"
		if n == len(data) {
			more = "0"
		}
		b.WriteString("\x1b_G" + head + "m=" + more + ";")
		b.Write(data[:n])
		b.WriteString("\x1b\\")
		head, data = "q=2,", data[n:]
	}
	return b.Bytes(), nil
}

// iterm writes the protocol of https://iterm2.com/documentation-images.html.
func iterm(img image.Image) ([]byte, error) {
	data, err := encoded(img)
	if err != nil {
		return nil, err
	}
	size := img.Bounds().Size()
	head := fmt.Sprintf("\x1b]1337;File=inline=1;size=%d;width=%dpx;height=%dpx:", base64.StdEncoding.DecodedLen(len(data)), size.X, size.Y)
	return append(append([]byte(head), data...), '\a'), nil
}

// encoded is a picture as a PNG in base64.
func encoded(img image.Image) ([]byte, error) {
	var b bytes.Buffer
	if err := (&png.Encoder{CompressionLevel: png.BestSpeed}).Encode(&b, img); err != nil {
		return nil, err
	}
	return base64.StdEncoding.AppendEncode(nil, b.Bytes()), nil
}

// sixelRows is how many rows of pixels a band has.
const sixelRows = 6

// sixels writes sixels (DEC STD 070, chapter 9), in 256 colours. Pixels that are
// not opaque are left as the screen is.
func sixels(img *image.NRGBA) []byte {
	size := img.Bounds()
	flat := image.NewPaletted(size, palette.Plan9)
	draw.FloydSteinberg.Draw(flat, size, img, size.Min)
	b := []byte("\x1bP0;1q\"1;1;" + strconv.Itoa(size.Dx()) + ";" + strconv.Itoa(size.Dy()))
	used := map[uint8]bool{}
	for _, c := range flat.Pix {
		used[c] = true
	}
	for i, c := range palette.Plan9 {
		if used[uint8(i)] {
			r, g, bl, _ := c.RGBA()
			b = fmt.Appendf(b, "#%d;2;%d;%d;%d", i, r*100/0xffff, g*100/0xffff, bl*100/0xffff)
		}
	}
	for top := 0; top < size.Dy(); top += sixelRows {
		b = append(band(b, flat, img, top), '-')
	}
	return append(b, "\x1b\\"...)
}

// band writes six rows of pixels, a colour after the other.
func band(b []byte, flat *image.Paletted, img *image.NRGBA, top int) []byte {
	w, h := flat.Rect.Dx(), flat.Rect.Dy()
	rows := map[uint8][]byte{}
	var order []uint8
	for y := top; y < min(top+sixelRows, h); y++ {
		for x := range w {
			if img.Pix[img.PixOffset(x, y)+3] < 0x80 {
				continue
			}
			c := flat.Pix[flat.PixOffset(x, y)]
			row := rows[c]
			if row == nil {
				row = make([]byte, w)
				rows[c] = row
				order = append(order, c)
			}
			row[x] |= 1 << (y - top)
		}
	}
	for _, c := range order {
		b = append(strconv.AppendUint(append(b, '#'), uint64(c), 10), runs(rows[c])...)
		b = append(b, '$')
	}
	return b
}

// runs writes pixels, what is repeated once with its number; nothing at the end
// is left out.
func runs(row []byte) (b []byte) {
	row = bytes.TrimRight(row, "\x00")
	for i := 0; i < len(row); {
		n := 1
		for i+n < len(row) && row[i+n] == row[i] {
			n++
		}
		char := row[i] + '?'
		if n > 3 {
			b = append(strconv.AppendInt(append(b, '!'), int64(n), 10), char)
		} else {
			b = append(b, bytes.Repeat([]byte{char}, n)...)
		}
		i += n
	}
	return b
}
