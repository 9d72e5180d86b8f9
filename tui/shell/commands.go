package shell

import (
	tea "charm.land/bubbletea/v2"

	"zco/tui/action"
	"zco/tui/nav"
	"zco/tui/pane"
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
	order := []pane.Name{pane.Objects, pane.Records, pane.Record}
	at := 0
	for i, n := range order {
		if n == m.at.Focus {
			at = i
		}
	}
	for range order {
		at = (at + by + len(order)) % len(order)
		if m.reachable(order[at]) {
			m.setFocus(order[at])
			return nil
		}
	}
	return nil
}

// reachable reports whether a pane has something to show.
func (m *Model) reachable(name pane.Name) bool {
	both := m.terminal.Width >= threePanes && m.beside
	switch name {
	case pane.Records:
		return m.at.Table() && (both || !m.at.Over)
	case pane.Record:
		return m.at.Open() && (both || m.at.Over)
	}
	return true
}

// show puts another location on the screen.
func (m *Model) show(to nav.Location) {
	was := m.at
	m.at = to
	switch {
	case was.Focus == pane.Search && to.Focus != pane.Search:
		m.search.Close()
	case was.Focus != pane.Search && to.Focus == pane.Search:
		m.search.Open()
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
	switch p := m.panel(m.at.Focus).(type) {
	case leaver:
		if cmd, done := p.Leave(); done {
			return cmd
		}
	case actor:
		if cmd := p.Act(action.Back); cmd != nil {
			return cmd
		}
	}
	switch m.at.Focus {
	case pane.Record:
		return m.leaveRecord()
	case pane.Records:
		if m.records.Place().Searching() {
			return m.leaveSearch()
		}
		m.setFocus(pane.Objects)
	case pane.Search:
		m.setFocus(pane.Records)
	}
	return nil
}

// Quit ends the program.
func (m *Model) Quit() tea.Cmd {
	m.quitting = true
	m.layer.Stop()
	return tea.Quit
}
