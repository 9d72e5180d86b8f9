package sandbox

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"
)

const fieldsPath = objectsPath + "/{object}/fields"

// Limits of the plan and of fields.
const (
	fieldLimit       = 100
	lookupLimit      = 10
	optionLimit      = 2000
	maxRegexpLength  = 255
	maxNumberPrefix  = 30
	maxNumberPadding = 9
)

func fieldRoutes(s *Server) {
	s.handle("GET "+fieldsPath, agents, s.withObject(s.listFields))
	s.handle("POST "+fieldsPath, admins, s.withObject(s.createField))
	s.handle("PUT "+fieldsPath+"/reorder", admins, s.withObject(s.reorderFields))
	s.handle("GET "+fieldsPath+"/{field}", agents, s.withObject(s.showField))
	s.handle("PATCH "+fieldsPath+"/{field}", admins, s.withObject(s.updateField))
	s.handle("DELETE "+fieldsPath+"/{field}", admins, s.withObject(s.deleteField))
	s.handle("GET "+objectsPath+"/{object}/limits/field_limit", agents, s.withObject(s.showFieldLimit))
}

func (q *request) fieldAnswer(o *object, f *field) fieldAnswer {
	shown := *f
	shown.Title, shown.Description = q.render(f.RawTitle), q.render(f.RawDescription)
	if f.Type == typeText && f.Key == nameKey && o.numbered() {
		shown.Properties = maps.Clone(f.Properties)
		shown.Properties["autoincrement_next_sequence"] = o.sequence
	}
	return fieldAnswer{&shown, q.link(objectsPath + "/" + o.meta.Key + "/fields/" + strconv.FormatInt(f.ID, 10))}
}

// listFields: GET /api/v2/custom_objects/{key}/fields, in their order.
func (s *Server) listFields(q *request, o *object) *answer {
	list := slices.DeleteFunc(slices.Clone(o.fields), func(f *field) bool {
		return f.standard() && q.param("include_standard_fields") != "true"
	})
	// The position is the order of the list, and its cursors' key too.
	return paged(q, listing[*field]{
		key: "custom_object_fields", items: list,
		id:   func(f *field) int64 { return int64(f.Position) },
		show: func(f *field) any { return q.fieldAnswer(o, f) },
	})
}

// showField: GET /api/v2/custom_objects/{key}/fields/{key or id}
func (s *Server) showField(q *request, o *object) *answer {
	f := o.field(q.path("field"))
	if f == nil {
		return recordNotFound()
	}
	return ok(obj{{"custom_object_field", q.fieldAnswer(o, f)}})
}

var fieldKeys = []string{
	"key", "type", "title", "raw_title", "description", "raw_description", "active", "position", "required",
	"regexp_for_validation", "custom_field_options", "tag", "relationship_target_type", "relationship_filter", "properties",
}

// createField: POST /api/v2/custom_objects/{key}/fields
func (s *Server) createField(q *request, o *object) *answer {
	in, bad := q.object("custom_object_field", fieldKeys...)
	if bad != nil {
		return bad
	}
	now := q.now().Truncate(time.Second)
	f := &field{ID: s.nextID(), Type: typeText, Active: true, Position: len(o.fields), CreatedAt: now, UpdatedAt: now}
	var wrong invalid
	f.Key, _ = in["key"].(string)
	switch {
	case f.Key == "":
		wrong.add("key", "Key: cannot be blank", "BlankValue")
	case !keyPattern.MatchString(f.Key):
		wrong.add("key", "Key: can only contain letters, numbers and underscores, and not only numbers", "InvalidValue")
	case o.field(f.Key) != nil:
		wrong.add("key", "Key: has already been taken", "DuplicateValue")
	}
	if kind, isText := in["type"].(string); isText {
		f.Type = kind
	}
	if !slices.Contains(fieldTypes, f.Type) {
		wrong.add("type", "Type: is not included in the list", "InvalidValue")
	}
	f.Target, _ = in["relationship_target_type"].(string)
	s.checkTarget(f, &wrong)
	s.mergeField(o, f, in, &wrong)
	o.checkLimits(f, &wrong)
	if wrong.any() {
		return wrong.answer()
	}
	o.fields = append(o.fields, f)
	if position, isNumber := wholeOf(in["position"]); isNumber {
		o.move(f, position)
	}
	o.number()
	o.bind()
	o.version++
	shown := q.fieldAnswer(o, f)
	return created(shown.URL, obj{{"custom_object_field", shown}})
}

func (s *Server) checkTarget(f *field, wrong *invalid) {
	if !f.points() {
		f.Target = ""
		return
	}
	known := []string{"zen:user", "zen:organization", "zen:ticket", "zen:article", "zen:brand"}
	if f.Type == typeParent {
		known = known[:3]
	}
	if s.objects[f.targetObject()] == nil && !slices.Contains(known, f.Target) {
		wrong.add("relationship_target_type", "Relationship target type: is invalid", "InvalidValue")
	}
}

