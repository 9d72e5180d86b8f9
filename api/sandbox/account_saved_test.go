package sandbox

import (
	"sync"
	"testing"
)

// Whatever was made, changed and deleted in the account is so when the state
// is opened again.
func TestAccountIsSaved(t *testing.T) {
	s := New(Options{Records: 200, RateLimit: -1, LargeIDs: true, SaveFile: t.TempDir() + "/state.json"})
	for _, step := range [][2]string{
		{"POST /api/v2/custom_roles", `{"custom_role":{"name":"Kept"}}`},
		{"PUT /api/v2/custom_roles/50101", `{"custom_role":{"configuration":{"custom_objects":{"asset":{"scopes":["read"]}}}}}`},
		{"DELETE /api/v2/custom_roles/50111", ""},
		{"DELETE /api/v2/custom_statuses/2264416281462", ""},
		{"PUT /api/v2/custom_status/default", `{"ids":"2264416281382"}`},
		{"DELETE /api/v2/dynamic_content/items/60001", ""},
		{"PUT /api/v2/dynamic_content/items/60002/variants/61006", `{"variant":{"content":"neuf"}}`},
		{"PUT /api/v2/object_layouts/zen:user/essentials_card", `{"object_layout":{"fields":["zen:user:identity:email"]}}`},
		{"DELETE /api/v2/group_memberships/9007199254741117", ""},
		{"POST /api/v2/group_memberships", `{"group_membership":{"user_id":10001,"group_id":40007,"default":true}}`},
	} {
		if a := ask(t, s, "", step[0], step[1]); a.status >= 300 {
			t.Fatalf("%s: %d %s", step[0], a.status, a.body)
		}
	}
	if err := s.Save(); err != nil {
		t.Fatal(err)
	}
	again, err := Open(s.opts)
	if err != nil {
		t.Fatal(err)
	}
	for _, list := range []string{
		"custom_roles", "custom_statuses", "dynamic_content/items?page[size]=100", "dynamic_content/items/60002/variants",
		"object_layouts/essentials_cards", "group_memberships?page[size]=100", "users/10001", "tickets/show_many?ids=1,2,3,4,5,6,7",
	} {
		was, is := ask(t, s, "", "GET /api/v2/"+list, ""), ask(t, again, "", "GET /api/v2/"+list, "")
		if was.body != is.body {
			t.Errorf("%s:\nwas %s\nis  %s", list, was.body, is.body)
		}
	}
	if a := ask(t, again, "", "POST /api/v2/custom_roles", `{"custom_role":{"name":"Next"}}`); a.get(t, "custom_role.id") == ask(t, s, "", "GET /api/v2/custom_roles", "").get(t, "custom_roles.10.id") {
		t.Error("an id was given out twice")
	}
}

// The demo is the same at every start.
func TestAccountIsTheSameAtEveryStart(t *testing.T) {
	a, b := testServer(), testServer()
	for _, list := range []string{"custom_roles", "custom_statuses", "dynamic_content/items", "group_memberships", "users", "groups", "organizations", "tickets"} {
		one, other := ask(t, a, "", "GET /api/v2/"+list, ""), ask(t, b, "", "GET /api/v2/"+list, "")
		if one.status != 200 || one.body != other.body {
			t.Errorf("%s differs", list)
		}
	}
}

// Many clients at once break nothing. Run it with -race.
func TestAccountInParallel(t *testing.T) {
	s := testServer()
	access, _ := signIn(t, s, "read write")
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for _, line := range []string{
				"GET /api/v2/group_memberships?include=users,groups", "GET /api/v2/custom_statuses", "GET /api/v2/dynamic_content/items", "GET /api/v2/custom_roles",
			} {
				if a := ask(t, s, "Bearer "+access, line, ""); a.status != 200 {
					t.Errorf("%s: %d", line, a.status)
				}
			}
			ask(t, s, "", "PUT /api/v2/dynamic_content/items/60002/variants/61006", `{"variant":{"content":"neuf"}}`)
			ask(t, s, "", "PUT /api/v2/custom_status/default", `{"ids":"2264416281382"}`)
			ask(t, s, "", "POST /api/v2/group_memberships", `{"group_membership":{"user_id":10001,"group_id":40002}}`)
			ask(t, s, "", "PUT /api/v2/custom_roles/50101", `{"custom_role":{"description":"x"}}`)
		})
	}
	wg.Wait()
}
