package cli

import (
	"context"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"zco/api"
	"zco/tui/resource"
	"zco/tui/text"
)

func newSet(s Streams, f *flags) *cobra.Command {
	e := edit{streams: s}
	cmd := &cobra.Command{
		Use:   "set OBJECT/ID field=value...",
		Short: "Change fields of a record",
		Long: `Set changes fields of one record and sends only those that differ from what is
there. A field is named by its key or its title. field=value is read as the
field's type: a choice by its tag or title, several with commas between, a day
as YYYY-MM-DD, yes or no. field= clears. field:=JSON is sent as it is.

Just before sending, the record is read again. If someone else changed other
fields meanwhile, that is said and yours are sent; if someone changed the same
field, nothing is sent. --since takes the updated_at of the record as you read
it, to refuse if anyone changed it after that.`,
		Example: `  zco set car/01HQP8RM83JFAWAB958EV16F14 year=2020 color=red note=
  zco set car/01HQP8RM83JFAWAB958EV16F14 'Last service'=2026-11-02 --dry-run
  zco set roles/21 name='Night shift'`,
		Args: atLeast(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			t, err := parseRecord(args[0])
			if err != nil {
				return err
			}
			return f.on(cmd.Context(), s, t, func(sess *session, sub *subject) error {
				e.session, e.subject, e.id = sess, sub, t.id
				return e.run(cmd.Context(), args[1:])
			})
		},
	}
	cmd.Flags().BoolVar(&e.dryRun, "dry-run", false, "show what would be sent, and send nothing")
	cmd.Flags().StringVar(&e.since, "since", "", "refuse if the record changed after this `UPDATED_AT`")
	jsonFlag(cmd, &e.asJSON)
	return cmd
}

// edit is one run of zco set.
type edit struct {
	streams Streams
	session *session
	subject *subject
	id      string

	dryRun, asJSON bool
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
	if e.since != "" && !sameMoment(e.since, base.Version) {
		return fmt.Errorf("%s changed at %s, after --since %s; nothing was sent", e.subject.name(e.id), base.Version, e.since)
	}
	changes := changesOf(as, base)
	e.show(ctx, changes, base)
	switch {
	case e.dryRun:
		return showRequest(e.streams, e.subject, "PATCH", "/"+e.id, changes.patch())
	case len(changes) == 0:
		return e.done(base, "nothing to change: it is so already")
	}
	if err := e.session.writable(); err != nil {
		return err
	}
	return e.send(ctx, base, changes)
}

// show says what will change, old and new, before it is sent.
func (e *edit) show(ctx context.Context, changes changeList, base resource.Item) {
	fields := make([]resource.Field, len(changes))
	after := resource.Item{Values: map[string]api.Value{}}
	for i, c := range changes {
		fields[i], after.Values[c.field.Key] = c.field, c.after
	}
	format := e.session.format(ctx, fields, []resource.Item{base, after})
	for _, c := range changes {
		fmt.Fprintln(e.streams.Err, text.Clean(fmt.Sprintf("%s: %s → %s", c.field.Title,
			orNothing(format.Text(c.field, c.before)), orNothing(format.Text(c.field, c.after)))))
	}
}

func orNothing(s string) string {
	if s == "" {
		return "nothing"
	}
	return s
}

// send reads the record once more, to see whether it moved, and sends what is
// still to be changed.
func (e *edit) send(ctx context.Context, base resource.Item, changes changeList) error {
	now, err := e.subject.get(ctx, e.session.client, e.id)
	if err != nil {
		return err
	}
	theirs := movedFields(e.subject.schema, base, now)
	if clash := changes.clashes(theirs, now); len(clash) > 0 {
		for _, c := range clash {
			sayClash(e.streams.Err, c, now)
		}
		return fmt.Errorf("%s was changed by someone else meanwhile, in the same field; nothing was sent", e.subject.name(e.id))
	}
	for _, f := range theirs {
		fmt.Fprintln(e.streams.Err, text.Clean(f.Title+" was changed by someone else meanwhile, and stays as it is"))
	}
	after, err := e.subject.Update(ctx, e.session.client, e.id, changes.patch())
	if api.IsUnknownOutcome(err) {
		return e.lookAfter(ctx, changes, err)
	}
	if err != nil {
		return err
	}
	return e.done(after, "saved")
}

func sayClash(w io.Writer, c change, now resource.Item) {
	format := resource.Format{Yes: "yes", No: "no"}
	fmt.Fprintln(w, text.Clean(fmt.Sprintf("%s: was %s, theirs is %s, yours %s", c.field.Title,
		orNothing(format.Text(c.field, c.before)), orNothing(format.Text(c.field, now.Value(c.field.Key))),
		orNothing(format.Text(c.field, c.after)))))
}

// lookAfter reads the record to see whether a change took whose answer was
// lost.
func (e *edit) lookAfter(ctx context.Context, changes changeList, lost error) error {
	now, err := e.subject.get(ctx, e.session.client, e.id)
	if err != nil {
		return lost
	}
	for _, c := range changes {
		if !c.field.Same(now.Value(c.field.Key), c.after) {
			return fmt.Errorf("%w; the record was read again and does not have the change", lost)
		}
	}
	return e.done(now, "saved; the answer was lost, but the record has the change")
}

func (e *edit) done(it resource.Item, what string) error {
	fmt.Fprintln(e.streams.Err, what)
	if e.asJSON {
		return printJSON(e.streams, row{e.subject, it})
	}
	return nil
}
