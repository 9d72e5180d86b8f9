package sandbox

import (
	"strings"
	"testing"
)

func TestUsers(t *testing.T) {
	play(t, testServer(), []step{
		{why: "me", line: "GET /api/v2/users/me.json", status: 200,
			at: []string{"user.id", "10001", "user.role", `"admin"`, "user.email", `"agent@sandbox.example"`, "user.custom_role_id", "50105", "user.default_group_id", "40001"}},
		{why: "nobody is an anonymous user", as: "-", line: "GET /api/v2/users/me", status: 200,
			at: []string{"user.id", "null", "user.name", `"Anonymous user"`, "user.email", `"invalid@example.com"`, "user.role", `"end-user"`}},
		{why: "a wrong OAuth token is not", as: "Bearer nonsense", line: "GET /api/v2/users/me", status: 401, at: []string{"error", `"invalid_token"`}},
		{why: "many, in the order asked", line: "GET /api/v2/users/show_many?ids=20003,10001,7", status: 200,
			at: []string{"users.#", "2", "users.0.id", "20003", "users.1.id", "10001", "count", "2"}},
		{why: "by external id", line: "GET /api/v2/users/show_many?external_ids=crm-00001", status: 200, at: []string{"users.0.id", "20001"}},
		{why: "100 at most", line: "GET /api/v2/users/show_many?ids=" + strings.Repeat("1,", 101), status: 400, at: []string{"error", `"TooManyValues"`, "max_count", "100"}},
		{why: "ids are numbers", line: "GET /api/v2/users/show_many?ids=x", status: 400},
		{why: "searched by the beginning of a word", line: "GET /api/v2/users/search?query=yılmaz%20%C3%B6", status: 200, at: []string{"count", "0"}},
		{why: "searched in another script", line: "GET /api/v2/users/search?query=%E9%99%B3", status: 200, at: []string{"users.0.name", `"陳怡君"`, "count", "1"}},
		{why: "searched by address", line: "GET /api/v2/users/search?query=email:agent3@sandbox.example", status: 200, at: []string{"users.0.id", "10003"}},
		{why: "listed by role", line: "GET /api/v2/users?role[]=admin&role[]=agent&page[size]=50", status: 200, at: []string{"users.#", "20", "meta.has_more", "false"}},
		{why: "a customer may not", as: "customer1@mail.example", line: "GET /api/v2/users", status: 403},
		{why: "one of them", line: "GET /api/v2/users/20018", status: 200, at: []string{"user.suspended", "true"}},
		{why: "none", line: "GET /api/v2/users/3", status: 404},
		{why: "completion counts its pages", line: "GET /api/v2/users/autocomplete?name=lind&page[size]=10", status: 400,
			want: `{"error":{"title":"Invalid attribute","message":"You passed an invalid value for the page attribute. Invalid parameter: page must be an integer from api/v2/users/autocomplete"}}`},
		{why: "search counts its pages", line: "GET /api/v2/users/search?query=a&page[size]=10", status: 400,
			want: `{"error":{"title":"Invalid attribute","message":"You passed an invalid value for the page attribute. Invalid parameter: page must be an integer from api/v2/users/search"}}`},
		{why: "completion of organizations counts its pages", line: "GET /api/v2/organizations/autocomplete?name=a&page[size]=10", status: 400},
		{why: "completed a few at once", line: "GET /api/v2/users/autocomplete?name=a&per_page=1", status: 400},
		{why: "completed one at once", line: "GET /api/v2/users/autocomplete?name=li&per_page=1", status: 200, at: []string{"users.#", "1"}},
		{why: "completed as it is typed", line: "GET /api/v2/users/autocomplete?name=lind", status: 200, at: []string{"users.0.name", `"Ada Lindqvist"`}},
		{why: "not from one letter", line: "GET /api/v2/users/autocomplete?name=l", status: 400},
	})
}

// A wrong API token is refused, a password is an anonymous user.
func TestUsersMeTrap(t *testing.T) {
	s := testServer()
	for credentials, want := range map[string]int{
		"Basic YWdlbnRAc2FuZGJveC5leGFtcGxlL3Rva2VuOndyb25n": 401, // agent@sandbox.example/token:wrong
		"Basic YWdlbnRAc2FuZGJveC5leGFtcGxlOnBhc3N3b3Jk":     200, // agent@sandbox.example:password
	} {
		if a := ask(t, s, "-", "GET /api/v2/users/me", "", "Authorization", credentials); a.status != want {
			t.Errorf("%s: %d, want %d", credentials, a.status, want)
		}
	}
}

func TestAccount(t *testing.T) {
	play(t, testServer(), []step{
		{why: "groups", line: "GET /api/v2/groups.json", status: 200, at: []string{"count", "12", "groups.4.name", `"Σέρβις"`}},
		{why: "a group", line: "GET /api/v2/groups/40001", status: 200, at: []string{"group.name", `"Support"`, "group.default", "true"}},
		{why: "no group", line: "GET /api/v2/groups/1", status: 404},
		{why: "organizations by id", line: "GET /api/v2/organizations/show_many?ids=30005,30001", status: 200,
			at: []string{"organizations.0.name", `"上海晨光贸易有限公司"`, "organizations.1.name", `"Nordlicht AG"`}},
		{why: "organizations as one types", line: "GET /api/v2/organizations/autocomplete?name=nord", status: 200, at: []string{"count", "1"}},
		{why: "tickets by id", line: "GET /api/v2/tickets/show_many.json?ids=2,1", status: 200,
			at: []string{"tickets.0.id", "2", "tickets.1.subject", `"Laptop does not start after the update"`, "tickets.1.status", `"new"`, "tickets.1.custom_status_id", "2264416281254"}},
		{why: "no ticket", line: "GET /api/v2/tickets/999999", status: 404},
	})
}
