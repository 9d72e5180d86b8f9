package render_test

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"zco/tui/draw/screen"
)

// emulator is a terminal that knows what the renderer sends, and nothing else:
// anything more is a failure.
type emulator struct {
	w, h        int
	cells       []shown
	x, y        int // x may be w-1 behind the last column: it does not wrap
	look        string
	top, bottom int // the scrolled rows
	left, right int
	margins     bool
	hidden      bool
	last        rune
	width       func(cluster string) int // cells that a cluster takes here
	odd         []string
}

type shown struct {
	text string // "" for the right half of a wide character
	look string
}

func newEmulator(w, h int, width func(string) int) *emulator {
	e := &emulator{w: w, h: h, width: width}
	e.cells = make([]shown, w*h)
	for i := range e.cells {
		e.cells[i] = shown{"#", "junk"} // nobody knows what was there
	}
	e.reset()
	e.x, e.y, e.look = w/2, h/2, "junk"
	return e
}

func (e *emulator) reset() { e.top, e.bottom, e.left, e.right = 0, e.h, 0, e.w }

func (e *emulator) fail(format string, args ...any) {
	e.odd = append(e.odd, fmt.Sprintf(format, args...))
}

// feed takes output. Clusters of several runes come whole: next splits them.
func (e *emulator) feed(out string, next func(string) string) {
	for out != "" {
		switch out[0] {
		case 0x1b:
			out = out[e.escape(out):]
			continue
		case '\n':
			if e.y == e.bottom-1 {
				e.scroll(1)
			} else {
				e.y++
			}
		case '\r':
			e.x = 0
		case '\b':
			e.x = max(e.x-1, 0)
		default:
			c := next(out)
			e.print(c)
			out = out[len(c):]
			continue
		}
		out = out[1:]
	}
}

func (e *emulator) print(c string) {
	w := e.width(c)
	if w == 0 {
		return
	}
	if len(c) == 1 {
		e.last = rune(c[0])
	} else {
		e.last = 0
	}
	x := e.x
	w = min(w, e.w-x)
	for i := range w {
		e.take(x + i)
		e.cells[e.y*e.w+x+i] = shown{"", e.look}
	}
	e.cells[e.y*e.w+x].text = c
	e.x = min(x+w, e.w-1)
}

// take ends the wide character that has a cell.
func (e *emulator) take(x int) {
	row := e.cells[e.y*e.w : (e.y+1)*e.w]
	from := x
	for from > 0 && row[from].text == "" {
		from--
	}
	to := x + 1
	for to < e.w && row[to].text == "" {
		to++
	}
	if to-from > 1 {
		for i := from; i < to; i++ {
			row[i].text = " "
		}
	}
}

func (e *emulator) escape(s string) int {
	if strings.HasPrefix(s, "\x1bM") {
		if e.y == e.top {
			e.scroll(-1)
		} else {
			e.y--
		}
		return 2
	}
	if !strings.HasPrefix(s, "\x1b[") {
		e.fail("%.5q", s)
		return len(s)
	}
	end := 2
	for s[end] < 0x40 {
		end++
	}
	private := s[2] == '?'
	var params []int
	for p := range strings.SplitSeq(strings.TrimPrefix(s[2:end], "?"), ";") {
		n, err := strconv.Atoi(p)
		if err != nil && p != "" {
			e.fail("%q", s[:end+1])
		}
		params = append(params, n)
	}
	if private {
		e.mode(params[0], s[end])
	} else {
		e.csi(params, s[end], s[2:end])
	}
	return end + 1
}

func (e *emulator) mode(n int, final byte) {
	switch n {
	case 25:
		e.hidden = final == 'l'
	case 69:
		e.margins = final == 'h'
		e.left, e.right = 0, e.w
	case 2026:
	default:
		e.fail("mode %d", n)
	}
}

