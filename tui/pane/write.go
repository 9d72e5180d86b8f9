package pane

import (
	"zco/tui/action"
	"zco/tui/domain/change"
	"zco/tui/domain/collection"
	"zco/tui/domain/journal"
)

// NewRow asks for the form of a new row of a collection, as a copy or to be
// set by a key where that is given.
type NewRow struct {
	Collection string
	change.NewRow
}

// OpenForm shows the form of a row that is not created yet, and gives it the
// focus.
type OpenForm struct{ Ref collection.Ref }

// OpenLeft shows a row and opens the text again that the person's own editor
// had of it.
type OpenLeft struct{ Left change.Left }

// Refused says what the service has against a change, field by field.
type Refused struct {
	Ref    collection.Ref
	Fields map[string]string // by field key
}

// Became says that a row that was only a draft is there now, under an id.
type Became struct {
	From, To collection.Ref
	Item     collection.Item
}

// UndoVerb asks to take back what a verb did.
type UndoVerb struct{ Entry journal.Entry }

// Forbidder knows what the service has forbidden.
type Forbidder interface {
	// Forbids returns why the service does not do what an action leads to with
	// the rows of a collection, "" as far as it has not said so.
	Forbids(id action.ID, object string) string
}

// Obstacle says why a draft cannot be sent, and which key helps.
func (e *Env) Obstacle(o change.Obstacle) string {
	if o.Locked {
		return o.Why + "; " + e.Keys.Key(action.RevertField) + " reverts it"
	}
	return o.Why
}
