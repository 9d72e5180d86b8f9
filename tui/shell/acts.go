package shell

import (
	tea "charm.land/bubbletea/v2"

	"zco/tui/action"
	"zco/tui/pane"
	"zco/tui/widget/palette"
	"zco/tui/widget/reader"
)

// act does the shell's own actions; ours is false for those of a pane.
func (m *Model) act(id action.ID) (cmd tea.Cmd, ours bool) {
	switch id {
	case action.QuitNow:
		return m.Quit(), true
	case action.Quit:
		return m.askQuit(), true
	case action.Redraw:
		return tea.ClearScreen, true
	case action.Suspend:
		return m.terminal.Release(tea.Suspend), true
	case action.NextPane:
		return m.turn(1), true
	case action.PreviousPane:
		return m.turn(-1), true
	case action.Back:
		return m.back(), true
	case action.PlaceBack:
		return m.walk(-1), true
	case action.PlaceForward:
		return m.walk(1), true
	case action.Help:
		m.openDialog(palette.Help(m.env, m.chain(), m.why), false)
	case action.Palette:
		m.openDialog(palette.New(m.env, m.chain(), m.why, m.paletteEntries()...), false)
	case action.Messages:
		m.openDialog(reader.New(m.env, "Earlier messages", m.messages.Lines(m.env.Zone)), false)
	case action.Mouse:
		m.terminal.Mouse = !m.terminal.Mouse
		m.say(pane.Note, map[bool]string{true: "mouse on", false: "mouse off: the terminal's own selection works"}[m.terminal.Mouse])
	case action.ThemeNext:
		return m.nextTheme(), true
	case action.Profile:
		return m.askAccounts(), true
	case action.Beside:
		m.beside = !m.beside
		m.arrange()
		return m.besideTable(), true
	default:
		if cmd, ours := m.writing(id); ours {
			return cmd, true
		}
		if cmd, ours := m.many(id); ours {
			return cmd, true
		}
		return nil, false
	}
	return nil, true
}

// turn moves the focus to the next or previous pane that can be shown.
func (m *Model) turn(by int) tea.Cmd {
	order := []pane.Name{pane.Objects, pane.Records, pane.Record}
	at := 0
	for i, n := range order {
		if n == m.focus {
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
	switch name {
	case pane.Records:
		return m.records != nil && (!m.over || m.terminal.Width >= threePanes && m.beside)
	case pane.Record:
		return m.editor.Open() && (m.over || m.terminal.Width >= threePanes && m.beside)
	}
	return true
}

// setFocus gives a pane the focus and shows it.
func (m *Model) setFocus(name pane.Name) {
	switch was := m.focus; {
	case was == pane.Search && name != pane.Search:
		m.search.Close()
	case was != pane.Search && name == pane.Search:
		m.search.Open()
	}
	if name == pane.Records && m.terminal.Width < threePanes {
		m.over = false
	}
	m.focus = name
	m.arrange()
}

// back leaves what is innermost: the pane's own state first, then the record,
// then the table.
func (m *Model) back() tea.Cmd {
	if p := m.panel(m.focus); p != nil {
		if cmd := p.Act(action.Back); cmd != nil {
			return cmd
		}
	}
	switch m.focus {
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
