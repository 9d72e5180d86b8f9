package shell

import (
	"context"
	"fmt"

	tea "charm.land/bubbletea/v2"

	"zco/tui/action"
	"zco/tui/domain/collection"
	"zco/tui/domain/job"
	"zco/tui/domain/journal"
	"zco/tui/feature/write/history"
	"zco/tui/feature/write/review"
	"zco/tui/pane"
	"zco/tui/panes/record"
	"zco/tui/widget/confirm"
	"zco/tui/widget/form"
	"zco/tui/widget/list"
	"zco/tui/widget/prompt"
	"zco/tui/work"
)

// writes is what the shell keeps of changes: the drafts, and the one way from
// a draft to the service.
type writes struct {
	unsent *pane.Unsent
	writer *work.Writer
	desk   *review.Desk
	unsafe error // why what is typed is not on disk, nil if it is

	offered bool // drafts from earlier were told of
}

// newWrites opens the way over the journal of the options; without one what is
// typed lives as long as the program.
func newWrites(o Options, env *pane.Env) writes {
	j := o.Journal
	if j == nil {
		j = journal.InMemory(journal.Options{Clock: o.Now})
		context.AfterFunc(o.Context, func() { _ = j.Close() })
	}
	account := o.AccountKey
	if account == "" {
		account = o.Layer.Base()
	}
	w := writes{unsent: &pane.Unsent{Journal: j, Account: account}, unsafe: j.Status().Err}
	w.writer = work.NewWriter(o.Layer, j, account, o.User, o.Now)
	w.desk = review.New(env, w.writer, o.Layer, w.unsent)
	env.Drafts = w.unsent
	return w
}

// jobOptions are those of the jobs, whose entries are in the same history as
// single changes.
func (m *Model) jobOptions() job.Options {
	j := m.opts.Jobs
	j.Journal, j.Account, j.User, j.Now = m.unsent.Journal, m.unsent.Account, m.opts.User, m.opts.Now
	return j
}

// writing does the actions that lead to a change; ours is false for others.
func (m *Model) writing(id action.ID) (cmd tea.Cmd, ours bool) {
	switch id {
	case action.New:
		return m.newRow(false), true
	case action.Duplicate:
		return m.newRow(true), true
	case action.Upsert:
		return m.askUpsert(), true
	case action.Delete:
		return m.askDelete(), true
	case action.SendRow:
		return m.sendRow(), true
	case action.Undo:
		return m.undoLast(), true
	case action.History:
		return m.openHistory(), true
	case action.Drafts:
		return m.askDrafts(), true
	case action.External:
		return m.editor.Outside(m.outside()), true
	}
	return nil, false
}

// intentToWrite does what a pane asked for on the way of a change.
func (m *Model) intentToWrite(msg tea.Msg) (cmd tea.Cmd, ours bool) {
	switch msg := msg.(type) {
	case work.Propose:
		return m.desk.Propose(msg.Change), true
	case pane.EditCell:
		return m.editCell(msg), true
	case pane.NewRow:
		return m.openNew(msg), true
	case history.Undo:
		return m.undo(msg.Entry), true
	case draftsRead:
		return m.openDrafts(msg.left), true
	}
	return nil, false
}

// here is the collection that the person is in.
func (m *Model) here() *collection.Collection {
	if s, ok := m.subject(); ok {
		return s.Collection
	}
	if m.records == nil {
		return nil
	}
	return m.records.Collection()
}

// newRow opens the form of a new row, as a copy of the one under the cursor.
func (m *Model) newRow(copied bool) tea.Cmd {
	col := m.here()
	switch {
	case col == nil:
		return pane.Saying(pane.Note, "choose an object first")
	case col.Create == nil:
		return pane.Saying(pane.Warning, "the service does not let "+col.Title+" be created")
	case !copied:
		return m.openNew(pane.NewRow{Collection: col.ID})
	}
	s, ok := m.subject()
	if !ok || s.Schema == nil {
		return pane.Saying(pane.Note, "there is nothing under the cursor to copy")
	}
	return m.openNew(pane.NewRow{Collection: col.ID, Like: &s.Item})
}

func (m *Model) openNew(n pane.NewRow) tea.Cmd {
	col := m.collection(n.Collection)
	if col == nil {
		return nil
	}
	s, _ := m.subject()
	return m.showDraft(col, record.Fresh(m.unsent, col, s.Schema, n))
}

// showDraft opens the form of a row that is not created yet.
func (m *Model) showDraft(col *collection.Collection, ref collection.Ref) tea.Cmd {
	cmd := m.editor.Show(col, ref, collection.Item{}, true)
	m.overTable(ref)
	return cmd
}

