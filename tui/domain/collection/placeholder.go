package collection

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"zco/api"
)

// Texts of the account may hold placeholders, which the service replaces by
// what each reader's language has: {{dc.refund}} by dynamic content, and
// {{zd.status_new}} by its own words. Rows are shown with what the service put
// there and are edited as they were written.
var placeholders = regexp.MustCompile(`\{\{\s*(zd|dc)\.[^{}]*\}\}`)

// PlaceholderMark stands behind a text in whose place the row has a
// placeholder.
const PlaceholderMark = " {{}}"

// Shown returns the value of a field of a row as a person reads it: what the
// service put in the place of its placeholders, marked, where it has some.
func (it Item) Shown(format Format, f Field) string {
	if text, ok := it.Rendered[f.Key]; ok {
		return text + PlaceholderMark
	}
	return format.Text(f, it.Value(f.Key))
}

// text is the value of a field without its placeholders.
func (it Item) text(key string) string {
	if text, ok := it.Rendered[key]; ok {
		return text
	}
	return it.Value(key).Text()
}

// PlaceholderLoss says what is lost by giving a field of the row another value,
// "" for nothing: the placeholders that it no longer has.
func (it Item) PlaceholderLoss(key string, mine Value) string {
	if _, ok := it.Rendered[key]; !ok || mine.IsAbsent() {
		return ""
	}
	left := placeholders.FindAllString(mine.Text(), -1)
	lost := slices.DeleteFunc(placeholders.FindAllString(it.Value(key).Text(), -1), func(p string) bool { return slices.Contains(left, p) })
	if len(lost) == 0 {
		return ""
	}
	loss := "this replaces " + strings.Join(lost, ", ") + ": everybody reads the same text then, whatever their language"
	if slices.ContainsFunc(lost, func(p string) bool { return strings.HasPrefix(strings.TrimLeft(p, "{ "), "zd.") }) {
		loss += ", and the service's own translations do not come back to it"
	}
	return loss
}

// rendering splits the texts of a row into what was written, set, and what the
// service made of it where that is not the same.
type rendering struct {
	set      map[string]Value
	rendered map[string]string
}

func (r *rendering) add(key, raw, text string) {
	raw = cmp.Or(raw, text)
	r.set[key] = api.String(raw)
	if placeholders.MatchString(raw) && text != "" && text != raw {
		if r.rendered == nil {
			r.rendered = map[string]string{}
		}
		r.rendered[key] = text
	}
}
