package sandbox

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// paging says which of the two ways through a list an endpoint knows.
type paging int

const (
	cursorOrOffset paging = iota // cursor when page[size], page[after] or page[before] is there, else offset
	cursorOnly
	offsetOnly
)

// listing is a list in memory, sorted by ascending id.
type listing[T any] struct {
	key   string // of the envelope, such as "group_memberships"
	items []T
	id    func(T) int64
	how   paging
	show  func(T) any      // what is sent of an item, nil for the item itself
	extra func([]T) []pair // side-loaded lists of a page, after the items; nil for none
}

// paged answers one page of a list.
func paged[T any](q *request, l listing[T]) *answer {
	switch {
	case l.how == offsetOnly:
		if bad := q.refuseCursor(); bad != nil {
			return bad
		}
		return l.byOffset(q)
	case l.how == cursorOnly || q.query.Has("page[size]") || q.query.Has("page[after]") || q.query.Has("page[before]"):
		return l.byCursor(q)
	}
	return l.byOffset(q)
}

// unpagedList is the answer of a family that has no pages and says so.
func unpagedList(key string, all []obj) *answer {
	return ok(obj{{key, all}, {"next_page", nil}, {"previous_page", nil}, {"count", len(all)}})
}

// refuseCursor is what a list that counts its pages answers to page[size] and
// the like. The words were seen for users/search (the vendor's community, post
// 4467682277402); that the other lists that document no cursor say the same is
// inferred.
func (q *request) refuseCursor() *answer {
	for name := range q.query {
		if strings.HasPrefix(name, "page[") {
			return badAttribute("You passed an invalid value for the page attribute. Invalid parameter: page must be an integer from " + strings.TrimPrefix(q.plainPath(), "/"))
		}
	}
	return nil
}

func (l listing[T]) shown(items []T) []any {
	out := make([]any, len(items))
	for i, item := range items {
		if out[i] = item; l.show != nil {
			out[i] = l.show(item)
		}
	}
	return out
}

// body is the page's items and what is side-loaded with them.
func (l listing[T]) body(items []T) obj {
	out := obj{{l.key, l.shown(items)}}
	if l.extra != nil {
		out = append(out, l.extra(items)...)
	}
	return out
}

func (l listing[T]) byCursor(q *request) *answer {
	w, bad := q.window()
	if bad != nil {
		return bad
	}
	from, to, hasMore, bad := w.within(len(l.items), "id", func(values []any) (at int, there, known bool) {
		var id int64
		if len(values) == 1 {
			id, known = values[0].(int64)
		}
		at, there = slices.BinarySearchFunc(l.items, id, func(t T, id int64) int { return cmp.Compare(l.id(t), id) })
		return at, there, known
	})
	if bad != nil {
		return bad
	}
	var e edges
	if page := l.items[from:to]; len(page) > 0 {
		e.first = &cursor{"id", []any{l.id(page[0])}}
		e.last = &cursor{"id", []any{l.id(page[len(page)-1])}}
	}
	out := l.body(l.items[from:to])
	return ok(append(out, q.links(e, hasMore)...))
}

func (l listing[T]) byOffset(q *request) *answer {
	page, size := 1, maxPage
	for _, p := range []struct {
		name string
		into *int
	}{{"page", &page}, {"per_page", &size}} {
		if text := q.param(p.name); text != "" {
			n, err := strconv.Atoi(text)
			if err != nil || n < 1 {
				return badAttribute("You passed an invalid value for the " + p.name + " attribute. Invalid parameter: " + p.name + " must be an integer greater than 0")
			}
			*p.into = n
		}
	}
	size = min(size, maxPage)
	if page > 100 {
		return badPagination("InvalidPaginationDepth", "Pagination depth exceeded", "Offset pagination ends at page 100; use cursor pagination")
	}
	from := min((page-1)*size, len(l.items))
	to := min(from+size, len(l.items))
	var next, previous any
	if to < len(l.items) {
		next = q.offsetLink(page + 1)
	}
	if page > 1 {
		previous = q.offsetLink(page - 1)
	}
	out := l.body(l.items[from:to])
	return ok(append(out, pair{"count", len(l.items)}, pair{"next_page", next}, pair{"previous_page", previous}))
}

func (q *request) offsetLink(page int) string {
	v := maps.Clone(q.query)
	v.Set("page", strconv.Itoa(page))
	return q.link(q.plainPath()) + "?" + v.Encode()
}

// sortedByID returns the values of a table in the order listings want.
func sortedByID[T any](table map[int64]T) []T {
	out := make([]T, 0, len(table))
	for _, id := range slices.Sorted(maps.Keys(table)) {
		out = append(out, table[id])
	}
	return out
}
