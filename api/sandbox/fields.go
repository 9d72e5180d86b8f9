package sandbox

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
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
	s.handle("GET "+fieldsPath+"/{field}", agents, s.withField(s.showField))
	s.handle("PATCH "+fieldsPath+"/{field}", admins, s.withField(s.updateField))
	// The vendor's own sample of the operation says PUT, and mercury-orm uses it.
	s.handle("PUT "+fieldsPath+"/{field}", admins, s.withField(s.updateField))
	s.handle("DELETE "+fieldsPath+"/{field}", admins, s.withField(s.deleteField))
	s.handle("GET "+objectsPath+"/{object}/limits/field_limit", agents, s.withObject(s.showFieldLimit))
}

// withField finds the field of a path, by its key or its id.
func (s *Server) withField(h func(*request, *object, *field) *answer) handler {
	return s.withObject(within(func(q *request, o *object) *field { return o.field(q.path("field")) }, h))
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
func (s *Server) showField(q *request, o *object, f *field) *answer {
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
	wrong.checkKey(f.Key, o.field(f.Key) != nil)
	assign(&f.Type, in["type"])
	if _, known := fieldTypes[f.Type]; !known {
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

// updateField: PATCH /api/v2/custom_objects/{key}/fields/{key or id}. Key,
// type and target cannot change.
func (s *Server) updateField(q *request, o *object, f *field) *answer {
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
func (s *Server) deleteField(_ *request, o *object, f *field) *answer {
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
