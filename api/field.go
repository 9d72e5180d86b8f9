package api

import (
	"cmp"
	"context"
	"net/url"
	"slices"
	"strings"
)

// The two fields every custom object has.
const (
	StandardPrefix  = "standard::"
	FieldName       = "standard::name"
	FieldExternalID = "standard::external_id"
)

// Field is a field of a custom object.
type Field struct {
	Original
	ID             string           `json:"id"` // digits
	Key            string           `json:"key"`
	Type           FieldType        `json:"type"`
	Title          string           `json:"title"`
	RawTitle       string           `json:"raw_title"`
	Description    string           `json:"description"`
	RawDescription string           `json:"raw_description"`
	Position       int              `json:"position"`
	Active         bool             `json:"active"`
	Required       bool             `json:"required"` // must have a value when a record is created or updated
	System         bool             `json:"system"`   // only active and position can be changed
	ReadOnly       bool             `json:"readonly"` // computed, such as a roll-up
	Regexp         string           `json:"regexp_for_validation"`
	Tag            string           `json:"tag"`                      // of a checkbox
	Options        []FieldOption    `json:"custom_field_options"`     // of a dropdown or multiselect
	Target         string           `json:"relationship_target_type"` // of a lookup or parent: zen:user, zen:custom_object:KEY and so on
	TargetFilter   Value            `json:"relationship_filter"`      // of a lookup: {"all":[...],"any":[...]}
	Properties     map[string]Value `json:"properties"`
	CreatedAt      Timestamp        `json:"created_at"`
	UpdatedAt      Timestamp        `json:"updated_at"`
	URL            string           `json:"url"`
}

// FieldOption is one choice of a dropdown or multiselect. Value is what a
// record holds, Name what a person reads.
type FieldOption struct {
	ID       string `json:"id"` // digits; "" for one that is not made yet
	Name     string `json:"name"`
	RawName  string `json:"raw_name"`
	Value    string `json:"value"`
	Position int    `json:"position"`
}

// UnmarshalJSON reads the field as the service writes it.
func (f *Field) UnmarshalJSON(data []byte) error { return readObject(data, f) }

// UnmarshalJSON reads the option as the service writes it.
func (o *FieldOption) UnmarshalJSON(data []byte) error { return readObject(data, o) }

// IsStandard reports whether every object has this field: the record's own
// name or external id.
func (f Field) IsStandard() bool { return strings.HasPrefix(f.Key, StandardPrefix) }

// Autonumbered reports whether the service makes up the names of records, so
// that none may be sent. Of the name field.
func (f Field) Autonumbered() bool { return f.Properties["autoincrement_enabled"] == "true" }

// Unique reports whether no two records may have the same name, which setting
// and deleting by name ask for. Of the name field.
func (f Field) Unique() bool { return f.Properties["is_unique"] == "true" }

// FieldPatch is what to set of a field; what is Absent is not sent. Key and
// Type are taken on creation only. Options must list every option to keep
// (see OptionsValue): one left out is removed, from the records too.
type FieldPatch struct {
	Key          Value `json:"key,omitzero"`
	Type         Value `json:"type,omitzero"`
	Title        Value `json:"title,omitzero"`
	Description  Value `json:"description,omitzero"`
	Active       Value `json:"active,omitzero"`
	Required     Value `json:"required,omitzero"`
	Position     Value `json:"position,omitzero"`
	Regexp       Value `json:"regexp_for_validation,omitzero"`
	Tag          Value `json:"tag,omitzero"`
	Options      Value `json:"custom_field_options,omitzero"`
	Target       Value `json:"relationship_target_type,omitzero"`
	TargetFilter Value `json:"relationship_filter,omitzero"`
	Properties   Value `json:"properties,omitzero"`
}

