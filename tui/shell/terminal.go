package shell

import (
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"zco/tui/draw/text"
	"zco/tui/draw/theme"
	"zco/tui/pane"
	"zco/tui/work"
)

// askTerminal asks for what the renderer leaves out over SSH: synchronized
// output and grapheme widths; and for the background's colour. Nobody waits
// for the replies; that to the status comes last.
func (m *Model) askTerminal() tea.Cmd {
	m.pace.sent(m.env.Now())
	return tea.Sequence(
		tea.RequestBackgroundColor,
		tea.Raw(ansi.RequestModeSynchronizedOutput+ansi.RequestModeUnicodeCore+requestStatus),
	)
}

// askLight asks for the background's colour alone.
func (m *Model) askLight() tea.Cmd {
	if !m.pace.answers {
		return tea.RequestBackgroundColor
	}
	m.pace.sent(m.env.Now())
	return tea.Sequence(tea.RequestBackgroundColor, tea.Raw(requestStatus))
}

// returned takes the terminal back from a shell or an editor: its size may be
// another, and grapheme widths were switched off on the way out.
func (m *Model) returned() tea.Cmd {
	m.pace.unanswered = 0
	return pane.Batch(tea.ClearScreen, tea.RequestWindowSize, m.askTerminal())
}

// terminal takes what the terminal said of itself.
func (m *Model) terminal(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.ColorProfileMsg:
		m.opts.Theme.Profile = msg.Profile
		m.retheme()
	case tea.FocusMsg: // the desktop may have turned from light to dark meanwhile
		return m.askLight()
	case tea.BackgroundColorMsg:
		m.opts.Theme.Dark = msg.IsDark()
		m.retheme()
	case tea.ModeReportMsg:
		if hasClusters(msg) {
			m.canvas.SetMethod(text.Clusters)
		}
	}
	return nil
}

func (m *Model) retheme() {
	th, err := theme.New(m.opts.Theme)
	if err != nil {
		m.say(pane.Failure, err.Error())
		return
	}
	m.env.Theme = th
	m.canvas.SetSheet(th.Sheet)
}

func (m *Model) nextTheme() tea.Cmd {
	names := append([]string{""}, theme.Names()...)
	i := slices.Index(names, m.opts.Theme.Name)
	m.opts.Theme.Name = names[(i+1)%len(names)]
	m.retheme()
	name := m.opts.Theme.Name
	if name == "" {
		name = "of the terminal: " + m.env.Theme.Name
	}
	m.say(pane.Note, "theme "+name)
	return nil
}

// signal takes what the client says from outside a command.
func (m *Model) signal(s work.Signal) tea.Cmd {
	switch s := s.(type) {
	case work.OnDisk:
		m.onDisk(s)
	case work.SignedOut:
		return m.signedOut()
	case work.Told:
		m.say(pane.Warning, s.Text)
	case work.Waiting:
		m.rate = rateState{until: s.Until, reason: s.Reason}
		return m.layer.After("countdown", time.Second, work.Tick{})
	}
	return nil
}

// countdown wakes up again while a countdown is on the screen.
func (m *Model) countdown() tea.Cmd {
	if !m.rate.waiting(m.env.Now()) {
		return nil
	}
	return m.layer.After("countdown", time.Second, work.Tick{})
}
