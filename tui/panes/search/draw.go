package search

import (
	"strings"

	"zco/tui/action"
	"zco/tui/domain/collection"
	"zco/tui/draw/screen"
	"zco/tui/draw/text"
	"zco/tui/pane"
)

// Draw draws the line in the first row of a and, while it is open, what was
// found below it.
func (m *Model) Draw(a screen.Area, focused bool) screen.Cursor {
	th := m.env.Theme
	if !m.open {
		m.drawClosed(a.Row(0))
		return screen.Cursor{}
	}
	x := a.Text(0, 0, th.Key, "/")
	right := m.state()
	w := text.Width(right, a.Method())
	if a.W-x-w < 16 {
		right, w = "", 0
	}
	at := m.line.Draw(a.Sub(x, 0, a.W-x-w-2, 1), th)
	a.TextRight(a.W-w-1, 0, w, th.Muted, right)
	m.drawBelow(a)
	return screen.Cursor{X: at.X, Y: at.Y, Shown: at.Shown && focused}
}

// drawClosed tells what the table is narrowed to: the text, a chip for each
// condition and how to take the last away, and what there is to know.
func (m *Model) drawClosed(a screen.Area) {
	th, now := m.env.Theme, m.finder.Narrowed()
	if now.Text == "" && len(now.Conditions) == 0 {
		hints := append(m.env.Hints(action.SearchRecords, action.Filter), m.env.Hint(action.Views, "views"), m.env.Hint(action.Jump, "jump"))
		hints = append(hints, m.env.Hints(action.Columns, action.Export, action.Import)...)
		for i, h := range hints {
			if !m.env.Shell.Acts(h.ID) {
				hints[i].Key = "" // it can be clicked all the same
			}
		}
		m.env.DrawHints(a, 0, hints)
		return
	}
	notes := strings.Join(now.Notes, th.Glyphs.Separator)
	room := a.W
	if w := text.Width(notes, a.Method()); w > 0 {
		w = min(w, a.W*3/5)
		a.TextCut(a.W-w, 0, w, th.Warn, notes)
		room -= w + 2
	}
	x := a.Text(0, 0, th.Key, m.env.Keys.Key(action.SearchRecords)) + 1
	a.Press(0, 0, room, m.env.Keys.Key(action.SearchRecords), string(action.SearchRecords))
	if now.Text != "" {
		x = a.TextCut(x, 0, room-x, th.Strong, now.Text) + 1
	}
	for i, words := range now.Conditions {
		if x+6 > room {
			a.TextCut(x, 0, room-x, th.Muted, "+"+pane.Thousands(len(now.Conditions)-i))
			return
		}
		from := x
		x = a.TextCut(x, 0, room-x, th.BarStrong, " "+words+" ") + 1
		a.Press(from, 0, x-1-from, "", string(action.Filter))
	}
	hint := m.env.Hint(action.FilterDrop, "remove last filter")
	if !m.env.Shell.Acts(hint.ID) {
		hint.Key = ""
	}
	if len(now.Conditions) > 0 && x+2+hint.Width() < room {
		m.env.DrawHints(a.Sub(x+1, 0, hint.Width(), 1), 0, []pane.Hint{hint})
	}
}

// state says what is below, and in which order the results come.
func (m *Model) state() string {
	a, named, err := collection.Named(m.line.Text())
	switch {
	case err != nil:
		return err.Error()
	case a.ExternalID != "":
		return "Enter opens the record with this external ID"
	case named:
		return "Enter opens this record"
	}
	return m.found()
}

// found says how many rows the table shows of the text, and in which order.
func (m *Model) found() string {
	t := m.env.Shell.Table()
	if strings.TrimSpace(m.line.Text()) == "" || t == nil {
		return m.col.Title + ", " + m.order()
	}
	n, known := t.Total()
	words := pane.Thousands(n) + " found"
	switch {
	case t.Place() != m.placeOf(strings.TrimSpace(m.line.Text())) || !known && !t.Failed():
		words = "searching" + m.env.Theme.Glyphs.Loading
	case t.Failed():
		words = "the search failed"
	}
	return words + ", " + m.order()
}

// order says in which order a search comes, and the key that changes it.
func (m *Model) order() string {
	by := "by relevance"
	if s := m.place.Sort; s != "" {
		glyph := m.env.Theme.Glyphs.Ascending
		if strings.HasPrefix(s, "-") {
			glyph = m.env.Theme.Glyphs.Descending
		}
		by = glyph + orderName(strings.TrimPrefix(s, "-"))
	}
	return by + " (" + m.env.Keys.Key(action.SearchSort) + ")"
}

func orderName(key string) string {
	switch key {
	case "created_at":
		return "created"
	case "updated_at":
		return "updated"
	}
	return key
}

// belowWidth is how many cells the window below the text takes at most.
const belowWidth = 56

// drawBelow draws, while nothing is typed, a window with what was searched for
// before.
func (m *Model) drawBelow(a screen.Area) {
	th, r := m.env.Theme, m.window()
	if r.H == 0 {
		return
	}
	box := a.Sub(r.X-m.area.X, r.Y-m.area.Y, r.W, r.H)
	box.Cover()
	box.Fill(th.Text)
	inside := box.Inset(1, 1)
	if !m.env.Plain && th.Glyphs.Lines {
		inside = box.Box(th.Text, th.BorderFocus, "Searched before")
	}
	for i, words := range m.recent[m.above():m.below()] {
		row := inside.Row(i)
		st := th.Text
		if m.cursor == m.above()+i+1 {
			row.Text(0, 0, th.Gutter, th.Glyphs.Cursor)
			st = th.Cursor
		}
		row.TextCut(2, 0, row.W, st, words)
	}
}
