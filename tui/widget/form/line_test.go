package form

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"zco/tui/draw/text"
)

// line returns an editor of s with the cursor at the bar.
func line(s string) *Line {
	l := &Line{}
	l.SetText(strings.Replace(s, "|", "", 1))
	l.buf.pos = strings.Index(s, "|")
	return l
}

// shown is the text with a bar at the cursor.
func (b *buffer) shown() string { return b.s[:b.pos] + "|" + b.s[b.pos:] }

func TestLineKeys(t *testing.T) {
	for _, c := range []struct{ from, keys, want string }{
		{"ab|c", "left", "a|bc"},
		{"日本|語", "left", "日|本語"},
		{"日本|語", "backspace", "日|語"},
		{"e\u0301|x", "left", "|e\u0301x"},
		{"👩‍💻|x", "backspace", "|x"},
		{"|🇫🇷🇩🇪", "right", "🇫🇷|🇩🇪"},
		{"|🇫🇷🇩🇪", "delete", "|🇩🇪"},
		{"กำ|", "backspace", "|"},
		{"one two, three|", "alt+b", "one two, |three"},
		{"one two, |three", "ctrl+left", "one |two, three"},
		{"|one two", "alt+f", "one| two"},
		{"one| two", "ctrl+right", "one two|"},
		{"日本語 テスト|", "alt+b", "日本語 |テスト"},
		{"one two|", "ctrl+a", "|one two"},
		{"|one two", "end", "one two|"},
		{"one two-three |x", "ctrl+w", "one |x"},
		{"one two-three|", "alt+backspace", "one two-|"},
		{"one t|wo", "ctrl+u", "|wo"},
		{"one t|wo", "ctrl+k", "one t|"},
		{"one |two three", "alt+d", "one | three"},
		{"a|b", "shift+backspace", "|b"},
		{"|ab", "backspace", "|ab"},
		{"ab|", "delete", "ab|"},
		{"ab|", "ctrl+v", "ab|"},
		{" word|", "ctrl+w", " |"},
		{"word|", "ctrl+w", "|"},
		{"a \u0301b|", "ctrl+w", "a|"}, // a blank that a mark has joined goes with it
		{"ab|c", "ctrl+b", "a|bc"},
		{"ab|c", "ctrl+f", "abc|"},
		{"ab|c", "ctrl+d", "ab|"},
		{"ab|c", "ctrl+h", "a|c"},
		{"one |two", "alt+delete", "one |"},
		{"one| two", "alt+left", "|one two"},
		{"ab|cd", "X home ctrl+z", "ab|cd"},
		{"ab|cd", "X ctrl+z home ctrl+y", "abX|cd"},
		{"ab|cd", "X ctrl+_ end ctrl+shift+z", "abX|cd"},
	} {
		l := line(c.from)
		press(l, c.keys)
		if got := l.buf.shown(); got != c.want {
			t.Errorf("%s in %q gives %q, want %q", c.keys, c.from, got, c.want)
		}
	}
}

func TestLineOutcomes(t *testing.T) {
	for k, want := range map[string]Outcome{
		"enter": Done, "esc": Leave, "tab": Next, "shift+tab": Prev, "up": Unhandled, "ctrl+s": Unhandled, "ctrl+v": Unhandled, "x": Handled, "left": Handled, "backspace": Handled, "delete": Handled, "ctrl+k": Handled, "ctrl+z": Handled, "ctrl+y": Handled,
		"shift+enter": Done, "ctrl+m": Done, "shift+esc": Leave, "ctrl+i": Next,
	} {
		if got := line("typed|").Key(key(k)); got != want {
			t.Errorf("%s is %d, want %d", k, got, want)
		}
	}
}

// An input method commits words, and a number pad sends keys without text.
func TestLineTakesWordsAndNumberPads(t *testing.T) {
	l := &Line{}
	l.Key(tea.KeyPressMsg{Code: tea.KeyExtended, Text: "left"})
	l.Key(tea.KeyPressMsg{Code: tea.KeyKp7})
	l.Key(tea.KeyPressMsg{Code: tea.KeyKpMinus, Mod: tea.ModNumLock})
	l.Key(tea.KeyPressMsg{Code: 'e', Text: "€", Mod: tea.ModCtrl | tea.ModAlt}) // AltGr
	if got := l.Text(); got != "left7-€" {
		t.Errorf("got %q", got)
	}
}

func TestLineUndoesByWords(t *testing.T) {
	l := &Line{}
	l.SetText("start ")
	typeIn(l, "one two three")
	var seen []string
	for range 4 {
		press(l, "ctrl+z")
		seen = append(seen, l.Text())
	}
	if d := cmp.Diff([]string{"start one two ", "start one ", "start ", "start "}, seen); d != "" {
		t.Error(d)
	}
	press(l, "ctrl+y ctrl+y ctrl+y ctrl+y")
	if l.Text() != "start one two three" {
		t.Errorf("redone: %q", l.Text())
	}
}

func TestLinePasteOfManyLinesAsks(t *testing.T) {
	for answer, want := range map[string]string{"j": "a one twob", "f": "a   oneb", "esc": "a b"} {
		l := line("a |b")
		out := l.Paste("  one\r\n\r\n\ttwo \r\n")
		q, asks := l.Question()
		if out != Ask || !asks || !strings.Contains(q.Text, "3 lines") || l.Text() != "a b" {
			t.Fatalf("paste is %d, asks %v %q, text %q", out, asks, q.Text, l.Text())
		}
		if got := l.Key(key("x")); got != Ask || l.Text() != "a b" {
			t.Errorf("a key that is no answer is %d and gives %q", got, l.Text())
		}
		press(l, answer)
		if _, asks := l.Question(); asks || l.Text() != want {
			t.Errorf("answer %s gives %q, want %q", answer, l.Text(), want)
		}
	}
}

