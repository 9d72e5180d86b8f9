package shell

import (
	"os/exec"

	tea "charm.land/bubbletea/v2"
)

// Before the terminal goes to a shell or to an editor, what it was asked must
// be answered: a late reply would be typed into them.
type (
	handOver      struct{ to tea.Cmd }
	nobodyAnswers struct{}
)

// execute hands the terminal to a program once nothing is unanswered.
func execute(c *exec.Cmd, left tea.ExecCallback) tea.Cmd {
	run := tea.ExecProcess(c, func(err error) tea.Msg {
		return tea.BatchMsg{
			func() tea.Msg { return tea.ResumeMsg{} },
			func() tea.Msg { return left(err) },
		}
	})
	return func() tea.Msg { return handOver{run} }
}

// lend hands the terminal over, at once where nothing is unanswered, else with
// the last answer or after a moment. Without a command it is what waited.
func (m *Model) lend(to tea.Cmd) tea.Cmd {
	if to == nil {
		to, m.pace.leaving = m.pace.leaving, nil
		return to
	}
	if m.Unanswered() == 0 {
		return to
	}
	m.pace.leaving = to
	return m.layer.After("lend", lastAnswer, nobodyAnswers{})
}

// answered takes the terminal's answer to the request for its status.
func (m *Model) answered() tea.Cmd {
	m.pace.answered(m.env.Now())
	if m.pace.leaving != nil && m.pace.unanswered == 0 {
		return m.lend(nil)
	}
	return nil
}
