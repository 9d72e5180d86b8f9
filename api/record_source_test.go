package api

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"reflect"
	"testing"
)

// Records that are left unread are told apart, hold what came whatever comes
// after them, and are read as any other.
func TestListLeavesRecordsUnread(t *testing.T) {
	for _, indent := range []string{"", "\t"} {
		testRecordsUnread(t, indent)
	}
}

func testRecordsUnread(t *testing.T, indent string) {
	n := 0
	c := newServed(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		n++
		var plain, body bytes.Buffer
		fmt.Fprintf(&plain, `{"custom_object_records":[{"id":"A","name":"page %d","more":1,"custom_object_fields":{"a":"\u0041","b":%d},"created_at":"2026-01-02T03:04:05Z","updated_at":"2026-02-02T03:04:05Z"},`+
			`[1],null,{},{"id":"B","custom_object_fields":{"c":null}}],"meta":{"has_more":false}}`, n, n)
		if body = plain; indent != "" {
			body = bytes.Buffer{}
			if err := json.Indent(&body, plain.Bytes(), " ", indent); err != nil {
				t.Error(err)
			}
		}
		_, _ = w.Write(body.Bytes())
	}))
	read := func(o ListOptions) Page[Record] {
		p, _, err := c.ListRecords(t.Context(), "car", RecordFilter{}, o)
		if err != nil || len(p.Items) != 4 || p.Unreadable != 1 {
			t.Fatalf("%d records, %d unreadable, %v", len(p.Items), p.Unreadable, err)
		}
		return p
	}
	whole := read(ListOptions{})
	n--
	left := read(ListOptions{Sources: true})
	for range 3 {
		read(ListOptions{Sources: true}) // in the place of the first page's bytes
	}
	var r Record
	for i, was := range whole.Items {
		unread := left.Items[i]
		if unread.ID != was.ID || unread.CreatedAt != was.CreatedAt || unread.UpdatedAt != was.UpdatedAt || unread.Source() != was.Source() || unread.Fields != nil {
			t.Errorf("left is %+v", unread)
		}
		if r.ReadSource(unread); !reflect.DeepEqual(r, was) {
			t.Errorf("it reads as %+v, not as %+v", r, was)
		}
	}
	made := Record{ID: "here", Fields: map[string]Value{"a": "1"}}
	if r.ReadSource(made); !reflect.DeepEqual(r, made) {
		t.Errorf("one made here reads as %+v", r)
	}
	if r.ReadSource(left.Items[0]); made.Fields["a"] != "1" {
		t.Errorf("one made here has become %+v", made)
	}
}
