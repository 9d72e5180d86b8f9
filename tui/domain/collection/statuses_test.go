package collection

import (
	"slices"
	"testing"

	"zco/api"
)

// A person narrows the statuses, makes one, is refused a taken label, switches
// it, makes it the default and puts the old one back.
func TestStatusStory(t *testing.T) {
	d := newDesk(t, "")
	statuses := Statuses()
	pending := d.list(statuses, Query{Fixed: FixedQuery("category", "pending", "active", "true", "default", "")})
	d.sent("GET /api/v2/custom_statuses?active=true&status_categories=pending")
	if len(pending) == 0 || slices.ContainsFunc(pending, func(it Item) bool { return it.Value("status_category").Text() != "pending" }) {
		t.Fatalf("%v", names(pending))
	}
	_, err := statuses.Create(d.ctx, d.client, Patch{"agent_label": String("Pending"), "status_category": String("pending")})
	if rs := Reasons(err); err == nil || rs[0].Key != "agent_label" {
		t.Fatalf("a taken label: %v", err)
	}
	made, err := statuses.Create(d.ctx, d.client, Patch{"agent_label": String("With the courier"), "status_category": String("pending")})
	d.must(err)
	made, err = statuses.Update(d.ctx, d.client, made.ID, Patch{"description": String("on its way")})
	d.must(err)
	d.requests()

	out := d.do(statuses, "deactivate", []Item{made}, nil)
	made = out.Changed[0]
	if isTrue(made, "active") {
		t.Error("it is still active")
	}
	made = d.do(statuses, "activate", []Item{made}, nil).Changed[0]

	old := d.list(statuses, Query{Fixed: "category=pending&default=true"})[0]
	d.do(statuses, "defaults", nil, Patch{"pending": String(made.ID)})
	active, _ := d.schema(statuses).Field("active")
	now, err := statuses.Get(d.ctx, d.client, made.ID)
	d.must(err)
	if !isTrue(now, "default") || statuses.WhyNotEdit(now, active) == "" || statuses.WhyNotDelete(now) == "" {
		t.Error("it is not the default that stays")
	}
	old, err = statuses.Get(d.ctx, d.client, old.ID)
	d.must(err)
	d.do(statuses, "make-default", []Item{old}, nil)
	made, err = statuses.Get(d.ctx, d.client, made.ID)
	d.must(err)
	if statuses.WhyNotDelete(made) == "" {
		t.Error("an active status can be deleted")
	}
	made = d.do(statuses, "deactivate", []Item{made}, nil).Changed[0]
	if why := statuses.WhyNotDelete(made); why != "" {
		t.Errorf("an inactive status cannot be deleted: %s", why)
	}
	d.must(statuses.Delete(d.ctx, d.client, made.ID))
}

// All categories have their default, sent at once; nothing is sent where
// nothing would change.
func TestDefaultsOfAllCategories(t *testing.T) {
	d := newDesk(t, "")
	statuses := Statuses()
	form, err := defaultsForm(d.ctx, d.client, nil)
	d.must(err)
	if len(form.Fields) != 5 || len(form.Values) != 5 {
		t.Fatalf("%d categories, %d of them with a default", len(form.Fields), len(form.Values))
	}
	_, err = d.tryPlan(statuses, "defaults", nil, nil)
	d.refused(err, "already")
	two := d.list(statuses, Query{Fixed: "category=open&default=false"})[:2]
	_, err = d.tryPlan(statuses, "make-default", two, nil)
	d.refused(err, "only one status", "open")
}

// A label with dynamic content is edited as it was written.
func TestStatusPlaceholdersAreKept(t *testing.T) {
	d := newDesk(t, "")
	found := d.list(Statuses(), Query{Text: "refund"})
	if len(found) == 0 {
		t.Fatal("the status with dynamic content is not found")
	}
	if got := found[0].Value("agent_label"); got != api.String("{{dc.refund_issued}}") {
		t.Errorf("the label is edited as %s, and would be sent so", got)
	}
	if found[0].Name == "{{dc.refund_issued}}" {
		t.Error("the name shows the placeholder instead of its text")
	}
}

func TestStatusesByCategory(t *testing.T) {
	d := newDesk(t, "")
	last := 0
	for _, it := range d.list(Statuses(), Query{}) {
		at := categoryPlace(it.Value("status_category").Text())
		if at < last {
			t.Fatalf("%s stands after a later category", it.Name)
		}
		last = at
	}
}
