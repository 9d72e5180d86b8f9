package collection

// Edit is one field of a change: what it was when editing began, and what it
// is to become.
type Edit struct {
	Key        string
	Base, Mine Value
}

// Conflict is a field that was changed here and, to something else, by
// somebody else.
type Conflict struct {
	Key                string
	Base, Mine, Theirs Value
}

// Merge is what becomes of a change once it is known what the row is now.
type Merge struct {
	Patch     Patch      // what is left to send
	Conflicts []Conflict // what a person must decide first
	Already   []string   // fields that have the value already: nothing to send
	Moved     []string   // other fields that were changed elsewhere meanwhile; they stay as they are now
}

// Merge lays edits over the row as it is now. A field that still is what it
// was when editing began takes the edit; one that changed to the same value
// needs nothing; any other change is a conflict. Known is the row as the
// person saw it, without values where that is not known.
func (s *Schema) Merge(edits []Edit, known, now Item) Merge {
	m := Merge{Patch: Patch{}}
	edited := map[string]bool{}
	for _, e := range edits {
		f, _ := s.Field(e.Key)
		edited[e.Key] = true
		theirs := now.Value(e.Key)
		switch {
		case f.Same(e.Base, e.Mine):
		case f.Same(theirs, e.Mine):
			m.Already = append(m.Already, e.Key)
		case f.Same(theirs, e.Base):
			m.Patch[e.Key] = e.Mine
		default:
			m.Conflicts = append(m.Conflicts, Conflict{e.Key, e.Base, e.Mine, theirs})
		}
	}
	if s == nil || known.Values == nil {
		return m
	}
	for _, f := range s.Fields {
		if !edited[f.Key] && f.Locked == "" && !f.Same(known.Value(f.Key), now.Value(f.Key)) {
			m.Moved = append(m.Moved, f.Key)
		}
	}
	return m
}

// Verdict is what reading a row tells about a change whose answer was lost.
type Verdict int

// The verdicts.
const (
	CannotTell Verdict = iota
	Took
	DidNotTake
)

// Judge compares a row, as it was before and as it is now, with a patch whose
// answer was lost.
func (s *Schema) Judge(p Patch, before, now Item) Verdict {
	took, stayed := true, true
	for key, mine := range p {
		f, _ := s.Field(key)
		took = took && f.Same(now.Value(key), mine)
		stayed = stayed && f.Same(now.Value(key), before.Value(key))
	}
	switch {
	case took:
		return Took
	case stayed:
		return DidNotTake
	}
	return CannotTell
}