func (o *object) checkLimits(f *field, wrong *invalid) {
	custom, lookups := 0, 0
	for _, other := range o.fields {
		if !other.standard() {
			custom++
		}
		if other.Type == typeLookup {
			lookups++
		}
	}
	if custom >= fieldLimit {
		wrong.add("base", "Field limit of the custom object is reached", "FieldLimitExceeded")
	}
	if f.Type == typeLookup && lookups >= lookupLimit {
		wrong.add("base", "Lookup field limit of the custom object is reached", "FieldLimitExceeded")
	}
}

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
	if on, given := in["active"].(bool); given {
		f.Active = on
	}
	if on, given := in["required"].(bool); given {
		f.Required = on
	}
	if tag, given := in["tag"].(string); given && f.Type == typeCheckbox {
		f.Tag = &tag
	}
	if filter, given := in["relationship_filter"].(map[string]any); given {
		f.Filter = filter
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

// updateField: PATCH /api/v2/custom_objects/{key}/fields/{key or id}. Key,
// type and target cannot change.
func (s *Server) updateField(q *request, o *object) *answer {
	f := o.field(q.path("field"))
	if f == nil {
		return recordNotFound()
	}
	in, bad := q.object("custom_object_field", slices.DeleteFunc(slices.Clone(fieldKeys), func(key string) bool {
		return key == "key" || key == "type" || key == "relationship_target_type"
	})...)
	if bad != nil {
		return bad
	}
	changed := *f
	changed.UpdatedAt = q.now().Truncate(time.Second)
	var wrong invalid
	if s.mergeField(o, &changed, in, &wrong); wrong.any() {
		return wrong.answer()
	}
	*f = changed
	if position, isNumber := wholeOf(in["position"]); isNumber && !f.standard() {
		o.move(f, position)
	}
	if in["custom_field_options"] != nil {
		o.dropLostOptions(f)
	}
	o.bind()
	o.version++
	return ok(obj{{"custom_object_field", q.fieldAnswer(o, f)}})
}

// dropLostOptions takes the values of removed options out of the records.
func (o *object) dropLostOptions(f *field) {
	for _, rec := range o.updated {
		if v := f.keepOptions(rec.Fields[f.Key]); v == nil {
			delete(rec.Fields, f.Key)
		} else {
			rec.Fields[f.Key] = v
		}
	}
}

// move puts a field at a position and the others around it.
func (o *object) move(f *field, position int) {
	rest := slices.DeleteFunc(slices.Clone(o.fields), func(other *field) bool { return other == f })
	o.fields = slices.Insert(rest, min(max(position, 2), len(rest)), f)
	o.number()
}

// deleteField: DELETE /api/v2/custom_objects/{key}/fields/{key or id}
func (s *Server) deleteField(q *request, o *object) *answer {
	f := o.field(q.path("field"))
	if f == nil {
		return recordNotFound()
	}
	if f.standard() {
		return recordInvalid("base", "Standard fields cannot be deleted", "InvalidValue")
	}
	o.fields = slices.DeleteFunc(o.fields, func(other *field) bool { return other == f })
	for _, rec := range o.updated {
		delete(rec.Fields, f.Key)
	}
	if o.base != nil {
		delete(o.base.columns, f.Key) // a new field of that key starts empty
	}
	o.number()
	o.bind()
	o.version++
	return noContent()
}

// reorderFields: PUT /api/v2/custom_objects/{key}/fields/reorder with
// {"custom_object_field_ids": [...]}; fields that are not named follow.
func (s *Server) reorderFields(q *request, o *object) *answer {
	body, bad := q.body()
	if bad != nil {
		return bad
	}
	list, isList := body["custom_object_field_ids"].([]any)
	if !isList {
		return badAttribute("You passed an invalid value for the custom_object_field_ids attribute. custom_object_field_ids is required and must be an array")
	}
	ordered := slices.Clone(o.fields[:2])
	add := func(f *field) {
		if f != nil && !slices.Contains(ordered, f) {
			ordered = append(ordered, f)
		}
	}
	for _, id := range list {
		add(o.field(fmt.Sprint(id)))
	}
	for _, f := range o.fields {
		add(f)
	}
	o.fields = ordered
	o.number()
	return ok("")
}

// showFieldLimit: GET /api/v2/custom_objects/{key}/limits/field_limit
func (s *Server) showFieldLimit(q *request, o *object) *answer {
	return ok(obj{{"count", len(o.fields) - 2}, {"limit", fieldLimit}})
}
