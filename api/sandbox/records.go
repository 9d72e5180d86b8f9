package sandbox

import (
	"maps"
	"slices"
	"strings"
	"time"
)

// recordKeys are the keys of a record that a client may write.
var recordKeys = []string{"name", "external_id", "custom_object_fields", "photo"}

const recordsPath = "/api/v2/custom_objects/{object}/records"

func recordRoutes(s *Server) {
	s.handle("GET "+recordsPath, agents, s.withRecords((*Server).listRecords))
	s.handle("POST "+recordsPath, agents, s.withRecords((*Server).createRecord))
	s.handle("PATCH "+recordsPath, agents, s.withRecords((*Server).upsertRecord))
	s.handle("DELETE "+recordsPath, agents, s.withRecords((*Server).deleteNamedRecord))
	s.handle("GET "+recordsPath+"/count", agents, s.withRecords((*Server).countRecords))
	s.handle("GET "+recordsPath+"/{id}", agents, s.withRecords((*Server).showRecord))
	s.handle("PATCH "+recordsPath+"/{id}", agents, s.withRecords((*Server).updateRecord))
	s.handle("DELETE "+recordsPath+"/{id}", agents, s.withRecords((*Server).deleteRecord))
}

// withRecords finds the object of a path and checks that its records are open
// to the caller.
func (s *Server) withRecords(h func(*Server, *request, *object) *answer) handler {
	return func(q *request) *answer {
		o := s.objects[q.path("object")]
		if o == nil {
			return recordNotFound()
		}
		if o.closedTo(q) {
			return forbidden()
		}
		return h(s, q, o)
	}
}

// closedTo reports whether the records are closed to the caller. The demo has
// one such object; its second agent may see it.
func (o *object) closedTo(q *request) bool {
	return o.meta.Restricted && q.actor.ID != firstUserID+1
}

// listRecords: GET /api/v2/custom_objects/{key}/records
func (s *Server) listRecords(q *request, o *object) *answer {
	r, bad := parseOrder(q.param("sort"), order{by: "id"}, "id", "updated_at")
	if bad != nil {
		return bad
	}
	w, bad := q.window()
	if bad != nil {
		return bad
	}
	seq := o.listed(r.by)
	if q.query.Has("filter[ids]") || q.query.Has("filter[external_ids]") {
		if seq, bad = s.chosen(q, o, r.by); bad != nil {
			return bad
		}
	}
	rows, e, more, bad := seq.page(q.http.Context(), r, w, nil)
	if bad != nil {
		return bad
	}
	return q.many(o, rows, -1, e, more)
}

// chosen is the sequence of the records named in filter[ids] or
// filter[external_ids].
func (s *Server) chosen(q *request, o *object, by string) (sequence, *answer) {
	ids, externals := q.list("filter[ids]"), q.list("filter[external_ids]")
	if len(ids)+len(externals) > maxPage {
		return sequence{}, tooManyValues("Parameter filter cannot specify more than 100 values", maxPage)
	}
	picked := map[string]*record{}
	pick := func(r row, there bool) {
		if there && r.rec == nil {
			r = row{rec: o.whole(r)}
		}
		if there {
			picked[r.rec.ID] = r.rec
		}
	}
	for _, id := range ids {
		pick(o.find(id))
	}
	for _, external := range externals {
		pick(o.findExternal(external))
	}
	over := slices.SortedFunc(maps.Values(picked), func(a, b *record) int {
		return o.key(row{rec: a}, by).compare(o.key(row{rec: b}, by))
	})
	bare := newObject(o.meta) // nothing derived: only the chosen stand in it
	bare.fields = o.fields
	return sequence{o: bare, by: by, over: over}, nil
}

// showRecord: GET /api/v2/custom_objects/{key}/records/{id}
func (s *Server) showRecord(q *request, o *object) *answer {
	r, there := o.find(q.path("id"))
	if !there {
		return recordNotFound()
	}
	a := ok(nil)
	a.raw = q.one(o, r)
	return a
}

// countRecords: GET /api/v2/custom_objects/{key}/records/count. The count of
// a large object is as old as its last refresh at midnight, and so may be
// wrong by then.
func (s *Server) countRecords(q *request, o *object) *answer {
	now := q.now()
	at := now
	value := o.count()
	if value > staleAbove {
		at = now.Truncate(24 * time.Hour)
		value = o.countOf(at, value)
	}
	return ok(obj{{"count", obj{{"value", value}, {"refreshed_at", stamp(at)}}}})
}

