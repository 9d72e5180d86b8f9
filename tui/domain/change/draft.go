package change

import (
	"maps"
	"slices"
	"strings"

	"zco/tui/domain/collection"
	"zco/tui/domain/field"
	"zco/tui/domain/journal"
)

// Marks of a draft that are no fields of the row.
const (
	marks    = "zco:"
	setByKey = marks + "set-by" // Mine: the key of an upsert; Partial: its value
)

// Draft is what was typed into a row, with what it is about.
type Draft struct {
	Collection *collection.Collection
	Schema     *collection.Schema
	Ref        collection.Ref
	Item       collection.Item // as the service has it
	New        bool            // the row is not created yet
	Fields     map[string]journal.Field
	// Problem says what is wrong with a text that is no value of a field yet.
	Problem func(collection.Field, journal.Field) string
}

// Obstacle is why a draft cannot be sent as it stands.
type Obstacle struct {
	Field  string // the key of the field in the way, "" where it is none
	Why    string // "" for nothing
	Locked bool   // the field cannot be changed: only taking its draft back helps
}

// Change returns the change that a draft is, or what is in its way.
func (d Draft) Change() (Change, Obstacle) {
	if len(d.Fields) == 0 {
		return Change{}, Obstacle{Why: "nothing was changed"}
	}
	c := Change{Action: journal.Update, Collection: d.Collection, Schema: d.Schema, Ref: d.Ref, Item: d.Item, Drafted: true}
	if d.New {
		c.Action, c.Item = journal.Create, collection.Item{}
	}
	if by, value, ok := d.SetBy(); ok {
		c.Action, c.By, c.Value = journal.Upsert, by, value
	}
	for _, f := range d.FormFields() {
		edit, drafted := d.Fields[f.Key]
		switch {
		case drafted:
			if o := d.obstacle(f, edit); o.Why != "" {
				return c, o
			}
			c.Edits = append(c.Edits, collection.Edit{Key: f.Key, Base: edit.Base, Mine: edit.Mine})
		case f.Required && c.Action == journal.Create:
			return c, Obstacle{Field: f.Key, Why: f.Title + " is required"}
		}
	}
	if len(c.Edits) == 0 && c.Action != journal.Create {
		return c, Obstacle{Why: "nothing was changed"}
	}
	return c, Obstacle{}
}

// obstacle is why the draft of a field cannot be sent.
func (d Draft) obstacle(f collection.Field, edit journal.Field) Obstacle {
	switch why := Locked(d.Collection, d.Item, f, d.New); {
	case why != "":
		return Obstacle{f.Key, f.Title + " cannot be changed: " + why, true}
	case edit.Mine.IsAbsent():
		return Obstacle{Field: f.Key, Why: f.Title + ": " + d.Problem(f, edit)}
	case f.Required && edit.Mine.IsEmpty():
		return Obstacle{Field: f.Key, Why: f.Title + " is required"}
	}
	return Obstacle{}
}

// Typed is how many fields of a row a draft has.
func Typed(d journal.Draft) int { return len(TypedFields(d)) }

// TypedFields are the keys of the fields of a row that a draft has, in order.
func TypedFields(d journal.Draft) []string {
	keys := slices.Sorted(maps.Keys(d.Fields))
	return slices.DeleteFunc(keys, func(key string) bool { return strings.HasPrefix(key, marks) })
}

// SetBy returns the key of an upsert and its value; ok is false for a draft
// that is none.
func (d Draft) SetBy() (by collection.UpsertKey, value string, ok bool) {
	f, ok := d.Fields[setByKey]
	return collection.UpsertKey(f.Mine.Text()), f.Partial, ok
}

// FormFields returns the fields to show of a row with a draft: those that go
// with its other values or have one; of a row not created yet those that can be
// set, the required ones first. Fields of the draft that the schema has no more
// come last, so that what was typed there can be copied.
func (d Draft) FormFields() []collection.Field {
	if d.Schema == nil {
		return nil
	}
	fields := slices.DeleteFunc(slices.Clone(d.Schema.Fields), d.pointless)
	if d.New {
		fields = slices.DeleteFunc(fields, func(f collection.Field) bool { return f.Locked != "" && !f.Create })
		slices.SortStableFunc(fields, func(a, b collection.Field) int { return rank(a) - rank(b) })
	}
	for _, key := range slices.Sorted(maps.Keys(d.Fields)) {
		if _, known := d.Schema.Field(key); !known && !strings.HasPrefix(key, marks) {
			bare := strings.TrimPrefix(key, collection.CustomPrefix)
			fields = append(fields, collection.Field{Key: key, Title: bare, Type: field.Text, Locked: "the object has no such field any more"})
		}
	}
	return fields
}

// pointless reports whether a field has no value and can have none beside the
// others of the row, as the options of a date have.
func (d Draft) pointless(f collection.Field) bool {
	_, drafted := d.Fields[f.Key]
	return !drafted && d.Item.Value(f.Key).IsEmpty() && d.Collection != nil && d.Collection.Applies != nil &&
		!d.Collection.Applies(d.value, f.Key)
}

// value is what a field will have: what is typed, else what the row has.
func (d Draft) value(key string) collection.Value {
	if f, ok := d.Fields[key]; ok {
		return f.Mine
	}
	return d.Item.Value(key)
}

func rank(f collection.Field) int {
	if f.Required {
		return 0
	}
	return 1
}

// Locked returns why a field of a row cannot be edited, "" if it can.
func Locked(col *collection.Collection, it collection.Item, f collection.Field, creating bool) string {
	switch {
	case !creating:
		return col.WhyNotEdit(it, f)
	case f.Create:
		return ""
	}
	return f.Locked
}

// NewRow is what the form of a new row starts with.
type NewRow struct {
	Like  *collection.Item     // a copy of this row, nil for an empty form
	By    collection.UpsertKey // set by this key and its value, "" to create
	Value string
}

// Begin fills the draft of a row that is not created yet and returns the row's
// name in the drafts. The schema may be nil for a row that is no copy.
func (s *DraftStore) Begin(col *collection.Collection, schema *collection.Schema, n NewRow) collection.Ref {
	ref := s.NewRef(col.ID)
	empty := collection.Item{Name: "new " + strings.ToLower(col.Singular), Values: map[string]collection.Value{}}
	if n.Like != nil {
		for key, v := range copied(col, schema, *n.Like) {
			s.Put(ref, empty, key, v, "")
		}
	}
	if n.By != "" {
		s.Put(ref, empty, setByKey, collection.String(string(n.By)), n.Value)
		s.Put(ref, empty, string(n.By), collection.String(n.Value), "")
	}
	return ref
}

// copied are the values that a copy of a row starts with: all that can be set
// and need not differ.
func copied(col *collection.Collection, s *collection.Schema, from collection.Item) collection.Patch {
	if col.Template != nil {
		return col.Template(from)
	}
	out := collection.Patch{}
	for _, f := range s.Fields {
		v := from.Value(f.Key)
		if v.IsEmpty() || f.Locked != "" && !f.Create || f.Unique || f.Key == "external_id" {
			continue
		}
		out[f.Key] = v
	}
	return out
}
