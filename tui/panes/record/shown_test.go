package record

import (
	"context"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"zco/api"
	"zco/tui/action"
	"zco/tui/domain/change"
	"zco/tui/domain/collection"
	"zco/tui/domain/field"
	"zco/tui/pane"
	"zco/tui/pane/panetest"
	"zco/tui/work"
)

// hammer is another tool, known from the table.
func hammer() (collection.Ref, collection.Item) {
	return collection.Ref{Collection: "tool", ID: "2"}, collection.Item{
		ID: "2", Name: "Hammer", Values: map[string]collection.Value{"name": collection.String("Hammer"), shelf: collection.String("s9")},
	}
}

// The pane tells which record it shows, and nothing before there is one.
func TestWhatIsShown(t *testing.T) {
	b := onBench(t)
	if _, ok := b.Subject(); ok || b.Open() || b.Name() != "" || b.Refresh() != nil {
		t.Error("something is shown before there is a record")
	}
	b.Show(b.tools, collection.Ref{Collection: "tool", ID: "1"}, collection.Item{}, false)
	if _, ok := b.Subject(); ok || !b.Open() || b.Name() != "" {
		t.Errorf("before it is read it is called %q", b.Name())
	}
	b.show()
	b.GoTo(uses)
	s, ok := b.Subject()
	if !ok || b.Name() != "Anvil" || s.Item.ID != "1" || s.Collection != b.tools || s.Field.Key != uses || s.Schema != b.schema || len(s.Columns) != len(toolFields()) {
		t.Errorf("the subject is %+v", s)
	}
	b = onBench(t)
	b.begin(change.NewRow{})
	if _, ok := b.Subject(); ok || b.Name() != "" || b.Refresh() != nil {
		t.Errorf("a form is a subject, called %q", b.Name())
	}
	b = onBench(t)
	ref, it := hammer()
	b.Show(b.tools, ref, it, true)
	if s, ok := b.Subject(); !ok || s.Field.Key != "" || s.Schema != nil || s.Columns != nil {
		t.Errorf("without its fields the subject is %+v", s)
	}
}

// Another record begins at its first field, the same one stays where it was; what
// was typed in it is kept.
func TestAnotherRecord(t *testing.T) {
	b := shown(t)
	b.size(60, 6)
	b.GoTo(code)
	b.show()
	if b.on() != "Code" || !strings.Contains(b.screen(), "▌Code") {
		t.Errorf("the same record is on %s:\n%s", b.on(), b.screen())
	}
	b.edits(uses)
	b.presses("ctrl+u", "7")
	ref, it := hammer()
	panetest.Settle(b.Show(b.tools, ref, it, true))
	if b.on() != "Name" || !strings.HasPrefix(b.screen(), " Tool Hammer\n▌Name") {
		t.Errorf("the other record is on %s:\n%s", b.on(), b.screen())
	}
	if b.Scopes()[0] != action.Record {
		t.Error("its field is still edited")
	}
	if d, _ := b.drafts.Draft(collection.Ref{Collection: "tool", ID: "1"}, uses); d != "7" {
		t.Errorf("of what was typed is kept %v", d)
	}
	b.GoTo("ghost")
	b.wanted = code
	panetest.Settle(b.Show(b.tools, ref, it, true))
	if b.on() != "Name" {
		t.Errorf("the cursor goes where another record's was to go: %s", b.on())
	}
}

// The fields of a collection are asked for once; those of another collection are
// its own.
func TestFieldsAreReadOnce(t *testing.T) {
	b := onBench(t)
	asked := 0
	fields := b.tools.Schema
	b.tools.Schema = func(ctx context.Context, c *api.Client) (*collection.Schema, error) { asked++; return fields(ctx, c) }
	b.show()
	b.show()
	b.run(action.Refresh)
	if asked != 1 {
		t.Errorf("they are asked for %d times", asked)
	}
	other := *b.tools
	other.ID, other.Singular = "toy", "Toy"
	other.Schema = func(context.Context, *api.Client) (*collection.Schema, error) {
		return collection.NewSchema([]collection.Field{{Key: "name", Title: "What it is called", Type: field.Text}}), nil
	}
	panetest.Settle(b.Show(&other, collection.Ref{Collection: "toy", ID: "1"}, anvil(), true))
	if seen := b.screen(); !strings.Contains(seen, "What it is called") || strings.Contains(seen, "Uses") {
		t.Errorf("the toy has the fields of a tool:\n%s", seen)
	}
	b.Show(b.tools, collection.Ref{Collection: "tool", ID: "1"}, anvil(), true) // known: at once, and a key typed right behind edits
	if seen := b.screen(); !strings.Contains(seen, "Uses") {
		t.Errorf("back at the tool:\n%s", seen)
	}
}

