package shell

import (
	tea "charm.land/bubbletea/v2"

	"zco/tui/action"
	"zco/tui/draw/screen"
	"zco/tui/pane"
)

// wheelSteps is how many lines a notch of the wheel is in a dialog.
const wheelSteps = 3

// clicks is a dialog whose lines can be clicked at.
type clicks interface {
	// Click puts the cursor on what is drawn at a cell of the screen, and
	// returns whether there is anything to take there.
	Click(x, y int) bool
}

// pointer takes the mouse: it goes to the dialog on top, else to the pane that
// it is over.
func (m *Model) pointer(msg tea.MouseMsg) tea.Cmd {
	if n := len(m.dialogs); n > 0 {
		return m.pointDialog(m.dialogs[n-1], msg)
	}
	mouse := msg.Mouse()
	_, click := msg.(tea.MouseClickMsg)
	if m.at.Focus == pane.Search && m.search.Covers(mouse.X, mouse.Y) {
		return m.search.Update(msg)
	}
	if click && m.layout.search.Contains(mouse.X, mouse.Y) {
		return m.clickSearch()
	}
	for _, at := range []struct {
		name pane.Name
		rect screen.Rect
	}{{pane.Objects, m.layout.objects}, {pane.Records, m.layout.records}, {pane.Record, m.layout.record}} {
		if !at.rect.Contains(mouse.X, mouse.Y) {
			continue
		}
		if click && m.reachable(at.name) {
			m.messages.Clear()
			m.setFocus(at.name)
		}
		if p := m.panel(at.name); p != nil {
			return p.Update(msg)
		}
	}
	return nil
}

// clickSearch opens the search line, as its key does.
func (m *Model) clickSearch() tea.Cmd {
	if m.at.Focus == pane.Search {
		return nil
	}
	return m.run(action.SearchRecords)
}

// pointDialog turns the wheel into the keys that move, and a click at a line
// into enter there.
func (m *Model) pointDialog(d pane.Dialog, msg tea.MouseMsg) tea.Cmd {
	now := m.env.Now()
	press := func(code rune) tea.Cmd { return m.dialogKey(d, tea.KeyPressMsg{Code: code}, now) }
	switch msg := msg.(type) {
	case tea.MouseWheelMsg:
		code := tea.KeyDown
		if msg.Button == tea.MouseWheelUp {
			code = tea.KeyUp
		}
		var cmds []tea.Cmd
		for range wheelSteps {
			cmds = append(cmds, press(code))
		}
		return pane.Batch(cmds...)
	case tea.MouseClickMsg:
		at, ok := d.(clicks)
		if ok && msg.Button == tea.MouseLeft && !m.guard.swallows(now) && at.Click(msg.X, msg.Y) {
			return press(tea.KeyEnter)
		}
	}
	return nil
}
