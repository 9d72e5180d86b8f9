package sandbox

import (
	"fmt"
	"strings"
	"testing"
)

func TestUserCard(t *testing.T) {
	const path = "/api/v2/object_layouts/zen:user/essentials_card"
	play(t, testServer(), []step{
		{why: "the default", line: "GET " + path + ".json", status: 200,
			at: []string{"object_layout.default", "true", "object_layout.id", "null", "object_layout.key", `"zen:user"`, "object_layout.layout", `"essentials_card"`,
				"object_layout.max_count", "20", "object_layout.fields.0", `{"id":null,"zrn":"zen:user:identity:email"}`}},
		{why: "the colon may be encoded", line: "GET /api/v2/object_layouts/zen%3Auser/essentials_card", status: 200},
		{why: "changed, fields as names or objects", line: "PUT " + path, status: 200,
			send: `{"object_layout":{"fields":["zen:user:field:standard:locale",{"id":null,"zrn":"zen:user:identity:email"}],"max_count":3}}`,
			want: `{"object_layout":{"created_at":"2026-11-21T10:00:00Z","default":false,"fields":[{"id":null,"zrn":"zen:user:field:standard:locale"},{"id":null,"zrn":"zen:user:identity:email"}],
				"id":"9000000000001","key":"zen:user","layout":"essentials_card","max_count":20,"updated_at":"2026-11-21T10:00:00Z"}}`,
			header: []string{"X-Zendesk-Api-Warn", `{:allowed_parameters=>{:controller=>"essentials_card", :action=>"update", :unpermitted_keys=>["object_layout.max_count"], :invalid_values=>[]}}`}},
		{why: "a field that is not there", line: "PUT " + path, send: `{"object_layout":{"fields":["zen:user:field:standard:shoe"]}}`, status: 422,
			want: invalidHead + `{"fields":[{"description":"Fields: zen:user:field:standard:shoe is not a field of zen:user","error":"InvalidValue"}]}}`},
		{why: "a field twice", line: "PUT " + path, send: `{"object_layout":{"fields":["zen:user:identity:email","zen:user:identity:email"]}}`, status: 422,
			want: invalidHead + `{"fields":[{"description":"Fields: zen:user:identity:email is there twice","error":"DuplicateValue"}]}}`},
		{why: "no field", line: "PUT " + path, send: `{"object_layout":{"fields":[]}}`, status: 422},
		{why: "refused changes change nothing", line: "GET " + path, status: 200, at: []string{"object_layout.fields.#", "2"}},
		{why: "an agent may look", as: "agent3@sandbox.example", line: "GET " + path, status: 200},
		{why: "an agent may not change", as: "agent3@sandbox.example", line: "PUT " + path, send: `{}`, status: 403},
		{why: "reset", line: "DELETE " + path, status: 204},
		{why: "the default is back", line: "GET " + path, status: 200, at: []string{"object_layout.default", "true", "object_layout.fields.#", "10"}},
		{why: "no such type", line: "GET /api/v2/object_layouts/zen:custom_object:nothing/essentials_card", status: 404, want: `{"error":"RecordNotFound","description":"Not found"}`},
		{why: "nor this", line: "GET /api/v2/object_layouts/nothing/essentials_card", status: 404},
	})
}

// The card of an object shows its first 20 fields, and only fields it has.
func TestObjectCard(t *testing.T) {
	s := testServer()
	const path = "/api/v2/object_layouts/zen:custom_object:boat/essentials_card"
	ask(t, s, "", "POST /api/v2/custom_objects", `{"custom_object":{"key":"boat","title":"Boat","title_pluralized":"Boats"}}`)
	var first asked
	for i := range 25 {
		a := ask(t, s, "", "POST /api/v2/custom_objects/boat/fields", fmt.Sprintf(`{"custom_object_field":{"key":"f%02d","title":"F %d","type":"text"}}`, i, i))
		if a.status != 201 {
			t.Fatalf("%d %s", a.status, a.body)
		}
		if i == 0 {
			first = a
		}
	}
	id := first.get(t, "custom_object_field.id")
	a := ask(t, s, "", "GET "+path, "")
	if n := part(decoded(t, a.body), "object_layout.fields.#"); fmt.Sprint(n) != "20" || a.get(t, "object_layout.fields.2.id") != id {
		t.Errorf("the default: %s", a.body)
	}
	if a := ask(t, s, "", "GET /api/v2/object_layouts/essentials_cards", ""); !strings.Contains(a.body, `"zen:custom_object:boat"`) || !strings.Contains(a.body, `"zen:user"`) {
		t.Errorf("the list: %s", a.body)
	}
	many := make([]string, 21)
	for i := range many {
		many[i] = fmt.Sprintf(`"zen:custom_object:boat:field:custom:f%02d"`, i)
	}
	play(t, s, []step{
		{why: "21 fields", line: "PUT " + path, send: `{"object_layout":{"fields":[` + strings.Join(many, ",") + `]}}`, status: 422,
			want: invalidHead + `{"fields":[{"description":"Fields: cannot be more than 20","error":"TooManyValues"}]}}`},
		{why: "by id or name", line: "PUT " + path, send: `{"object_layout":{"fields":[{"id":` + id + `},"zen:custom_object:boat:field:custom:f24","zen:custom_object:boat:field:standard:name"]}}`, status: 200,
			at: []string{"object_layout.fields.#", "3", "object_layout.fields.0.zrn", `"zen:custom_object:boat:field:custom:f00"`, "object_layout.fields.2.id", "null"}},
		{why: "a field goes", line: "DELETE /api/v2/custom_objects/boat/fields/f24", status: 204},
		{why: "from the card too", line: "GET " + path, status: 200, at: []string{"object_layout.fields.#", "2", "object_layout.default", "false"}},
	})
}

// An object that is made again does not have the card of the one before.
func TestCardGoesWithItsObject(t *testing.T) {
	s := testServer()
	const make = `{"custom_object":{"key":"boat","title":"Boat","title_pluralized":"Boats"}}`
	ask(t, s, "", "POST /api/v2/custom_objects", make)
	ask(t, s, "", "PUT /api/v2/object_layouts/zen:custom_object:boat/essentials_card", `{"object_layout":{"fields":["zen:custom_object:boat:field:standard:name"]}}`)
	ask(t, s, "", "DELETE /api/v2/custom_objects/boat", "")
	ask(t, s, "", "POST /api/v2/custom_objects", make)
	play(t, s, []step{{why: "the default", line: "GET /api/v2/object_layouts/zen:custom_object:boat/essentials_card", status: 200,
		at: []string{"object_layout.default", "true", "object_layout.fields.#", "2"}}})
}
