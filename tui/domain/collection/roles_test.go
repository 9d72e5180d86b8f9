package collection

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"zco/api"
	"zco/tui/domain/field"
)

// A person finds a role, copies it, is told why another cannot go, changes
// the copy and deletes it.
func TestRoleStory(t *testing.T) {
	d := newDesk(t, "")
	roles := Roles()
	found := d.list(roles, Query{Text: "peak weeks"})
	if len(found) != 1 {
		t.Fatalf("found %v", names(found))
	}
	d.sent("GET /api/v2/custom_roles")

	p := roles.Template(found[0])
	p["name"] = String("Winter helper")
	made, err := roles.Create(d.ctx, d.client, p)
	d.must(err)
	if made.Value("configuration.ticket_access") != found[0].Value("configuration.ticket_access") {
		t.Error("the copy has not the permissions of the original")
	}
	d.requests()

	now, err := roles.Update(d.ctx, d.client, made.ID, Patch{"configuration.ticket_deletion": api.Bool(true)})
	d.must(err)
	reqs := d.requests()
	if len(reqs) != 2 || !strings.HasPrefix(reqs[0], "GET /api/v2/custom_roles/") {
		t.Fatalf("a change is read first and sent then: %v", reqs)
	}
	if diff := cmp.Diff(made.Values["configuration.macro_access"], now.Values["configuration.macro_access"]); diff != "" {
		t.Error(diff)
	}
	d.sentWholeRole(reqs[1], made)

	staff := d.named(d.list(roles, Query{}), "Staff")
	loss, err := roles.DeleteImpact(d.ctx, d.client, []Item{staff})
	d.must(err)
	if !strings.Contains(loss.Refused, "people have this role") {
		t.Errorf("deleting a role that people have is told to cost %+v", loss)
	}
	d.requests()
	d.refused(roles.Delete(d.ctx, d.client, staff.ID), "people have this role")
	d.sent("GET /api/v2/custom_roles/" + staff.ID)
	d.must(roles.Delete(d.ctx, d.client, made.ID))
	if left := d.list(roles, Query{Text: "Winter"}); len(left) != 0 {
		t.Error("it is still there")
	}
}

// sentWholeRole fails unless a PUT holds every permission of a role, changed
// or not.
func (d *desk) sentWholeRole(put string, before Item) {
	d.Helper()
	_, body, _ := strings.Cut(put, "{")
	var sent struct {
		Role struct{ Configuration map[string]api.Value } `json:"custom_role"`
	}
	d.must(json.Unmarshal([]byte("{"+body), &sent))
	for key := range before.Values {
		if p, ok := permissionOf(key); ok && sent.Role.Configuration[p].IsAbsent() != slices.Contains(readOnlyPermissions, p) {
			d.Errorf("%s: what can be set is sent whole, what the service sets is not", p)
		}
	}
}

// The service's own roles are told apart before anything is tried.
func TestSystemRolesStay(t *testing.T) {
	d := newDesk(t, "")
	roles := Roles()
	admin := d.named(d.list(roles, Query{}), "Administrator")
	name, _ := d.schema(roles).Field("name")
	if roles.WhyNotEdit(admin, name) == "" || roles.WhyNotDelete(admin) == "" {
		t.Error("a role of the service can be changed")
	}
	_, err := roles.Update(d.ctx, d.client, admin.ID, Patch{"name": String("x")})
	d.refused(err, "own roles")
}

// Permissions stand in groups, in words; what is not known is kept as it is.
func TestPermissionFields(t *testing.T) {
	role := api.Role{Configuration: map[string]Value{
		"ticket_access": String("by-the-moon"), "chat_access": api.Bool(true), "brand_new": String("some"),
		"mystery": `{"a":1}`, "may_fly": api.Bool(false),
	}}
	fields := permissionFields([]api.Role{role})
	s := NewSchema(fields)
	access, ok := s.Field("configuration.ticket_access")
	if !ok || access.Type != field.Dropdown || access.Group != "Tickets" {
		t.Errorf("%+v", access)
	}
	if o, known := access.Option("by-the-moon"); !known || o.Title != "by the moon" {
		t.Error("a value that is not known is not among the choices")
	}
	for key, want := range map[string]*field.Type{"chat_access": field.Checkbox, "brand_new": field.Dropdown, "mystery": field.JSON, "may_fly": field.Checkbox} {
		if f, _ := s.Field("configuration." + key); f.Type != want {
			t.Errorf("%s is a %s", key, f.Type)
		}
	}
	if f, _ := s.Field("configuration.chat_access"); f.Locked == "" {
		t.Error("what the service sets itself can be changed")
	}
	if sent := mergedRole(role, Patch{"configuration.may_fly": api.Bool(true)}).Configuration; !sent["chat_access"].IsAbsent() || sent["ticket_access"].Text() != "by-the-moon" {
		t.Errorf("sent with a change is %v", sent)
	}
	for answer, want := range map[string]*field.Type{`"all-except-self"`: field.Dropdown, "true": field.Checkbox} {
		roles := []api.Role{{Configuration: map[string]Value{"manage_roles": Value(answer)}}}
		if f, _ := NewSchema(permissionFields(roles)).Field("configuration.manage_roles"); f.Type != want {
			t.Errorf("manage_roles of %s is a %s", answer, f.Type)
		}
	}
	if f, _ := s.Field("configuration.mystery"); f.Locked == "" {
		t.Error("what is not understood can be changed")
	}
	if _, there := s.Field("configuration.ticket_merge"); there {
		t.Error("a permission that the account does not have is shown")
	}
	groups := []string{}
	for _, f := range fields {
		if !slices.Contains(groups, f.Group) {
			groups = append(groups, f.Group)
		}
	}
	if diff := cmp.Diff([]string{"Tickets", "Channels", otherPermissions}, groups); diff != "" {
		t.Error(diff)
	}
}

// A change touches what it names and nothing else, whatever else there is.
func TestMergedRole(t *testing.T) {
	now := api.Role{Name: "A", Description: "d", Configuration: map[string]Value{"a": api.Bool(false), "new_thing": `{"x":[1]}`}}
	got := mergedRole(now, Patch{"configuration.a": api.Bool(true), "description": Null})
	want := api.RolePatch{
		Name: String("A"), Description: String(""), Configuration: map[string]Value{"a": api.Bool(true), "new_thing": `{"x":[1]}`},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if now.Configuration["a"] != api.Bool(false) {
		t.Error("the role that was read was changed")
	}
}
