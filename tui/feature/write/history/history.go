// Package history shows what was sent: who, when, what, before and after, and
// what came of it.
//
// It reads the journal and asks the command layer for fields and names; it
// never imports api or another pane. The one rule: it sends nothing; taking a
// change back is asked of the shell and goes the way of every change.
package history

import (
	tea "charm.land/bubbletea/v2"

	"zco/tui/action"
	"zco/tui/domain/change"
	"zco/tui/domain/collection"
	"zco/tui/domain/journal"
	"zco/tui/draw/text"
	"zco/tui/pane"
	"zco/tui/widget/form"
	"zco/tui/widget/list"
	"zco/tui/work"
)

// Undo asks to take an entry back.
type Undo struct{ Entry journal.Entry }

// Model is the list of what was sent.
type Model struct {
	*list.Dialog
	env     *pane.Env
	in      *work.Inbox
	drafts  *change.DraftStore
	entries []journal.Entry
	schemas map[string]*collection.Schema
}

// New returns the list of what was sent to an account.
func New(env *pane.Env, l *work.Layer, drafts *change.DraftStore) *Model {
	m := &Model{env: env, drafts: drafts, schemas: map[string]*collection.Schema{}}
	m.in = l.Inbox(m.answer)
	m.Dialog = list.New(env, "History", nil, func(i int) tea.Cmd { return m.look(m.entries[i]) })
	m.Width, m.Rows, m.Stays, m.Items, m.List.Empty = width, rows, true, m.items, "Nothing was sent yet"
	m.Hints = []pane.Hint{env.Hint(action.Accept, "view / undo"), env.Hint(action.Dismiss, "close")}
	m.Fill()
	return m
}

const (
	width = 76
	rows  = 17
)

// Fill lists the entries anew.
func (m *Model) Fill() { m.Reload() }

func (m *Model) items() []form.Item {
	m.entries = m.drafts.Journal.History(journal.Filter{Account: m.drafts.Account})
	items := make([]form.Item, len(m.entries))
	for i, e := range m.entries {
		items[i] = form.Item{Label: m.when(e) + "  " + text.Sentence(words(e)), Hint: e.Object, Right: Result(e)}
	}
	return items
}

func (m *Model) when(e journal.Entry) string {
	return e.Time.In(m.env.Zone).Format("2006-01-02 15:04:05")
}

// words say what an entry did, in a few.
func words(e journal.Entry) string {
	if e.Action == journal.Bulk && e.Name != "" {
		return e.Name // the job's own words, "undo: " before those of an undo
	}
	verb := map[journal.Action]string{
		journal.Update: "changed", journal.Create: "created", journal.Delete: "deleted",
		journal.Upsert: "set", journal.Bulk: "changed many", journal.Verb: "did",
	}[e.Action]
	if e.Undoes != "" {
		verb = "undid: " + verb
	}
	name := e.Name
	if name == "" {
		name = e.Record
	}
	return verb + " " + name
}

// Result says in a word what came of an entry.
func Result(e journal.Entry) string {
	switch {
	case e.UndoneBy != "":
		return "undone"
	case e.Session != "":
		return "other session"
	case e.Result == journal.OK:
		return "ok"
	case e.Result == journal.Failed:
		return "refused"
	case e.Result == journal.Sent:
		return "on its way"
	}
	return "not known"
}

// look opens one entry.
func (m *Model) look(e journal.Entry) tea.Cmd {
	d := &entry{m: m, e: e}
	m.env.Shell.Open(d)
	if m.schemas[e.Object] != nil {
		return d.names()
	}
	col := m.env.Shell.Collection(e.Object)
	if col == nil {
		return nil
	}
	return m.in.Schema("schema", col)
}

// names asks for the names behind the ids in the entries of a collection.
func (m *Model) names(object string) tea.Cmd {
	ids := map[string][]string{}
	for _, e := range m.entries {
		if e.Object == object {
			(&entry{m: m, e: e}).ids(ids)
		}
	}
	return m.in.Names(ids)
}

// answer takes the fields of an entry's collection.
func (m *Model) answer(msg tea.Msg) tea.Cmd {
	if s, ok := msg.(work.Schema); ok && s.Err == nil {
		m.schemas[s.Collection] = s.Schema
		return m.names(s.Collection)
	}
	return nil
}
