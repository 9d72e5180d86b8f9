package find

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"zco/api"
	"zco/api/sandbox"
	"zco/tui/action"
	"zco/tui/domain/collection"
	"zco/tui/domain/field"
	"zco/tui/pane"
	"zco/tui/pane/panetest"
	"zco/tui/work"
)

// store keeps views and recents in memory.
type store struct {
	views    []collection.View
	deleted  []string
	searches map[string][]string
	records  []pane.Recent
	err      error // of what is written
}

func (s *store) Views() ([]collection.View, error) { return slices.Clone(s.views), nil }

func (s *store) SaveView(v collection.View) error {
	s.views = append(s.views, v)
	return s.err
}

func (s *store) DeleteView(object, name string) error {
	s.deleted = append(s.deleted, object+"/"+name)
	return s.err
}

func (s *store) Recents() (map[string][]string, []pane.Recent, error) {
	return s.searches, s.records, nil
}

func (s *store) Searched(object, text string) error {
	s.searches[object] = append(s.searches[object], text)
	return s.err
}

func (s *store) Opened(r pane.Recent) error {
	s.records = append(s.records, r)
	return s.err
}

// rig is the feature between a shell that notes and a store in memory.
type rig struct {
	*Feature
	t        *testing.T
	env      *pane.Env
	shell    *panetest.Shell
	store    *store
	commands action.Commands
	handlers pane.Handlers
}

var cars = &collection.Collection{ID: "car", Title: "Cars", Singular: "Car", Source: "zen:custom_object:car", Filterable: true, Searchable: true}

// schema is the fields of the cars.
var schema = collection.NewSchema([]collection.Field{
	{Key: "name", Title: "Name", Type: field.Text},
	{Key: collection.CustomPrefix + "year", Title: "Year", Type: field.Integer},
	{Key: collection.CustomPrefix + "owner", Title: "Owner", Type: field.Lookup, Target: "zen:user"},
	{Key: collection.CustomPrefix + "garage", Title: "Garage", Type: field.Lookup, Target: "zen:custom_object:garage"},
})

func fieldOf(key string) collection.Field {
	f, _ := schema.Field(collection.CustomPrefix + key)
	return f
}

// begin returns the feature with the cars in the table, and what the store
// holds read.
func begin(t *testing.T, client *api.Client, s *store) *rig {
	t.Helper()
	if s == nil {
		s = &store{}
	}
	if s.searches == nil {
		s.searches = map[string][]string{}
	}
	r := &rig{t: t, store: s, handlers: pane.Handlers{}}
	r.env, r.shell = panetest.Env(t)
	r.env.Base = "https://acme.zendesk.com"
	r.shell.Has = []*collection.Collection{cars, {ID: "roles", Title: "Roles", Singular: "Role", Family: "roles"}}
	r.shell.InFront = &panetest.Table{Of: cars, Fields: schema, Shows: collection.Place{Collection: "car"}, Rows: -1}
	r.Feature = New(r.env, work.New(t.Context(), client), Stores{Views: s, Recents: s})
	r.commands = action.Index(r.Commands())
	r.handlers.Add(r.Handlers()...)
	r.settle(panetest.Settle(r.Init()))
	return r
}

// settle hands messages to the feature's handlers, as the shell does.
func (r *rig) settle(msgs []tea.Msg) {
	r.t.Helper()
	for _, msg := range msgs {
		cmd, known := panetest.Do(r.handlers, msg)
		if !known {
			r.t.Fatalf("nobody handles %T", msg)
		}
		r.settle(panetest.Settle(cmd))
	}
}

// run runs an action, and returns why it is disabled.
func (r *rig) run(id action.ID) (why string) {
	r.t.Helper()
	if why := r.commands.Why(id); why != "" {
		return why
	}
	cmd, known := r.commands.Run(id)
	if !known {
		r.t.Fatalf("there is no command %s", id)
	}
	r.settle(panetest.Settle(cmd))
	return ""
}

// ask hands a request to the feature.
func (r *rig) ask(request any) {
	r.t.Helper()
	r.settle([]tea.Msg{request})
}

// dialog is the dialog that was opened last.
func (r *rig) dialog() pane.Dialog {
	r.t.Helper()
	open, ok := panetest.Last[pane.Open](r.shell)
	if !ok {
		r.t.Fatal("no dialog was opened")
	}
	return open.Dialog
}

// press gives keys to it.
func (r *rig) press(keys ...string) {
	r.t.Helper()
	left, _ := panetest.Press(r.dialog(), keys...)
	r.settle(left)
}

