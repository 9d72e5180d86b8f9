package cli

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"zco/tui/domain/collection"
	"zco/tui/domain/number"
)

func newCount(s Streams, f *flags) *cobra.Command {
	n := counting{verbRun: verbRun{streams: s}}
	cmd := &cobra.Command{
		Use:   "count OBJECT --by FIELD",
		Short: "Count the records of an object by the values of a field",
		Long: `Count the records of an object by the values of a field, most first.

The values of a drop-down, a checkbox or a lookup to few records are counted by
one search each. Zendesk's search may be some minutes behind. For any other field
all records are read. If there are many different numbers or dates, they are
counted in ranges.`,
		Example: `  zco count asset --by condition
  zco count asset --by store --filter '{"custom_object_fields.condition":{"$eq":"cond_broken"}}' --json`,
		Args: exactly(1),
		PreRunE: func(*cobra.Command, []string) error {
			if n.by == "" {
				return usage("say by which field: --by FIELD")
			}
			return nil
		},
		RunE: f.inCollection(&n.verbRun, func(ctx context.Context, _ []string) error { return n.run(ctx) }),
	}
	fl := cmd.Flags()
	fl.StringVar(&n.by, "by", "", "the `FIELD` to count by, by its key or title")
	fl.StringVar(&n.which.text, "query", "", "words to search for")
	fl.StringVar(&n.which.filter, "filter", "", "a filter in `JSON`, or @FILE that holds it")
	withJSON(cmd, &n.asJSON)
	return cmd
}

// counting is one run of zco count.
type counting struct {
	verbRun

	by     string
	which  which
	asJSON bool
}

func (n *counting) run(ctx context.Context) error {
	if n.subject.List == nil {
		return usage("%s cannot be listed", n.subject.ID)
	}
	field, err := n.subject.field(n.by)
	if err != nil {
		return err
	}
	q, err := n.which.query(n.subject)
	if err != nil {
		return err
	}
	place := collection.Place{Collection: n.subject.ID, Text: q.Text, Filter: q.Filter}
	values, searched, err := n.searched(ctx, place, field)
	if err != nil {
		return err
	}
	rows := 0
	if !searched {
		if values, rows, err = n.read(ctx, place, field); err != nil {
			return err
		}
	}
	collection.SortCounts(values)
	return n.write(ctx, field, values, searched, rows)
}

// searched counts each value by a search; done is false where the values are
// not known beforehand.
func (n *counting) searched(ctx context.Context, place collection.Place, f collection.Field) (values []collection.ValueCount, done bool, err error) {
	if !n.subject.Filterable {
		return nil, false, nil
	}
	if values = collection.CountedValues(f, n.session.zone()); values == nil {
		if values, err = collection.CountedTargets(ctx, n.session.client, f, n.session.zone()); err != nil || values == nil {
			return nil, false, err
		}
	}
	for i, v := range values {
		if values[i].Count, _, err = collection.CountPlace(ctx, n.session.client, n.subject.Collection, v.CountedIn(place)); err != nil {
			return nil, false, err
		}
	}
	return values, true, nil
}

// read reads all rows and counts what is in them.
func (n *counting) read(ctx context.Context, place collection.Place, f collection.Field) ([]collection.ValueCount, int, error) {
	tally := collection.Tally{Field: f, Zone: n.session.zone()}
	q := place.Query()
	if place.Searching() && slices.Contains(n.subject.SearchSorts, "created_at") {
		q.Sort = "created_at" // without a sort a search ends early
	}
	bar := newProgress(n.streams, "counting "+n.subject.ID)
	defer bar.clear()
	for {
		page, err := n.subject.List(ctx, n.session.client, q)
		if err != nil {
			return nil, 0, fmt.Errorf("after %s: %w", number.Of(tally.Rows, "row", "rows"), err)
		}
		tally.Add(page.Items)
		bar.show(state{done: tally.Rows, total: max(page.Total, 0), left: -1})
		if !page.HasMore || page.After == "" || page.After == q.After {
			return tally.Values(), tally.Rows, nil
		}
		q.After = page.After
	}
}

// countJSON is what --json writes of a value.
type countJSON struct {
	Value  json.RawMessage `json:"value"` // null for no value and for a class
	Title  string          `json:"title"`
	Count  int             `json:"count"`
	Filter json.RawMessage `json:"filter,omitempty"`
}

func (n *counting) write(ctx context.Context, f collection.Field, values []collection.ValueCount, searched bool, rows int) error {
	items := make([]collection.Item, len(values))
	for i, v := range values {
		items[i] = collection.Item{Values: map[string]collection.Value{f.Key: v.Value}}
	}
	format := n.session.format(ctx, []collection.Field{f}, items)
	if n.asJSON {
		return n.writeJSON(format, f, values)
	}
	of := rows
	if searched {
		for _, v := range values {
			of += v.Count
		}
	}
	t := newTable(n.streams, f.Title, "Rows", "Share")
	t.right = []bool{false, true, true}
	lines := make([][]string, len(values))
	for i, v := range values {
		lines[i] = []string{v.Text(format, f), strconv.Itoa(v.Count), collection.Share(v.Count, of)}
	}
	if err := t.rows(lines); err != nil {
		return err
	}
	how := number.Of(rows, "row", "rows") + " read"
	if searched {
		how = number.Of(len(values), "value", "values") + " counted by a search each"
	}
	n.streams.say("%s, %s", how, time.Now().In(n.session.zone()).Format("2006-01-02 15:04"))
	return nil
}

func (n *counting) writeJSON(format collection.Format, f collection.Field, values []collection.ValueCount) error {
	out := &jsonList{w: n.streams.Out.Raw()}
	for _, v := range values {
		one := countJSON{Value: json.RawMessage("null"), Title: v.Text(format, f), Count: v.Count, Filter: json.RawMessage(collection.WriteFilter(v.Filter))}
		if !v.Value.IsEmpty() {
			one.Value = json.RawMessage(v.Value)
		}
		if err := out.add(one); err != nil {
			return err
		}
	}
	return out.end()
}
