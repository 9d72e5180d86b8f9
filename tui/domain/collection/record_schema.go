package collection

import (
	"cmp"
	"context"
	"slices"

	"zco/api"
	"zco/tui/domain/field"
)

const madeByService = "made by the service"

// recordSchema reads the fields of an object.
//
// GET /api/v2/custom_objects/{custom_object_key}/fields?include_standard_fields=true
func recordSchema(ctx context.Context, c *api.Client, key string) (*Schema, error) {
	given, err := listAll(c.AllFields(ctx, key))
	if err != nil {
		return nil, err
	}
	return RecordSchema(given), nil
}

// RecordSchema is the fields of records of an object whose own fields are
// given, the name first and the properties that the service keeps last.
func RecordSchema(given []api.Field) *Schema {
	name := Field{Key: "name", Title: "Name", Type: field.Text, Required: true, System: true}
	external := Field{Key: "external_id", Title: "External ID", Type: field.Text, System: true}
	auto, unique := false, false
	var custom []Field
	slices.SortStableFunc(given, func(a, b api.Field) int { return a.Position - b.Position })
	for _, g := range given {
		switch g.Key {
		case api.FieldName:
			name.Title, name.Description = cmp.Or(g.Title, name.Title), g.Description
			auto, unique = g.Autonumbered(), g.Unique()
		case api.FieldExternalID:
			external.Title, external.Description = cmp.Or(g.Title, external.Title), g.Description
		default:
			custom = append(custom, customField(g))
		}
	}
	name.Unique = unique
	if auto {
		name.Locked, name.Required = "numbered by the service", false
	}
	fields := append([]Field{name}, custom...)
	fields = append(fields, external,
		Field{Key: "id", Title: "ID", Type: field.Text, Locked: madeByService, System: true, Hidden: true},
		Field{Key: "created_at", Title: "Created", Type: field.DateTime, Locked: madeByService, System: true, Hidden: true},
		Field{Key: "created_by_user_id", Title: "Created by", Type: field.Lookup, Target: "zen:user", Locked: madeByService, System: true, Hidden: true},
		Field{Key: "updated_at", Title: "Updated", Type: field.DateTime, Locked: madeByService, System: true},
		Field{Key: "updated_by_user_id", Title: "Updated by", Type: field.Lookup, Target: "zen:user", Locked: madeByService, System: true, Hidden: true},
		Field{Key: "photo", Title: "Photo", Type: field.Photo, Locked: "photos are changed in the web interface", System: true, Hidden: true},
		Field{Key: "url", Title: "Address", Type: field.Text, Locked: madeByService, System: true, Hidden: true},
	)
	s := NewSchema(fields)
	s.Given, s.UniqueName = given, unique
	return s
}

func customField(g api.Field) Field {
	f := Field{
		Key: CustomPrefix + g.Key, ID: g.ID, Title: cmp.Or(g.Title, g.Key), Description: g.Description,
		Given: string(g.Type), Required: g.Required, Pattern: g.Regexp, Target: g.Target,
	}
	known := false
	if f.Type, known = field.Named(string(g.Type)); !known {
		f.Type, f.Locked = field.JSON, "zco does not know the type "+string(g.Type)+" and leaves it alone"
	}
	switch {
	case g.ReadOnly || len(g.Properties["rollup_aggregation_type"]) > 0:
		f.Locked, f.Required = "computed by the service", false
	case !g.Active:
		f.Locked, f.Required, f.Hidden = "the field is inactive", false, true
	}
	for _, o := range g.Options {
		f.Options = append(f.Options, Option{Value: o.Value, Title: cmp.Or(o.Name, o.Value)})
	}
	f.MaxLength = f.Type.MaxLength
	return f
}
