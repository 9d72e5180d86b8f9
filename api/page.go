package api

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"maps"
	"net/url"
	"strconv"
	"strings"
)

// MaxPageSize is the most a page can hold.
const MaxPageSize = 100

// ListOptions say which page of a list is wanted.
type ListOptions struct {
	Size   int    // 1 to MaxPageSize; 0 leaves it to the service (100)
	After  string // the page after this cursor, from Meta.After
	Before string // the page before this cursor, from Meta.Before; not with After
	Sort   string // such as updated_at, or -updated_at for descending

	// Placed is called as soon as an answer has told where its page stands, before
	// its items are read, so that the next page can be asked for meanwhile. It may
	// be nil; where the items cannot be read, an error follows.
	Placed func(Meta)

	// Sources leaves records unread but for their ID, CreatedAt, UpdatedAt and
	// Source; Record.ReadSource reads one. The texts of a page are one: who keeps a
	// record keeps its page.
	Sources bool
}

// Meta says where a page stands.
type Meta struct {
	HasMore bool   // the only sign that there is another page
	After   string // set even on the last page
	Before  string // set even on the first page
}

// Links are the addresses of the pages around, for information; requests are
// made from cursors.
type Links struct{ Next, Prev string }

// Page is a part of a list.
type Page[T any] struct {
	Items []T
	Meta  Meta
	Count *int // how many there are in all; nil if the list does not tell
	Links Links

	Unreadable int // elements that are left out, as they are not of their kind
}

// Lists that count pages instead of using cursors are given cursors that no
// server makes: a colon is not in any base64 alphabet.
const offsetCursor = "offset:"

func (o ListOptions) check() error {
	switch {
	case o.After != "" && o.Before != "":
		return errors.New("a page can be after one cursor or before one, not both")
	case o.Size < 0 || o.Size > MaxPageSize:
		return fmt.Errorf("a page holds 1 to %d, not %d", MaxPageSize, o.Size)
	}
	return nil
}

// addTo adds the options to a query; byOffset says that the list counts its
// pages, so that even the first is asked for with per_page.
func (o ListOptions) addTo(query url.Values, byOffset bool) url.Values {
	q := url.Values{}
	maps.Copy(q, query)
	if o.Sort != "" {
		q.Set("sort", o.Sort)
	}
	number, counted := strings.CutPrefix(o.After+o.Before, offsetCursor)
	if counted {
		q.Set("page", number)
	}
	if counted || byOffset {
		if o.Size > 0 {
			q.Set("per_page", strconv.Itoa(o.Size))
		}
		return q
	}
	if o.Size > 0 {
		q.Set("page[size]", strconv.Itoa(o.Size))
	}
	if o.After != "" {
		q.Set("page[after]", o.After)
	}
	if o.Before != "" {
		q.Set("page[before]", o.Before)
	}
	return q
}

// textReader is an item that reads itself from valid JSON text.
type textReader interface{ readText(text string) bool }

// sourceReader is an item that can be left unread.
type sourceReader interface {
	// leaveText notes where the item is that begins at i, and returns where it
	// ends, and whether it is one.
	leaveText(text string, i int) (end int, read bool)
}

// decodePage reads a list under key with whatever tells its place, which
// o.Placed is told first, unless it is nil. An element that is no object of its
// kind costs itself alone.
func decodePage[T any](body []byte, key string, o ListOptions) (Page[T], error) {
	var p Page[T]
	if m, found := metaAtEnd(body); found && o.Placed != nil {
		o.Placed(m)
		o.Placed = nil
	}
	text, err := validText(body)
	if err != nil {
		return p, err
	}
	envelope := map[string]string{}
	if !eachMember(text, func(key, raw string) { envelope[key] = raw }) {
		return p, json.Unmarshal(body, &map[string]json.RawMessage{}) // says what it is
	}
	items, err := listMember(envelope, key)
	if err == nil && items == "null" && o.After != "" {
		err = fmt.Errorf("its %s are null", key) // in the midst of a list that is no end
	}
	if err != nil {
		return p, err
	}
	if readPlace(&p, envelope); o.Placed != nil {
		o.Placed(p.Meta)
	}
	if _, can := any(new(T)).(sourceReader); can && o.Sources && items[0] == '[' {
		walkElements(items, 0, func(at int) int { return p.addSource(items, at) })
	} else if !eachElement(items, p.add) {
		return p, json.Unmarshal([]byte(items), &p.Items) // says what it is
	}
	if len(p.Items) == 0 && p.Unreadable > 0 {
		return p, json.Unmarshal([]byte(items), &p.Items) // says what it is
	}
	return p, nil
}

// add reads one element. Its text is its own: a record that is kept must not
// keep its whole page.
func (p *Page[T]) add(raw string) {
	item := p.next()
	switch i := any(item).(type) {
	case textReader:
		p.keep(i.readText(strings.Clone(raw)))
	case json.Unmarshaler: // which checks the text itself, as json.Unmarshal would before it
		p.keep(i.UnmarshalJSON([]byte(raw)) == nil)
	default:
		p.keep(json.Unmarshal([]byte(raw), item) == nil)
	}
}

// addSource adds one element that stays unread, and returns where it ends.
func (p *Page[T]) addSource(text string, i int) int {
	r, _ := any(p.next()).(sourceReader)
	end, read := r.leaveText(text, i)
	p.keep(read)
	return end
}

// next is room for one more item. Most pages are full ones.
func (p *Page[T]) next() *T {
	if p.Items == nil {
		p.Items = make([]T, 0, MaxPageSize)
	}
	var none T
	p.Items = append(p.Items, none)
	return &p.Items[len(p.Items)-1]
}

