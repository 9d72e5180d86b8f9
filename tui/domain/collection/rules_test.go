package collection

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"zco/api"
)

// An administrator reads what runs when an asset changes, and changes it.
func TestTriggersStory(t *testing.T) {
	d := newDesk(t, "")
	triggers := TriggersOf("asset")
	rows := d.list(triggers, Query{})
	d.sent("GET /api/v2/custom_objects/asset/triggers?per_page=100", "GET /api/v2/custom_objects/asset/triggers/definitions")
	broken, insure := rows[0], rows[1]
	if got := insure.Value("when").Text() + " → " + insure.Value("does").Text(); got != "Record is Created and (Condition is Brand new or Ports greater than 8) → Insured: True" {
		t.Error(got)
	}

	now, err := triggers.Update(d.ctx, d.client, insure.ID, Patch{"any": String("Condition is Brand new\nPorts greater than 12")})
	d.must(err)
	got := d.requests()
	want := `PUT /api/v2/custom_objects/asset/triggers/` + insure.ID + ` {"trigger":{"conditions":{"all":[{"field":"update_type","operator":"is","value":"Create"}],` +
		`"any":[{"field":"custom_object.asset.custom_fields.condition","operator":"is","value":"cond_new"},{"field":"custom_object.asset.custom_fields.ports","operator":"greater_than","value":"12"}]},` +
		`"actions":[{"field":"custom_object.asset.custom_fields.insured","value":"true"}]}}`
	if diff := cmp.Diff(want, got[len(got)-1]); diff != "" {
		t.Errorf("the whole rule is sent (-want +got):\n%s", diff)
	}
	if now.Value("any").Text() != "Condition is Brand new\nPorts greater than 12" {
		t.Error(now.Value("any"))
	}
	_, err = triggers.Update(d.ctx, d.client, insure.ID, Patch{"actions": String("Insured: perhaps")})
	d.refused(err, "Insured is one of (True, False)")
	_, err = triggers.Update(d.ctx, d.client, broken.ID, Patch{"actions": Null})
	d.refused(err, "needs an action")
	d.requests()
	now, err = triggers.Update(d.ctx, d.client, broken.ID, Patch{"title": String("Tell them")})
	d.must(err)
	d.sent(`PUT /api/v2/custom_objects/asset/triggers/` + broken.ID + ` {"trigger":{"title":"Tell them"}}`)
	if now.Value("does") != broken.Value("does") {
		t.Error("a new title changed what it does")
	}

	made, err := triggers.Create(d.ctx, d.client, triggers.Template(broken))
	d.must(err)
	if made.Value("does") != broken.Value("does") || made.Value("when") != broken.Value("when") || isTrue(made, "active") {
		t.Errorf("the copy is %v", made.Values)
	}
	d.do(triggers, "move-to", []Item{made}, Patch{"position": api.Int(2)})
	if got := names(d.list(triggers, Query{})); got[1] != made.Name || got[2] != insure.Name || len(got) != 5 {
		t.Errorf("the order is %v", got)
	}
	if found := d.list(triggers, Query{Text: "insure"}); len(found) != 1 {
		t.Errorf("found %v", names(found))
	}
	if off := d.list(triggers, Query{Fixed: "active=false"}); len(off) != 2 {
		t.Errorf("inactive: %v", names(off))
	}
	if by := d.list(triggers, Query{Sort: "-title"}); by[0].Name != "Tell them" && by[0].Name != "Tell the warehouse of lost devices" {
		t.Errorf("by title %v", names(by))
	}
	out := d.do(triggers, "delete-many", []Item{made, insure}, nil)
	if len(out.Gone) != 2 || len(d.list(triggers, Query{})) != 3 {
		t.Errorf("%+v", out)
	}
}

// Moving sends the positions of those that change places only, gaps and all,
// and back is back.
func TestTriggerMoveIsTakenBack(t *testing.T) {
	d := newDesk(t, "")
	triggers := TriggersOf("asset")
	before := d.list(triggers, Query{})
	d.must(triggers.Delete(d.ctx, d.client, before[1].ID))
	before = d.list(triggers, Query{})
	plan := d.plan(triggers, "move-down", before[:1], nil)
	if got := plan.Steps[0].String(); !strings.Contains(got, `"position":3`) || !strings.Contains(got, `"position":1`) || strings.Contains(got, before[2].ID) {
		t.Error(got)
	}
	_, err := plan.Send(d.ctx, d.client, nil)
	d.must(err)
	if now := d.list(triggers, Query{}); now[0].ID != before[1].ID {
		t.Errorf("moved: %v", names(now))
	}
	left, err := plan.Back.Left(d.ctx, d.client)
	d.must(err)
	d.unchanged(left)
	_, err = plan.Back.Send(d.ctx, d.client, nil)
	d.must(err)
	if diff := cmp.Diff(names(before), names(d.list(triggers, Query{}))); diff != "" {
		t.Error(diff)
	}
}