func (r *rig) screen() string { return panetest.Screen(r.env, r.dialog(), 76, 20) }

// visited is the place that was asked for last.
func (r *rig) visited() collection.Place {
	r.t.Helper()
	v, ok := panetest.Last[pane.Visit](r.shell)
	if !ok {
		r.t.Fatal("no place was asked for")
	}
	return v.Place
}

// on puts the cursor on the field of a car.
func (r *rig) on(f collection.Field, value collection.Value) {
	it := collection.Item{ID: "7", Name: "Beetle", Values: map[string]collection.Value{f.Key: value}}
	r.shell.At = &pane.Subject{Collection: cars, Schema: schema, Item: it, Field: f}
}

// sandboxed returns a client of a sandbox, and its collections.
func sandboxed(t *testing.T) (*api.Client, []*collection.Collection) {
	t.Helper()
	client, err := api.New("http://127.0.0.1:1", api.WithTransport(sandbox.New(sandbox.Options{Records: 200}).Transport()),
		api.WithCredentials(api.TokenCredentials("agent@sandbox.example", "sandbox-token")))
	if err != nil {
		t.Fatal(err)
	}
	list, err := collection.Collections(t.Context(), client)
	if err != nil {
		t.Fatal(err)
	}
	return client, list
}

// A failure to remember is said, and what was to be remembered works on.
func TestAFailingStoreIsSaid(t *testing.T) {
	r := begin(t, nil, &store{err: errors.New("disk full")})
	r.settle(panetest.Settle(r.Visited(collection.Place{Collection: "car", Text: "beetle"})))
	if !strings.Contains(r.shell.Said(), "disk full") {
		t.Errorf("said is %q", r.shell.Said())
	}
	if got := r.Searches("car"); !slices.Equal(got, []string{"beetle"}) {
		t.Errorf("Text search before is %v", got)
	}
}

func TestSearchesAndRecordsAreRemembered(t *testing.T) {
	r := begin(t, nil, &store{
		searches: map[string][]string{"car": {"new", "old"}},
		records:  []pane.Recent{{Ref: collection.Ref{Collection: "car", ID: "1"}, Name: "One"}, {Ref: collection.Ref{Collection: "car", ID: "2"}, Name: "Two"}},
	})
	if got := r.Searches("car"); !slices.Equal(got, []string{"new", "old"}) {
		t.Fatalf("Text search before is %v", got)
	}
	for _, text := range []string{"old", "", "*", "old"} { // all, and the same again, are no searches to keep
		r.settle(panetest.Settle(r.Visited(collection.Place{Collection: "car", Text: text})))
	}
	if got := r.Searches("car"); !slices.Equal(got, []string{"old", "new"}) {
		t.Errorf("Text search before is %v", got)
	}
	if got := r.store.searches["car"]; len(got) != 3 {
		t.Errorf("stored are %v", got)
	}
	r.settle(panetest.Settle(r.Opened(pane.OpenRecord{Ref: collection.Ref{Collection: "car", ID: "2"}}))) // by a jump: its name is not known
	if got := r.records[0]; len(r.records) != 2 || got.Name != "Two" {
		t.Errorf("the records are %v", r.records)
	}
	r.Opened(pane.OpenRecord{Ref: collection.Ref{Collection: "car", ID: "2"}, Item: collection.Item{Name: "Deux"}})
	if got := r.records[0]; len(r.records) != 2 || got.Name != "Deux" {
		t.Errorf("under a new name the records are %v", r.records)
	}
	r.Watch(pane.Changed{Ref: collection.Ref{Collection: "car", ID: "2"}, Deleted: true})
	if len(r.records) != 1 || r.records[0].Name != "One" {
		t.Errorf("a deleted record is still offered: %v", r.records)
	}
}

func TestTheListsStayShort(t *testing.T) {
	r := begin(t, nil, nil)
	for i := range 60 {
		id := string(rune('A' + i))
		r.Visited(collection.Place{Collection: "car", Text: id})
		r.Opened(pane.OpenRecord{Ref: collection.Ref{Collection: "car", ID: id}})
	}
	if len(r.Searches("car")) != mostSearches || len(r.records) != mostRecords {
		t.Errorf("%d searches and %d records are kept", len(r.Searches("car")), len(r.records))
	}
}

