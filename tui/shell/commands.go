package shell

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"zco/tui/action"
	"zco/tui/nav"
	"zco/tui/pane"
	"zco/tui/widget/confirm"
	"zco/tui/widget/palette"
	"zco/tui/widget/reader"
)

// own are the actions that the shell does itself.
func (m *Model) own() []action.Command {
	do := action.Do
	return []action.Command{
		do(action.QuitNow, m.Quit),
		do(action.Quit, m.askQuit),
		do(action.Redraw, func() tea.Cmd { return tea.ClearScreen }),
		do(action.Suspend, func() tea.Cmd { return m.terminal.Release(tea.Suspend) }),
		do(action.NextPane, func() tea.Cmd { return m.turn(1) }),
		do(action.PreviousPane, func() tea.Cmd { return m.turn(-1) }),
		do(action.Back, m.back),
		do(action.PlaceBack, func() tea.Cmd { return m.walk(-1) }),
		do(action.PlaceForward, func() tea.Cmd { return m.walk(1) }),
		do(action.Help, func() tea.Cmd { return m.openDialog(palette.Help(m.env, m.chain(), m.why), false) }),
		do(action.Palette, func() tea.Cmd {
			return m.openDialog(palette.New(m.env, m.chain(), m.why, m.paletteEntries()...), false)
		}),
		do(action.Messages, func() tea.Cmd {
			return m.openDialog(reader.New(m.env, "Earlier messages", m.messages.Lines(m.env.Zone)), false)
		}),
		do(action.Mouse, m.toggleMouse),
		do(action.ThemeNext, m.nextTheme),
		do(action.Beside, m.toggleBeside),
	}
}

func (m *Model) toggleMouse() tea.Cmd {
	m.terminal.Mouse = !m.terminal.Mouse
	m.say(pane.Note, map[bool]string{true: "mouse on", false: "mouse off: the terminal's own selection works"}[m.terminal.Mouse])
	return nil
}

func (m *Model) toggleBeside() tea.Cmd {
	m.beside = !m.beside
	m.arrange()
	return m.besideTable()
}

// turn moves the focus to the next or previous pane that can be shown.
func (m *Model) turn(by int) tea.Cmd {
	slots := m.panes.Slots
	n := len(slots)
	at := max(slices.IndexFunc(slots, func(s Slot) bool { return s.Name == m.at.Focus && s.Region != Top }), 0)
	for range n {
		at = (at + by + n) % n
		if m.reachable(&slots[at]) {
			m.setFocus(slots[at].Name)
			return nil
		}
	}
	return nil
}

// reachable reports whether a pane has something to show, and the focus by
// itself.
func (m *Model) reachable(s *Slot) bool {
	both := m.terminal.Width >= threePanes && m.beside
	switch s.Region {
	case Middle:
		return m.at.Table() && (both || !m.at.Over)
	case Right:
		return m.at.Open() && (both || m.at.Over)
	}
	return s.Region == Left
}

// show puts another location on the screen.
func (m *Model) show(to nav.Location) {
	was := m.at.Focus
	m.at = to
	if was != to.Focus {
		if p, ok := m.pane(m.slot(was)).(transient); ok {
			p.Close()
		}
		if p, ok := m.focused().(transient); ok {
			p.Open()
		}
	}
	m.arrange()
}

// setFocus gives a pane the focus and shows it.
func (m *Model) setFocus(name pane.Name) {
	to := m.at
	to.Focus = name
	if name == pane.Records && m.terminal.Width < threePanes {
		to.Over = false
	}
	m.show(to)
}

// back leaves what is innermost: the pane's own state first, then the record,
// then the table.
func (m *Model) back() tea.Cmd {
	if p, ok := m.focused().(leaving); ok {
		if cmd, done := p.Leave(); done {
			return cmd
		}
	}
	switch s := m.slot(m.at.Focus); {
	case s == nil || s.Region == Left:
	case s.Region == Right:
		return m.leaveRecord()
	case s.Region == Top:
		m.setFocus(pane.Records)
	case m.at.Place.Searching():
		return m.leaveSearch()
	default:
		m.setFocus(pane.Objects)
	}
	return nil
}

// askQuit quits, unless that breaks something off: then it asks first.
func (m *Model) askQuit() tea.Cmd {
	what, words := m.Leaving()
	if what == "" {
		return m.Quit()
	}
	return m.openDialog(confirm.New(m.env, what, words+" Quit all the same?", m.Quit), false)
}

// Quit ends the program.
func (m *Model) Quit() tea.Cmd {
	m.quitting = true
	m.layer.Stop()
	return tea.Quit
}