// What runs is told in sentences, and what can be said with its values.
func TestTriggersAsSentences(t *testing.T) {
	d := newDesk(t, "")
	triggers := TriggersOf("asset")
	show := func(verb string) string {
		v, _ := triggers.FindVerb(verb)
		lines, err := v.Show(d.ctx, d.client, nil)
		d.must(err)
		return strings.Join(lines, "\n")
	}
	for _, want := range []string{"1. Tell the owner of a broken device\n   When Condition is Broken ⚠ and Owner present\n   → Notify by user email: Owner | ", "3. Tell the warehouse"} {
		if got := show("active"); !strings.Contains(got, want) {
			t.Errorf("what runs lacks %q:\n%s", want, got)
		}
	}
	if got := show("active"); strings.Contains(got, "old") {
		t.Error("an inactive trigger is said to run")
	}
	if got := show("terms"); !strings.Contains(got, "Condition is | is not | present | not present | changed | not changed (Brand new, ") || !strings.Contains(got, "Insured : (True, False)") {
		t.Error(got)
	}
}

// Agents read the triggers, and hear that they may not change them.
func TestTriggersOfAnAgent(t *testing.T) {
	d := newDesk(t, "agent3@sandbox.example")
	triggers := TriggersOf("asset")
	rows := d.list(triggers, Query{})
	if len(rows) != 4 {
		t.Fatal(names(rows))
	}
	if _, err := triggers.Update(d.ctx, d.client, rows[0].ID, Patch{"active": api.Bool(false)}); !Forbidden(err) {
		t.Error(err)
	}
}

// Rules are read as sentences with who uses them; one in use stays.
func TestAccessRulesStory(t *testing.T) {
	d := newDesk(t, "")
	rules := AccessRulesOf("asset")
	rows := d.list(rules, Query{})
	used := d.named(rows, "Broken or lost")
	if got := used.Value("when").Text() + ", " + used.Value("used_by").Text(); got != "Condition is Broken ⚠ or Condition is Lost or stolen, Außendienst: update" {
		t.Error(got)
	}
	if why := rules.WhyNotDelete(used); !strings.Contains(why, "Außendienst: update") {
		t.Errorf("it can be deleted: %q", why)
	}
	loss, err := rules.DeleteImpact(d.ctx, d.client, []Item{used})
	d.must(err)
	if !strings.Contains(loss.Refused, "Außendienst") {
		t.Errorf("%+v", loss)
	}
	made, err := rules.Create(d.ctx, d.client, Patch{"title": String("Many ports"), "all": String("Ports greater than 8\nOwner present")})
	d.must(err)
	d.requests()
	now, err := rules.Update(d.ctx, d.client, made.ID, Patch{"all": String("Ports greater than 9\nOwner present"), "description": Null})
	d.must(err)
	var patches []string
	for _, r := range d.requests() {
		if strings.HasPrefix(r, "PATCH") {
			patches = append(patches, r)
		}
	}
	if len(patches) != 1 || !strings.Contains(patches[0], `{"access_rule":{"description":"","conditions":{"all":[{"field":"custom_object.asset.custom_fields.ports","operator":"greater_than","value":"9"},`) {
		t.Errorf("sent %v", patches)
	}
	if now.Value("when").Text() != "Ports greater than 9 and Owner present" {
		t.Error(now.Value("when"))
	}
	_, err = rules.Create(d.ctx, d.client, Patch{"title": String("Nothing")})
	d.refused(err, "needs a condition")
	d.must(rules.Delete(d.ctx, d.client, made.ID))
}

