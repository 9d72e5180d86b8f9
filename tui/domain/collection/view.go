package collection

import (
	"slices"
	"strings"
)

// View is a look at a collection under a name: what is searched for, the
// filter, the order and the columns.
type View struct {
	Name    string
	Place   Place
	Columns []string // keys of fields, from left to right; none for the usual
}

// Fit returns a place without what the collection cannot do: an order that a
// search has and a list has not.
func (col *Collection) Fit(p Place) Place {
	sorts := col.ListSorts
	if p.Searching() {
		sorts = col.SearchSorts
	}
	if p.Sort != "" && !slices.Contains(sorts, strings.TrimPrefix(p.Sort, "-")) {
		p.Sort = ""
	}
	return p
}
