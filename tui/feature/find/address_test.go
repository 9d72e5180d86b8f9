package find

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"zco/api"
	"zco/api/sandbox"
	"zco/tui/action"
	"zco/tui/domain/collection"
	"zco/tui/pane"
	"zco/tui/pane/panetest"
	"zco/tui/work"
)

func TestJump(t *testing.T) {
	s := twoViews()
	s.records = []pane.Recent{
		{Ref: collection.Ref{Collection: "car", ID: "7"}, Name: "Herbie"}, {Ref: collection.Ref{Collection: "car", ID: "8"}},
		{Ref: collection.Ref{Collection: "gone", ID: "9"}, Name: "Gone"},
	}
	r := begin(t, nil, s)
	r.shell.Counts = map[string]int{"car": 12_301}
	r.run(action.Jump)
	got := r.screen()
	for _, want := range []string{"Cars", "12,301", "Roles", "Beetles", "view of Cars", "Herbie", "8"} {
		if !strings.Contains(got, want) {
			t.Errorf("there is no way to %s:\n%s", want, got)
		}
	}
	if strings.Contains(got, "Gone") {
		t.Errorf("a record whose object is gone is offered:\n%s", got)
	}
	panetest.Type(r.dialog(), "roles")
	r.press("enter")
	if p := r.visited(); p.Collection != "roles" {
		t.Errorf("enter goes to %v", p)
	}
	r.run(action.Jump)
	panetest.Type(r.dialog(), "herbie")
	r.press("enter")
	want := pane.GoTo{Address: collection.Address{Collection: "car", ID: "7"}}
	if g, _ := panetest.Last[pane.GoTo](r.shell); g != want {
		t.Errorf("enter goes to %v", g)
	}
	r.on(fieldOf("year"), collection.Null) // in the record 7 itself
	r.shell.InFocus = pane.Record
	r.run(action.Jump)
	if got := r.screen(); strings.Contains(got, "Herbie") {
		t.Errorf("the record one is in is offered:\n%s", got)
	}
	r.shell.InFocus = pane.Records
	r.run(action.Jump)
	if got := r.screen(); !strings.Contains(got, "Herbie") {
		t.Errorf("the record under the cursor of the table is not offered:\n%s", got)
	}
}

func TestAnAddressPastedInTheJumpList(t *testing.T) {
	r := begin(t, nil, nil)
	r.run(action.Jump)
	d := r.dialog()
	d.Paste("https://acme.zendesk.com/agent/custom-objects/car/records/7")
	closed, _ := panetest.Last[pane.Close](r.shell)
	g, _ := panetest.Last[pane.GoTo](r.shell)
	if closed.Dialog != d || g.Address.Collection != "car" || g.Address.ID != "7" {
		t.Errorf("it closes %v and goes to %v", closed.Dialog, g)
	}
	asked := len(r.shell.Asked)
	if d.Paste("rol"); len(r.shell.Asked) != asked || !strings.Contains(r.screen(), "Roles") || strings.Contains(r.screen(), "Cars") {
		t.Errorf("a word that is pasted does not find:\n%s", r.screen())
	}
}

func TestGoTo(t *testing.T) {
	r := begin(t, nil, nil)
	r.shell.InFocus = pane.Search
	r.ask(pane.GoTo{Address: collection.Address{Collection: "roles"}})
	if f, ok := panetest.Last[pane.Focus](r.shell); !ok || f.Pane != pane.Records || r.visited().Collection != "roles" {
		t.Errorf("the focus goes to %v, the table to %v", f, r.visited())
	}
	r.ask(pane.GoTo{Address: collection.Address{Collection: "boat", ID: "1"}})
	if r.shell.Said() != "there is no object boat in this account" {
		t.Errorf("of an unknown object is said %q", r.shell.Said())
	}
	r.ask(pane.GoTo{Address: collection.Address{Host: "other.zendesk.com", Collection: "roles"}})
	if !strings.Contains(r.shell.Said(), "another account") || len(panetest.All[pane.Visit](r.shell)) != 1 {
		t.Errorf("of another account is said %q", r.shell.Said())
	}
	r.ask(pane.GoTo{Address: collection.Address{Host: "acme.zendesk.com", Collection: "roles"}})
	if len(panetest.All[pane.Visit](r.shell)) != 2 {
		t.Error("an address of this account is not gone to")
	}
}