// Answers that come after another record is shown are not taken.
func TestLateAnswers(t *testing.T) {
	b := onBench(t)
	anvils := b.Show(b.tools, collection.Ref{Collection: "tool", ID: "1"}, collection.Item{}, false)
	ref, it := hammer()
	panetest.Settle(b.Show(b.tools, ref, it, true))
	panetest.Settle(anvils)
	if b.Name() != "Hammer" || !strings.Contains(b.screen(), "Hammer") {
		t.Errorf("it shows\n%s", b.screen())
	}
	other := *b.tools
	other.ID = "toy"
	other.Schema = func(context.Context, *api.Client) (*collection.Schema, error) { return nil, errCut }
	late := b.Show(&other, collection.Ref{Collection: "toy", ID: "1"}, anvil(), true)
	panetest.Settle(b.Show(b.tools, ref, it, true))
	panetest.Settle(late)
	if seen := b.screen(); strings.Contains(seen, "cut") {
		t.Errorf("it shows the fault of another collection:\n%s", seen)
	}
}

// The cursor goes to a field that is asked for before the fields are here, and
// stays there when the record is read.
func TestGoToBeforeTheFieldsAreHere(t *testing.T) {
	b := onBench(t)
	b.size(60, 6)
	cmd := b.Show(b.tools, collection.Ref{Collection: "tool", ID: "1"}, collection.Item{}, false)
	b.GoTo(code)
	panetest.Settle(cmd)
	if b.on() != "Code" || !strings.Contains(b.screen(), "▌Code") {
		t.Errorf("it is on %s:\n%s", b.on(), b.screen())
	}
	b.run(action.First)
	b.run(action.Refresh)
	if b.on() != "Name" {
		t.Errorf("read again it is on %s", b.on())
	}
}

// Where a record is gone, what was typed into it is still there to be read.
func TestTheDraftOfARecordThatIsGone(t *testing.T) {
	b := onBench(t)
	ref := collection.Ref{Collection: "tool", ID: "1"}
	b.drafts.Put(ref, b.tool, uses, "7", "")
	b.tools.Get = func(context.Context, *api.Client, string) (collection.Item, error) {
		return collection.Item{}, &api.Error{Status: http.StatusNotFound}
	}
	b.show()
	if seen := b.screen(); !strings.HasPrefix(seen, " Tool Anvil (deleted) ✎ 1 change not sent") || !strings.Contains(seen, "Uses                  ✎ 7") || strings.Contains(seen, "elsewhere") {
		t.Errorf("it shows\n%s", seen)
	}
	if b.shell.Said() != "" {
		t.Errorf("said is %q", b.shell.Said())
	}
}

// A row that somebody changed is shown as it is now; one that is deleted stays,
// and says so. Of other rows nothing is shown.
func TestChangedRows(t *testing.T) {
	b := shown(t)
	b.size(60, 6)
	b.run(action.Last)
	ref, it := hammer()
	panetest.Settle(b.Changed(pane.Changed{Ref: ref, Item: it}))
	if b.Name() != "Anvil" {
		t.Errorf("a change of another row shows %s", b.Name())
	}
	b.refused[b.ref] = map[string]string{"name": "is taken"}
	b.drafts.Put(b.ref, b.item, "name", collection.String("X"), "")
	renamed := anvil()
	renamed.Name, renamed.Values["name"] = "Big anvil", collection.String("Big anvil")
	panetest.Settle(b.Changed(pane.Changed{Ref: b.ref, Item: renamed}))
	b.run(action.First)
	if seen := b.screen(); b.Name() != "Big anvil" || !strings.Contains(seen, "Is taken") || !strings.Contains(seen, "Changed elsewhere meanwhile: Big") {
		t.Errorf("with a draft it shows\n%s", seen)
	}
	b.drafts.Drop(b.ref)
	panetest.Settle(b.Changed(pane.Changed{Ref: b.ref, Item: renamed}))
	if seen := b.screen(); strings.Contains(seen, "Is taken") {
		t.Errorf("sent, it shows\n%s", seen)
	}
	panetest.Settle(b.Changed(pane.Changed{Ref: b.ref, Deleted: true}))
	if !strings.Contains(b.screen(), "Big anvil (deleted)") {
		t.Errorf("deleted it shows\n%s", b.screen())
	}
	panetest.Settle(b.Changed(pane.Changed{Ref: b.ref, Item: renamed}))
	if strings.Contains(b.screen(), "(deleted)") {
		t.Errorf("there again it shows\n%s", b.screen())
	}
}

