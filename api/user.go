package api

import (
	"context"
	"net/url"
)

// User is a person, as far as a name for an id and a look at them need.
type User struct {
	Original
	ID             string `json:"id"` // digits; "" for the anonymous user
	Name           string `json:"name"`
	Email          string `json:"email"`
	Role           string `json:"role"` // end-user, agent or admin
	CustomRoleID   string `json:"custom_role_id"`
	OrganizationID string `json:"organization_id"`
	DefaultGroupID string `json:"default_group_id"`
	Locale         string `json:"locale"`
	TimeZone       string `json:"iana_time_zone" or:"time_zone"`
	Active         bool   `json:"active"`
	Suspended      bool   `json:"suspended"`
	URL            string `json:"url"`

	Phone       string    `json:"phone"`
	Alias       string    `json:"alias"`
	ExternalID  string    `json:"external_id"`
	Details     string    `json:"details"` // such as the address
	Notes       string    `json:"notes"`
	Tags        Value     `json:"tags"`          // a list of texts
	LastLoginAt Timestamp `json:"last_login_at"` // zero for never
	CreatedAt   Timestamp `json:"created_at"`
	UpdatedAt   Timestamp `json:"updated_at"`
}

// UnmarshalJSON reads the user as the service writes it.
func (u *User) UnmarshalJSON(data []byte) error { return readObject(data, u) }

// IsAnonymous reports whether this is nobody: the service answers a question
// for oneself without credentials with a user that has no id.
func (u User) IsAnonymous() bool { return u.ID == "" }

// ShowMe returns the person who asks. Without accepted credentials the
// service may answer with success and an anonymous user: see IsAnonymous.
//
// GET /api/v2/users/me
// https://developer.zendesk.com/api-reference/ticketing/users/users/
func (c *Client) ShowMe(ctx context.Context) (User, *Response, error) {
	return call(ctx, c, get("users", "me"), under[User]("user"))
}

// ShowUser returns one person.
//
// GET /api/v2/users/{user_id}
// https://developer.zendesk.com/api-reference/ticketing/users/users/
func (c *Client) ShowUser(ctx context.Context, id string) (User, *Response, error) {
	return call(ctx, c, get("users", id), under[User]("user"))
}

// ShowUsers returns the people with these ids, up to 100; those that are not
// there are left out.
//
// GET /api/v2/users/show_many?ids={ids}
// https://developer.zendesk.com/api-reference/ticketing/users/users/
func (c *Client) ShowUsers(ctx context.Context, ids []string) ([]User, *Response, error) {
	return doMany[User](ctx, c, get("users", "show_many"), "ids", ids, "users")
}

// AutocompleteUsers finds people by the beginning of their name. The list
// counts its pages.
//
// GET /api/v2/users/autocomplete?name={name}
// https://developer.zendesk.com/api-reference/ticketing/users/users/
func (c *Client) AutocompleteUsers(ctx context.Context, name string, o ListOptions) (Page[User], *Response, error) {
	op := get("users", "autocomplete")
	op.query, op.offset = url.Values{"name": {name}}, true
	return doPage[User](ctx, c, op, "users", o)
}
