package sandbox

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

func TestIncrementalExport(t *testing.T) {
	clock := time.Date(2026, 11, 21, 10, 0, 0, 0, time.UTC)
	s := New(Options{Records: 300, Clock: func() time.Time { return clock }})
	const path = "GET /api/v2/incremental/custom_objects/vendor/cursor"
	since := func(at time.Time) string { return fmt.Sprintf("%s?start_time=%d", path, at.Unix()) }
	begun := clock
	record := ask(t, s, "", "GET /api/v2/custom_objects/vendor/records?page[size]=2", "")
	ids := strings.Split(record.body, `"id":"`)
	first, second := ids[1][:26], ids[2][:26]
	play(t, s, []step{
		{why: "a time or a cursor is needed", line: path, status: 400, at: []string{"errors.0.code", `"MissingStartTime"`}},
		{why: "the last minute is not told", line: since(clock.Add(-30 * time.Second)), status: 400,
			want: `{"errors":[{"code":"StartTimeTooRecent","status":"400","title":"start_time must be more than 60 seconds ago"}]}`},
		{why: "a cursor is one of its own", line: path + "?cursor=x", status: 400,
			want: `{"errors":[{"code":"InvalidCursor","status":"400","title":"cursor is invalid or expired"}]}`},
		{why: "pages have an end", line: since(clock.Add(-time.Hour)) + "&per_page=1001", status: 400},
		{why: "an object is needed", line: "GET /api/v2/incremental/custom_objects/nothing/cursor?start_time=1", status: 404, at: []string{"errors.0.code", `"CustomObjectNotFound"`}},
		{why: "closed records are closed here too", line: "GET /api/v2/incremental/custom_objects/payroll/cursor?start_time=1", status: 403, at: []string{"errors.0.code", `"Forbidden"`}},
		{why: "a change", line: "PATCH /api/v2/custom_objects/vendor/records/" + first, send: `{"custom_object_record":{"custom_object_fields":{"rating":1}}}`, status: 200},
		{why: "a deletion", line: "DELETE /api/v2/custom_objects/vendor/records/" + second, status: 204},
	})
	clock = clock.Add(2 * time.Minute)
	play(t, s, []step{
		{why: "what changed, and what is left of what was deleted", line: since(begun), status: 200,
			at: []string{"custom_object_records.0.id", `"` + first + `"`, "custom_object_records.1.id", `"` + second + `"`,
				"custom_object_records.1.name", `"[DELETED]"`, "custom_object_records.1.custom_object_fields.rating", `"[DELETED]"`,
				"custom_object_records.2", `"absent"`, "meta.has_more", "false", "after_url", "null", "filter.exclude_deleted", "false"}},
		{why: "without the deleted", line: since(begun) + "&filter[exclude_deleted]=true", status: 200,
			at: []string{"custom_object_records.0.id", `"` + first + `"`, "custom_object_records.1", `"absent"`, "filter.exclude_deleted", "true"}},
		{why: "a page is cut", line: since(begun) + "&per_page=1", status: 200, at: []string{"custom_object_records.1", `"absent"`, "meta.has_more", "true"}},
	})
	all := ask(t, s, "", since(begun), "")
	cursor := between(all.body, `"after_cursor":"`, `"`)
	for range 6 { // ten a minute
		if a := ask(t, s, "", path+"?cursor="+cursor, ""); a.status != 200 || !strings.Contains(a.body, `"custom_object_records":[]`) {
			t.Fatalf("behind the end: %d %s", a.status, a.body)
		}
	}
	a := ask(t, s, "", path+"?cursor="+cursor, "")
	if a.status != 429 || !strings.Contains(a.body, "Maximum 10 requests per minute") || a.header.Get("Retry-After") == "" {
		t.Errorf("the eleventh: %d %s", a.status, a.body)
	}
}

func between(s, from, to string) string {
	_, s, _ = strings.Cut(s, from)
	s, _, _ = strings.Cut(s, to)
	return s
}
