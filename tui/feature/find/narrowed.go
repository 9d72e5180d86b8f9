package find

import (
	"strings"
	"time"

	"zco/tui/action"
	"zco/tui/domain/collection"
	"zco/tui/pane"
)

// mostByRelevance is how many rows a search without an order has.
const mostByRelevance = 10_000

// indexLag is how long a search may not know what was changed.
const indexLag = 10 * time.Minute

// Narrowed is what the table in front is narrowed to, in words.
func (f *Feature) Narrowed() pane.Narrowed {
	table := f.env.Shell.Table()
	if table == nil {
		return pane.Narrowed{}
	}
	p := table.Place()
	out := pane.Narrowed{Text: p.Text, Conditions: f.conditions(p)}
	if !p.Searching() {
		return out
	}
	if n, known := table.Total(); known && n >= mostByRelevance && p.Sort == "" {
		out.Notes = append(out.Notes, "only the first 10,000 by relevance: "+f.env.Keys.Key(action.Sort)+" on a column sorts and shows all")
	}
	if table.Collection().Family != "" {
		return out // only custom records are found by an index
	}
	at, changed := f.changed[p.Collection]
	if age := f.env.Now().Sub(at); changed && age < indexLag && (p.Text != "" || p.Filter != "" || p.Sort != "") {
		out.Notes = append(out.Notes, "Recent changes may not be in these results yet")
	}
	return out
}

// conditions are the conditions of a place in words.
func (f *Feature) conditions(p collection.Place) []string {
	var out []string
	s, format := f.layer.KnownSchema(p.Collection), f.env.Format()
	if key, to, id, ok := p.PointsAt(); ok {
		title := strings.TrimPrefix(key, collection.CustomPrefix)
		if field, known := s.Field(key); known {
			title = field.Title
		}
		name := id
		if n, known := f.layer.Name(to, id); known && n != "" {
			name = n
		}
		out = append(out, title+" is "+name)
	}
	if col := f.env.Shell.Collection(p.Collection); col != nil {
		for _, part := range col.FixedParts(p) {
			out = append(out, part.Text(f.layer.Name))
		}
	}
	for _, part := range collection.FilterParts(p.Filter) {
		out = append(out, s.FilterText(format, part))
	}
	return out
}
