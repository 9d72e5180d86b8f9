package collection

import (
	"context"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"zco/api"
	"zco/api/sandbox"
	"zco/tui/domain/field"
)

// desk is an account in the sandbox and somebody signed in to it.
type desk struct {
	*testing.T
	server *sandbox.Server
	client *api.Client
	ctx    context.Context
}

func newDesk(t *testing.T, who string) *desk {
	t.Helper()
	server := sandbox.New(sandbox.Options{Records: 200})
	if who == "" {
		who = "agent@sandbox.example"
	}
	c, err := api.New("http://127.0.0.1:1", api.WithTransport(server.Transport()),
		api.WithCredentials(api.TokenCredentials(who, "sandbox-token")),
		api.WithClock(time.Now, func(ctx context.Context, _ time.Duration) error { return ctx.Err() }))
	if err != nil {
		t.Fatal(err)
	}
	return &desk{t, server, c, t.Context()}
}

// requests are those since the last look, decoded: method, path, query, body.
func (d *desk) requests() []string {
	d.Helper()
	var out []string
	for _, e := range d.server.Journal() {
		path, err := url.QueryUnescape(e.Path)
		if err != nil {
			d.Fatal(err)
		}
		out = append(out, strings.TrimSpace(e.Method+" "+path+" "+strings.TrimSpace(string(e.Body))))
	}
	d.server.ResetJournal()
	return out
}

// sent fails unless just these requests were made since the last look.
func (d *desk) sent(want ...string) {
	d.Helper()
	if diff := cmp.Diff(want, d.requests()); diff != "" {
		d.Errorf("requests (-want +got):\n%s", diff)
	}
}

func (d *desk) must(err error) {
	d.Helper()
	if err != nil {
		d.Fatal(err)
	}
}

// list lists a collection to its end.
func (d *desk) list(col *Collection, q Query) []Item {
	d.Helper()
	var out []Item
	for {
		p, err := col.List(d.ctx, d.client, q)
		d.must(err)
		out = append(out, p.Items...)
		if !p.HasMore {
			return out
		}
		q.After = p.After
	}
}

func (d *desk) schema(col *Collection) *Schema {
	d.Helper()
	s, err := col.Schema(d.ctx, d.client)
	d.must(err)
	return s
}

// named is the row of a list with a name.
func (d *desk) named(items []Item, name string) Item {
	d.Helper()
	for _, it := range items {
		if it.Name == name {
			return it
		}
	}
	d.Fatalf("no row is called %q", name)
	return Item{}
}

func names(items []Item) []string {
	out := make([]string, len(items))
	for i, it := range items {
		out[i] = it.Name
	}
	return out
}

// do runs a verb as a person does: what it asks, what it says it will send,
// and then sends. The requests it sent must be those it showed.
func (d *desk) do(col *Collection, verb string, items []Item, answers Patch) Outcome {
	d.Helper()
	plan := d.plan(col, verb, items, answers)
	d.requests()
	var told int
	out, err := plan.Send(d.ctx, d.client, func(done, total int) { told++ })
	d.must(err)
	var shown []string
	for _, s := range plan.Steps {
		shown = append(shown, s.String())
	}
	got := d.requests()
	for len(got) > 0 && strings.HasPrefix(got[len(got)-1], "GET /api/v2/job_statuses/") {
		got = got[:len(got)-1]
		if told == 0 {
			d.Error("the job's progress was not told")
		}
	}
	if diff := cmp.Diff(shown, got); diff != "" {
		d.Errorf("%s: requests (-shown +sent):\n%s", verb, diff)
	}
	return out
}

func (d *desk) plan(col *Collection, verb string, items []Item, answers Patch) Plan {
	d.Helper()
	plan, err := d.tryPlan(col, verb, items, answers)
	d.must(err)
	return plan
}

