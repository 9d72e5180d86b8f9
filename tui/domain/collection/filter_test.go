package collection_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"zco/api"
	"zco/api/sandbox"
	"zco/tui/domain/collection"
	"zco/tui/domain/field"
)

// desk is the demo's objects over the sandbox.
type desk struct {
	*api.Client
	objects []*collection.Collection
	schemas map[string]*collection.Schema
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	server := sandbox.New(sandbox.Options{Records: 400, RateLimit: -1})
	client, err := api.New("http://127.0.0.1:1", api.WithTransport(server.Transport()),
		api.WithCredentials(api.TokenCredentials("agent@sandbox.example", "sandbox-token")))
	if err != nil {
		t.Fatal(err)
	}
	all, err := collection.Collections(context.Background(), client)
	if err != nil {
		t.Fatal(err)
	}
	d := &desk{client, nil, map[string]*collection.Schema{}}
	for _, col := range all {
		if !col.Filterable || col.ID == "payroll" || col.ID == "inspection" {
			continue // closed, and empty
		}
		s, err := col.Schema(context.Background(), client)
		if err != nil {
			t.Fatal(err)
		}
		d.objects, d.schemas[col.ID] = append(d.objects, col), s
	}
	return d
}

// count is how many rows a filter finds.
func (d *desk) count(t *testing.T, col *collection.Collection, f collection.Filter) int {
	t.Helper()
	if err := collection.CheckFilter(d.schemas[col.ID], f); err != nil {
		t.Fatalf("%s: %v", collection.WriteFilter(f), err)
	}
	page, err := col.List(context.Background(), d.Client, collection.Query{Filter: collection.WriteFilter(f), Size: 1})
	if err != nil {
		t.Fatalf("%s: %v", collection.WriteFilter(f), err)
	}
	return page.Total
}

// Every relation that is offered for a field is one that the service takes,
// and those that are each other's opposite share the rows between them.
func TestEveryRelationOfEveryField(t *testing.T) {
	d := newDesk(t)
	opposite := map[string]string{"is": "is not", "contains": "does not contain", "is one of": "is none of", "has a value": "has no value"}
	tried := map[*field.Type]bool{}
	for _, col := range d.objects {
		s := d.schemas[col.ID]
		page, err := col.List(context.Background(), d.Client, collection.Query{Size: 100})
		if err != nil {
			t.Fatal(err)
		}
		all, err := col.Count(context.Background(), d.Client)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range s.FilterFields() {
			v := sample(f, page.Items)
			if v.IsEmpty() || f.Type == field.JSON {
				continue
			}
			tried[f.Type] = true
			found := map[string]int{}
			for _, r := range collection.Relations(f) {
				where := collection.Where(f, r.Op, operand(r, v))
				if r.Operand == collection.Many {
					where = f.Where(r.Op, operand(r, v), time.UTC)
				}
				found[r.Words] = d.count(t, col, where)
			}
			for a, b := range opposite {
				n, ok := found[a]
				if m, both := found[b]; ok && both && n+m != all.Value {
					t.Errorf("%s %s: %s finds %d and %s %d of %d rows", col.ID, f.Title, a, n, b, m, all.Value)
				}
				if ok && n == 0 {
					t.Errorf("%s %s %s %s finds nothing, and yet a row holds it", col.ID, f.Title, a, v)
				}
			}
		}
	}
	for _, want := range []*field.Type{field.Text, field.TextArea, field.Regexp, field.Checkbox, field.Integer,
		field.Decimal, field.Currency, field.Date, field.DateTime, field.Dropdown, field.Multiselect, field.Lookup, field.Parent} {
		if !tried[want] {
			t.Errorf("no field of type %s was tried", want)
		}
	}
}

// sample is a value that some row holds, as a condition compares with it.
func sample(f collection.Field, items []collection.Item) collection.Value {
	for _, it := range items {
		v := it.Value(f.Key)
		if v.IsEmpty() {
			continue
		}
		if v.IsArray() {
			if e := v.Elements(); len(e) > 0 {
				return e[0]
			}
			continue
		}
		return v
	}
	return collection.Absent
}

func operand(r collection.Relation, v collection.Value) collection.Value {
	switch r.Operand {
	case collection.Nothing:
		return r.Fixed
	case collection.Many:
		return collection.Value("[" + string(v) + "]")
	}
	return v
}

// The filter of a cell finds the row of the cell, its opposite all others.
func TestCellFilters(t *testing.T) {
	d := newDesk(t)
	zone := time.FixedZone("east", 5*3600+1800)
	rapid.Check(t, func(rt *rapid.T) {
		col := rapid.SampledFrom(d.objects).Draw(rt, "object")
		page, err := col.List(context.Background(), d.Client, collection.Query{Size: 100})
		if err != nil {
			rt.Fatal(err)
		}
		it := rapid.SampledFrom(page.Items).Draw(rt, "row")
		f := rapid.SampledFrom(d.schemas[col.ID].FilterFields()).Draw(rt, "field")
		if f.Type == field.JSON {
			return
		}
		v := it.Value(f.Key)
		is, err1 := f.Cell(v, false, zone)
		not, err2 := f.Cell(v, true, zone)
		if err1 != nil || err2 != nil {
			rt.Fatal(err1, err2)
		}
		if id := it.Value("external_id"); !id.IsEmpty() {
			same := collection.Where(collection.Field{Key: "external_id"}, api.Equal, id)
			if n := d.count(t, col, collection.Group(collection.AllOf, is, same)); n != 1 {
				rt.Errorf("%s does not find its own row", collection.WriteFilter(is))
			}
			if n := d.count(t, col, collection.Group(collection.AllOf, not, same)); n != 0 {
				rt.Errorf("%s finds the row that it leaves out", collection.WriteFilter(not))
			}
		}
		all, err := col.Count(context.Background(), d.Client)
		if err != nil {
			rt.Fatal(err)
		}
		if n, m := d.count(t, col, is), d.count(t, col, not); n+m != all.Value || n == 0 {
			rt.Errorf("%s finds %d, %s %d of %d", collection.WriteFilter(is), n, collection.WriteFilter(not), m, all.Value)
		}
	})
}

