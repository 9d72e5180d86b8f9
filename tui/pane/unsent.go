package pane

import (
	"zco/tui/domain/collection"
	"zco/tui/domain/journal"
)

// Unsent is what a person typed into the rows of one account and has not
// sent: one store for the record, the cells of tables and the list of drafts.
// It implements Drafts. Nothing in it touches the disk.
type Unsent struct {
	Journal *journal.Journal
	Account string // the account's key in the journal; always the same for it
}

// Key is the journal's name of a row.
func (u *Unsent) Key(ref collection.Ref) journal.Key {
	return journal.Key{Account: u.Account, Object: ref.Collection, Record: ref.ID}
}

// Ref is the row of a draft.
func (u *Unsent) Ref(k journal.Key) collection.Ref {
	return collection.Ref{Collection: k.Object, ID: k.Record}
}

// HasDraft reports whether a row has unsent changes of this session.
func (u *Unsent) HasDraft(ref collection.Ref) bool {
	ours, _ := u.Journal.HasDraft(u.Key(ref))
	return ours
}

// Elsewhere reports whether another session has unsent changes to a row.
func (u *Unsent) Elsewhere(ref collection.Ref) bool {
	_, elsewhere := u.Journal.HasDraft(u.Key(ref))
	return elsewhere
}

// Draft returns the unsent value of a field, and whether there is one. What
// was typed and is no value yet is returned as a text.
func (u *Unsent) Draft(ref collection.Ref, key string) (collection.Value, bool) {
	f, ok := u.Field(ref, key)
	if ok && f.Mine.IsAbsent() {
		return collection.String(f.Partial), true
	}
	return f.Mine, ok
}

// Field returns the draft of one field.
func (u *Unsent) Field(ref collection.Ref, key string) (journal.Field, bool) {
	if !u.HasDraft(ref) {
		return journal.Field{}, false
	}
	d, _ := u.Journal.Draft(u.Key(ref))
	f, ok := d.Fields[key]
	return f, ok
}

// Record returns the draft of a row.
func (u *Unsent) Record(ref collection.Ref) (journal.Draft, bool) {
	return u.Journal.Draft(u.Key(ref))
}

// Put keeps what was typed in a field. The base is what the row had when
// editing began: that of an earlier draft stays.
func (u *Unsent) Put(ref collection.Ref, it collection.Item, key string, mine collection.Value, partial string) {
	e := journal.Edit{Base: it.Value(key), Mine: mine, Partial: partial}
	about := journal.About{Name: it.Name, Version: it.Version}
	if d, ok := u.Record(ref); ok {
		about = d.About
		if about.Name == "" {
			about.Name = it.Name
		}
		if f, ok := d.Fields[key]; ok {
			e.Base = f.Base
		}
	}
	u.Journal.Put(u.Key(ref), about, key, e)
}

// Rebase keeps what was typed in a field against a new base: what the service
// has now was seen and decided about, or is what we sent ourselves.
func (u *Unsent) Rebase(ref collection.Ref, it collection.Item, key string, mine collection.Value, partial string) {
	about := journal.About{Name: it.Name, Version: it.Version}
	u.Journal.Put(u.Key(ref), about, key, journal.Edit{Base: it.Value(key), Mine: mine, Partial: partial})
}

// Clear takes a field's draft back.
func (u *Unsent) Clear(ref collection.Ref, key string) { u.Journal.ClearField(u.Key(ref), key) }

// Drop throws a row's draft away.
func (u *Unsent) Drop(ref collection.Ref) { u.Journal.DropDraft(u.Key(ref)) }

// Count returns how many rows have unsent changes of this session.
func (u *Unsent) Count() int { return u.Journal.Count(u.Account) }

// NewRef names a row that is not created yet.
func (u *Unsent) NewRef(object string) collection.Ref {
	return collection.Ref{Collection: object, ID: u.Journal.NewRecord()}
}

// IsNew reports whether a row is not created yet.
func (u *Unsent) IsNew(ref collection.Ref) bool { return u.Key(ref).IsNew() }

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

// NewRow asks for the form of a new row of a collection, as a copy where Like
// is given.
type NewRow struct {
	Collection string
	Like       *collection.Item
	By         collection.UpsertKey // set by this key and its value, "" to create
	Value      string
}
