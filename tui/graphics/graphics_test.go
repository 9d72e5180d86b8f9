package graphics

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/png"
	"math/rand/v2"
	"os"
	"regexp"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/creack/pty"
)

func TestFit(t *testing.T) {
	for _, tt := range [][6]int{
		{100, 50, 200, 200, 100, 50}, {400, 200, 200, 200, 200, 100}, {200, 400, 200, 200, 100, 200}, {10_000, 1, 100, 100, 100, 1}, {3, 3, 3, 3, 3, 3},
	} {
		if w, h := Fit(tt[0], tt[1], tt[2], tt[3]); w != tt[4] || h != tt[5] {
			t.Errorf("%d by %d in %d by %d is %d by %d", tt[0], tt[1], tt[2], tt[3], w, h)
		}
	}
}

// halves is black on the left and white on the right, with a hole in the corner.
func halves(w, h int) *image.NRGBA {
	img := image.NewNRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			c := color.NRGBA{A: 255}
			if x >= w/2 {
				c = color.NRGBA{255, 255, 255, 255}
			}
			img.SetNRGBA(x, y, c)
		}
	}
	img.SetNRGBA(0, 0, color.NRGBA{})
	return img
}

func TestScaleTakesTheMean(t *testing.T) {
	small := Scale(halves(40, 20), 3, 2)
	if l, m, r := small.NRGBAAt(0, 1), small.NRGBAAt(1, 1), small.NRGBAAt(2, 1); l.R != 0 || r.R != 255 || m.R < 100 || m.R > 160 || m.A != 255 {
		t.Errorf("left %v, middle %v, right %v", l, m, r)
	}
	if large := Scale(halves(2, 2), 5, 5); large.NRGBAAt(4, 4).R != 255 || large.NRGBAAt(0, 0).A != 0 {
		t.Error("a small picture is not drawn larger")
	}
}

// What a file says of itself is held against bounds before its pixels are made.
func TestDecodeIsBounded(t *testing.T) {
	var b bytes.Buffer
	if err := png.Encode(&b, halves(4, 4)); err != nil {
		t.Fatal(err)
	}
	if img, err := Decode(b.Bytes()); err != nil || img.Bounds().Dx() != 4 {
		t.Errorf("a picture: %v", err)
	}
	bomb := bytes.Clone(b.Bytes())
	binary.BigEndian.PutUint32(bomb[16:], 19_999)
	binary.BigEndian.PutUint32(bomb[20:], 19_999)
	binary.BigEndian.PutUint32(bomb[29:], crc32.ChecksumIEEE(bomb[12:29]))
	if _, err := Decode(bomb); err == nil || !strings.Contains(err.Error(), "too much") {
		t.Errorf("a huge one: %v", err)
	}
	if _, err := Decode([]byte("%PDF-1.4")); err == nil {
		t.Error("a document is a picture")
	}
}

// The answers of terminals, as they give them.
func TestBestProtocol(t *testing.T) {
	for _, tt := range []struct {
		of   Answers
		want Protocol
	}{
		{Answers{}, None},
		{Answers{Attributes: []int{62, 22}}, None},
		{Answers{Attributes: []int{63, 1, 4, 6}}, Sixel},
		{Answers{Attributes: []int{62, 4}, Name: "WezTerm 20240203"}, ITerm},
		{Answers{Name: "iTerm2 3.5.0"}, ITerm},
		{Answers{Name: "notiTerm2 "}, None},
		{Answers{Features: "T3CwLrMSc7UUw9Ts3BFGsSyHNoSxF"}, ITerm},
		{Answers{Features: "T3LrMFt2"}, None}, // Ft is another feature than F
		{Answers{Kitty: true, Attributes: []int{4}}, Kitty},
	} {
		if got := tt.of.Protocol(); got != tt.want {
			t.Errorf("%+v is %v, want %v", tt.of, got, tt.want)
		}
	}
	if f, ok := FeaturesOf("\x1b]1337;Capabilities=T3F\x1b\\"); !ok || f != "T3F" {
		t.Errorf("the features are %q", f)
	}
}

