package cli

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"zco/tui/domain/change"
	"zco/tui/domain/collection"
	"zco/tui/domain/journal"
)

func newDelete(s Streams, f *flags) *cobra.Command {
	d := deletion{verbRun: verbRun{streams: s}}
	cmd := &cobra.Command{
		Use:   "delete OBJECT/ID...",
		Short: "Delete records",
		Long: `Delete deletes records for good, after asking. In a script, --yes answers for you.
All records must be of one object. It says of each record whether it was deleted,
and if not, why.`,
		Args: atLeast(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			first, err := parseRecord(args[0])
			if err != nil {
				return err
			}
			for _, arg := range args {
				t, err := parseRecord(arg)
				if err != nil {
					return err
				}
				if t.collection != first.collection || t.host != first.host {
					return usage("%s and %s are not of the same object; delete them one after the other", args[0], arg)
				}
				d.ids = append(d.ids, t.id)
			}
			return f.onRows(cmd.Context(), s, first, func(sess *session, sub *subject) error {
				d.session, d.subject = sess, sub
				for i, id := range d.ids {
					if d.ids[i], err = sub.rowID(cmd.Context(), sess.client, id); err != nil {
						return err
					}
				}
				return d.run(cmd.Context())
			})
		},
	}
	cmd.Flags().BoolVar(&d.yes, "yes", false, "do not ask")
	withJSON(cmd, &d.asJSON)
	return cmd
}

// deletion is one run of zco delete.
type deletion struct {
	verbRun
	ids []string

	yes, asJSON bool
}

// deleted is what became of one record.
type deleted struct {
	ID      string `json:"id"`
	Deleted bool   `json:"deleted"`
	Error   string `json:"error,omitempty"`
}

func (d *deletion) run(ctx context.Context) error {
	if d.subject.Delete == nil {
		return usage("%s cannot be deleted", d.subject.Title)
	}
	if err := d.session.writable(); err != nil {
		return err
	}
	w := d.session.changer(d.streams, d.subject)
	defer w.close()
	if err := d.confirm(ctx, w); err != nil {
		return err
	}
	var results []deleted
	var last error
	failed := 0
	for _, id := range d.ids {
		_, err := w.send(ctx, d.change(id))
		r := deleted{ID: id, Deleted: err == nil}
		if err != nil {
			last, failed = err, failed+1
			r.Error = err.Error()
			if len(d.ids) > 1 {
				d.streams.say("not deleted: %s: %v", d.subject.name(id), err)
			}
		} else if !d.asJSON {
			d.streams.say("deleted %s", d.subject.name(id))
		}
		results = append(results, r)
		if ctx.Err() != nil {
			break
		}
	}
	return d.report(results, failed, last)
}

func (d *deletion) report(results []deleted, failed int, last error) error {
	if d.asJSON {
		if err := printJSON(d.streams, results); err != nil {
			return err
		}
	}
	left := len(d.ids) - len(results) + failed
	switch {
	case left == 0:
		return nil
	case left == len(d.ids):
		return last
	}
	return withCode(Partly, "%d of %d were deleted", len(d.ids)-left, len(d.ids))
}

func (d *deletion) change(id string) change.Change {
	return change.Change{
		Action: journal.Delete, Collection: d.subject.Collection, Schema: d.subject.schema,
		Ref: collection.Ref{Collection: d.subject.ID, ID: id},
	}
}

// confirm asks a person, by name where there is one row, and tells what goes
// with it.
func (d *deletion) confirm(ctx context.Context, w *changer) error {
	if d.yes {
		return nil
	}
	if err := askable(d.streams); err != nil {
		return err
	}
	what, want := fmt.Sprintf("%d %s", len(d.ids), d.subject.Title), ""
	if len(d.ids) == 1 {
		p := w.Prepare(ctx, d.change(d.ids[0]))
		switch {
		case p.Gone:
			return withCode(NotFound, "there is no %s", d.subject.name(d.ids[0]))
		case p.Err != nil:
			return p.Err
		case p.Impact.Refused != "":
			return withCode(Refused, "%s cannot be deleted: %s", d.subject.name(d.ids[0]), p.Impact.Refused)
		}
		if p.Impact.Warning != "" {
			d.streams.say("%s", p.Impact.Warning)
		}
		what, want = fmt.Sprintf("%s %q (%s)", d.subject.Singular, p.Change.Item.Name, p.Change.Item.ID), p.Impact.ConfirmText
	}
	return agreed(ctx, d.streams, "Delete "+what+" for good?", want)
}

// askable refuses to delete where nobody can be asked.
func askable(s Streams) error {
	if !s.asks() {
		return usage("delete asks first, and there is nobody to ask here; say --yes")
	}
	return nil
}

// agreed asks for a yes, or for what must be typed.
func agreed(ctx context.Context, s Streams, question, want string) error {
	if err := askable(s); err != nil {
		return err
	}
	ask := newAsker(s)
	var ok bool
	var err error
	if want == "" {
		ok, err = ask.yes(ctx, question)
	} else {
		var typed string
		typed, err = ask.line(ctx, question+" Type "+want+" to do it:")
		ok = typed == want
	}
	if err == nil && !ok {
		err = errors.New("nothing was deleted")
	}
	return err
}
