package api

import "context"

// Ticket is a ticket as far as looking at it needs; nothing here changes one.
type Ticket struct {
	Original                 // with the custom fields
	ID             string    `json:"id"` // digits
	Subject        string    `json:"subject"`
	Description    string    `json:"description"` // the first comment
	Status         string    `json:"status"`      // new, open, pending, hold, solved or closed
	Priority       string    `json:"priority"`    // urgent, high, normal, low; "" for none
	Type           string    `json:"type"`        // problem, incident, question, task; "" for none
	RequesterID    string    `json:"requester_id"`
	AssigneeID     string    `json:"assignee_id"` // "" for nobody
	GroupID        string    `json:"group_id"`
	OrganizationID string    `json:"organization_id"`
	Tags           Value     `json:"tags"` // a list of texts
	DueAt          Timestamp `json:"due_at"`
	CreatedAt      Timestamp `json:"created_at"`
	UpdatedAt      Timestamp `json:"updated_at"`
	URL            string    `json:"url"` // of the API
}

// UnmarshalJSON reads the ticket as the service writes it.
func (t *Ticket) UnmarshalJSON(data []byte) error { return readObject(data, t) }

// ShowTicket returns one ticket.
//
// GET /api/v2/tickets/{ticket_id}
// https://developer.zendesk.com/api-reference/ticketing/tickets/tickets/
func (c *Client) ShowTicket(ctx context.Context, id string) (Ticket, *Response, error) {
	return call(ctx, c, get("tickets", id), under[Ticket]("ticket"))
}

// ShowTickets returns the tickets with these ids, up to 100; those that are
// not there are left out.
//
// GET /api/v2/tickets/show_many?ids={ids}
// https://developer.zendesk.com/api-reference/ticketing/tickets/tickets/
func (c *Client) ShowTickets(ctx context.Context, ids []string) ([]Ticket, *Response, error) {
	return doMany[Ticket](ctx, c, get("tickets", "show_many"), "ids", ids, "tickets")
}
