package records

import (
	"zco/tui/domain/collection"
	"zco/tui/domain/window"
	"zco/tui/draw/screen"
	"zco/tui/widget/grid"
)

// gutter is the width of the marks before each row: cursor, selection, state.
const gutter = 3

// Draw draws the table.
func (m *Model) Draw(a screen.Area, focused bool) screen.Cursor {
	head, body := a.Top(1)
	body, foot := body.Bottom(m.footRows())
	placed := m.cols.Placed()
	if m.win.Len() > 0 {
		m.drawHead(head, placed, focused && !m.env.Plain)
	}
	cursor := m.drawFoot(foot, focused)
	if m.drawNothing(body) {
		return cursor
	}
	rows := m.rows()
	at, _, _ := rows.Cursor()
	top := rows.Top()
	for y := 0; y < body.H && top+y < rows.Len(); y++ {
		m.drawRow(body.Row(y), rows.At(top+y), placed, top+y == at, focused && !m.quick.typing)
	}
	if m.env.Plain && focused && !m.quick.typing {
		cell, _ := m.CellRect()
		return body.At(cell.X-body.X, at-top)
	}
	return cursor
}

// drawRow draws one row, that under the cursor on a ground of its own. Only
// values that say more by a colour have one: a line that scrolls is sent whole,
// and each change of style costs as much as ten letters.
func (m *shown) drawRow(a screen.Area, it collection.Item, placed []grid.Placed, current, focused bool) {
	th := m.env.Theme
	drafted := m.env.Drafts != nil && m.env.Drafts.HasDraft(m.ref(it))
	on := func(st screen.Style) screen.Style { return st }
	if current = current && !(m.env.Plain && focused); current { // there the terminal's cursor tells, and nothing is written twice

		on = th.OnRow
		a.Fill(on(th.Text))
	}
	m.drawMarks(a, it, current, drafted, on)
	cells := m.cells.row(it, m.cols.Len(), m.layer.NamesVersion(), m.env.Theme)
	for _, p := range placed {
		c := m.cols.At(p.Index)
		pen := pens{th.Text, th.Changed, th.Match}
		e := m.cellOf(cells, c, it)
		pen.text = e.style
		if current {
			pen = pens{on(pen.text), on(pen.changed), on(pen.match)}
		}
		if focused && current && p.Index == m.cols.Cursor() {
			pen = pens{th.Cursor, th.Cursor, th.Cursor}
		}
		if drafted && m.drawDraft(a, it, c.Of.field, p, pen) {
			continue
		}
		m.drawCell(a, e, c.Of.field, p, pen)
	}
}

// pens are the styles that a cell is drawn in; those of the cell under the
// cursor are all the cursor's.
type pens struct{ text, changed, match screen.Style }

// drawMarks draws what is to be known of a row before its values.
func (m *listed) drawMarks(a screen.Area, it collection.Item, current, drafted bool, on func(screen.Style) screen.Style) {
	th := m.env.Theme
	if current {
		a.Text(0, 0, on(th.Text), th.Glyphs.Cursor)
	}
	if m.selected.Len() > 0 && m.selected.Has(it.ID) {
		a.Text(1, 0, on(th.Selected), th.Glyphs.Selected)
	}
	mark := m.win.Mark(it.ID)
	switch {
	case drafted:
		a.Text(2, 0, on(th.Changed), th.Glyphs.Draft)
	case mark&(window.Added|window.Local) != 0:
		a.Text(2, 0, on(th.New), th.Glyphs.New)
	case mark != 0:
		a.Text(2, 0, on(th.Changed), th.Glyphs.Changed)
	}
}

// cellOf returns a cell of a row, written if it was not yet.
func (m *listed) cellOf(cells []cell, c *grid.Column[column], it collection.Item) *cell {
	e := &cells[c.Of.n]
	if !e.known {
		f, v := c.Of.field, it.Value(c.Of.field.Key)
		e.text = clip(it.Shown(m.env.Format(), *f)) + m.env.Mark(f, v)
		e.style = m.env.Tint(f, v)
		e.known = true
	}
	return e
}

func (m *listed) drawCell(a screen.Area, e *cell, f *collection.Field, p grid.Placed, pen pens) {
	th, st := m.env.Theme, pen.text
	e.fit(p.W, a.Method())
	x := p.X
	if f.Numeric() {
		x += p.W - e.cells
	}
	switch {
	case e.text == "":
		if st == th.Cursor {
			a.Text(x-min(x-p.X, 1), 0, st, " ")
		}
	case (len(m.quick.words) > 0 || m.place.Text != "") && st != th.Cursor:
		if at := append(m.hits(e.text), m.searchHits(f, e.text)...); at != nil {
			grid.Draw(a, x, 0, p.W, st, pen.match, e.text, at)
			return
		}
		fallthrough
	default:
		a.Text(x, 0, st, e.cut)
	}
}

// drawDraft draws the unsent value of a cell, if there is one.
func (m *listed) drawDraft(a screen.Area, it collection.Item, f *collection.Field, p grid.Placed, pen pens) bool {
	th := m.env.Theme
	v, ok := m.env.Drafts.Draft(m.ref(it), f.Key)
	if !ok {
		return false
	}
	s := clip(m.env.Format().Text(*f, v))
	if s == "" {
		s = th.Glyphs.Unset // cleared, and not sent yet
	}
	if f.Numeric() {
		a.TextRight(p.X, 0, p.W, pen.changed, s)
	} else {
		a.TextCut(p.X, 0, p.W, pen.changed, s)
	}
	return true
}
