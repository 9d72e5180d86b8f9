package api

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// A record of a system object as a live service sent it.
func TestRecordLive(t *testing.T) {
	c := newTestClient(t, answering(200, example(t, "record_live")))
	r, _, err := c.ShowRecord(t.Context(), "standard::service_catalog_attachment_option", "01KC9HXSMHV3KFY6R0X9PRYSMA")
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]Value{"standard::brand_id": "9255557571710", "standard::description": Null, "standard::is_required": "false"}
	if diff := cmp.Diff(want, r.Fields); diff != "" {
		t.Error(diff)
	}
	if !r.Photo.IsNull() || !r.ExternalID.IsNull() || r.Extra != nil {
		t.Errorf("%+v", r)
	}
}

// Other servers have other habits: numbers for ids, members that are new, or
// that are not there.
func TestRecordIsReadLiberally(t *testing.T) {
	var r Record
	err := json.Unmarshal([]byte(`{"id":17,"name":42,"created_by_user_id":123,"updated_by_user_id":null,"created_at":"2024-02-27T00:00:00+00:00",
		"custom_object_fields":null,"ui_path":"/x","permissions":{"can_update":true}}`), &r)
	if err != nil {
		t.Fatal(err)
	}
	if r.ID != "17" || r.Name != "42" || r.CreatedByUserID != "123" || r.UpdatedByUserID != "" || !r.ExternalID.IsAbsent() ||
		r.Fields == nil || r.CreatedAt.IsZero() || !r.UpdatedAt.IsZero() {
		t.Errorf("%+v", r)
	}
	if diff := cmp.Diff(map[string]Value{"ui_path": `"/x"`, "permissions": `{"can_update":true}`}, r.Extra); diff != "" {
		t.Error(diff)
	}
	if err := json.Unmarshal([]byte(`[]`), &r); err == nil {
		t.Error("a list is a record")
	}
}

// What was read is written as it was.
func TestRecordRoundTrip(t *testing.T) {
	for _, name := range []string{"record", "record_set", "record_live"} {
		var in struct {
			Record json.RawMessage `json:"custom_object_record"`
		}
		if err := json.Unmarshal([]byte(example(t, name)), &in); err != nil {
			t.Fatal(err)
		}
		var r Record
		if err := json.Unmarshal(in.Record, &r); err != nil {
			t.Fatal(err)
		}
		out, err := json.Marshal(r)
		if err != nil {
			t.Fatal(err)
		}
		var a, b any
		json.Unmarshal(in.Record, &a)
		json.Unmarshal(out, &b)
		if diff := cmp.Diff(a, b); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
	out, err := json.Marshal(Record{ID: "1", Extra: map[string]Value{"new": "[1]"}, Fields: map[string]Value{}})
	if err != nil || string(out) != `{"custom_object_fields":{},"id":"1","new":[1]}` {
		t.Errorf("%s: %v", out, err)
	}
}

// The other families write what they were given, unknown members and all.
func TestFamiliesRoundTrip(t *testing.T) {
	text := `{"id":7,"new_member":{"a":[1.50]}}`
	for name, v := range map[string]any{
		"object": new(Object), "field": new(Field), "role": new(Role), "status": new(TicketStatus), "item": new(ContentItem),
		"variant": new(ContentVariant), "card": new(EssentialsCard), "membership": new(Membership), "user": new(User),
		"named": new(Named), "locale": new(Locale), "event": new(RecordEvent), "attachment": new(Attachment), "job": new(JobStatus),
	} {
		if err := json.Unmarshal([]byte(text), v); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if out, err := json.Marshal(v); err != nil || string(out) != text {
			t.Errorf("%s is written as %s: %v", name, out, err)
		}
		if err := json.Unmarshal([]byte(`"text"`), v); err == nil {
			t.Errorf("a text is a %s", name)
		}
	}
}

func TestRecordPatch(t *testing.T) {
	if !(RecordPatch{Fields: map[string]Value{"a": Absent}}).IsEmpty() || (RecordPatch{ExternalID: Null}).IsEmpty() {
		t.Error("empty is not told from cleared")
	}
}

func TestCountForms(t *testing.T) {
	for text, want := range map[string]int{`{"value":7,"refreshed_at":null}`: 7, `7`: 7, `"50000000"`: 50000000, `{"value":5.0e7}`: 50000000, `{"value":1.5}`: 0, `{"value":1e99}`: 0} {
		var n Count
		if err := json.Unmarshal([]byte(text), &n); err != nil || n.Value != want {
			t.Errorf("%s reads as %+v: %v", text, n, err)
		}
	}
}

func TestSmallForms(t *testing.T) {
	var f Field
	if err := json.Unmarshal([]byte(`{"custom_field_options":[{"id":1,"name":"a"},7,{"id":2,"name":"b"}],"position":"3"}`), &f); err != nil || len(f.Options) != 2 || f.Position != 3 {
		t.Errorf("%+v: %v", f, err)
	}
	var e EssentialsCard
	if err := json.Unmarshal([]byte(`{"fields":["zen:user:field:1",{"id":2,"zrn":"zen:user:field:2"}]}`), &e); err != nil ||
		!cmp.Equal(e.Fields, []CardField{{ZRN: "zen:user:field:1"}, {ID: "2", ZRN: "zen:user:field:2"}}) {
		t.Errorf("%+v: %v", e.Fields, err)
	}
	var ev RecordEvent
	if err := json.Unmarshal([]byte(`{"actor":12}`), &ev); err != nil || ev.ActorID != "12" {
		t.Errorf("%+v: %v", ev, err)
	}
	if key, ok := TargetObjectKey("zen:custom_object:car"); !ok || key != "car" {
		t.Error(key)
	}
	if _, ok := TargetObjectKey(TargetUser); ok {
		t.Error("a user is a custom object")
	}
}
