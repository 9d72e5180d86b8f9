package collection

import (
	"cmp"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"zco/api"
	"zco/tui/domain/field"
)

// whole is the page of a list that the service sends all at once: narrowed by
// the words of the query and sorted here, since the service does neither.
func whole(items []Item, q Query, texts ...string) Page {
	if words := strings.Fields(strings.ToLower(q.Text)); len(words) > 0 {
		items = slices.DeleteFunc(items, func(it Item) bool { return !has(it, texts, words) })
	}
	if q.Sort != "" {
		sortItems(items, q.Sort)
	}
	return Page{Items: items, Total: len(items)}
}

func has(it Item, keys, words []string) bool {
	text := strings.ToLower(it.Name + "\n" + it.ID)
	for _, k := range keys {
		text += "\n" + strings.ToLower(it.Value(k).Text()+"\n"+it.text(k))
	}
	return !slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(text, w) })
}

func sortItems(items []Item, sort string) {
	key, down := strings.CutPrefix(sort, "-")
	slices.SortStableFunc(items, func(a, b Item) int {
		n := compare(a.text(key), b.text(key))
		if down {
			return -n
		}
		return n
	})
}

// compare orders numbers as numbers, of any size, and all else as text.
func compare(x, y string) int {
	if digits(x) && digits(y) && len(x) != len(y) {
		return len(x) - len(y)
	}
	return strings.Compare(strings.ToLower(x), strings.ToLower(y))
}

func digits(s string) bool {
	return s != "" && !strings.ContainsFunc(s, func(r rune) bool { return r < '0' || r > '9' })
}

// keysOf are the keys that a list sorted here can be sorted by.
func keysOf(fields []Field) []string {
	var out []string
	for _, f := range fields {
		if !f.Multiline() && !f.Opaque() {
			out = append(out, f.Key)
		}
	}
	return out
}

// fixed reads the fixed filters of a query or place, none where they make no
// sense.
func fixed(text string) url.Values {
	v, err := url.ParseQuery(text)
	if err != nil {
		return url.Values{}
	}
	return v
}

// FixedQuery writes fixed filters as Query.Fixed, those without a value left
// out; pairs are keys and values in turn.
func FixedQuery(pairs ...string) string {
	var parts []string
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			parts = append(parts, url.QueryEscape(pairs[i])+"="+url.QueryEscape(pairs[i+1]))
		}
	}
	return strings.Join(parts, "&")
}

// flag reads a yes-or-no filter; nil is either.
func flag(v url.Values, key string) *bool {
	switch v.Get(key) {
	case "true":
		return new(true)
	case "false":
		return new(false)
	}
	return nil
}

// paged is a page that the service made.
func paged[T any](p api.Page[T], row func(T) Item) Page {
	out := Page{Items: each(p.Items, row), After: p.Meta.After, Before: p.Meta.Before, HasMore: p.Meta.HasMore, Total: -1, Unreadable: p.Unreadable}
	if p.Count != nil {
		out.Total = *p.Count
	}
	return out
}

// listOptions is a query's place in a list of pages.
func listOptions(q Query) api.ListOptions {
	return api.ListOptions{Size: cmp.Or(q.Size, api.MaxPageSize), After: q.After, Before: q.Before, Sort: q.Sort}
}

// rowValues are the members of a row as the service sent them, with some
// spelled as the fields of this program expect them. Those set to Absent are
// left out.
func rowValues(raw Value, set map[string]Value) map[string]Value {
	out := raw.Members()
	if out == nil {
		out = map[string]Value{}
	}
	for k, v := range set {
		if v.IsAbsent() {
			delete(out, k)
			continue
		}
		out[k] = v
	}
	return out
}

// version is the time of a row's last change with what can change without it:
// the service does not touch a row for what it works out itself.
func version(updated api.Timestamp, also ...any) string {
	if len(also) == 0 {
		return updated.Text
	}
	return updated.Text + fmt.Sprint(also...)
}

// the properties that most rows have.
func madeFields(also ...Field) []Field {
	return append(also,
		Field{Key: "created_at", Title: "Created", Type: field.DateTime, Locked: madeByService, System: true, Hidden: true},
		Field{Key: "updated_at", Title: "Updated", Type: field.DateTime, Locked: madeByService, System: true},
		Field{Key: "id", Title: "ID", Type: field.Text, Locked: madeByService, System: true, Hidden: true},
		Field{Key: "url", Title: "Address", Type: field.Text, Locked: madeByService, System: true, Hidden: true},
	)
}

var yesNo = []Option{{Value: "true", Title: "yes"}, {Value: "false", Title: "no"}}
