package collection

import (
	"errors"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"zco/api"
)

// What a verb did is taken back by the plan that came with it: afterwards the
// rows are what they were.
func TestVerbsAreTakenBack(t *testing.T) {
	d := newDesk(t, "")
	statuses := d.list(Statuses(), Query{Fixed: "category=open&default=false&active=true"})
	fields := d.list(FieldsOf("asset"), Query{})
	card := CardOf("zen:user")
	rows := d.list(card, Query{})
	theirs := d.list(Memberships(), Query{Fixed: "user=10003"})
	item := d.named(d.list(DynamicContent(), Query{}), "Greeting")
	variants := d.list(VariantsOf(item.ID), Query{})
	for _, c := range []struct {
		col     *Collection
		verb    string
		items   []Item
		answers Patch
		keys    []string
	}{
		{Statuses(), "make-default", statuses[:1], nil, []string{"default"}},
		{Statuses(), "defaults", nil, Patch{"open": String(statuses[0].ID)}, []string{"default"}},
		{FieldsOf("asset"), "move-down", fields[3:4], nil, []string{"position"}},
		{card, "move-to", rows[2:3], Patch{"position": api.Int(1)}, []string{"zrn"}},
		{card, "remove", rows[1:3], nil, []string{"zrn"}},
		{Memberships(), "make-default", theirs[1:2], nil, []string{"default"}},
		{Memberships(), "remove", theirs[1:], nil, []string{"user_id", "group_id"}},
		{VariantsOf(item.ID), "update-many", variants[1:3], Patch{"content": String("?")}, []string{"content", "active"}},
	} {
		before := d.values(c.col, c.keys)
		plan := d.plan(c.col, c.verb, c.items, c.answers)
		if plan.Back == nil {
			t.Errorf("%s %s cannot be taken back", c.col.ID, c.verb)
			continue
		}
		if _, err := plan.Send(d.ctx, d.client, func(int, int) {}); err != nil {
			t.Fatal(err)
		}
		if cmp.Equal(before, d.values(c.col, c.keys)) {
			t.Errorf("%s %s did nothing", c.col.ID, c.verb)
		}
		back, err := plan.Back.Left(d.ctx, d.client)
		d.must(err)
		d.unchanged(back)
		if _, err := back.Send(d.ctx, d.client, func(int, int) {}); err != nil {
			t.Fatal(err)
		}
		if back.Again != nil {
			if _, err := back.Again(d.ctx, d.client); !errors.Is(err, errSince) {
				t.Errorf("%s %s: what is not any more as it was left would be taken back: %v", c.col.ID, c.verb, err)
			}
		} else if c.verb != "remove" || c.col.ID != Memberships().ID { // which the service itself refuses twice
			t.Errorf("%s %s is taken back unseen", c.col.ID, c.verb)
		}
		if diff := cmp.Diff(before, d.values(c.col, c.keys)); diff != "" {
			t.Errorf("%s %s was not taken back:\n%s", c.col.ID, c.verb, diff)
		}
	}
}

// unchanged fails where a plan is not for what is there.
func (d *desk) unchanged(back Plan) {
	d.Helper()
	if back.Again == nil {
		return
	}
	again, err := back.Again(d.ctx, d.client)
	if err != nil || !again.Same(back) {
		d.Errorf("%s: %v", back.Title, err)
	}
}

// values are some fields of all rows, in their order where the order is what
// counts.
func (d *desk) values(col *Collection, keys []string) []string {
	d.Helper()
	var out []string
	for _, it := range d.list(col, Query{}) {
		line := ""
		for _, k := range keys {
			line += it.Value(k).Text() + " "
		}
		if !slices.Contains(keys, "user_id") { // whose rows are made anew, with new ids
			line += it.ID
		}
		out = append(out, line)
	}
	if slices.Contains(keys, "user_id") {
		slices.Sort(out)
	}
	return out
}

// A card that was chosen is chosen again after a reset is taken back.
func TestResetIsTakenBack(t *testing.T) {
	d := newDesk(t, "")
	card := CardOf("zen:user")
	rows := d.list(card, Query{})
	d.must(card.Delete(d.ctx, d.client, rows[0].ID))
	before := names(d.list(card, Query{}))
	plan := d.plan(card, "reset", nil, nil)
	_, err := plan.Send(d.ctx, d.client, nil)
	d.must(err)
	_, err = plan.Back.Send(d.ctx, d.client, nil)
	d.must(err)
	if diff := cmp.Diff(before, names(d.list(card, Query{}))); diff != "" {
		t.Error(diff)
	}
}