// A change takes fields away that do not go with it; the cursor stays on the
// fields.
func TestFewerFields(t *testing.T) {
	b := shown(t)
	b.tools.Applies = func(value func(string) collection.Value, key string) bool { return value(state).Text() == "worn" }
	b.run(action.Last)
	it := collection.Item{ID: "1", Name: "Anvil", Values: map[string]collection.Value{"name": collection.String("Anvil"), state: collection.String("lost")}}
	panetest.Settle(b.Changed(pane.Changed{Ref: b.ref, Item: it}))
	if b.on() != "State" || strings.Contains(b.screen(), "Uses") {
		t.Errorf("it is on %q:\n%s", b.on(), b.screen())
	}
}

// A form becomes the row that was created of it; what was said of the form is
// forgotten.
func TestAFormBecomesARow(t *testing.T) {
	b := onBench(t)
	b.begin(change.NewRow{})
	form := b.ref
	b.refused[form] = map[string]string{"name": "is taken"}
	ref, it := hammer()
	if cmd := b.Became(pane.Became{From: ref, To: ref, Item: it}); cmd != nil || !strings.HasPrefix(b.screen(), " New Tool") {
		t.Errorf("another form's row is shown:\n%s", b.screen())
	}
	panetest.Settle(b.Became(pane.Became{From: form, To: ref, Item: it}))
	if b.Ref() != ref || !strings.HasPrefix(b.screen(), " Tool Hammer") || len(b.refused) > 0 {
		t.Errorf("it shows\n%s", b.screen())
	}
	b = onBench(t)
	if cmd := b.Became(pane.Became{}); cmd != nil {
		t.Error("a row is shown where no form was")
	}
}

// What the service refuses is kept for a row that is not shown; and a field that
// is being edited keeps the cursor.
func TestRefusedElsewhere(t *testing.T) {
	b := shown(t)
	b.size(60, 6)
	ref, it := hammer()
	panetest.Settle(b.serviceRefused(pane.Refused{Ref: ref, Fields: map[string]string{code: "is taken"}}))
	if b.on() != "Name" || strings.Contains(b.screen(), "taken") {
		t.Errorf("it is on %s:\n%s", b.on(), b.screen())
	}
	b.edits(notes)
	panetest.Settle(b.serviceRefused(pane.Refused{Ref: b.ref, Fields: map[string]string{code: "is wrong", tags: "are wrong"}}))
	if b.on() != "editing Notes" {
		t.Errorf("it is on %s", b.on())
	}
	b.presses("esc")
	panetest.Settle(b.serviceRefused(pane.Refused{Ref: b.ref, Fields: map[string]string{code: "is wrong", tags: "are wrong"}}))
	if b.on() != "Tags" || !strings.Contains(b.screen(), "▌Tags") { // the first of them
		t.Errorf("it is on %s:\n%s", b.on(), b.screen())
	}
	panetest.Settle(b.Show(b.tools, ref, it, true))
	b.GoTo(code)
	if !strings.Contains(b.screen(), "Is taken") {
		t.Errorf("the other row shows\n%s", b.screen())
	}
}

