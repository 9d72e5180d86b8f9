package graphics

import (
	"fmt"
	"os"
	"strings"
	"time"

	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
	"golang.org/x/term"

	"zco/tui/draw/text"
)

// answerTime is how long the answers of a terminal are waited for.
const answerTime = time.Second

// Terminal is a terminal that nobody else reads from or writes to meanwhile.
type Terminal struct{ In, Out *os.File }

// Ask asks the terminal what it can.
func (t Terminal) Ask() (Protocol, error) {
	how := None
	err := t.raw(func(keys *reader) error {
		answers, _, err := t.asked(keys, Ask)
		how = answers.Protocol()
		return err
	})
	return how, err
}

// Show shows a picture over the whole screen, with a line below it, until a key
// is pressed.
func (t Terminal) Show(how Protocol, data []byte, caption string) error {
	img, err := Decode(data)
	if err != nil {
		return err
	}
	return t.raw(func(keys *reader) error {
		_, cell, err := t.asked(keys, askSizes)
		if err != nil {
			return err
		}
		columns, rows, err := term.GetSize(int(t.Out.Fd()))
		if err != nil {
			return err
		}
		roomW, roomH := columns*cell.w, (rows-captionRows)*cell.h
		if how == Sixel {
			roomW, roomH = min(roomW, mostSixels), min(roomH, mostSixels)
		}
		size := img.Bounds()
		w, h := Fit(size.Dx(), size.Dy(), max(roomW, 1), max(roomH, 1))
		drawn, err := how.Encode(Scale(img, w, h))
		if err != nil {
			return err
		}
		caption = fmt.Sprintf("%s  %d × %d pixels  any key goes back", caption, size.Dx(), size.Dy())
		var b strings.Builder
		b.WriteString(ansi.HideCursor + ansi.CursorHomePosition + ansi.EraseEntireScreen)
		b.Write(drawn)
		b.WriteString(ansi.CursorPosition(1, rows) + ansi.Truncate(text.Clean(caption), columns-1, ""))
		if _, err := t.Out.WriteString(b.String()); err != nil {
			return err
		}
		<-keys.bytes
		_, err = t.Out.WriteString(how.Clear())
		return err
	})
}

const (
	captionRows = 2
	mostSixels  = 1000 // pixels; xterm draws no more unless it is told to
)

// raw takes the terminal for a while, on its other screen.
func (t Terminal) raw(use func(*reader) error) error {
	was, err := term.MakeRaw(int(t.In.Fd()))
	if err != nil {
		return err
	}
	defer func() { _ = term.Restore(int(t.In.Fd()), was) }()
	keys, err := read(t.In)
	if err != nil {
		return err
	}
	defer keys.stop()
	if _, err := t.Out.WriteString(ansi.SetModeAltScreenSaveCursor); err != nil {
		return err
	}
	defer func() {
		_, _ = t.Out.WriteString(ansi.EraseEntireScreen + ansi.ShowCursor + ansi.ResetModeAltScreenSaveCursor)
	}()
	return use(keys)
}

// cell is the size of a character in pixels.
type cell struct{ w, h int }

// usualCell is that of a terminal that does not say.
var usualCell = cell{8, 16}

// askSizes asks for the size of a character (XTWINOPS 16), and for the
// attributes, behind which nothing more is waited for.
const askSizes = "\x1b[16t" + ansi.RequestPrimaryDeviceAttributes

// asked asks, and reads the answers until the attributes come.
func (t Terminal) asked(keys *reader, question string) (a Answers, size cell, err error) {
	size = usualCell
	if _, err := t.Out.WriteString(question); err != nil {
		return a, size, err
	}
	late := time.After(answerTime)
	var buf []byte
	var decoder uv.EventDecoder
	for {
		select {
		case b, open := <-keys.bytes:
			if !open {
				return a, size, nil
			}
			buf = append(buf, b...)
		case <-late:
			return a, size, nil
		}
		for len(buf) > 0 && whole(buf) {
			n, event := decoder.Decode(buf)
			if n <= 0 {
				break
			}
			buf = buf[n:]
			switch e := event.(type) {
			case uv.KittyGraphicsEvent:
				a.Kitty = string(e.Payload) == "OK"
			case uv.TerminalVersionEvent:
				a.Name = e.Name
			case uv.CellSizeEvent:
				if e.Width > 0 && e.Height > 0 {
					size = cell{e.Width, e.Height}
				}
			case uv.UnknownOscEvent:
				if f, ok := FeaturesOf(string(e)); ok {
					a.Features = f
				}
			case uv.PrimaryDeviceAttributesEvent:
				a.Attributes = e
				return a, size, nil
			}
		}
	}
}

// whole reports whether a text does not end within a sequence that is still to
// come: the decoder takes half a sequence for keys.
func whole(b []byte) bool {
	s := string(b)
	if s[0] != ansi.ESC || len(s) < 2 {
		return s[0] != ansi.ESC
	}
	switch s[1] {
	case ']', 'P', '_', '^', 'X':
		return strings.Contains(s[2:], "\x1b\\") || s[1] == ']' && strings.Contains(s, "\a")
	case '[':
		return strings.ContainsFunc(s[2:], func(r rune) bool { return r >= '@' && r <= '~' })
	}
	return true
}
