package transfer

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"zco/api"
)

// layout is what is known of a file before its rows: what its columns mean,
// and by what rows are told apart.
type layout struct {
	check   Check
	columns map[string]*fileColumn // by header
	ordered []*fileColumn          // of a table, as they stand in it
	fields  map[string]api.Field
	setting int               // how many columns set something
	needed  []api.Field       // must have a value on creation
	days    map[string]string // by header: the form of days; nil until one was met that may be either
	seen    *readNotes
	comma   rune // between the cells of a CSV
	refers  references
	names   *nameBook
	nulls   nullWords
	pointed *lookupBook
}

// layout reads the header of a CSV, or the members of all records of JSON.
func (m Import) layout() (*layout, error) {
	s := &layout{columns: map[string]*fileColumn{}, fields: fieldsByKey(m.Fields), seen: &readNotes{}, refers: references{}, names: newNameBook(), nulls: nullWords{}, pointed: newLookupBook()}
	f, err := m.open()
	if err != nil {
		return s, err
	}
	defer f.closer.Close()
	headers := f.headers
	if !f.format.table() {
		if headers, err = headersOf(f); err != nil {
			return s, err
		}
	}
	s.check.Format, s.comma = f.format, f.comma
	for _, header := range f.trimmed {
		s.check.Notes = append(s.check.Notes, fmt.Sprintf("column %q: spaces or quotes around the header taken off", header))
	}
	s.resolve(m, headers, newResolver(m.Fields, m.Mapping))
	s.chooseKey(m)
	s.needed = m.needed(s.fields)
	for _, c := range s.columns {
		if m.complete(s, c); c.field != "" {
			s.setting++
		}
	}
	return s, nil
}

// headersOf are the members of all records in a file of JSON.
func headersOf(f *file) ([]string, error) {
	met := map[string]bool{}
	for row, err := range f.rows {
		if err != nil {
			return nil, err
		}
		for _, cell := range row.cells {
			met[cell.header] = true
		}
	}
	return slices.Sorted(maps.Keys(met)), nil
}

func (s *layout) resolve(m Import, headers []string, find *resolver) {
	setBy := map[string]string{}
	for _, header := range headers {
		t := m.wanted(find.target(header))
		if first, twice := setBy[t.field]; twice && t.field != "" && s.check.Format.table() {
			t = target{problem: fmt.Sprintf("column %q sets %s already", first, t.field)}
		} else if t.field != "" {
			setBy[t.field] = header
		}
		if header == "" && t.problem != "" {
			t = target{ignored: "it has no header"}
		}
		column := Column{Header: header, Field: t.field, Problem: t.problem, Ignored: t.ignored}
		s.check.Columns = append(s.check.Columns, column)
		if _, twice := s.columns[header]; !twice {
			s.columns[header] = &fileColumn{header: header, target: t}
		}
		s.ordered = append(s.ordered, s.columns[header])
		if t.problem != "" && s.check.Err == "" {
			s.check.Err = fmt.Sprintf("column %s: %s", shorten(header), t.problem)
		}
	}
	if len(setBy) == 0 && s.check.Err == "" && len(headers) > 0 {
		s.check.Err = "no column sets a field"
	}
}

// wanted is a target as the options have it.
func (m Import) wanted(t target) target {
	if t.problem == noField && m.IgnoreUnknown {
		return target{ignored: unknownIgnored}
	}
	key := strings.TrimPrefix(t.field, api.StandardPrefix)
	if len(m.Only) > 0 && t.field != "" && t.field != "id" && t.field != string(m.Key) && key != string(m.Key) && !slices.Contains(m.Only, key) && !slices.Contains(m.Only, t.key) {
		return target{ignored: "not among the columns asked for"}
	}
	return t
}

func (s *layout) sets(field string) bool {
	return slices.ContainsFunc(s.check.Columns, func(c Column) bool { return c.Field == field })
}

func (s *layout) chooseKey(m Import) {
	key := m.Key
	switch {
	case key != KeyAuto:
	case s.sets("id"):
		key = KeyID
	case s.sets(api.FieldExternalID):
		key = KeyExternalID
	default:
		key = KeyNone
	}
	s.check.Key = key
	problem := ""
	switch {
	case s.check.Err != "" || len(s.check.Columns) == 0:
	case key == KeyID && !s.sets("id"):
		problem = "the file has no column id"
	case key == KeyExternalID && !s.sets(api.FieldExternalID):
		problem = "the file has no column external_id"
	case key == KeyName && !s.sets(api.FieldName):
		problem = "the file has no column name"
	case key == KeyName && !s.fields[api.FieldName].Unique():
		problem = fmt.Sprintf("the names of %s need not be unique, so that they do not tell which record is meant: use id or external_id", m.Object)
	case key != KeyID && key != KeyNone && key != KeyExternalID && key != KeyName:
		problem = fmt.Sprintf("there is no key %q: choose id, external_id, name or none", key)
	}
	if problem != "" {
		s.check.Err = problem
	}
}

// needed are the fields that a new record must have.
func (m Import) needed(fields map[string]api.Field) []api.Field {
	var out []api.Field
	if name := fields[api.FieldName]; !name.Autonumbered() {
		out = append(out, name)
	}
	for _, f := range m.Fields {
		if f.Required && f.Active && !f.ReadOnly && f.Key != api.FieldName {
			out = append(out, f)
		}
	}
	return out
}