// keep counts the item that there was room made for, or takes it out again.
func (p *Page[T]) keep(read bool) {
	if !read {
		p.Items = p.Items[:len(p.Items)-1]
		p.Unreadable++
	}
}

// metaAtEnd finds the place of a page before the page is read, where it stands
// behind the list.
func metaAtEnd(body []byte) (Meta, bool) {
	const name = `"meta":` // in a text there are backslashes before the quotes
	at := bytes.LastIndex(body, []byte(name))
	if at < 0 {
		return Meta{}, false
	}
	text := string(body[at+len(name):])
	end := validValue(text, space(text, 0), 0)
	if end < 0 {
		return Meta{}, false
	}
	meta := members(compact(strings.TrimSpace(text[:end])).Members())
	more, told := meta["has_more"].Bool()
	return Meta{HasMore: more, After: meta.text("after_cursor"), Before: meta.text("before_cursor")}, told && meta.text("after_cursor") != ""
}

// listMember finds the list. Families whose envelope the reference does not
// show have the only array there is.
func listMember(envelope map[string]string, key string) (string, error) {
	if raw, ok := envelope[key]; ok {
		return raw, nil
	}
	var found []string
	for k, raw := range envelope {
		if k != "links" && k != "errors" && raw[0] == '[' {
			found = append(found, raw)
		}
	}
	if len(found) != 1 {
		return "", fmt.Errorf("it has no %s", key)
	}
	return found[0], nil
}

func readPlace[T any](p *Page[T], envelope map[string]string) {
	value := func(key string) Value {
		if raw := envelope[key]; raw != "" {
			return compact(strings.Clone(raw))
		}
		return Absent
	}
	if n, ok := intOf(value("count")); ok {
		p.Count = &n
	}
	p.Links = readLinks(value("links"))
	if next, prev := value("next_page").Text(), value("previous_page").Text(); next+prev != "" {
		p.Links = Links{Next: next, Prev: prev}
	}
	meta := members(value("meta").Members())
	p.Meta = Meta{
		HasMore: p.Links.Next != "",
		After:   cmp.Or(meta.text("after_cursor"), value("after_cursor").Text(), cursorOf(p.Links.Next, "after")), // exports have it beside the list
		Before:  cmp.Or(meta.text("before_cursor"), cursorOf(p.Links.Prev, "before")),
	}
	if more, ok := meta["has_more"].Bool(); ok {
		p.Meta.HasMore = more
	}
}

// readLinks reads links as an object, or as the list of objects that record
// events have.
func readLinks(v Value) Links {
	var l Links
	for _, e := range append(v.Elements(), v) {
		m := members(e.Members())
		l.Next, l.Prev = cmp.Or(m.text("next"), l.Next), cmp.Or(m.text("prev"), l.Prev)
	}
	return l
}

// cursorOf takes the cursor out of the address of another page.
func cursorOf(link, direction string) string {
	u, err := url.Parse(link)
	if err != nil || link == "" {
		return ""
	}
	q := u.Query()
	if c := q.Get("page[" + direction + "]"); c != "" {
		return c
	}
	if n := q.Get("page"); n != "" {
		return offsetCursor + n
	}
	return ""
}

// Pages walks forwards over the pages of a list from o on:
//
//	for page, err := range api.Pages(api.ListOptions{}, func(o api.ListOptions) (api.Page[api.Record], *api.Response, error) {
//		return client.ListRecords(ctx, "car", api.RecordFilter{}, o)
//	}) {
//
// It ends after the page that says there are no more, or after an error. A
// server whose cursors go in circles, or on and on with nothing, ends it with an
// error instead of forever.
func Pages[T any](o ListOptions, list func(ListOptions) (Page[T], *Response, error)) iter.Seq2[Page[T], error] {
	return func(yield func(Page[T], error) bool) {
		var walk Walk
		for {
			p, _, err := list(o)
			if !yield(p, err) || err != nil || !p.Meta.HasMore {
				return
			}
			if err := walk.On(o.After, p.Meta.After, len(p.Items)); err != nil {
				yield(Page[T]{}, err)
				return
			}
			o.After, o.Before = p.Meta.After, ""
		}
	}
}

// mostEmpty is how many pages with nothing on them follow each other in a list
// that is one.
const mostEmpty = 100

// Walk watches over one who goes through a list page by page: it ends where the
// list has no end. The zero value is a walk that begins. It remembers one cursor
// only, a later one each time the walk has doubled (Brent's way), so that a
// list of any length can be watched.
type Walk struct {
	mark         string
	steps, until int
	empty        int
}

// On is told that there is more: after which cursor a page came, how many items
// it had, and the cursor to go on after. The error says why there is no going
// on.
func (c *Walk) On(after, next string, items int) error {
	if c.empty++; items > 0 {
		c.empty = 0
	}
	switch {
	case next == "" || next == after || c.closed(next):
		return &Error{Code: CodeBadAnswer, Message: "the list says that there is more but not where"}
	case c.empty >= mostEmpty:
		return &Error{Code: CodeBadAnswer, Message: fmt.Sprintf("the list says that there is more and has had nothing for %d pages", mostEmpty)}
	}
	return nil
}

func (c *Walk) closed(cursor string) bool {
	if c.steps > 0 && cursor == c.mark {
		return true
	}
	if c.steps++; c.steps > c.until {
		c.mark, c.until = cursor, 2*c.steps
	}
	return false
}

// Items walks over the items of a list as Pages does over its pages.
func Items[T any](o ListOptions, list func(ListOptions) (Page[T], *Response, error)) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for p, err := range Pages(o, list) {
			if err != nil {
				var none T
				yield(none, err)
				return
			}
			for _, item := range p.Items {
				if !yield(item, nil) {
					return
				}
			}
		}
	}
}