// What was built and not applied is offered again.
func TestAnUnappliedFilterComesBack(t *testing.T) {
	client, list := sandboxed(t)
	r := begin(t, client, nil)
	asset := list[slices.IndexFunc(list, func(c *collection.Collection) bool { return c.ID == "asset" })]
	r.shell.Has, r.shell.InFront = list, &panetest.Table{Of: asset, Shows: collection.Place{Collection: "asset"}}
	if r.run(action.Filter); !strings.Contains(r.shell.Said(), "not here yet") {
		t.Fatalf("without fields it says %q", r.shell.Said())
	}
	panetest.Settle(r.inbox.Schema("schema", asset))
	r.run(action.Filter)
	r.press("n", "a", "m", "e", "enter", "enter", "X", "enter", "esc")
	closed, _ := panetest.Last[pane.Close](r.shell)
	if closed.Dialog != r.dialog() || !strings.Contains(r.shell.Said(), "kept for the next time") {
		t.Fatalf("esc left the builder open, or says %q", r.shell.Said())
	}
	for _, request := range r.shell.Asked {
		panetest.Do(r.handlers, request)
	}
	r.run(action.Filter)
	if got := r.screen(); !strings.Contains(got, "not applied yet") || !strings.Contains(got, "X") {
		t.Errorf("offered is\n%s", got)
	}
}

func TestNarrowed(t *testing.T) {
	r := begin(t, nil, nil)
	table := r.shell.InFront
	if n := r.Narrowed(); n.Text != "" || n.Conditions != nil || n.Notes != nil {
		t.Errorf("the whole collection is narrowed to %+v", n)
	}
	table.Shows.Text, table.Rows = "beetle", mostByRelevance-1
	if n := r.Narrowed(); n.Text != "beetle" || n.Notes != nil {
		t.Errorf("narrowed to %+v", n)
	}
	table.Rows = mostByRelevance
	if n := r.Narrowed(); len(n.Notes) != 1 || !strings.Contains(n.Notes[0], "only the first 10,000") {
		t.Errorf("notes are %v", n.Notes)
	}
	table.Shows.Sort = "name"
	if n := r.Narrowed(); n.Notes != nil {
		t.Errorf("sorted, notes are %v", n.Notes)
	}
	r.Watch(pane.Changed{Ref: collection.Ref{Collection: "car"}})
	now := panetest.Now
	r.env.Now = func() time.Time { return now }
	now = panetest.Now.Add(indexLag - time.Second)
	if n := r.Narrowed(); len(n.Notes) != 1 || !strings.Contains(n.Notes[0], "may not be in these results yet") {
		t.Errorf("after a change notes are %v", n.Notes)
	}
	now = panetest.Now.Add(indexLag)
	if n := r.Narrowed(); n.Notes != nil {
		t.Errorf("long after a change notes are %v", n.Notes)
	}
	now = panetest.Now
	table.Rows = 1
	pointing := collection.FixedQuery("points-at", "zen:user", "points-at-id", "7", "by-field", "1", "by-key", "custom_object_fields.owner")
	for _, p := range []collection.Place{{Text: "beetle"}, {Filter: `{"name":{"$eq":"a"}}`}, {Fixed: pointing, Sort: "name"}} { // each is found by an index
		p.Collection = "car"
		table.Shows = p
		if n := r.Narrowed(); len(n.Notes) != 1 {
			t.Errorf("of %+v notes are %v", p, n.Notes)
		}
	}
	table.Shows = collection.Place{Collection: "car", Fixed: pointing}
	if n := r.Narrowed(); n.Notes != nil {
		t.Errorf("of what no index finds, notes are %v", n.Notes)
	}
	roles := r.shell.Collection("roles")
	r.shell.InFront = &panetest.Table{Of: roles, Shows: collection.Place{Collection: "roles", Text: "admin"}, Rows: 1}
	r.Watch(pane.Changed{Ref: collection.Ref{Collection: "roles"}})
	if n := r.Narrowed(); n.Notes != nil {
		t.Errorf("of roles, which no index finds, notes are %v", n.Notes)
	}
	r.shell.InFront = nil
	if n := r.Narrowed(); n.Text != "" {
		t.Errorf("without a table narrowed to %+v", n)
	}
}

