package sandbox

import (
	"encoding/json"
	"slices"
	"strings"
)

// ruleDefinition is one thing that the conditions or the actions of a rule can
// speak of.
type ruleDefinition struct {
	subject, title, kind, group string
	operators                   []string // none of an action
	values                      []ruleValue
}

// ruleValue is one value that can be compared with or set.
type ruleValue struct {
	value any
	title string
}

// terminalOperators compare with nothing.
var terminalOperators = []string{"present", "not_present", "changed", "not_changed"}

// operatorTitles are how the service's web interface calls the operators: the
// support article 7313293784218 for triggers. Which key stands behind which
// title is recorded from the definitions of ticket triggers.
var operatorTitles = map[string]string{
	"is": "Is", "is_not": "Is not", "present": "Present", "not_present": "Not present", "changed": "Changed", "not_changed": "Not changed",
	"greater_than": "Greater than", "greater_than_equal": "Greater than or equal to", "less_than": "Less than", "less_than_equal": "Less than or equal to",
	"includes": "Includes", "not_includes": "Does not include", "matches": "Matches", "contains": "Contains at least one of the following words",
}

// triggerOperators are the operators of triggers by type of field, and
// accessOperators those of access rules:
// https://developer.zendesk.com/api-reference/custom-data/custom-objects/custom_object_permissions/
var (
	ruleNumberOperators = []string{"is", "is_not", "greater_than", "greater_than_equal", "less_than", "less_than_equal", "present"}
	triggerOperators    = map[string][]string{
		"checkbox": {"is", "changed"}, "dropdown": {"is", "is_not", "present", "not_present", "changed", "not_changed"},
		"multiselect": {"includes", "not_includes", "present", "not_present"}, "lookup": {"is", "is_not", "present", "not_present"},
		"integer": append(slices.Clone(ruleNumberOperators), "not_present"), "decimal": append(slices.Clone(ruleNumberOperators), "not_present"),
		"date": append(slices.Clone(ruleNumberOperators), "not_present"), "text": {"is", "is_not", "present", "not_present", "changed"},
		"textarea": {"present", "not_present", "contains"}, "regexp": {"is", "is_not", "present", "not_present"},
	}
	accessOperators = map[string][]string{
		"checkbox": {"is"}, "dropdown": {"is", "is_not", "present"}, "multiselect": {"includes", "not_includes", "present"},
		"lookup": {"is", "is_not", "matches", "present"}, "integer": ruleNumberOperators, "decimal": ruleNumberOperators, "date": ruleNumberOperators,
		"text": {"is", "is_not", "present"}, "textarea": {"is", "is_not", "present"}, "regexp": {"is", "is_not", "present"},
	}
)

// ruleSubject is how conditions and actions name a field: recorded from the
// definitions of ticket triggers as custom_object.apartment.custom_fields.brand.
func ruleSubject(o *object, f *field) string {
	if bare, standard := strings.CutPrefix(f.Key, "standard::"); standard {
		return "custom_object." + o.meta.Key + "." + bare
	}
	return "custom_object." + o.meta.Key + ".custom_fields." + f.Key
}

// fieldDefinitions are what operators can say of the fields of an object.
func fieldDefinitions(o *object, operators map[string][]string) []ruleDefinition {
	var out []ruleDefinition
	for _, f := range o.fields {
		if ops := operators[f.Type]; f.Active && ops != nil {
			out = append(out, ruleDefinition{ruleSubject(o, f), f.Title, ruleKind(f.Type), "custom_object", ops, fieldValues(f)})
		}
	}
	return out
}

func ruleKind(fieldType string) string {
	switch fieldType {
	case "checkbox", "dropdown", "multiselect":
		return "list"
	case "lookup":
		return "autocomplete"
	case "integer", "decimal", "date":
		return fieldType
	}
	return "text"
}

func fieldValues(f *field) []ruleValue {
	if f.Type == "checkbox" {
		return []ruleValue{{"true", "True"}, {"false", "False"}}
	}
	var out []ruleValue
	for _, o := range f.Options {
		out = append(out, ruleValue{o.Value, o.Name})
	}
	return out
}

