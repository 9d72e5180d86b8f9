package shell

import (
	"strconv"

	tea "charm.land/bubbletea/v2"

	"zco/tui/action"
	"zco/tui/domain/collection"
	"zco/tui/domain/journal"
	"zco/tui/work"
)

// refused is what the service forbids to be done with the rows of a
// collection, in its words, until it allows it.
type refused map[string]map[journal.Action]string

// changeOf is the kind of change that an action leads to.
var changeOf = map[action.ID]journal.Action{
	action.New: journal.Create, action.Duplicate: journal.Create, action.NewObject: journal.Create,
	action.EditCell: journal.Update, action.EditField: journal.Update, action.Send: journal.Update, action.SendRow: journal.Update,
	action.Delete: journal.Delete, action.DeleteObject: journal.Delete,
}

// heard remembers a refusal. That of one record says nothing of the others:
// roles can be given some of them only. The other families are allowed or
// forbidden as a whole.
func (r refused) heard(msg tea.Msg) {
	sent, ok := msg.(work.Sent)
	if !ok || sent.Change.Collection == nil || sent.Change.Collection.Family == "" {
		return
	}
	id, kind := sent.Change.Ref.Collection, sent.Change.Action
	switch {
	case collection.Forbidden(sent.Err):
		if r[id] == nil {
			r[id] = map[journal.Action]string{}
		}
		r[id][kind] = collection.WhyForbidden(sent.Err)
	case sent.Err == nil && sent.Ending == work.Saved:
		delete(r[id], kind)
	}
}

// whyRefused returns why the service would not do what an action leads to, as
// far as it has said.
func (m *Model) whyRefused(id action.ID) string {
	kind, changes := changeOf[id]
	if !changes || len(m.refused) == 0 {
		return ""
	}
	switch action.Find(id).Scope {
	case action.Objects:
		return m.refused[collection.Objects().ID][kind]
	case action.Record:
		return m.refused[m.editor.Ref().Collection][kind]
	}
	if m.records == nil {
		return ""
	}
	return m.refused[m.records.Collection().ID][kind]
}

// draftMark is what the list of objects shows of a collection's drafts: how
// many rows have unsent changes.
func (m *Model) draftMark(object string) string {
	if m.unsent.Count() == 0 {
		return ""
	}
	n := 0
	for _, d := range m.unsent.Journal.Drafts(m.unsent.Account) {
		if d.Object == object && d.Session == "" {
			n++
		}
	}
	if n == 0 {
		return ""
	}
	return m.env.Theme.Glyphs.Draft + strconv.Itoa(n)
}
