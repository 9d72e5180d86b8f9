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
	"zco/tui/draw/screen"
	"zco/tui/pane"
	"zco/tui/widget/form"
	"zco/tui/work"
)

// Undo asks to take an entry back.
type Undo struct{ Entry journal.Entry }

// Model is the list of what was sent.
type Model struct {
	env     *pane.Env
	in      *work.Inbox
	drafts  *change.DraftStore
	entries []journal.Entry
	list    form.List
	schemas map[string]*collection.Schema
}

// New returns the list of what was sent to an account.
func New(env *pane.Env, l *work.Layer, drafts *change.DraftStore) *Model {
	m := &Model{env: env, drafts: drafts, schemas: map[string]*collection.Schema{}}
	m.in = l.Inbox(m.answer)
	m.list.Placeholder, m.list.Empty = "type to find", "nothing was sent yet"
	m.Fill()
	return m
}

// Fill lists the entries anew.
func (m *Model) Fill() {
	m.entries = m.drafts.Journal.History(journal.Filter{Account: m.drafts.Account})
	items := make([]form.Item, len(m.entries))
	for i, e := range m.entries {
		items[i] = form.Item{Label: m.when(e) + "  " + words(e), Hint: e.Object, Right: Result(e)}
	}
	m.list.SetItems(items)
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

// Title implements pane.Dialog.
func (m *Model) Title() string { return "What was sent" }

const width = 76

// Size implements pane.Dialog.
func (m *Model) Size(w, h int) (int, int) {
	w = min(width, w)
	return w, min(max(m.list.Height(w), 1)+1, 18, h)
}

// Draw implements pane.Dialog.
func (m *Model) Draw(a screen.Area) screen.Cursor {
	body, foot := a.Bottom(1)
	m.env.DrawHints(foot, 0, []pane.Hint{m.env.Hint(action.Accept, "look at it, undo it"), m.env.Hint(action.Dismiss, "close")})
	c := m.list.Draw(body, m.env.Theme)
	return c
}

// Key implements pane.Dialog.
func (m *Model) Key(k tea.KeyPressMsg) (tea.Cmd, bool) {
	switch m.list.Key(k) {
	case form.Leave:
		return nil, true
	case form.Done:
		if i, ok := m.list.Selected(); ok {
			return m.look(m.entries[i]), false
		}
	}
	return nil, false
}

// Click puts the cursor on the entry at a cell of the screen.
func (m *Model) Click(x, y int) bool { return m.list.Click(x, y) }

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

// Paste implements pane.Dialog.
func (m *Model) Paste(s string) tea.Cmd {
	m.list.Paste(s)
	return nil
}

// answer takes the fields of an entry's collection.
func (m *Model) answer(msg tea.Msg) tea.Cmd {
	if s, ok := msg.(work.Schema); ok && s.Err == nil {
		m.schemas[s.Collection] = s.Schema
		return m.names(s.Collection)
	}
	return nil
}
