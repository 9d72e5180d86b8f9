package render_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"

	"zco/tui/draw/render"
	"zco/tui/draw/screen"
	"zco/tui/draw/text"
)

// pieces are texts of every kind of width.
var pieces = []string{
	"a", "Nokia", " ", "      ", "              ", "SN-00001", "é", "Zürich", "東京", "本", "ｱ", "한빛", "│", "──────────", "▌", "…", "✎",
	"दिल्ली", "क्षि", "தமிழ்", "👍🏽", "👩\u200d💻", "👨\u200d👩\u200d👧\u200d👦", "🇫🇷", "🇫", "🫨", "🫟", "❤️", "1️⃣", "⌚︎", "䷀", "e\u0301\u0302", "ｶﾞ", "กำ", "မြန်မာ", "ශ්\u200dරී", "2026-11-02 10:00",
}

func sheetOf(t testing.TB) (*screen.Sheet, []screen.Style) {
	t.Helper()
	s := screen.NewSheet()
	styles := []screen.Style{0}
	for _, l := range []screen.Look{
		{Bold: true}, {Faint: true}, {Reverse: true}, {Underline: true}, {Bg: ansi.IndexedColor(236)}, {Fg: ansi.IndexedColor(250), Bg: ansi.IndexedColor(236)},
		{Fg: ansi.IndexedColor(117)}, {Fg: ansi.IndexedColor(117), Bold: true, Italic: true}, {Cross: true, Fg: ansi.IndexedColor(9)},
	} {
		styles = append(styles, s.Add(l))
	}
	return s, styles
}

// terminalsOf are ways in which terminals count what they do not agree on.
var terminals = map[string]func(cluster string, believed int) int{
	"as believed": func(_ string, n int) int { return n },
	"narrower":    func(_ string, n int) int { return max(n-1, 1) },
	"wider":       func(_ string, n int) int { return n + 1 },
	"drops them":  func(string, int) int { return 0 },
}

// For any two frames what is written makes the one of the other, whatever the
// terminal can do and however it counts what terminals do not agree on: then
// all other cells are right.
func TestFramesBecomeOneAnother(t *testing.T) {
	for name, counts := range terminals {
		t.Run(name, func(t *testing.T) { rapid.Check(t, func(t *rapid.T) { walk(t, counts) }) })
	}
}

func walk(t *rapid.T, counts func(string, int) int) {
	sheet, styles := sheetOf(nil2{})
	method := text.Method(rapid.Byte().Draw(t, "method"))
	c := screen.New(sheet)
	c.SetMethod(method)
	f := render.Features{
		Sync: rapid.Bool().Draw(t, "sync"), Margins: rapid.Bool().Draw(t, "margins"), Repeat: rapid.Bool().Draw(t, "repeat"),
		Erase: rapid.Bool().Draw(t, "erase"), Scroll: rapid.Bool().Draw(t, "scroll"), Zeros: rapid.Bool().Draw(t, "zeros"),
	}
	r := render.New(f)
	w, h := rapid.IntRange(1, 40).Draw(t, "w"), rapid.IntRange(1, 12).Draw(t, "h")
	e := &emulator{}
	var lines []line
	for range rapid.IntRange(1, 6).Draw(t, "frames") {
		if e.cells == nil || rapid.IntRange(0, 9).Draw(t, "resize") == 0 {
			w, h = rapid.IntRange(1, 40).Draw(t, "w"), rapid.IntRange(1, 12).Draw(t, "h")
			e = newEmulator(w, h, nil)
			r.Forget()
		}
		lines = change(t, lines, styles, w, h)
		a := c.Begin(w, h)
		known := map[string]int{}
		for _, l := range lines {
			a.Sub(0, 0, w, h).Text(l.x, l.y, l.style, l.text)
		}
		var s screen.Snapshot
		c.Snapshot(&s)
		for i, cell := range s.Cells {
			if text := string(s.Append(nil, cell)); text != "" {
				known[text] = 1
				if (i+1)%w != 0 && s.Cells[i+1].R == 0 {
					known[text] = 2
				}
			}
		}
		e.width = func(cluster string) int {
			if certain(cluster) {
				return max(known[cluster], 1)
			}
			return counts(cluster, max(known[cluster], 1))
		}
		cursor := screen.Cursor{X: rapid.IntRange(0, w-1).Draw(t, "x"), Y: rapid.IntRange(0, h-1).Draw(t, "y"), Shown: rapid.Bool().Draw(t, "shown")}
		out := string(r.Render(&s, cursor))
		if f.Zeros && leftOut.MatchString(out) {
			t.Fatalf("a parameter is left out in %q", out)
		}
		e.feed(out, longest(known))
		compare(t, e, &s, cursor, counts, out)
		if again := r.Render(&s, cursor); len(again) > 0 {
			t.Fatalf("the same frame again writes %q", again)
		}
	}
}

