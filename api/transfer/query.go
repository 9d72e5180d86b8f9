package transfer

import (
	"context"
	"iter"
	"slices"

	"zco/api"
)

// Query says which records are wanted. The zero Query, but for Object, is all.
type Query struct {
	Object string     `json:"object"`
	Search string     `json:"search,omitempty"` // words; see api.Client.SearchRecords
	Filter api.Filter `json:"filter,omitzero"`  // zero for none
	Sort   string     `json:"sort,omitempty"`   // "" leaves the order to Records, which takes one that stands still
	Limit  int        `json:"limit,omitempty"`  // at most so many; 0 for all

	sources bool // see api.ListOptions.Sources
}

// relevant is how many records the service finds by relevance; the rest come
// only with a sort.
const relevant = 10_000

var listSorts = []string{"id", "-id", "updated_at", "-updated_at"}

// plan is how the query is asked: through the search or the list, in an
// order that does not move while it is read, and what to say about it.
func (q Query) plan() (asked Query, search bool, notes []string) {
	search = q.Search != "" || !q.Filter.IsZero()
	if !search && q.Sort != "" && !slices.Contains(listSorts, q.Sort) {
		search, q.Search = true, "*" // only the search sorts by this
		notes = append(notes, "read through the search, which alone sorts by "+q.Sort+": records that changed in the last minutes may be missing")
	}
	switch {
	case q.Sort != "":
	case !search:
		q.Sort = "id"
	case q.Limit == 0 || q.Limit > relevant:
		q.Sort = "created_at"
		notes = append(notes, "sorted by created_at: unsorted, Zendesk gives the first 10,000 records only")
	}
	return q, search, notes
}

// pageOf reads one page of the query, as plan asks it.
func (q Query) pageOf(ctx context.Context, c Client, search bool, o api.ListOptions) (api.Page[api.Record], *api.Response, error) {
	o.Sort, o.Sources = q.Sort, q.sources
	switch {
	case !search:
		return c.ListRecords(ctx, q.Object, api.RecordFilter{}, o)
	case q.Filter.IsZero():
		return c.SearchRecords(ctx, q.Object, q.Search, o)
	}
	return c.FilterRecords(ctx, q.Object, q.Search, q.Filter, o)
}

// recordPage is a page without the records that the page before it had.
type recordPage struct {
	records []api.Record
	next    string // the cursor after it; "" after the last
	total   int    // 0 if not told
	bad     int    // elements of it that are no records, and are left out

	afterMeeting bool   // next is no place to go on from
	upTo         string // the id up to which all was given; "" where the cursor says it
}

// pages walks over the query's pages from a cursor. seen are the ids on the
// page before it: records that were made or deleted meanwhile shift the rest,
// and some come twice.
func (q Query) pages(ctx context.Context, c Client, after string, seen []string, limit int) iter.Seq2[recordPage, error] {
	asked, search, _ := q.plan()
	return func(yield func(recordPage, error) bool) {
		before := seen
		start := api.ListOptions{Size: api.MaxPageSize, After: after}
		list := sooner{ctx: ctx, list: func(ctx context.Context, o api.ListOptions) (api.Page[api.Record], *api.Response, error) {
			return asked.pageOf(ctx, c, search, o)
		}, never: q.Limit > 0}
		defer list.stop()
		for page, err := range api.Pages(start, list.page) {
			if err != nil {
				yield(recordPage{}, err)
				return
			}
			p, last := recordPage{bad: page.Unreadable}, !page.Meta.HasMore
			if !last {
				p.next = page.Meta.After // none is an error, which api.Pages gives when asked on
			}
			if page.Count != nil {
				p.total = *page.Count
			}
			p.records, before = withoutTwice(page.Items, before)
			if q.Limit > 0 && len(p.records) >= limit {
				p.records, p.next, last = p.records[:limit], "", true
			}
			limit -= len(p.records)
			if !yield(p, nil) || last {
				return
			}
		}
	}
}

// withoutTwice leaves out what is there twice, or was on the page before, and
// returns the ids of all.
func withoutTwice(records []api.Record, before []string) (once []api.Record, ids []string) {
	seen := make(map[string]bool, len(records)+len(before))
	for _, id := range before {
		seen[id] = true
	}
	ids, once = make([]string, 0, len(records)), records[:0]
	for _, r := range records {
		ids = append(ids, r.ID)
		if !seen[r.ID] {
			once, seen[r.ID] = append(once, r), true
		}
	}
	return once, ids
}

// Records walks over the records of a query, page by page, each once.
func Records(ctx context.Context, c Client, q Query) iter.Seq2[api.Record, error] {
	return func(yield func(api.Record, error) bool) {
		for p, err := range q.pages(ctx, c, "", nil, q.Limit) {
			if err != nil {
				yield(api.Record{}, err)
				return
			}
			for _, r := range p.records {
				if !yield(r, nil) {
					return
				}
			}
		}
	}
}
