package api

import (
	"context"
	"net/url"
	"strconv"
	"strings"
)

// Trigger is an object trigger: what is done when a record of one custom
// object is made or changed and the conditions hold. Triggers are looked at in
// the order of their positions.
type Trigger struct {
	Original
	ID          string          `json:"id"` // digits
	Title       string          `json:"title"`
	RawTitle    string          `json:"raw_title"` // with the dynamic content placeholder, if there is one
	Description string          `json:"description"`
	Active      bool            `json:"active"`
	Position    int             `json:"position"` // no two of an object's triggers have the same, inactive ones included
	Actions     []TriggerAction `json:"actions"`
	CreatedAt   Timestamp       `json:"created_at"`
	UpdatedAt   Timestamp       `json:"updated_at"`
	URL         string          `json:"url"`
	Conditions  Conditions      `json:"conditions"`
}

// UnmarshalJSON reads the trigger as the service writes it.
func (t *Trigger) UnmarshalJSON(data []byte) error { return readObject(data, t) }

// TriggerPatch is what to set of a trigger; what is Absent is not sent. The
// service clears conditions and actions both when one of them is sent, so that
// they go together, each whole: see Conditions.Body and ActionsBody.
type TriggerPatch struct {
	ID          Value `json:"id,omitzero"` // of UpdateTriggers only; a number, see ID
	Title       Value `json:"title,omitzero"`
	Description Value `json:"description,omitzero"`
	Active      Value `json:"active,omitzero"`
	Position    Value `json:"position,omitzero"`
	Conditions  Value `json:"conditions,omitzero"`
	Actions     Value `json:"actions,omitzero"`
}

// TriggerFilter narrows a list of triggers. Query is words of the title, taken
// by SearchTriggers only; nil means either.
type TriggerFilter struct {
	Query  string
	Active *bool
}

// ListTriggers lists the triggers of an object in the order in which they run,
// or by alphabetical, created_at or updated_at. The page of the reference names
// no cursors for it: its pages are counted.
//
// GET /api/v2/custom_objects/{custom_object_key}/triggers
// https://developer.zendesk.com/api-reference/custom-data/custom-objects/object_triggers/
func (c *Client) ListTriggers(ctx context.Context, objectKey string, f TriggerFilter, o ListOptions) (Page[Trigger], *Response, error) {
	return c.listTriggers(ctx, get("custom_objects", objectKey, "triggers"), f, o)
}

// ListActiveTriggers lists those that run. Admins, and agents whose role has
// manage_triggers.
//
// GET /api/v2/custom_objects/{custom_object_key}/triggers/active
// https://developer.zendesk.com/api-reference/custom-data/custom-objects/object_triggers/
func (c *Client) ListActiveTriggers(ctx context.Context, objectKey string, o ListOptions) (Page[Trigger], *Response, error) {
	return c.listTriggers(ctx, get("custom_objects", objectKey, "triggers", "active"), TriggerFilter{}, o)
}

// SearchTriggers lists the triggers whose title has words. The list counts its
// pages.
//
// GET /api/v2/custom_objects/{custom_object_key}/triggers/search?query={query}
// https://developer.zendesk.com/api-reference/custom-data/custom-objects/object_triggers/
func (c *Client) SearchTriggers(ctx context.Context, objectKey string, f TriggerFilter, o ListOptions) (Page[Trigger], *Response, error) {
	op := get("custom_objects", objectKey, "triggers", "search")
	op.query = url.Values{"query": {f.Query}}
	return c.listTriggers(ctx, op, f, o)
}

func (c *Client) listTriggers(ctx context.Context, op operation, f TriggerFilter, o ListOptions) (Page[Trigger], *Response, error) {
	if op.query == nil {
		op.query = url.Values{}
	}
	if f.Active != nil {
		op.query.Set("active", strconv.FormatBool(*f.Active))
	}
	if by, descending := strings.CutPrefix(o.Sort, "-"); by != "" {
		op.query.Set("sort_by", by)
		op.query.Set("sort_order", map[bool]string{true: "desc", false: "asc"}[descending])
		o.Sort = ""
	}
	op.offset = true
	return doPage[Trigger](ctx, c, op, "triggers", o)
}

