package sandbox

import (
	"cmp"
	"encoding/base64"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
)

// The incremental export of records, as the vendor's page has it:
// https://developer.zendesk.com/api-reference/ticketing/ticket-management/incremental_exports/#incremental-custom-object-record-export-cursor
// Its words of refusal are those of the description (errors[].code, status,
// title). What is not told: whether a cursor of the end may be asked again for
// what came since; it may here, as with the tickets'.

const (
	changesPage   = 1000        // rows of a page, by default and at most
	changesMinute = 10          // requests a minute
	changesAge    = time.Minute // the last minute is not exported
	deletedWord   = "[DELETED]" // in place of every text of a deleted record
)

// tombstone is what is left of a deleted record.
type tombstone struct {
	ID        string   `json:"id"`
	At        int64    `json:"at"` // when it was deleted, in milliseconds
	CreatedMS int64    `json:"created_ms"`
	CreatedBy int64    `json:"created_by"`
	By        int64    `json:"by"`
	Keys      []string `json:"keys"` // of the fields that had a value
}

// bury keeps what the export tells of a record that is deleted now.
func (o *object) bury(q *request, r row) {
	rec := r.rec
	if rec == nil {
		rec = o.whole(r)
	}
	t := tombstone{ID: rec.ID, At: q.now().UnixMilli(), CreatedMS: rec.CreatedMS, CreatedBy: rec.CreatedBy, By: q.actor.ID}
	for _, f := range o.fields {
		if !f.standard() && rec.Fields[f.Key] != nil {
			t.Keys = append(t.Keys, f.Key)
		}
	}
	o.buried = append(o.buried, t)
}

// changedRow is a row of the export: a record, or what is left of one.
type changedRow struct {
	at   int64
	id   string
	row  row
	dead *tombstone
}

func (c changedRow) compare(d changedRow) int {
	return cmp.Or(cmp.Compare(c.at, d.at), strings.Compare(c.id, d.id))
}

// exportChanges: GET /api/v2/incremental/custom_objects/{key}/cursor
func (s *Server) exportChanges(q *request) *answer {
	o := s.objects[q.path("object")]
	if o == nil {
		return changesRefusal(404, "CustomObjectNotFound", "Custom object not found")
	}
	if o.closedTo(q) || !s.permits(q, o) {
		return changesRefusal(403, "Forbidden", "Insufficient permissions to access custom objects")
	}
	if r, over := s.changes.count(s.now()); over {
		a := changesRefusal(429, "RateLimitExceeded", fmt.Sprintf("Rate limit exceeded. Maximum %d requests per minute.", changesMinute))
		a.header.Set("Retry-After", strconv.Itoa(r.reset))
		return a
	}
	from, bad := q.changesFrom()
	if bad != nil {
		return bad
	}
	size := changesPage
	if text := q.param("per_page"); text != "" {
		n, err := strconv.Atoi(text)
		if err != nil || n < 1 || n > changesPage {
			return changesRefusal(400, "InvalidPerPage", fmt.Sprintf("per_page must be between 1 and %d", changesPage))
		}
		size = n
	}
	rows, more := s.changedSince(q, o, from, size, q.param("filter[exclude_deleted]") == "true")
	return q.changesAnswer(o, from, rows, more)
}

func changesRefusal(status int, code, title string) *answer {
	return reply(status, obj{{"errors", []obj{{{"code", code}, {"status", strconv.Itoa(status)}, {"title", title}}}}})
}

