package shell

import (
	tea "charm.land/bubbletea/v2"

	"zco/tui/action"
	"zco/tui/domain/collection"
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
		pane.On(func(r pane.Run) tea.Cmd { return m.run(r.ID) }),
		pane.On(func(f pane.Focus) tea.Cmd { m.setFocus(f.Pane); return nil }),
		pane.On(func(s pane.Say) tea.Cmd { m.say(s.Kind, s.Text); return nil }),
		pane.On(func(o pane.Open) tea.Cmd { return m.openDialog(o.Dialog, o.Unasked) }),
		pane.On(func(c pane.Close) tea.Cmd { m.closeDialog(c.Dialog); return nil }),
		pane.On(m.listed),
		pane.On(func(to pane.Moved) tea.Cmd { m.moved(to.To); return nil }),
		pane.On(func(c pane.Changed) tea.Cmd { return pane.Batch(m.watch(c), m.everyone(c)) }),
		pane.On(m.stale),
		pane.On(m.reselect),
		pane.On(m.became),
		pane.On(m.retry),
		pane.On(m.recolor),
		pane.On(func(o sequenceOver) tea.Cmd { m.sequenceOver(o); return nil }),
		pane.On(func(work.Tick) tea.Cmd { return m.countdown() }),
	}
}

// listed goes to where the program starts, once it is known what there is.
func (m *Model) listed(pane.Listed) tea.Cmd {
	cmd := m.begin()
	m.write.Offer()
	return cmd
}

// stale reads the rows of a collection again that are not what they were.
func (m *Model) stale(s pane.Stale) tea.Cmd {
	return pane.Batch(m.watch(pane.Changed{Ref: collection.Ref{Collection: s.Collection}}), m.reload(s.Collection))
}

// became follows a row that was only a draft to where it is now.
func (m *Model) became(b pane.Became) tea.Cmd {
	if m.at.Record == b.From {
		m.at.Record = b.To
	}
	return m.editor.Became(b)
}

// retry asks again for what failed, and for what is in front.
func (m *Model) retry(pane.Retry) tea.Cmd {
	var cmds []tea.Cmd
	if len(m.objects.All()) == 0 {
		cmds = append(cmds, m.objects.Load())
	}
	for _, t := range m.tables.All() {
		if t == m.records || t.Failed() {
			cmds = append(cmds, t.Refresh())
		}
	}
	if m.editor.Open() {
		cmds = append(cmds, m.editor.Act(action.Refresh))
	}
	return pane.Batch(cmds...)
}

// recolor draws in the colours of all accounts from now on.
func (m *Model) recolor(c pane.Colors) tea.Cmd {
	m.opts.Theme.Others = c.Accounts
	m.retheme()
	return nil
}
