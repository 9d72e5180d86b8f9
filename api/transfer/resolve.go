package transfer

import (
	"fmt"
	"strings"

	"zco/api"
)

// reasonColumn is the column that WriteFailed adds, and that is left out.
const reasonColumn = "zco_reason"

// Column is a column of the file and what becomes of it.
type Column struct {
	Header  string
	Field   string // what it sets: id, api.FieldName, api.FieldExternalID or a field's key; "" if nothing
	Problem string // why it cannot be used
	Ignored string // why it is left out, if that is nothing to worry about
}

// target is what a header stands for.
type target struct {
	key     string // of the export's column; "" if there is none
	field   string // of Column.Field
	schema  api.Field
	problem string
	ignored string
}

// resolver finds what headers stand for: by key, then by title.
type resolver struct {
	fields  map[string]api.Field
	mapping map[string]string
	byKey   map[string]target   // folded
	byTitle map[string][]target // folded
}

func newResolver(fields []api.Field, mapping map[string]string) *resolver {
	r := &resolver{fields: fieldsByKey(fields), mapping: mapping, byKey: map[string]target{}, byTitle: map[string][]target{}}
	for _, a := range attributes {
		t := r.attributeTarget(a)
		r.byKey[a.key] = t
		titles := map[string]bool{fold(a.title): true, fold(r.fields[api.StandardPrefix+a.key].Title): true}
		for title := range titles {
			r.addTitle(title, t)
		}
	}
	r.byKey[api.FieldName], r.byKey[api.FieldExternalID] = r.byKey["name"], r.byKey["external_id"]
	for _, key := range []string{"custom_object_key", "photo"} {
		r.byKey[key] = target{ignored: "it is not set by an import"}
	}
	r.byKey[reasonColumn] = target{ignored: "it says why the row failed before"}
	for _, f := range fields {
		if isNameOrExternalID(f) {
			continue
		}
		t := target{key: columnKey(f.Key), field: f.Key, schema: f}
		if f.ReadOnly {
			t.field, t.ignored = "", "the service computes it"
		}
		r.byKey[fold(fieldPrefix+f.Key)] = t
		if _, taken := r.byKey[fold(f.Key)]; !taken {
			r.byKey[fold(f.Key)] = t
		}
		r.addTitle(fold(f.Title), t)
	}
	return r
}

func (r *resolver) addTitle(title string, t target) {
	if title != "" {
		r.byTitle[title] = append(r.byTitle[title], t)
	}
	if title != "" && t.key != "" {
		r.byKey[fold(titleWithKey(title, t.key))] = t
	}
}

func (r *resolver) attributeTarget(a attribute) target {
	t := target{key: a.key}
	switch a.key {
	case "id":
		t.field = "id"
	case "name":
		t.field, t.schema = api.FieldName, r.fields[api.FieldName]
		if t.schema.Autonumbered() {
			t.field, t.ignored = "", "the service makes up the names of this object's records"
		}
	case "external_id":
		t.field, t.schema = api.FieldExternalID, r.fields[api.FieldExternalID]
	default:
		t.ignored = "the service sets it"
	}
	return t
}

// isKeys reports whether a row is the hidden one of a workbook that says by
// their keys what the columns are, also where another program made CSV of it.
func (r *resolver) isKeys(cells, headers []string) bool {
	known := 0
	for i, cell := range cells {
		if cell == "" {
			continue
		}
		if i >= len(headers) || cell != r.target(headers[i]).key {
			return false
		}
		known++
	}
	return known > 1
}

// noField is the problem of a column that is none, unknownIgnored what is said
// where such ones are to be left out.
const (
	noField        = "there is no field with this key or title"
	unknownIgnored = "there is no such field"
)

// target finds what a header stands for.
func (r *resolver) target(header string) target {
	if chosen, ok := r.mapping[header]; ok {
		if chosen == "-" {
			return target{ignored: "left out as asked"}
		}
		if t, ok := r.byKey[fold(chosen)]; ok {
			return t
		}
		return target{problem: fmt.Sprintf("there is no field %s to map it to", chosen)}
	}
	name := fold(header)
	if t, ok := r.byKey[name]; ok {
		return t
	}
	found := r.byTitle[name]
	switch {
	case len(found) == 1:
		return found[0]
	case len(found) > 1:
		keys := make([]string, len(found))
		for i, t := range found {
			keys[i] = t.key
		}
		return target{problem: fmt.Sprintf("it is the title of several fields: write one of %s instead", strings.Join(keys, ", "))}
	}
	return target{problem: noField}
}
