package api

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// lists are the users or groups of a page by name.
func listNamed(ctx context.Context, c *Client) func(ListOptions) (Page[Named], *Response, error) {
	return func(o ListOptions) (Page[Named], *Response, error) { return c.ListGroups(ctx, o) }
}

func TestPageEnvelopes(t *testing.T) {
	tests := []struct {
		name string
		body string
		want Page[Named]
	}{
		{"cursors, more", `{"groups":[],"meta":{"has_more":true,"after_cursor":"a","before_cursor":"b"},"links":{"next":"n","prev":"p"}}`,
			Page[Named]{Meta: Meta{true, "a", "b"}, Links: Links{"n", "p"}}},
		{"cursors on the last page", `{"groups":[],"meta":{"has_more":false,"after_cursor":"a","before_cursor":"b"},"links":{"next":"n","prev":"p"}}`,
			Page[Named]{Meta: Meta{false, "a", "b"}, Links: Links{"n", "p"}}},
		{"past the end", `{"groups":[],"meta":{"has_more":false,"after_cursor":null,"before_cursor":null},"links":{"prev":null,"next":null}}`, Page[Named]{}},
		{"cursor in the link only", `{"groups":[],"meta":{"has_more":true},"links":{"next":"https://x/g.json?page%5Bafter%5D=a%3D&page%5Bsize%5D=1","prev":null}}`,
			Page[Named]{Meta: Meta{true, "a=", ""}, Links: Links{Next: "https://x/g.json?page%5Bafter%5D=a%3D&page%5Bsize%5D=1"}}},
		{"links as a list", `{"groups":[],"meta":{"has_more":true,"after_cursor":"a"},"links":[{"next":"n"},{"prev":"p"}]}`,
			Page[Named]{Meta: Meta{true, "a", ""}, Links: Links{"n", "p"}}},
		{"offsets", `{"groups":[],"count":3,"next_page":"https://x/g.json?page=3&per_page=1","previous_page":"https://x/g.json?page=1&per_page=1"}`,
			Page[Named]{Count: new(3), Meta: Meta{true, "offset:3", "offset:1"},
				Links: Links{"https://x/g.json?page=3&per_page=1", "https://x/g.json?page=1&per_page=1"}}},
		{"offsets, the end", `{"groups":[],"count":"3","next_page":null,"previous_page":null}`, Page[Named]{Count: new(3)}},
		{"no pages at all", `{"groups":[]}`, Page[Named]{}},
		{"under another key", `{"things":[],"links":[]}`, Page[Named]{}},
		{"null", `{"groups":null}`, Page[Named]{}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c := newTestClient(t, answering(200, tt.body))
			got, _, err := c.ListGroups(t.Context(), ListOptions{})
			if err != nil {
				t.Fatal(err)
			}
			got.Items = nil
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestPageWithoutAList(t *testing.T) {
	for _, body := range []string{`{"meta":{"has_more":false}}`, `{"a":[],"b":[]}`, `{"groups":{}}`, `{"groups":[1]}`, `{"errors":[{"code":"x"}]}`} {
		c := newTestClient(t, answering(200, body))
		if p, _, err := c.ListGroups(t.Context(), ListOptions{}); err == nil {
			t.Errorf("%s reads as %+v", body, p)
		}
	}
}

// Nothing in place of a list may be an empty one, but not where more was told
// to follow: the rest would be missing without a word.
func TestNullIsNoEndOfAList(t *testing.T) {
	c := newTestClient(t, answering(200, `{"groups":null}`))
	if p, _, err := c.ListGroups(t.Context(), ListOptions{After: "a"}); err == nil {
		t.Errorf("it reads as %+v", p)
	}
}

// numbered serves n groups, two on a page, by cursor or by offset.
func numbered(t *testing.T, n int, offsets bool) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		q := r.URL.Query()
		if q.Get("page[after]") != "" && q.Get("page") != "" || q.Has("page[before]") {
			t.Errorf("asked for %s", r.URL.RawQuery)
		}
		from := 0
		fmt.Sscan(q.Get("page[after]"), &from)
		if number := 0; offsets && q.Has("page") {
			fmt.Sscan(q.Get("page"), &number)
			from = 2 * (number - 1)
			if q.Get("per_page") != "2" {
				t.Errorf("asked for %s", r.URL.RawQuery)
			}
		}
		items := ""
		for i := from; i < min(from+2, n); i++ {
			items += fmt.Sprintf(`,{"id":%d,"name":"g%d"}`, i, i)
		}
		place := fmt.Sprintf(`"meta":{"has_more":%v,"after_cursor":"%d","before_cursor":"x"}`, from+2 < n, from+2)
		if offsets {
			place = `"next_page":null`
			if from+2 < n {
				place = fmt.Sprintf(`"next_page":"https://x/groups.json?page=%d&per_page=2"`, from/2+2)
			}
		}
		answering(200, `{"groups":[`+items[min(1, len(items)):]+`],`+place+`}`)(w, r)
	}
}

func TestItemsWalksToTheEnd(t *testing.T) {
	for _, offsets := range []bool{false, true} {
		for n := range 7 {
			c := newTestClient(t, numbered(t, n, offsets))
			var got []string
			for g, err := range Items(ListOptions{Size: 2}, listNamed(t.Context(), c)) {
				if err != nil {
					t.Fatal(err)
				}
				got = append(got, g.Name)
			}
			if len(got) != n || n > 0 && got[n-1] != fmt.Sprint("g", n-1) {
				t.Errorf("of %d, offsets %v: %v", n, offsets, got)
			}
		}
	}
}

func TestItemsStopsWhenAsked(t *testing.T) {
	sent := 0
	c := newTestClient(t, inTurn(&sent, numbered(t, 7, false)))
	for g := range Items(ListOptions{Size: 2}, listNamed(t.Context(), c)) {
		if g.Name == "g1" {
			break
		}
	}
	if sent != 1 {
		t.Errorf("%d pages for two items", sent)
	}
	for range Pages(ListOptions{Size: 2}, listNamed(t.Context(), c)) {
		break
	}
	if sent != 2 {
		t.Errorf("%d pages for one", sent-1)
	}
}

// A server that says there is more, but not where, or where we are already,
// must not be asked for ever.
func TestItemsDoesNotGoInCircles(t *testing.T) {
	for body, most := range map[string]int{
		`{"groups":[{"id":1}],"meta":{"has_more":true,"after_cursor":null}}`:   1,
		`{"groups":[{"id":1}],"meta":{"has_more":true,"after_cursor":"same"}}`: 2,
	} {
		sent := 0
		c := newTestClient(t, inTurn(&sent, answering(200, body)))
		var last error
		for _, err := range Items(ListOptions{}, listNamed(t.Context(), c)) {
			last = err
		}
		if asError(last) == nil || sent != most {
			t.Errorf("%s: asked %d times: %v", body, sent, last)
		}
	}
}

// Cursors that come round again after any number of pages end the walk, and a
// walk of any length without a circle goes to its end.
func TestPagesNoticeCircles(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		tail, round := rapid.IntRange(0, 40).Draw(t, "tail"), rapid.IntRange(0, 40).Draw(t, "round")
		asked := 0
		var last error
		for _, err := range Pages(ListOptions{}, func(ListOptions) (Page[int], *Response, error) {
			n := asked
			if asked++; asked > 1000 {
				t.Fatalf("goes on in circles")
			}
			if n > tail && round > 0 {
				n = tail + (n-tail)%round
			}
			return Page[int]{Items: []int{n}, Meta: Meta{HasMore: round > 0 || n < tail, After: fmt.Sprint("c", n)}}, nil, nil
		}) {
			last = err
		}
		if round == 0 && (last != nil || asked != tail+1) {
			t.Fatalf("%d pages of %d without a circle, %v", asked, tail+1, last)
		}
		if round > 0 && asError(last) == nil {
			t.Fatalf("ended without an error after %d pages", asked)
		}
	})
}