// changesFrom is where the export goes on: behind a cursor, or at a time.
func (q *request) changesFrom() (changedRow, *answer) {
	if text := q.param("cursor"); text != "" {
		plain, err := base64.URLEncoding.DecodeString(text)
		at, id, found := strings.Cut(string(plain), "|")
		ms, bad := strconv.ParseInt(at, 10, 64)
		if err != nil || !found || bad != nil {
			return changedRow{}, changesRefusal(400, "InvalidCursor", "cursor is invalid or expired")
		}
		return changedRow{at: ms, id: id}, nil
	}
	seconds, err := strconv.ParseInt(q.param("start_time"), 10, 64)
	switch {
	case q.param("start_time") == "":
		return changedRow{}, changesRefusal(400, "MissingStartTime", "start_time is required")
	case err != nil || seconds < 0:
		return changedRow{}, changesRefusal(400, "InvalidStartTime", "start_time must be a Unix time")
	case q.now().Sub(time.Unix(seconds, 0)) < changesAge:
		return changedRow{}, changesRefusal(400, "StartTimeTooRecent", "start_time must be more than 60 seconds ago")
	}
	return changedRow{at: seconds*1000 - 1}, nil // what changed at that time is told
}

// changedSince returns a page of what changed after a row and before the last
// minute, in the order in which it did.
func (s *Server) changedSince(q *request, o *object, from changedRow, size int, withoutDead bool) (out []changedRow, more bool) {
	until := q.now().Add(-changesAge).UnixMilli()
	key := rowKey{num: from.at, id: from.id}
	for r := range o.listed("updated_at").walk(&key, false) {
		c := changedRow{at: o.updatedMS(r), id: o.id(r), row: r}
		if c.at > until || len(out) > size {
			break
		}
		if s.reaches(q, o, r) {
			out = append(out, c)
		}
	}
	if !withoutDead {
		for i := range o.buried {
			t := &o.buried[i]
			if c := (changedRow{at: t.At, id: t.ID, dead: t}); t.At <= until && c.compare(from) > 0 {
				out = append(out, c)
			}
		}
		slices.SortFunc(out, changedRow.compare)
	}
	if more = len(out) > size; more {
		out = out[:size]
	}
	return out, more
}

func (q *request) changesAnswer(o *object, from changedRow, rows []changedRow, more bool) *answer {
	b := append(make([]byte, 0, 256+1500*len(rows)), `{"custom_object_records":[`...)
	last := from
	for i, r := range rows {
		if i > 0 {
			b = append(b, ',')
		}
		if last = r; r.dead != nil {
			b = q.appendDeleted(b, o, r.dead)
		} else {
			b = q.appendRecord(b, o, r.row)
		}
	}
	after := base64.URLEncoding.EncodeToString([]byte(strconv.FormatInt(last.at, 10) + "|" + last.id))
	b = appendString(append(b, `],"after_cursor":`...), after)
	b = append(b, `,"after_url":`...)
	if more {
		b = appendString(b, q.link(q.plainPath())+"?"+url.Values{"cursor": {after}}.Encode())
	} else {
		b = append(b, "null"...)
	}
	b = append(b, `,"before_cursor":null,"before_url":null,"filter":{"exclude_deleted":`...)
	b = strconv.AppendBool(b, q.param("filter[exclude_deleted]") == "true")
	b = append(strconv.AppendBool(append(b, `},"meta":{"has_more":`...), more), "}}"...)
	return rawReply(http.StatusOK, "", b)
}

// appendDeleted writes what is left of a record: its id and times, and a word in
// place of every text.
func (q *request) appendDeleted(b []byte, o *object, t *tombstone) []byte {
	fields := obj{}
	for _, key := range t.Keys {
		fields = append(fields, pair{key, deletedWord})
	}
	value := obj{
		{"url", q.link("/api/v2/custom_objects/" + o.meta.Key + "/records/" + t.ID + ".json")}, {"id", t.ID}, {"name", deletedWord},
		{"custom_object_key", o.meta.Key}, {"custom_object_fields", fields},
		{"created_by_user_id", strconv.FormatInt(t.CreatedBy, 10)}, {"updated_by_user_id", strconv.FormatInt(t.By, 10)},
		{"created_at", stamp(time.UnixMilli(t.CreatedMS))}, {"updated_at", stamp(time.UnixMilli(t.At))}, {"external_id", deletedWord},
	}
	b, _ = value.append(b) // texts always encode
	return b
}
