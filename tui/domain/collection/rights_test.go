package collection

import (
	"errors"
	"net/http"
	"strings"
	"testing"

	"zco/api"
)

// A refusal says what the permissions say of it, as far as they may be read:
// agents may not read them, and hear who may.
func TestRefusalIsExplained(t *testing.T) {
	d := newDesk(t, "agent4@sandbox.example")
	assets := Records(apiObject("asset"))
	rows := d.list(assets, Query{Size: 1})
	d.requests()
	_, err := assets.Create(d.ctx, d.client, Patch{"name": String("x")})
	if !api.IsForbidden(err) {
		t.Fatal(err)
	}
	if got := Advice(err); got != "The permissions of asset say what your role may create. Administrators read and change them: permissions:asset." {
		t.Error(got)
	}
	if got := len(d.requests()); got != 3 {
		t.Errorf("%d requests, want the refused one and two that explain it", got)
	}
	if err := assets.Delete(d.ctx, d.client, rows[0].ID); !strings.Contains(Advice(err), "what your role may delete") {
		t.Error(Advice(err))
	}
	admin := newDesk(t, "")
	_, err = Records(apiObject("payroll")).List(admin.ctx, admin.client, Query{})
	if got := Advice(err); !strings.HasPrefix(got, "You are an administrator, whom no permissions bind") {
		t.Error(got)
	}
}

// Of an object that takes its permissions over from a parent an agent hears how
// to get at the records, and gets at them so.
func TestRefusalOfChildrenNamesTheParent(t *testing.T) {
	d := newDesk(t, "")
	for f, err := range d.client.AllFields(d.ctx, "repair") {
		d.must(err)
		if f.Key == "asset" {
			_, _, err = d.client.UpdateField(d.ctx, "repair", f.ID, api.FieldPatch{Properties: `{"cascade_permissions_enabled":true}`})
			d.must(err)
		}
	}
	repairs := Records(apiObject("repair"))
	parent := d.list(repairs, Query{Size: 1})[0].Value("custom_object_fields.asset").Text()
	client, err := api.New("http://127.0.0.1:1", api.WithTransport(d.server.Transport()), api.WithCredentials(api.TokenCredentials("agent4@sandbox.example", "sandbox-token")))
	d.must(err)
	agent := &desk{t, d.server, client, d.ctx}
	_, err = repairs.List(agent.ctx, agent.client, Query{})
	if got := Advice(err); got != "Who is no administrator sees these records only by what they belong to: filter by Asset, or open them from there (related records)." {
		t.Error(err, got)
	}
	filter := `{"custom_object_fields.asset":{"$eq":"` + parent + `"}}`
	if rows := agent.list(repairs, Query{Size: 5, Filter: filter}); len(rows) == 0 {
		t.Error("no repairs of an asset")
	}
}

// Where the policy may be read the rule itself is told.
func TestRefusalNamesTheRule(t *testing.T) {
	d := newDesk(t, "")
	p, _, err := d.client.ShowPermissionPolicy(d.ctx, "asset", "custom-role-50107")
	d.must(err)
	for action, want := range map[string]string{
		toUpdate: "Your role Außendienst may change records of asset that meet the access rule Broken or lost: Condition is Broken ⚠ or Condition is Lost or stolen.",
		toDelete: "Your role Außendienst may not delete records of asset. An administrator can grant it: permissions:asset.",
		toRead:   "Your role Außendienst may read all records of asset: something else refuses it.",
	} {
		if got := rightSentence(d.ctx, d.client, "asset", p, action); got != want {
			t.Errorf("%s:\n%s\nwant\n%s", action, got, want)
		}
	}
}

// A refusal that has another reason is not asked about.
func TestOtherRefusalsStay(t *testing.T) {
	d := newDesk(t, "")
	scope := &api.Error{Status: http.StatusForbidden, Code: "Forbidden", Message: "You are missing the following required scopes: custom_objects:write"}
	for _, err := range []error{scope, errors.New("no network"), nil} {
		if got := explained(d.ctx, d.client, "asset", toUpdate, err); got != err {
			t.Errorf("%v became %v", err, got)
		}
	}
	d.sent()
}

// An administrator reads in sentences who may do what.
func TestRights(t *testing.T) {
	d := newDesk(t, "")
	lines, err := Rights(d.ctx, d.client, "asset")
	d.must(err)
	got := strings.Join(lines, "\n")
	for _, want := range []string{
		"Administrators may do everything", "\n\nStaff\n  read: all records\n", "\n\nAußendienst\n  read: all records\n  create: no\n  change: Broken or lost: Condition is Broken ⚠ or Condition is Lost or stolen\n  delete: no\n",
		"\n\nEnd users\n  read: no\n",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("it lacks %q:\n%s", want, got)
		}
	}
	agent := newDesk(t, "agent3@sandbox.example")
	lines, err = Rights(agent.ctx, agent.client, "asset")
	agent.must(err)
	if got := strings.Join(lines, "\n"); !strings.Contains(got, "only administrators can read: permissions:asset") {
		t.Error(got)
	}
}