// Related records of a record is called by the names of its field and of the
// record, as far as they are known.
func TestNarrowedToWhatPointsAtARecord(t *testing.T) {
	client, list := sandboxed(t)
	r := begin(t, client, nil)
	r.shell.Has = list
	asset, store := r.shell.Collection("asset"), r.shell.Collection("store")
	panetest.Settle(r.inbox.Schema("schema", asset))
	points := collection.PointingAt(asset, r.layer.KnownSchema("asset"), store)
	if len(points) == 0 {
		t.Fatal("no asset points at a store")
	}
	r.shell.InFront = &panetest.Table{Of: asset, Shows: points[0].Place(store, "7"), Rows: -1}
	if got := r.Narrowed().Conditions; !slices.Equal(got, []string{"Store is 7"}) {
		t.Errorf("without a name narrowed to %v", got)
	}
	r.layer.LearnName(store.Source, "7", "Seven")
	if got := r.Narrowed().Conditions; !slices.Equal(got, []string{"Store is Seven"}) {
		t.Errorf("narrowed to %v", got)
	}
	r.shell.InFront.Shows.Text = "x"
	r.run(action.FilterDrop)
	if p := r.visited(); p.Text != "x" || p.Fixed != "" {
		t.Errorf("without the last condition it is %v", p)
	}
}

// Conditions are told in words: a filter by its parts, fixed ones by their
// titles, of an object that is gone as well.
func TestConditionsInWords(t *testing.T) {
	r := begin(t, nil, nil)
	col := *cars
	col.Filters = []collection.Choice{{Key: "role", Title: "Role", Values: []collection.Option{{Value: "admin", Title: "Admin"}}}, {Key: "owner", Title: "Owner", Target: "zen:user"}}
	r.shell.Has[0] = &col
	r.layer.LearnName("zen:user", "5", "Ada")
	r.layer.LearnName("zen:garage", "7", "")
	for _, c := range []struct {
		place collection.Place
		want  []string
	}{
		{collection.Place{Collection: "car", Fixed: "role=admin&owner=5"}, []string{"Role is Admin", "Owner is Ada"}},
		{collection.Place{Collection: "car", Filter: `{"$and":[{"name":{"$eq":"a"}},{"name":{"$noteq":"b"}}]}`}, []string{"name is a", "name is not b"}},
		{collection.Place{Collection: "gone", Filter: `{"name":{"$eq":"a"}}`}, []string{"name is a"}},
		{collection.Place{Collection: "car", Fixed: collection.FixedQuery("points-at", "zen:garage", "points-at-id", "7", "by-field", "1", "by-key", "custom_object_fields.garage")}, []string{"garage is 7"}},
	} {
		if got := r.conditions(c.place); !slices.Equal(got, c.want) {
			t.Errorf("of %+v the conditions are %q, want %q", c.place, got, c.want)
		}
	}
}

// broken is a memory that cannot be read.
type broken struct{ *store }

func (broken) Views() ([]collection.View, error) { return nil, errors.New("no views") }
func (broken) Recents() (map[string][]string, []pane.Recent, error) {
	return nil, nil, errors.New("no recents")
}

// Each of what is remembered is read without the other, and the first that
// cannot be read is said.
func TestWhatIsRememberedIsReadApart(t *testing.T) {
	s := twoViews()
	s.records = []pane.Recent{{Ref: collection.Ref{Collection: "zen:user", ID: "5"}, Name: "Ada"}}
	for _, c := range []struct {
		name   string
		stores Stores
		views  int
		recent int
		says   string
	}{
		{"views alone", Stores{Views: s}, 2, 0, ""},
		{"recents alone", Stores{Recents: s}, 0, 1, ""},
		{"nothing", Stores{}, 0, 0, ""},
		{"broken views", Stores{Views: broken{s}, Recents: s}, 0, 1, "no views"},
		{"broken recents", Stores{Views: s, Recents: broken{s}}, 2, 0, "no recents"},
		{"both broken", Stores{Views: broken{s}, Recents: broken{s}}, 0, 0, "no views"},
	} {
		r := begin(t, nil, nil)
		r.stores = c.stores
		r.settle(panetest.Settle(r.Init()))
		if len(r.views) != c.views || len(r.records) != c.recent || r.shell.Said() != c.says {
			t.Errorf("%s: %d views, %d records, said %q", c.name, len(r.views), len(r.records), r.shell.Said())
		}
		if name, _ := r.layer.Name("zen:user", "5"); (name == "Ada") != (c.recent > 0) {
			t.Errorf("%s: who was looked at is called %q", c.name, name)
		}
		if c.stores == (Stores{}) {
			if r.Init() != nil || r.Opened(pane.OpenRecord{Ref: collection.Ref{Collection: "zen:user", ID: "6"}, Item: collection.Item{Name: "Bob"}}) != nil {
				t.Error("something is kept where nothing keeps it")
			}
			if name, _ := r.layer.Name("zen:user", "6"); name != "Bob" {
				t.Errorf("who is looked at is called %q", name)
			}
		}
	}
}

