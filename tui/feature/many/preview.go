package many

import (
	"sort"
	"strings"

	"zco/tui/domain/collection"
	"zco/tui/domain/job"
	"zco/tui/draw/text"
	"zco/tui/pane"
)

// preview is what the changes would make of the records that are here already.
// It is told on each key and asks nobody: the review reads the records again.
type preview struct {
	head string
	rows []previewed
}

// previewed is a record of a preview.
type previewed struct {
	name    string
	parts   []previewPart
	outcome outcome
}

// previewPart is what becomes of a field of a record.
type previewPart struct {
	head   string   // its title, where more than one is changed
	quotes []string // the value before, and after where it is another
	foot   string
}

// words says what becomes of a record, with quotes of at most some cells.
func (r previewed) words(most int) string {
	parts := make([]string, len(r.parts))
	for i, p := range r.parts {
		quotes := make([]string, len(p.quotes))
		for j, q := range p.quotes {
			quotes[j] = quotedIn(q, most)
		}
		parts[i] = p.head + strings.Join(quotes, " → ") + p.foot
	}
	return strings.Join(parts, ", ")
}

// leastQuote is how much of a value is quoted where there is little room.
const leastQuote = 8

// fitted are the words with as much of the quotes as w cells have room for,
// the same of each, that what a value becomes is seen beside what it was.
func (r previewed) fitted(w int, m text.Method) string {
	if text.Width(r.words(leastQuote), m) > w {
		return r.words(longestQuote) // and cut: the first of them are told
	}
	more := sort.Search(max(w-leastQuote, 0), func(i int) bool { return text.Width(r.words(leastQuote+1+i), m) > w })
	return r.words(leastQuote + more)
}

type outcome uint8

const (
	stays outcome = iota
	changes
	cannot
)

// Of how many records the preview tells what becomes of each, and of how many
// it counts that.
const mostPreviewed, mostCounted = 12, 1000

// preview tells what the changes as they stand would do.
func (d *edit) preview() preview {
	rows, all := d.sample()
	asked := d.changes()
	var out preview
	n := map[outcome]int{}
	for i, it := range rows[:min(len(rows), mostCounted)] {
		r := d.previewed(it, asked)
		n[r.outcome]++
		if i < mostPreviewed {
			out.rows = append(out.rows, r)
		}
	}
	out.head = d.head(len(asked), n, all && len(rows) <= mostCounted, len(out.rows))
	return out
}

// sample are records of the scope that are here, and whether they are all of it.
func (d *edit) sample() (rows []collection.Item, all bool) {
	ids := d.scope().which.IDs
	switch {
	case len(ids) > 0 && len(d.s.selected) > 0:
		return d.s.selected, true
	case len(ids) > 0 && d.s.current != nil:
		return []collection.Item{*d.s.current}, true
	}
	return d.s.loaded, d.scope().n == len(d.s.loaded) && d.scope().n > 0
}

// head says how many records there are, and what would become of them.
func (d *edit) head(asked int, n map[outcome]int, all bool, shown int) string {
	words := d.total()
	if all && asked > 0 {
		var parts []string
		for _, o := range []struct {
			n         int
			one, many string
		}{{n[changes], "will change", "will change"}, {n[stays], "is so already", "are so already"}, {n[cannot], "cannot be changed", "cannot be changed"}} {
			if o.n > 0 {
				parts = append(parts, pane.Plural(o.n, o.one, o.many))
			}
		}
		words += ": " + strings.Join(parts, " · ")
	}
	if shown > 0 && !(all && shown >= d.scope().n) {
		words += ", the first here:"
	}
	return words
}

// previewed tells what changes make of a record; without any, what it has in
// the field that is open.
func (d *edit) previewed(it collection.Item, asked []job.Change) previewed {
	format := d.f.env.Format()
	out := previewed{name: text.Clean(it.Name)}
	add := func(f collection.Field, o outcome, foot string, quotes ...string) {
		p := previewPart{quotes: quotes, foot: foot}
		if len(asked) > 1 {
			p.head = f.Title + ": "
		}
		if o > out.outcome { // what stays is of no interest beside what does not
			out.outcome, out.parts = o, nil
		}
		if o == out.outcome {
			out.parts = append(out.parts, p)
		}
	}
	for _, c := range job.Preview(d.s.schema, it, asked) {
		f := fieldOf(d.s.schema, job.SchemaKey(c.Field))
		was := format.Text(f, c.Before)
		switch {
		case c.Problem != "":
			add(f, cannot, ": "+job.Plain(c.Problem), was)
		case c.Changes():
			add(f, changes, "", was, format.Text(f, c.After))
		default:
			add(f, stays, " stays", was)
		}
	}
	if f, ok := d.parts[d.open].field(); ok && len(asked) == 0 {
		add(f, stays, "", format.Text(f, it.Value(f.Key)))
	}
	return out
}
