package status

import (
	"cmp"
	"strings"

	"zco/tui/pane"
)

// Reading is where the focus is and what is under the cursor, for those who
// have the screen read to them.
type Reading struct {
	Dialog string // the title of the dialog on top, "" for none
	Close  string // the key that closes it
	Focus  pane.Name
	Object string // under the cursor of the list of objects, "" for none
	Open   bool   // a table is in front
	Title  string // of its collection
	Table  []string

	Subject *pane.Subject // under the cursor of the table or record, nil for nothing
	Value   string        // of its field: what was typed and not sent, else what the service has
	Editing bool          // the field is being typed in
	Changed bool          // the field has a draft
	Draft   bool          // the row has one
}

// Spoken says it in words. It is a line of its own, which a screen reader
// reads when it changes; the terminal's cursor is on the thing itself.
func (r Reading) Spoken() string {
	if r.Dialog != "" {
		return "dialog: " + r.Dialog + "; " + r.Close + " closes it"
	}
	switch r.Focus {
	case pane.Objects:
		if r.Object != "" {
			return "list of objects: " + r.Object
		}
		return "list of objects"
	case pane.Search:
		return "searching in " + r.Title
	case pane.Record:
		return r.field()
	}
	return r.row()
}

func (r Reading) row() string {
	if !r.Open {
		return ""
	}
	if r.Subject == nil {
		return strings.Join(append([]string{"table of " + r.Title}, r.Table...), ", ")
	}
	parts := []string{cmp.Or(r.Value, "empty")}
	if r.Draft {
		parts = append(parts, "a draft is not sent")
	}
	// What a move leaves as it is stands in front, and the position last: what
	// changes is spoken in one go.
	return "table of " + r.Title + "; " + r.Subject.Field.Title + ": " + strings.Join(append(parts, r.Table...), ", ")
}

func (r Reading) field() string {
	s := r.Subject
	if s == nil || s.Field.Key == "" {
		return "a record"
	}
	words := s.Collection.Singular + " " + s.Item.Name + "; "
	if r.Editing {
		return words + "editing " + s.Field.Title + "; enter is done"
	}
	words += s.Field.Title + ": " + cmp.Or(r.Value, "empty")
	if r.Changed {
		words += " (changed, not sent)"
	}
	return words
}
