package collection

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"zco/api"
	"zco/tui/domain/field"
)

// propertyPrefix is before the names of a field's properties.
const propertyPrefix = "properties."

// fieldTypes are the types that a new field may have.
func fieldTypes() []Option {
	return each(field.Types(), func(t *field.Type) Option { return Option{Value: t.Name, Title: t.Words} })
}

// definitionSchema has the custom objects of the account as targets.
//
// GET /api/v2/custom_objects
func definitionSchema(ctx context.Context, c *api.Client) (*Schema, error) {
	objects, missing := apart(ctx, "the other custom objects", func(ctx context.Context) ([]api.Object, error) { return listAll(c.AllObjects(ctx)) })
	targets := []Option{
		{Value: api.TargetUser, Title: "people"}, {Value: api.TargetOrganization, Title: "organizations"}, {Value: api.TargetTicket, Title: "tickets"},
		{Value: "zen:article", Title: "articles"}, {Value: "zen:brand", Title: "brands"},
	}
	for _, o := range objects {
		targets = append(targets, Option{Value: api.TargetObject(o.Key), Title: cmp.Or(o.TitlePluralized, o.Title, o.Key)})
	}
	return NewSchema(madeFields(definitionFields(targets)...)).lacking(missing), nil
}

// definitionFields are the fields of a field's definition.
func definitionFields(targets []Option) []Field {
	const stays = "it is fixed when the field is made"
	return slices.Concat([]Field{
		{Key: "title", Title: "Title", Type: field.Text, Required: true},
		{
			Key: "key", Title: "Key", Type: field.Regexp, Required: true, Create: true, Locked: stays,
			Pattern: `\A[A-Za-z0-9_]*[A-Za-z_][A-Za-z0-9_]*\z`, Description: "letters, digits and underscores, not only digits",
		},
		{Key: "type", Title: "Type", Type: field.Dropdown, Options: fieldTypes(), Required: true, Create: true, Locked: stays},
		{Key: "position", Title: "Position", Type: field.Integer, Locked: "moved with: up, down, to a position"},
		{Key: "active", Title: "Active", Type: field.Checkbox},
		{Key: "required", Title: "Required", Type: field.Checkbox},
		{Key: "description", Title: "Description", Type: field.TextArea},
		{Key: "options", Title: "Options", Type: field.TextArea, Description: "Title = tag, one a line; of a dropdown or multiselect; a line left out takes its values from the records"},
		{Key: "regexp_for_validation", Title: "Pattern (Ruby)", Type: field.Text, MaxLength: 255, Hidden: true},
		{Key: "tag", Title: "Tag", Type: field.Text, Description: "of a checkbox", Hidden: true},
		{Key: "relationship_target_type", Title: "Related object", Type: field.Dropdown, Options: targets, Create: true, Locked: stays},
		{Key: "filter", Title: "Lookup filter", Type: field.TextArea, Description: `as JSON: {"all":[{"field":…,"operator":…,"value":…}],"any":[]}`},
		{Key: propertyPrefix + "autoincrement_enabled", Title: "Auto-number", Type: field.Checkbox, Group: "Properties", Hidden: true},
		{Key: propertyPrefix + "autoincrement_prefix", Title: "Prefix", Type: field.Text, MaxLength: 30, Group: "Properties", Hidden: true},
		{Key: propertyPrefix + "autoincrement_padding", Title: "Digits of the number", Type: field.Integer, Group: "Properties", Hidden: true},
		{Key: propertyPrefix + "autoincrement_next_sequence", Title: "Next number", Type: field.Integer, Group: "Properties", Hidden: true},
		{Key: propertyPrefix + "is_unique", Title: "Unique", Type: field.Checkbox, Group: "Properties", Hidden: true},
	}, typeProperties(), []Field{
		{Key: propertyPrefix + "rollup_child_object", Title: "Roll-up of", Type: field.Dropdown, Options: targets, Group: "Properties", Hidden: true},
		{Key: propertyPrefix + "rollup_aggregation_type", Title: "Roll-up counts", Type: field.Dropdown, Options: []Option{
			{Value: "COUNT", Title: "how many"}, {Value: "SUM", Title: "the sum"}, {Value: "MIN", Title: "the least"}, {Value: "MAX", Title: "the greatest"},
		}, Group: "Properties", Hidden: true},
		{Key: propertyPrefix + "rollup_aggregated_field", Title: "Roll-up field", Type: field.Text, Group: "Properties", Hidden: true},
		{Key: "system", Title: "The service's own", Type: field.Checkbox, Locked: madeByService, System: true, Hidden: true},
	})
}

// typeProperties are the fields of properties that only one type has.
func typeProperties() []Field {
	var out []Field
	for _, t := range field.Types() {
		for _, p := range t.Properties {
			f := p.Field
			f.Key, f.Group, f.Hidden = propertyPrefix+f.Key, "Properties", true
			out = append(out, f)
		}
	}
	return out
}

// typeProperty is a property that only one type has, if one has it.
func typeProperty(name string) (p field.Property, ok bool) {
	for _, t := range field.Types() {
		if i := slices.IndexFunc(t.Properties, func(p field.Property) bool { return p.Field.Key == name }); i >= 0 {
			return t.Properties[i], true
		}
	}
	return p, false
}

