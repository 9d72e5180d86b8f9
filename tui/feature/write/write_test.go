package write

import (
	"context"
	"path/filepath"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"zco/api"
	"zco/api/sandbox"
	"zco/tui/action"
	"zco/tui/domain/change"
	"zco/tui/domain/collection"
	"zco/tui/domain/journal"
	"zco/tui/feature/write/history"
	"zco/tui/pane"
	"zco/tui/pane/panetest"
	"zco/tui/work"
)

const asset = "01GGTT6E00R28WJ0KVYRQ78KKP"

// stage is the feature over a sandbox, with the cursor on an asset.
type stage struct {
	*Feature
	t      *testing.T
	shell  *panetest.Shell
	server *sandbox.Server
	item   collection.Item
}

// on returns a feature over a journal.
func on(t *testing.T, j *journal.Journal) *stage {
	t.Helper()
	server := sandbox.New(sandbox.Options{Records: 100})
	client, err := api.New("http://127.0.0.1:1", api.WithTransport(server.Transport()), api.WithCredentials(api.TokenCredentials("agent@sandbox.example", "sandbox-token")))
	if err != nil {
		t.Fatal(err)
	}
	env, shell := panetest.Env(t)
	col := collection.Records(api.Object{Key: "asset", Title: "Asset", TitlePluralized: "Assets"})
	schema, err := col.Schema(t.Context(), client)
	if err != nil {
		t.Fatal(err)
	}
	it, err := col.Get(t.Context(), client, asset)
	if err != nil {
		t.Fatal(err)
	}
	layer := work.New(t.Context(), client)
	env.Names = layer
	shell.Has = []*collection.Collection{col}
	shell.At = &pane.Subject{Collection: col, Schema: schema, Item: it}
	s := &stage{t: t, shell: shell, server: server, item: it}
	s.Feature = New(env, Options{Context: t.Context(), Layer: layer, Journal: j, Account: "account", User: "me", Kept: true})
	return s
}

func memory(t *testing.T) *journal.Journal {
	j := journal.InMemory(journal.Options{})
	t.Cleanup(func() { _ = j.Close() })
	return j
}

// run runs a command of the feature and what comes of it. What a command
// brings for a handler is handled, and so are the feature's own requests.
func (s *stage) run(id action.ID) {
	s.t.Helper()
	cmd, known := action.Index(s.Commands()).Run(id)
	if !known {
		s.t.Fatalf("%s is not known", id)
	}
	handlers := pane.Handlers{}
	handlers.Add(s.Handlers()...)
	for _, msg := range panetest.Settle(cmd) {
		if then, known := panetest.Do(handlers, msg); known {
			panetest.Settle(then)
		}
	}
}

// dialog is the dialog that was opened last.
func (s *stage) dialog() pane.Dialog {
	s.t.Helper()
	open, ok := panetest.Last[pane.Open](s.shell)
	if !ok {
		s.t.Fatalf("no dialog was opened; said: %s", s.shell.Said())
	}
	return open.Dialog
}

// type_ types into a field of the asset.
func (s *stage) typed(key, text string) {
	s.drafts.Put(s.shell.At.Ref(), s.item, key, collection.String(text), "")
}

const location = "custom_object_fields.location"

// A draft is reviewed, and sent by nothing but enter; the row is busy from
// then until the answer is there, and whoever leaves meanwhile is asked.
func TestSendRow(t *testing.T) {
	s := on(t, memory(t))
	s.run(action.SendRow)
	if s.shell.Said() != "nothing was changed" {
		t.Errorf("said %q", s.shell.Said())
	}
	s.typed(location, "Oslo")
	s.run(action.SendRow)
	if s.leaving() != "" {
		t.Errorf("leaving is asked about before anything is sent: %s", s.leaving())
	}
	s.server.ResetJournal()
	cmd, done := s.dialog().Key(panetest.Key("enter"))
	if !done || !s.review.Busy(s.shell.At.Ref()) || len(s.server.Journal()) != 0 {
		t.Fatalf("done %v, busy %v, %d requests before the command runs", done, s.review.Busy(s.shell.At.Ref()), len(s.server.Journal()))
	}
	if !strings.Contains(s.leaving(), "1 change is being sent") {
		t.Errorf("whoever leaves now is not asked: %q", s.leaving())
	}
	s.run(action.SendRow)
	if !strings.Contains(s.shell.Said(), "being sent already") {
		t.Errorf("the second time said %q", s.shell.Said())
	}
	panetest.Settle(cmd)
	if s.review.Busy(s.shell.At.Ref()) || s.leaving() != "" || s.drafts.Count() != 0 || !strings.HasPrefix(s.shell.Said(), "saved ") {
		t.Errorf("busy %v, leaving %q, %d drafts, said %q", s.review.Busy(s.shell.At.Ref()), s.leaving(), s.drafts.Count(), s.shell.Said())
	}
	if n := len(s.server.Journal()); n != 2 {
		t.Errorf("%d requests", n)
	}
}

