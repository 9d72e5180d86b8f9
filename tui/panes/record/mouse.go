package record

import (
	"time"

	tea "charm.land/bubbletea/v2"
)

// pointer is what the mouse is at.
type pointer struct {
	drawn []placed // the fields as they were drawn last
	field int      // where a button was last pressed, and when
	at    time.Time
}

// placed is where a field was drawn, in rows of the screen.
type placed struct{ field, y, h int }

const doubleClick = 400 * time.Millisecond

// wheelFields is how many fields a notch of the wheel moves by.
const wheelFields = 3

// pointed takes the mouse: a click chooses a field, a second one opens
// it as enter does, the wheel moves on.
func (m *Model) pointed(msg tea.MouseMsg) tea.Cmd {
	if m.schema == nil || m.col == nil {
		return nil
	}
	switch msg := msg.(type) {
	case tea.MouseWheelMsg:
		by := wheelFields
		if msg.Button == tea.MouseWheelUp {
			by = -wheelFields
		}
		if m.editing == nil {
			m.moveTo(m.cursor + by)
		}
	case tea.MouseClickMsg:
		if msg.Button == tea.MouseLeft {
			return m.click(msg.Y)
		}
	}
	return nil
}

func (m *Model) click(y int) tea.Cmd {
	now := m.env.Now()
	for _, p := range m.mouse.drawn {
		if y < p.y || y >= p.y+p.h {
			continue
		}
		if m.editing != nil && p.field == m.cursor {
			return nil
		}
		again := p.field == m.mouse.field && now.Sub(m.mouse.at) <= doubleClick
		m.mouse.field, m.mouse.at = p.field, now
		m.finish()
		m.moveTo(p.field)
		if again {
			m.mouse.at = time.Time{}
			return m.openField()
		}
	}
	return nil
}
