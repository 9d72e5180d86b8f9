package transfer

import (
	"fmt"
	"slices"
	"strings"

	"zco/api"
)

// fieldPrefix names a custom field whose key an attribute has already.
const fieldPrefix = "custom_object_fields."

// attribute is a column of every record that is no custom field.
type attribute struct {
	key, title string
	value      func(api.Record) api.Value
	text       func(api.Record) string // of the value, where it is at hand
}

var attributes = []attribute{
	textAttribute("id", "ID", func(r api.Record) string { return r.ID }),
	{"name", "Name", func(r api.Record) api.Value { return r.Name }, nil},
	{"external_id", "External ID", func(r api.Record) api.Value { return r.ExternalID }, nil},
	textAttribute("created_at", "Created at", func(r api.Record) string { return r.CreatedAt.Text }),
	textAttribute("updated_at", "Updated at", func(r api.Record) string { return r.UpdatedAt.Text }),
	textAttribute("created_by_user_id", "Created by", func(r api.Record) string { return r.CreatedByUserID }),
	textAttribute("updated_by_user_id", "Updated by", func(r api.Record) string { return r.UpdatedByUserID }),
	textAttribute("url", "URL", func(r api.Record) string { return r.URL }),
}

// textAttribute is one that is null where its text is empty.
func textAttribute(key, title string, text func(api.Record) string) attribute {
	return attribute{key, title, func(r api.Record) api.Value {
		if text(r) == "" {
			return api.Null
		}
		return api.String(text(r))
	}, text}
}

func attributeOf(key string) (attribute, bool) {
	at := slices.IndexFunc(attributes, func(a attribute) bool { return a.key == key })
	if at < 0 {
		return attribute{}, false
	}
	return attributes[at], true
}

// outColumn is a column of an export.
type outColumn struct {
	key, title string
	attribute  bool
	field      api.Field
	value      func(api.Record) api.Value
	text       func(api.Record) string // of the value, where it is at hand
}

// ColumnKeys are the columns that an export of the fields has when none are
// chosen: id, name, external_id, the fields in their order, then the dates
// and people.
func ColumnKeys(fields []api.Field) []string {
	keys := []string{"id", "name", "external_id"}
	custom := slices.DeleteFunc(slices.Clone(fields), isNameOrExternalID)
	slices.SortStableFunc(custom, func(a, b api.Field) int { return a.Position - b.Position })
	for _, f := range custom {
		keys = append(keys, columnKey(f.Key))
	}
	return append(keys, "created_at", "updated_at", "created_by_user_id", "updated_by_user_id")
}

func isNameOrExternalID(f api.Field) bool {
	return f.Key == api.FieldName || f.Key == api.FieldExternalID
}

// columnKey is the name of a custom field's column.
func columnKey(fieldKey string) string {
	if _, taken := attributeOf(fieldKey); taken {
		return fieldPrefix + fieldKey
	}
	return fieldKey
}

// outColumns resolves the columns asked for.
func outColumns(keys []string, fields []api.Field) ([]outColumn, error) {
	if len(keys) == 0 {
		keys = ColumnKeys(fields)
	}
	byKey := fieldsByKey(fields)
	columns := make([]outColumn, len(keys))
	for i, key := range keys {
		column, ok := outColumnOf(key, byKey)
		if !ok {
			return nil, fmt.Errorf("there is no column %q: choose among %s", key, strings.Join(ColumnKeys(fields), ", "))
		}
		columns[i] = column
	}
	return withFindableTitles(columns, fields), nil
}

func outColumnOf(key string, fields map[string]api.Field) (outColumn, bool) {
	switch key {
	case api.FieldName:
		key = "name"
	case api.FieldExternalID:
		key = "external_id"
	}
	if a, ok := attributeOf(key); ok {
		title := a.title
		if own := fields[api.StandardPrefix+key].Title; own != "" {
			title = own
		}
		return outColumn{key: key, title: title, attribute: true, value: a.value, text: a.text}, true
	}
	field, ok := fields[strings.TrimPrefix(key, fieldPrefix)]
	if !ok {
		return outColumn{}, false
	}
	value := func(r api.Record) api.Value { return r.Fields[field.Key] }
	return outColumn{key: columnKey(field.Key), title: field.Title, field: field, value: value}, true
}

// withFindableTitles writes "Title (key)" for titles by which an import would
// not find the column again: that several have, or that are another's key.
func withFindableTitles(columns []outColumn, fields []api.Field) []outColumn {
	find := newResolver(fields, nil)
	for i, c := range columns {
		for _, title := range []string{c.title, titleWithKey(c.title, c.key), c.key} {
			columns[i].title = title
			if found := find.target(title); found.key == c.key && title != "" {
				break
			}
		}
	}
	return columns
}

func titleWithKey(title, key string) string { return title + " (" + key + ")" }

func fold(text string) string { return strings.ToLower(strings.TrimSpace(text)) }
