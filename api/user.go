package api

import (
	"context"
	"net/url"
)

// User is a person, as far as a name for an id needs.
type User struct {
	ID             string // digits; "" for the anonymous user
	Name           string
	Email          string
	Role           string // end-user, agent or admin
	CustomRoleID   string
	OrganizationID string
	DefaultGroupID string
	Locale         string
	TimeZone       string
	Active         bool
	Suspended      bool
	URL            string
	Raw            Value // all of it, with what is not named here
}

// UnmarshalJSON reads the user as the service writes it.
func (u *User) UnmarshalJSON(data []byte) error {
	m, err := parseMembers(data)
	if err != nil {
		return err
	}
	raw, err := ParseValue(data)
	*u = User{
		ID: m.text("id"), Name: m.text("name"), Email: m.text("email"), Role: m.text("role"),
		CustomRoleID: m.text("custom_role_id"), OrganizationID: m.text("organization_id"),
		DefaultGroupID: m.text("default_group_id"),
		Locale:         m.text("locale"), TimeZone: firstText(m, "iana_time_zone", "time_zone"),
		Active: m.bool("active"), Suspended: m.bool("suspended"), URL: m.text("url"), Raw: raw,
	}
	return err
}

// MarshalJSON writes the user as the service wrote it.
func (u User) MarshalJSON() ([]byte, error) { return u.Raw.MarshalJSON() }

// IsAnonymous reports whether this is nobody: the service answers a question
// for oneself without credentials with a user that has no id.
func (u User) IsAnonymous() bool { return u.ID == "" }

// ShowMe returns the person who asks. Without accepted credentials the
// service may answer with success and an anonymous user: see IsAnonymous.
//
// GET /api/v2/users/me
func (c *Client) ShowMe(ctx context.Context) (User, *Response, error) {
	return one[User](ctx, c, get("users", "me"), "user")
}

// ShowUser returns one person.
//
// GET /api/v2/users/{user_id}
func (c *Client) ShowUser(ctx context.Context, id string) (User, *Response, error) {
	return one[User](ctx, c, get("users", id), "user")
}

// ShowUsers returns the people with these ids, up to 100; those that are not
// there are left out.
//
// GET /api/v2/users/show_many?ids={ids}
func (c *Client) ShowUsers(ctx context.Context, ids []string) ([]User, *Response, error) {
	return many[User](ctx, c, get("users", "show_many"), "ids", ids, "users")
}

// AutocompleteUsers finds people by the beginning of their name.
//
// GET /api/v2/users/autocomplete?name={name}
func (c *Client) AutocompleteUsers(ctx context.Context, name string, o ListOptions) (Page[User], *Response, error) {
	op := get("users", "autocomplete")
	op.query = url.Values{"name": {name}}
	return page[User](ctx, c, op, "users", o)
}
