package cli

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"zco/api"
	"zco/tui/domain/collection"
)

func newChanges(s Streams, f *flags) *cobra.Command {
	c := changes{verbRun: verbRun{streams: s}}
	cmd := &cobra.Command{
		Use:   "changes OBJECT --since TIME|CURSOR",
		Short: "List what was created, changed and deleted since a time",
		Long: `List the records of an object that were created, changed or deleted since a time,
the earliest change first and each record once. At the end it prints a cursor:
give it to --since the next time, to continue from there. --follow keeps waiting
for new changes.

TIME is 2h, 3d, yesterday, monday, 2026-11-02, 2026-11-02 14:00 or RFC 3339, more
than a minute ago. Zendesk reports no change of the last minute, allows ten
requests a minute, and of a deleted record says only when it was deleted.

With --what, each record is followed by its changes, with the old and the new
value. That takes one more request for each record.

With --json, each record is one line, as the API gives it.`,
		Example: `  zco changes asset --since monday
  zco changes asset --since monday --what
  zco changes asset --since 2h --json`,
		Args: exactly(1),
		PreRunE: func(*cobra.Command, []string) error {
			if c.what && c.asJSON {
				return usage("--what is words for a person: --json has the records, and zco has no events in JSON")
			}
			return nil
		},
		RunE: f.inCollection(&c.verbRun, func(ctx context.Context, _ []string) error { return c.run(ctx) }),
	}
	fl := cmd.Flags()
	fl.StringVar(&c.since, "since", "", "the `TIME` or cursor to begin at")
	fl.BoolVar(&c.follow, "follow", false, "go on until it is interrupted")
	fl.BoolVar(&c.what, "what", false, "show what was changed in each record as well")
	withJSON(cmd, &c.asJSON)
	return cmd
}

// changes is one run of zco changes.
type changes struct {
	verbRun

	since          string
	follow, asJSON bool
	what           bool
	schema         *collection.Schema // with what
	from           time.Time          // when it began, zero behind a cursor
}

// followPause is how long --follow waits at the end: the last minute is never
// told, and requests are few.
const followPause = 30 * time.Second

func (c *changes) run(ctx context.Context) error {
	key, isObject := api.TargetObjectKey(c.subject.Source)
	if !isObject {
		return usage("%s are no records of a custom object: only of those the changes are told", c.subject.Title)
	}
	o, err := sinceOf(c.since, time.Now(), c.session.zone())
	if err != nil {
		return err
	}
	c.from = o.Since
	if c.what {
		if c.schema, err = c.subject.Schema(ctx, c.session.client); err != nil {
			return err
		}
	}
	for {
		for p, err := range c.session.client.AllChanges(ctx, key, o) {
			if err != nil {
				return c.stopped(o, err)
			}
			if err := c.tell(ctx, p.Items); err != nil {
				return err
			}
			if p.Meta.After != "" {
				o.Cursor = p.Meta.After
			}
		}
		if !c.follow {
			break
		}
		select {
		case <-time.After(followPause):
		case <-ctx.Done():
			return c.stopped(o, ctx.Err())
		}
	}
	c.next(o)
	return nil
}

// stopped says where to go on, whatever ended it.
func (c *changes) stopped(o api.ChangesOptions, err error) error {
	c.next(o)
	return err
}

func (c *changes) next(o api.ChangesOptions) {
	if o.Cursor != "" {
		c.streams.say("to go on: zco changes %s --since %s", c.subject.ID, o.Cursor)
	}
}

func (c *changes) tell(ctx context.Context, records []api.Record) error {
	if c.asJSON {
		for _, r := range records {
			data, err := encode(r)
			if err != nil {
				return err
			}
			if err := c.streams.Out.writeData(string(data) + "\n"); err != nil {
				return err
			}
		}
		return nil
	}
	var ids []string
	for _, r := range records {
		if by := r.UpdatedByUserID; by != "" && !slices.Contains(ids, by) {
			ids = append(ids, by)
		}
	}
	names := c.session.namesOf(ctx, map[string][]string{"zen:user": ids})["zen:user"]
	zone := c.session.zone()
	for _, r := range records {
		change := collection.ChangeOf(r)
		by := cmp.Or(names[change.By], change.By)
		if err := c.streams.print("%s  %-7s  %s  by %s", change.At.In(zone).Format("2006-01-02 15:04"), change.What, change.Name, by); err != nil {
			return err
		}
		if err := c.tellWhat(ctx, change); err != nil {
			return err
		}
	}
	return nil
}

// tellWhat tells below a record what was changed in it.
func (c *changes) tellWhat(ctx context.Context, of collection.RecordChange) error {
	if !c.what || of.What == "deleted" {
		return nil
	}
	events, err := collection.Events(ctx, c.session.client, c.subject.Collection, of.ID)
	if err != nil {
		if ctx.Err() != nil {
			return err
		}
		return c.streams.print("    what was changed cannot be read: %v", err)
	}
	events = collection.EventsSince(events, c.from)
	format := c.session.formatWith(c.session.namesOf(ctx, collection.EventNames(c.schema, events)))
	words := collection.EventWords{Schema: c.schema, More: "…", Format: format}
	for _, e := range events {
		for _, line := range words.Lines(e) {
			if err := c.streams.print("    %s", line); err != nil {
				return err
			}
		}
	}
	return nil
}

// sinceOf reads a time, or takes the text for a cursor.
func sinceOf(text string, now time.Time, zone *time.Location) (api.ChangesOptions, error) {
	at, isTime := collection.ReadTime(text, now.In(zone))
	switch {
	case strings.TrimSpace(text) == "":
		return api.ChangesOptions{}, usage("say since when: --since 2h, monday, 2026-11-02 or a cursor")
	case !isTime && len(text) < 12:
		return api.ChangesOptions{}, usage("--since %s is neither a time (2h, 3d, monday, 2026-11-02, 2026-11-02 14:00) nor a cursor", text)
	case !isTime:
		return api.ChangesOptions{Cursor: text}, nil
	case now.Sub(at) < api.ChangesAge+time.Second:
		return api.ChangesOptions{}, usage("--since must be more than a minute ago: Zendesk reports no change of the last minute")
	}
	return api.ChangesOptions{Since: at}, nil
}
