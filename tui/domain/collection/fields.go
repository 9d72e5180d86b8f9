package collection

import (
	"context"
	"slices"
	"strings"

	"zco/api"
	"zco/tui/domain/field"
	"zco/tui/domain/number"
)

// FieldsOf is the collection of the fields of one custom object, the standard
// ones first.
func FieldsOf(key string) *Collection {
	return &Collection{
		ID: fieldsPrefix + key, Family: familyObjects, Group: GroupAccount, Title: "Fields of " + key, Singular: "Field",
		Note: "the fields of the records of " + key, Address: "/admin/objects-rules/custom-objects/objects/" + key + "/fields/{id}",
		ListSorts: keysOf(definitionFields(nil)), SearchSorts: keysOf(definitionFields(nil)), Searchable: true, SchemaOf: RecordsID(key),
		Schema: definitionSchema,
		List:   listWith(listIn(key, (*api.Client).AllFields), fieldItem, "key", "type", "description"),
		Get:    getWith(in(key, (*api.Client).ShowField), fieldItem),
		Create: func(ctx context.Context, c *api.Client, p Patch) (Item, error) {
			patch, err := fieldPatch(api.Field{Type: api.FieldType(p["type"].Text())}, p)
			if err != nil {
				return Item{}, err
			}
			patch.Key, patch.Type, patch.Target = p["key"], p["type"], p["relationship_target_type"]
			f, _, err := c.CreateField(ctx, key, patch)
			return fieldItem(f), err
		},
		Update: func(ctx context.Context, c *api.Client, id string, p Patch) (Item, error) {
			return updateField(ctx, c, key, id, p)
		},
		Delete:   deleteIn(key, (*api.Client).DeleteField),
		Template: fieldTemplate, Applies: fieldApplies, Propose: proposeForField, ReadOnlyReason: fieldReadOnly,
		UndeletableReason: func(it Item) string {
			switch {
			case isStandard(it):
				return "every object has this field"
			case isTrue(it, "system"):
				return "it is one of the service's own fields: deactivate it instead"
			}
			return ""
		},
		DeleteImpact: func(ctx context.Context, c *api.Client, items []Item) (Impact, error) {
			where := "all records"
			if n, known := countApart(ctx, c, key); known {
				where = number.Of(n, "record", "records")
			}
			return Impact{
				Warning:     "The values of " + namesOf(items) + " in " + where + " are lost for good. Deactivating keeps them.",
				ConfirmText: first(items).Value("key").Text(),
			}, nil
		},
		Verbs: fieldVerbs(key),
	}
}

func isStandard(it Item) bool {
	return strings.HasPrefix(it.Value("key").Text(), api.StandardPrefix)
}

// updateField reads the field first where the change must keep what it has:
// options their ids, properties each other.
func updateField(ctx context.Context, c *api.Client, key, id string, p Patch) (Item, error) {
	var now api.Field
	if needsField(p) {
		var err error
		if now, _, err = c.ShowField(ctx, key, id); err != nil {
			return Item{}, err
		}
	}
	patch, err := fieldPatch(now, p)
	if err != nil {
		return Item{}, err
	}
	f, _, err := c.UpdateField(ctx, key, id, patch)
	return fieldItem(f), err
}

func fieldTemplate(from Item) Patch {
	p := Patch{"title": api.String("Copy of " + from.Name), "key": api.String(from.Value("key").Text() + "_copy")}
	for key, v := range from.Values {
		switch _, property := strings.CutPrefix(key, propertyPrefix); {
		case property, key == "type", key == "description", key == "required", key == "regexp_for_validation", key == "options",
			key == "relationship_target_type", key == "filter":
			p[key] = v
		}
	}
	return p
}

// fieldReadOnly tells which properties do not go with the type of a field.
func fieldReadOnly(it Item, key string) string {
	if why := notOfItsType(it.Value("type").Text(), key); why != "" {
		return why
	}
	switch key {
	case "active", "required":
		if isStandard(it) {
			return "a standard field stays as it is"
		}
	}
	if ofName(key) && it.Value("key").Text() != api.FieldName {
		return "only the name of records has it"
	}
	if isTrue(it, "system") && key != "active" {
		return "it is one of the service's own fields: only whether it is active can be changed"
	}
	return ""
}

// fieldApplies reports whether a setting goes with the type of a field.
func fieldApplies(value func(key string) Value, key string) bool {
	name := value("type").Text()
	switch {
	case key == "relationship_target_type":
		return slices.ContainsFunc(field.Types(), func(t *field.Type) bool { return t.Relates && t.Name == name })
	case ofName(key):
		return value("key").Text() == api.FieldName
	case strings.HasPrefix(key, propertyPrefix+"rollup_"):
		return name == string(api.TypeInteger) || name == string(api.TypeDecimal)
	}
	return notOfItsType(name, key) == ""
}

// ofName reports whether a property is one of the name of records only.
func ofName(key string) bool {
	name, ok := strings.CutPrefix(key, propertyPrefix)
	return ok && (strings.HasPrefix(name, "autoincrement_") || name == "is_unique")
}

// notOfItsType says which types of fields have a setting, where the type with
// this name is none of them.
func notOfItsType(name, key string) string {
	var have []string
	for _, t := range field.Types() {
		has := slices.Contains(t.Settings, key) ||
			slices.ContainsFunc(t.Properties, func(p field.Property) bool { return propertyPrefix+p.Field.Key == key })
		if has && t.Name == name {
			return ""
		}
		if has {
			have = append(have, t.Name)
		}
	}
	if len(have) == 0 {
		return ""
	}
	return "only " + strings.Join(have, " and ") + " fields have it"
}
