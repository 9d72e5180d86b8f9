package shell

import (
	tea "charm.land/bubbletea/v2"

	"zco/tui/pane"
	"zco/tui/work"
)

// requests are the handlers of what panes, features and dialogs ask of the
// shell itself.
func (m *Model) requests() []pane.Handler {
	return []pane.Handler{
		pane.On(m.visit),
		pane.On(m.open),
		pane.On(m.preview),
		pane.On(m.searchAs),
		pane.On(m.searchEnds),
		pane.On(func(r pane.Run) tea.Cmd { return m.run(r.ID) }),
		pane.On(func(f pane.Focus) tea.Cmd { m.setFocus(f.Pane); return nil }),
		pane.On(func(s pane.Say) tea.Cmd { m.say(s.Kind, s.Text, s.Offers[:]...); return nil }),
		pane.On(func(o pane.Open) tea.Cmd { m.dialogs.Push(o); return nil }),
		pane.On(func(c pane.Close) tea.Cmd { m.dialogs.Close(c.Dialog); return nil }),
		pane.On(m.Changed),
		pane.On(m.listed),
		pane.On(func(to pane.Moved) tea.Cmd { m.moved(to.To); return nil }),
		pane.On(m.stale),
		pane.On(m.reselect),
		pane.On(func(o sequenceOver) tea.Cmd { m.sequenceOver(o); return nil }),
		pane.On(func(work.Tick) tea.Cmd { return m.countdown() }),
		pane.On(m.waits),
		pane.On(func(t work.Told) tea.Cmd { m.say(pane.Warning, t.Text); return nil }),
		pane.On(m.retry),
		pane.On(m.recolor),
		pane.On(func(o pane.OpenForm) tea.Cmd { return m.showForm(o.Ref, true) }),
		pane.On(func(o pane.OpenLeft) tea.Cmd {
			return tea.Batch(m.showForm(o.Left.Ref, false), m.panes.Record.Resume(o.Left))
		}),
	}
}

// recolor draws in the colours of all accounts from now on.
func (m *Model) recolor(c pane.Colors) tea.Cmd {
	m.opts.Theme.Others = c.Accounts
	m.retheme()
	return nil
}
