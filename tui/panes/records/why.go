package records

import (
	"zco/tui/action"
)

const noRow = "there is no row under the cursor"

// Why implements the shell's panel.
func (m *Model) Why(id action.ID) string {
	if why := m.whyNotAllowed(id); why != "" {
		return why
	}
	switch id {
	case action.Open, action.EditCell, action.Delete, action.Duplicate,
		action.Select, action.SelectRange, action.SelectAll, action.SelectInvert, action.QuickFilter:
		if _, ok := m.Current(); !ok && m.arranged == nil {
			return noRow
		}
	case action.Columns, action.ColumnWider, action.ColumnNarrow, action.ColumnLeft, action.ColumnRight, action.ColumnFreeze, action.Sort:
		if m.cols.Len() == 0 {
			return "the columns are not here yet"
		}
	case action.SelectNone:
		if m.selected.Len() == 0 {
			return "nothing is selected"
		}
	}
	switch id {
	case action.EditCell:
		return m.whyNotEdit()
	case action.Delete:
		it, _ := m.Current()
		return m.col.WhyNotDelete(it)
	}
	return ""
}

// whyNotAllowed says what the service does not let one do with this
// collection.
func (m *Model) whyNotAllowed(id action.ID) string {
	lacks := func(lacking bool, verb string) string {
		if lacking {
			return "the service does not let " + m.col.Title + " be " + verb
		}
		return ""
	}
	switch id {
	case action.New, action.Duplicate:
		return lacks(m.col.Create == nil, "created")
	case action.Import:
		return lacks(m.col.Create == nil && m.col.Update == nil, "imported")
	case action.Upsert:
		return lacks(m.col.Upsert == nil, "set by external id or name")
	case action.EditCell:
		return lacks(m.col.Update == nil, "changed")
	case action.Delete:
		return lacks(m.col.Delete == nil, "deleted")
	}
	return ""
}

func (m *Model) whyNotEdit() string {
	it, f, ok := m.currentCell()
	if !ok {
		return "the columns are not here yet"
	}
	if why := m.col.WhyNotEdit(it, f); why != "" {
		return f.Title + " cannot be changed: " + why
	}
	return ""
}
