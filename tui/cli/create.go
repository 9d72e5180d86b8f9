package cli

import (
	"context"
	"errors"
	"strings"

	"github.com/spf13/cobra"

	"zco/api"
	"zco/tui/domain/change"
	"zco/tui/domain/collection"
	"zco/tui/domain/journal"
)

func newCreate(s Streams, f *flags) *cobra.Command {
	c := creation{verbRun: verbRun{streams: s}}
	cmd := &cobra.Command{
		Use:   "create OBJECT field=value...",
		Short: "Create a record",
		Long: `Create creates one record. A field is named by its key or its title; field=value is
read as the field's type, an option by its tag or title, field:=JSON is sent as
it is. With --upsert a record that has the same external id, or the same name
where names are unique, is changed instead.`,
		Example: `  zco create vendor name='Nordic Parts' rating=4.5
  zco create store external_id=N-1 name='Depot North' city=Oslo --upsert external_id`,
		Args: atLeast(2),
		RunE: f.inCollection(&c.verbRun, func(ctx context.Context, args []string) error { return c.run(ctx, args[1:]) }),
	}
	cmd.Flags().BoolVar(&c.dryRun, "dry-run", false, "show what would be sent, and send nothing")
	cmd.Flags().StringVar(&c.upsert, "upsert", "", "change the record with the same `external_id|name` if there is one")
	withJSON(cmd, &c.asJSON)
	return cmd
}

// creation is one run of zco create.
type creation struct {
	verbRun

	dryRun, asJSON bool
	upsert         string
}

func (c *creation) run(ctx context.Context, args []string) error {
	as, err := c.subject.assign(args, true)
	if err != nil {
		return err
	}
	patch := patchOf(as)
	if c.upsert != "" {
		return c.runUpsert(ctx, as, patch)
	}
	if c.subject.Create == nil {
		return usage("%s cannot be created", c.subject.Title)
	}
	if missing := c.missing(patch); missing != "" {
		return usage("required and not given: %s", missing)
	}
	if c.dryRun {
		return showRequest(c.streams, c.asJSON, c.subject, "POST", "", patch)
	}
	return c.send(ctx, change.Change{Action: journal.Create, Edits: edits(as, collection.Item{})})
}

func (c *creation) send(ctx context.Context, ch change.Change) error {
	if err := c.session.writable(); err != nil {
		return err
	}
	w := c.session.changer(c.streams, c.subject)
	defer w.close()
	ch.Ref.Collection, ch.Collection, ch.Schema = c.subject.ID, c.subject.Collection, c.subject.schema
	if ch.Action == journal.Upsert { // which row it is, if there is one
		p := w.Prepare(ctx, ch)
		if p.Err != nil {
			return errors.Join(p.Err, ctx.Err())
		}
		ch = p.Change
	}
	sent, err := w.send(ctx, ch)
	if err != nil {
		return err
	}
	what := "set"
	switch {
	case sent.Ending == change.Already:
		what = "nothing to change:"
	case sent.Created:
		what = "created"
	}
	return c.done(sent.Item, what)
}

// missing names the required fields that are not given.
func (c *creation) missing(p collection.Patch) string {
	var names []string
	for _, f := range c.subject.schema.Fields {
		_, given := p[f.Key]
		if f.Required && !given && (f.Locked == "" || f.Create) {
			names = append(names, c.subject.shortName(f))
		}
	}
	return strings.Join(names, ", ")
}

func (c *creation) runUpsert(ctx context.Context, as []assignment, p collection.Patch) error {
	by := collection.UpsertKey(c.upsert)
	switch {
	case c.subject.Upsert == nil:
		return usage("%s cannot be set by a key", c.subject.Title)
	case by != collection.ByExternalID && by != collection.ByName:
		return usage("--upsert must be external_id or name, not %q", c.upsert)
	case by == collection.ByName && !c.subject.schema.UniqueName:
		return usage("the names of %s are not unique, so --upsert name cannot tell which record is meant", c.subject.ID)
	case p[string(by)].IsEmpty():
		return usage("--upsert %s needs %s=VALUE", by, by)
	}
	if c.dryRun {
		return showRequest(c.streams, c.asJSON, c.subject, "PATCH", "?"+string(by)+"="+p[string(by)].Text(), p)
	}
	return c.send(ctx, change.Change{
		Action: journal.Upsert, Edits: edits(as, collection.Item{}), By: by, Value: p[string(by)].Text(),
	})
}

func (c *creation) done(it collection.Item, what string) error {
	if c.asJSON {
		return printJSON(c.streams, row{c.subject, it})
	}
	c.streams.say("%s %s", what, it.Name)
	return c.streams.print("%s", c.subject.name(it.ID))
}

// showRequest prints what would be sent, for --dry-run. Only custom objects
// have a path that is known here.
func showRequest(s Streams, asJSON bool, sub *subject, method, rest string, p collection.Patch) error {
	body := object(p, nil)
	if sub.key != "" {
		data, err := encode(map[string]any{"custom_object_record": collection.RecordPatch(p)})
		if err != nil {
			return err
		}
		body = api.Value(data)
		path := "/api/v2/custom_objects/" + sub.key + "/records" + rest
		if asJSON { // the line is for people: the body alone is JSON
			s.say("%s %s", method, path)
		} else if err := s.print("%s %s", method, path); err != nil {
			return err
		}
	}
	return printJSON(s, body)
}