// fieldItem is a field's definition as a row. Options are lines of text, so
// that they can be edited, moved and pasted as such.
func fieldItem(f api.Field) Item {
	set := map[string]Value{
		"id": api.String(f.ID), "position": api.Int(int64(f.Position)),
		"options": Absent, "filter": filterValue(f.TargetFilter),
	}
	r := rendering{set: set}
	r.add("title", f.RawTitle, f.Title)
	r.add("description", f.RawDescription, f.Description)
	if len(f.Options) > 0 {
		set["options"] = api.String(optionLines(f.Options))
	}
	for name, v := range f.Properties {
		if p, ok := typeProperty(name); ok {
			v = p.Read(v)
		}
		set[propertyPrefix+name] = v
	}
	return Item{ID: f.ID, Name: cmp.Or(f.Title, f.Key), Version: version(f.UpdatedAt, f.Position), Raw: f.Raw, Values: rowValues(f.Raw, set), Rendered: r.rendered}
}

func filterValue(v Value) Value {
	if v.IsEmpty() || v == "{}" {
		return Absent
	}
	return api.String(string(v))
}

// optionLines writes options one a line: "Title = tag".
func optionLines(options []api.FieldOption) string {
	return strings.Join(each(options, func(o api.FieldOption) string { return cmp.Or(o.RawName, o.Name) + " = " + o.Value }), "\n")
}

// parseOptions reads options written one a line and gives those that stay the
// id they have: by their tag, or by their title where only the tag was
// changed. A line without a tag makes one of the title.
func parseOptions(text string, old []api.FieldOption) ([]api.FieldOption, error) {
	var out []api.FieldOption
	byTag := map[string]bool{}
	for _, line := range lines(text) {
		title, tag := line, tagOf(line)
		if i := strings.LastIndex(line, "="); i >= 0 {
			title, tag = strings.TrimSpace(line[:i]), strings.TrimSpace(line[i+1:])
		}
		switch {
		case title == "" || tag == "":
			return nil, refuse("options", fmt.Sprintf("%q is no option: write Title = tag", line))
		case byTag[tag]:
			return nil, refuse("options", "two options have the tag "+tag)
		}
		byTag[tag] = true
		out = append(out, api.FieldOption{Name: title, Value: tag})
	}
	keepIDs(out, old)
	return out, nil
}

func keepIDs(options, old []api.FieldOption) {
	taken := map[string]bool{}
	match := func(same func(o, was api.FieldOption) bool) {
		for i := range options {
			for _, was := range old {
				if options[i].ID == "" && was.ID != "" && !taken[was.ID] && same(options[i], was) {
					options[i].ID, options[i].RawName = was.ID, options[i].Name
					taken[was.ID] = true
				}
			}
		}
	}
	match(func(o, was api.FieldOption) bool { return o.Value == was.Value })
	match(func(o, was api.FieldOption) bool { return o.Name == was.Name || o.Name == was.RawName })
}

// tagOf makes a tag of a title, as the web interface does.
func tagOf(title string) string {
	return strings.Join(strings.Fields(strings.ToLower(title)), "_")
}

// needsField reports whether a change must know what the field has now.
func needsField(p Patch) bool {
	for key := range p {
		if key == "options" || strings.HasPrefix(key, propertyPrefix) {
			return true
		}
	}
	return false
}

// fieldPatch is a patch as the field endpoints take it. Properties are sent
// whole, with what changed.
func fieldPatch(now api.Field, p Patch) (api.FieldPatch, error) {
	out := api.FieldPatch{
		Title: p["title"], Description: textOrEmpty(p["description"]), Active: p["active"], Required: p["required"],
		Regexp: p["regexp_for_validation"], Tag: p["tag"],
	}
	if v, ok := p["options"]; ok && !v.IsAbsent() {
		options, err := parseOptions(v.Text(), now.Options)
		if err != nil {
			return out, err
		}
		out.Options = api.OptionsValue(options)
	}
	if v, ok := p["filter"]; ok && !v.IsAbsent() {
		parsed, err := api.ParseValue([]byte(cmp.Or(v.Text(), "{}")))
		if err != nil || !parsed.IsObject() {
			return out, refuse("filter", `the filter is JSON: {"all":[],"any":[]}`)
		}
		out.TargetFilter = parsed
	}
	out.Properties = properties(now.Properties, p)
	return out, nil
}

// properties are those of a field with what changed; Absent for no change.
func properties(now map[string]Value, p Patch) Value {
	merged, changed := map[string]Value{}, false
	maps.Copy(merged, now)
	for key, v := range p {
		name, ok := strings.CutPrefix(key, propertyPrefix)
		if !ok || v.IsAbsent() || v.IsNull() && now[name].IsEmpty() {
			continue
		}
		if p, ok := typeProperty(name); ok {
			v = p.Write(v)
		}
		merged[name], changed = v, true
	}
	if !changed {
		return Absent
	}
	return step("", "", merged).Body
}