// Who may do what is a table by role; a change sends what changes, and what the
// service would refuse is said before.
func TestPermissionsStory(t *testing.T) {
	d := newDesk(t, "")
	permissions := PermissionsOf("asset")
	rows := d.list(permissions, Query{})
	d.sent("GET /api/v2/custom_objects/asset/permission_policies")
	schema := d.schema(permissions)
	var format Format
	say := func(it Item) string {
		var out []string
		for _, key := range []string{"role_name", "read", "create", "update", "delete"} {
			f, _ := schema.Field(key)
			out = append(out, format.Text(f, it.Value(key)))
		}
		return strings.Join(out, " | ")
	}
	field := d.named(rows, "Außendienst")
	if got := say(field); got != "Außendienst | all records | no | Broken or lost | no" {
		t.Error(got)
	}
	if got := say(rows[len(rows)-1]); got != "End users | no | no | no | no" {
		t.Error(got)
	}
	d.requests()
	now, err := permissions.Update(d.ctx, d.client, field.ID, Patch{"update": String("none"), "create": String("all")})
	d.must(err)
	d.sent("PATCH /api/v2/custom_objects/asset/permission_policies/" + field.ID + ` {"policy":{"records":{"create":{"allowed":true,"rule_id":null},"update":{"allowed":false,"rule_id":null}}}}`)
	if got := say(now); got != "Außendienst | all records | all records | no | no" {
		t.Error(got)
	}
	_, err = permissions.Update(d.ctx, d.client, field.ID, Patch{"read": String("none")})
	d.refused(err, "create records must be able to read")
	_, err = permissions.Update(d.ctx, d.client, field.ID, Patch{"read": field.Value("update")})
	d.refused(err, "create all records must be able to read all")
	d.requests()
	if why := permissions.WhyNotDelete(field); why == "" {
		t.Error("a policy can be deleted")
	}
}

// Schedules say what they delete and when; a copy deletes nothing yet.
func TestDeletionSchedulesStory(t *testing.T) {
	d := newDesk(t, "")
	schedules := DeletionSchedules()
	of := d.list(schedules, schedulesOf("shipment").Query())
	if len(of) != 1 || of[0].Value("older_than").Text() != "2 years" {
		t.Fatal(of)
	}
	made, err := schedules.Create(d.ctx, d.client, Patch{"title": String("Old assets"), "object": String("zen:custom_object:asset"), "older_than": String("18 months")})
	d.must(err)
	got := d.requests()
	if want := `POST /api/v2/deletion_schedules {"deletion_schedule":{"title":"Old assets","object":"zen:custom_object:asset","active":false,` +
		`"conditions":{"all":[{"field":"duration_since_last_update","operator":"greater_than","value":"P18M"}],"any":[]}}}`; got[len(got)-1] != want {
		t.Errorf("sent %s", got[len(got)-1])
	}
	_, err = schedules.Update(d.ctx, d.client, made.ID, Patch{"older_than": String("soon")})
	d.refused(err, "2 years")
	d.requests()
	d.do(schedules, "activate", []Item{made}, nil)
	if why := schedules.WhyNotDelete(d.named(d.list(schedules, Query{}), "Tickets after three years")); why == "" {
		t.Error("the default can be deleted")
	}
	d.must(schedules.Delete(d.ctx, d.client, made.ID))
}

// Several conditions are lines, which can be changed one by one; what is not
// known of stays as it is.
func TestScheduleConditionsAreEdited(t *testing.T) {
	d := newDesk(t, "")
	schedules := DeletionSchedules()
	made, err := schedules.Create(d.ctx, d.client, Patch{
		"title": String("Old assets"), "object": String("zen:custom_object:asset"), "older_than": String("1 year"),
		"all": String("Created longer ago than 3 years"),
	})
	d.must(err)
	if got := made.Value("when").Text(); got != "Unchanged for longer than 1 year and Created longer ago than 3 years" {
		t.Error(got)
	}
	d.requests()
	made, err = schedules.Update(d.ctx, d.client, made.ID, Patch{"all": String("created longer ago than 30 days"), "any": String("")})
	d.must(err)
	got := d.requests()
	if want := `PUT /api/v2/deletion_schedules/` + made.ID + ` {"deletion_schedule":{"conditions":{"all":[{"field":"duration_since_last_update","operator":"greater_than","value":"P1Y"},` +
		`{"field":"duration_since_creation","operator":"greater_than","value":"P30D"}],"any":[]}}}`; got[len(got)-1] != want {
		t.Errorf("sent %s", got[len(got)-1])
	}
	for _, p := range []Patch{
		{"older_than": String("soon")}, {"all": String("Created longer ago than soon")}, {"all": String("Colour is red")},
		{"all": String(""), "older_than": String("")}, {"all": String("Unchanged for longer than 1 year")},
	} {
		if _, err := schedules.Update(d.ctx, d.client, made.ID, p); err == nil {
			t.Errorf("%v is sent", p)
		}
	}
	old := []api.Condition{{Field: "status", Operator: "is", Value: api.String("closed")}, {Field: "tags_of", Operator: "includes", Value: api.Null}}
	text := scheduleTerms.Conditions(inWords(old))
	back, err := readScheduleLines("all", text+"\nplan_type is_not gold", old)
	if err != nil || len(back) != 3 || back[0] != old[0] || back[1] != old[1] || back[2].Field != "plan_type" || back[2].Value.Text() != "gold" {
		t.Errorf("%q came back as %v, %v", text, back, err)
	}
}

