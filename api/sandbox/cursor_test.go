package sandbox

import (
	"encoding/base64"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// pageOf reads one page and its ids.
func pageOf(t *testing.T, s *Server, line string) (a asked, ids []string) {
	t.Helper()
	a = ask(t, s, "", line, "")
	if a.status != 200 {
		t.Fatalf("%s: %d %s", line, a.status, a.body)
	}
	for _, rec := range part(decoded(t, a.body), "custom_object_records").([]any) {
		ids = append(ids, part(rec, "id").(string))
	}
	return a, ids
}

func pathOf(t *testing.T, link string) string {
	t.Helper()
	u, err := url.Parse(link)
	if err != nil {
		t.Fatal(err)
	}
	return "GET " + u.RequestURI()
}

// walk follows links.next, or links.prev, until has_more says stop.
func walk(t *testing.T, s *Server, line, link string) (ids []string, pages int) {
	t.Helper()
	for {
		a, page := pageOf(t, s, line)
		pages++
		if link == "prev" {
			ids = append(page, ids...)
		} else {
			ids = append(ids, page...)
		}
		if part(decoded(t, a.body), "meta.has_more") == false {
			return ids, pages
		}
		line = pathOf(t, a.get(t, "links."+link))
	}
}

func TestWalkingForwardsAndBackwardsIsTheSameList(t *testing.T) {
	s := testServer()
	for _, query := range []string{"records?sort=id", "records?sort=-id", "records?sort=updated_at", "records?sort=-updated_at",
		"records/search?query=*&sort=name", "records/search?query=*&sort=-name", "records/search?query=a&sort=created_at", "records/search?query=*", "records/search?query=dell+oslo"} {
		for _, size := range []int{3, 50, 100} {
			line := fmt.Sprintf("GET /api/v2/custom_objects/asset/%s&page[size]=%d", query, size)
			forwards, _ := walk(t, s, line, "next")
			last, _ := pageOf(t, s, line)
			for part(decoded(t, last.body), "meta.has_more") == true {
				last, _ = pageOf(t, s, pathOf(t, last.get(t, "links.next")))
			}
			after, ids := pageOf(t, s, pathOf(t, last.get(t, "links.next")))
			if len(ids) != 0 || part(decoded(t, after.body), "meta.after_cursor") != nil || part(decoded(t, after.body), "links.prev") != nil {
				t.Fatalf("%s: past the end stands %s", line, after.body)
			}
			backwards, _ := walk(t, s, pathOf(t, last.get(t, "links.prev")), "prev")
			if got := append(backwards, forwards[len(backwards):]...); !slices.Equal(got, forwards) {
				t.Fatalf("%s: backwards %d rows differ", line, len(backwards))
			}
			if len(slices.Compact(slices.Sorted(slices.Values(forwards)))) != len(forwards) {
				t.Fatalf("%s: a record comes twice", line)
			}
		}
	}
}

func TestBothCursorsStandOnEveryPageWithRows(t *testing.T) {
	s := testServer()
	a, _ := pageOf(t, s, "GET /api/v2/custom_objects/asset/records?page[size]=100&page[after]=&page[before]=&filter[ids]=&sort=")
	for _, path := range []string{"meta.after_cursor", "meta.before_cursor", "links.next", "links.prev"} {
		if a.get(t, path) == "" {
			t.Errorf("no %s on the first page", path)
		}
	}
	if next := a.get(t, "links.next"); !strings.Contains(next, "/records.json?") || !strings.Contains(next, "page%5Bafter%5D=") || !strings.Contains(next, "page%5Bsize%5D=100") {
		t.Errorf("links.next is %s", next)
	}
	outer, err := base64.StdEncoding.DecodeString(a.get(t, "meta.after_cursor"))
	if err != nil || !strings.HasPrefix(string(outer), `{"o":"id","v":"`) {
		t.Errorf("cursor holds %q %v", outer, err)
	}
}

func TestCursorErrors(t *testing.T) {
	s := testServer()
	list := "GET /api/v2/custom_objects/asset/records?"
	a, _ := pageOf(t, s, list+"page[size]=1")
	good := url.QueryEscape(a.get(t, "meta.after_cursor"))
	const code = `"InvalidPaginationParameter"`
	play(t, s, []step{
		{why: "mangled", line: list + "page[after]=garbage", status: 400, at: []string{"errors.0.code", code}},
		{why: "half a cursor", line: list + "page[after]=" + good[:len(good)-12], status: 400, at: []string{"errors.0.code", code}},
		{why: "both together", line: list + "page[after]=" + good + "&page[before]=" + good, status: 400, at: []string{"errors.0.code", code}},
		{why: "unknown sort", line: list + "sort=name", status: 400, at: []string{"errors.0.code", code, "errors.0.title", `"sort is not valid"`}},
		{why: "a cursor of another order", line: list + "sort=-id&page[after]=" + good, status: 400, at: []string{"errors.0.code", code}},
		{why: "too large a page", line: list + "page[size]=101", status: 400, at: []string{"errors.0.code", code}},
		{why: "no page at all", line: list + "page[size]=0", status: 400, at: []string{"errors.0.code", code}},
		{why: "a number and more", line: list + "page[size]=10x", status: 400, at: []string{"errors.0.code", code}},
		{why: "an unknown sort without its &", line: list + "page[size]=10sort=name", status: 400, at: []string{"errors.0.title", `"sort is not valid"`}},
		{why: "not a number", line: list + "page[size]=ten", status: 400, at: []string{"errors.0.code", code}},
		{why: "a sort that search does not know", line: "GET /api/v2/custom_objects/asset/records/search?query=*&sort=id", status: 400, at: []string{"errors.0.title", `"sort is not valid"`}},
	})
}

// The vendor's page prints this request without the &, as ten a page and the
// most recently updated first.
func TestSortPrintedWithoutAmpersand(t *testing.T) {
	s := testServer()
	list := "GET /api/v2/custom_objects/asset/records?page[size]=10"
	printed, ids := pageOf(t, s, list+"sort=-updated_at")
	_, want := pageOf(t, s, list+"&sort=-updated_at")
	if len(ids) != 10 || !slices.Equal(ids, want) {
		t.Errorf("gives %v, want %v", ids, want)
	}
	if next := printed.get(t, "links.next"); !strings.Contains(next, "page%5Bsize%5D=10&sort=-updated_at") {
		t.Errorf("goes on at %s", next)
	}
}

// A client that pages while others write must see every record that stays
// exactly once, whatever comes and goes between its pages.
func TestCursorsHoldTheirPlaceWhileRecordsComeAndGo(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		s := New(Options{Records: 60, RateLimit: -1})
		desc := rapid.Bool().Draw(rt, "descending")
		sort := map[bool]string{false: "id", true: "-id"}[desc]
		all, _ := walk(t, s, "GET /api/v2/custom_objects/asset/records?sort="+sort, "next")
		gone, seen := map[string]bool{}, []string{}
		line := fmt.Sprintf("GET /api/v2/custom_objects/asset/records?sort=%s&page[size]=%d", sort, rapid.IntRange(1, 25).Draw(rt, "size"))
		for {
			a, ids := pageOf(t, s, line)
			seen = append(seen, ids...)
			if part(decoded(t, a.body), "meta.has_more") == false {
				break
			}
			line = pathOf(t, a.get(t, "links.next"))
			for range rapid.IntRange(0, 4).Draw(rt, "writes") {
				id := rapid.SampledFrom(all).Draw(rt, "id")
				switch rapid.IntRange(0, 2).Draw(rt, "write") {
				case 0:
					ask(t, s, "", "DELETE /api/v2/custom_objects/asset/records/"+id, "")
					gone[id] = true
				case 1:
					ask(t, s, "", "PATCH /api/v2/custom_objects/asset/records/"+id, `{"custom_object_record":{"name":"moved"}}`)
				case 2:
					ask(t, s, "", "POST /api/v2/custom_objects/asset/records", `{"custom_object_record":{"name":"new","custom_object_fields":{"serial_number":"ZZ-00000001"}}}`)
				}
			}
		}
		if len(slices.Compact(slices.Sorted(slices.Values(seen)))) != len(seen) {
			rt.Fatal("a record was shown twice")
		}
		for _, id := range all {
			if !gone[id] && !slices.Contains(seen, id) {
				rt.Fatalf("%s was there all the time and not shown", id)
			}
		}
	})
}

