package api

import "context"

// RecordEvent is one entry of a record's history.
type RecordEvent struct {
	ID          string
	Type        string // record_created, record_updated
	Source      string
	Description string
	ActorID     string // of the user who did it; "" if not told
	CreatedAt   Timestamp
	ReceivedAt  Timestamp
	Properties  Value // what changed, as the service writes it
	Raw         Value // all of it
}

// UnmarshalJSON reads the event as the service writes it.
func (e *RecordEvent) UnmarshalJSON(data []byte) error {
	m, err := parseMembers(data)
	if err != nil {
		return err
	}
	raw, err := ParseValue(data)
	actor := m["actor"]
	*e = RecordEvent{
		ID: m.text("id"), Type: m.text("type"), Source: m.text("source"), Description: m.text("description"),
		ActorID:   firstText(members(actor.Members()), "user_id", "id"),
		CreatedAt: m.time("created_at"), ReceivedAt: m.time("received_at"),
		Properties: m["properties"], Raw: raw,
	}
	if e.ActorID == "" && !actor.IsObject() {
		e.ActorID = actor.Text()
	}
	return err
}

// MarshalJSON writes the event as the service wrote it.
func (e RecordEvent) MarshalJSON() ([]byte, error) { return e.Raw.MarshalJSON() }

// RecordEvents lists the history of a record.
//
// GET /api/v2/custom_objects/{custom_object_key}/records/{custom_object_record_id}/events
func (c *Client) RecordEvents(ctx context.Context, objectKey, id string, o ListOptions) (Page[RecordEvent], *Response, error) {
	return page[RecordEvent](ctx, c, get("custom_objects", objectKey, "records", id, "events"), "events", o)
}
