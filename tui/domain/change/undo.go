package change

import (
	"zco/tui/domain/collection"
	"zco/tui/domain/journal"
)

// WhyNotUndo returns why nothing takes back an entry of the history, whatever
// it did; "" where something may.
func WhyNotUndo(e journal.Entry) string {
	switch {
	case e.Result == journal.Failed:
		return "the service did not take this change: there is nothing to undo"
	case e.Result == journal.Sent:
		return "this change has no answer yet"
	case e.UndoneBy != "":
		return "this change was undone already"
	}
	return ""
}

// Undo is the change that takes back what an entry of the history did, or why
// there is none. The schema tells which values of a deleted row can be set.
func Undo(e journal.Entry, col *collection.Collection, s *collection.Schema) (c Change, why string) {
	c = Change{
		Action: journal.Update, Collection: col, Schema: s, Undoes: e.ID,
		Ref: collection.Ref{Collection: e.Object, ID: e.Record},
	}
	switch {
	case WhyNotUndo(e) != "":
		return c, WhyNotUndo(e)
	case e.Action == journal.Verb:
		return c, "this cannot be taken back from here: " + e.Name
	case e.Record == "" && e.Action != journal.Delete:
		return c, "it is not known which row this change made"
	case e.Action == journal.Delete:
		return undelete(c, e)
	case e.Action == journal.Create, e.Action == journal.Upsert && e.Before.IsAbsent():
		c.Action, c.Made = journal.Delete, entryItem(e, e.After)
		return c, ""
	}
	for _, ch := range e.Changes {
		before := ch.Before
		if before.IsAbsent() {
			before = collection.Null
		}
		c.Edits = append(c.Edits, collection.Edit{Key: ch.Field, Base: ch.After, Mine: before})
	}
	if len(c.Edits) == 0 {
		return c, "the history does not tell what this change did to each field"
	}
	return c, ""
}

// undelete creates a deleted row anew from what was kept of it.
func undelete(c Change, e journal.Entry) (Change, string) {
	if c.Collection.Create == nil {
		return c, "what was deleted cannot be created again: " + e.Name
	}
	before := entryItem(e, e.Before)
	c.Action = journal.Create
	c.Ref.ID = "" // the new row has a new id
	for _, f := range c.Schema.Fields {
		if v := before.Value(f.Key); !v.IsEmpty() && (f.Locked == "" || f.Create) {
			c.Edits = append(c.Edits, collection.Edit{Key: f.Key, Mine: v})
		}
	}
	if len(c.Edits) == 0 {
		return c, "the history does not tell what was in the deleted row"
	}
	return c, ""
}