func TestItemsEndsWithAnError(t *testing.T) {
	sent := 0
	c := newTestClient(t, inTurn(&sent, numbered(t, 7, false), answering(403, "")))
	items, errs := 0, 0
	for _, err := range Items(ListOptions{Size: 2}, listNamed(t.Context(), c)) {
		if err != nil {
			errs++
			if !IsForbidden(err) {
				t.Error(err)
			}
			continue
		}
		items++
	}
	if items != 2 || errs != 1 {
		t.Errorf("%d items, %d errors", items, errs)
	}
}

// One element that makes no sense costs itself; a list of nothing else, all.
func TestOneBadElement(t *testing.T) {
	c := newTestClient(t, answering(200, `{"custom_object_records":[{"id":"a"},[1,2],7,{"id":"b"}],"meta":{"has_more":false}}`))
	p, _, err := c.ListRecords(t.Context(), "car", RecordFilter{}, ListOptions{})
	if err != nil || len(p.Items) != 2 || p.Items[1].ID != "b" || p.Unreadable != 2 {
		t.Errorf("%d items, %d unreadable: %v", len(p.Items), p.Unreadable, err)
	}
	c = newTestClient(t, answering(200, `{"custom_object_records":[[1,2]],"meta":{"has_more":false}}`))
	if _, _, err := c.ListRecords(t.Context(), "car", RecordFilter{}, ListOptions{}); err == nil {
		t.Error("a list of nothing that makes sense is one")
	}
}

// A list that goes on with nothing on its pages ends.
func TestEmptyPagesEnd(t *testing.T) {
	pages := 0
	var last error
	for _, err := range Items(ListOptions{}, func(ListOptions) (Page[int], *Response, error) {
		if pages++; pages > 1000 {
			t.Fatal("it goes on for ever")
		}
		p := Page[int]{Meta: Meta{HasMore: true, After: strings.Repeat("c", pages)}}
		if pages == 50 {
			p.Items = []int{1}
		}
		return p, &Response{}, nil
	}) {
		last = err
	}
	if last == nil || pages != 50+mostEmpty {
		t.Errorf("%d pages: %v", pages, last)
	}
}
