package form

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"zco/tui/draw/text"
)

// area returns an editor of s with the cursor at the bar, drawn once.
func area(t *testing.T, s string, w, h int) *Area {
	e := &Area{}
	e.SetText(strings.Replace(s, "|", "", 1))
	e.buf.pos = strings.Index(s, "|")
	draw(t, e, w, h, text.Clusters)
	return e
}

func TestAreaWraps(t *testing.T) {
	e := area(t, "|the quick brown fox\n\njumps over", 12, 6)
	if cur := shows(t, e, 12, "the quick", "brown fox", "", "jumps over", "", ""); cur.X != 0 || cur.Y != 0 {
		t.Errorf("cursor %+v", cur)
	}
	if got := e.Height(12); got != 4 {
		t.Errorf("height %d, want 4", got)
	}
	shows(t, area(t, "|日本語日本語", 6, 3), 6, "日本", "語日", "本語")
	e = &Area{Placeholder: "notes"}
	shows(t, e, 12, "notes", "")
}

// A carriage return that ends no line is shown; a blank at the end of a full
// row needs no row of its own.
func TestAreaRowsAtTheEnd(t *testing.T) {
	shows(t, area(t, "|a\r", 9, 1), 9, "a␍")
	shows(t, area(t, "|a\r\nb\r", 9, 2), 9, "a", "b␍")
	e := area(t, "abc |", 4, 2)
	if h := e.Height(4); h != 1 {
		t.Errorf("a full row and a blank take %d rows", h)
	}
	shows(t, area(t, "abc d|", 4, 2), 4, "abc", "d")
}

func TestAreaKeys(t *testing.T) {
	for _, c := range []struct{ from, keys, want string }{
		{"the quick brown| fox", "up", "the q|uick brown fox"},
		{"the q|uick brown fox", "down", "the quick brown| fox"},
		{"long line|\nx\nlong line", "down down", "long line\nx\nlong line|"},
		{"日本語\n日本語日|本", "up", "日本語|\n日本語日本"},
		{"ab|", "up", "|ab"},
		{"|ab", "down", "ab|"},
		{"a|b", "enter", "a\n|b"},
		{"x\r\na|b", "enter", "x\r\na\r\n|b"},
		{"x\r\n|b", "backspace", "x|b"},
		{"x|\r\nb", "right", "x\r\n|b"},
		{"x\r\ny|", "ctrl+a", "x\r\n|y"},
		{"x|y\r\nz", "ctrl+e", "xy|\r\nz"},
		{"x|y\r\nz", "ctrl+k", "x|\r\nz"},
		{"x|\r\nz", "ctrl+k", "x|z"},
		{"x\n|z", "ctrl+u", "x|z"},
		{"the quick bro|wn fox", "home", "the quick |brown fox"},
		{"the |quick brown fox", "end", "the quick| brown fox"},
		{"a\nb\nc\nd|", "ctrl+home", "|a\nb\nc\nd"},
		{"|a\nb\nc\nd", "ctrl+end", "a\nb\nc\nd|"},
		{"x|\ny", "ctrl+e", "x|\ny"},
		{"a\nb|", "ctrl+u", "a\n|"},
		{"long line\nab\nx|", "up up", "l|ong line\nab\nx"},
		{"long line|\nx\nlong line", "down X down", "long line\nxX\nlo|ng line"},
		{"long line|\nx\nlong line", "down backspace down", "long line\n\n|long line"},
		{"ab|\ncd", "alt+< alt+enter", "\n|ab\ncd"},
		{"ab|\ncd", "alt+>", "ab\ncd|"},
		{"a\n|b\nc", "ctrl+p", "|a\nb\nc"},
		{"a\n|b\nc", "ctrl+n", "a\nb\n|c"},
		{"|a\nb\nc\nd\ne", "pgdown", "a\nb\nc\n|d\ne"},
		{"a\nb\nc\nd\n|e", "pgup", "a\n|b\nc\nd\ne"},
	} {
		e := area(t, c.from, 12, 4)
		press(e, c.keys)
		draw(t, e, 12, 4, text.Clusters)
		if got := e.buf.shown(); got != c.want {
			t.Errorf("%s in %q gives %q, want %q", c.keys, c.from, got, c.want)
		}
	}
}