// onField begins with a table of assets in front, of so many rows, and the
// cursor on a field.
func onField(t *testing.T, key string, rows int) *rig {
	t.Helper()
	client, list := sandboxed(t)
	r := begin(t, client, nil)
	r.shell.Has = list
	assets := r.shell.Collection("asset")
	s, err := assets.Schema(t.Context(), client)
	if err != nil {
		t.Fatal(err)
	}
	f, _ := s.Field(key)
	r.shell.InFront = &panetest.Table{Of: assets, Fields: s, Shows: collection.Place{Collection: "asset"}, Rows: rows}
	r.shell.At = &pane.Subject{Collection: assets, Schema: s, Item: collection.Item{ID: "1"}, Field: f}
	return r
}

// What is counted is copied as lines that a spreadsheet takes; a column that
// the table does not show is not counted.
func TestCountsAreCopied(t *testing.T) {
	r := onField(t, "custom_object_fields.insured", -1)
	if why := r.run(action.Counts); why != "" {
		t.Fatal(why)
	}
	if got := r.screen(); !strings.Contains(got, "yes") || !strings.Contains(got, "counted by Zendesk") {
		t.Errorf("it shows\n%s", got)
	}
	r.press("y")
	c, _ := panetest.Last[pane.Copy](r.shell)
	if !strings.HasPrefix(c.Text, "Insured\tRows\nyes\t") || !strings.Contains(c.Text, "\nno\t") {
		t.Errorf("copied is %q", c.Text)
	}
	d := r.dialog().(*counts)
	d.next = 0
	if next := d.counted(work.Counted{Answer: work.Answer{Err: errors.New("the line is down")}}); next != nil || !strings.Contains(r.screen(), "the line is down") {
		t.Errorf("after a failure it goes on:\n%s", r.screen())
	}
	r.shell.At.Field = collection.Field{}
	if why := r.run(action.Counts); why == "" {
		t.Error("no column is counted by")
	}
}

// The values of a lookup are counted under the names of what they point at.
func TestCountsOfALookupAreNamed(t *testing.T) {
	r := onField(t, "custom_object_fields.store", 200)
	r.env.Names = r.layer
	if why := r.run(action.Counts); why != "" {
		t.Fatal(why)
	}
	if got := r.screen(); !strings.Contains(got, "Depot Dublin") {
		t.Errorf("it shows\n%s", got)
	}
}

// What changed of late is listed with who did it, by name once that is known;
// where nothing did that is said, with since when.
func TestChangesOfLate(t *testing.T) {
	client, list := sandboxed(t)
	r := begin(t, client, nil)
	r.shell.Has = list
	r.env.Now = time.Now
	r.shell.InFront = &panetest.Table{Of: r.shell.Collection("asset"), Shows: collection.Place{Collection: "asset"}, Rows: 200}
	if why := r.run(action.Changes); why != "" {
		t.Fatal(why)
	}
	if d := r.dialog(); !strings.HasPrefix(d.Title(), "Changes in Assets since ") {
		t.Errorf("%q is open", d.Title())
	}
	if got := r.screen(); !strings.Contains(got, "Nothing changed. ") || !strings.Contains(got, "since another time") {
		t.Errorf("it shows\n%s", got)
	}

	d := r.dialog().(*changes)
	d.answered(work.Changes{Records: []collection.RecordChange{{ID: "1", Name: "One", What: "updated", By: "77"}, {ID: "2", Name: "Two", What: "deleted", By: "77"}}, Dropped: 3})
	if got := r.screen(); !strings.Contains(got, "updated by 77") || !strings.Contains(got, "2 records, the latest change of each; 3 earlier ones are left out") {
		t.Errorf("with two changes it shows\n%s", got)
	}
	r.layer.LearnName("zen:user", "77", "Ada")
	d.answered(work.NamesKnown{})
	if got := r.screen(); !strings.Contains(got, "updated by Ada") {
		t.Errorf("with the name known it shows\n%s", got)
	}
	d.answered(work.Changes{Answer: work.Answer{Err: errors.New("the line is down")}})
	if got := r.screen(); !strings.Contains(got, "the line is down") || strings.Contains(got, "Ada") {
		t.Errorf("after a failure it shows\n%s", got)
	}
}
