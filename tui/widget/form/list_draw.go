package form

import (
	"fmt"
	"slices"

	"zco/tui/draw/screen"
	"zco/tui/draw/text"
	"zco/tui/draw/theme"
)

// Draw draws the filter and the items around the cursor.
func (l *List) Draw(a screen.Area, th *theme.Theme) screen.Cursor {
	cursor := screen.Cursor{}
	l.drawn = a.Rect
	var head screen.Area
	if !l.NoFilter {
		head, a = a.Top(1)
	}
	top := l.first()
	if a.W > 0 && a.H > 0 {
		top = l.view.Fit(a.H, l.at, len(l.hits))
	}
	if !l.NoFilter {
		cursor = l.drawFilter(head, th)
	}
	if a.W < 1 || a.H < 1 {
		return cursor
	}
	if len(l.hits) == 0 {
		a.TextCut(2, 0, a.W, th.Muted, l.nothing())
		return cursor
	}
	for y := 0; y < a.H && top+y < len(l.hits); y++ {
		l.drawItem(a.Row(y), th, top+y)
	}
	if l.NoFilter {
		cursor = at(a, 0, l.at-top)
	}
	return cursor
}

func (l *List) nothing() string {
	if len(l.items) > 0 {
		return "No match"
	}
	if l.Empty != "" {
		return l.Empty
	}
	return "Nothing to choose from"
}

// drawFilter draws what was typed and how many items are left.
func (l *List) drawFilter(a screen.Area, th *theme.Theme) screen.Cursor {
	s := ""
	switch below := l.Below(); {
	case a.W < roomy:
	case l.filter.Text() != "":
		s = fmt.Sprintf(" %d/%d", len(l.hits), len(l.items))
	case l.SayMore && below > 0:
		s = fmt.Sprintf(" +%d more", below)
	}
	if s != "" {
		var count screen.Area
		a, count = a.Right(len(s))
		count.Text(0, 0, th.Muted, s)
	}
	l.filter.Placeholder = l.Placeholder
	return l.filter.Draw(a, th)
}

// drawItem draws one line: gutter, mark, label, hint and right edge, in the
// order in which they are given up when there is no room.
func (l *List) drawItem(a screen.Area, th *theme.Theme, n int) {
	it, st := l.items[l.hits[n].index], th.Text
	if it.Disabled != "" {
		st = th.InputOff
	}
	if n == l.at {
		a.Text(0, 0, th.BorderFocus, th.Glyphs.Cursor)
		if st = th.Cursor; it.Disabled != "" {
			st = th.CursorAway
		}
	}
	x := 2
	if l.Item != nil {
		l.Item(a.Sub(x, 0, a.W-x, 1), l.hits[n].index, n == l.at)
		return
	}
	if l.marks {
		x = drawMark(a, x, th, it.Mark)
	}
	rest := a.W
	if w := text.Width(it.Right, a.Method()); w > 0 && w < (a.W-x)/2 {
		rest -= w + 1
		a.TextRight(rest, 0, a.W-rest, th.Muted, it.Right)
	}
	x = drawMatched(a, x, rest-x, st, th.Match, it.Label, l.hits[n].at)
	hint, style := it.Hint, th.Muted
	if it.Disabled != "" {
		hint, style = text.Sentence(it.Disabled), th.Warn
	}
	if hint != "" && rest-x > 4 {
		a.TextCut(x+2, 0, rest-x-2, style, hint)
	}
}

// drawMark draws a mark in the room that the widest one takes.
func drawMark(a screen.Area, x int, th *theme.Theme, m Mark) int {
	switch m {
	case On:
		a.Text(x, 0, th.Selected, th.Glyphs.Selected)
	case Off:
		a.Text(x, 0, th.Muted, th.Glyphs.Unset)
	}
	return x + 1 + max(text.Width(th.Glyphs.Selected, a.Method()), text.Width(th.Glyphs.Unset, a.Method()))
}

// drawMatched draws s in at most width cells, the clusters at the given bytes
// in a style of their own, and returns the column after it.
func drawMatched(a screen.Area, x, width int, st, match screen.Style, s string, marked []int) int {
	if len(marked) == 0 {
		return a.TextCut(x, 0, width, st, s)
	}
	m := a.Method()
	cut := text.Width(s, m) > width
	if cut {
		width--
	}
	for from := 0; from < len(s); {
		size, w := text.First(s[from:], m)
		if w > width {
			break
		}
		style := st
		if slices.ContainsFunc(marked, func(i int) bool { return i >= from && i < from+size }) {
			style = match
		}
		x = a.Text(x, 0, style, s[from:from+size])
		from, width = from+size, width-w
	}
	if cut {
		x = a.Text(x, 0, st, text.Ellipsis)
	}
	return x
}
