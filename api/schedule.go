package api

import "context"

// DeletionSchedule deletes things by themselves once they are old enough.
type DeletionSchedule struct {
	Original
	ID          string    `json:"id"` // digits
	Title       string    `json:"title"`
	Description string    `json:"description"`
	Object      string    `json:"object"` // zen:custom_object:KEY, zen:ticket, zen:user, zen:attachment or zen:bot_only_conversation; "" where the service does not tell
	Active      bool      `json:"active"`
	Default     bool      `json:"default"`
	CreatedAt   Timestamp `json:"created_at"`
	UpdatedAt   Timestamp `json:"updated_at"`
	URL         string    `json:"url"`
	// Conditions say how old: duration_since_last_update greater_than P1Y, an
	// ISO 8601 duration.
	Conditions Conditions `json:"conditions"`
}

// UnmarshalJSON reads the schedule as the service writes it.
func (s *DeletionSchedule) UnmarshalJSON(data []byte) error { return readObject(data, s) }

// DeletionSchedulePatch is what to set of a schedule; what is Absent is not
// sent. Object is taken on creation only. Conditions go whole: see
// Conditions.Body.
type DeletionSchedulePatch struct {
	Title       Value `json:"title,omitzero"`
	Description Value `json:"description,omitzero"`
	Object      Value `json:"object,omitzero"`
	Active      Value `json:"active,omitzero"`
	Conditions  Value `json:"conditions,omitzero"`
}

// ListDeletionSchedules lists the schedules of the account, of all kinds of
// things, on one page. Admins only, like everything of this file.
//
// GET /api/v2/deletion_schedules
// https://developer.zendesk.com/api-reference/ticketing/business-rules/deletion_schedules/
func (c *Client) ListDeletionSchedules(ctx context.Context, o ListOptions) (Page[DeletionSchedule], *Response, error) {
	return doPage[DeletionSchedule](ctx, c, get("deletion_schedules"), "deletion_schedules", o)
}

// ShowDeletionSchedule returns one schedule.
//
// GET /api/v2/deletion_schedules/{deletion_schedule_id}
// https://developer.zendesk.com/api-reference/ticketing/business-rules/deletion_schedules/
func (c *Client) ShowDeletionSchedule(ctx context.Context, id string) (DeletionSchedule, *Response, error) {
	return call(ctx, c, get("deletion_schedules", id), under[DeletionSchedule]("deletion_schedule"))
}

// CreateDeletionSchedule makes a schedule. One that is active begins to delete.
//
// POST /api/v2/deletion_schedules
// https://developer.zendesk.com/api-reference/ticketing/business-rules/deletion_schedules/
func (c *Client) CreateDeletionSchedule(ctx context.Context, p DeletionSchedulePatch) (DeletionSchedule, *Response, error) {
	return call(ctx, c, post(wrap("deletion_schedule", p), "deletion_schedules"), under[DeletionSchedule]("deletion_schedule"))
}

// UpdateDeletionSchedule changes what is given of a schedule.
//
// PUT /api/v2/deletion_schedules/{deletion_schedule_id}
// https://developer.zendesk.com/api-reference/ticketing/business-rules/deletion_schedules/
func (c *Client) UpdateDeletionSchedule(ctx context.Context, id string, p DeletionSchedulePatch) (DeletionSchedule, *Response, error) {
	return call(ctx, c, put(wrap("deletion_schedule", p), "deletion_schedules", id), under[DeletionSchedule]("deletion_schedule"))
}

// DeleteDeletionSchedule deletes a schedule: nothing more is deleted by it.
//
// DELETE /api/v2/deletion_schedules/{deletion_schedule_id}
// https://developer.zendesk.com/api-reference/ticketing/business-rules/deletion_schedules/
func (c *Client) DeleteDeletionSchedule(ctx context.Context, id string) (*Response, error) {
	return c.do(ctx, del("deletion_schedules", id))
}
