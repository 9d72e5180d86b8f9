package change

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"zco/api"
	"zco/api/sandbox"
	"zco/tui/domain/collection"
	"zco/tui/domain/journal"
)

// desk is an account to send to, and the first of its assets.
type desk struct {
	*Sender
	t      *testing.T
	server *sandbox.Server
	col    *collection.Collection
	schema *collection.Schema
	item   collection.Item
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	server := sandbox.New(sandbox.Options{Records: 100})
	client, err := api.New("http://127.0.0.1:1", api.WithTransport(server.Transport()), api.WithCredentials(api.TokenCredentials("agent@sandbox.example", "sandbox-token")))
	if err != nil {
		t.Fatal(err)
	}
	j := journal.InMemory(journal.Options{})
	t.Cleanup(func() { _ = j.Close() })
	d := &desk{
		Sender: &Sender{Client: client, Journal: j, Account: "account", User: "me", Now: time.Now},
		t:      t, server: server, col: collection.Records(api.Object{Key: "asset"}),
	}
	if d.schema, err = d.col.Schema(t.Context(), client); err != nil {
		t.Fatal(err)
	}
	page, err := d.col.List(t.Context(), client, collection.Query{Size: 1})
	if err != nil {
		t.Fatal(err)
	}
	d.item = page.Items[0]
	server.ResetJournal()
	return d
}

const location = "custom_object_fields.location"

// set is the change of the asset's location.
func (d *desk) set(to string) Change {
	return Change{
		Action: journal.Update, Collection: d.col, Schema: d.schema, Ref: collection.Ref{Collection: "asset", ID: d.item.ID}, Item: d.item,
		Edits: []collection.Edit{{Key: location, Base: d.item.Value(location), Mine: collection.String(to)}},
	}
}

// somebody sets a field as another person would.
func (d *desk) somebody(key, to string) {
	d.t.Helper()
	if _, err := d.col.Update(d.t.Context(), d.Client, d.item.ID, collection.Patch{key: collection.String(to)}); err != nil {
		d.t.Fatal(err)
	}
	d.server.ResetJournal()
}

// has is what the service has in a field.
func (d *desk) has(key string) string {
	d.t.Helper()
	it, err := d.col.Get(d.t.Context(), d.Client, d.item.ID)
	if err != nil {
		d.t.Fatal(err)
	}
	return it.Value(key).Text()
}

// asked are the methods of the requests since the last reset.
func (d *desk) asked() string {
	var out []string
	for _, e := range d.server.Journal() {
		out = append(out, e.Method)
	}
	return strings.Join(out, " ")
}

// last is the newest entry of the history.
func (d *desk) last() journal.Entry {
	d.t.Helper()
	all := d.Journal.History(journal.Filter{Account: "account"})
	if len(all) == 0 {
		d.t.Fatal("the history is empty")
	}
	return all[0]
}

// A change is one read and one write, stands in the history with what was
// there before, and is taken back by the change that the history tells of.
func TestSendAndUndo(t *testing.T) {
	d := newDesk(t)
	before := d.item.Value(location).Text()
	sent := d.Send(t.Context(), d.set("Oslo"))
	if sent.Ending != Saved || d.asked() != "GET PATCH" || d.has(location) != "Oslo" {
		t.Fatalf("ending %v (%v) after %s, location %s", sent.Ending, sent.Err, d.asked(), d.has(location))
	}
	e := d.last()
	if e.Result != journal.OK || e.User != "me" || e.Name != d.item.Name || len(e.Changes) != 1 || e.Changes[0].Before.Text() != before || e.ID != sent.Entry {
		t.Fatalf("the history has %+v", e)
	}
	back := d.Undo(t.Context(), e, d.col)
	if back.Err != nil || back.Why != "" {
		t.Fatal(back.Err, back.Why)
	}
	back.Change.Item = sent.Item
	if undone := d.Send(t.Context(), back.Change); undone.Ending != Saved || d.has(location) != before {
		t.Fatalf("ending %v, location %s, want %s", undone.Ending, d.has(location), before)
	}
	for _, old := range d.Journal.History(journal.Filter{Account: "account"}) {
		if old.ID == e.ID && WhyNotUndo(old) == "" {
			t.Error("what was undone can be undone again")
		}
	}
}

