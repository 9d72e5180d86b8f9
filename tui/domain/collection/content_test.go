package collection

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"zco/api"
)

// A person makes an item with its first text, adds the other languages at
// once, hears the rules before the service has to say them, and deletes it.
func TestContentStory(t *testing.T) {
	d := newDesk(t, "")
	content := DynamicContent()
	d.schema(content)
	d.sent("GET /api/v2/locales")
	_, err := content.Create(d.ctx, d.client, Patch{"name": String("Parcel lost"), "default_locale_id": String("1")})
	d.refused(err, "text in its default language")
	d.sent()
	made, err := content.Create(d.ctx, d.client, Patch{
		"name": String("Parcel lost"), "default_locale_id": String("1"), "content": String("We lost your parcel.\nSorry."),
	})
	d.must(err)
	d.sent(`POST /api/v2/dynamic_content/items {"item":{"name":"Parcel lost","default_locale_id":1,` +
		`"variants":[{"locale_id":1,"default":true,"content":"We lost your parcel.\nSorry."}]}}`)

	out := d.do(content, "add-missing", []Item{made}, Patch{"locales": api.Strings([]string{"2", "16"})})
	if !out.Stale || !strings.Contains(out.Text, "2 variants") {
		t.Errorf("%+v", out)
	}
	_, err = d.tryPlan(content, "add-missing", []Item{made}, Patch{"locales": api.Strings([]string{"2"})})
	d.refused(err, "one a language")

	variants := VariantsOf(made.ID)
	rows := d.list(variants, Query{})
	if len(rows) != 3 {
		t.Fatalf("%d variants", len(rows))
	}
	d.variantRules(variants, rows)

	if found := d.list(content, Query{Text: "dc.parcel_lost, {{dc.greeting}}"}); len(found) != 2 {
		t.Errorf("found %v", names(found))
	}
	now, err := content.Update(d.ctx, d.client, made.ID, Patch{"name": String("Parcel gone")})
	d.must(err)
	if now.Value("placeholder").Text() != "{{dc.parcel_lost}}" {
		t.Error("the placeholder does not stay")
	}
	loss, _ := content.DeleteImpact(d.ctx, d.client, []Item{now})
	if !strings.Contains(loss.Warning, "{{dc.parcel_lost}}") {
		t.Errorf("%+v", loss)
	}
	d.must(content.Delete(d.ctx, d.client, made.ID))
}

// variantRules holds what is true of variants: one a language, the default
// stays active and stays.
func (d *desk) variantRules(variants *Collection, rows []Item) {
	d.Helper()
	home, spanish, french := rows[0], rows[1], rows[2]
	active, _ := d.schema(variants).Field("active")
	if variants.WhyNotEdit(home, active) == "" || variants.WhyNotDelete(home) == "" || variants.WhyNotDelete(french) != "" {
		d.Error("the rules of the default variant are not told")
	}
	_, err := variants.Create(d.ctx, d.client, Patch{"locale_id": String("2"), "content": String("x")})
	d.refused(err, "one a language")
	_, err = variants.Update(d.ctx, d.client, spanish.ID, Patch{"locale_id": String("16")})
	d.refused(err, "one a language")
	_, err = variants.Update(d.ctx, d.client, home.ID, Patch{"active": api.Bool(false)})
	d.refused(err, "must be active")
	_, err = variants.Update(d.ctx, d.client, home.ID, Patch{"default": api.Bool(false)})
	d.refused(err, "stays the default")
	for _, r := range d.requests() {
		if !strings.HasPrefix(r, "GET ") {
			d.Errorf("the service had to refuse %s", r)
		}
	}

	// The default text is written anew: the others are outdated, and say so.
	_, err = variants.Update(d.ctx, d.client, home.ID, Patch{"content": String("Your parcel is lost.")})
	d.must(err)
	for _, it := range d.list(variants, Query{})[1:] {
		if !isTrue(it, "outdated") || !strings.Contains(it.Value("preview").Text(), "outdated") {
			d.Errorf("%s is not marked as outdated", it.Name)
		}
	}
	d.do(variants, "update-many", []Item{spanish, french}, Patch{"content": String("?")})
	_, err = d.tryPlan(variants, "update-many", rows, Patch{"active": String("false")})
	d.refused(err, "default variant")
	_, err = d.tryPlan(variants, "update-many", rows, nil)
	d.refused(err, "nothing would change")
	d.do(variants, "make-default", []Item{french}, nil)
	d.must(variants.Delete(d.ctx, d.client, spanish.ID))
	d.must(variants.Delete(d.ctx, d.client, home.ID))
}

func TestIdentifiers(t *testing.T) {
	for text, want := range map[string][]string{
		"dc.car_title, greeting":        {"car_title", "greeting"},
		"{{dc.snowboard_problem}}":      {"snowboard_problem"},
		"{{ dc.snowboard_problem }},, ": {"snowboard_problem"},
		"Snowboard Problem":             {"snowboard_problem"},
		"配送の遅れ":                         {"配送の遅れ"},
		"":                              nil,
	} {
		if diff := cmp.Diff(want, identifiers(text)); diff != "" {
			t.Errorf("%q: %s", text, diff)
		}
	}
}
