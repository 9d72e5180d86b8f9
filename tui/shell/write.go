package shell

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"zco/tui/action"
	"zco/tui/domain/collection"
	"zco/tui/domain/job"
	"zco/tui/domain/journal"
	"zco/tui/feature/write"
	"zco/tui/pane"
	"zco/tui/widget/confirm"
)

// newWrite returns what leads to a change, over the journal of the options;
// without one what is typed lives as long as the program.
func newWrite(o Options, env *pane.Env) *write.Feature {
	j := o.Journal
	if j == nil {
		j = journal.InMemory(journal.Options{Clock: o.Now})
		context.AfterFunc(o.Context, func() { _ = j.Close() })
	}
	account := o.AccountKey
	if account == "" {
		account = o.Layer.Base()
	}
	f := write.New(env, write.Options{
		Context: o.Context, Layer: o.Layer, Journal: j, Account: account, User: o.User, Kept: o.Journal != nil, EditDir: o.EditDir,
	})
	env.Drafts = f.Drafts()
	return f
}

// jobOptions are those of the jobs, whose entries are in the same history as
// single changes.
func (m *Model) jobOptions() job.Options {
	j, drafts := m.opts.Jobs, m.write.Drafts()
	j.Journal, j.Account, j.User, j.Now = drafts.Journal, drafts.Account, m.opts.User, m.opts.Now
	return j
}

// writeHandlers do what the ways of a change ask of other parts of the screen.
func (m *Model) writeHandlers() []pane.Handler {
	return []pane.Handler{
		pane.On(func(o pane.OpenForm) tea.Cmd { return m.showForm(m.collection(o.Ref.Collection), o.Ref, true) }),
		pane.On(func(o pane.OpenLeft) tea.Cmd {
			cmd := m.showForm(m.collection(o.Left.Ref.Collection), o.Left.Ref, false)
			return pane.Batch(cmd, m.editor.Resume(o.Left))
		}),
	}
}

// showForm shows a row in the record pane without a step in the history of
// places.
func (m *Model) showForm(col *collection.Collection, ref collection.Ref, known bool) tea.Cmd {
	if col == nil {
		return nil
	}
	cmd := m.editor.Show(col, ref, collection.Item{}, known)
	m.overTable(ref)
	return cmd
}

// forbidden returns why the service would not do what an action leads to, as
// far as a feature knows.
func (m *Model) forbidden(id action.ID) string {
	object := ""
	switch action.Find(id).Scope {
	case action.Objects:
		object = collection.Objects().ID
	case action.Record:
		object = m.editor.Ref().Collection
	default:
		if m.records != nil {
			object = m.records.Collection().ID
		}
	}
	for _, f := range m.features {
		if b, ok := f.(pane.Forbidder); ok && b.Forbids(id, object) != "" {
			return b.Forbids(id, object)
		}
	}
	return ""
}

// askQuit quits, unless a change is on its way: then it asks first.
func (m *Model) askQuit() tea.Cmd {
	words := m.write.Leaving()
	if jobs := m.bulk.Leaving(); jobs != "" && words == "" {
		m.openDialog(confirm.New(m.env, "Jobs are under way", jobs+" Quit all the same?", m.Quit), false)
		return nil
	}
	if words == "" {
		return m.Quit()
	}
	m.openDialog(confirm.New(m.env, "A change is on its way", words+" Quit all the same?", m.Quit), false)
	return nil
}

// Farewell is what to say after the screen is gone, "" for nothing.
func (m *Model) Farewell() string { return m.bulk.Farewell() + m.write.Farewell() }
