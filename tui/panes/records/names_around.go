package records

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"zco/tui/domain/collection"
)

// around is how many rows are named together: as many as one request takes.
const around = 100

// NamesAround asks for the names that a row needs, and in the same requests
// for those of the rows around it: whoever looks at one record beside the table
// looks at the next as well.
func (m *Model) NamesAround(it collection.Item) tea.Cmd {
	if m.schema == nil {
		return nil
	}
	rows := m.Loaded()
	i := slices.IndexFunc(rows, func(o collection.Item) bool { return o.ID == it.ID })
	if i < 0 {
		return nil
	}
	from := max(min(i-around/2, len(rows)-around), 0)
	rows = rows[from:min(from+around, len(rows))]
	wanted := map[string][]string{}
	for target, fields := range targets(m.schema) {
		ids := m.unnamed(it, target, fields)
		if len(ids) == 0 {
			continue
		}
		// Ids of the row itself come first: a target may have more than fit.
		for _, row := range rows {
			ids = append(ids, m.unnamed(row, target, fields)...)
		}
		wanted[target] = unique(ids, around)
	}
	return m.in.Names(wanted)
}

// targets are the fields that are relations, by what they point to.
func targets(s *collection.Schema) map[string][]string {
	out := map[string][]string{}
	for _, f := range s.Fields {
		if f.Target != "" {
			out[f.Target] = append(out[f.Target], f.Key)
		}
	}
	return out
}

// unnamed returns the ids of a row that point to a target and whose names are
// not known.
func (m *listed) unnamed(it collection.Item, target string, fields []string) []string {
	var out []string
	for _, key := range fields {
		v := it.Value(key)
		if v.IsEmpty() {
			continue
		}
		if _, known := m.layer.Name(target, v.Text()); !known {
			out = append(out, v.Text())
		}
	}
	return out
}

// unique returns the first ids of a list, each once.
func unique(ids []string, most int) []string {
	seen := map[string]bool{}
	out := ids[:0]
	for _, id := range ids {
		if len(out) < most && !seen[id] {
			seen[id] = true
			out = append(out, id)
		}
	}
	return out
}