func TestAreaOutcomes(t *testing.T) {
	for k, want := range map[string]Outcome{"up": Handled, "home": Handled, "end": Handled, "left": Handled, "backspace": Handled, "ctrl+z": Handled, "ctrl+home": Handled, "ctrl+enter": Done, "enter": Handled, "ctrl+s": Done, "esc": Leave, "tab": Next, "shift+tab": Prev, "ctrl+v": Unhandled} {
		e := area(t, "typed|", 20, 3)
		if got := e.Key(key(k)); got != want {
			t.Errorf("%s is %d, want %d", k, got, want)
		}
	}
}

func TestAreaScrollsWithTheCursor(t *testing.T) {
	e := area(t, "|1\n2\n3\n4\n5\n6", 5, 3)
	press(e, "down down down")
	if cur := shows(t, e, 5, "2", "3", "4"); cur.Y != 2 {
		t.Errorf("cursor %+v", cur)
	}
	press(e, "up")
	if cur := shows(t, e, 5, "2", "3", "4"); cur.Y != 1 {
		t.Errorf("cursor %+v: it moves within the view before the view moves", cur)
	}
	press(e, "ctrl+home")
	shows(t, e, 5, "1", "2", "3")
}

func TestAreaPasteKeepsTheTextsLineEnds(t *testing.T) {
	e := area(t, "a\r\nb|", 10, 3)
	e.Paste("1\n2\r\n3")
	if got, want := e.Text(), "a\r\nb1\r\n2\r\n3"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	press(e, "ctrl+z")
	if e.Text() != "a\r\nb" {
		t.Errorf("undone to %q", e.Text())
	}
}

// Rows kept from before a change are those that breaking anew would give, the
// cursor stays between clusters and in the area, and undo leads back.
func TestAreaProperties(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		e, start := &Area{}, value().Draw(rt, "value")
		e.SetText(start)
		m := text.Method(rapid.IntRange(0, 1).Draw(rt, "method"))
		w, h := rapid.IntRange(1, 20).Draw(rt, "width"), rapid.IntRange(1, 5).Draw(rt, "height")
		for range rapid.IntRange(0, 30).Draw(rt, "keys") {
			switch rapid.IntRange(0, 9).Draw(rt, "what") {
			case 0:
				e.Paste(value().Draw(rt, "pasted"))
			case 1, 2:
				e.Key(key("enter"))
			default:
				e.Key(key(stroker().Draw(rt, "key")))
			}
			checkCursor(rt, &e.buf)
			if _, cur := draw(rt, e, w, h, m); !cur.Shown {
				rt.Fatalf("the cursor is hidden in %+q", e.buf.shown())
			}
			checkRows(rt, e)
		}
		undoAll(rt, &e.buf, start)
		draw(rt, e, w, h, m)
		checkRows(rt, e)
	})
}

func checkRows(t *rapid.T, e *Area) {
	fresh := rows{}
	fresh.update(e.buf.s, e.rows.width, e.rows.m)
	if got, want := fmt.Sprint(e.rows.list), fmt.Sprint(fresh.list); got != want {
		t.Fatalf("rows of %+q are %s, want %s", e.buf.s, got, want)
	}
	at := 0
	for i, r := range fresh.list {
		if gap := e.buf.s[at:r.from]; gap != "" && gap != "\n" && gap != "\r\n" {
			t.Fatalf("row %d leaves out %q", i, gap)
		}
		if first, _ := text.First(e.buf.s[r.from:r.to], e.rows.m); text.Width(e.buf.s[r.from:r.to], e.rows.m) > e.rows.width+1 && first < r.to-r.from {
			t.Fatalf("row %d of %+q is too wide", i, e.buf.s)
		}
		at = r.to
	}
}