// Nobody's change of the same field is overwritten; that of another field is
// kept and told of.
func TestSomebodyElse(t *testing.T) {
	d := newDesk(t)
	d.somebody("custom_object_fields.notes", "mine now")
	if sent := d.Send(t.Context(), d.set("Oslo")); sent.Ending != Saved || len(sent.Merge.Moved) != 1 || d.has("custom_object_fields.notes") != "mine now" {
		t.Errorf("ending %v, moved %v", sent.Ending, sent.Merge.Moved)
	}
	d.somebody(location, "Rome")
	sent := d.Send(t.Context(), d.set("Paris"))
	if sent.Ending != Conflicted || len(sent.Merge.Conflicts) != 1 || d.asked() != "GET" || d.has(location) != "Rome" {
		t.Errorf("ending %v, %d conflicts after %s, location %s", sent.Ending, len(sent.Merge.Conflicts), d.asked(), d.has(location))
	}
	if sent := d.Send(t.Context(), d.set("Rome")); sent.Ending != Already {
		t.Errorf("ending %v of a change that is there", sent.Ending)
	}
	remove := Change{Action: journal.Delete, Collection: d.col, Schema: d.schema, Ref: collection.Ref{Collection: "asset", ID: d.item.ID}, Item: d.item}
	if sent := d.Send(t.Context(), remove); sent.Ending != Moved || d.has(location) != "Rome" {
		t.Errorf("ending %v of the deletion of a row that moved", sent.Ending)
	}
}

// What the service does not take is refused in the history, and nothing can
// undo it.
func TestRefused(t *testing.T) {
	d := newDesk(t)
	if err := d.server.Inject(sandbox.Fault{Kind: sandbox.FaultStatus, Method: "PATCH", Status: http.StatusUnprocessableEntity}); err != nil {
		t.Fatal(err)
	}
	sent := d.Send(t.Context(), d.set("Oslo"))
	if sent.Ending != Refused || sent.Err == nil || sent.Failure() == nil {
		t.Errorf("ending %v, %v", sent.Ending, sent.Err)
	}
	if e := d.last(); e.Result != journal.Failed || WhyNotUndo(e) == "" {
		t.Errorf("the history has %v, to be undone because %q", e.Result, WhyNotUndo(e))
	}
}

// The request is told without being sent.
func TestPreviewSendsNothing(t *testing.T) {
	d := newDesk(t)
	step, err := Preview("http://127.0.0.1:1", d.set("Oslo"))
	if err != nil || step.Method != "PATCH" || !strings.Contains(string(step.Body), "Oslo") || !strings.Contains(step.Path, d.item.ID) {
		t.Errorf("%+v, %v", step, err)
	}
	if d.asked() != "" {
		t.Errorf("%s was asked", d.asked())
	}
}

// Preparing reads what a change lacks, and a row that is gone is said to be.
func TestPrepare(t *testing.T) {
	d := newDesk(t)
	c := Change{Action: journal.Delete, Collection: d.col, Ref: collection.Ref{Collection: "asset", ID: d.item.ID}}
	if p := d.Prepare(t.Context(), c); p.Err != nil || p.Change.Schema == nil || p.Change.Item.Name != d.item.Name {
		t.Errorf("%+v", p)
	}
	c.Ref.ID = "01GGTT6E00R28WJ0KVYRQ78KKX"
	if p := d.Prepare(t.Context(), c); !p.Gone || p.Failure() == nil {
		t.Errorf("gone is %v, %v", p.Gone, p.Err)
	}
	c.Collection = collection.Records(api.Object{Key: "nowhere"}) // its fields cannot be read
	if p := d.Prepare(t.Context(), c); p.Err == nil || p.Change.Ref != c.Ref {
		t.Errorf("without fields it is %+v, %v", p.Change, p.Err)
	}
}

// The undo of a creation tells what somebody did to the row since.
func TestUndoOfACreationTellsWhatChanged(t *testing.T) {
	d := newDesk(t)
	c := Change{Action: journal.Create, Collection: d.col, Schema: d.schema, Ref: collection.Ref{Collection: "asset"}}
	for _, f := range d.schema.Fields {
		if v := d.item.Value(f.Key); f.Required || f.Key == "name" {
			c.Edits = append(c.Edits, collection.Edit{Key: f.Key, Mine: v})
		}
	}
	sent := d.Send(t.Context(), c)
	if sent.Ending != Saved {
		t.Fatalf("ending %v (%v)", sent.Ending, sent.Err)
	}
	if e := d.last(); e.Name != d.item.Name {
		t.Errorf("the history calls what was made %q, not %q", e.Name, d.item.Name)
	}
	back := d.Undo(t.Context(), d.last(), d.col)
	if p := d.Prepare(t.Context(), back.Change); p.Err != nil || strings.Contains(p.Impact.Warning, "after it was made") {
		t.Errorf("nothing changed, and it is said: %q (%v)", p.Impact.Warning, p.Err)
	}
	d.item = sent.Item
	d.somebody("custom_object_fields.notes", "by a colleague")
	if p := d.Prepare(t.Context(), back.Change); p.Err != nil || !strings.Contains(p.Impact.Warning, "after it was made: ") {
		t.Errorf("it is said: %q (%v)", p.Impact.Warning, p.Err)
	}
}

