package record

import (
	"zco/tui/domain/change"
	"zco/tui/domain/collection"
	"zco/tui/domain/entry"
	"zco/tui/domain/journal"
)

// arrange takes the fields to show.
func (m *row) arrange() {
	d, _ := m.drafts.Record(m.ref)
	m.fields = change.Draft{Collection: m.col, Schema: m.schema, Item: m.item, New: m.creating(), Fields: d.Fields}.FormFields()
	m.cursor = max(min(m.cursor, m.lineCount()-1), 0)
	m.goToWanted()
}

// field returns the field under the cursor.
func (m *row) field() (collection.Field, bool) {
	if m.cursor >= len(m.fields) {
		return collection.Field{}, false
	}
	return m.fields[m.cursor], true
}

// locked returns why a field cannot be edited, "" if it can.
func (m *row) locked(f collection.Field) string {
	return change.Locked(m.col, m.item, f, m.creating())
}

// edit is the draft of one field as it is shown.
type edit struct {
	journal.Field
	problem string // why it cannot be sent as it stands, "" if it can
}

func (m *row) edited(f collection.Field) (edit, bool) {
	d, ok := m.drafts.Field(m.ref, f.Key)
	e := edit{Field: d, problem: m.refused[m.ref][f.Key]}
	if ok && d.Mine.IsAbsent() {
		e.problem = m.problem(f, d)
	}
	return e, ok
}

// problem is what is wrong with a text that is no value yet.
func (m *row) problem(f collection.Field, d journal.Field) string {
	return entry.Problem(f, d.Base, d.Partial, m.env.Now)
}

// shown returns what a field shows: the draft, or what the service has.
func (m *row) shown(f collection.Field) string {
	c, drafted := m.edited(f)
	switch {
	case !drafted:
		return m.item.Shown(m.env.Format(), f)
	case c.Mine.IsAbsent():
		return c.Partial
	}
	return m.env.Format().Text(f, c.Mine)
}
