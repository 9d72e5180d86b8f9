package change

import (
	"zco/tui/domain/collection"
	"zco/tui/domain/journal"
)

// DraftStore holds what a person typed into the rows of one account and has not
// sent: one store for the record, the cells of tables and the list of drafts.
// Nothing in it waits for the
// disk: the journal writes beside.
type DraftStore struct {
	Journal *journal.Journal
	Account string // the account's key in the journal; always the same for it
}

// Key is the journal's name of a row.
func (s *DraftStore) Key(ref collection.Ref) journal.Key {
	return journal.Key{Account: s.Account, Object: ref.Collection, Record: ref.ID}
}

// Ref is the row of a draft.
func (s *DraftStore) Ref(k journal.Key) collection.Ref {
	return collection.Ref{Collection: k.Object, ID: k.Record}
}

// HasDraft reports whether a row has unsent changes of this session.
func (s *DraftStore) HasDraft(ref collection.Ref) bool {
	ours, _ := s.Journal.HasDraft(s.Key(ref))
	return ours
}

// Elsewhere reports whether another session has unsent changes to a row.
func (s *DraftStore) Elsewhere(ref collection.Ref) bool {
	_, elsewhere := s.Journal.HasDraft(s.Key(ref))
	return elsewhere
}

// Draft returns the unsent value of a field, and whether there is one. What
// was typed and is no value yet is returned as a text.
func (s *DraftStore) Draft(ref collection.Ref, key string) (collection.Value, bool) {
	f, ok := s.Field(ref, key)
	if ok && f.Mine.IsAbsent() {
		return collection.String(f.Partial), true
	}
	return f.Mine, ok
}

// Field returns the draft of one field.
func (s *DraftStore) Field(ref collection.Ref, key string) (journal.Field, bool) {
	if !s.HasDraft(ref) {
		return journal.Field{}, false
	}
	d, _ := s.Journal.Draft(s.Key(ref))
	f, ok := d.Fields[key]
	return f, ok
}

// Record returns the draft of a row.
func (s *DraftStore) Record(ref collection.Ref) (journal.Draft, bool) {
	return s.Journal.Draft(s.Key(ref))
}

// Put keeps what was typed in a field. The base is what the row had when
// editing began: that of an earlier draft stays.
func (s *DraftStore) Put(ref collection.Ref, it collection.Item, key string, mine collection.Value, partial string) {
	e := journal.Edit{Base: it.Value(key), Mine: mine, Partial: partial}
	about := journal.About{Name: it.Name, Version: it.Version}
	if d, ok := s.Record(ref); ok {
		about = d.About
		if about.Name == "" {
			about.Name = it.Name
		}
		if f, ok := d.Fields[key]; ok {
			e.Base = f.Base
		}
	}
	s.Journal.Put(s.Key(ref), about, key, e)
}

// Rebase keeps what was typed in a field against a new base: what the service
// has now was seen and decided about, or is what we sent ourselves.
func (s *DraftStore) Rebase(ref collection.Ref, it collection.Item, key string, mine collection.Value, partial string) {
	about := journal.About{Name: it.Name, Version: it.Version}
	s.Journal.Put(s.Key(ref), about, key, journal.Edit{Base: it.Value(key), Mine: mine, Partial: partial})
}

// Renamed keeps what the row of a draft is called now.
func (s *DraftStore) Renamed(ref collection.Ref, name string) { s.Journal.Rename(s.Key(ref), name) }

// Clear takes a field's draft back.
func (s *DraftStore) Clear(ref collection.Ref, key string) { s.Journal.ClearField(s.Key(ref), key) }

// Took takes a field's draft back that was sent, and reports whether something
// that another session had typed there is the draft now.
func (s *DraftStore) Took(ref collection.Ref, it collection.Item, key string) (left bool) {
	return s.Journal.Took(s.Key(ref), journal.About{Name: it.Name, Version: it.Version}, key, it.Value(key))
}

// Drop throws a row's draft away.
func (s *DraftStore) Drop(ref collection.Ref) { s.Journal.DropDraft(s.Key(ref)) }

// Count returns how many rows have unsent changes of this session.
func (s *DraftStore) Count() int { return s.Journal.Count(s.Account) }

// CountIn returns how many rows of a collection have unsent changes of this
// session.
func (s *DraftStore) CountIn(collection string) int {
	return s.Journal.CountIn(s.Account, collection)
}

// NewRef names a row that is not created yet.
func (s *DraftStore) NewRef(object string) collection.Ref {
	return collection.Ref{Collection: object, ID: s.Journal.NewRecord()}
}

// IsNew reports whether a row is not created yet.
func (s *DraftStore) IsNew(ref collection.Ref) bool { return s.Key(ref).IsNew() }