// A row that an address names is read and opened, in the table of its object.
func TestLocate(t *testing.T) {
	client, list := sandboxed(t)
	r := begin(t, client, nil)
	r.shell.Has = list
	r.ask(pane.GoTo{Address: collection.Address{Collection: "asset", ExternalID: "AST-00000003"}})
	o, ok := panetest.Last[pane.OpenRecord](r.shell)
	if !ok || !o.Known || o.Item.Value("external_id").Text() != "AST-00000003" || r.visited().Collection != "asset" {
		t.Fatalf("opened is %+v", o)
	}
	if r.shell.Said() != "" {
		t.Errorf("%q stays on the screen", r.shell.Said())
	}
	r.shell.InFront = &panetest.Table{Of: r.shell.Collection("asset"), Shows: collection.Place{Collection: "asset", Text: "x"}}
	r.ask(pane.GoTo{Address: collection.Address{ID: o.Ref.ID}}) // of the object in the table, which stays as it is
	if opened := panetest.All[pane.OpenRecord](r.shell); len(opened) != 2 || len(panetest.All[pane.Visit](r.shell)) != 1 {
		t.Errorf("opened are %d, visited %d", len(opened), len(panetest.All[pane.Visit](r.shell)))
	}
	r.ask(pane.GoTo{Address: collection.Address{ID: "01GONE0000000000000000000A"}})
	if r.shell.Said() != "none of Assets has the ID 01GONE0000000000000000000A" {
		t.Errorf("of an ID that is not there is said %q", r.shell.Said())
	}
	r.ask(pane.GoTo{Address: collection.Address{ExternalID: "nobody"}})
	if r.shell.Said() != "none of Assets has the external ID nobody" {
		t.Errorf("of a row that is not there is said %q", r.shell.Said())
	}
}

// The answer about an address that was left for another opens nothing.
func TestOnlyTheLastAddressIsOpened(t *testing.T) {
	client, list := sandboxed(t)
	r := begin(t, client, nil)
	r.shell.Has = list
	locate := func(id string) func() {
		cmd, _ := panetest.Do(r.handlers, pane.GoTo{Address: collection.Address{Collection: "asset", ExternalID: id}})
		if r.shell.Said() != "looking for the external ID "+id+"…" {
			t.Errorf("meanwhile it says %q", r.shell.Said())
		}
		return func() { panetest.Settle(cmd) }
	}
	first, second := locate("AST-00000003"), locate("AST-00000004")
	second()
	first()
	if opened := panetest.All[pane.OpenRecord](r.shell); len(opened) != 1 || opened[0].Item.Value("external_id").Text() != "AST-00000004" {
		t.Errorf("opened are %v", opened)
	}
}

func TestFollow(t *testing.T) {
	r := begin(t, nil, nil)
	r.ask(pane.Follow{Target: "zen:custom_object:garage", ID: "3"})
	if o, _ := panetest.Last[pane.OpenRecord](r.shell); o.Ref != (collection.Ref{Collection: "garage", ID: "3"}) || !o.Follow {
		t.Errorf("opened is %+v", o)
	}
	r.ask(pane.Follow{Target: "zen:user", ID: "5"})
	if o, _ := panetest.Last[pane.OpenRecord](r.shell); o.Ref != (collection.Ref{Collection: "zen:user", ID: "5"}) || !o.Follow || o.Known {
		t.Errorf("opened is %+v", o)
	}
	r.ask(pane.Follow{Target: "zen:user"})
	if r.shell.Said() != "the relation points to nothing" {
		t.Errorf("said is %q", r.shell.Said())
	}
	r.ask(pane.Follow{Target: "zen:planet", ID: "5"})
	if r.shell.Said() != "there is no page for planet 5" {
		t.Errorf("said is %q", r.shell.Said())
	}
}

// Following is offered where it leads somewhere.
func TestFollowTheCell(t *testing.T) {
	r := begin(t, nil, nil)
	if why := r.run(action.Follow); why != noRow {
		t.Errorf("without a row it is disabled for %q", why)
	}
	r.on(fieldOf("year"), api.Int(1999))
	if why := r.run(action.Follow); why != "Year is not a relation" {
		t.Errorf("on a number it is disabled for %q", why)
	}
	r.on(fieldOf("garage"), collection.Null)
	if why := r.run(action.Follow); why != "Garage points to nothing here" {
		t.Errorf("without a value it is disabled for %q", why)
	}
	r.on(fieldOf("garage"), collection.String("3"))
	if why := r.run(action.Follow); why != "" {
		t.Errorf("it is disabled for %q", why)
	}
	if o, _ := panetest.Last[pane.OpenRecord](r.shell); o.Ref.ID != "3" {
		t.Errorf("opened is %+v", o)
	}
	f := fieldOf("owner")
	f.Target = "zen:planet"
	r.on(f, collection.String("3"))
	if why := r.run(action.Follow); why != "what Owner points to cannot be opened here" {
		t.Errorf("without a page it is disabled for %q", why)
	}
}

// refusing is a wire to a sandbox on which some paths are forbidden.
type refusing struct {
	http.RoundTripper
	suffix string
}

func (r refusing) RoundTrip(req *http.Request) (*http.Response, error) {
	if strings.HasSuffix(req.URL.Path, r.suffix) {
		return nil, errors.New("the line is cut")
	}
	return r.RoundTripper.RoundTrip(req)
}

