// Package graphics shows pictures on terminals that say they can: by the
// graphics protocol of kitty, the inline images of iTerm2, or sixels.
//
// It imports nothing of zco and reads files that strangers made: what such a
// file says of itself is held against bounds before anything is made of it. The
// one rule: no terminal is taken to show pictures by its name in the
// environment; it is asked.
package graphics

import (
	"bytes"
	"fmt"
	"image"
	_ "image/gif"  // the types that are read
	_ "image/jpeg" // so
	_ "image/png"  // too
)

// The most that is read: what is larger takes more memory than a look is worth.
const (
	mostPixels = 40_000_000
	mostSide   = 20_000
)

// Decode reads a PNG, JPEG or GIF, of the last its first picture.
func Decode(data []byte) (image.Image, error) {
	c, kind, err := image.DecodeConfig(bytes.NewReader(data))
	switch {
	case err != nil:
		return nil, fmt.Errorf("no PNG, JPEG or GIF is in it: %w", err)
	case c.Width <= 0 || c.Height <= 0 || c.Width > mostSide || c.Height > mostSide || c.Width*c.Height > mostPixels:
		return nil, fmt.Errorf("the %s has %d by %d pixels, which is too much to show", kind, c.Width, c.Height)
	}
	img, _, err := image.Decode(bytes.NewReader(data))
	return img, err
}

// Fit returns the size in which a picture of w by h fits into a room of pixels,
// never larger than it is.
func Fit(w, h, roomW, roomH int) (int, int) {
	if w <= roomW && h <= roomH {
		return w, h
	}
	if w*roomH > h*roomW { // too wide rather than too high
		return max(roomW, 1), max(h*roomW/w, 1)
	}
	return max(w*roomH/h, 1), max(roomH, 1)
}

// Scale returns a picture of w by h pixels, each the mean of those that fall
// into it.
func Scale(img image.Image, w, h int) *image.NRGBA {
	b := img.Bounds()
	out := image.NewNRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		y0 := b.Min.Y + y*b.Dy()/h
		y1 := max(b.Min.Y+(y+1)*b.Dy()/h, y0+1)
		for x := range w {
			x0 := b.Min.X + x*b.Dx()/w
			x1 := max(b.Min.X+(x+1)*b.Dx()/w, x0+1)
			mean(out.Pix[out.PixOffset(x, y):], img, image.Rect(x0, y0, x1, y1))
		}
	}
	return out
}

// mean writes the mean of a part of a picture to a pixel, with its alpha apart.
func mean(to []uint8, img image.Image, part image.Rectangle) {
	var r, g, b, a, n uint64
	for y := part.Min.Y; y < part.Max.Y; y++ {
		for x := part.Min.X; x < part.Max.X; x++ {
			cr, cg, cb, ca := img.At(x, y).RGBA() // multiplied with alpha
			r, g, b, a, n = r+uint64(cr), g+uint64(cg), b+uint64(cb), a+uint64(ca), n+1
		}
	}
	if a == 0 {
		return
	}
	to[0], to[1], to[2] = uint8(r*255/a), uint8(g*255/a), uint8(b*255/a)
	to[3] = uint8(a / n >> 8)
}
