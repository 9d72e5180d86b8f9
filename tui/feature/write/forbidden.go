package write

import (
	"zco/tui/action"
	"zco/tui/domain/change"
	"zco/tui/domain/collection"
	"zco/tui/domain/journal"
)

// leadsTo is the kind of change that an action leads to.
var leadsTo = map[action.ID]journal.Action{
	action.New: journal.Create, action.Duplicate: journal.Create, action.NewObject: journal.Create,
	action.EditCell: journal.Update, action.EditField: journal.Update, action.Send: journal.Update, action.SendRow: journal.Update,
	action.Delete: journal.Delete, action.DeleteObject: journal.Delete,
}

// learn remembers a refusal until the service allows it. That of one record
// says nothing of the others: roles can be given some of them only. The other
// families are allowed or forbidden as a whole.
func (f *Feature) learn(s change.Sent) {
	if s.Change.Collection == nil || s.Change.Collection.Family == "" {
		return
	}
	of := kind{s.Change.Ref.Collection, s.Change.Action}
	switch {
	case collection.Forbidden(s.Err):
		f.forbidden[of] = collection.WhyForbidden(s.Err)
	case s.Err == nil && s.Ending == change.Saved:
		delete(f.forbidden, of)
	}
}

// Forbids implements pane.Forbidder.
func (f *Feature) Forbids(id action.ID, object string) string {
	of, changes := leadsTo[id]
	if !changes {
		return ""
	}
	return f.forbidden[kind{object, of}]
}
