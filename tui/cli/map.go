package cli

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"zco/tui/domain/collection"
	"zco/tui/domain/objectmap"
)

func newMap(s Streams, f *flags) *cobra.Command {
	format := "text"
	cmd := &cobra.Command{
		Use:   "map",
		Short: "Draw which object points at which, by which field",
		Long: `Map draws the lookup fields of the account: which custom object points at which
other, and which at users, organizations and tickets. It writes text, or a
Mermaid, DOT or SVG drawing.`,
		Example: `  zco map
  zco map --format svg > objects.svg`,
		Args: none,
		RunE: f.withSession(s, func(ctx context.Context, sess *session) error {
			var m objectmap.Map
			for obj, err := range sess.client.AllObjects(ctx) {
				if err != nil {
					return err
				}
				col := collection.Records(obj)
				inner, cancel := context.WithTimeout(ctx, collection.Patience) // each object is nice to have
				schema, err := col.Schema(inner, sess.client)
				cancel()
				if ctx.Err() != nil {
					return ctx.Err()
				}
				if err != nil {
					s.say("zco: the fields of %s cannot be read: %v", col.Title, err)
					continue
				}
				m.Add(col, schema)
			}
			m.Sort()
			text, err := m.Write(format)
			if err != nil {
				return usage("%w", err)
			}
			for line := range strings.Lines(text) { // titles of others, a line each
				if err := s.print("%s", strings.TrimSuffix(line, "\n")); err != nil {
					return err
				}
			}
			return nil
		}),
	}
	cmd.Flags().StringVar(&format, "format", format, strings.Join(objectmap.Formats, ", "))
	_ = cmd.RegisterFlagCompletionFunc("format", cobra.FixedCompletions(objectmap.Formats, cobra.ShellCompDirectiveNoFileComp))
	return cmd
}
