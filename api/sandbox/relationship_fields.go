package sandbox

import "strings"

func reverseRoutes(s *Server) {
	s.handle("GET /api/v2/{target_type}/{target_id}/relationship_fields/{field}/{source_type}", agents, s.reverseLookup)
}

// reverseLookup: GET /api/v2/{target_type}/{target_id}/relationship_fields/{field_id}/{source_type},
// the records of a custom object whose lookup field points at something. Other
// sources have no lookup fields here and answer with an empty list.
func (s *Server) reverseLookup(q *request) *answer {
	target, id, source := q.path("target_type"), q.path("target_id"), q.path("source_type")
	key, isObject := strings.CutPrefix(source, "zen:custom_object:")
	if !isObject {
		name := map[string]string{"zen:user": "users", "zen:ticket": "tickets", "zen:organization": "organizations"}[source]
		if name == "" {
			return recordNotFound()
		}
		return paged(q, listing[*user]{key: name, id: func(u *user) int64 { return u.ID }})
	}
	o := s.objects[key]
	if o == nil {
		return recordNotFound()
	}
	if o.closedTo(q) {
		return forbidden()
	}
	f := o.field(q.path("field"))
	if f == nil || !f.points() || f.Target != target {
		return recordNotFound()
	}
	w, bad := q.window()
	if bad != nil {
		return bad
	}
	seq := o.listed("id")
	keep := func(rw row) bool { return o.stored(rw, f.Key) == id }
	if _, isLookup := o.binding[f.Key].(lookupColumn); isLookup {
		seq, keep = s.pointing(o, f, id), nil
	}
	return seq.page(q, o, order{by: "id"}, w, keep, -1)
}

// pointingMost is how many records a reverse lookup finds.
const pointingMost = 10_000

// pointing is the sequence of the children of a record.
func (s *Server) pointing(o *object, f *field, id string) sequence {
	bare := newObject(o.meta)
	bare.fields = o.fields
	seq := sequence{o: bare, by: "id"}
	for r := range s.children(o, f, id) {
		if len(seq.over) == pointingMost {
			break
		}
		if r.rec == nil {
			r.rec = o.whole(r)
		}
		seq.over = append(seq.over, r.rec)
	}
	sortByID(seq.over)
	return seq
}
