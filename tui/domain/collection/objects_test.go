package collection

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"zco/api"
)

// A person makes an object, gives it fields, changes and orders them, and is
// told what deleting costs.
func TestObjectStory(t *testing.T) {
	d := newDesk(t, "")
	objects := Objects()
	_, err := objects.Create(d.ctx, d.client, Patch{"key": String("asset"), "title": String("A"), "title_pluralized": String("As")})
	if rs := Reasons(err); err == nil || rs[0].Key != "key" {
		t.Fatalf("a taken key: %v", err)
	}
	d.requests()
	made, err := objects.Create(d.ctx, d.client, Patch{
		"key": String("bicycle"), "title": String("Bicycle"), "title_pluralized": String("Bicycles"), "include_in_list_view": api.Bool(true),
	})
	d.must(err)
	d.sent(`POST /api/v2/custom_objects {"custom_object":{"key":"bicycle","title":"Bicycle","title_pluralized":"Bicycles","include_in_list_view":true}}`)
	if c := objects.Child(made); c.ID != "bicycle" || c.Title != "Bicycles" || c.Definition.ID != "bicycle" {
		t.Errorf("it stands for %+v", c)
	}
	now, err := objects.Update(d.ctx, d.client, made.ID, Patch{"description": String("on two wheels")})
	d.must(err)
	d.sent(`PATCH /api/v2/custom_objects/bicycle {"custom_object":{"description":"on two wheels"}}`)
	loss, err := objects.DeleteImpact(d.ctx, d.client, []Item{now})
	d.must(err)
	if loss.ConfirmText != "bicycle" || !strings.Contains(loss.Warning, "0 records") {
		t.Errorf("%+v", loss)
	}
	d.fieldsOf("bicycle")
	d.must(objects.Delete(d.ctx, d.client, made.ID))

	asset := d.named(d.list(objects, Query{}), "Assets")
	if loss, err = objects.DeleteImpact(d.ctx, d.client, []Item{asset}); err != nil || !strings.Contains(loss.Warning, "200 records") {
		t.Errorf("%+v, %v", loss, err)
	}
}

// fieldsOf makes, changes, orders, switches and deletes fields of a new object.
func (d *desk) fieldsOf(key string) {
	d.Helper()
	fields := FieldsOf(key)
	if fields.SchemaOf != key {
		d.Errorf("a change of its fields leaves the fields of %s known", key)
	}
	var ids []string
	for _, name := range []string{"brand", "size", "colour"} {
		it, err := fields.Create(d.ctx, d.client, Patch{
			"key": String(name), "title": String(name), "type": String("dropdown"), "options": String("Small = s\nLarge"),
		})
		d.must(err)
		ids = append(ids, it.ID)
	}
	it, err := fields.Get(d.ctx, d.client, ids[1])
	d.must(err)
	if got := it.Value("options").Text(); got != "Small = s\nLarge = large" {
		d.Errorf("options %q", got)
	}
	d.requests()
	d.optionsKeepIDs(fields, it)
	d.do(fields, "move-up", []Item{it}, nil)
	if got := names(d.list(fields, Query{})[2:]); !cmp.Equal(got, []string{"size", "brand", "colour"}) {
		d.Errorf("in the order %v", got)
	}
	it = d.do(fields, "deactivate", []Item{it}, nil).Changed[0]
	loss, err := fields.DeleteImpact(d.ctx, d.client, []Item{it})
	d.must(err)
	if loss.ConfirmText != "size" || !strings.Contains(loss.Warning, "Deactivating keeps them") {
		d.Errorf("%+v", loss)
	}
	d.must(fields.Delete(d.ctx, d.client, it.ID))
	name := d.list(fields, Query{})[0]
	if fields.WhyNotDelete(name) == "" {
		d.Error("the name of records can be deleted")
	}
	limits, err := Limits(d.ctx, d.client, key)
	d.must(err)
	if len(limits) != 4 || !strings.Contains(limits[3], "2 fields of "+key+" of 100") || !strings.Contains(limits[1], "%") ||
		!strings.Contains(limits[0], "agent@sandbox.example, admin") {
		d.Errorf("%q", limits)
	}
}

