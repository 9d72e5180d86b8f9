package transfer

import (
	"iter"
	"slices"
	"strings"

	"zco/api"
)

// FieldChange is what changes do to one field of one record.
type FieldChange struct {
	Field   string    `json:"field"`
	Before  api.Value `json:"before"`
	After   api.Value `json:"after"`
	Problem string    `json:"-"` // why it cannot be changed so; After is then Before
}

// Changes reports whether the field will be another than before.
func (f FieldChange) Changes() bool { return f.Problem == "" && !sameStored(f.After, f.Before) }

// Edit is what changes do to one record.
type Edit struct {
	Record api.Record
	Fields []FieldChange // in the order of the changes, each field once
}

// preview tells what changes do to a record.
func preview(r api.Record, changes []Change, fields map[string]api.Field) Edit {
	return Edit{Record: r, Fields: fieldChanges(func(key string) api.Value { return recordValue(r, key) }, changes, fields)}
}

// Preview tells what changes would do to a record whose values are those that
// value returns, by the service's keys. It asks nobody.
func Preview(value func(key string) api.Value, changes []Change, fields []api.Field) []FieldChange {
	return fieldChanges(value, changes, fieldsByKey(fields))
}

// fieldChanges tells what changes do. Several to one field are done one after
// the other.
func fieldChanges(value func(key string) api.Value, changes []Change, fields map[string]api.Field) (out []FieldChange) {
	for _, c := range changes {
		f := fields[c.Field]
		at := slices.IndexFunc(out, func(fc FieldChange) bool { return fc.Field == c.Field })
		if at < 0 {
			before := value(c.Field)
			out = append(out, FieldChange{Field: c.Field, Before: before, After: before})
			at = len(out) - 1
		}
		fc := &out[at]
		if fc.Problem != "" {
			continue
		}
		if fc.After, fc.Problem = c.apply(fc.After, f); fc.Problem != "" {
			fc.After = fc.Before
		}
	}
	return out
}

func fieldsByKey(fields []api.Field) map[string]api.Field {
	m := map[string]api.Field{
		api.FieldName:       {Key: api.FieldName, Type: api.TypeText, Required: true},
		api.FieldExternalID: {Key: api.FieldExternalID, Type: api.TypeText},
	}
	for _, f := range fields {
		m[f.Key] = f
	}
	return m
}

// Changes reports whether anything will change.
func (e Edit) Changes() bool {
	return e.Problem() == "" && slices.ContainsFunc(e.Fields, FieldChange.Changes)
}

// Problem says why the record cannot be changed; "" if it can. A record is
// changed as a whole or not at all.
func (e Edit) Problem() string {
	var parts []string
	for _, f := range e.Fields {
		if f.Problem != "" {
			parts = append(parts, f.Field+": "+f.Problem)
		}
	}
	return strings.Join(parts, "; ")
}

// Item is the edit as an item of a plan: the id and what changes.
func (e Edit) Item() Item {
	item := Item{Action: api.ActionUpdate, ID: e.Record.ID, Problem: e.Problem()}
	before := api.Record{ID: e.Record.ID, Name: e.Record.Name, UpdatedAt: e.Record.UpdatedAt}
	for _, f := range e.Fields {
		if f.Changes() {
			setPatch(&item.Patch, f.Field, f.After)
			setRecord(&before, f.Field, orNull(f.Before))
		}
	}
	item.Before = &before
	return item
}

func orNull(v api.Value) api.Value {
	if v.IsAbsent() {
		return api.Null
	}
	return v
}

// EditPlan is the plan of changes to records. Records that are so already are
// left out; those with a problem fail with it, unsent.
func EditPlan(object string, records iter.Seq2[api.Record, error], changes []Change, fields []api.Field) Plan {
	byKey := fieldsByKey(fields)
	words := make([]string, len(changes))
	for i, c := range changes {
		words[i] = c.String()
	}
	return Plan{Object: object, Title: strings.Join(words, ", "), Items: mapped(records, func(r api.Record) (Item, bool) {
		e := preview(r, changes, byKey)
		return e.Item(), e.Problem() != "" || e.Changes()
	})}
}

// DeletePlan is the plan of deleting records by their ids. The whole records
// are kept in the run's log, so that they can be made again.
func DeletePlan(object string, records iter.Seq2[api.Record, error]) Plan {
	return Plan{Object: object, Title: "delete records of " + object, Items: mapped(records, func(r api.Record) (Item, bool) {
		return Item{Action: api.ActionDelete, ID: r.ID, Before: &r}, true
	})}
}