// A picture goes in pieces, of which all but the last say that there is more.
func TestKittyPieces(t *testing.T) {
	noise := image.NewNRGBA(image.Rect(0, 0, 80, 80))
	r := rand.New(rand.NewPCG(1, 2))
	for i := range noise.Pix {
		noise.Pix[i] = uint8(r.Uint32())
	}
	out, err := Kitty.Encode(noise)
	if err != nil {
		t.Fatal(err)
	}
	pieces := regexp.MustCompile(`\x1b_G([^;]*);([^\x1b]*)\x1b\\`).FindAllSubmatch(out, -1)
	var whole []byte
	for i, p := range pieces {
		if last := i == len(pieces)-1; strings.HasSuffix(string(p[1]), "m=0") != last || len(p[2]) > kittyChunk || len(p[2])%4 != 0 {
			t.Errorf("piece %d of %d: %s with %d", i, len(pieces), p[1], len(p[2]))
		}
		whole = append(whole, p[2]...)
	}
	data, err := base64.StdEncoding.DecodeString(string(whole))
	if img, bad := png.Decode(bytes.NewReader(data)); err != nil || bad != nil || img.Bounds() != noise.Bounds() || len(pieces) < 2 {
		t.Errorf("%d pieces: %v %v", len(pieces), err, bad)
	}
}

// Sixels: each band names the colours in it; what is not opaque is not drawn.
func TestSixels(t *testing.T) {
	got := string(sixels(halves(8, 7)))
	want := "\x1bP0;1q\"1;1;8;7#0;2;0;0;0#255;2;100;100;100" +
		"#0}~~~$#255!4?!4~$-" + // the first column without its upper left pixel
		"#0!4@$#255!4?!4@$-\x1b\\"
	if got != want {
		t.Errorf("it is\n%q, not\n%q", got, want)
	}
}

// play is a terminal that answers questions as told.
func play(t *testing.T, answers map[string]string) (Terminal, *os.File, func() string) {
	t.Helper()
	master, tty, err := pty.Open()
	if err != nil {
		t.Skip("no pseudo-terminals here")
	}
	if err := pty.Setsize(master, &pty.Winsize{Rows: 24, Cols: 80}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = tty.Close(); _ = master.Close() })
	seen := make(chan string, 1)
	seen <- ""
	go func() {
		b := make([]byte, 1<<16)
		for {
			n, err := master.Read(b)
			if err != nil {
				return
			}
			s := <-seen + string(b[:n])
			seen <- s
			for q, a := range answers {
				if strings.Contains(string(b[:n]), q) {
					_, _ = master.WriteString(a)
				}
			}
		}
	}()
	return Terminal{In: tty, Out: tty}, master, func() string { s := <-seen; seen <- s; return s }
}

// Terminals are asked, and what they answer is believed.
func TestAsk(t *testing.T) {
	const attributes = "\x1b[c"
	for _, tt := range []struct {
		answer string
		want   Protocol
	}{
		{"\x1b[?62;22c", None},
		{"\x1b[?62;4;22c", Sixel},
		{"\x1b_Gi=18;OK\x1b\\\x1bP>|kitty(0.40)\x1b\\\x1b[?62;c", Kitty},
		{"\x1b_Gi=18;EINVAL: no\x1b\\\x1b[?62;c", None},
		{"\x1bP>|WezTerm 20240203\x1b\\\x1b[?65;4;6c", ITerm},
	} {
		term, _, _ := play(t, map[string]string{attributes: tt.answer})
		if got, err := term.Ask(); got != tt.want || err != nil {
			t.Errorf("%q is %v, %v; want %v", tt.answer, got, err, tt.want)
		}
	}
}

// A picture takes the whole other screen, and the first key gives it back.
func TestShow(t *testing.T) {
	term, master, seen := play(t, map[string]string{"\x1b[c": "\x1b[6;20;10t\x1b[?62;c"})
	var b bytes.Buffer
	if err := png.Encode(&b, halves(3000, 1000)); err != nil {
		t.Fatal(err)
	}
	done := make(chan error, 1)
	until := func(what string) {
		for end := time.Now().Add(10 * time.Second); !strings.Contains(seen(), what) && time.Now().Before(end); {
			runtime.Gosched()
		}
	}
	go func() { done <- term.Show(Kitty, b.Bytes(), "front\x1b[31m.png") }()
	until("any key")
	if _, err := master.WriteString("q"); err != nil {
		t.Fatal(err)
	}
	if err := <-done; err != nil {
		t.Fatal(err)
	}
	until("\x1b[?1049l")
	s := seen()
	if on, off := strings.Index(s, "\x1b[?1049h"), strings.LastIndex(s, "\x1b[?1049l"); on != 0 || off < 0 || !strings.Contains(s, "3000 × 1000 pixels") || strings.Contains(s, "\x1b[31m") || !strings.Contains(s, "\x1b_Ga=d") {
		t.Errorf("the screen was %d to %d", on, off)
	}
}
