package shell

import (
	tea "charm.land/bubbletea/v2"

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
		pane.On(m.changed),
		pane.On(m.stale),
		pane.On(m.reselect),
		pane.On(m.became),
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

// changed tells all who show rows, or remember them, of one that is different.
func (m *Model) changed(c pane.Changed) tea.Cmd {
	cmds := []tea.Cmd{m.watch(c)}
	for _, s := range m.panes.Slots {
		if s.Pane != nil {
			cmds = append(cmds, s.Pane.Update(c))
		}
	}
	for _, t := range m.tables.All() {
		cmds = append(cmds, t.Update(c))
	}
	for _, d := range m.dialogs {
		cmds = append(cmds, d.Update(c))
	}
	return tea.Batch(cmds...)
}

// stale reads the rows of a collection again that are not what they were.
func (m *Model) stale(s pane.Stale) tea.Cmd {
	return tea.Batch(m.watch(pane.Changed{Ref: collection.Ref{Collection: s.Collection}}), m.reload(s.Collection))
}

// reload reads the rows of a collection again, where they are shown.
func (m *Model) reload(object string) tea.Cmd {
	var cmds []tea.Cmd
	for p, t := range m.tables.All() {
		if p.Collection == object {
			cmds = append(cmds, t.Refresh())
		}
	}
	if m.at.Open() && m.panes.Record.Ref().Collection == object {
		cmds = append(cmds, m.panes.Record.Refresh())
	}
	return tea.Batch(cmds...)
}

// reselect reads the rows again that a job was about, and leaves those
// selected that failed.
func (m *Model) reselect(r pane.Reselect) tea.Cmd {
	for p, t := range m.tables.All() {
		if p.Collection == r.Collection {
			t.Reselect(r.Done, r.Failed)
			break // the selection is one for all tables of a collection
		}
	}
	return m.reload(r.Collection)
}

// retry asks again for what failed, and for what is in front.
func (m *Model) retry(pane.Retry) tea.Cmd {
	var cmds []tea.Cmd
	if len(m.panes.Catalog.All()) == 0 {
		cmds = append(cmds, m.panes.Catalog.Load())
	}
	for _, t := range m.tables.All() {
		if t == m.table() || t.Failed() {
			cmds = append(cmds, t.Refresh())
		}
	}
	if m.at.Open() {
		cmds = append(cmds, m.panes.Record.Refresh())
	}
	return tea.Batch(cmds...)
}

// recolor draws in the colours of all accounts from now on.
func (m *Model) recolor(c pane.Colors) tea.Cmd {
	m.opts.Theme.Others = c.Accounts
	m.retheme()
	return nil
}

// listed goes to where the program starts, once it is known what there is.
func (m *Model) listed(pane.Listed) tea.Cmd {
	cmd := m.begin()
	for _, f := range m.features {
		if r, ok := f.(pane.Readier); ok {
			r.Ready()
		}
	}
	return cmd
}