// askUpsert asks by what a row is to be found and then opens its form.
func (m *Model) askUpsert() tea.Cmd {
	col := m.here()
	switch {
	case col == nil:
		return pane.Saying(pane.Note, "choose an object first")
	case col.Upsert == nil:
		return pane.Saying(pane.Warning, "the service does not set "+col.Title+" by a key")
	}
	byName := false
	if s, ok := m.subject(); ok && s.Schema != nil {
		byName = s.Schema.UniqueName
	}
	items := []form.Item{{Label: "by external id"}, {Label: "by name"}}
	if !byName {
		items[1].Disabled = "names are not unique here"
	}
	keys := []collection.UpsertKey{collection.ByExternalID, collection.ByName}
	m.openDialog(list.New(m.env, "Set a "+col.Singular, items, func(i int) tea.Cmd {
		what := []string{"external id", "name"}[i]
		ask := prompt.New(m.env, "Set a "+col.Singular+" by its "+what, func(value string) tea.Cmd {
			return pane.Ask(pane.NewRow{Collection: col.ID, By: keys[i], Value: value})
		})
		ask.Label, ask.Width = what, 46
		return pane.Ask(pane.Open{Dialog: ask})
	}), false)
	return nil
}

// askDelete proposes to delete the row under the cursor.
func (m *Model) askDelete() tea.Cmd {
	s, ok := m.subject()
	if !ok {
		return pane.Saying(pane.Note, "there is nothing under the cursor")
	}
	if why := s.Collection.WhyNotDelete(s.Item); why != "" {
		return pane.Saying(pane.Warning, why)
	}
	return m.desk.Propose(work.Change{
		Action: journal.Delete, Collection: s.Collection, Schema: s.Schema, Ref: s.Ref(), Item: s.Item,
	})
}

// sendRow proposes the draft of the row under the table's cursor.
func (m *Model) sendRow() tea.Cmd {
	if m.at.Focus == pane.Record {
		return m.editor.Act(action.Send)
	}
	s, ok := m.subject()
	if !ok || s.Schema == nil {
		return pane.Saying(pane.Note, "there is nothing under the cursor")
	}
	c, _, why := record.Change(m.env, m.unsent, s.Collection, s.Schema, s.Ref(), s.Item)
	if why != "" {
		return pane.Saying(pane.Warning, why)
	}
	return m.desk.Propose(c)
}

// editCell opens the editor of a cell over the table.
func (m *Model) editCell(e pane.EditCell) tea.Cmd {
	col := m.collection(e.Ref.Collection)
	if col == nil {
		return nil
	}
	d, cmd, why := record.NewCell(m.env, m.layer, m.unsent, col, e)
	if why != "" {
		return pane.Saying(pane.Warning, why)
	}
	m.openDialog(d, false)
	return cmd
}

// undoLast proposes to take back the last change that was sent and not taken
// back yet.
func (m *Model) undoLast() tea.Cmd {
	for _, e := range m.unsent.Journal.History(journal.Filter{Account: m.unsent.Account}) {
		if e.Result == journal.OK && e.UndoneBy == "" && e.Undoes == "" && e.Session == "" {
			return m.undo(e)
		}
	}
	return pane.Saying(pane.Note, "there is no sent change to undo")
}

func (m *Model) undo(e journal.Entry) tea.Cmd {
	if m.env.ReadOnly != "" {
		return pane.Saying(pane.Warning, m.env.ReadOnly)
	}
	col := m.collection(e.Object)
	if col == nil {
		return pane.Saying(pane.Warning, "there is no object "+e.Object+" in this account any more")
	}
	if e.Action == journal.Bulk {
		m.env.Shell.Ask(pane.UndoJob{Collection: col, Entry: e})
		return nil
	}
	if e.UndoneBy == "" && m.verbs.Undo(e.ID) {
		return nil
	}
	return m.writer.Undo(e, col)
}

func (m *Model) openHistory() tea.Cmd {
	d := history.New(m.env, m.layer, m.unsent, m.collection)
	m.openDialog(d, false)
	return d.Rescan(m.opts.Context)
}

// askQuit quits, unless a change is on its way: then it asks first.
func (m *Model) askQuit() tea.Cmd {
	n := m.writer.Sending()
	if words := m.bulk.Leaving(); words != "" && n == 0 {
		m.openDialog(confirm.New(m.env, "Jobs are under way", words+" Quit all the same?", m.Quit), false)
		return nil
	}
	if n == 0 {
		return m.Quit()
	}
	words := pane.Plural(n, "change is", "changes are") + " being sent. Whoever quits now does not see whether the service takes it; the history will say that it is not known. Quit all the same?"
	m.openDialog(confirm.New(m.env, "A change is on its way", words, m.Quit), false)
	return nil
}

// Farewell is what to say after the screen is gone, "" for nothing.
func (m *Model) Farewell() string {
	n := m.unsent.Count()
	switch {
	case n == 0 || m.opts.Journal == nil:
		return m.bulk.Farewell()
	case m.unsafe != nil:
		return fmt.Sprintf("zco: what was typed in %s is NOT on disk: %v", pane.Plural(n, "draft", "drafts"), m.unsafe)
	}
	return m.bulk.Farewell() + "zco: " + pane.Plural(n, "draft is", "drafts are") + " kept and offered at the next start (U lists what is not sent)"
}
