package api

import (
	"context"
	"net/url"
)

// Named is something of another family of which only the name is wanted: a
// group, an organization, a brand, a ticket (its subject), an article (its
// title).
type Named struct {
	Original
	ID     string `json:"id"` // digits
	Name   string `json:"name" or:"subject,title"`
	Active bool   `json:"active"` // true where the family does not tell
	URL    string `json:"url"`    // of the API
}

// UnmarshalJSON reads whatever the family calls its name.
func (n *Named) UnmarshalJSON(data []byte) error {
	m, err := readMembers(data, n)
	n.Active = m["active"] != "false" && m["deleted"] != "true"
	return err
}

// ListGroups lists the groups of agents.
//
// GET /api/v2/groups
// https://developer.zendesk.com/api-reference/ticketing/groups/groups/
func (c *Client) ListGroups(ctx context.Context, o ListOptions) (Page[Named], *Response, error) {
	return doPage[Named](ctx, c, get("groups"), "groups", o)
}

// ShowGroup returns one group.
//
// GET /api/v2/groups/{group_id}
// https://developer.zendesk.com/api-reference/ticketing/groups/groups/
func (c *Client) ShowGroup(ctx context.Context, id string) (Named, *Response, error) {
	return call(ctx, c, get("groups", id), under[Named]("group"))
}

// AutocompleteOrganizations finds organizations by the beginning of their name.
// The list counts its pages.
//
// GET /api/v2/organizations/autocomplete?name={name}
// https://developer.zendesk.com/api-reference/ticketing/organizations/organizations/
func (c *Client) AutocompleteOrganizations(ctx context.Context, name string, o ListOptions) (Page[Named], *Response, error) {
	op := get("organizations", "autocomplete")
	op.query, op.offset = url.Values{"name": {name}}, true
	return doPage[Named](ctx, c, op, "organizations", o)
}

// ListBrands lists the brands of the account.
//
// GET /api/v2/brands
// https://developer.zendesk.com/api-reference/ticketing/account-configuration/brands/
func (c *Client) ListBrands(ctx context.Context, o ListOptions) (Page[Named], *Response, error) {
	return doPage[Named](ctx, c, get("brands"), "brands", o)
}

// Locale is a language of the account.
type Locale struct {
	Original
	ID      string `json:"id"`     // digits
	Code    string `json:"locale"` // such as en-US
	Name    string `json:"presentation_name" or:"name,native_name"`
	Default bool   `json:"default"`
}

// UnmarshalJSON reads the locale as the service writes it.
func (l *Locale) UnmarshalJSON(data []byte) error { return readObject(data, l) }

// ListLocales lists the languages active in the account.
//
// GET /api/v2/locales
// https://developer.zendesk.com/api-reference/ticketing/account-configuration/locales/
func (c *Client) ListLocales(ctx context.Context, o ListOptions) (Page[Locale], *Response, error) {
	return doPage[Locale](ctx, c, get("locales"), "locales", o)
}
