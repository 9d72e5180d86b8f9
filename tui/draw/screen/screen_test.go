package screen

import (
	"fmt"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"

	"zco/tui/draw/text"
)

func lines(c *Canvas) []string {
	_, h := c.Size()
	out := make([]string, h)
	for y := range out {
		out[y] = c.Line(y)
	}
	return out
}

func TestTextStaysInItsArea(t *testing.T) {
	c := New(NewSheet())
	a := c.Begin(10, 2)
	a.Sub(2, 0, 4, 1).Text(0, 0, 0, "abcdefgh")
	a.Sub(2, 1, 4, 1).TextCut(0, 0, 4, 0, "abcdefgh")
	if got := lines(c); got[0] != "  abcd" || got[1] != "  abc…" {
		t.Errorf("got %q", got)
	}
}

func TestWideCharactersAreNeverHalved(t *testing.T) {
	c := New(NewSheet())
	a := c.Begin(6, 1)
	a.Text(0, 0, 0, "日本語")
	a.Text(1, 0, 0, "x") // lands on the right half of 日
	a.Sub(0, 0, 5, 1).Text(4, 0, 0, "語")
	if got := c.Line(0); got != " x本" {
		t.Errorf("got %q, want the halved characters blanked", got)
	}
}

// onlyStyles fails if a terminal's parser finds in s any command but those
// that select styles.
func onlyStyles(t *rapid.T, s string) {
	p := ansi.NewParser()
	p.SetHandler(ansi.Handler{
		Execute: func(b byte) { t.Fatalf("control character %#x in %q", b, s) },
		HandleCsi: func(cmd ansi.Cmd, _ ansi.Params) {
			if cmd.Final() != 'm' || cmd.Prefix() != 0 || cmd.Intermediate() != 0 {
				t.Fatalf("a command in %q", s)
			}
		},
		HandleEsc: func(ansi.Cmd) { t.Fatalf("an escape in %q", s) },
		HandleDcs: func(ansi.Cmd, ansi.Params, []byte) { t.Fatalf("a DCS in %q", s) },
		HandleOsc: func(int, []byte) { t.Fatalf("an OSC in %q", s) },
		HandlePm:  func([]byte) { t.Fatalf("a PM in %q", s) },
		HandleApc: func([]byte) { t.Fatalf("an APC in %q", s) },
		HandleSos: func([]byte) { t.Fatalf("an SOS in %q", s) },
	})
	p.Parse([]byte(s))
}

// Whatever is drawn, a frame has as many lines as the canvas, each of exactly
// as many cells, and holds no sequence but styles.
func TestFrameHoldsNothingButCellsAndStyles(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		sheet := NewSheet()
		bold := sheet.Add(Look{Bold: true})
		c := New(sheet)
		c.Method = text.Method(rapid.IntRange(0, 1).Draw(rt, "method"))
		w, h := rapid.IntRange(1, 30).Draw(rt, "w"), rapid.IntRange(1, 4).Draw(rt, "h")
		a := c.Begin(w, h)
		for range rapid.IntRange(1, 6).Draw(rt, "n") {
			s := rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{"\x1b]0;owned\a", "\x9b2J", "\xc2", "क्षि", "\u1112\u1161\u11ab", "👩‍💻🇫🇷é\u0301", "\u202eabc", "ญี่ปุ่น"})).Draw(rt, "s")
			a.Text(rapid.IntRange(-3, 30).Draw(rt, "x"), rapid.IntRange(-1, 4).Draw(rt, "y"), Style(rapid.IntRange(0, int(bold)).Draw(rt, "st")), s)
		}
		frame := c.Frame()
		rows := strings.Split(frame, "\n")
		if len(rows) != h {
			rt.Fatalf("%d rows, want %d: %q", len(rows), h, frame)
		}
		for _, row := range rows {
			if got := ansi.Method(c.Method).StringWidth(row); got > w {
				rt.Fatalf("row of %d cells, want at most %d: %q", got, w, row)
			}
			onlyStyles(rt, row)
		}
	})
}

func TestUnchangedFrameIsTheSameString(t *testing.T) {
	c := New(NewSheet())
	draw := func() string { c.Begin(20, 3).Text(0, 1, 0, "same"); return c.Frame() }
	first := draw()
	if n := testing.AllocsPerRun(20, func() { draw() }); n != 0 {
		t.Errorf("an unchanged frame cost %v allocations, want 0", n)
	}
	if draw() != first || ansi.Strip(first) != "\nsame\n" {
		t.Errorf("frame %q", first)
	}
}

func BenchmarkFrame200x60(b *testing.B) {
	sheet := NewSheet()
	bold := sheet.Add(Look{Bold: true})
	c := New(sheet)
	words := make([]string, 60)
	for i := range words {
		words[i] = fmt.Sprintf("%d %s", i, strings.Repeat("record 世界 ", 18))
	}
	b.ReportAllocs()
	n := 0
	for b.Loop() {
		a := c.Begin(200, 60)
		for y, w := range words {
			st := Style(0)
			if y == n%60 {
				st = bold
			}
			a.Text(0, y, st, w)
		}
		c.Frame()
		n++
	}
}
