package work

import (
	"context"
	"iter"
	"strings"

	"zco/api"
	"zco/api/transfer"
	"zco/tui/domain/collection"
)

// Which says which rows of a collection a bulk change or an export is about:
// those with IDs, or where there are none all that a place shows.
type Which struct {
	Collection *collection.Collection
	Place      collection.Place
	IDs        []string
}

// Object is the key of the custom object.
func (w Which) Object() string { return collection.ObjectKey(w.Collection.ID) }

// BulkKind is what a bulk change does with a field.
type BulkKind = transfer.Kind

// The kinds of bulk changes.
const (
	BulkSet           = transfer.Set
	BulkClear         = transfer.Clear
	BulkReplace       = transfer.Replace
	BulkAdd           = transfer.Add
	BulkAddOptions    = transfer.AddOptions
	BulkRemoveOptions = transfer.RemoveOptions
)

// BulkKinds returns what can be done with a field in many rows, in the order
// in which to offer it.
func BulkKinds(f collection.Field) []BulkKind {
	kind := api.FieldType(f.Type.String())
	if f.Given != "" {
		kind = api.FieldType(f.Given)
	}
	return transfer.Kinds(api.Field{Key: bareKey(f), Type: kind, Required: f.Required, ReadOnly: f.Locked != ""})
}

// BulkChange is one change to one field of many rows.
type BulkChange struct {
	Field     collection.Field
	Kind      BulkKind
	Value     collection.Value // of BulkSet
	Find      string           // of BulkReplace: plain text, not a pattern
	With      string
	MatchCase bool
	Number    string   // of BulkAdd, which may be negative
	Options   []string // of BulkAddOptions and BulkRemoveOptions
}

func (c BulkChange) transfer() transfer.Change {
	return transfer.Change{
		Field: bareKey(c.Field), Kind: c.Kind, Value: c.Value, Find: c.Find, With: c.With,
		MatchCase: c.MatchCase, Number: c.Number, Options: c.Options,
	}
}

// bareKey is a field's key as the service's own fields have it.
func bareKey(f collection.Field) string {
	key, custom := f.Custom()
	if full, standard := standardKeys[key]; standard && !custom {
		return full
	}
	return key
}

// standardKeys are the service's keys of the fields that all records have, by
// those of the schema.
var standardKeys = map[string]string{"name": api.FieldName, "external_id": api.FieldExternalID}

// fieldKey is the key of a field of the schema by the service's own.
func fieldKey(bare string) string {
	for key, full := range standardKeys {
		if bare == full {
			return key
		}
	}
	return collection.CustomPrefix + bare
}

// fieldsOf reads the fields of an object, the standard ones too.
func fieldsOf(ctx context.Context, c *api.Client, object string) (out []api.Field, err error) {
	list := func(o api.ListOptions) (api.Page[api.Field], *api.Response, error) {
		return c.ListFields(ctx, object, o)
	}
	for f, err := range api.Items(api.ListOptions{Size: api.MaxPageSize}, list) {
		if err != nil {
			return nil, err
		}
		out = append(out, f)
	}
	return out, nil
}

// plainReason is a reason without the prefix that the service has before the
// keys of standard fields.
func plainReason(why string) string { return strings.ReplaceAll(why, api.StandardPrefix, "") }

// query is the query of the place, and the client to ask it through: what the
// service cannot list in one go is listed for it. The order is the place's
// only where asked: changes must be read in one that stands still.
func (w Which) query(c *api.Client, inOrder bool) (transfer.Client, transfer.Query, error) {
	q := transfer.Query{Object: w.Object()}
	if len(w.IDs) > 0 {
		return chosen{c, w.IDs}, q, nil
	}
	if inOrder {
		q.Sort = w.Place.Sort
	}
	if _, _, _, pointing := w.Place.PointsAt(); pointing {
		return listed{c, w}, q, nil
	}
	if w.Place.Filter != "" {
		f, err := api.ParseFilter([]byte(w.Place.Filter))
		if err != nil {
			return nil, q, err
		}
		q.Filter, q.Search = f, "*"
	}
	if w.Place.Text != "" {
		q.Search = w.Place.Text
	}
	return c, q, nil
}

// records walks over the rows as they are now.
func (w Which) records(ctx context.Context, c *api.Client) iter.Seq2[api.Record, error] {
	client, q, err := w.query(c, false)
	if err != nil {
		return func(yield func(api.Record, error) bool) { yield(api.Record{}, err) }
	}
	return transfer.Records(ctx, client, q)
}

// BulkSource says what a bulk job is to do; its review is asked for with
// Jobs.Review.
type BulkSource interface {
	kind() JobKind
	// plan returns the plan, its title for people, and what to tell beside.
	plan(ctx context.Context, c *api.Client, s *survey) (transfer.Plan, error)
}

// BulkEdit changes fields of many rows.
type BulkEdit struct {
	Which
	Changes []BulkChange
	Title   string
}

// BulkDelete deletes many rows.
type BulkDelete struct {
	Which
	Title string
}

func (BulkEdit) kind() JobKind   { return JobEdit }
func (BulkDelete) kind() JobKind { return JobDelete }

func (e BulkEdit) plan(ctx context.Context, c *api.Client, s *survey) (transfer.Plan, error) {
	fields, err := fieldsOf(ctx, c, e.Object())
	if err != nil {
		return transfer.Plan{}, err
	}
	changes := make([]transfer.Change, len(e.Changes))
	for i, ch := range e.Changes {
		changes[i] = ch.transfer()
	}
	p := transfer.EditPlan(e.Object(), s.counted(e.records(ctx, c), e.IDs), changes, fields)
	p.Title = e.Title
	return p, nil
}

func (d BulkDelete) plan(ctx context.Context, c *api.Client, s *survey) (transfer.Plan, error) {
	p := transfer.DeletePlan(d.Object(), s.counted(d.records(ctx, c), d.IDs))
	p.Title = d.Title
	return p, nil
}

// Shown is a short text of what is chosen, for titles: never a customer's.
func (w Which) Shown() string {
	switch {
	case len(w.IDs) > 0:
		return "the chosen " + w.Collection.Title
	case w.Place.Searching():
		return "the " + w.Collection.Title + " found"
	}
	return "all " + strings.TrimSpace(w.Collection.Title)
}
