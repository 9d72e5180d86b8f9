package sandbox

import (
	"maps"
	"net/http"
	"slices"
	"strings"
	"time"
)

// recordKeys are the keys of a record that a client may write.
var recordKeys = []string{"name", "external_id", "custom_object_fields", "photo"}

const recordsPath = "/api/v2/custom_objects/{object}/records"

func recordRoutes(s *Server) {
	s.handle("GET "+recordsPath, agents, s.withRecords(s.listRecords))
	s.handle("POST "+recordsPath, agents, s.withRecords(s.createRecord))
	s.handle("PATCH "+recordsPath, agents, s.withRecords(s.upsertRecord))
	s.handle("DELETE "+recordsPath, agents, s.withRecords(s.deleteNamedRecord))
	s.handle("GET "+recordsPath+"/count", agents, s.withRecords(s.countRecords))
	s.handle("GET "+recordsPath+"/{id}", agents, s.withRecord(s.showRecord))
	s.handle("PATCH "+recordsPath+"/{id}", agents, s.withRecord(s.updateRecord))
	s.handle("DELETE "+recordsPath+"/{id}", agents, s.withRecord(s.deleteRecord))
	s.handle("GET /api/v2/incremental/custom_objects/{object}/cursor", agents, s.exportChanges)
}

// withRecords finds the object of a path and checks that its records are open
// to the caller.
func (s *Server) withRecords(h func(*request, *object) *answer) handler {
	return s.withObject(func(q *request, o *object) *answer {
		if o.closedTo(q) || !s.permits(q, o) {
			return forbidden()
		}
		return h(q, o)
	})
}

// withRecord finds the record of a path and checks that the caller may reach it.
func (s *Server) withRecord(h func(*request, *object, row) *answer) handler {
	return s.withRecords(func(q *request, o *object) *answer {
		r, there := o.find(q.path("id"))
		if !there {
			return recordNotFound()
		}
		if !s.reaches(q, o, r) {
			return forbidden()
		}
		return h(q, o, r)
	})
}

// closedTo reports whether the records are closed to the caller. The demo has
// one such object; its second agent may see it.
func (o *object) closedTo(q *request) bool {
	return o.meta.Restricted && q.actor.ID != firstUserID+1
}

// cascading is the parent field whose permissions the records take over, nil
// for none.
func (o *object) cascading() *field {
	return pick(o.fields, func(f *field) bool {
		return f.Type == typeParent && f.Properties["cascade_permissions_enabled"] == true
	})
}

// onlyByParent reports whether the caller reads the records only along with
// their parent: the description of the API (list, count, search and filtered
// search of records) has a 403 for whoever is no administrator and asks
// otherwise.
func (o *object) onlyByParent(q *request) bool {
	return q.actor.Role != roleAdmin && o.cascading() != nil
}

// narrowsTo reports whether a filter lets through only what has some value in
// a field: itself, or one of those that all have to hold.
func narrowsTo(filter any, key string) bool {
	conditions, _ := filter.(map[string]any)
	for name, value := range conditions {
		if name == key {
			return true
		}
		if all, _ := value.([]any); name == "$and" && slices.ContainsFunc(all, func(one any) bool { return narrowsTo(one, key) }) {
			return true
		}
	}
	return false
}

// listRecords: GET /api/v2/custom_objects/{key}/records
func (s *Server) listRecords(q *request, o *object) *answer {
	if o.onlyByParent(q) {
		return forbidden()
	}
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
	return seq.page(q, o, r, w, nil, -1)
}

// chosen is the sequence of the records named in filter[ids] or
// filter[external_ids].
func (s *Server) chosen(q *request, o *object, by string) (sequence, *answer) {
	ids, externals := q.list("filter[ids]"), q.list("filter[external_ids]")
	if len(ids)+len(externals) > maxPage {
		return sequence{}, tooManyValues("Parameter filter cannot specify more than 100 values")
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
func (s *Server) showRecord(q *request, o *object, r row) *answer {
	return q.one(http.StatusOK, o, r)
}

// countRecords: GET /api/v2/custom_objects/{key}/records/count. The count of
// a large object is as old as its last refresh at midnight, and so may be
// wrong by then.
func (s *Server) countRecords(q *request, o *object) *answer {
	if o.onlyByParent(q) {
		return forbidden()
	}
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
	a := q.written(http.StatusCreated, o, r, wrong)
	if wrong == nil {
		a.header.Set("Location", q.link("/api/v2/custom_objects/"+o.meta.Key+"/records/"+o.id(r)))
	}
	return a
}

// written answers with a record, or with what hindered writing it.
func (q *request) written(status int, o *object, r row, wrong *invalid) *answer {
	if wrong != nil {
		return wrong.answer()
	}
	return q.one(status, o, r)
}

// updateRecord: PATCH /api/v2/custom_objects/{key}/records/{id}
func (s *Server) updateRecord(q *request, o *object, r row) *answer {
	in, bad := q.object("custom_object_record", recordKeys...)
	if bad != nil {
		return bad
	}
	r, wrong := s.update(q, o, r, in)
	return q.written(http.StatusOK, o, r, wrong)
}

// named finds the record that ?external_id= or ?name= means. The vendor's page
// prints ?external_id=X.json where it deletes, so a deletion that finds nothing
// looks without the suffix, too; a PATCH would create the wrong record.
func (q *request) named(o *object) (r row, there bool, bad *answer) {
	external, name := q.param("external_id"), q.param("name")
	find := o.findExternal
	switch {
	case external != "" && name != "":
		return r, false, badAttribute("You passed an invalid value for the name attribute. external_id and name cannot be used together")
	case external != "":
	case name == "":
		return r, false, badAttribute("You passed an invalid value for the external_id attribute. external_id or name is required")
	case !o.unique():
		return r, false, badAttribute("You passed an invalid value for the name attribute. Names of this object are not unique")
	default:
		find = o.findName
	}
	if r, there = find(external + name); !there && q.method == http.MethodDelete {
		r, there = find(strings.TrimSuffix(external+name, ".json"))
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
	if there && !s.reaches(q, o, r) {
		return forbidden()
	}
	if there {
		r, wrong := s.update(q, o, r, in)
		return q.written(http.StatusOK, o, r, wrong)
	}
	if external := q.param("external_id"); external != "" {
		in["external_id"] = external
	} else if _, given := in["name"]; !given {
		in["name"] = q.param("name")
	}
	r, wrong := s.create(q, o, in)
	return q.written(http.StatusOK, o, r, wrong)
}

// deleteRecord: DELETE /api/v2/custom_objects/{key}/records/{id}
func (s *Server) deleteRecord(q *request, o *object, r row) *answer {
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
	if !s.reaches(q, o, r) {
		return forbidden()
	}
	return s.deleteRecord(q, o, r)
}