func (e *emulator) csi(params []int, final byte, raw string) {
	n := max(params[0], 1)
	second := 1
	if len(params) > 1 {
		second = max(params[1], 1)
	}
	switch final {
	case 'A':
		e.y -= n
	case 'B':
		e.y += n
	case 'C':
		e.x += n
	case 'D':
		e.x -= n
	case 'G':
		e.x = n - 1
	case 'H':
		e.y, e.x = n-1, second-1
	case 'J':
		e.erase(0, len(e.cells))
	case 'K':
		e.take(e.x)
		e.erase(e.y*e.w+e.x, (e.y+1)*e.w)
	case 'X':
		e.take(e.x)
		e.take(min(e.x+n, e.w) - 1)
		e.erase(e.y*e.w+e.x, e.y*e.w+min(e.x+n, e.w))
	case 'b':
		if e.last == 0 {
			e.fail("repeats nothing")
		}
		for range n {
			e.print(string(e.last))
		}
	case 'S':
		e.scroll(n)
	case 'T':
		e.scroll(-n)
	case 'r':
		e.top, e.bottom = 0, e.h
		if raw != "" {
			e.top, e.bottom = n-1, second
		}
		e.x, e.y = 7%e.w, 3%e.h // wherever
	case 's':
		if !e.margins {
			e.fail("margins that are off")
		}
		e.left, e.right = n-1, second
		e.x, e.y = 7%e.w, 3%e.h
	case 'm':
		e.style(params)
	default:
		e.fail("CSI %s%c", raw, final)
	}
	if final != 'b' {
		e.last = 0
	}
	if e.x < 0 || e.x >= e.w || e.y < 0 || e.y >= e.h {
		e.fail("the cursor leaves the screen by %s%c", raw, final)
		e.x, e.y = 0, 0
	}
}

// erase makes cells blank. A background is an error: not every terminal has it.
func (e *emulator) erase(from, to int) {
	if ground(e.look) != "" {
		e.fail("erases with the style %s", e.look)
	}
	for i := from; i < to; i++ {
		e.cells[i] = shown{" ", ""}
	}
}

func (e *emulator) scroll(n int) {
	if ground(e.look) != "" {
		e.fail("scrolls with the style %s", e.look)
	}
	was := append([]shown(nil), e.cells...)
	for y := e.top; y < e.bottom; y++ {
		for x := e.left; x < e.right; x++ {
			c := shown{" ", ""}
			if from := y + n; from >= e.top && from < e.bottom {
				c = was[from*e.w+x]
			}
			e.cells[y*e.w+x] = c
		}
	}
}

// style keeps the attributes as a list: the look that the terminal has.
func (e *emulator) style(params []int) {
	look := parseLook(e.look)
	for i := 0; i < len(params); i++ {
		switch p := params[i]; {
		case p == 0:
			look = map[string]string{}
		case p == 22:
			delete(look, "1")
			delete(look, "2")
		case p >= 23 && p <= 29:
			delete(look, strconv.Itoa(p-20))
		case p < 10:
			look[strconv.Itoa(p)] = "on"
		case p == 38 || p == 48:
			n := 3
			if params[i+1] == 2 {
				n = 5
			}
			look[strconv.Itoa(p)] = strings.Trim(fmt.Sprint(params[i+2:i+n]), "[]")
			i += n - 1
		case p == 39 || p == 49:
			delete(look, strconv.Itoa(p-1))
		case p >= 30 && p < 38, p >= 90 && p < 98:
			look["38"] = strconv.Itoa(p)
		case p >= 40 && p < 48, p >= 100 && p < 108:
			look["48"] = strconv.Itoa(p)
		default:
			e.fail("SGR %d", p)
		}
	}
	e.look = lookString(look)
}

func parseLook(s string) map[string]string {
	m := map[string]string{}
	for f := range strings.SplitSeq(s, "|") {
		if k, v, ok := strings.Cut(f, "="); ok {
			m[k] = v
		}
	}
	return m
}

func lookString(m map[string]string) string {
	var out []string
	for _, k := range []string{"1", "2", "3", "4", "7", "9", "38", "48"} {
		if v, ok := m[k]; ok {
			out = append(out, k+"="+v)
		}
	}
	return strings.Join(out, "|")
}

// sgr is the look that a sequence of the sheet gives.
func sgr(sheet *screen.Sheet, st screen.Style) string {
	l := sheet.Look(st)
	m := map[string]string{}
	for k, on := range map[string]bool{"1": l.Bold, "2": l.Faint, "3": l.Italic, "4": l.Underline, "7": l.Reverse, "9": l.Cross} {
		if on {
			m[k] = "on"
		}
	}
	if l.Fg != nil {
		m["38"] = fmt.Sprintf("%v", l.Fg)
	}
	if l.Bg != nil {
		m["48"] = fmt.Sprintf("%v", l.Bg)
	}
	return lookString(m)
}

// plainNext takes one rune.
func plainNext(s string) string {
	_, n := utf8.DecodeRuneInString(s)
	return s[:n]
}
