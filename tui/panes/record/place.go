package record

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"zco/tui/action"
	"zco/tui/draw/screen"
	"zco/tui/draw/text"
)

// SetArea says where on the screen the pane is.
func (m *Model) SetArea(at screen.Rect) {
	m.at = at
	m.scroll()
}

// body is where the fields are, below the title.
func (m *Model) body() screen.Rect {
	return screen.Rect{X: m.at.X, Y: m.at.Y + 1, W: m.at.W, H: m.at.H - 1}
}

// scroll moves the top so that the cursor's field is on the screen.
func (m *Model) scroll() {
	if b := m.body(); b.W > 0 {
		m.top = m.scrolled(b.W, b.H)
	}
}

// scrolled is the field at the top of a body of w by h cells, the one that is
// there now unless the cursor would not be seen.
func (m *Model) scrolled(w, h int) int {
	top, heights := min(m.top, m.cursor), m.heights(w, h)
	for ; top < m.cursor; top++ {
		used := 0
		for i := top; i <= m.cursor && i < len(heights); i++ {
			used += heights[i]
		}
		if used <= h {
			break
		}
	}
	return top
}

// place is where a field is, in rows of the body.
type place struct{ field, y, h int }

// placed returns where each field is in a body of w by h cells.
func (m *Model) placed(w, h int) (out []place) {
	y, heights := 0, m.heights(w, h)
	for i := m.scrolled(w, h); i < len(heights) && y < h; i++ {
		p := place{i, y, heights[i]}
		out = append(out, p)
		y += p.h
	}
	return out
}

const doubleClick = 400 * time.Millisecond

// wheelFields is how many fields a notch of the wheel moves by.
const wheelFields = 3

// Mouse takes the mouse: a click chooses a field, a second one opens
// it as enter does, the wheel moves on.
func (m *Model) Mouse(msg tea.MouseMsg) tea.Cmd {
	defer m.scroll()
	if m.schema == nil {
		return nil
	}
	switch msg := msg.(type) {
	case tea.MouseWheelMsg:
		by := wheelFields
		if msg.Button == tea.MouseWheelUp {
			by = -wheelFields
		}
		if m.editing != nil {
			return wheelEditor(m, by)
		}
		m.moveTo(m.cursor + by)
	case tea.MouseClickMsg:
		if msg.Button == tea.MouseLeft {
			return m.click(msg.X, msg.Y)
		}
	}
	return nil
}

func (m *Model) click(x, screenY int) tea.Cmd {
	now, body := m.env.Now(), m.body()
	y := screenY - body.Y
	for _, p := range m.placed(body.W, body.H) {
		if y < p.y || y >= p.y+p.h {
			continue
		}
		if m.editing != nil && p.field == m.cursor {
			return clickEditor(m, x, screenY)
		}
		again := p.field == m.clicked && now.Sub(m.clickedAt) <= doubleClick
		m.clicked, m.clickedAt = p.field, now
		key := ""
		if p.field < len(m.fields) {
			key = m.fields[p.field].Key
		}
		m.finish() // which may show other fields
		m.moveTo(indexOf(m.fields, key, p.field))
		if again || onLink(m, p, x-body.X) {
			m.clickedAt = time.Time{}
			return m.Act(action.OpenField)
		}
		return nil
	}
	return nil
}

// onLink reports whether a column of a field's place is on what leads elsewhere:
// the value of a relation, or rows that point here. Those open at one click.
func onLink(m *Model, p place, x int) bool {
	if p.field >= len(m.fields) {
		return true
	}
	label := labelWidth(m.at.W)
	f := m.fields[p.field]
	_, drafted := m.drafts.Field(m.ref, f.Key)
	return f.Target != "" && !drafted && x > label && x <= label+text.Width(m.shown(f), text.Clusters)
}

// clickEditor gives a click to the editor that is open; a choice made with it
// ends the field.
func clickEditor(m *Model, x, y int) tea.Cmd {
	defer m.scroll()
	m.unrefuse(m.editing.Field.Key)
	cmd, ended := m.editing.click(x, y)
	if ended {
		left(m)
	}
	return cmd
}

// wheelEditor moves in what is open in the field under way, as the arrows do.
func wheelEditor(m *Model, by int) tea.Cmd {
	code, n := tea.KeyDown, by
	if by < 0 {
		code, n = tea.KeyUp, -by
	}
	var cmds []tea.Cmd
	if m.editing.Height(m.at.W) == 1 {
		return nil // a line has nothing to move in
	}
	for range n {
		cmds = append(cmds, m.Type(tea.KeyPressMsg{Code: code}))
		if m.editing == nil {
			break
		}
	}
	return tea.Batch(cmds...)
}
