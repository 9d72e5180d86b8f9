package cli

import (
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"zco/api"
	"zco/tui/domain/collection"
)

const pageSize = api.MaxPageSize

// which says what rows are wanted, as flags say it.
type which struct {
	text, filter, sort string
}

func (w *which) define(cmd *cobra.Command) {
	fl := cmd.Flags()
	fl.StringVar(&w.text, "query", "", "words to search for")
	fl.StringVar(&w.filter, "filter", "", "a filter in `JSON`, or @FILE that holds it")
	fl.StringVar(&w.sort, "sort", "", "a `KEY` to sort by, with - before it for descending")
}

// query checks what is wanted against what the collection can do.
func (w *which) query(sub *subject) (collection.Query, error) {
	q := collection.Query{Text: strings.TrimSpace(w.text), Sort: w.sort}
	if q.Text != "" && !sub.Searchable {
		return q, usage("%s cannot be searched", sub.ID)
	}
	f, err := w.parsed(sub)
	if err != nil {
		return q, err
	}
	if !f.IsZero() {
		data, err := f.MarshalJSON()
		if err != nil {
			return q, err
		}
		q.Filter = string(data)
	}
	return q, w.checkSort(sub, &q)
}

// parsed reads the filter and holds it to the fields.
func (w *which) parsed(sub *subject) (api.Filter, error) {
	if w.filter == "" {
		return api.Filter{}, nil
	}
	if !sub.Filterable {
		return api.Filter{}, usage("%s takes no filter; see --only", sub.ID)
	}
	data := []byte(w.filter)
	if file, ok := strings.CutPrefix(w.filter, "@"); ok {
		var err error
		if data, err = os.ReadFile(file); err != nil {
			return api.Filter{}, usage("--filter: %w", err)
		}
	}
	f, err := api.ParseFilter(data)
	if err == nil {
		err = f.Validate(api.Schema(sub.fields))
	}
	if err != nil {
		return f, usage("--filter: %w", err)
	}
	return f, nil
}

// checkSort refuses what cannot be sorted by. What only a search sorts by is
// asked for as a search for everything.
func (w *which) checkSort(sub *subject, q *collection.Query) error {
	if w.sort == "" {
		return nil
	}
	key := strings.TrimPrefix(w.sort, "-")
	searching := q.Text != "" || q.Filter != ""
	switch {
	case searching && slices.Contains(sub.SearchSorts, key), !searching && slices.Contains(sub.ListSorts, key):
		return nil
	case !searching && sub.Searchable && slices.Contains(sub.SearchSorts, key):
		q.Text = "*"
		return nil
	}
	able := sub.ListSorts
	if searching {
		able = sub.SearchSorts
	} else if sub.Searchable {
		able = slices.Compact(slices.Sorted(slices.Values(append(slices.Clone(able), sub.SearchSorts...))))
	}
	if len(able) == 0 {
		return usage("%s cannot be sorted", sub.ID)
	}
	return usage("%s cannot be sorted by %q here, only by %s", sub.ID, key, strings.Join(able, ", "))
}