// What is compared with a day means the whole day, in the person's zone.
func TestDayConditions(t *testing.T) {
	created := collection.Field{Key: "created_at", Title: "Created", Type: field.DateTime}
	zone := time.FixedZone("west", -3*3600)
	for op, want := range map[collection.Operator]string{
		api.Equal:    `{"$and":[{"created_at":{"$gte":"2026-03-01T03:00:00Z"}},{"created_at":{"$lt":"2026-03-02T03:00:00Z"}}]}`,
		api.NotEqual: `{"$or":[{"created_at":{"$lt":"2026-03-01T03:00:00Z"}},{"created_at":{"$gte":"2026-03-02T03:00:00Z"}}]}`,
		api.Greater:  `{"created_at":{"$gte":"2026-03-02T03:00:00Z"}}`,
		api.AtLeast:  `{"created_at":{"$gte":"2026-03-01T03:00:00Z"}}`,
		api.Less:     `{"created_at":{"$lt":"2026-03-01T03:00:00Z"}}`,
		api.AtMost:   `{"created_at":{"$lt":"2026-03-02T03:00:00Z"}}`,
	} {
		if got := collection.WriteFilter(created.Where(op, `"2026-03-01"`, zone)); got != want {
			t.Errorf("%s: %s, want %s", op, got, want)
		}
	}
}

func TestFilterParts(t *testing.T) {
	d := newDesk(t)
	i := slices.IndexFunc(d.objects, func(c *collection.Collection) bool { return c.ID == "asset" })
	s := d.schemas[d.objects[i].ID]
	fm := collection.Format{Yes: "yes", No: "no"}
	ports, _ := s.FilterField("custom_object_fields.ports")
	by, _ := s.FilterField("created_by_user")
	text := ""
	for _, c := range []collection.Filter{
		collection.Where(ports, api.AtLeast, collection.Value("4")), collection.Where(by, api.Exists, api.Bool(false)),
		collection.Where(ports, api.AtLeast, collection.Value("4")), // asked for already
		collection.Group(collection.AnyOf, collection.Where(ports, api.In, collection.Value("[1,2]")), collection.Where(ports, api.Less, collection.Value("9"))),
	} {
		text = collection.FilterAlso(text, c)
	}
	words := func() (out []string) {
		for _, p := range collection.FilterParts(text) {
			out = append(out, s.FilterText(fm, p))
		}
		return out
	}
	want := []string{"Ports ≥ 4", "Created by has no value", "Ports is one of 1, 2 or Ports < 9"}
	if diff := cmp.Diff(want, words()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	text = collection.FilterWithout(text, 1)
	if diff := cmp.Diff([]string{want[0], want[2]}, words()); diff != "" {
		t.Errorf("without one (-want +got):\n%s", diff)
	}
	text = collection.FilterWithout(collection.FilterWithout(text, 0), 0)
	if text != "" {
		t.Errorf("nothing is left, and yet the filter is %s", text)
	}
}

func TestAddresses(t *testing.T) {
	const id = "01HQP8RM83JFAWAB958EV16F14"
	for text, want := range map[string]collection.Address{
		"car":                   {Collection: "car"},
		"car/" + id:             {Collection: "car", ID: id},
		"car/external_id:A 1/2": {Collection: "car", ExternalID: "A 1/2"},
		"object:roles/" + id:    {Collection: "object:roles", ID: id},
		"fields:vendor":         {Collection: "fields:vendor"},
		"standard::asset/01X":   {Collection: "standard::asset", ID: "01X"},
		"roles/42":              {Collection: "roles", ID: "42"},
		"id:" + id:              {ID: id},
		"external_id:A1":        {ExternalID: "A1"},
		"https://Acme.zendesk.com/agent/custom-objects/car/records/" + id + "?x=1#y":   {Collection: "car", ID: id, Host: "acme.zendesk.com"},
		"acme.zendesk.com/agent/custom-objects/car":                                    {Collection: "car", Host: "acme.zendesk.com"},
		"https://acme.zendesk.com/api/v2/custom_objects/roles/records/" + id + ".json": {Collection: "object:roles", ID: id, Host: "acme.zendesk.com"},
		"https://proxy.example/zd/api/v2/custom_objects/a%20b/records":                 {Collection: "a b", Host: "proxy.example"},
	} {
		got, err := collection.ParseAddress(text)
		if err != nil || got != want {
			t.Errorf("%s is %+v (%v), want %+v", text, got, err, want)
		}
	}
	for _, text := range []string{"", "/", "object:", "car/a/b", "https://acme.zendesk.com/agent/tickets/3", "id:", "external_id:"} {
		if got, err := collection.ParseAddress(text); err == nil {
			t.Errorf("%q is taken for %+v", text, got)
		}
	}
}

// What is typed to be searched for is not taken for an address.
func TestNamed(t *testing.T) {
	for text, named := range map[string]bool{
		"Nokia": false, "car/3": false, "id": false, "01HQ": false, "SN-00000001": false, "a b://": true,
		"id:3": true, "external_id:x": true, "01HQP8RM83JFAWAB958EV16F14": true, strings.Repeat("0", 26): true,
		"https://acme.zendesk.com/agent/custom-objects/car": true,
	} {
		if _, got, _ := collection.Named(text); got != named {
			t.Errorf("%q: named %v, want %v", text, got, named)
		}
	}
}
