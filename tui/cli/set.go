package cli

import (
	"cmp"
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"zco/api"
	"zco/tui/domain/change"
	"zco/tui/domain/collection"
	"zco/tui/domain/journal"
)

func newSet(s Streams, f *flags) *cobra.Command {
	e := edit{verbRun: verbRun{streams: s}}
	cmd := &cobra.Command{
		Use:   "set OBJECT/ID field=value...",
		Short: "Change fields of a record",
		Long: `Set changes fields of one record and sends only those that differ from what is
there. A field is named by its key or its title. field=value is read as the
field's type: an option by its tag or title, several with commas between, a date
as YYYY-MM-DD, yes or no. field= clears the field. field:=JSON is sent as it is.

Just before sending, the record is read again. If someone else has changed other
fields, it says so and sends yours; if someone has changed the same field, nothing
is sent. With --since and the updated_at of the record as you read it, nothing is
sent if anyone has changed the record after that.

Some texts are placeholders in Zendesk, such as {{zd.status_new}} or dynamic
content. They are shown with {{}} behind them, and set refuses to replace them,
because that would end their translations; --force does it.`,
		Example: `  zco set asset/external_id:AST-00000002 condition=good notes=
  zco set asset/external_id:AST-00000002 'Purchased on'=2026-11-02 --dry-run
  zco set roles/50101 name='Night shift'`,
		Args: atLeast(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			t, err := parseRecord(args[0])
			if err != nil {
				return err
			}
			return f.on(cmd.Context(), s, t, func(sess *session, sub *subject) error {
				e.session, e.subject = sess, sub
				if e.id, err = sub.rowID(cmd.Context(), sess.client, t.id); err != nil {
					return err
				}
				return e.run(cmd.Context(), args[1:])
			})
		},
	}
	cmd.Flags().BoolVar(&e.dryRun, "dry-run", false, "show what would be sent, and send nothing")
	cmd.Flags().BoolVar(&e.force, "force", false, "replace placeholders such as {{zd.status_new}} as well")
	cmd.Flags().StringVar(&e.since, "since", "", "refuse if the record changed after this `UPDATED_AT`")
	withJSON(cmd, &e.asJSON)
	return cmd
}

// edit is one run of zco set.
type edit struct {
	verbRun
	id string

	dryRun, asJSON bool
	force          bool
	since          string
}

func (e *edit) run(ctx context.Context, args []string) error {
	if e.subject.Update == nil {
		return usage("%s cannot be changed", e.subject.Title)
	}
	as, err := e.subject.assign(args, false)
	if err != nil {
		return err
	}
	base, err := e.subject.get(ctx, e.session.client, e.id)
	if err != nil {
		return err
	}
	if err := e.allowed(as, base); err != nil {
		return err
	}
	changes := edits(as, base)
	patch := e.subject.schema.Merge(changes, collection.Item{}, base).Patch
	e.show(ctx, as, patch, base)
	switch {
	case e.dryRun:
		return showRequest(e.streams, e.asJSON, e.subject, "PATCH", "/"+e.id, patch)
	case len(patch) == 0:
		return e.done(base, "nothing to change: it is so already")
	}
	if err := e.lossless(patch, base); err != nil {
		return err
	}
	return e.send(ctx, base, changes)
}

// lossless refuses to replace placeholders unless that was asked for.
func (e *edit) lossless(patch collection.Patch, base collection.Item) error {
	for _, f := range e.subject.schema.Fields {
		v, changes := patch[f.Key]
		if loss := base.PlaceholderLoss(f.Key, v); changes && loss != "" && !e.force {
			return usage("%s: %s; nothing was sent (--force sends it)", e.subject.shortName(f), loss)
		}
	}
	return nil
}

// allowed refuses what this very row does not let be changed, and a row that
// moved since it was read.
func (e *edit) allowed(as []assignment, base collection.Item) error {
	for _, a := range as {
		if why := e.subject.WhyNotEdit(base, a.field); why != "" {
			return usage("%s cannot be set: %s", e.subject.shortName(a.field), why)
		}
	}
	if e.since != "" && !sameMoment(e.since, base.Version) {
		return fmt.Errorf("%s changed at %s, after --since %s; nothing was sent", e.subject.name(e.id), base.Version, e.since)
	}
	return nil
}

// show says what will change, old and new, before it is sent.
func (e *edit) show(ctx context.Context, as []assignment, patch collection.Patch, base collection.Item) {
	var fields []collection.Field
	for _, a := range as {
		if _, changes := patch[a.field.Key]; changes {
			fields = append(fields, a.field)
		}
	}
	after := collection.Item{Values: patch}
	format := e.session.format(ctx, fields, []collection.Item{base, after})
	for _, f := range fields {
		e.streams.say("%s: %s → %s", f.Title,
			orNothing(format.Text(f, base.Value(f.Key))), orNothing(format.Text(f, after.Value(f.Key))))
	}
}

func orNothing(s string) string { return cmp.Or(s, "nothing") }

func (e *edit) send(ctx context.Context, base collection.Item, changes []collection.Edit) error {
	if err := e.session.writable(); err != nil {
		return err
	}
	w := e.session.changer(e.streams, e.subject)
	defer w.close()
	sent, err := w.send(ctx, change.Change{
		Action: journal.Update, Ref: collection.Ref{Collection: e.subject.ID, ID: e.id}, Item: base, Edits: changes,
	})
	if err != nil {
		return err
	}
	return e.done(sent.Item, "saved")
}

func (e *edit) done(it collection.Item, what string) error {
	e.streams.say("%s", what)
	if e.asJSON {
		return printJSON(e.streams, row{e.subject, it})
	}
	return nil
}

// sameMoment compares two timestamps, however they are written.
func sameMoment(a, b string) bool {
	x, y := api.ParseTimestamp(a), api.ParseTimestamp(b)
	if x.Time.IsZero() || y.Time.IsZero() {
		return a == b
	}
	return x.Time.Equal(y.Time)
}
