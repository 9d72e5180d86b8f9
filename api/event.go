package api

import "context"

// RecordEvent is one entry of a record's history.
type RecordEvent struct {
	Original
	ID          string    `json:"id"`
	Type        string    `json:"type"` // record_created, record_updated
	Source      string    `json:"source"`
	Description string    `json:"description"`
	ActorID     string    // of the user who did it; "" if not told
	CreatedAt   Timestamp `json:"created_at"`
	ReceivedAt  Timestamp `json:"received_at"`
	Properties  Value     `json:"properties"` // what changed, as the service writes it
}

// UnmarshalJSON reads the event as the service writes it.
func (e *RecordEvent) UnmarshalJSON(data []byte) error {
	m, err := readMembers(data, e)
	actor := m["actor"]
	if e.ActorID = members(actor.Members()).first("user_id", "id").Text(); e.ActorID == "" && !actor.IsObject() {
		e.ActorID = actor.Text()
	}
	return err
}

// RecordEvents lists the history of a record.
//
// GET /api/v2/custom_objects/{custom_object_key}/records/{custom_object_record_id}/events
// https://developer.zendesk.com/api-reference/custom-data/custom-objects/custom_object_record_events
func (c *Client) RecordEvents(ctx context.Context, objectKey, id string, o ListOptions) (Page[RecordEvent], *Response, error) {
	return doPage[RecordEvent](ctx, c, get("custom_objects", objectKey, "records", id, "events"), "events", o)
}
