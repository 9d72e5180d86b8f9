package records

import (
	"zco/tui/draw/screen"
	"zco/tui/pane"
	"zco/tui/widget/grid"
)

// drawHead draws the titles, which way the rows are sorted, and whether there
// are columns beyond either end. The arrow stands behind the title, in the blank
// between two columns where the title fills its own, and takes nothing from it.
func (m *shown) drawHead(a screen.Area, placed []grid.Placed, focused bool) {
	th := m.env.Theme
	for _, p := range placed {
		f := m.cols.At(p.Index).Of.field
		st := th.Label
		if focused && p.Index == m.cols.Cursor() {
			st = th.BorderFocus
		}
		x, room := p.X, p.W
		down, sorted := m.sorted(f.Key)
		if sorted && p.X+p.W >= a.W { // no blank behind it
			room--
		}
		if f.Numeric() {
			a.TextRight(p.X, 0, room, st, f.Title)
			x += room
		} else {
			x = a.TextCut(p.X, 0, room, st, f.Title)
		}
		if sorted {
			a.Text(x, 0, st, m.arrow(down))
		}
	}
	left, right, x := m.cols.Beyond()
	if left {
		a.Text(max(x, 0), 0, th.Key, th.Glyphs.Less)
	}
	if right {
		a.Text(a.W-1, 0, th.Key, th.Glyphs.More)
	}
}

func (m *listed) arrow(down bool) string {
	if down {
		return m.env.Theme.Glyphs.Descending
	}
	return m.env.Theme.Glyphs.Ascending
}

// footRows is how many rows under the table say that it shows only what was
// loaded, in an order or a filter of its own.
func (m *listed) footRows() int {
	if m.quick.typing || m.local != nil {
		return 1
	}
	return 0
}

// drawFoot draws the quick filter and says what the rows above are.
func (m *listed) drawFoot(a screen.Area, focused bool) screen.Cursor {
	if a.H == 0 {
		return screen.Cursor{}
	}
	th, cursor, x := m.env.Theme, screen.Cursor{}, 1
	if m.quick.typing || len(m.quick.words) > 0 {
		x = a.Text(x, 0, th.Warn, "Filter loaded rows: ")
		w := max(min(24, a.W-x-1), 1)
		at := m.quick.line.Draw(a.Sub(x, 0, w, 1), th)
		if m.quick.typing && focused {
			cursor = at
		}
		x += w + 2
	}
	a.TextCut(x, 0, a.W-x, th.Muted, m.loadedText())
	return cursor
}

// loadedText says which rows a local order or filter is over.
func (m *listed) loadedText() string {
	rows := pane.Thousands(m.win.Len()) + " loaded rows"
	if m.complete() {
		rows = "all " + pane.Plural(m.win.Len(), "row", "rows")
	}
	sorted := ""
	if f := m.localSort.field; f != nil {
		sorted = m.arrow(m.localSort.down) + f.Title
	}
	switch {
	case len(m.quick.words) > 0 && m.local != nil && sorted != "":
		return pane.Thousands(m.local.Len()) + " of " + rows + ", " + sorted
	case len(m.quick.words) > 0 && m.local != nil:
		return pane.Thousands(m.local.Len()) + " of " + rows
	case sorted == "":
		return rows
	case m.complete() || !m.count.known:
		return sorted + ": " + rows
	}
	return sorted + ": only the " + rows + " are sorted, of " + m.totalText()
}