// Conditions that are more than an age are shown, and not lost by an age.
func TestScheduleWithMoreConditions(t *testing.T) {
	var two api.DeletionSchedule
	if err := two.UnmarshalJSON([]byte(`{"id":1,"title":"T","conditions":{"all":[{"field":"duration_since_last_update","operator":"greater_than","value":"P1Y"},{"field":"status","operator":"is","value":"closed"}],"any":[]}}`)); err != nil {
		t.Fatal(err)
	}
	it := scheduleItem(two)
	if got := it.Value("when").Text(); got != "Unchanged for longer than 1 year and status is closed" {
		t.Error(got)
	}
	if it.Value("older_than").Text() != "1 year" || it.Value("all").Text() != "status is closed" {
		t.Errorf("the age is %s, and besides %s", it.Value("older_than"), it.Value("all"))
	}
	for patch, want := range map[string]string{
		"P2Y": `{"all":[{"field":"duration_since_last_update","operator":"greater_than","value":"P2Y"},{"field":"status","operator":"is","value":"closed"}],"any":[]}`,
		"":    `{"all":[{"field":"status","operator":"is","value":"closed"}],"any":[]}`,
	} {
		body, err := scheduleConditions(two.Conditions, Patch{"older_than": String(patch)})
		if err != nil || string(body) != want {
			t.Errorf("%q makes %s, %v", patch, body, err)
		}
	}
}

// A condition and an action are put together from what can be said, shown as
// the request that goes out, and taken back.
func TestRulesAreAddedTo(t *testing.T) {
	d := newDesk(t, "")
	triggers := TriggersOf("asset")
	old := d.list(triggers, Query{})[3]
	out := d.do(triggers, "add-condition", []Item{old}, Patch{"any": String("any"), "line": String("Ports greater than"), "value": String("3")})
	if got := out.Changed[0].Value("any").Text(); got != "Ports greater than 3" {
		t.Error(got)
	}
	plan := d.plan(triggers, "add-action", []Item{old}, Patch{"line": String("Notify by user email: Owner"), "value": String("Hello | Come")})
	sent, err := plan.Send(d.ctx, d.client, nil)
	d.must(err)
	if got := sent.Changed[0].Value("actions").Text(); !strings.HasSuffix(got, "\nNotify by user email: Owner | Hello | Come") {
		t.Error(got)
	}
	left, err := plan.Back.Left(d.ctx, d.client)
	d.must(err)
	d.unchanged(left)
	back, err := plan.Back.Send(d.ctx, d.client, nil)
	d.must(err)
	if back.Changed[0].Value("actions") != old.Value("actions") {
		t.Error(back.Changed[0].Value("actions"))
	}
	_, err = d.tryPlan(triggers, "add-condition", []Item{old}, Patch{"line": String("Ports greater than")})
	d.refused(err, "what comes after Ports greater than?")
	_, err = d.tryPlan(triggers, "add-condition", []Item{old}, Patch{"line": String("Ports present"), "value": String("3")})
	d.refused(err, "nothing comes after")

	rules := AccessRulesOf("asset")
	unused := d.list(rules, Query{})[2]
	d.do(rules, "add-condition", []Item{unused}, Patch{"line": String("Condition is Brand new")})
	now, err := rules.Get(d.ctx, d.client, unused.ID)
	d.must(err)
	if got := now.Value("when").Text(); got != "Insured is True and Ports greater than or equal to 4 and Condition is Brand new" {
		t.Error(got)
	}
}