// countOf is the count that was taken at a time; now is taken if there is
// none yet.
func (o *object) countOf(at time.Time, now int) int {
	o.cacheMu.Lock()
	defer o.cacheMu.Unlock()
	if !o.staleAt.Equal(at) {
		o.staleAt, o.staleCount = at, now
	}
	return o.staleCount
}

// staleAbove is the size from which counts are taken once a day.
const staleAbove = 100_000

// createRecord: POST /api/v2/custom_objects/{key}/records
func (s *Server) createRecord(q *request, o *object) *answer {
	in, bad := q.object("custom_object_record", recordKeys...)
	if bad != nil {
		return bad
	}
	r, wrong := s.create(q, o, in)
	if wrong != nil {
		return wrong.answer()
	}
	a := created(q.link("/api/v2/custom_objects/"+o.meta.Key+"/records/"+o.id(r)), nil)
	a.raw = q.one(o, r)
	return a
}

// updateRecord: PATCH /api/v2/custom_objects/{key}/records/{id}
func (s *Server) updateRecord(q *request, o *object) *answer {
	r, there := o.find(q.path("id"))
	if !there {
		return recordNotFound()
	}
	in, bad := q.object("custom_object_record", recordKeys...)
	if bad != nil {
		return bad
	}
	return s.updated(q, o, r, in)
}

func (s *Server) updated(q *request, o *object, r row, in map[string]any) *answer {
	r, wrong := s.update(q, o, r, in)
	if wrong != nil {
		return wrong.answer()
	}
	a := ok(nil)
	a.raw = q.one(o, r)
	return a
}

// named finds the record that ?external_id= or ?name= means.
func (q *request) named(o *object) (r row, there bool, bad *answer) {
	external, name := q.param("external_id"), q.param("name")
	switch {
	case external != "" && name != "":
		return r, false, badAttribute("You passed an invalid value for the name attribute. external_id and name cannot be used together")
	case external != "":
		r, there = o.findExternal(external)
	case name == "":
		return r, false, badAttribute("You passed an invalid value for the external_id attribute. external_id or name is required")
	case !o.unique():
		return r, false, badAttribute("You passed an invalid value for the name attribute. Names of this object are not unique")
	default:
		r, there = o.findName(name)
	}
	return r, there, nil
}

// upsertRecord: PATCH /api/v2/custom_objects/{key}/records?external_id= or
// ?name=. It answers 200 also when it creates, as the vendor's page says.
func (s *Server) upsertRecord(q *request, o *object) *answer {
	r, there, bad := q.named(o)
	if bad != nil {
		return bad
	}
	in, bad := q.object("custom_object_record", recordKeys...)
	if bad != nil {
		return bad
	}
	if there {
		return s.updated(q, o, r, in)
	}
	if external := q.param("external_id"); external != "" {
		in["external_id"] = external
	} else if _, given := in["name"]; !given {
		in["name"] = q.param("name")
	}
	r, wrong := s.create(q, o, in)
	if wrong != nil {
		return wrong.answer()
	}
	a := ok(nil)
	a.raw = q.one(o, r)
	return a
}

// deleteRecord: DELETE /api/v2/custom_objects/{key}/records/{id}
func (s *Server) deleteRecord(q *request, o *object) *answer {
	r, there := o.find(q.path("id"))
	if !there {
		return recordNotFound()
	}
	s.remove(q, o, r)
	return noContent()
}

// deleteNamedRecord: DELETE /api/v2/custom_objects/{key}/records?external_id=
// or ?name=
func (s *Server) deleteNamedRecord(q *request, o *object) *answer {
	r, there, bad := q.named(o)
	if bad != nil {
		return bad
	}
	if !there {
		return recordNotFound()
	}
	s.remove(q, o, r)
	return noContent()
}

// remove deletes a record and, as parents do, its children through parent
// fields.
func (s *Server) remove(q *request, o *object, r row) {
	id := o.id(r)
	o.remember(id, &r, q.now(), s.opts.IndexLag)
	o.remove(r)
	delete(o.history, id)
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
		text, isText := external.(string)
		if digits, isNumber := digitsOf(external); isNumber && !isText {
			text, isText = digits, true
		}
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
	text, isText := name.(string)
	if digits, isNumber := digitsOf(name); isNumber && !isText {
		text, isText = digits, true
	}
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
		wrong.add("name", title+": has already been taken", "DuplicateValue")
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
