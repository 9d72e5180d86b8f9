package record

import (
	"slices"
	"strings"

	"zco/tui/domain/collection"
	"zco/tui/domain/entry"
	"zco/tui/domain/field"
	"zco/tui/domain/journal"
)

// Marks of a draft that are no fields of the row.
const (
	marks    = "zco:"
	setByKey = marks + "set-by" // Mine: the key of an upsert; Partial: its value
)

// arrange takes the fields to show: all of a row; of one not created yet those
// that can be set, the required ones first. Fields of the draft that the
// object has no more come last, so that what was typed there can be copied.
func (m *Model) arrange() {
	if m.schema == nil {
		m.fields = nil
		return
	}
	m.fields = slices.Clone(m.schema.Fields)
	if m.creating() {
		m.fields = slices.DeleteFunc(m.fields, func(f collection.Field) bool { return f.Locked != "" && !f.Create })
		slices.SortStableFunc(m.fields, func(a, b collection.Field) int { return order(a) - order(b) })
	}
	d, _ := m.unsent.Record(m.ref)
	for _, key := range slices.Sorted(keys(d.Fields)) {
		if _, known := m.schema.Field(key); !known && !strings.HasPrefix(key, marks) {
			bare := strings.TrimPrefix(key, collection.CustomPrefix)
			m.fields = append(m.fields, collection.Field{Key: key, Title: bare, Type: field.Text, Locked: "the object has no such field any more"})
		}
	}
	m.cursor = max(min(m.cursor, len(m.fields)-1), 0)
	m.goToWanted()
}

func keys(fields map[string]journal.Field) func(func(string) bool) {
	return func(yield func(string) bool) {
		for k := range fields {
			if !yield(k) {
				return
			}
		}
	}
}

func order(f collection.Field) int {
	if f.Required {
		return 0
	}
	return 1
}

// field returns the field under the cursor.
func (m *Model) field() (collection.Field, bool) {
	if m.cursor >= len(m.fields) {
		return collection.Field{}, false
	}
	return m.fields[m.cursor], true
}

// locked returns why a field cannot be edited, "" if it can.
func (m *Model) locked(f collection.Field) string { return locked(m.col, m.item, f, m.creating()) }

func locked(col *collection.Collection, it collection.Item, f collection.Field, creating bool) string {
	if !creating {
		return col.WhyNotEdit(it, f)
	}
	if f.Create {
		return ""
	}
	return f.Locked
}

// change is the draft of one field as it is shown.
type change struct {
	journal.Field
	problem string // why it cannot be sent as it stands, "" if it can
}

func (m *Model) change(f collection.Field) (change, bool) {
	d, ok := m.unsent.Field(m.ref, f.Key)
	if !ok {
		return change{problem: m.refused[m.ref][f.Key]}, false
	}
	c := change{Field: d, problem: m.refused[m.ref][f.Key]}
	if d.Mine.IsAbsent() {
		c.problem = problem(f, d, m)
	}
	return c, true
}

// problem is what is wrong with a text that is no value yet.
func problem(f collection.Field, d journal.Field, m *Model) string {
	e := entry.New(f, d.Base, "", m.env.Now)
	e.Restore(d.Partial)
	_, why := e.Value()
	return why
}

// shown returns what a field shows: the draft, or what the service has.
func (m *Model) shown(f collection.Field) string {
	c, drafted := m.change(f)
	switch {
	case !drafted:
		return m.env.Format().Text(f, m.item.Value(f.Key))
	case c.Mine.IsAbsent():
		return c.Partial
	}
	return m.env.Format().Text(f, c.Mine)
}
