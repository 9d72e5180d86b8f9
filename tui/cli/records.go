package cli

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"zco/api"
	"zco/tui/domain/collection"
	"zco/tui/domain/number"
)

// defaultLimit is how many rows are listed unless --limit says otherwise.
const defaultLimit = 100

func newRecords(s Streams, f *flags) *cobra.Command {
	var l listing
	cmd := &cobra.Command{
		Use:     "records OBJECT",
		Aliases: []string{"list"},
		Short:   "List the records of an object",
		Example: `  zco records asset --query nokia --sort -updated_at --columns name,condition
  zco records asset --filter '{"custom_object_fields.price":{"$gte":1500}}' --limit 0 --json
  zco records statuses --only category=open
  zco records triggers:asset
  zco records permissions:asset`,
		Args: exactly(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			t, err := parseCollection(args[0])
			if err != nil {
				return err
			}
			before := func(ctx context.Context, sess *session, sub *subject) { l.first = l.earlyPage(ctx, sess, sub) }
			return f.onWhile(cmd.Context(), s, t, before, func(sess *session, sub *subject) error {
				l.verbRun = verbRun{s, sess, sub}
				return l.run(cmd.Context())
			})
		},
	}
	l.which.define(cmd)
	fl := cmd.Flags()
	fl.IntVar(&l.limit, "limit", defaultLimit, "at most this many rows; 0 for all")
	fl.StringSliceVar(&l.columns, "columns", nil, "the columns to show, by their `KEYS` or titles, with commas between")
	fl.StringArrayVar(&l.only, "only", nil, "a fixed filter of the other collections, as `KEY=VALUE`")
	withJSON(cmd, &l.asJSON)
	return cmd
}

// listing is one run of zco records.
type listing struct {
	verbRun

	which   which
	limit   int
	columns []string
	only    []string
	asJSON  bool

	first *early[collection.Page] // nil if it is still to be asked for
}

func (l *listing) run(ctx context.Context) error {
	if l.limit < 0 {
		return usage("--limit must not be below 0")
	}
	q, err := l.which.query(l.subject)
	if err != nil {
		return err
	}
	if q.Fixed, err = l.fixed(); err != nil {
		return err
	}
	fields, err := l.fields()
	if err != nil {
		return err
	}
	if l.subject.List == nil {
		return usage("%s cannot be listed", l.subject.ID)
	}
	if l.asJSON {
		return l.json(ctx, q)
	}
	return l.table(ctx, q, fields)
}

// fixed checks the fixed filters of a family.
func (l *listing) fixed() (string, error) {
	for _, only := range l.only {
		key, value, _ := strings.Cut(only, "=")
		i := slices.IndexFunc(l.subject.Filters, func(c collection.Choice) bool { return c.Key == key })
		if i < 0 {
			return "", usage("%s cannot be narrowed by %q; it can by %s", l.subject.ID, key, choiceKeys(l.subject.Filters))
		}
		if vs := l.subject.Filters[i].Values; len(vs) > 0 && !slices.ContainsFunc(vs, func(o collection.Option) bool { return o.Value == value }) {
			return "", usage("--only %s: %q is not one of %s", key, value, optionValues(vs))
		}
	}
	return strings.Join(l.only, "&"), nil
}

func choiceKeys(cs []collection.Choice) string {
	return cmp.Or(listed(cs, func(c collection.Choice) string { return c.Key }), "nothing")
}

func optionValues(os []collection.Option) string {
	return listed(os, func(o collection.Option) string { return o.Value })
}

// listed names what there is, with commas between.
func listed[T any](all []T, name func(T) string) string {
	names := make([]string, len(all))
	for i, one := range all {
		names[i] = name(one)
	}
	return strings.Join(names, ", ")
}

// shownFields is how many fields a table shows when nobody says which.
const shownFields = 6