func (d ruleDefinition) view(also ...pair) obj {
	out := obj{{"title", d.title}, {"subject", d.subject}, {"type", d.kind}, {"group", d.group}, {"nullable", true}, {"repeatable", false}}
	if d.operators != nil {
		out = append(out, pair{"operators", views(d.operators, func(op string) obj {
			return obj{{"value", op}, {"title", operatorTitles[op]}, {"terminal", slices.Contains(terminalOperators, op)}}
		})})
	}
	if d.values != nil {
		out = append(out, pair{"values", views(d.values, func(v ruleValue) obj {
			return obj{{"value", v.value}, {"title", v.title}, {"enabled", true}}
		})})
	}
	return append(out, also...)
}

func definitionViews(defs []ruleDefinition) []obj {
	return views(defs, func(d ruleDefinition) obj { return d.view() })
}

// ruleConditions are the conditions of a trigger, a rule or a schedule, as
// they were sent.
type ruleConditions struct {
	All []map[string]any `json:"all"`
	Any []map[string]any `json:"any"`
}

// view always has both lists.
func (c ruleConditions) view() obj {
	one := func(m map[string]any) obj {
		return obj{{"field", m["field"]}, {"operator", m["operator"]}, {"value", m["value"]}}
	}
	return obj{{"all", views(c.All, one)}, {"any", views(c.Any, one)}}
}

// readConditions reads {"all":[],"any":[]} over what is there and holds it
// against what can be said. A list that is not sent is cleared; there must be a
// condition.
func (t *decoder) readConditions(defs []ruleDefinition, into *ruleConditions) {
	if v, sent := t.in["conditions"]; sent {
		m, isObject := v.(map[string]any)
		if !isObject {
			t.fault("conditions", "is invalid", "InvalidValue")
			return
		}
		into.All, into.Any = t.readRuleList("conditions", m["all"], defs), t.readRuleList("conditions", m["any"], defs)
	}
	if len(into.All)+len(into.Any) == 0 && t.bad.details["conditions"] == nil {
		t.fault("conditions", "cannot be blank", "BlankValue")
	}
}

// readRuleList reads a list of conditions or actions.
func (t *decoder) readRuleList(key string, v any, defs []ruleDefinition) []map[string]any {
	list, isList := v.([]any)
	if v != nil && !isList {
		t.fault(key, "is invalid", "InvalidValue")
		return nil
	}
	out := []map[string]any{}
	for _, e := range list {
		m, isObject := e.(map[string]any)
		if !isObject {
			t.fault(key, "is invalid", "InvalidValue")
			continue
		}
		if t.checkRule(key, m, defs) {
			out = append(out, m)
		}
	}
	return out
}

// checkRule holds one condition or action against the definitions.
func (t *decoder) checkRule(key string, m map[string]any, defs []ruleDefinition) bool {
	name, _ := m["field"].(string)
	at := slices.IndexFunc(defs, func(d ruleDefinition) bool { return d.subject == name })
	if at < 0 {
		t.fault(key, "field "+name+" is not recognized", "InvalidValue")
		return false
	}
	d := defs[at]
	op, _ := m["operator"].(string)
	if d.operators != nil && !slices.Contains(d.operators, op) {
		t.fault(key, "operator "+op+" is not valid for "+d.title, "InvalidValue")
		return false
	}
	value := m["value"]
	switch {
	case slices.Contains(terminalOperators, op):
		return true
	case value == nil, value == "":
		t.fault(key, "value of "+d.title+" cannot be blank", "BlankValue")
		return false
	case d.values != nil && d.group != "notification" && !slices.ContainsFunc(d.values, func(v ruleValue) bool { return v.value == textOfRule(value) }):
		t.fault(key, "value "+textOfRule(value)+" is not valid for "+d.title, "InvalidValue")
		return false
	}
	return true
}

// textOfRule is a value as a rule compares it: numbers and booleans as text.
func textOfRule(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case json.Number:
		return v.String()
	case bool:
		if v {
			return "true"
		}
		return "false"
	}
	return ""
}