func TestListIsDeletedChangedAndNewRecordsInOrder(t *testing.T) {
	s := testServer()
	before, _ := walk(t, s, "GET /api/v2/custom_objects/asset/records?sort=updated_at", "next")
	gone, changed := before[3], before[5]
	ask(t, s, "", "DELETE /api/v2/custom_objects/asset/records/"+gone, "")
	ask(t, s, "", "PATCH /api/v2/custom_objects/asset/records/"+changed, `{"custom_object_record":{"custom_object_fields":{"ports":3}}}`)
	made := ask(t, s, "", "POST /api/v2/custom_objects/asset/records", `{"custom_object_record":{"name":"new","custom_object_fields":{"serial_number":"ZZ-00000001"}}}`).get(t, "custom_object_record.id")
	want := slices.DeleteFunc(slices.Clone(before), func(id string) bool { return id == gone || id == changed })
	tail := []string{changed, made}
	slices.Sort(tail) // both at the same instant: by id
	got, _ := walk(t, s, "GET /api/v2/custom_objects/asset/records?sort=updated_at&page[size]=9", "next")
	if !slices.Equal(got, append(want, tail...)) {
		t.Errorf("by updated_at: %v", got[len(got)-4:])
	}
	byID, _ := walk(t, s, "GET /api/v2/custom_objects/asset/records?page[size]=33", "next")
	if !slices.IsSorted(byID) || !slices.Contains(byID, changed) || slices.Contains(byID, gone) || byID[len(byID)-1] != made {
		t.Error("by id the list is not what was written")
	}
}