// An upsert makes the row that is not there, and changes the one that is.
func TestUpsert(t *testing.T) {
	d := newDesk(t)
	c := Change{
		Action: journal.Upsert, Collection: d.col, Schema: d.schema, Ref: collection.Ref{Collection: "asset"},
		By: collection.ByExternalID, Value: "A-4711",
	}
	for _, f := range d.schema.Fields {
		if v := d.item.Value(f.Key); f.Required || f.Key == "name" {
			c.Edits = append(c.Edits, collection.Edit{Key: f.Key, Mine: v})
		}
	}
	made := d.Send(t.Context(), c)
	if made.Ending != Saved || !made.Created || made.Item.ID == d.item.ID || made.Item.Value("external_id").Text() != "A-4711" {
		t.Fatalf("ending %v (%v), made %v", made.Ending, made.Err, made.Item)
	}
	c.Item, c.Edits = made.Item, []collection.Edit{{Key: location, Base: made.Item.Value(location), Mine: collection.String("Oslo")}}
	if sent := d.Send(t.Context(), c); sent.Ending != Saved || sent.Created || sent.Item.ID != made.Item.ID || sent.Item.Value(location).Text() != "Oslo" {
		t.Errorf("ending %v (%v), row %v", sent.Ending, sent.Err, sent.Item)
	}
}

// Nothing is sent that the history does not have, unless that was agreed to.
func TestNoHistory(t *testing.T) {
	d := newDesk(t)
	_ = d.Journal.Close()
	c := d.set("Oslo")
	if sent := d.Send(t.Context(), c); sent.Ending != NoHistory || sent.Err == nil || d.asked() != "GET" {
		t.Errorf("ending %v (%v) after %s", sent.Ending, sent.Err, d.asked())
	}
	c.WithoutHistory = true
	if sent := d.Send(t.Context(), c); sent.Ending != Saved || d.has(location) != "Oslo" {
		t.Errorf("agreed to: ending %v (%v)", sent.Ending, sent.Err)
	}
}

// An entry is called by the name that its row has, or is to have.
func TestNameOfAnEntry(t *testing.T) {
	d := newDesk(t)
	c, p := d.set("Oslo"), collection.Patch{"name": collection.String("New")}
	if e := c.entry("account", "me", p, d.item); e.Name != d.item.Name || e.Record != d.item.ID {
		t.Errorf("a change is of %q %q", e.Name, e.Record)
	}
	c.Action = journal.Create
	if e := c.entry("account", "me", p, collection.Item{}); e.Name != "New" || e.Record != "" {
		t.Errorf("a creation is of %q %q", e.Name, e.Record)
	}
}

// What was deleted is created again with all that it had, but for what the
// service sets itself.
func TestUndoOfADeletion(t *testing.T) {
	d := newDesk(t)
	c := Change{Action: journal.Delete, Collection: d.col, Schema: d.schema, Ref: collection.Ref{Collection: "asset", ID: d.item.ID}, Item: d.item}
	if sent := d.Send(t.Context(), c); sent.Ending != Saved {
		t.Fatalf("ending %v (%v)", sent.Ending, sent.Err)
	}
	back := d.Undo(t.Context(), d.last(), d.col)
	if back.Err != nil || back.Why != "" || back.Change.Action != journal.Create || back.Change.Ref.ID != "" {
		t.Fatalf("%+v %v", back.Change, back.Err)
	}
	edits := map[string]collection.Value{}
	for _, e := range back.Change.Edits {
		edits[e.Key] = e.Mine
	}
	for _, f := range d.schema.Fields {
		want := d.item.Value(f.Key)
		if f.Locked != "" && !f.Create || want.IsEmpty() {
			want = collection.Absent
		}
		if edits[f.Key] != want {
			t.Errorf("%s is created as %s, want %s", f.Key, edits[f.Key], want)
		}
	}
}