// An option that is renamed or gets another tag is the same option; its id
// goes with it, so that records keep their values.
func (d *desk) optionsKeepIDs(fields *Collection, it Item) {
	d.Helper()
	before, err := fields.Get(d.ctx, d.client, it.ID)
	d.must(err)
	small := before.Value("custom_field_options").Elements()[0].Members()["id"].Text()
	now, err := fields.Update(d.ctx, d.client, it.ID, Patch{"options": String("Large = large\nTiny = s\nHuge = xl")})
	d.must(err)
	for _, o := range now.Value("custom_field_options").Elements() {
		m := o.Members()
		if m["value"].Text() == "s" && (m["id"].Text() != small || m["name"].Text() != "Tiny") {
			d.Errorf("the renamed option is %s, and was %s", o, small)
		}
	}
	if got := now.Value("options").Text(); got != "Large = large\nTiny = s\nHuge = xl" {
		d.Errorf("options %q", got)
	}
	d.requests()
}

func TestParseOptions(t *testing.T) {
	old := []api.FieldOption{{ID: "1", Name: "Red", RawName: "{{dc.red}}", Value: "red"}, {ID: "2", Name: "Blue", RawName: "Blue", Value: "blue"}}
	got, err := parseOptions("Blue = navy\n\n{{dc.red}} = red\nDeep Green\na = b = c", old)
	if err != nil {
		t.Fatal(err)
	}
	want := []api.FieldOption{
		{ID: "2", Name: "Blue", RawName: "Blue", Value: "navy"}, {ID: "1", Name: "{{dc.red}}", RawName: "{{dc.red}}", Value: "red"},
		{Name: "Deep Green", Value: "deep_green"}, {Name: "a = b", Value: "c"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	for text, words := range map[string]string{"= x": "Title = tag", "A = a\nB = a": "two options"} {
		if _, err := parseOptions(text, nil); err == nil || !strings.Contains(err.Error(), words) {
			t.Errorf("%q: %v", text, err)
		}
	}
}

// Properties are sent whole, so that what was not changed stays.
func TestFieldProperties(t *testing.T) {
	now := map[string]Value{"is_unique": api.Bool(false), "new_property": `{"a":[1]}`}
	got := properties(now, Patch{"properties.is_unique": api.Bool(true), "properties.autoincrement_prefix": Null, "title": String("x")})
	if diff := cmp.Diff(map[string]Value{"is_unique": "true", "new_property": `{"a":[1]}`}, got.Members()); diff != "" {
		t.Error(diff)
	}
	if v := properties(now, Patch{"title": String("x")}); !v.IsAbsent() {
		t.Errorf("sent %s though nothing changed", v)
	}
	if v := properties(nil, Patch{"properties.allowed_currencies": String("eur")}); v != `{"allowed_currencies":["EUR"]}` {
		t.Error(v)
	}
}

// What does not go with the type of a field is not offered for a change.
func TestFieldFrozen(t *testing.T) {
	d := newDesk(t, "")
	fields := FieldsOf("asset")
	s := d.schema(fields)
	for _, it := range d.list(fields, Query{}) {
		options, _ := s.Field("options")
		kind := it.Value("type").Text()
		if can := fields.WhyNotEdit(it, options) == ""; can != (kind == "dropdown" || kind == "multiselect") {
			t.Errorf("a %s field: options can be changed %v", kind, can)
		}
	}
}

// A person deletes a record by what another system calls it.
func TestDeleteByExternalID(t *testing.T) {
	d := newDesk(t, "")
	assets := Records(apiObject("asset"))
	it := d.list(assets, Query{})[0]
	it, err := assets.Update(d.ctx, d.client, it.ID, Patch{"external_id": String("erp/ 1&2")})
	d.must(err)
	plan := d.plan(assets, "delete-by-external-id", []Item{it}, nil)
	if !strings.Contains(plan.Title, it.Name) {
		t.Errorf("the review does not name the record: %s", plan.Title)
	}
	d.requests()
	_, err = plan.Send(d.ctx, d.client, func(int, int) {})
	d.must(err)
	d.sent("DELETE /api/v2/custom_objects/asset/records?external_id=erp/ 1&2")
	_, err = d.tryPlan(assets, "delete-by-external-id", nil, Patch{"external_id": String("nothing")})
	d.refused(err, "no record")
}

// Who may not, is told so by the service; the error says which it is.
func TestForbiddenFamilies(t *testing.T) {
	d := newDesk(t, "agent3@sandbox.example")
	_, err := DynamicContent().List(d.ctx, d.client, Query{})
	if !Forbidden(err) {
		t.Errorf("an agent lists dynamic content: %v", err)
	}
	_, err = Objects().Create(d.ctx, d.client, Patch{"key": String("x"), "title": String("x"), "title_pluralized": String("x")})
	if !Forbidden(err) {
		t.Errorf("an agent makes an object: %v", err)
	}
}