func TestPasteIsCleanedAndOneChange(t *testing.T) {
	l := line("<|>")
	l.Paste("\x1b[31mred\x1b[0m\a col\tumn \u202eevil\u202c \ufeffend\n")
	if got, want := l.Text(), "<[31mred[0m col umn evil end>"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	press(l, "ctrl+z")
	if l.Text() != "<>" {
		t.Errorf("undone to %q", l.Text())
	}
}

func TestLineDraws(t *testing.T) {
	l := line("日本|語")
	if cur := shows(t, l, 10, "日本語"); cur.X != 4 || !cur.Shown {
		t.Errorf("cursor %+v, want column 4 behind two wide characters", cur)
	}
	l = line("0123456789abcdef|")
	if cur := shows(t, l, 10, "789abcdef"); cur.X != 9 {
		t.Errorf("cursor %+v", cur)
	}
	press(l, "home")
	if cur := shows(t, l, 10, "0123456789"); cur.X != 0 {
		t.Errorf("cursor %+v", cur)
	}
	shows(t, &Line{Placeholder: "type here"}, 12, "type here")
	l = line("x\u202e\x1b|")
	if cur := shows(t, l, 12, "x‹202E›␛"); cur.X != 8 || l.Text() != "x\u202e\x1b" {
		t.Errorf("cursor %+v, text %q", cur, l.Text())
	}
	l = &Line{Limit: 5}
	l.SetText("abcdefg")
	shows(t, l, 30, "abcdefg                    7/5")
	if got := l.Problem(); got != "at most 5 characters: this has 7" {
		t.Errorf("problem %q", got)
	}
}

// Wherever keys go, the cursor stands between clusters, what is drawn stays
// within its cells, and undoing all of it gives the text that was set.
func TestLineProperties(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		l, start := &Line{}, value().Draw(rt, "value")
		l.SetText(start)
		if l.Text() != start {
			rt.Fatalf("%q became %q unasked", start, l.Text())
		}
		m := text.Method(rapid.IntRange(0, 1).Draw(rt, "method"))
		w := rapid.IntRange(1, 30).Draw(rt, "width")
		for range rapid.IntRange(0, 30).Draw(rt, "keys") {
			if rapid.IntRange(0, 9).Draw(rt, "paste") == 0 {
				if l.Paste(value().Draw(rt, "pasted")) == Ask {
					l.Answer(rapid.IntRange(0, 2).Draw(rt, "answer"))
				}
			} else {
				l.Key(key(stroker().Draw(rt, "key")))
			}
			checkCursor(rt, &l.buf)
			draw(rt, l, w, 1, m)
		}
		undoAll(rt, &l.buf, start)
	})
}

// checkCursor fails if the cursor is inside a cluster.
func checkCursor(t *rapid.T, b *buffer) {
	for at := 0; at != b.pos; at += unit(b.s[at:]) {
		if at > b.pos || at >= len(b.s) {
			t.Fatalf("the cursor is inside a cluster: %+q", b.shown())
		}
	}
}

// undoAll takes everything back and then does it again.
func undoAll(t *rapid.T, b *buffer, start string) {
	for range len(b.past.undone) {
		b.redo()
	}
	end := b.s
	for range len(b.past.done) {
		b.undo()
		checkCursor(t, b)
	}
	if b.s != start {
		t.Fatalf("undone to %q, want %q", b.s, start)
	}
	for range len(b.past.undone) {
		b.redo()
		checkCursor(t, b)
	}
	if b.s != end {
		t.Fatalf("redone to %q, want %q", b.s, end)
	}
}

// What is found by reading a few characters is what reading all finds.
func TestBoundariesNeedNoReadingFromTheStart(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		b := buffer{s: value().Draw(rt, "s")}
		var all []int
		for at := 0; at < len(b.s); at += unit(b.s[at:]) {
			all = append(all, at)
		}
		all = append(all, len(b.s))
		for i := 1; i < len(all); i++ {
			if got := b.before(all[i]); got != all[i-1] {
				rt.Fatalf("before %d is %d, want %d in %+q", all[i], got, all[i-1], b.s)
			}
		}
		bounds := map[int]bool{}
		for _, at := range all {
			bounds[at] = true
		}
		for i := range len(b.s) + 1 {
			if b.isBoundary(i) != bounds[i] {
				rt.Fatalf("boundary at %d of %+q: %v", i, b.s, !bounds[i])
			}
		}
	})
}

func FuzzPaste(f *testing.F) {
	for _, s := range hostile {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		l := &Line{}
		if l.Paste(s) == Ask {
			l.Answer(0)
		}
		e := &Area{}
		e.Paste(s)
		for _, got := range []string{l.Text(), e.Text()} {
			if !utf8.ValidString(got) || strings.ContainsFunc(got, func(r rune) bool { return r != '\n' && r != '\t' && unicode.IsControl(r) }) {
				t.Fatalf("%q pasted as %q", s, got)
			}
		}
		draw(t, l, 20, 1, text.Clusters)
		draw(t, e, 20, 4, text.Runes)
	})
}

// How much more has room is told when it matters.
func TestLineCountsNearItsLimit(t *testing.T) {
	l := &Line{Limit: 10}
	typeIn(l, "seven..")
	shows(t, l, 30, "seven..")
	typeIn(l, "8")
	shows(t, l, 30, "seven..8                  8/10")
}