// What was sent is undone through a review of its own; there must be something.
func TestUndoLast(t *testing.T) {
	s := on(t, memory(t))
	s.run(action.Undo)
	if s.shell.Said() != "there is no sent change to undo" {
		t.Errorf("said %q", s.shell.Said())
	}
	s.typed(location, "Oslo")
	s.run(action.SendRow)
	panetest.Press(s.dialog(), "enter")
	s.run(action.Undo)
	if title := s.dialog().Title(); !strings.HasPrefix(title, "Undo: Send 1 change") {
		t.Fatalf("the review is %q", title)
	}
	panetest.Press(s.dialog(), "enter")
	s.run(action.Undo)
	if s.shell.Said() != "there is no sent change to undo" {
		t.Errorf("after the undo said %q", s.shell.Said())
	}
}

// Each kind of entry goes to who can take it back, and one that failed to
// nobody.
func TestUndoGoesToItsOwner(t *testing.T) {
	s := on(t, memory(t))
	for _, e := range []journal.Entry{
		{Object: "asset", Action: journal.Bulk, Result: journal.OK}, {Object: "asset", Action: journal.Verb, Result: journal.OK},
		{Object: "asset", Action: journal.Verb, Result: journal.Failed}, {Object: "gone", Action: journal.Update, Result: journal.OK},
	} {
		s.undo(e)
	}
	if n := len(panetest.All[pane.UndoJob](s.shell)); n != 1 {
		t.Errorf("%d jobs are undone", n)
	}
	if n := len(panetest.All[pane.UndoVerb](s.shell)); n != 1 {
		t.Errorf("%d verbs are undone", n)
	}
	says := panetest.All[pane.Say](s.shell)
	if len(says) != 2 || !strings.Contains(says[0].Text, "did not take") || !strings.Contains(says[1].Text, "no object gone") {
		t.Errorf("said %v", says)
	}
	s.env.ReadOnly = "nothing may be written"
	if s.undo(journal.Entry{Object: "asset", Action: journal.Bulk}); s.shell.Said() != s.env.ReadOnly {
		t.Errorf("read-only said %q", s.shell.Said())
	}
}

// What the service forbids is told before anything is typed, until it is
// allowed; for records it says nothing of the others.
func TestForbids(t *testing.T) {
	s := on(t, memory(t))
	roles := &collection.Collection{ID: "roles", Family: "roles"}
	refused := change.Sent{Ending: change.Refused, Err: &api.Error{Status: 403}}
	refused.Change = change.Change{Action: journal.Update, Collection: roles, Ref: collection.Ref{Collection: "roles", ID: "1"}}
	s.sent(refused)
	if s.Forbids(action.EditField, "roles") == "" || s.Forbids(action.New, "roles") != "" || s.Forbids(action.EditField, "asset") != "" || s.Forbids(action.Sort, "roles") != "" {
		t.Error("the refusal is not that of changing roles")
	}
	refused.Ending, refused.Err = change.Saved, nil
	if s.sent(refused); s.Forbids(action.EditField, "roles") != "" {
		t.Error("it is forbidden after it was done")
	}
	refused.Ending, refused.Err, refused.Change.Collection = change.Refused, &api.Error{Status: 403}, &collection.Collection{ID: "asset"}
	if s.sent(refused); s.Forbids(action.EditField, "asset") != "" {
		t.Error("one record speaks for all")
	}
}

// The forms of new rows: empty, as a copy, set by a key.
func TestNewRows(t *testing.T) {
	s := on(t, memory(t))
	s.run(action.New)
	s.run(action.Duplicate)
	forms := panetest.All[pane.OpenForm](s.shell)
	if len(forms) != 2 {
		t.Fatalf("%d forms, said %q", len(forms), s.shell.Said())
	}
	if _, drafted := s.drafts.Record(forms[0].Ref); drafted {
		t.Error("the empty form is not empty")
	}
	if d, _ := s.drafts.Record(forms[1].Ref); d.Fields[location].Mine != s.item.Value(location) {
		t.Errorf("the copy holds %v", d.Fields)
	}
	s.run(action.Upsert)
	panetest.Press(s.dialog(), "enter")
	panetest.Type(s.dialog(), "A-1")
	panetest.Press(s.dialog(), "enter")
	last, _ := panetest.Last[pane.OpenForm](s.shell)
	if d, _ := s.drafts.Record(last.Ref); d.Fields["external_id"].Mine != `"A-1"` {
		t.Errorf("set by a key holds %v", d.Fields)
	}
}

