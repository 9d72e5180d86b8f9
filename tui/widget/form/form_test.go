package form

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"

	"zco/tui/draw/screen"
	"zco/tui/draw/text"
	"zco/tui/draw/theme"
)

var special = map[string]rune{
	"enter": tea.KeyEnter, "esc": tea.KeyEscape, "tab": tea.KeyTab, "backspace": tea.KeyBackspace, "delete": tea.KeyDelete,
	"left": tea.KeyLeft, "right": tea.KeyRight, "up": tea.KeyUp, "down": tea.KeyDown,
	"home": tea.KeyHome, "end": tea.KeyEnd, "pgup": tea.KeyPgUp, "pgdown": tea.KeyPgDown,
}

// key makes the message of a key by its name, or of the character it types.
func key(name string) tea.KeyPressMsg {
	if utf8.RuneCountInString(name) == 1 {
		r, _ := utf8.DecodeRuneInString(name)
		return tea.KeyPressMsg{Text: name, Code: r}
	}
	var k tea.KeyPressMsg
	parts := strings.Split(name, "+")
	for _, m := range parts[:len(parts)-1] {
		k.Mod |= map[string]tea.KeyMod{"ctrl": tea.ModCtrl, "alt": tea.ModAlt, "shift": tea.ModShift}[m]
	}
	last := parts[len(parts)-1]
	if k.Code = special[last]; k.Code == 0 {
		k.Code, _ = utf8.DecodeRuneInString(last)
	}
	return k
}

// press gives an editor keys by their names, separated by spaces.
func press(e interface{ Key(tea.KeyPressMsg) Outcome }, names string) (out Outcome) {
	for name := range strings.FieldsSeq(names) {
		out = e.Key(key(name))
	}
	return out
}

// typeIn types a text, letter by letter.
func typeIn(e interface{ Key(tea.KeyPressMsg) Outcome }, s string) {
	for _, r := range s {
		e.Key(tea.KeyPressMsg{Text: string(r), Code: r})
	}
}

var mono, _ = theme.New(theme.Options{Name: "mono"})

type drawer interface {
	Draw(screen.Area, *theme.Theme) screen.Cursor
}

// draw returns the rows drawn in an area of the given size, and the cursor. It
// fails if anything was drawn outside it.
func draw(t interface{ Fatalf(string, ...any) }, d drawer, w, h int, m text.Method) ([]string, screen.Cursor) {
	c := screen.New(mono.Sheet)
	c.SetMethod(m)
	frame := c.Begin(w+2, h+2)
	frame.Repeat(0, 0, w+2, h+2, '#', 0)
	in := frame.Inset(1, 1)
	in.Fill(0)
	cur := d.Draw(in, mono)
	if cur.Shown && !in.Contains(cur.X, cur.Y) {
		t.Fatalf("the cursor is at %d,%d, outside %v", cur.X, cur.Y, in.Rect)
	}
	var rows []string
	for y := range h + 2 {
		line := c.Line(y)
		if !strings.HasPrefix(line, "#") || !strings.HasSuffix(line, "#") || ansi.Method(m).StringWidth(line) != w+2 {
			t.Fatalf("row %d is %q: something was drawn outside %d cells", y, line, w)
		}
		if y > 0 && y <= h {
			rows = append(rows, strings.TrimRight(strings.TrimSuffix(strings.TrimPrefix(line, "#"), "#"), " "))
		}
	}
	cur.X, cur.Y = cur.X-1, cur.Y-1
	return rows, cur
}

// shows fails unless the rows drawn are those given.
func shows(t *testing.T, d drawer, w int, want ...string) screen.Cursor {
	t.Helper()
	got, cur := draw(t, d, w, len(want), text.Clusters)
	for y := range want {
		if got[y] != want[y] {
			t.Errorf("row %d is %q, want %q; all: %q", y, got[y], want[y], got)
		}
	}
	return cur
}

// hostile are values that editors must show, keep and move about in.
var hostile = []string{
	"", "plain words here", "日本語のテキスト", "e\u0301te\u0301", "👩‍💻 and 🇫🇷🇩🇪", "กำลัง", "क्षि", "a\u202eb\u202c", "\x1b[31mred\x1b[m", "\xff\xfe",
	"one\r\ntwo\r\n", "tabs\tand\nlines\n", "\u0301", "\u200d", " \xc2", strings.Repeat("long ", 60), "\u1112\u1161\u11ab", "a\u00adb", "\r\r\n", "\u0600x", "\x80\xbf",
}

func value() *rapid.Generator[string] {
	return rapid.OneOf(rapid.SampledFrom(hostile), rapid.String(),
		rapid.Map(rapid.SliceOfN(rapid.SampledFrom(hostile), 0, 4), func(p []string) string { return strings.Join(p, "") }))
}

// strokes are keys that edit or move.
var strokes = []string{
	"a", "Z", "é", "日", "\u0301", "👩", "\u200d", "left", "right", "up", "down", "home", "end", "backspace", "delete", "ctrl+w", "ctrl+u", "ctrl+k",
	"alt+b", "alt+f", "ctrl+left", "ctrl+right", "alt+backspace", "alt+d", "ctrl+z", "ctrl+y", "pgup", "pgdown", "ctrl+a", "ctrl+e", "ctrl+home", "ctrl+end",
}

func stroker() *rapid.Generator[string] { return rapid.SampledFrom(strokes) }

// A click chooses what is drawn at it, or puts the cursor there.
func TestClicks(t *testing.T) {
	th := mono
	options := []Option{{Value: "a", Label: "Apple"}, {Value: "b", Label: "Pear"}}
	choice, many, line, area := &Choice{}, &MultiChoice{}, &Line{}, &Area{}
	choice.SetOptions(options)
	many.SetOptions(options)
	line.SetText("日本語 text")
	area.SetText("one\ntwo")
	radio := NewRadio("set", "clear")
	date := &Date{Now: func() time.Time { return time.Date(2026, 3, 5, 0, 0, 0, 0, time.UTC) }}
	date.SetText("2026-03-05")
	pick := &Pick{}
	pick.Suggest(0, options)
	for _, tt := range []struct {
		name string
		e    Editor
		at   string // what is clicked
		out  Outcome
		want string
	}{
		{"choice", choice, "Pear", Done, "b"},
		{"choices", many, "Pear", Handled, "b"},
		{"check", &Check{}, "no", Handled, "false"},
		{"radio", &radio, "clear", Handled, "clear"},
		{"pick", pick, "Pear", Done, "b"},
		{"date", date, "24", Handled, "2026-03-24"},
		{"line", line, "本", Handled, "日X本語 text"},
		{"area", area, "wo", Handled, "one\ntXwo"},
	} {
		c := screen.New(th.Sheet)
		tt.e.Draw(c.Begin(40, 14).Sub(2, 1, 36, 12), th)
		x, y := -1, -1
		for row := range 14 {
			if before, _, on := strings.Cut(c.Line(row), tt.at); on {
				x, y = text.Width(before, text.Runes), row
			}
		}
		if out := Click(tt.e, x, y); out != tt.out {
			t.Errorf("%s: the click at %q is %v", tt.name, tt.at, out)
		}
		if tt.name == "line" || tt.name == "area" {
			tt.e.Key(tea.KeyPressMsg{Code: 'X', Text: "X"})
		}
		if got := tt.e.Text(); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
		if out := Click(tt.e, 0, 0); out != Unhandled {
			t.Errorf("%s: a click beside it is %v", tt.name, out)
		}
	}
}
