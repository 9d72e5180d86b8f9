package sandbox

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// wholeOf reads a whole number from a decoded JSON value.
func wholeOf(v any) (int, bool) {
	n, isNumber := v.(json.Number)
	if !isNumber {
		return 0, false
	}
	i, err := strconv.Atoi(string(n))
	return i, err == nil
}

// toNumber turns a number from the demo's code or from JSON into one kind.
func toNumber(v any) any {
	switch x := v.(type) {
	case int:
		return json.Number(strconv.Itoa(x))
	case float64:
		return json.Number(strconv.FormatFloat(x, 'f', -1, 64))
	}
	return v
}

// mergeField writes what a request says into a field, new or not.
func (s *Server) mergeField(o *object, f *field, in map[string]any, wrong *invalid) {
	for key, into := range map[string][2]*string{"title": {&f.Title, &f.RawTitle}, "description": {&f.Description, &f.RawDescription}} {
		text, given := in[key].(string)
		if !given {
			text, given = in["raw_"+key].(string)
		}
		if given {
			*into[0], *into[1] = text, text
		}
	}
	if strings.TrimSpace(f.Title) == "" {
		wrong.add("title", "Title: cannot be blank", "BlankValue")
	}
	if properties, given := in["properties"].(map[string]any); given {
		s.mergeProperties(o, f, properties, wrong)
	}
	if f.standard() {
		return
	}
	assign(&f.Active, in["active"])
	assign(&f.Required, in["required"])
	assign(&f.Filter, in["relationship_filter"])
	if tag, given := in["tag"].(string); given && f.Type == typeCheckbox {
		f.Tag = &tag
	}
	f.mergeRegexp(in, wrong)
	if options, given := in["custom_field_options"]; given && (f.Type == typeDropdown || f.Type == typeMultiselect) {
		s.mergeOptions(f, options, wrong)
	}
	if f.Type == typeDropdown && len(f.Options) == 0 && wrong.details["custom_field_options"] == nil {
		wrong.add("custom_field_options", "Custom field options: cannot be blank", "BlankValue")
	}
}

func (f *field) mergeRegexp(in map[string]any, wrong *invalid) {
	if f.Type != typeRegexp {
		return
	}
	if pattern, given := in["regexp_for_validation"].(string); given {
		f.Regexp = &pattern
	}
	switch {
	case f.Regexp == nil || *f.Regexp == "":
		wrong.add("regexp_for_validation", "Regexp for validation: cannot be blank", "BlankValue")
	case len(*f.Regexp) > maxRegexpLength:
		wrong.add("regexp_for_validation", "Regexp for validation: is too long (maximum is 255 characters)", "ValueTooLong")
	}
}

// mergeOptions replaces the options: those that are not named are removed,
// and with them their values. A new one has the id "null" or none.
func (s *Server) mergeOptions(f *field, in any, wrong *invalid) {
	list, isList := in.([]any)
	if !isList || len(list) > optionLimit {
		wrong.add("custom_field_options", "Custom field options: is not a list of at most 2000 options", "InvalidValue")
		return
	}
	var options []option
	for i, e := range list {
		m, _ := e.(map[string]any)
		name, _ := m["name"].(string)
		if name == "" {
			name, _ = m["raw_name"].(string)
		}
		value, _ := m["value"].(string)
		opt := option{Name: name, RawName: name, Value: value, Position: i}
		switch {
		case name == "" || value == "":
			wrong.add("custom_field_options", "Custom field options: name and value cannot be blank", "BlankValue")
			return
		case slices.ContainsFunc(options, func(o option) bool { return o.Value == value }):
			wrong.add("custom_field_options", "Custom field options: value "+value+" has already been taken", "DuplicateValue")
			return
		}
		opt.ID = s.optionID(f, m["id"], value)
		options = append(options, opt)
	}
	f.Options = options
}

func (s *Server) optionID(f *field, id any, value string) int64 {
	for _, old := range f.Options {
		if id == idNumber(old.ID) || id == strconv.FormatInt(old.ID, 10) || old.Value == value {
			return old.ID
		}
	}
	return s.nextID()
}

// nameProperties are those of the name field; they are fixed while records
// exist.
var nameProperties = []string{"autoincrement_enabled", "autoincrement_prefix", "autoincrement_padding", "autoincrement_next_sequence", "is_unique"}

func (s *Server) mergeProperties(o *object, f *field, in map[string]any, wrong *invalid) {
	merged := maps.Clone(f.Properties)
	if merged == nil {
		merged = map[string]any{}
	}
	maps.Copy(merged, in)
	if f.Key == nameKey {
		for _, key := range nameProperties {
			if v, given := in[key]; given && o.count() > 0 && fmt.Sprint(v) != fmt.Sprint(f.Properties[key]) {
				wrong.add("properties", "Properties: "+key+" cannot be changed while records exist", "InvalidValue")
				return
			}
		}
		checkNaming(merged, wrong)
		if n, isNumber := wholeOf(in["autoincrement_next_sequence"]); isNumber && n >= 0 && !wrong.any() {
			o.sequence = uint64(n)
		}
	}
	if codes := tags(merged["allowed_currencies"]); f.Type == typeCurrency && len(codes) != 1 {
		wrong.add("properties", "Properties: allowed_currencies must name exactly one currency", "InvalidValue")
	}
	if merged["rollup_child_object"] != nil {
		s.checkRollup(o, f, merged, wrong)
	}
	f.Properties = merged
}

func checkNaming(p map[string]any, wrong *invalid) {
	if p["autoincrement_enabled"] == true && p["is_unique"] == true {
		wrong.add("properties", "Properties: autoincrement_enabled and is_unique cannot be used together", "InvalidValue")
	}
	if prefix, _ := p["autoincrement_prefix"].(string); len([]rune(prefix)) > maxNumberPrefix {
		wrong.add("properties", "Properties: autoincrement_prefix is too long (maximum is 30 characters)", "ValueTooLong")
	}
	if n, isNumber := wholeOf(toNumber(p["autoincrement_padding"])); isNumber && (n < 0 || n > maxNumberPadding) {
		wrong.add("properties", "Properties: autoincrement_padding must be from 0 to 9", "InvalidValue")
	}
}

func (s *Server) checkRollup(o *object, f *field, p map[string]any, wrong *invalid) {
	key, _ := p["rollup_child_object"].(string)
	child := s.objects[strings.TrimPrefix(key, "zen:custom_object:")]
	kind, _ := p["rollup_aggregation_type"].(string)
	switch {
	case f.Type != typeInteger && f.Type != typeDecimal && f.Type != typeDate:
		wrong.add("type", "Type: a roll-up is an integer, a decimal or a date", "InvalidValue")
	case child == nil || child.pointingAt(o.meta.Key) == nil:
		wrong.add("properties", "Properties: rollup_child_object is not a child of this object", "InvalidValue")
	case !slices.Contains([]string{"COUNT", "SUM", "MIN", "MAX"}, kind):
		wrong.add("properties", "Properties: rollup_aggregation_type must be COUNT, SUM, MIN or MAX", "InvalidValue")
	default:
		f.Readonly = true
	}
}
