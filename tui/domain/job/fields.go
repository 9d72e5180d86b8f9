package job

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"

	"zco/api"
	"zco/api/transfer"
	"zco/tui/domain/collection"
)

// Kinds returns what can be done with a field in many rows, in the order in
// which to offer it.
func Kinds(f collection.Field) []ChangeKind {
	return transfer.Kinds(api.Field{
		Key: FieldKey(f), Type: api.FieldType(cmp.Or(f.Given, f.Type.String())), Required: f.Required, ReadOnly: f.Locked != "",
	})
}

// standardKeys are the service's keys of the fields that all records have, by
// those of the schema.
var standardKeys = map[string]string{"name": api.FieldName, "external_id": api.FieldExternalID}

// FieldKey is the key of a field as the service's own fields have it.
func FieldKey(f collection.Field) string {
	key, custom := f.Custom()
	if full, standard := standardKeys[key]; standard && !custom {
		return full
	}
	return key
}

// SchemaKey is the key in the schema of a field by the service's own.
func SchemaKey(key string) string {
	for short, full := range standardKeys {
		if key == full {
			return short
		}
	}
	return collection.CustomPrefix + key
}

// ColumnKey is the name of a field's column in a file: without the prefix of
// custom fields, where that is enough.
func ColumnKey(s *collection.Schema, f collection.Field) string {
	key, custom := f.Custom()
	if _, clash := s.Field(key); custom && clash {
		return f.Key
	}
	return key
}

// fields returns the fields of an object, with the standard ones.
func (r *Runner) fields(ctx context.Context, object string) ([]api.Field, error) {
	s, err := r.o.Schema(ctx, collection.Records(api.Object{Key: object}))
	if err != nil {
		return nil, err
	}
	return s.Given, nil
}

// Fields lists what an item sets, by the schema's keys, in their order.
func Fields(i Item) []transfer.FieldChange {
	var out []transfer.FieldChange
	add := func(key string, was, will api.Value) {
		if !will.IsAbsent() {
			out = append(out, transfer.FieldChange{Field: key, Before: was, After: will})
		}
	}
	was := api.Record{}
	if i.Before != nil {
		was = *i.Before
	}
	add("name", was.Name, i.Patch.Name)
	add("external_id", was.ExternalID, i.Patch.ExternalID)
	for _, key := range slices.Sorted(maps.Keys(i.Patch.Fields)) {
		add(collection.CustomPrefix+key, was.Fields[key], i.Patch.Fields[key])
	}
	return out
}

// Creates reports whether an item makes a new row.
func Creates(i Item) bool {
	switch i.Action {
	case api.ActionUpdate, api.ActionDelete, api.ActionDeleteByExternalID:
		return false
	}
	return i.Before == nil
}

func deletes(i Item) bool {
	return i.Action == api.ActionDelete || i.Action == api.ActionDeleteByExternalID
}

// Preview tells what changes would do to a row as it is known here, field by
// field, in the order of the changes. It asks nobody: a review reads the rows
// again.
func Preview(s *collection.Schema, it collection.Item, changes []Change) []transfer.FieldChange {
	return transfer.Preview(func(key string) api.Value { return it.Value(SchemaKey(key)) }, changes, s.Given)
}

// Name is what the row of an item is called, as far as that is known.
func Name(i Item) string {
	name := i.Patch.Name.Text()
	if i.Before != nil {
		name = cmp.Or(i.Before.Name.Text(), name)
	}
	if name == "" && i.ID == "" && i.Row > 0 {
		return fmt.Sprintf("row %d", i.Row)
	}
	return cmp.Or(name, i.ID)
}