// A deletion is reviewed, and agreed to with one key.
func TestDelete(t *testing.T) {
	s := on(t, memory(t))
	remove := s.shell.At.Collection.Delete
	s.shell.At.Collection.Delete = nil
	s.server.ResetJournal()
	if s.run(action.Delete); len(s.server.Journal()) != 0 || len(s.shell.Asked) != 1 || !strings.Contains(s.shell.Said(), "deleted") {
		t.Errorf("what cannot be deleted: asked %v", s.shell.Asked)
	}
	s.shell.At.Collection.Delete = remove
	s.run(action.Delete)
	d := s.dialog()
	if _, told := panetest.Last[pane.Changed](s.shell); told || s.review.Sending() != 0 {
		t.Fatal("it is deleted unasked")
	}
	if _, done := panetest.Press(d, "enter"); !done {
		t.Fatal("enter does not delete it")
	}
	if c, ok := panetest.Last[pane.Changed](s.shell); !ok || !c.Deleted || c.Ref.ID != asset {
		t.Errorf("told %v, said %q", c, s.shell.Said())
	}
}

// With others selected, the question says which row is meant, and the key for
// the others.
func TestDeleteIsNotOfTheSelected(t *testing.T) {
	for name, c := range map[string]struct {
		marked []collection.Item
		want   string
	}{
		"none":       {nil, ""},
		"itself":     {[]collection.Item{{ID: asset}}, ""},
		"another":    {[]collection.Item{{ID: "2"}}, "not the 1 selected: X deletes those."},
		"with other": {[]collection.Item{{ID: asset}, {ID: "2"}}, "not the 2 selected: X deletes those."},
	} {
		s := on(t, memory(t))
		s.shell.InFront = &panetest.Table{Of: s.shell.At.Collection, Marked: c.marked}
		s.run(action.Delete)
		seen := strings.Join(strings.Fields(panetest.Screen(s.env, s.dialog(), 100, 40)), " ")
		if c.want == "" && strings.Contains(seen, "selected") || !strings.Contains(seen, c.want) {
			t.Errorf("%s: it shows %s", name, seen)
		}
		if c.want != "" && !strings.Contains(seen, "Only "+s.item.Name+" is deleted") {
			t.Errorf("%s: it does not name the row: %s", name, seen)
		}
	}
}

// A draft that is open in another session is listed and cannot be taken.
func TestDraftOfAnotherSession(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "journal")
	open := func() *journal.Journal {
		j, err := journal.Open(dir, journal.Options{})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = j.Close() })
		return j
	}
	theirs := open()
	there := &change.DraftStore{Journal: theirs, Account: "account"}
	there.Put(collection.Ref{Collection: "asset", ID: asset}, collection.Item{Name: "Theirs"}, location, `"Rome"`, "")
	if err := theirs.Flush(context.Background()); err != nil {
		t.Fatal(err)
	}
	s := on(t, open())
	s.run(action.Drafts)
	d := s.dialog()
	if seen := panetest.Screen(s.env, d, 80, 24); !strings.Contains(seen, "Theirs") {
		t.Fatalf("it is not listed:\n%s", seen)
	}
	if _, done := panetest.Press(d, "enter"); done || len(panetest.All[pane.OpenRecord](s.shell)) != 0 {
		t.Error("it can be taken")
	}
	s.drafts.Put(collection.Ref{Collection: "asset", ID: "2"}, collection.Item{Name: "Ours"}, location, `"Bonn"`, "")
	s.run(action.Drafts)
	panetest.Type(s.dialog(), "Ours")
	panetest.Press(s.dialog(), "enter")
	if o, ok := panetest.Last[pane.OpenRecord](s.shell); !ok || o.Ref.ID != "2" {
		t.Errorf("asked for %v", o)
	}
}

// A draft is listed by the name that its record has now, as old as it is.
func TestDraftsAreListedByTheNameNow(t *testing.T) {
	s := on(t, memory(t))
	s.typed(location, "Oslo")
	before, _ := s.drafts.Record(s.shell.At.Ref())
	now := s.item
	now.Name = "Renamed"
	s.Watch(pane.Changed{Ref: s.shell.At.Ref(), Item: now})
	s.Watch(pane.Changed{Ref: collection.Ref{Collection: "asset", ID: "2"}, Item: now}) // it has no draft
	if s.drafts.Count() != 1 {
		t.Errorf("%d drafts", s.drafts.Count())
	}
	s.run(action.Drafts)
	if seen := panetest.Screen(s.env, s.dialog(), 100, 24); !strings.Contains(seen, "Renamed") || strings.Contains(seen, s.item.Name[:8]) {
		t.Errorf("it is listed as\n%s", seen)
	}
	after, _ := s.drafts.Record(s.shell.At.Ref())
	if before.Name = "Renamed"; !reflect.DeepEqual(before, after) {
		t.Errorf("more than the name is another:\n%+v\n%+v", before, after)
	}
}