// ShowTrigger returns one trigger.
//
// GET /api/v2/custom_objects/{custom_object_key}/triggers/{trigger_id}
// https://developer.zendesk.com/api-reference/custom-data/custom-objects/object_triggers/
func (c *Client) ShowTrigger(ctx context.Context, objectKey, id string) (Trigger, *Response, error) {
	return call(ctx, c, get("custom_objects", objectKey, "triggers", id), under[Trigger]("trigger"))
}

// ShowTriggerDefinitions returns what the conditions and actions of an object's
// triggers can say.
//
// GET /api/v2/custom_objects/{custom_object_key}/triggers/definitions
// https://developer.zendesk.com/api-reference/custom-data/custom-objects/object_triggers/
func (c *Client) ShowTriggerDefinitions(ctx context.Context, objectKey string) (Definitions, *Response, error) {
	return call(ctx, c, get("custom_objects", objectKey, "triggers", "definitions"), under[Definitions]("definitions"))
}

// CreateTrigger makes a trigger, the last one unless a position is given. It
// needs a title, conditions and actions. Admins, and agents whose role has
// manage_triggers.
//
// POST /api/v2/custom_objects/{custom_object_key}/triggers
// https://developer.zendesk.com/api-reference/custom-data/custom-objects/object_triggers/
func (c *Client) CreateTrigger(ctx context.Context, objectKey string, p TriggerPatch) (Trigger, *Response, error) {
	return call(ctx, c, post(wrap("trigger", p), "custom_objects", objectKey, "triggers"), under[Trigger]("trigger"))
}

// UpdateTrigger changes what is given of a trigger; see TriggerPatch for its
// conditions and actions. Admins, and agents whose role has manage_triggers.
//
// PUT /api/v2/custom_objects/{custom_object_key}/triggers/{trigger_id}
// https://developer.zendesk.com/api-reference/custom-data/custom-objects/object_triggers/
func (c *Client) UpdateTrigger(ctx context.Context, objectKey, id string, p TriggerPatch) (Trigger, *Response, error) {
	op := put(wrap("trigger", p), "custom_objects", objectKey, "triggers", id)
	if p.Conditions.IsAbsent() != p.Actions.IsAbsent() {
		return Trigger{}, &Response{}, notSent(op, "the conditions and the actions of a trigger must be sent together: the service clears the ones that are left out")
	}
	return call(ctx, c, op, under[Trigger]("trigger"))
}

// UpdateTriggers sets the position or the active state of up to 100 triggers
// of one object, each with its ID; anything else is ignored by the service. It
// returns the triggers. Admins, and agents whose role has manage_triggers.
//
// PUT /api/v2/custom_objects/{custom_object_key}/triggers/update_many
// https://developer.zendesk.com/api-reference/custom-data/custom-objects/object_triggers/
func (c *Client) UpdateTriggers(ctx context.Context, objectKey string, ps []TriggerPatch) ([]Trigger, *Response, error) {
	op := put(wrap("triggers", ps), "custom_objects", objectKey, "triggers", "update_many")
	if len(ps) == 0 || len(ps) > MaxMany {
		return nil, &Response{}, notSent(op, "1 to %d triggers can be changed at once, not %d", MaxMany, len(ps))
	}
	return doList[Trigger](ctx, c, op, "triggers")
}

// DeleteTrigger deletes a trigger. Admins, and agents whose role has
// manage_triggers.
//
// DELETE /api/v2/custom_objects/{custom_object_key}/triggers/{trigger_id}
// https://developer.zendesk.com/api-reference/custom-data/custom-objects/object_triggers/
func (c *Client) DeleteTrigger(ctx context.Context, objectKey, id string) (*Response, error) {
	return c.do(ctx, del("custom_objects", objectKey, "triggers", id))
}

// DeleteTriggers deletes up to 100 triggers of one object.
//
// DELETE /api/v2/custom_objects/{custom_object_key}/triggers/destroy_many?ids={ids}
// https://developer.zendesk.com/api-reference/custom-data/custom-objects/object_triggers/
func (c *Client) DeleteTriggers(ctx context.Context, objectKey string, ids []string) (*Response, error) {
	op, err := withMany(del("custom_objects", objectKey, "triggers", "destroy_many"), "ids", ids)
	if err != nil {
		return &Response{}, err
	}
	return c.do(ctx, op)
}