// cut returns a client to which paths with an ending are not answered.
func cut(t *testing.T, suffix string) *api.Client {
	t.Helper()
	wire := refusing{sandbox.New(sandbox.Options{Records: 200}).Transport(), suffix}
	client, err := api.New("http://127.0.0.1:1", api.WithTransport(wire), api.WithCredentials(api.TokenCredentials("agent@sandbox.example", "sandbox-token")),
		api.WithClock(time.Now, func(context.Context, time.Duration) error { return nil }))
	if err != nil {
		t.Fatal(err)
	}
	return client
}

func TestAnAddressThatCannotBeLookedUp(t *testing.T) {
	_, list := sandboxed(t)
	r := begin(t, cut(t, "/records"), nil)
	r.shell.Has = list
	r.ask(pane.GoTo{Address: collection.Address{Collection: "asset", ExternalID: "AST-00000003"}})
	if say, _ := panetest.Last[pane.Say](r.shell); say.Kind != pane.Failure || !strings.Contains(say.Text, "the line is cut") {
		t.Errorf("said is %v", say)
	}
}

func TestRelatedThatCannotBeRead(t *testing.T) {
	_, list := sandboxed(t)
	store := list[slices.IndexFunc(list, func(c *collection.Collection) bool { return c.ID == "store" })]
	for suffix, want := range map[string]string{"/fields": "the line is cut", "/vendor/fields": "1 object is closed to you"} {
		r := begin(t, cut(t, suffix), nil)
		r.shell.Has = list
		r.shell.At = &pane.Subject{Collection: store, Item: collection.Item{ID: "none", Name: "Nowhere"}}
		r.run(action.Related)
		if got := r.screen(); !strings.Contains(got, want) {
			t.Errorf("without %s there is no %q:\n%s", suffix, want, got)
		}
	}
}

func TestCountsOfRelated(t *testing.T) {
	for want, p := range map[string]work.Pointing{"1,000": {Count: 1000}, "100+": {Count: 100, More: true}, "?": {Answer: work.Answer{Err: errors.New("no")}}} {
		if got := countText(p); got != want {
			t.Errorf("%+v is %q, want %q", p, got, want)
		}
	}
}

// Related records of a row is listed with its number and opens as a table.
func TestRelated(t *testing.T) {
	client, list := sandboxed(t)
	r := begin(t, client, nil)
	r.shell.Has = list
	if why := r.run(action.Related); why != noRow {
		t.Errorf("without a row it is disabled for %q", why)
	}
	at := slices.IndexFunc(list, func(c *collection.Collection) bool { return c.ID == "store" })
	r.shell.At = &pane.Subject{Collection: list[at], Item: collection.Item{ID: "none", Name: "Nowhere"}}
	r.run(action.Related)
	got := r.screen()
	if !strings.Contains(got, "by Store") || !strings.Contains(got, "0") || r.dialog().Title() != "Related records of Nowhere" {
		t.Errorf("%s\n%s", r.dialog().Title(), got)
	}
	late := r.dialog().(*related).inbox.Schema("late", list[at])
	panetest.Type(r.dialog(), "assets")
	r.press("enter")
	if panetest.Settle(late); r.layer.KnownSchema("late") != nil {
		t.Error("something is read behind the closed list")
	}
	if name, _ := r.layer.Name("zen:custom_object:store", "none"); name != "Nowhere" {
		t.Errorf("the record is called %q where its relation is told", name)
	}
	if p := r.visited(); p.Collection != "asset" || p.Fixed == "" {
		t.Errorf("enter shows %v", p)
	}
	r.shell.At = &pane.Subject{Collection: &collection.Collection{ID: "roles", Title: "Roles"}}
	if r.run(action.Related); r.shell.Said() != "nothing can point at Roles" {
		t.Errorf("said is %q", r.shell.Said())
	}
}

// A person can be gone back to, but not listed.
func TestGoToAPerson(t *testing.T) {
	client, list := sandboxed(t)
	r := begin(t, client, nil)
	r.shell.Has = append(list, collection.ForeignOf("zen:user"))
	r.ask(pane.GoTo{Address: collection.Address{Collection: "zen:user", ID: "10013"}})
	if o, _ := panetest.Last[pane.OpenRecord](r.shell); o.Item.Name != "Zoë O’Brien" || len(panetest.All[pane.Visit](r.shell)) != 0 {
		t.Errorf("opened is %+v", o)
	}
	r.ask(pane.GoTo{Address: collection.Address{Collection: "zen:user"}})
	if len(panetest.All[pane.Visit](r.shell)) != 0 || !strings.Contains(r.shell.Said(), "cannot be listed") {
		t.Errorf("said is %q", r.shell.Said())
	}
}