// The names behind ids are asked for, those of the draft as well.
func TestNamesBehindIDs(t *testing.T) {
	b := onBench(t)
	ref, it := hammer()
	b.drafts.Put(ref, it, shelf, collection.String("s2"), "")
	b.answers["/records"] = `{"custom_object_records":[{"id":"s9","name":"Cellar"},{"id":"s2","name":"Tool chest"}],"meta":{"has_more":false}}`
	b.tool = it
	panetest.Settle(b.Show(b.tools, ref, it, true))
	if !strings.Contains(b.screen(), "Tool chest") {
		t.Errorf("the draft shows\n%s", b.screen())
	}
	b.drafts.Drop(ref)
	if !strings.Contains(b.screen(), "Cellar") {
		t.Errorf("the record shows\n%s", b.screen())
	}
}

// The events of the record shown are asked for with a key; those of another, and
// of a form, are not shown.
func TestEventsOfTheRecordShown(t *testing.T) {
	b := onBench(t)
	if cmd := b.askEvents(); cmd != nil || b.Why(action.Events) != "" {
		t.Error("events of nothing are asked for")
	}
	b.begin(change.NewRow{})
	if cmd := b.askEvents(); cmd != nil || b.Why(action.Events) != "nothing has happened to it yet" {
		t.Errorf("of a form: %q", b.Why(action.Events))
	}
	b = shown(t)
	b.answers["/events"] = `{"events":[{"id":"1","type":"record_created","created_at":"2026-02-01T09:00:00Z","actor":"7"}]}`
	b.layer.LearnName("zen:user", "7", "Ada")
	panetest.Settle(b.answer(work.Events{Ref: collection.Ref{Collection: "tool", ID: "2"}, Events: []collection.Event{{Kind: "record_created"}}}))
	if len(b.shell.Asked) > 0 {
		t.Errorf("events of another are shown: %v", b.shell.Asked)
	}
	b.run(action.Events)
	open, _ := panetest.Last[pane.Open](b.shell)
	if open.Dialog == nil || !open.Unasked || open.Dialog.Title() != "What happened to Anvil" {
		t.Fatalf("asked for %v, said %q", b.shell.Asked, b.shell.Said())
	}
	if seen := panetest.Screen(b.env, open.Dialog, 60, 10); !strings.Contains(seen, "2026-02-01 09:00  Ada created it") {
		t.Errorf("it shows\n%s", seen)
	}
	b.answers["/events"] = `{"events":[]}`
	if b.run(action.Events); b.shell.Said() != "the service tells of nothing that happened to it" {
		t.Errorf("of nothing is said %q", b.shell.Said())
	}
	delete(b.answers, "/events")
	if b.run(action.Events); !strings.HasPrefix(b.shell.Said(), "what happened cannot be shown: 403") {
		t.Errorf("of a failure is said %q", b.shell.Said())
	}
}

// Scopes are those of the field while one is edited.
func TestScopes(t *testing.T) {
	b := shown(t)
	if got := b.Scopes(); len(got) != 3 || got[0] != action.Record || got[1] != action.List || got[2] != action.Records {
		t.Errorf("of a record they are %v", got)
	}
	b.edits("name")
	if got := b.Scopes(); len(got) != 1 || got[0] != action.Field {
		t.Errorf("of a field they are %v", got)
	}
}

// What is below the fields is asked for once the record has rested there: sooner
// where it has the focus.
func TestRestsBeforeCounting(t *testing.T) {
	for focus, want := range map[pane.Name]time.Duration{pane.Record: 2 * time.Second, pane.Records: 10 * time.Second} {
		synctest.Test(t, func(t *testing.T) {
			b := shown(t)
			b.withPointing("Repairs", total(3))
			b.env.Rest, b.shell.InFocus = time.Second, focus
			ref, it := hammer()
			started := time.Now()
			panetest.Settle(b.Show(b.tools, ref, it, true))
			if took := time.Since(started).Round(time.Second); took != want || !strings.Contains(b.screen(), "Repairs") {
				t.Errorf("with the focus on %v it takes %v:\n%s", focus, took, b.screen())
			}
		})
	}
}

// Read again, a record shows the fields that go with what it has now.
func TestFieldsOfWhatIsRead(t *testing.T) {
	b := shown(t)
	b.tools.Applies = func(value func(string) collection.Value, key string) bool {
		return key != code || value(state).Text() == "worn"
	}
	b.tool.Values[state] = collection.String("lost")
	b.run(action.Refresh)
	if strings.Contains(b.screen(), "Code") {
		t.Errorf("it shows\n%s", b.screen())
	}
}
