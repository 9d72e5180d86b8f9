package api

import (
	"context"
	"net/url"
	"strconv"
	"strings"
)

// TicketStatus is a custom ticket status.
type TicketStatus struct {
	Original                     // with the raw labels
	ID                 string    `json:"id"`              // digits
	Category           string    `json:"status_category"` // new, open, pending, hold or solved
	AgentLabel         string    `json:"agent_label"`     // at most 48 characters
	EndUserLabel       string    `json:"end_user_label"`  // at most 48 characters
	Description        string    `json:"description"`
	EndUserDescription string    `json:"end_user_description"`
	Active             bool      `json:"active"`
	Default            bool      `json:"default"` // of its category
	CreatedAt          Timestamp `json:"created_at"`
	UpdatedAt          Timestamp `json:"updated_at"`
}

// UnmarshalJSON reads the status as the service writes it.
func (s *TicketStatus) UnmarshalJSON(data []byte) error { return readObject(data, s) }

// TicketStatusPatch is what to set of a status; what is Absent is not sent.
// Category is taken on creation only: later it is ignored, and
// Response.Ignored says so.
type TicketStatusPatch struct {
	Category           Value `json:"status_category,omitzero"`
	AgentLabel         Value `json:"agent_label,omitzero"`
	EndUserLabel       Value `json:"end_user_label,omitzero"`
	Description        Value `json:"description,omitzero"`
	EndUserDescription Value `json:"end_user_description,omitzero"`
	Active             Value `json:"active,omitzero"`
}

// TicketStatusFilter narrows the list of statuses. Nil means either.
type TicketStatusFilter struct {
	Categories []string
	Active     *bool
	Default    *bool
}

// ListTicketStatuses lists the custom ticket statuses that are not deleted,
// all on one page.
//
// GET /api/v2/custom_statuses
// https://developer.zendesk.com/api-reference/ticketing/tickets/custom_ticket_statuses/
func (c *Client) ListTicketStatuses(ctx context.Context, f TicketStatusFilter, o ListOptions) (Page[TicketStatus], *Response, error) {
	op := get("custom_statuses")
	op.query = url.Values{}
	if problem := addList(op.query, "status_categories", f.Categories); problem != "" {
		return Page[TicketStatus]{}, &Response{}, notSent(op, "%s", problem)
	}
	if f.Active != nil {
		op.query.Set("active", strconv.FormatBool(*f.Active))
	}
	if f.Default != nil {
		op.query.Set("default", strconv.FormatBool(*f.Default))
	}
	return doPage[TicketStatus](ctx, c, op, "custom_statuses", o)
}

// ShowTicketStatus returns one custom ticket status.
//
// GET /api/v2/custom_statuses/{custom_status_id}
// https://developer.zendesk.com/api-reference/ticketing/tickets/custom_ticket_statuses/
func (c *Client) ShowTicketStatus(ctx context.Context, id string) (TicketStatus, *Response, error) {
	return call(ctx, c, get("custom_statuses", id), under[TicketStatus]("custom_status"))
}

// CreateTicketStatus makes a custom ticket status. Admins only.
//
// POST /api/v2/custom_statuses
// https://developer.zendesk.com/api-reference/ticketing/tickets/custom_ticket_statuses/
func (c *Client) CreateTicketStatus(ctx context.Context, p TicketStatusPatch) (TicketStatus, *Response, error) {
	return call(ctx, c, post(wrap("custom_status", p), "custom_statuses"), under[TicketStatus]("custom_status"))
}

// UpdateTicketStatus changes what is given of a status. Admins only.
//
// PUT /api/v2/custom_statuses/{custom_status_id}
// https://developer.zendesk.com/api-reference/ticketing/tickets/custom_ticket_statuses/
func (c *Client) UpdateTicketStatus(ctx context.Context, id string, p TicketStatusPatch) (TicketStatus, *Response, error) {
	return call(ctx, c, put(wrap("custom_status", p), "custom_statuses", id), under[TicketStatus]("custom_status"))
}

// DeleteTicketStatus deletes a status that no ticket has, closed ones aside.
// Older services do not have it and answer 404. Admins only.
//
// DELETE /api/v2/custom_statuses/{custom_status_id}
// https://developer.zendesk.com/api-reference/ticketing/tickets/custom_ticket_statuses/
func (c *Client) DeleteTicketStatus(ctx context.Context, id string) (*Response, error) {
	return c.do(ctx, del("custom_statuses", id))
}

// SetDefaultTicketStatuses makes each of the statuses the default of its
// category. Admins only.
//
// PUT /api/v2/custom_status/default
// https://developer.zendesk.com/api-reference/ticketing/tickets/custom_ticket_statuses/
func (c *Client) SetDefaultTicketStatuses(ctx context.Context, ids []string) (*Response, error) {
	op := put(wrap("ids", strings.Join(ids, ",")), "custom_status", "default")
	if _, err := withMany(op, "ids", ids); err != nil {
		return &Response{}, err
	}
	return c.do(ctx, op)
}
