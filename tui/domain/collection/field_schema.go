package collection

import (
	"context"
	"fmt"
	"strings"

	"zco/api"
)

// propertyPrefix is before the names of a field's properties.
const propertyPrefix = "properties."

var fieldTypes = []Option{
	{"text", "text"}, {"textarea", "text of many lines"}, {"regexp", "text after a pattern"}, {"checkbox", "yes or no"},
	{"integer", "whole number"}, {"decimal", "decimal number"}, {"currency", "amount of money"}, {"date", "date"},
	{"dropdown", "one of some options"}, {"multiselect", "several of some options"}, {"lookup", "relation"}, {"parent", "belongs to"},
}

// definitionSchema has the custom objects of the account as targets.
//
// GET /api/v2/custom_objects
func definitionSchema(ctx context.Context, c *api.Client) (*Schema, error) {
	objects, err := all(ctx, c.ListObjects)
	targets := []Option{
		{api.TargetUser, "people"}, {api.TargetOrganization, "organizations"}, {api.TargetTicket, "tickets"},
		{"zen:article", "articles"}, {"zen:brand", "brands"},
	}
	for _, o := range objects {
		targets = append(targets, Option{api.TargetObject(o.Key), orElse(o.TitlePluralized, o.Title, o.Key)})
	}
	return NewSchema(madeFields(definitionFields(targets)...)), err
}

// definitionFields are the fields of a field's definition.
func definitionFields(targets []Option) []Field {
	const stays = "it is fixed when the field is made"
	return []Field{
		{Key: "title", Title: "Title", Type: Text, Required: true},
		{
			Key: "key", Title: "Key", Type: Regexp, Required: true, Create: true, Locked: stays,
			Pattern: `\A[A-Za-z0-9_]*[A-Za-z_][A-Za-z0-9_]*\z`, Description: "letters, digits and underscores, not only digits",
		},
		{Key: "type", Title: "Type", Type: Dropdown, Options: fieldTypes, Required: true, Create: true, Locked: stays},
		{Key: "position", Title: "Position", Type: Integer, Locked: "moved with: up, down, to a position"},
		{Key: "active", Title: "Active", Type: Checkbox},
		{Key: "required", Title: "Required", Type: Checkbox},
		{Key: "description", Title: "Description", Type: TextArea},
		{Key: "options", Title: "Options: Title = tag, one a line", Type: TextArea, Description: "of a dropdown or multiselect; a line left out takes its values from the records"},
		{Key: "regexp_for_validation", Title: "Pattern (Ruby)", Type: Text, MaxLength: 255, Hidden: true},
		{Key: "tag", Title: "Tag", Type: Text, Description: "of a checkbox", Hidden: true},
		{Key: "relationship_target_type", Title: "Points at", Type: Dropdown, Options: targets, Create: true, Locked: stays},
		{Key: "filter", Title: "Filter of what it points at", Type: TextArea, Description: `as JSON: {"all":[{"field":…,"operator":…,"value":…}],"any":[]}`},
		{Key: propertyPrefix + "autoincrement_enabled", Title: "Numbered by the service", Type: Checkbox, Group: "Properties", Hidden: true},
		{Key: propertyPrefix + "autoincrement_prefix", Title: "Before the number", Type: Text, MaxLength: 30, Group: "Properties", Hidden: true},
		{Key: propertyPrefix + "autoincrement_padding", Title: "Digits of the number", Type: Integer, Group: "Properties", Hidden: true},
		{Key: propertyPrefix + "autoincrement_next_sequence", Title: "Next number", Type: Integer, Group: "Properties", Hidden: true},
		{Key: propertyPrefix + "is_unique", Title: "Unique", Type: Checkbox, Group: "Properties", Hidden: true},
		{Key: propertyPrefix + "allowed_currencies", Title: "Currency (three letters)", Type: Text, Group: "Properties", Hidden: true},
		{Key: propertyPrefix + "rollup_child_object", Title: "Roll-up of", Type: Dropdown, Options: targets, Group: "Properties", Hidden: true},
		{Key: propertyPrefix + "rollup_aggregation_type", Title: "Roll-up counts", Type: Dropdown, Options: []Option{
			{"COUNT", "how many"}, {"SUM", "the sum"}, {"MIN", "the least"}, {"MAX", "the greatest"},
		}, Group: "Properties", Hidden: true},
		{Key: propertyPrefix + "rollup_aggregation_field", Title: "Roll-up field", Type: Text, Group: "Properties", Hidden: true},
		{Key: "system", Title: "The service's own", Type: Checkbox, Locked: madeByService, System: true, Hidden: true},
	}
}

// fieldItem is a field's definition as a row. Options are lines of text, so
// that they can be edited, moved and pasted as such.
func fieldItem(f api.Field) Item {
	set := map[string]Value{
		"id": api.String(f.ID), "title": api.String(orElse(f.RawTitle, f.Title)),
		"description": api.String(orElse(f.RawDescription, f.Description)), "position": api.Int(int64(f.Position)),
		"options": Absent, "filter": filterValue(f.TargetFilter),
	}
	if len(f.Options) > 0 {
		set["options"] = api.String(optionLines(f.Options))
	}
	for name, v := range f.Properties {
		if name == "allowed_currencies" {
			v = api.String(strings.Join(v.Strings(), ", "))
		}
		set[propertyPrefix+name] = v
	}
	return Item{ID: f.ID, Name: orElse(f.Title, f.Key), Version: version(f.UpdatedAt, f.Position), Values: rowValues(f.Raw, set)}
}

func filterValue(v Value) Value {
	if v.IsEmpty() || v == "{}" {
		return Absent
	}
	return api.String(string(v))
}

// optionLines writes options one a line: "Title = tag".
func optionLines(options []api.FieldOption) string {
	out := make([]string, len(options))
	for i, o := range options {
		out[i] = orElse(o.RawName, o.Name) + " = " + o.Value
	}
	return strings.Join(out, "\n")
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
		parsed, err := api.ParseValue([]byte(orElse(v.Text(), "{}")))
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
	for name, v := range now {
		merged[name] = v
	}
	for key, v := range p {
		name, ok := strings.CutPrefix(key, propertyPrefix)
		if !ok || v.IsAbsent() || v.IsNull() && now[name].IsEmpty() {
			continue
		}
		if name == "allowed_currencies" {
			v = api.Strings(strings.FieldsFunc(strings.ToUpper(v.Text()), func(r rune) bool { return r == ',' || r == ' ' }))
		}
		merged[name], changed = v, true
	}
	if !changed {
		return Absent
	}
	return step("", "", merged).Body
}
