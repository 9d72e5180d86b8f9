package transfer

import (
	"encoding/json"
	"slices"
	"strings"

	"zco/api"
)

// CauseFiltered is what Import.Accept takes besides the causes: records that
// the filter of a lookup leaves out. The service itself does not look at the
// filter when a lookup is set; whoever chooses in its interface sees no others.
const CauseFiltered Cause = "filter"

// lookupFilter says which records may be chosen in a lookup.
type lookupFilter struct {
	All []filterCondition `json:"all"`
	Any []filterCondition `json:"any"`
}

type filterCondition struct {
	Field    string    `json:"field"`
	Operator string    `json:"operator"`
	Value    api.Value `json:"value"`
}

// lookupFilterOf reads the filter of a lookup to an object; ok is false where
// there is none.
func lookupFilterOf(f api.Field) (filter lookupFilter, ok bool) {
	_, isObject := api.TargetObjectKey(f.Target)
	if !isObject || !f.TargetFilter.IsObject() || json.Unmarshal([]byte(f.TargetFilter), &filter) != nil {
		return filter, false
	}
	return filter, len(filter.All)+len(filter.Any) > 0
}

// leavesOut reports whether a record is surely none that may be chosen. What
// depends on who looks, or compares as is not known here, leaves nothing out.
func (l lookupFilter) leavesOut(r api.Record) bool {
	for _, c := range l.All {
		if holds, known := c.holds(r); known && !holds {
			return true
		}
	}
	for _, c := range l.Any {
		if holds, known := c.holds(r); holds || !known {
			return false
		}
	}
	return len(l.Any) > 0
}

// holds reports whether a condition holds of a record, as far as it is known.
func (c filterCondition) holds(r api.Record) (holds, known bool) {
	now, ok := filteredValue(r, c.Field)
	wanted := []api.Value{c.Value}
	if c.Value.IsArray() {
		wanted = c.Value.Elements()
	}
	for _, v := range wanted {
		if strings.ContainsAny(v.Text(), "{$") { // a value of the ticket or of who looks
			return false, false
		}
	}
	is := func(v api.Value) bool { return isOrHas(now, v) }
	switch c.Operator {
	case "is":
		return slices.ContainsFunc(wanted, is), ok
	case "is_not":
		return !slices.ContainsFunc(wanted, is), ok
	case "includes":
		return slices.ContainsFunc(wanted, is), ok && !now.IsString()
	case "not_includes":
		return !slices.ContainsFunc(wanted, is), ok && !now.IsString()
	case "present":
		return !now.IsEmpty(), ok && c.Value.Text() != "false"
	case "not_present":
		return now.IsEmpty(), ok
	}
	return compared(now, c.Value, c.Operator, ok)
}

// compared are the operators of numbers.
func compared(now, with api.Value, operator string, ok bool) (holds, known bool) {
	x, px := parseExact(now.Text())
	y, py := parseExact(with.Text())
	if !ok || px != "" || py != "" {
		return false, false
	}
	a, b := x.float(), y.float()
	switch operator {
	case "greater_than":
		return a > b, true
	case "greater_than_equal":
		return a >= b, true
	case "less_than":
		return a < b, true
	case "less_than_equal":
		return a <= b, true
	}
	return false, false
}

// filteredValue is what a filter's field is of a record, by the last part of
// its path: custom_object.car.custom_fields.color, or the record's own.
func filteredValue(r api.Record, path string) (v api.Value, ok bool) {
	switch key := path[strings.LastIndex(path, ".")+1:]; {
	case strings.Contains(path, "custom_fields.") || strings.Contains(path, fieldPrefix):
		v, ok = r.Fields[key]
		return v, ok
	case key == "name" || key == api.FieldName:
		return r.Name, true
	case key == "external_id" || key == api.FieldExternalID:
		return r.ExternalID, true
	}
	return api.Absent, false
}

// isOrHas reports whether a value is another, or has it among several.
func isOrHas(now, v api.Value) bool {
	if now.IsArray() {
		return slices.Contains(now.Strings(), v.Text())
	}
	return now.IsEmpty() && v.IsEmpty() || !now.IsEmpty() && (now.Text() == v.Text() || sameNumber(now.Text(), v.Text()))
}
