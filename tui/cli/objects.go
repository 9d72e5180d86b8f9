package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"

	"github.com/spf13/cobra"

	"zco/api"
	"zco/tui/domain/collection"
	"zco/tui/domain/number"
)

func newObjects(s Streams, f *flags) *cobra.Command {
	var asJSON, counts bool
	cmd := &cobra.Command{
		Use:   "objects",
		Short: "List the custom objects, and the account's other collections",
		Args:  none,
		RunE: f.withSession(s, func(ctx context.Context, sess *session) error {
			if asJSON {
				return sess.objectsJSON(ctx, s, counts)
			}
			return sess.objectsTable(ctx, s, counts)
		}),
	}
	withJSON(cmd, &asJSON)
	cmd.Flags().BoolVar(&counts, "counts", false, "count the records, with a request for each object")
	return cmd
}

// objectsJSON writes the objects as the API gives them; with counts each has a
// member more, zco_count: how many records there are, null where that is not
// known.
func (s *session) objectsJSON(ctx context.Context, to Streams, counts bool) error {
	out := &jsonList{w: to.Out.Raw()}
	for obj, err := range s.client.AllObjects(ctx) {
		if err != nil {
			return err
		}
		data, err := encode(obj)
		if err != nil {
			return err
		}
		if counts {
			data = fmt.Appendf(bytes.TrimSuffix(data, []byte("}")), `,"zco_count":%s}`, s.countJSON(ctx, to, collection.Records(obj)))
		}
		if err := out.add(json.RawMessage(data)); err != nil {
			return err
		}
	}
	return out.end()
}

func (s *session) countJSON(ctx context.Context, to Streams, col *collection.Collection) string {
	n, err := col.Count(ctx, s.client)
	if err != nil {
		to.say("zco: %s cannot be counted: %v", col.ID, err)
		return "null"
	}
	return strconv.Itoa(n.Value)
}

func (s *session) objectsTable(ctx context.Context, to Streams, counts bool) error {
	all, err := collection.Collections(ctx, s.client)
	switch {
	case len(all) == 0:
		return err
	case api.IsForbidden(err): // the others may be open all the same
		to.say("zco: the custom objects cannot be listed: %v", err)
		err = nil
	}
	header := []string{"KEY", "TITLE", "ABOUT"}
	if counts {
		header = []string{"KEY", "TITLE", "ROWS", "ABOUT"}
	}
	var rows [][]string
	for _, col := range all {
		cells := []string{col.ID, col.Title}
		if counts {
			cells = append(cells, s.countText(ctx, to, col))
		}
		rows = append(rows, append(cells, col.Note))
	}
	t := newTable(to, header...)
	if counts {
		t.right = []bool{false, false, true}
	}
	return errors.Join(t.rows(rows), err)
}

// countText counts a collection; one that cannot be counted is no reason to
// show none.
func (s *session) countText(ctx context.Context, to Streams, col *collection.Collection) string {
	if col.Count == nil {
		return ""
	}
	n, err := col.Count(ctx, s.client)
	if err != nil {
		to.say("zco: %s cannot be counted: %v", col.ID, err)
		return "?"
	}
	return number.Thousands(n.Value)
}
