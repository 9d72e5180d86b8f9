package shell

import (
	tea "charm.land/bubbletea/v2"

	"zco/tui/action"
	"zco/tui/feature/many"
	"zco/tui/pane"
	"zco/tui/widget/confirm"
	"zco/tui/work"
)

// newBulk returns what changes, exports and imports many rows. The jobs keep
// their entries in the same history as single changes.
func newBulk(o Options, env *pane.Env, w writes) *many.Model {
	j := o.Jobs
	j.Journal, j.Account, j.User, j.Now = w.unsent.Journal, w.unsent.Account, o.User, o.Now
	return many.New(env, work.NewJobs(o.Layer, j), o.Layer)
}

// many does the actions on many rows; ours is false for others.
func (m *Model) many(id action.ID) (cmd tea.Cmd, ours bool) {
	if id == action.Jobs {
		return m.bulk.Jobs(), true
	}
	open := map[action.ID]func(many.Subject) tea.Cmd{
		action.BulkEdit: m.bulk.Edit, action.BulkDelete: m.bulk.Delete, action.Export: m.bulk.Export, action.Import: m.bulk.Import,
	}[id]
	if open == nil {
		return nil, false
	}
	return open(m.bulkSubject()), true
}

// whyNotMany returns why an action on many rows is disabled, "" if it is not;
// ours is false for other actions. Nothing need be selected: the dialogs ask
// what they are about.
func (m *Model) whyNotMany(id action.ID) (why string, ours bool) {
	switch id {
	case action.BulkEdit, action.BulkDelete, action.Export, action.Import:
		if m.records == nil {
			return many.Why(nil), true
		}
		return many.Why(m.records.Collection()), true
	}
	return "", false
}

// bulkSubject is what the table in front shows.
func (m *Model) bulkSubject() many.Subject {
	t := m.records
	s := many.Subject{
		Collection: t.Collection(), Schema: t.Schema(), Place: t.Place(), Selected: t.Selected(), Columns: t.Columns(), Total: -1,
	}
	if n, known := t.Total(); known {
		s.Total = n
	}
	if it, ok := t.Current(); ok {
		s.Current = &it
	}
	return s
}

// manyMessage does what the dialogs of many rows ask for.
func (m *Model) manyMessage(msg tea.Msg) (cmd tea.Cmd, ours bool) {
	switch msg := msg.(type) {
	case many.Ended:
		return m.bulkEnded(msg), true
	case many.Swap:
		m.closeDialog(msg.Old)
		m.openDialog(msg.New, false)
		return nil, true
	}
	return nil, false
}

// bulkEnded reads the rows again that a job was about, and leaves those
// selected that failed.
func (m *Model) bulkEnded(e many.Ended) tea.Cmd {
	for p, t := range m.tables.All() {
		if p.Collection == e.Job.Collection {
			t.Reselect(e.Done, e.Failed)
			break // the selection is one for all tables of a collection
		}
	}
	return m.reload(e.Job.Collection)
}

// askLeave asks before quitting ends jobs under way; nil when none is.
func (m *Model) askLeave() pane.Dialog {
	words := m.bulk.Leaving()
	if words == "" {
		return nil
	}
	return confirm.New(m.env, "Jobs are under way", words+" Quit all the same?", m.Quit)
}

// brokenOff is what to say of jobs after the screen is gone, "" for nothing.
func (m *Model) brokenOff() string {
	n := m.bulk.Running()
	if n == 0 || m.opts.Jobs.Dir == "" {
		return ""
	}
	return "zco: " + pane.Plural(n, "job was", "jobs were") + " stopped on the way; the next start offers to go on from there (J lists them)\n"
}
