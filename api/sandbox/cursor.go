package sandbox

import (
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"errors"
	"maps"
	"strconv"
	"strings"
)

// cursor is the key of the row at the edge of a page, so that it holds its
// place while rows come and go. On the wire it is base64 of
// {"o":order,"v":base64 of tagged key values}: i and d carry an int64, s an
// int32 length and bytes, all little endian.
type cursor struct {
	order  string // such as "-updated_at,id"
	values []any  // int64 or string
}

type cursorJSON struct {
	O string `json:"o"`
	V string `json:"v"`
}

// encode writes the cursor as clients see it.
func (c cursor) encode() string {
	var v []byte
	for _, value := range c.values {
		switch x := value.(type) {
		case int64:
			v = binary.LittleEndian.AppendUint64(append(v, 'i'), uint64(x))
		case string:
			v = binary.LittleEndian.AppendUint32(append(v, 's'), uint32(len(x)))
			v = append(v, x...)
		}
	}
	text, _ := json.Marshal(cursorJSON{c.order, base64.StdEncoding.EncodeToString(v)}) // two strings always encode
	return base64.StdEncoding.EncodeToString(text)
}

var errCursor = errors.New("mangled cursor")

// decodeCursor reads a cursor, padded or not.
func decodeCursor(text string) (cursor, error) {
	outer, err := base64.RawStdEncoding.DecodeString(strings.TrimRight(text, "="))
	if err != nil {
		return cursor{}, errCursor
	}
	var j cursorJSON
	if json.Unmarshal(outer, &j) != nil || j.O == "" {
		return cursor{}, errCursor
	}
	v, err := base64.RawStdEncoding.DecodeString(strings.TrimRight(j.V, "="))
	if err != nil {
		return cursor{}, errCursor
	}
	c := cursor{order: j.O}
	for len(v) > 0 {
		switch {
		case (v[0] == 'i' || v[0] == 'd') && len(v) >= 9:
			c.values = append(c.values, int64(binary.LittleEndian.Uint64(v[1:])))
			v = v[9:]
		case v[0] == 's' && len(v) >= 5 && uint64(binary.LittleEndian.Uint32(v[1:])) <= uint64(len(v)-5):
			n := int(binary.LittleEndian.Uint32(v[1:]))
			c.values = append(c.values, string(v[5:5+n]))
			v = v[5+n:]
		default:
			return cursor{}, errCursor
		}
	}
	return c, nil
}

// window is what a cursor request asks for.
type window struct {
	size     int
	backward bool    // page[before]
	from     *cursor // nil: from the first row
}

const maxPage = 100

// window reads page[size], page[after] and page[before]. The size is 100
// unless told, and more than 100 is an error; how the real service treats it
// is not known, and a client that asks for more is better told.
func (q *request) window() (window, *answer) {
	w := window{size: maxPage}
	if text := q.param("page[size]"); text != "" {
		n, err := strconv.Atoi(text)
		if err != nil || n < 1 || n > maxPage {
			return w, badPagination("InvalidPaginationParameter", "page[size] is not valid", "page[size] must be a whole number from 1 to 100")
		}
		w.size = n
	}
	after, before := q.param("page[after]"), q.param("page[before]")
	if after != "" && before != "" {
		return w, badPagination("InvalidPaginationParameter", "page[before] is not valid", "page[before] and page[after] cannot be used together")
	}
	if after+before == "" {
		return w, nil
	}
	name := "page[after]"
	if w.backward = before != ""; w.backward {
		name = "page[before]"
	}
	c, err := decodeCursor(after + before)
	if err != nil {
		return w, badCursor(name)
	}
	w.from = &c
	return w, nil
}

func badCursor(name string) *answer {
	return badPagination("InvalidPaginationParameter", name+" is not valid", name+" is not a cursor of this list and order")
}

// within is which part of a list of so many rows is on the page, and whether
// there are more. find is asked for the place that the cursor's values tell, and
// whether the row still stands there.
func (w window) within(rows int, order string, find func(values []any) (at int, there, known bool)) (from, to int, more bool, bad *answer) {
	if to = rows; w.from != nil {
		at, there, known := find(w.from.values)
		switch {
		case w.from.order != order || !known:
			return 0, 0, false, badCursor("page[after]")
		case w.backward:
			to = at
		case there:
			from = at + 1
		default:
			from = at
		}
	}
	switch more = to-from > w.size; {
	case more && w.backward:
		from = to - w.size
	case more:
		to = from + w.size
	}
	return from, to, more, nil
}

// edges are the cursors of a page's first and last row; nil on an empty page.
type edges struct{ first, last *cursor }

// links writes the links and meta that end a cursor page. Both cursors stand
// on every page that has rows; has_more alone says when to stop.
func (q *request) links(e edges, hasMore bool) []pair {
	var next, prev, after, before any
	if e.last != nil {
		a, b := e.last.encode(), e.first.encode()
		after, before = a, b
		next, prev = q.pageLink("page[after]", a), q.pageLink("page[before]", b)
	}
	return []pair{
		{"links", obj{{"next", next}, {"prev", prev}}},
		{"meta", obj{{"has_more", hasMore}, {"after_cursor", after}, {"before_cursor", before}}},
	}
}

// pageLink is this request's address with another cursor.
func (q *request) pageLink(name, value string) string {
	v := maps.Clone(q.query)
	v.Del("page[after]")
	v.Del("page[before]")
	v.Set(name, value)
	if !v.Has("page[size]") {
		v.Set("page[size]", strconv.Itoa(maxPage))
	}
	return q.link(q.plainPath()) + "?" + v.Encode()
}

// plainPath is the path as it was asked, without .json.
func (q *request) plainPath() string {
	return strings.TrimSuffix(strings.TrimSuffix(q.http.URL.EscapedPath(), "/"), ".json")
}
