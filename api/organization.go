package api

import "context"

// Organization is a customer to which people belong.
type Organization struct {
	Original           // with the organization's own fields
	ID       string    `json:"id"` // digits
	Name     string    `json:"name"`
	Domains  Value     `json:"domain_names"` // a list of texts: who writes from one belongs to it
	Details  string    `json:"details"`      // such as its address
	Notes    string    `json:"notes"`
	GroupID  string    `json:"group_id"` // that new tickets of its people go to; "" for none
	External string    `json:"external_id"`
	Tags     Value     `json:"tags"` // a list of texts
	Created  Timestamp `json:"created_at"`
	Updated  Timestamp `json:"updated_at"`
	URL      string    `json:"url"` // of the API
}

// UnmarshalJSON reads the organization as the service writes it.
func (o *Organization) UnmarshalJSON(data []byte) error { return readObject(data, o) }

// ShowOrganization returns one organization.
//
// GET /api/v2/organizations/{organization_id}
// https://developer.zendesk.com/api-reference/ticketing/organizations/organizations/
func (c *Client) ShowOrganization(ctx context.Context, id string) (Organization, *Response, error) {
	return call(ctx, c, get("organizations", id), under[Organization]("organization"))
}

// ShowOrganizations returns the organizations with these ids, up to 100; those
// that are not there are left out.
//
// GET /api/v2/organizations/show_many?ids={ids}
// https://developer.zendesk.com/api-reference/ticketing/organizations/organizations/
func (c *Client) ShowOrganizations(ctx context.Context, ids []string) ([]Organization, *Response, error) {
	return doMany[Organization](ctx, c, get("organizations", "show_many"), "ids", ids, "organizations")
}
