package cli

import (
	"context"

	"github.com/spf13/cobra"

	"zco/tui/domain/collection"
)

func newGet(s Streams, f *flags) *cobra.Command {
	var asJSON bool
	return withJSON(&cobra.Command{
		Use:   "get OBJECT/ID | URL",
		Short: "Show one record",
		Args:  exactly(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			t, err := parseRecord(args[0])
			if err != nil {
				return err
			}
			var item *early[collection.Item]
			before := func(ctx context.Context, sess *session, sub *subject) { item = sub.got(ctx, sess.client, t.id) }
			return f.onWhile(cmd.Context(), s, t, before, func(sess *session, sub *subject) error {
				it, err := item.wait()
				if err != nil {
					return err
				}
				if asJSON {
					return printJSON(s, row{sub, it})
				}
				format := sess.format(cmd.Context(), sub.schema.Fields, []collection.Item{it})
				return pairs(s, fieldLines(sub, it, format))
			})
		},
	}, &asJSON)
}

// fieldLines are the fields of a row with what they are called and what they
// hold.
func fieldLines(sub *subject, it collection.Item, format collection.Format) [][2]string {
	var lines [][2]string
	for _, f := range sub.schema.Fields {
		if v := it.Value(f.Key); !v.IsAbsent() {
			lines = append(lines, [2]string{f.Title, it.Shown(format, f)})
		}
	}
	return lines
}
