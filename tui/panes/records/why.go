package records

import (
	"slices"

	"zco/tui/action"
	"zco/tui/domain/collection"
)

// Why says what the table, its collection or the row under its cursor has
// against an action that is done elsewhere, "" for nothing.
func (m *Model) Why(id action.ID) string {
	if why := m.against[id]; why != nil {
		return why()
	}
	return ""
}

func (m *Model) newAgainst() map[action.ID]func() string {
	c := m.col
	return map[action.ID]func() string{
		action.New:       m.lacks(c.Create == nil, "created"),
		action.Duplicate: first(m.lacks(c.Create == nil, "created"), m.noRow),
		action.Import:    m.lacks(c.Create == nil && c.Update == nil, "imported"),
		action.Upsert:    m.lacks(c.Upsert == nil, "created or updated (upserted)"),
		action.Delete:    first(m.lacks(c.Delete == nil, "deleted"), m.noRow, m.whyNotDelete),
	}
}

// first joins reasons: the first that there is counts.
func first(whys ...func() string) func() string {
	return func() string {
		for _, why := range whys {
			if s := why(); s != "" {
				return s
			}
		}
		return ""
	}
}

// lacks is the reason that the service does not let one do something with the
// collection.
func (m *listed) lacks(lacking bool, verb string) func() string {
	why := ""
	if lacking {
		why = m.col.Title + " cannot be " + verb + " in Zendesk"
	}
	return func() string { return why }
}

// uneditable is the reason that no field of a row is edited: what is changed in
// other ways says how.
func (m *listed) uneditable() string {
	acts := func(v collection.Verb) bool { return !v.Reads }
	if m.col.Update == nil && slices.ContainsFunc(m.col.Verbs, acts) {
		return m.col.Title + " have no fields to edit: press " + m.env.Keys.Key(action.Verbs) + " for what can be done with them"
	}
	return m.lacks(m.col.Update == nil, "changed")()
}

const noRow = "there is no row under the cursor"

func (m *Model) noRow() string {
	if _, ok := m.Current(); !ok && m.local == nil {
		return noRow
	}
	return ""
}

const noColumns = "the columns are not here yet"

func (m *shown) noColumns() string {
	if m.cols.Len() == 0 {
		return noColumns
	}
	return ""
}

func (m *listed) noneSelected() string {
	if m.selected.Len() == 0 {
		return "nothing is selected"
	}
	return ""
}

func (m *Model) whyNotDelete() string {
	it, _ := m.Current()
	return m.col.WhyNotDelete(it)
}

func (m *Model) whyNotEdit() string {
	it, f, ok := m.currentCell()
	if !ok {
		return noColumns
	}
	if why := m.col.WhyNotEdit(it, f); why != "" {
		return f.Title + " cannot be changed: " + why
	}
	return ""
}
