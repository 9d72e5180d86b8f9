package api

import "context"

// TicketFormStatus says that agents find a custom ticket status in the picker
// of a ticket form.
type TicketFormStatus struct {
	Original
	ID       string `json:"id"`               // of the association, a ULID
	FormID   string `json:"ticket_form_id"`   // digits
	StatusID string `json:"custom_status_id"` // digits
}

// UnmarshalJSON reads the association as the service writes it.
func (s *TicketFormStatus) UnmarshalJSON(data []byte) error { return readObject(data, s) }

const formStatusesKey = "ticket_form_statuses"

// ListTicketForms lists the ticket forms of the account, on one page. Accounts
// whose plan has no ticket forms answer 403.
//
// GET /api/v2/ticket_forms
// https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_forms/
func (c *Client) ListTicketForms(ctx context.Context, o ListOptions) (Page[Named], *Response, error) {
	return doPage[Named](ctx, c, get("ticket_forms"), "ticket_forms", o)
}

// ListTicketFormStatuses lists which ticket status is in which form, of the
// whole account, on one page. Accounts without custom ticket statuses are
// reported to answer 403.
//
// GET /api/v2/ticket_form_statuses
// https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_form_statuses/
func (c *Client) ListTicketFormStatuses(ctx context.Context, o ListOptions) (Page[TicketFormStatus], *Response, error) {
	return doPage[TicketFormStatus](ctx, c, get("ticket_form_statuses"), formStatusesKey, o)
}

// AddTicketStatusToForms puts a custom ticket status into forms, 1 to 100 of
// them. Admins only.
//
// POST /api/v2/custom_statuses/{custom_status_id}/ticket_form_statuses
// https://developer.zendesk.com/api-reference/ticketing/tickets/custom_ticket_statuses/
func (c *Client) AddTicketStatusToForms(ctx context.Context, statusID string, formIDs []string) ([]TicketFormStatus, *Response, error) {
	op := post(FormsBody(formIDs), "custom_statuses", statusID, "ticket_form_statuses")
	if len(formIDs) == 0 || len(formIDs) > MaxMany {
		return nil, &Response{}, notSent(op, "1 to %d forms can be given at once, not %d", MaxMany, len(formIDs))
	}
	return doList[TicketFormStatus](ctx, c, op, formStatusesKey)
}

// FormsBody is what AddTicketStatusToForms sends.
func FormsBody(formIDs []string) any {
	type form struct {
		ID Value `json:"ticket_form_id"`
	}
	forms := make([]form, len(formIDs))
	for i, id := range formIDs {
		forms[i].ID = ID(id)
	}
	return wrap("ticket_form_status", forms)
}

// DeleteTicketFormStatus takes a ticket status out of a form; id is that of the
// association. Admins only.
//
// DELETE /api/v2/ticket_forms/{ticket_form_id}/ticket_form_statuses/{ticket_form_status_id}
// https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_form_statuses/
func (c *Client) DeleteTicketFormStatus(ctx context.Context, formID, id string) (*Response, error) {
	return c.do(ctx, del("ticket_forms", formID, "ticket_form_statuses", id))
}
