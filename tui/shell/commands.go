package shell

import (
	tea "charm.land/bubbletea/v2"

	"zco/tui/action"
	"zco/tui/pane"
	"zco/tui/widget/confirm"
	"zco/tui/widget/help"
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
		{ID: action.Suspend, Why: m.whyNoSuspend, Run: func() tea.Cmd { return m.terminal.Release(tea.Suspend) }},
		do(action.NextPane, func() tea.Cmd { return m.turn(1) }),
		do(action.PreviousPane, func() tea.Cmd { return m.turn(-1) }),
		do(action.Back, m.back),
		do(action.PlaceBack, func() tea.Cmd { return m.walk(-1) }),
		do(action.PlaceForward, func() tea.Cmd { return m.walk(1) }),
		do(action.Help, func() tea.Cmd { return m.ask(help.New(m.env, m.chain(), m.why)) }),
		do(action.Palette, func() tea.Cmd {
			return m.ask(palette.New(m.env, m.chain(), m.why, m.features.palette()...))
		}),
		do(action.Messages, func() tea.Cmd {
			return m.ask(reader.Hanging(m.env, "Earlier messages", m.messages.Lines(m.env.Zone)))
		}),
		do(action.Mouse, m.toggleMouse),
		do(action.ThemeNext, m.nextTheme),
		do(action.Beside, m.toggleBeside),
		{ID: action.ObjectList, Why: m.whyNotList, Run: m.toggleList},
	}
}

func (m *Model) whyNoSuspend() string {
	if m.terminal.Stays {
		return "zco was not started from a shell that could wake it up again"
	}
	return ""
}

// ask opens a dialog.
func (m *Model) ask(d pane.Dialog) tea.Cmd {
	m.env.Shell.Open(d)
	return nil
}

func (m *Model) toggleMouse() tea.Cmd {
	m.terminal.Mouse = !m.terminal.Mouse
	m.say(pane.Note, map[bool]string{true: "mouse on", false: "mouse off: the terminal's own selection works"}[m.terminal.Mouse])
	return nil
}

// askQuit quits, unless that breaks something off: then it asks first.
func (m *Model) askQuit() tea.Cmd {
	if what, _ := m.features.leaving(); what == "" {
		return m.Quit()
	}
	return m.ask(confirm.Live(m.env, func() (title, words string) {
		if what, words := m.features.leaving(); what != "" {
			return what, words + " Quit all the same?"
		}
		return "Quit?", "What was under way has ended. Quit now?"
	}, m.Quit))
}

// Quit ends the program.
func (m *Model) Quit() tea.Cmd {
	m.quitting = true
	m.layer.Stop()
	return tea.Quit
}
