package sandbox

import (
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"time"
)

// event is one entry of a record's history.
type event struct {
	ID   string    `json:"id"`
	Type string    `json:"type"` // record_created or record_updated
	At   time.Time `json:"at"`
	By   int64     `json:"by"`
	Text string    `json:"changes"` // the changes as JSON
}

func eventRoutes(s *Server) {
	s.handle("GET "+recordsPath+"/{id}/events", agents, s.withRecords(s.listEvents))
}

// happened adds to a record's history.
func (o *object) happened(rec *record, kind string, q *request, changed []obj) {
	now := q.now()
	text := []byte("[]")
	if len(changed) > 0 {
		text, _ = json.Marshal(changed) // stored values always encode
	}
	n := len(o.history[rec.ID])
	o.history[rec.ID] = append(o.history[rec.ID], event{
		ID: ulid(now.UnixMilli(), hash(uint64(rec.UpdatedMS)^uint64(n)<<40^o.version)), Type: kind, At: now, By: q.actor.ID, Text: string(text),
	})
}

// changes lists what differs between two states of a record.
func changes(a, b *record) []obj {
	var out []obj
	note := func(field string, from, to any) {
		if !reflect.DeepEqual(from, to) {
			out = append(out, obj{{"field", field}, {"from", from}, {"to", to}})
		}
	}
	note("name", a.Name, b.Name)
	note("external_id", a.ExternalID, b.ExternalID)
	both := maps.Clone(a.Fields)
	maps.Copy(both, b.Fields)
	for _, key := range slices.Sorted(maps.Keys(both)) {
		note("custom_object_fields."+key, a.Fields[key], b.Fields[key])
	}
	return out
}

// past is the whole history of a row, newest first; that of derived rows is
// derived as well.
func (o *object) past(r row) []event {
	id := o.id(r)
	var out []event
	if n, derived := o.ordinal(id); derived {
		out = append(out,
			event{ID: ulid(o.base.createdMS(n), n), Type: "record_created", At: time.UnixMilli(o.base.createdMS(n)), By: o.base.createdBy(n), Text: "[]"},
			event{ID: ulid(o.base.updatedMS(n), n), Type: "record_updated", At: time.UnixMilli(o.base.updatedMS(n)), By: o.base.updatedBy(n), Text: "[]"})
	}
	out = append(out, o.history[id]...)
	slices.Reverse(out)
	return out
}

// listEvents: GET /api/v2/custom_objects/{key}/records/{id}/events. Its links
// are an array, unlike everywhere else.
func (s *Server) listEvents(q *request, o *object) *answer {
	r, there := o.find(q.path("id"))
	if !there {
		return recordNotFound()
	}
	w, bad := q.window()
	if bad != nil {
		return bad
	}
	all := o.past(r)
	from, to, more, bad := w.within(len(all), "-created_at", func(values []any) (at int, there, known bool) {
		at = slices.IndexFunc(all, func(e event) bool { return len(values) == 1 && e.ID == values[0] })
		return at, true, at >= 0
	})
	if bad != nil {
		return bad
	}
	links := []obj{}
	var after, before any
	if to > from {
		a := cursor{"-created_at", []any{all[to-1].ID}}.encode()
		after, before = a, cursor{"-created_at", []any{all[from].ID}}.encode()
		if more {
			links = append(links, obj{{"next", q.pageLink("page[after]", a)}})
		}
	}
	shown := views(all[from:to], func(e event) obj { return e.show(o, o.id(r)) })
	return ok(obj{{"events", shown}, {"meta", obj{{"has_more", more}, {"after_cursor", after}, {"before_cursor", before}}}, {"links", links}})
}

func (e event) show(o *object, id string) obj {
	verb := "created"
	if e.Type == "record_updated" {
		verb = "updated"
	}
	return obj{
		{"id", e.ID}, {"type", e.Type}, {"source", "zendesk"},
		{"description", fmt.Sprintf("%s record %s", o.meta.Title, verb)},
		{"actor", obj{{"user_id", strconv.FormatInt(e.By, 10)}}},
		{"created_at", stamp(e.At)}, {"received_at", stamp(e.At)},
		{"properties", obj{{"custom_object_key", o.meta.Key}, {"custom_object_record_id", id}, {"changes", json.RawMessage(e.Text)}}},
	}
}
