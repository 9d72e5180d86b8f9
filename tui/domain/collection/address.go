package collection

import (
	"fmt"
	"net/url"
	"path"
	"regexp"
	"strings"

	"zco/api"
)

// Address is what a person names by writing it: a collection, and perhaps a
// row of it by one of its ids.
type Address struct {
	Collection string // "" for the one at hand
	ID         string
	ExternalID string
	Host       string // of an address of the web, "" otherwise
}

// Row reports whether the address names a row.
func (a Address) Row() bool { return a.ID != "" || a.ExternalID != "" }

// webAddresses are those of the agent interface and of the API. What stands
// before is the path of an account behind a proxy.
var webAddresses = []*regexp.Regexp{
	regexp.MustCompile(`/agent/custom-objects/([^/]+)(?:/records(?:/([^/]+))?)?/?$`),
	regexp.MustCompile(`/api/v2/custom_objects/([^/]+?)(?:/records(?:/([^/]+?))?)?(?:\.json)?/?$`),
}

const (
	byID         = "id:"
	byExternalID = "external_id:"
)

// ParseAddress reads id:ID, external_id:ID, OBJECT, OBJECT/ID,
// OBJECT/external_id:ID, or an address of the agent interface or the API.
func ParseAddress(s string) (Address, error) {
	s = strings.TrimSpace(s)
	if IsWebAddress(s) {
		return parseWeb(s)
	}
	if a := parseRow(s); a.Row() {
		return a, nil
	}
	object, row, _ := strings.Cut(s, "/")
	key := strings.TrimPrefix(object, objectPrefix)
	if key == "" || object == byID || object == byExternalID {
		return Address{}, fmt.Errorf("%q names nothing: write OBJECT, OBJECT/ID, id:ID, external_id:ID or an address", s)
	}
	a := parseRow(row)
	if !a.Row() {
		a.ID = row
	}
	if strings.Contains(a.ID, "/") {
		return Address{}, fmt.Errorf("%q is not OBJECT/ID: an ID holds no slash", s)
	}
	a.Collection = object
	if key != object {
		a.Collection = RecordsID(key)
	}
	return a, nil
}

func parseRow(s string) Address {
	if id, ok := strings.CutPrefix(s, byExternalID); ok {
		return Address{ExternalID: strings.TrimSpace(id)}
	}
	if id, ok := strings.CutPrefix(s, byID); ok {
		return Address{ID: strings.TrimSpace(id)}
	}
	return Address{}
}

// IsWebAddress reports whether a text is meant as an address of the web.
func IsWebAddress(s string) bool {
	return strings.Contains(s, "://") || strings.Contains(s, "/agent/") || strings.Contains(s, "/api/v2/")
}

func parseWeb(s string) (Address, error) {
	full := s
	if !strings.Contains(s, "://") {
		full = "https://" + strings.TrimPrefix(s, "/")
	}
	u, err := url.Parse(full)
	if err != nil || u.Host == "" {
		return Address{}, fmt.Errorf("%q is not an address that can be read", s)
	}
	for _, form := range webAddresses {
		m := form.FindStringSubmatch(path.Clean(u.EscapedPath()))
		if m == nil {
			continue
		}
		object, err1 := url.PathUnescape(m[1])
		id, err2 := url.PathUnescape(m[2])
		if err1 == nil && err2 == nil {
			return Address{Collection: RecordsID(object), ID: id, Host: strings.ToLower(u.Host)}, nil
		}
	}
	return Address{}, fmt.Errorf("%q is not the address of a custom object or of a record of one", s)
}

// Named reads a text typed where one searches: id:ID, external_id:ID, an id as
// the service makes them, or an address of the web. ok is false for a text to
// search for.
func Named(s string) (a Address, ok bool, err error) {
	s = strings.TrimSpace(s)
	if IsWebAddress(s) {
		a, err = parseWeb(s)
		return a, true, err
	}
	if a = parseRow(s); a.Row() {
		return a, true, nil
	}
	if madeID.MatchString(s) {
		return Address{ID: s}, true, nil
	}
	return Address{}, false, nil
}

// madeID is an id of a record as the service makes them.
var madeID = regexp.MustCompile(`^0[0-9A-HJKMNP-TV-Z]{25}$`)

// AgentAddress returns the address of a row in the agent interface, of an
// account whose own address is base; "" where it has none.
func (col *Collection) AgentAddress(base, id string) string {
	if col.Address == "" {
		return ""
	}
	return base + strings.ReplaceAll(col.Address, "{id}", url.PathEscape(id))
}

// APIAddress returns the address of a record in the API; that of another row
// is the one it came with, "" if it came with none.
func (col *Collection) APIAddress(base string, it Item) string {
	if key, ok := api.TargetObjectKey(col.Source); ok {
		return base + "/api/v2/custom_objects/" + url.PathEscape(key) + "/records/" + url.PathEscape(it.ID)
	}
	return it.Value("url").Text()
}

var targetAddresses = map[string]string{
	api.TargetUser: "/agent/users/", api.TargetOrganization: "/agent/organizations/", api.TargetTicket: "/agent/tickets/",
}
