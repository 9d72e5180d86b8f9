package cli

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"zco/api"
	"zco/tui/text"
)

func newDelete(s Streams, f *flags) *cobra.Command {
	d := deletion{streams: s}
	cmd := &cobra.Command{
		Use:   "delete OBJECT/ID...",
		Short: "Delete records",
		Long: `Delete deletes records for good, after asking. A script says --yes. All records
must be of one object; what failed and what was done is said of each.`,
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
			return f.on(cmd.Context(), s, first, func(sess *session, sub *subject) error {
				d.session, d.subject = sess, sub
				return d.run(cmd.Context())
			})
		},
	}
	cmd.Flags().BoolVar(&d.yes, "yes", false, "do not ask")
	jsonFlag(cmd, &d.asJSON)
	return cmd
}

// deletion is one run of zco delete.
type deletion struct {
	streams Streams
	session *session
	subject *subject
	ids     []string

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
	if err := d.confirm(ctx); err != nil {
		return err
	}
	var results []deleted
	var last error
	failed := 0
	for _, id := range d.ids {
		err := d.one(ctx, id)
		r := deleted{ID: id, Deleted: err == nil}
		if err != nil {
			last, failed = err, failed+1
			r.Error = err.Error()
			if len(d.ids) > 1 {
				fmt.Fprintln(d.streams.Err, text.Clean("not deleted: "+d.subject.name(id)+": "+err.Error()))
			}
		} else if !d.asJSON {
			fmt.Fprintln(d.streams.Err, text.Clean("deleted "+d.subject.name(id)))
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

// one deletes a record. A lost answer is looked after: what is not there any
// more is deleted.
func (d *deletion) one(ctx context.Context, id string) error {
	err := d.subject.Delete(ctx, d.session.client, id)
	if api.IsNotFound(err) {
		return withCode(NotFound, "there is no %s", d.subject.name(id))
	}
	if api.IsUnknownOutcome(err) && d.subject.Get != nil {
		if _, gone := d.subject.Get(ctx, d.session.client, id); api.IsNotFound(gone) {
			return nil
		}
	}
	return err
}

// confirm asks a person, by name where there is one record.
func (d *deletion) confirm(ctx context.Context) error {
	if d.yes {
		return nil
	}
	if !d.streams.asks() {
		return usage("delete asks first, and there is nobody to ask here; say --yes")
	}
	what := fmt.Sprintf("%d %s", len(d.ids), d.subject.Title)
	if len(d.ids) == 1 {
		it, err := d.subject.get(ctx, d.session.client, d.ids[0])
		if err != nil {
			return err
		}
		what = fmt.Sprintf("%s %q (%s)", d.subject.Singular, it.Name, it.ID)
	}
	ok, err := newAsker(d.streams).yes(ctx, "Delete "+what+" for good?")
	if err != nil {
		return err
	}
	if !ok {
		return errors.New("nothing was deleted")
	}
	return nil
}