func BenchmarkAreaTyping64K(b *testing.B) {
	for name, unit := range map[string]string{
		"ascii":    "The quick brown fox jumps over the lazy dog, and once more.\n",
		"wide":     "速い茶色の狐が怠け者の犬を飛び越える。\n",
		"one line": "The quick brown fox jumps over the lazy dog, and once more. ",
		"emoji":    "👩‍💻🇫🇷",
	} {
		b.Run(name, func(b *testing.B) {
			e := &Area{}
			e.SetText(strings.Repeat(unit, 1+65536/len(unit)))
			e.buf.pos = e.buf.before(len(e.buf.s) / 2)
			draw(b, e, 80, 20, text.Clusters)
			for i := 0; b.Loop(); i++ {
				e.Key(key([]string{"x", "backspace", "left", "up", "right", "down"}[i%6]))
				e.layout(80, text.Clusters)
			}
		})
	}
}

// Typing goes on where the text ends, as in a field of one line.
func TestAreaGoesOnAtTheEnd(t *testing.T) {
	e := &Area{}
	e.SetText("one\ntwo")
	if typeIn(e, "!"); e.Text() != "one\ntwo!" {
		t.Errorf("the text is %q", e.Text())
	}
}

// The column that up and down keep to is forgotten once the text is another.
func TestAreaForgetsItsColumn(t *testing.T) {
	for name, change := range map[string]func(*Area){
		"a paste":  func(e *Area) { e.Paste("y") },
		"a text":   func(e *Area) { e.SetText("a long line\nxy") },
		"a click":  func(e *Area) { draw(t, e, 20, 3, text.Clusters); e.Click(e.drawn.X+1, e.drawn.Y+1) },
		"a letter": func(e *Area) { typeIn(e, "y") },
	} {
		e := area(t, "a long line|\nx", 20, 3)
		press(e, "down")
		change(e)
		press(e, "up")
		if before, _, _ := strings.Cut(e.buf.shown(), "|"); len(before) > 2 {
			t.Errorf("after %s the cursor goes up to %q", name, e.buf.shown())
		}
	}
}

// A limit counts characters.
func TestAreaHasALimit(t *testing.T) {
	for s, want := range map[string]string{"": "", "日本語": "", "abc": "", "日本語テ": "at most 3 characters: this has 4", "abcd": "at most 3 characters: this has 4"} {
		e := &Area{Limit: 3}
		if e.SetText(s); e.Problem() != want {
			t.Errorf("%q: %q, want %q", s, e.Problem(), want)
		}
	}
}

// Before it is drawn a text is broken at the width of a common terminal; in one
// column, it is broken at each letter.
func TestAreaBeforeItIsDrawn(t *testing.T) {
	e := &Area{}
	e.SetText(strings.Repeat("x", 100))
	if press(e, "home"); e.buf.pos != 79 {
		t.Errorf("the last row begins at %d", e.buf.pos)
	}
	if press(e, "pgup pgup pgdown"); e.buf.pos != 79 {
		t.Errorf("a page down from the first row goes to %d", e.buf.pos)
	}
	for width, want := range map[int]int{0: 3, 1: 3, 2: 3, 3: 2, 4: 1} {
		e := &Area{}
		e.SetText("abc")
		if h := e.Height(width); h != want {
			t.Errorf("in %d columns it takes %d rows, want %d", width, h, want)
		}
	}
}

// In a view of one row a page is a row; what is pasted at the end of a view
// scrolls it as far as shows the cursor, and a step up moves in it.
func TestAreaPagesAndPastes(t *testing.T) {
	e := area(t, "|1\n2\n3", 5, 1)
	press(e, "pgdown pgdown")
	shows(t, e, 5, "3")
	press(e, "pgup")
	shows(t, e, 5, "2")
	e = area(t, "1\n2\n3|", 5, 3)
	e.Paste("\n4\n5\n6\n7")
	press(e, "up")
	if cur := shows(t, e, 5, "5", "6", "7"); cur.Y != 1 {
		t.Errorf("the cursor is in row %d", cur.Y)
	}
	if out := e.Click(e.drawn.X, e.drawn.Y+2); out != Handled {
		t.Errorf("a click is %d", out)
	}
	e = area(t, "|1\n2", 5, 4)
	if out := e.Click(e.drawn.X+4, e.drawn.Y+3); out != Handled || e.buf.shown() != "1\n2|" {
		t.Errorf("a click below the text is %d: %q", out, e.buf.shown())
	}
}
