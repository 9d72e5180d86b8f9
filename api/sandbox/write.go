package sandbox

import (
	"maps"
	"slices"
	"strings"
)

// remove deletes a record and, as parents do, its children through parent
// fields.
func (s *Server) remove(q *request, o *object, r row) {
	id := o.id(r)
	o.remember(id, &r, q.now(), s.opts.IndexLag)
	o.bury(q, r)
	o.remove(r)
	delete(o.history, id)
	delete(o.files, id)
	for _, child := range s.sortedObjects() {
		f := child.pointingAt(o.meta.Key)
		if f == nil || f.Type != typeParent {
			continue
		}
		for _, c := range slices.Collect(s.children(child, f, id)) {
			s.remove(q, child, c)
		}
	}
}

// create validates and stores a new record.
func (s *Server) create(q *request, o *object, in map[string]any) (row, *invalid) {
	now := q.now()
	rec := &record{Fields: map[string]any{}, CreatedBy: q.actor.ID, UpdatedBy: q.actor.ID}
	var wrong invalid
	if s.recordCount() >= s.recordLimit() {
		wrong.add("base", "Record limit of the account is reached", "RecordLimitExceeded")
		return row{}, &wrong
	}
	s.merge(q, o, rec, in, true, &wrong)
	if wrong.any() {
		return row{}, &wrong
	}
	if o.numbered() {
		rec.Name = o.nextName()
	}
	rec.ID, rec.CreatedMS = o.newID(now)
	rec.CreatedMS = now.UnixMilli()
	rec.UpdatedMS = rec.CreatedMS
	o.put(rec, nil)
	o.remember(rec.ID, nil, now, s.opts.IndexLag)
	o.happened(rec, "record_created", q, nil)
	return row{rec: rec}, nil
}

// update validates and stores a changed record.
func (s *Server) update(q *request, o *object, r row, in map[string]any) (row, *invalid) {
	now := q.now()
	old := o.whole(r)
	rec := o.whole(r)
	var wrong invalid
	s.merge(q, o, rec, in, false, &wrong)
	if wrong.any() {
		return row{}, &wrong
	}
	rec.UpdatedBy, rec.UpdatedMS = q.actor.ID, now.UnixMilli()
	o.remember(rec.ID, &r, now, s.opts.IndexLag)
	o.put(rec, &r)
	o.happened(rec, "record_updated", q, changes(old, rec))
	return row{rec: rec}, nil
}

// merge writes what the request says into a record and collects what is
// wrong. Keys that were not sent stay as they are; null clears.
func (s *Server) merge(q *request, o *object, rec *record, in map[string]any, isNew bool, wrong *invalid) {
	s.mergeName(o, rec, in, isNew, wrong)
	if external, given := in["external_id"]; given {
		text, isText := textOrDigits(external)
		other, taken := o.findExternal(text)
		switch {
		case external != nil && !isText:
			wrong.add("external_id", "External ID: is not a string", "InvalidValue")
		case taken && text != "" && o.id(other) != rec.ID:
			wrong.add("external_id", "External ID: has already been taken", "DuplicateValue")
		default:
			rec.ExternalID = text
		}
	}
	fields, isObject := in["custom_object_fields"].(map[string]any)
	if in["custom_object_fields"] != nil && !isObject {
		wrong.add("custom_object_fields", "Custom object fields: is not an object", "InvalidValue")
	}
	for _, key := range slices.Sorted(maps.Keys(fields)) {
		f := o.field(key)
		if f == nil || f.Key != key || f.standard() || f.rollup() || f.Readonly {
			q.warn("custom_object_record.custom_object_fields." + key)
			continue
		}
		v, fault := s.accept(f, fields[key])
		switch {
		case fault != "":
			wrong.add(f.Key, f.Title+": "+fault, "InvalidValue")
		case v == nil:
			delete(rec.Fields, f.Key)
		default:
			rec.Fields[f.Key] = v
		}
	}
	for _, f := range o.fields {
		if (f.Required || f.Type == typeParent) && f.Active && !f.standard() && rec.Fields[f.Key] == nil && wrong.details[f.Key] == nil {
			wrong.add(f.Key, f.Title+": cannot be blank", "BlankValue")
		}
	}
	if !wrong.any() && s.recordSize(o, rec) > maxRecordSize {
		wrong.add("base", "Record: is too large (maximum is 32 KB)", "RecordTooLarge")
	}
}

// textOrDigits reads a text, which may be sent as a number.
func textOrDigits(in any) (string, bool) {
	if text, isText := in.(string); isText {
		return text, true
	}
	return digitsOf(in)
}

func (s *Server) mergeName(o *object, rec *record, in map[string]any, isNew bool, wrong *invalid) {
	name, given := in["name"]
	title := o.field(nameKey).Title
	if o.numbered() {
		if given {
			wrong.add("name", title+": is not allowed, names are generated automatically", "InvalidValue")
		}
		return
	}
	if !given && !isNew {
		return
	}
	text, isText := textOrDigits(name)
	other, taken := row{}, false
	if o.unique() {
		other, taken = o.findName(text)
	}
	switch {
	case name != nil && !isText:
		wrong.add("name", title+": is not a string", "InvalidValue")
	case strings.TrimSpace(text) == "":
		wrong.add("name", title+": cannot be blank", "BlankValue")
	case taken && o.id(other) != rec.ID:
		wrong.add("base", "Name already exists. Try another one.", "") // recorded by the tests of mercury-orm's client
	default:
		rec.Name = text
	}
}

// recordSize is what the 32 KB are measured on: the name and the fields as
// JSON.
func (s *Server) recordSize(o *object, rec *record) int {
	n := len(rec.Name) + len(rec.ExternalID)
	var b []byte
	for _, f := range o.fields {
		if v := rec.Fields[f.Key]; v != nil {
			b = s.appendValue(b[:0], f, v)
			n += len(f.Key) + len(b) + 4
		}
	}
	return n
}

// nextName is the next autonumber.
func (o *object) nextName() string {
	p := o.field(nameKey)
	width := 0
	if n, isNumber := digitsOf(toNumber(p.Properties["autoincrement_padding"])); isNumber && len(n) == 1 {
		width = int(n[0] - '0')
	}
	name := p.property("autoincrement_prefix") + pad(o.sequence, width)
	o.sequence++
	return name
}
