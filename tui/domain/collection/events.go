package collection

import (
	"context"
	"encoding/json"
	"errors"

	"zco/api"
)

// Event is one thing that happened to a record, as the service tells it.
type Event struct {
	At         string // RFC 3339
	Kind       string // record_created, record_updated
	Actor      string // id of the user who did it; "" if not told
	Text       string // the service's description
	Changes    []EventChange
	Properties Value // what else the service tells of it, as it writes it
}

// EventChange is one field that an event changed. From is Absent where the
// service does not tell what was there before.
type EventChange struct {
	Key      string // of the field: "name", "custom_object_fields.year"
	From, To Value
}

// changesOf takes the changes of fields out of the properties of an event and
// returns what else there is, without what merely names the record. The vendor
// does not document their inside: a list of {field, from, to} is taken.
func changesOf(properties Value) (changes []EventChange, rest Value) {
	m := properties.Members()
	if m == nil {
		return nil, properties
	}
	for _, v := range m["changes"].Elements() {
		c := v.Members()
		if key := c["field"].Text(); key != "" {
			changes = append(changes, EventChange{Key: key, From: c["from"], To: c["to"]})
		}
	}
	if len(changes) > 0 || len(m["changes"].Elements()) == 0 {
		delete(m, "changes")
	}
	for _, key := range []string{"custom_object_key", "custom_object_record_id"} {
		delete(m, key)
	}
	if len(m) == 0 {
		return changes, Absent
	}
	text, err := json.Marshal(m)
	if err != nil {
		return changes, properties
	}
	return changes, Value(text)
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
	return each(p.Items, func(e api.RecordEvent) Event {
		changes, rest := changesOf(e.Properties)
		return Event{At: e.CreatedAt.Text, Kind: e.Type, Actor: e.ActorID, Text: e.Description, Changes: changes, Properties: rest}
	}), err
}
