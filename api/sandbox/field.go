package sandbox

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"time"
)

const (
	nameKey       = "standard::name"
	externalIDKey = "standard::external_id"
)

// field is one field of a custom object, in the order the service writes it.
type field struct {
	ID             int64          `json:"id"`
	Key            string         `json:"key"`
	Type           string         `json:"type"`
	Title          string         `json:"title"`
	RawTitle       string         `json:"raw_title"`
	Description    string         `json:"description"`
	RawDescription string         `json:"raw_description"`
	Active         bool           `json:"active"`
	System         bool           `json:"system"`
	Position       int            `json:"position"`
	Required       bool           `json:"required"`
	Readonly       bool           `json:"readonly"`
	Regexp         *string        `json:"regexp_for_validation"`
	Options        []option       `json:"custom_field_options,omitempty"`
	Tag            *string        `json:"tag,omitempty"`
	Target         string         `json:"relationship_target_type,omitempty"`
	Filter         map[string]any `json:"relationship_filter,omitempty"`
	Properties     map[string]any `json:"properties,omitempty"`
	CreatedAt      time.Time      `json:"created_at"`
	UpdatedAt      time.Time      `json:"updated_at"`
}

// option is one choice of a dropdown or multiselect field.
type option struct {
	ID       int64  `json:"id"`
	Name     string `json:"name"`
	RawName  string `json:"raw_name"`
	Value    string `json:"value"`
	Position int    `json:"position"`
}

func (f *field) standard() bool { return strings.HasPrefix(f.Key, "standard::") }

// rollup reports whether the field is computed from child records.
func (f *field) rollup() bool { return f.Properties["rollup_child_object"] != nil }

// searchable reports whether plain search looks at the field.
func (f *field) searchable() bool {
	return f.Type == typeText || f.Type == typeTextarea || f.Type == typeRegexp
}

// points reports whether the field holds the id of something else.
func (f *field) points() bool { return f.Type == typeLookup || f.Type == typeParent }

// targetObject is the key of the custom object a field points at, "" if it
// points elsewhere or nowhere.
func (f *field) targetObject() string {
	key, found := strings.CutPrefix(f.Target, "zen:custom_object:")
	if !found {
		return ""
	}
	return key
}

func (f *field) hasOption(value string) bool {
	return slices.ContainsFunc(f.Options, func(o option) bool { return o.Value == value })
}

// flag reads a boolean property.
func (f *field) flag(name string) bool {
	on, _ := f.Properties[name].(bool)
	return on
}

// text reads a string property.
func (f *field) property(name string) string {
	text, _ := f.Properties[name].(string)
	return text
}

// fieldAnswer is a field as it is sent.
type fieldAnswer struct {
	*field
	URL string `json:"url"`
}

// field returns a field by key or id, nil if there is none.
func (o *object) field(keyOrID string) *field {
	for _, f := range o.fields {
		if f.Key == keyOrID || keyOrID != "" && keyOrID[0] <= '9' && json.Number(keyOrID) == idNumber(f.ID) {
			return f
		}
	}
	return nil
}

// unique and numbered are the two special kinds of name fields.
func (o *object) unique() bool   { return o.field(nameKey).flag("is_unique") }
func (o *object) numbered() bool { return o.field(nameKey).flag("autoincrement_enabled") }

// bind joins the fields to the derived columns. Options that are gone take
// their values with them. Call it whenever the fields or their options change.
func (o *object) bind() {
	o.binding = map[string]column{}
	if o.base == nil {
		return
	}
	for _, f := range o.fields {
		c := o.base.columns[f.Key]
		if table, isTable := c.(*tableColumn); isTable && f.Options != nil {
			c = table.mapped(f.keepOptions)
		}
		if c != nil {
			o.binding[f.Key] = c
		}
	}
}

// keepOptions drops the tags of options that are gone.
func (f *field) keepOptions(v any) any {
	switch x := v.(type) {
	case string:
		if f.hasOption(x) {
			return x
		}
		return nil
	case nil:
		return nil
	}
	kept := slices.DeleteFunc(slices.Clone(tags(v)), func(tag string) bool { return !f.hasOption(tag) })
	if len(kept) == 0 {
		return nil
	}
	return kept
}

// tags reads the value of a multiselect field, also as JSON decodes it.
func tags(v any) []string {
	switch x := v.(type) {
	case []string:
		return x
	case string:
		return []string{x}
	case []any:
		out := make([]string, 0, len(x))
		for _, e := range x {
			if s, isString := e.(string); isString {
				out = append(out, s)
			}
		}
		return out
	}
	return nil
}

// addStandard puts the two fields that every object has in front.
func (o *object) addStandard(firstID int64, at time.Time, nameProperties map[string]any) {
	properties := map[string]any{"autoincrement_enabled": false, "is_unique": false}
	maps.Copy(properties, nameProperties)
	o.fields = append([]*field{
		{ID: firstID, Key: nameKey, Type: typeText, Title: "Name", RawTitle: "Name", Description: "Name", RawDescription: "Name", Active: true, Required: true, Properties: properties, CreatedAt: at, UpdatedAt: at},
		{ID: firstID + 1, Key: externalIDKey, Type: typeText, Title: "External ID", RawTitle: "External ID", Description: "External ID", RawDescription: "External ID", Active: true, CreatedAt: at, UpdatedAt: at},
	}, o.fields...)
	o.number()
}

// number writes the positions anew, in the order of the slice.
func (o *object) number() {
	for i, f := range o.fields {
		f.Position = i
	}
}