// OptionsValue writes options as a FieldPatch takes them: those that exist
// with their ids, a new one beside them with the id null. The reference's prose
// says "null" and its schema a number; clients in use send JSON's null to change
// a field, and no id at all to make one, as do the options of a new field here.
func OptionsValue(options []FieldOption) Value {
	beside := slices.ContainsFunc(options, func(o FieldOption) bool { return o.ID != "" })
	return arrayOf(options, func(o FieldOption) Value {
		id, name := Absent, o.Name
		switch {
		case o.ID != "":
			id, name = `"id":`+ID(o.ID)+`,`, cmp.Or(o.RawName, o.Name)
		case beside:
			id = `"id":null,`
		}
		return `{` + id + `"name":` + String(name) + `,"value":` + String(o.Value) + `}`
	})
}

// ListFields lists the fields of a custom object, the standard ones first.
//
// GET /api/v2/custom_objects/{custom_object_key}/fields?include_standard_fields=true
// https://developer.zendesk.com/api-reference/custom-data/custom-objects/custom_object_fields/
func (c *Client) ListFields(ctx context.Context, objectKey string, o ListOptions) (Page[Field], *Response, error) {
	op := get("custom_objects", objectKey, "fields")
	op.query = url.Values{"include_standard_fields": {"true"}}
	return doPage[Field](ctx, c, op, "custom_object_fields", o)
}

// ShowField returns one field by its key or id.
//
// GET /api/v2/custom_objects/{custom_object_key}/fields/{key_or_id}
// https://developer.zendesk.com/api-reference/custom-data/custom-objects/custom_object_fields/
func (c *Client) ShowField(ctx context.Context, objectKey, keyOrID string) (Field, *Response, error) {
	return call(ctx, c, get("custom_objects", objectKey, "fields", keyOrID), under[Field]("custom_object_field"))
}

// CreateField makes a field; key and title must be given, and the type is
// text if it is not. At most 100 fields for each object. Admins only.
//
// POST /api/v2/custom_objects/{custom_object_key}/fields
// https://developer.zendesk.com/api-reference/custom-data/custom-objects/custom_object_fields/
func (c *Client) CreateField(ctx context.Context, objectKey string, p FieldPatch) (Field, *Response, error) {
	return call(ctx, c, post(wrap("custom_object_field", p), "custom_objects", objectKey, "fields"), under[Field]("custom_object_field"))
}

// UpdateField changes what is given of a field. Admins only.
//
// PATCH /api/v2/custom_objects/{custom_object_key}/fields/{key_or_id}
// https://developer.zendesk.com/api-reference/custom-data/custom-objects/custom_object_fields/
func (c *Client) UpdateField(ctx context.Context, objectKey, keyOrID string, p FieldPatch) (Field, *Response, error) {
	return call(ctx, c, patch(wrap("custom_object_field", p), "custom_objects", objectKey, "fields", keyOrID), under[Field]("custom_object_field"))
}

// DeleteField deletes a field, and its values in all records. Admins only.
//
// DELETE /api/v2/custom_objects/{custom_object_key}/fields/{key_or_id}
// https://developer.zendesk.com/api-reference/custom-data/custom-objects/custom_object_fields/
func (c *Client) DeleteField(ctx context.Context, objectKey, keyOrID string) (*Response, error) {
	return c.do(ctx, del("custom_objects", objectKey, "fields", keyOrID))
}

// ReorderFields puts the fields with these ids into this order. Admins only.
//
// PUT /api/v2/custom_objects/{custom_object_key}/fields/reorder
// https://developer.zendesk.com/api-reference/custom-data/custom-objects/custom_object_fields/
func (c *Client) ReorderFields(ctx context.Context, objectKey string, fieldIDs []string) (*Response, error) {
	return c.do(ctx, put(wrap("custom_object_field_ids", IDs(fieldIDs)), "custom_objects", objectKey, "fields", "reorder"))
}

// FieldLimit tells how many fields an object has and may have.
//
// GET /api/v2/custom_objects/{custom_object_key}/limits/field_limit
// https://developer.zendesk.com/api-reference/custom-data/custom-objects/custom_object_fields/
func (c *Client) FieldLimit(ctx context.Context, objectKey string) (Limit, *Response, error) {
	return call(ctx, c, get("custom_objects", objectKey, "limits", "field_limit"), whole[Limit])
}
