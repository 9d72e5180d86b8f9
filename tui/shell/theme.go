package shell

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"zco/tui/draw/theme"
	"zco/tui/pane"
	"zco/tui/term"
)

// adapt follows what the terminal has said of itself.
func (m *Model) adapt(news term.News) tea.Cmd {
	switch news {
	case term.Resized:
		m.arrange()
		return m.besideTable()
	case term.Recolored:
		m.retheme()
	case term.Remeasured:
		m.canvas.SetMethod(m.terminal.Method())
	}
	return nil
}

// themeOptions are those of the account on this terminal.
func (m *Model) themeOptions() theme.Options {
	o := m.opts.Theme
	o.Profile, o.Dark, o.Name = m.terminal.Profile, m.terminal.Dark, m.terminal.Theme
	return o
}

func (m *Model) retheme() {
	th, err := theme.New(m.themeOptions())
	if err != nil {
		m.say(pane.Failure, err.Error())
		return
	}
	m.env.Theme = th
	m.canvas.SetSheet(th.Sheet)
}

func (m *Model) nextTheme() tea.Cmd {
	names := append([]string{""}, theme.Names()...)
	i := slices.Index(names, m.terminal.Theme)
	m.terminal.Theme = names[(i+1)%len(names)]
	m.retheme()
	name := m.terminal.Theme
	if name == "" {
		name = "of the terminal: " + m.env.Theme.Name
	}
	m.say(pane.Note, "theme "+name)
	return nil
}
