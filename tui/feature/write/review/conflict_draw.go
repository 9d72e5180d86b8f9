package review

import (
	"slices"

	"zco/tui/domain/collection"
	"zco/tui/draw/screen"
	"zco/tui/draw/text"
)

// Size implements pane.Dialog.
func (c *conflict) Size(w, h int) (int, int) {
	w = min(reviewWidth, w)
	n := 1
	for i := range c.fields {
		n += c.fieldHeight(i, w, h)
	}
	return w, min(n, h)
}

const sideName = 12

func (c *conflict) fieldHeight(i, w, h int) int {
	n := 1
	for _, lines := range c.values(i, w, h) {
		n += len(lines)
	}
	if c.typing != nil && i == c.at {
		n += min(c.typing.Height(w-sideName), 10)
	}
	return n
}

// mostLines is how many lines of a value are shown at most where there are
// other fields to decide.
const mostLines = 6

// values are the lines of each side of a conflict, in a dialog of w by h cells:
// no more than let all sides be seen at once, and from where they part.
func (c *conflict) values(i, w, h int) [][]string {
	sides := c.sides(i)
	out := make([][]string, len(sides))
	for n, s := range sides {
		out[n] = c.lines(i, s.v, w)
	}
	same := 0
	for !slices.ContainsFunc(out, func(lines []string) bool { return same >= len(lines)-1 || lines[same] != out[0][same] }) {
		same++
	}
	shown := share(out, same, 1)
	if c.typing != nil && i == c.at {
		return shown
	}
	for most := 2; most <= mostLines || len(c.fields) == 1; most++ {
		more := share(out, same, most)
		if rows(more) >= h || rows(more) == rows(shown) {
			break
		}
		shown = more
	}
	return shown
}

// share is so many lines of each side at most.
func share(sides [][]string, first, most int) [][]string {
	out := make([][]string, len(sides))
	for n, lines := range sides {
		out[n] = around(lines, first, most)
	}
	return out
}

func rows(sides [][]string) (n int) {
	for _, lines := range sides {
		n += len(lines)
	}
	return n
}

// lines are those of one value.
func (c *conflict) lines(i int, v collection.Value, w int) []string {
	f, _ := c.sent.Change.Schema.Field(c.fields[i].Key)
	s := c.review.env.Format().Text(f, v)
	if f.Opaque() {
		s = pretty(v)
	}
	return text.Wrap(orDash(s, c.review.env.Theme.Glyphs.Unset), max(w-sideName, 8), text.Clusters)
}

// around are so many of the lines at most, those from line first on. What is
// left out has a mark.
func around(lines []string, first, most int) []string {
	if len(lines) <= most {
		return lines
	}
	switch {
	case most < 3:
		lines = lines[first:]
	case first > 1: // one line needs no mark in its place
		lines = append([]string{text.Ellipsis}, lines[first:]...)
	}
	if len(lines) > most && most > 1 {
		lines = append(lines[:most-1:most-1], text.Ellipsis)
	}
	return lines[:min(most, len(lines))]
}

// Draw implements pane.Dialog.
func (c *conflict) Draw(a screen.Area) screen.Cursor {
	body, cursor := a, a.At(0, 0)
	c.drawn = c.drawn[:0]
	y := 0
	for i := 0; i < c.at; i++ { // scroll so that the field at hand is seen whole
		y -= c.fieldHeight(i, a.W, a.H)
	}
	if total := -y + c.fieldHeight(c.at, a.W, a.H); total <= body.H {
		y = 0
	}
	for i := range c.fields {
		h := c.fieldHeight(i, a.W, a.H)
		if y >= 0 && y < body.H {
			if at := c.drawField(body.Sub(0, y, a.W, h), i, a.H); at.Shown {
				cursor = at
			}
		}
		y += h
	}
	return cursor
}

func (c *conflict) drawField(a screen.Area, i, room int) screen.Cursor {
	th := c.review.env.Theme
	st := th.Label
	if i == c.at {
		st = th.BorderFocus
		a.Text(0, 0, th.Gutter, th.Glyphs.Cursor)
	}
	a.TextCut(2, 0, a.W-2, st, titles(c.sent.Change.Schema, []string{c.fields[i].Key}))
	y := 1
	values := c.values(i, a.W, room)
	for side, s := range c.sides(i) {
		mark, st := "  ", th.Text
		if c.chosen[i] == s.side {
			mark, st = th.Glyphs.Yes+" ", th.Added
		}
		a.Text(0, y, th.Good, mark)
		a.Text(2, y, th.Key, c.review.env.Keys.Key(s.id))
		a.TextCut(4, y, sideName-5, th.Muted, s.title)
		lines := values[side]
		for n, l := range lines {
			a.TextCut(sideName, y+n, a.W-sideName, st, l)
		}
		c.drawn = append(c.drawn, shownSide{a.Sub(0, y, a.W, len(lines)).Rect, i, s.side})
		y += len(lines)
	}
	if c.typing == nil || i != c.at {
		return screen.Cursor{}
	}
	at := c.typing.Draw(a.Sub(sideName, y, a.W-sideName, a.H-y), th)
	return at
}