func (d *desk) tryPlan(col *Collection, verb string, items []Item, answers Patch) (Plan, error) {
	d.Helper()
	v, ok := col.FindVerb(verb)
	if !ok {
		d.Fatalf("%s has no verb %s", col.ID, verb)
	}
	if v.Allowed != nil && len(items) > 0 {
		if why := v.Allowed(items[0]); why != "" {
			d.Fatalf("%s is not allowed: %s", verb, why)
		}
	}
	values := Patch{}
	if v.Form != nil {
		form, err := v.Form(d.ctx, d.client, items)
		d.must(err)
		for k, x := range form.Values {
			values[k] = x
		}
	}
	for k, x := range answers {
		values[k] = x
	}
	return v.Plan(d.ctx, d.client, items, values)
}

// refused fails unless an error is a refusal before sending that speaks of
// all the words.
func (d *desk) refused(err error, words ...string) {
	d.Helper()
	if err == nil {
		d.Fatal("it was not refused")
	}
	for _, w := range words {
		if !strings.Contains(err.Error(), w) {
			d.Errorf("%q does not speak of %q", err, w)
		}
	}
}

func apiObject(key string) api.Object { return api.Object{Key: key, Title: key} }

// An object whose key is the name of a family is reached beside it.
func TestObjectsNamedAsFamilies(t *testing.T) {
	for key, want := range map[string]string{"roles": "object:roles", "car": "car", "objects": "object:objects"} {
		col := Records(apiObject(key))
		if col.ID != want || ObjectKey(col.ID) != key {
			t.Errorf("%s is %s, and back %s", key, col.ID, ObjectKey(col.ID))
		}
		if got := TargetCollection("zen:custom_object:" + key); got != want {
			t.Errorf("a lookup of %s leads to %s", key, got)
		}
	}
	for _, c := range Families() {
		if RecordsID(c.ID) == c.ID {
			t.Errorf("the records of an object %s would hide the family", c.ID)
		}
	}
}

// What is listed first of an account that forbids custom objects is the rest
// of it.
func TestFamiliesWithoutCustomObjects(t *testing.T) {
	d := newDesk(t, "")
	cols, err := Collections(d.ctx, d.client)
	d.must(err)
	if len(cols) < 7+7 || cols[0].Group != GroupObjects || cols[len(cols)-1].ID != "deletion-schedules" {
		t.Errorf("%d collections, the last %s", len(cols), cols[len(cols)-1].ID)
	}
	d.sent("GET /api/v2/custom_objects")
}

// Every field of every family has a title and a type that can be shown, no key
// twice; what must be given can be given.
func TestSchemasAreWhole(t *testing.T) {
	d := newDesk(t, "")
	item := d.list(DynamicContent(), Query{})[0]
	for _, col := range append(Families(), FieldsOf("asset"), VariantsOf(item.ID), CardOf("zen:user")) {
		seen := map[string]bool{}
		for _, f := range d.schema(col).Fields {
			if seen[f.Key] || f.Title == "" || f.Type == nil {
				t.Errorf("%s: field %+v", col.ID, f)
			}
			seen[f.Key] = true
			if f.Required && f.Locked != "" && !f.Create {
				t.Errorf("%s: %s must be given and cannot", col.ID, f.Key)
			}
			if f.Type == field.Dropdown && len(f.Options) == 0 {
				t.Errorf("%s: %s has nothing to choose from", col.ID, f.Key)
			}
		}
		for _, it := range d.list(col, Query{}) {
			if it.ID == "" || it.Name == "" || it.Version == "" && col.Family != "essentials-cards" {
				t.Errorf("%s: a row without id, name or version: %+v", col.ID, it)
			}
		}
		verbs := map[string]bool{}
		for _, v := range col.Verbs {
			if verbs[v.ID] || v.Title == "" || v.Plan == nil && v.Show == nil && v.Visit == nil || v.Reads != (v.Plan == nil) {
				t.Errorf("%s: verb %s does nothing, or stands twice, or says wrongly whether it reads", col.ID, v.ID)
			}
			verbs[v.ID] = true
		}
	}
}
