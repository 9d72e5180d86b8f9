package editor

import (
	"zco/tui/pane"
	"zco/tui/resource"
	"zco/tui/screen"
	"zco/tui/text"
)

// Draw draws the record.
func (m *Model) Draw(a screen.Area, focused bool) pane.Cursor {
	th := m.env.Theme
	head, body := a.Top(1)
	st := th.Label
	if focused {
		st = th.BorderFocus
	}
	if m.col == nil {
		head.TextCut(1, 0, head.W-1, th.Muted, "no record")
		return pane.Cursor{}
	}
	title := m.item.Name
	if title == "" {
		title = m.ref.ID
	}
	if m.sending {
		title += " (sending" + th.Glyphs.Loading + ")"
	}
	head.TextCut(1, 0, head.W-1, st, m.col.Singular+" "+title)
	m.height = body.H
	if m.drawNothing(body) {
		return pane.Cursor{}
	}
	return m.drawFields(body, focused)
}

func (m *Model) drawNothing(a screen.Area) bool {
	th := m.env.Theme
	err := m.err
	if err == nil {
		err = m.badSchema
	}
	switch {
	case err != nil && (!m.known || m.schema == nil):
		for i, line := range pane.Failed(err, a.W-2, a.Method()) {
			a.Text(1, i+1, th.Danger, line)
		}
	case !m.known || m.schema == nil:
		a.TextCut(1, 1, a.W-2, th.Muted, "loading"+th.Glyphs.Loading)
	default:
		return false
	}
	return true
}

// drawFields draws the fields from the top one on, the field being edited
// with its editor below its title.
func (m *Model) drawFields(a screen.Area, focused bool) pane.Cursor {
	m.scroll(a.H, a.W)
	label := min(24, a.W*2/5)
	cursor := pane.Cursor{}
	y := 0
	for i := m.top; i < len(m.schema.Fields) && y < a.H; i++ {
		f := m.schema.Fields[i]
		h := m.fieldHeight(i, a.W-label-2)
		area := a.Sub(0, y, a.W, h)
		if c := m.drawField(area, f, i == m.cursor, focused, label); c.Show {
			cursor = c
		}
		y += h
	}
	return cursor
}

// scroll keeps the cursor's field on the screen.
func (m *Model) scroll(h, w int) {
	label := min(24, w*2/5)
	m.top = min(m.top, m.cursor)
	for used := 0; ; m.top++ {
		used = 0
		for i := m.top; i <= m.cursor && i < len(m.schema.Fields); i++ {
			used += m.fieldHeight(i, w-label-2)
		}
		if used <= h || m.top >= m.cursor {
			return
		}
	}
}

const mostLines = 6

func (m *Model) fieldHeight(i, width int) int {
	f := m.schema.Fields[i]
	h := 1
	if m.editing != nil && m.editing.Field.Key == f.Key {
		h = m.editing.Height(width)
	} else if f.Type == resource.TextArea {
		v, _ := m.value(f.Key)
		h = min(len(text.Wrap(v.Text(), width, text.Clusters)), mostLines)
	}
	if c, ok := m.change(f.Key); ok && c.problem != "" {
		h++
	}
	return max(h, 1)
}

func (m *Model) drawField(a screen.Area, f resource.Field, current, focused bool, label int) pane.Cursor {
	th := m.env.Theme
	c, changed := m.change(f.Key)
	if current && focused {
		a.Text(0, 0, th.Gutter, th.Glyphs.Cursor)
	}
	st := th.Label
	if f.Locked != "" {
		st = th.Muted
	}
	x := a.TextCut(1, 0, label-3, st, f.Title)
	if f.Required {
		a.Text(x, 0, th.Warn, th.Glyphs.Required)
	}
	if changed {
		a.Text(label-1, 0, th.Changed, th.Glyphs.Draft)
	}
	values := a.Sub(label+1, 0, a.W-label-1, a.H)
	if c.problem != "" {
		var foot screen.Area
		values, foot = values.Bottom(1)
		foot.TextCut(0, 0, foot.W, th.Danger, th.Glyphs.Failed+" "+c.problem)
	}
	if m.editing != nil && m.editing.Field.Key == f.Key {
		at := m.editing.Draw(values, th)
		return pane.Cursor{X: at.X, Y: at.Y, Show: at.Shown && focused}
	}
	m.drawValue(values, f, c, changed, current && focused)
	if m.env.Plain && current && focused {
		return pane.At(values, 0, 0)
	}
	return pane.Cursor{}
}

func (m *Model) drawValue(a screen.Area, f resource.Field, c change, changed, current bool) {
	th := m.env.Theme
	v, _ := m.value(f.Key)
	s := m.env.Format().Text(f, v)
	if c.problem != "" && c.partial != "" {
		s = c.partial
	}
	st := th.Text
	switch {
	case current:
		st = th.Cursor
	case changed:
		st = th.Changed
	case f.Locked != "":
		st = th.Muted
	case f.Target != "" && s != "":
		st = th.Link
	}
	if s == "" {
		s, st = th.Glyphs.Unset, map[bool]screen.Style{true: th.Cursor, false: th.Muted}[current]
	}
	if a.H <= 1 {
		a.TextCut(0, 0, a.W, st, s)
		return
	}
	for y, line := range text.Wrap(s, a.W, a.Method()) {
		a.Text(0, y, st, line)
	}
}
