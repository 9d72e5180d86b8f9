package job

import (
	"context"
	"iter"

	"zco/api"
	"zco/api/transfer"
	"zco/tui/domain/collection"
)

// Which says which rows of a collection a job is about: those with IDs, or
// where there are none all that a place shows.
type Which struct {
	Collection *collection.Collection
	Place      collection.Place
	IDs        []string
	Names      map[string]string // of the IDs, as they were when they were chosen; nil where they are not known
}

// Object is the key of the custom object.
func (w Which) Object() string { return collection.ObjectKey(w.Collection.ID) }

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
