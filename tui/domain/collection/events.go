package collection

import (
	"context"
	"errors"

	"zco/api"
)

// Event is one thing that happened to a record, as the service tells it.
type Event struct {
	At         string // RFC 3339
	Kind       string // record_created, record_updated
	Actor      string // id of the user who did it; "" if not told
	Source     string
	Text       string // the service's description
	Properties Value  // what changed, as the service writes it
}

// Events returns what happened to a record, in the service's order.
//
// GET /api/v2/custom_objects/{custom_object_key}/records/{custom_object_record_id}/events
func Events(ctx context.Context, c *api.Client, col *Collection, id string) ([]Event, error) {
	key, ok := api.TargetObjectKey(col.Source)
	if !ok || col.Family != "" {
		return nil, errors.New("the service keeps no events of " + col.Title)
	}
	p, _, err := c.RecordEvents(ctx, key, id, api.ListOptions{Size: api.MaxPageSize})
	out := make([]Event, len(p.Items))
	for i, e := range p.Items {
		out[i] = Event{At: e.CreatedAt.Text, Kind: e.Type, Actor: e.ActorID, Source: e.Source, Text: e.Description, Properties: e.Properties}
	}
	return out, err
}