type line struct {
	x, y  int
	style screen.Style
	text  string
}

// change makes other lines of some: moved, more, fewer, all anew.
func change(t *rapid.T, lines []line, styles []screen.Style, w, h int) []line {
	one := func() line {
		return line{
			rapid.IntRange(0, w-1).Draw(t, "x"), rapid.IntRange(0, h-1).Draw(t, "y"), rapid.SampledFrom(styles).Draw(t, "style"),
			strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 1, 8).Draw(t, "text"), ""),
		}
	}
	out := append([]line(nil), lines...)
	switch rapid.IntRange(0, 3).Draw(t, "change") {
	case 0:
		n := rapid.IntRange(-3, 3).Draw(t, "by")
		left := rapid.IntRange(0, w).Draw(t, "from")
		for i := range out {
			if out[i].x >= left {
				out[i].y += n
			}
		}
	case 1:
		out = nil
	}
	for range rapid.IntRange(0, 8).Draw(t, "more") {
		out = append(out, one())
	}
	return out
}

// leftOut is a parameter that is left out before another.
var leftOut = regexp.MustCompile(`\x1b\[[0-9;]*;;|\x1b\[;`)

func compare(t *rapid.T, e *emulator, s *screen.Snapshot, cursor screen.Cursor, counts func(string, int) int, out string) {
	if len(e.odd) > 0 {
		t.Fatalf("the terminal does not know %q in %q", e.odd, out)
	}
	for i, c := range s.Cells {
		want := shown{string(s.Append(nil, c)), sgr(s.Sheet, c.Style)}
		uncertain := want.text != "" && !certain(want.text)
		if c.R == 0 {
			uncertain = !certain(string(s.Append(nil, s.Cells[i-1])))
		}
		if uncertain && counts("x", 1) != 1 || uncertain && counts("x", 2) != 2 {
			continue // shown as that terminal can
		}
		got := e.cells[i]
		if want.text == " " {
			want.look, got.look = ground(want.look), ground(got.look)
		}
		if want.text == "" {
			want.look, got.look = "", ""
		}
		if got != want {
			t.Fatalf("cell %d,%d is %+v, want %+v; written %q", i%s.Width, i/s.Width, got, want, out)
		}
	}
	if e.hidden == cursor.Shown || cursor.Shown && (e.x != cursor.X || e.y != cursor.Y) {
		t.Fatalf("the cursor is at %d,%d hidden %t, want %+v; written %q", e.x, e.y, e.hidden, cursor, out)
	}
}

// ground is what of a look a blank shows.
func ground(look string) string {
	m := parseLook(look)
	delete(m, "3")
	look = lookString(m)
	if m["4"] == "" && m["7"] == "" && m["9"] == "" {
		if m["48"] == "" {
			return ""
		}
		return "48=" + m["48"]
	}
	return look
}

func certain(cluster string) bool { return text.CertainCluster(cluster) }

// longest takes the longest of the clusters that a frame holds.
func longest(known map[string]int) func(string) string {
	return func(s string) string {
		best := plainNext(s)
		for c := range known {
			if len(c) > len(best) && strings.HasPrefix(s, c) {
				best = c
			}
		}
		return best
	}
}

type nil2 struct{ testing.TB }

func (nil2) Helper() {}

// To who has the screen read, a number is never half of one, nor a line in
// pieces.
func TestStillWritesWholeWords(t *testing.T) {
	r := render.New(render.Features{Still: true})
	canvas := screen.New(screen.NewSheet())
	var frame screen.Snapshot
	show := func(s string) string {
		canvas.Begin(60, 2).Text(0, 0, 0, s)
		canvas.Frame()
		canvas.Snapshot(&frame)
		return string(r.Render(&frame, screen.Cursor{}))
	}
	show("Name: Dell XPS, 3 of 10,000 rows")
	if out := show("Name: Sony XPS, 4 of 10,000 rows"); !strings.Contains(out, "Sony XPS, 4") || strings.Contains(out, "Name") {
		t.Errorf("it writes %q", out)
	}
	if out := show("Name: Sony XPSes, 4 of 10,000 ro"); !strings.Contains(out, "XPSes, 4 of 10,000 ro") {
		t.Errorf("it writes %q", out)
	}
	show("SN-00000004 x")
	if out := show("SN-00000005 x"); !strings.Contains(out, "SN-00000005") || strings.Contains(out, "x") {
		t.Errorf("it writes %q", out)
	}
}
