package shell

import (
	tea "charm.land/bubbletea/v2"

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

// clicked is a dialog that does by itself what a click at a cell is for.
type clicked interface{ Clicked(x, y int) tea.Cmd }

// pointer takes the mouse: a click on a key presses it; all else goes to the
// dialog on top, else to the pane that it is over.
func (m *Model) pointer(msg tea.MouseMsg) tea.Cmd {
	mouse := msg.Mouse()
	_, click := msg.(tea.MouseClickMsg)
	if click && mouse.Button == tea.MouseLeft {
		if p, on := m.canvas.Pressed(mouse.X, mouse.Y); on {
			return m.clicked(p)
		}
	}
	if d := m.dialogs.top(); d != nil {
		return m.pointDialog(d, msg)
	}
	if click && m.layout.message.Contains(mouse.X, mouse.Y) {
		m.messages.Clear() // the hints are below it
		return nil
	}
	if p, ok := m.focused().(covering); ok && p.Covers(mouse.X, mouse.Y) {
		return m.focused().Mouse(msg)
	}
	for r, rect := range m.layout.regions {
		if s := m.front(Region(r)); s != nil && rect.Contains(mouse.X, mouse.Y) {
			return m.pointPane(s, msg, click)
		}
	}
	return nil
}

// pointPane gives the mouse to a pane, after the focus where it is a click; or
// runs what a click there is for.
func (m *Model) pointPane(s *Slot, msg tea.MouseMsg, click bool) tea.Cmd {
	switch {
	case s.Opens != "" && click && m.at.Focus != s.Name:
		return m.run(s.Opens)
	case s.Opens != "":
		return nil
	case click && m.reachable(s):
		m.messages.Clear()
		var cmds []tea.Cmd
		if s.Region == Middle {
			cmds = append(cmds, m.stay())
		}
		m.setFocus(s.Name)
		return tea.Batch(append(cmds, m.pane(s).Mouse(msg))...)
	}
	if p := m.pane(s); p != nil {
		return p.Mouse(msg)
	}
	return nil
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
		return tea.Batch(cmds...)
	case tea.MouseClickMsg:
		if at, ok := d.(clicked); ok && msg.Button == tea.MouseLeft && !m.dialogs.swallows(now) {
			return at.Clicked(msg.X, msg.Y)
		}
		at, ok := d.(clicks)
		if ok && msg.Button == tea.MouseLeft && !m.dialogs.swallows(now) && at.Click(msg.X, msg.Y) {
			return press(tea.KeyEnter)
		}
	}
	return nil
}
