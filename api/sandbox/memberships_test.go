package sandbox

import (
	"testing"
)

const firstMembershipView = `{"url":"http://sandbox.example/api/v2/group_memberships/9007199254741117.json","id":9007199254741117,"user_id":10001,"group_id":40001,
	"default":true,"created_at":"2024-11-01T00:00:00Z","updated_at":"2024-11-01T00:00:00Z"}`

func TestMemberships(t *testing.T) {
	const all = "/api/v2/group_memberships"
	play(t, testServer(), []step{
		{why: "ids beyond 2^53 are exact", line: "GET " + all + "/9007199254741117.json", status: 200, want: `{"group_membership":` + firstMembershipView + `}`},
		{why: "a neighbour that floating point would find is not there", line: "GET " + all + "/9007199254741118", status: 404},
		{why: "a page with a cursor", line: "GET " + all + "?page[size]=2", status: 200,
			at: []string{"group_memberships.#", "2", "group_memberships.1.id", "9007199254741119", "meta.has_more", "true", "group_memberships.1.user_id", "10002"}},
		{why: "users and groups beside it", line: "GET " + all + "?page[size]=2&include=users,groups,planets", status: 200,
			at: []string{"users.#", "2", "users.0.name", `"Ada Lindqvist"`, "groups.0.name", `"Support"`, "planets", `"absent"`}},
		{why: "of a user", line: "GET /api/v2/users/10003/group_memberships.json", status: 200,
			at: []string{"count", "3", "group_memberships.0.default", "true", "group_memberships.2.default", "false"}},
		{why: "of a group", line: "GET /api/v2/groups/40003/memberships", status: 200, at: []string{"group_memberships.0.group_id", "40003"}},
		{why: "of nobody", line: "GET /api/v2/users/5/group_memberships", status: 404},
		{why: "of no group", line: "GET /api/v2/groups/5/memberships", status: 404},
		{why: "a light agent is not assignable", line: "GET /api/v2/group_memberships/assignable?include=users&per_page=100", status: 200,
			at: []string{"group_memberships.0.user_id", "10001"}},
		{why: "created", line: "POST " + all, send: `{"group_membership":{"user_id":10001,"group_id":"40002","colour":1}}`, status: 201,
			at:     []string{"group_membership.user_id", "10001", "group_membership.group_id", "40002", "group_membership.default", "false"},
			header: []string{"X-Zendesk-Api-Warn", `{:allowed_parameters=>{:controller=>"group_memberships", :action=>"create", :unpermitted_keys=>["group_membership.colour"], :invalid_values=>[]}}`}},
		{why: "once", line: "POST " + all, send: `{"group_membership":{"user_id":10001,"group_id":40002}}`, status: 422,
			want: invalidHead + `{"user_id":[{"description":"User: has already been taken","error":"DuplicateValue"}]}}`},
		{why: "agents only", line: "POST " + all, send: `{"group_membership":{"user_id":20001,"group_id":40002}}`, status: 422,
			want: invalidHead + `{"user_id":[{"description":"User: must be an agent","error":"InvalidValue"}]}}`},
		{why: "both are needed", line: "POST " + all, send: `{"group_membership":{}}`, status: 422,
			want: invalidHead + `{"user_id":[{"description":"User: cannot be blank","error":"BlankValue"}],"group_id":[{"description":"Group: cannot be blank","error":"BlankValue"}]}}`},
		{why: "the user of the path", line: "POST /api/v2/users/10004/group_memberships", send: `{"group_membership":{"group_id":40009}}`, status: 201,
			at: []string{"group_membership.user_id", "10004"}},
		{why: "not of another user", line: "GET /api/v2/users/10002/group_memberships/9007199254741117", status: 404},
		{why: "another default answers with the whole list", line: "PUT /api/v2/users/10003/group_memberships/9007199254741125/make_default", status: 200,
			at: []string{"group_memberships.#", "3", "group_memberships.0.default", "false", "group_memberships.1.default", "true", "group_memberships.1.id", "9007199254741125"}},
		{why: "the user's default group follows", line: "GET /api/v2/users/10003", status: 200, at: []string{"user.default_group_id", "40006"}},
		{why: "the default goes and the oldest takes its place", line: "DELETE " + all + "/9007199254741125", status: 204},
		{why: "so it does", line: "GET /api/v2/users/10003/group_memberships", status: 200, at: []string{"count", "2", "group_memberships.0.default", "true"}},
		{why: "gone", line: "DELETE " + all + "/9007199254741125", status: 404, want: `{"error":"RecordNotFound","description":"Not found"}`},
		{why: "an agent may not", as: "agent3@sandbox.example", line: "DELETE " + all + "/9007199254741117", status: 403},
		{why: "a team lead may", as: "agent2@sandbox.example", line: "DELETE /api/v2/users/10001/group_memberships/9007199254741117", status: 204},
	})
}

// Nobody who cannot be given a ticket is among the assignable.
func TestAssignableMemberships(t *testing.T) {
	s := testServer()
	s.people.Users[10002].Suspended = true
	a := ask(t, s, "", "GET /api/v2/group_memberships/assignable?page[size]=100", "")
	list := part(decoded(t, a.body), "group_memberships").([]any)
	if len(list) == 0 || len(list) == len(s.memberships) {
		t.Fatalf("%d of %d are assignable", len(list), len(s.memberships))
	}
	for _, m := range list {
		switch user := part(m, "user_id"); user {
		case decoded(t, "10002"), decoded(t, "10009"), decoded(t, "10012"): // suspended, contributor, light agent
			t.Errorf("%v is assignable", user)
		}
	}
}

// Every agent with memberships has exactly one default, whatever happens.
func TestOneDefaultMembership(t *testing.T) {
	s := testServer()
	for _, line := range []string{
		"DELETE /api/v2/group_memberships/9007199254741119", "PUT /api/v2/users/10006/group_memberships/9007199254741137/make_default",
		"DELETE /api/v2/group_memberships/9007199254741117",
	} {
		ask(t, s, "", line, "")
	}
	ask(t, s, "", "POST /api/v2/group_memberships", `{"group_membership":{"user_id":10001,"group_id":40002}}`)
	ask(t, s, "", "POST /api/v2/group_memberships", `{"group_membership":{"user_id":10005,"group_id":40012,"default":true}}`)
	defaults, some := map[int64]int{}, map[int64]bool{}
	for _, m := range s.memberships {
		some[m.UserID] = true
		if m.Default {
			defaults[m.UserID]++
			if s.people.Users[m.UserID].GroupID != m.GroupID {
				t.Errorf("user %d: the default group is not that of the default membership", m.UserID)
			}
		}
	}
	for user := range some {
		if defaults[user] != 1 {
			t.Errorf("user %d has %d defaults", user, defaults[user])
		}
	}
}

// The id of a membership that went is not given out again.
func TestMembershipIDsAreNotReused(t *testing.T) {
	s := testServer()
	const send = `{"group_membership":{"user_id":10001,"group_id":40005}}`
	first := ask(t, s, "", "POST /api/v2/group_memberships", send).get(t, "group_membership.id")
	ask(t, s, "", "DELETE /api/v2/group_memberships/"+first, "")
	if second := ask(t, s, "", "POST /api/v2/group_memberships", send).get(t, "group_membership.id"); second == first {
		t.Errorf("%s was given out twice", first)
	}
}
