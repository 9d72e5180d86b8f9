package sandbox

import (
	"strings"
	"testing"
)

func TestRoles(t *testing.T) {
	play(t, testServer(), []step{
		{why: "the list counts the members", line: "GET /api/v2/custom_roles.json", status: 200,
			at: []string{"custom_roles.0.name", `"Staff"`, "custom_roles.4.role_type", "4", "custom_roles.4.team_member_count", "1",
				"custom_roles.7.name", `"在庫管理"`, "count", "11", "next_page", "null"}},
		{why: "an agent may look", as: "agent3@sandbox.example", line: "GET /api/v2/custom_roles/50101", status: 200,
			at: []string{"custom_role.configuration.ticket_access", `"all"`, "custom_role.configuration.manage_roles", `"none"`}},
		{why: "an agent may not create", as: "agent3@sandbox.example", line: "POST /api/v2/custom_roles", send: `{"custom_role":{"name":"x"}}`, status: 403,
			want: `{"error":{"title":"Forbidden","message":"You do not have access to this page. Please contact the account owner of this help desk for further help."}}`},
		{why: "a customer may not look", as: "customer1@mail.example", line: "GET /api/v2/custom_roles", status: 403},
		{why: "creating answers 200", line: "POST /api/v2/custom_roles", status: 200,
			send: `{"custom_role":{"name":"Nachtschicht","description":"22–6 Uhr","configuration":{"ticket_access":"within-groups","ticket_deletion":true,"fly":true}}}`,
			at: []string{"custom_role.id", "9000000000001", "custom_role.name", `"Nachtschicht"`, "custom_role.role_type", "0",
				"custom_role.configuration.ticket_access", `"within-groups"`, "custom_role.configuration.ticket_deletion", "true",
				"custom_role.configuration.view_access", `"playonly"`, "custom_role.configuration.fly", `"absent"`,
				"custom_role.team_member_count", "0", "custom_role.created_at", `"2026-11-21T10:00:00Z"`},
			header: []string{"X-Zendesk-Api-Warn", `{:allowed_parameters=>{:controller=>"custom_roles", :action=>"create", :unpermitted_keys=>["custom_role.configuration.fly"], :invalid_values=>[]}}`}},
		{why: "what the service sets itself is not taken", line: "PUT /api/v2/custom_roles/9000000000001", status: 200,
			send:   `{"custom_role":{"configuration":{"chat_access":true,"manage_roles":"all-except-self"}}}`,
			at:     []string{"custom_role.configuration.chat_access", "false", "custom_role.configuration.manage_roles", `"all-except-self"`},
			header: []string{"X-Zendesk-Api-Warn", `{:allowed_parameters=>{:controller=>"custom_roles", :action=>"update", :unpermitted_keys=>["custom_role.configuration.chat_access"], :invalid_values=>[]}}`}},
		{why: "roles are managed all but one's own", line: "PUT /api/v2/custom_roles/9000000000001", status: 422,
			send: `{"custom_role":{"configuration":{"manage_roles":true}}}`},
		{why: "a name is taken whatever its case", line: "POST /api/v2/custom_roles", send: `{"custom_role":{"name":"NACHTSCHICHT"}}`, status: 422,
			want: `{"error":"RecordInvalid","description":"Record validation errors","details":{"name":[{"description":"Name: has already been taken","error":"DuplicateValue"}]}}`},
		{why: "a name is needed", line: "POST /api/v2/custom_roles", send: `{"custom_role":{"description":"x"}}`, status: 422,
			want: `{"error":"RecordInvalid","description":"Record validation errors","details":{"name":[{"description":"Name: cannot be blank","error":"BlankValue"}]}}`},
		{why: "permissions have their answers", line: "POST /api/v2/custom_roles", send: `{"custom_role":{"name":"y","configuration":{"view_access":"some","voice_access":"yes"}}}`, status: 422,
			want: `{"error":"RecordInvalid","description":"Record validation errors","details":{"view_access":[{"description":"View access: is not included in the list","error":"InvalidValue"}],"voice_access":[{"description":"Voice access: is invalid","error":"InvalidValue"}]}}`},
		{why: "an update keeps what is not sent", line: "PUT /api/v2/custom_roles/9000000000001", send: `{"custom_role":{"configuration":{"voice_access":true}}}`, status: 200,
			at: []string{"custom_role.name", `"Nachtschicht"`, "custom_role.configuration.ticket_deletion", "true", "custom_role.configuration.voice_access", "true"}},
		{why: "a refused update changes nothing", line: "PUT /api/v2/custom_roles/9000000000001", send: `{"custom_role":{"name":"","configuration":{"voice_access":false}}}`, status: 422},
		{why: "nothing was changed", line: "GET /api/v2/custom_roles/9000000000001", status: 200,
			at: []string{"custom_role.name", `"Nachtschicht"`, "custom_role.configuration.voice_access", "true"}},
		{why: "system roles stay", line: "PUT /api/v2/custom_roles/50103", send: `{"custom_role":{"name":"Lighter"}}`, status: 422,
			want: `{"error":"RecordInvalid","description":"Record validation errors","details":{"base":[{"description":"System roles cannot be changed"}]}}`},
		{why: "a role in use tells its members", line: "DELETE /api/v2/custom_roles/50102", status: 422,
			want: `{"error":"RecordInvalid","description":"Record validation errors","details":{"base":[{"description":"The role cannot be deleted while 2 team members have it"}]}}`},
		{why: "one member is told as one", line: "DELETE /api/v2/custom_roles/50109", status: 422,
			want: `{"error":"RecordInvalid","description":"Record validation errors","details":{"base":[{"description":"The role cannot be deleted while 1 team member has it"}]}}`},
		{why: "a role without members goes", line: "DELETE /api/v2/custom_roles/9000000000001", status: 204},
		{why: "it is gone", line: "GET /api/v2/custom_roles/9000000000001", status: 404, want: `{"error":"RecordNotFound","description":"Not found"}`},
		{why: "the object must be there", line: "POST /api/v2/custom_roles", send: `{"role":{}}`, status: 400,
			at: []string{"error.title", `"Invalid attribute"`}},
	})
}

// The keys of a configuration stand in alphabetical order, as in the
// service's example.
func TestRoleConfigurationIsSorted(t *testing.T) {
	a := ask(t, testServer(), "", "GET /api/v2/custom_roles/50101", "")
	last := -1
	for _, key := range []string{"actions_access", "chat_access", "explore_access", "ticket_access", "voice_dashboard_access"} {
		at := strings.Index(a.body, `"`+key+`"`)
		if at <= last {
			t.Errorf("%s is not after the key before it", key)
		}
		last = at
	}
}