// The bar and the last words tell of drafts, and louder where the disk does
// not have them.
func TestDraftsAreToldOf(t *testing.T) {
	s := on(t, memory(t))
	if len(s.Status()) != 0 || s.Farewell() != "" || s.Mark("asset") != "" {
		t.Error("drafts are told of where there are none")
	}
	s.typed(location, "Oslo")
	if parts := s.Status(); len(parts) != 1 || !strings.Contains(parts[0].Text, "1 draft") || !strings.Contains(s.Farewell(), "kept") {
		t.Errorf("%v; %q", parts, s.Farewell())
	}
	if s.Mark("asset") == "" || s.Mark("car") != "" {
		t.Errorf("marks %q and %q", s.Mark("asset"), s.Mark("car"))
	}
	s.onDisk(work.OnDisk{Err: context.DeadlineExceeded})
	if parts := s.Status(); len(parts) != 2 || parts[1].Tone != pane.Alarm || !strings.Contains(s.Farewell(), "NOT on disk") {
		t.Errorf("%v; %q", parts, s.Farewell())
	}
}

// The history opens, and lists what is sent while it is open.
func TestHistoryFollows(t *testing.T) {
	s := on(t, memory(t))
	s.run(action.History)
	h, ok := s.dialog().(*history.Model)
	if !ok || !strings.Contains(panetest.Screen(s.env, h, 80, 24), "Nothing was sent yet") {
		t.Fatal("the history is not empty")
	}
	s.typed(location, "Oslo")
	s.run(action.SendRow)
	panetest.Press(s.dialog(), "enter")
	if seen := panetest.Screen(s.env, h, 80, 24); !strings.Contains(seen, "Changed "+s.item.Name[:8]) {
		t.Errorf("it does not list what was sent:\n%s", seen)
	}
}

// leaving is what the person is told who leaves now.
func (s *stage) leaving() string {
	_, words := s.Leaving()
	return words
}

// What an editor left counts at the start, as it is listed.
func TestTheStartCountsWhatAnEditorLeft(t *testing.T) {
	s := on(t, memory(t))
	if s.Ready(); s.shell.Said() != "" {
		t.Errorf("said %q of nothing", s.shell.Said())
	}
	s = on(t, memory(t))
	s.opts.Left = 2
	if s.Ready(); !strings.Contains(s.shell.Said(), "2 drafts from earlier") {
		t.Errorf("said %q", s.shell.Said())
	}
}

// The marks of the list of objects are drawn at each key: a person with many
// drafts types as fast as one with none.
func TestMarkCostsLittle(t *testing.T) {
	j := memory(t)
	s := on(t, j)
	for i := range 700 {
		j.Put(journal.Key{Account: "account", Object: "asset", Record: strconv.Itoa(i)}, journal.About{Name: "x"}, "location", journal.Edit{Mine: api.String("x")})
	}
	if got := s.Mark("asset"); !strings.HasSuffix(got, "700") {
		t.Errorf("the mark is %q", got)
	}
	if n := testing.AllocsPerRun(10, func() { s.Mark("asset") }); n > 10 {
		t.Errorf("a mark takes %.0f allocations", n)
	}
}

// What an editor left is listed below the drafts, and opened from there.
func TestWhatAnEditorLeftIsOpened(t *testing.T) {
	s := on(t, memory(t))
	left := change.Left{Path: "/edit/asset-1.yaml", Ref: s.shell.At.Ref()}
	s.openDrafts(draftsRead{left: []change.Left{left}})
	if seen := panetest.Screen(s.env, s.dialog(), 80, 24); !strings.Contains(seen, "asset-1.yaml") || !strings.Contains(seen, "left by the editor") {
		t.Fatalf("it is not listed:\n%s", seen)
	}
	if _, done := panetest.Press(s.dialog(), "ctrl+x", "ctrl+x"); done || !strings.Contains(panetest.Screen(s.env, s.dialog(), 80, 24), "asset-1.yaml") {
		t.Error("it is discarded")
	}
	panetest.Press(s.dialog(), "enter")
	if o, ok := panetest.Last[pane.OpenLeft](s.shell); !ok || o.Left.Path != left.Path {
		t.Errorf("asked for %v", s.shell.Asked)
	}
}