func (l *listing) fields() ([]collection.Field, error) {
	out, err := l.subject.fieldsNamed(l.columns)
	if err != nil || out != nil {
		return out, err
	}
	if id, ok := l.subject.schema.Field("id"); ok {
		out = append(out, id)
	}
	for _, f := range l.subject.schema.Fields {
		if f.Key != "id" && !f.Hidden && len(out) <= shownFields {
			out = append(out, f)
		}
	}
	return out, nil
}

func (l *listing) json(ctx context.Context, q collection.Query) error {
	out := &jsonList{w: l.streams.Out.Raw()}
	err := l.pages(ctx, q, func(items []collection.Item) error {
		for _, it := range items {
			if err := out.add(row{l.subject, it}); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return out.end()
}

func (l *listing) table(ctx context.Context, q collection.Query, fields []collection.Field) error {
	header := make([]string, len(fields))
	for i, f := range fields {
		header[i] = f.Title
	}
	t := newTable(l.streams, header...)
	for _, f := range fields {
		t.right = append(t.right, f.Numeric())
	}
	return l.pages(ctx, q, func(items []collection.Item) error {
		format := l.session.format(ctx, fields, items)
		rows := make([][]string, len(items))
		for i, it := range items {
			for _, f := range fields {
				rows[i] = append(rows[i], it.Shown(format, f))
			}
		}
		return t.rows(rows)
	})
}

// pages hands the rows of a query to do, page by page, up to the limit.
func (l *listing) pages(ctx context.Context, q collection.Query, do func([]collection.Item) error) error {
	shown := 0
	var walk api.Walk
	for {
		q.Size = l.size(shown)
		page, err := l.list(ctx, q)
		if err != nil {
			return l.broken(err, shown)
		}
		if l.limit > 0 && len(page.Items) > l.limit-shown { // a service that does not count
			page.Items, page.HasMore = page.Items[:l.limit-shown], true
		}
		if err := do(page.Items); err != nil {
			return err
		}
		shown += len(page.Items)
		if page.Unreadable > 0 {
			l.streams.say("%s of the list made no sense and was left out", number.Of(page.Unreadable, "element", "elements"))
		}
		lost := walk.On(q.After, page.After, len(page.Items))
		q.After = page.After
		switch {
		case !page.HasMore:
			return nil
		case l.limit > 0 && shown >= l.limit:
			l.more(shown, page.Total)
			return nil
		case lost != nil:
			return withCode(Partly, "%w; %s listed", lost, number.Of(shown, "row", "rows"))
		}
	}
}

// size is how many rows the next page is to have.
func (l *listing) size(shown int) int {
	if l.limit > 0 {
		return min(pageSize, l.limit-shown)
	}
	return pageSize
}

// earlyPage sends for the first page, if that can be asked for before the
// fields are known: nil if not.
func (l *listing) earlyPage(ctx context.Context, sess *session, sub *subject) *early[collection.Page] {
	if l.which.filter != "" || sub.List == nil || l.limit < 0 {
		return nil
	}
	l.session, l.subject = sess, sub
	q, err := l.which.query(sub)
	if err != nil {
		return nil
	}
	if q.Fixed, err = l.fixed(); err != nil {
		return nil
	}
	q.Size = l.size(0)
	return sendEarly(ctx, func(ctx context.Context) (collection.Page, error) { return sub.List(ctx, sess.client, q) })
}

// list reads a page, the first of which may be on its way.
func (l *listing) list(ctx context.Context, q collection.Query) (collection.Page, error) {
	if first := l.first; first != nil {
		l.first = nil
		return first.wait()
	}
	return l.subject.List(ctx, l.session.client, q)
}

// broken says how many rows there were before what broke.
func (l *listing) broken(err error, shown int) error {
	if shown == 0 {
		return err
	}
	if errors.Is(err, context.Canceled) {
		return withCode(Partly, "interrupted; %s listed", number.Of(shown, "row", "rows"))
	}
	return withCode(Partly, "%w; %s listed", err, number.Of(shown, "row", "rows"))
}

func (l *listing) more(shown, total int) {
	of := ""
	if total > shown {
		of = " of " + number.Thousands(total)
	}
	l.streams.say("%s%s shown; --limit 0 shows all", number.Thousands(shown), of)
}
