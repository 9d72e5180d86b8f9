package tui

import (
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"zco/tui/command"
	"zco/tui/pane"
	"zco/tui/text"
	"zco/tui/theme"
)

// askTerminal asks for what the renderer leaves out over SSH: synchronized
// output and grapheme widths; and for the background's colour. Nobody waits
// for the replies.
func askTerminal() tea.Cmd {
	return tea.Batch(
		tea.Raw(ansi.RequestModeSynchronizedOutput+ansi.RequestModeUnicodeCore+requestStatus),
		tea.RequestBackgroundColor,
	)
}

// terminal takes what the terminal said of itself.
func (m *Model) terminal(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.ColorProfileMsg:
		m.opts.Theme.Profile = msg.Profile
		m.retheme()
	case tea.FocusMsg: // the desktop may have turned from light to dark meanwhile
		return tea.RequestBackgroundColor
	case tea.BackgroundColorMsg:
		m.opts.Theme.Dark = msg.IsDark()
		m.retheme()
	case tea.ModeReportMsg:
		if msg.Mode == ansi.ModeUnicodeCore && msg.Value != ansi.ModeNotRecognized && msg.Value != ansi.ModePermanentlyReset {
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
	names := theme.Names()
	i := slices.Index(names, m.env.Theme.Name)
	m.opts.Theme.Name = names[(i+1)%len(names)]
	m.retheme()
	m.say(pane.Note, "theme "+m.opts.Theme.Name)
	return nil
}

// signal takes what the client says from outside a command.
func (m *Model) signal(s command.Signal) tea.Cmd {
	switch s := s.(type) {
	case command.OnDisk:
		m.onDisk(s)
	case command.Waiting:
		m.rate = rateState{until: s.Until, reason: s.Reason}
		return m.layer.After("countdown", time.Second, command.Tick{})
	}
	return nil
}

// countdown wakes up again while a countdown is on the screen.
func (m *Model) countdown() tea.Cmd {
	if !m.rate.waiting(m.env.Now()) {
		return nil
	}
	return m.layer.After("countdown", time.Second, command.Tick{})
}

// pointer takes the mouse.
func (m *Model) pointer(msg tea.MouseMsg) tea.Cmd {
	if len(m.dialogs) > 0 {
		return nil
	}
	mouse := msg.Mouse()
	for _, at := range []struct {
		name pane.Name
		rect func() bool
	}{
		{pane.Objects, func() bool { return m.layout.objects.Contains(mouse.X, mouse.Y) }},
		{pane.Records, func() bool { return m.layout.records.Contains(mouse.X, mouse.Y) }},
		{pane.Record, func() bool { return m.layout.record.Contains(mouse.X, mouse.Y) }},
	} {
		if !at.rect() {
			continue
		}
		if _, click := msg.(tea.MouseClickMsg); click && m.reachable(at.name) {
			m.setFocus(at.name)
		}
		if p := m.panel(at.name); p != nil {
			return p.Update(msg)
		}
	}
	return nil
}
