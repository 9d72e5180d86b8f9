package write

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"zco/tui/action"
	"zco/tui/domain/change"
	"zco/tui/domain/collection"
	"zco/tui/domain/journal"
	"zco/tui/pane"
	"zco/tui/pane/panetest"
	"zco/tui/work"
)

// sessions are journals of one folder, opened one after the other, on a clock
// that goes on by ten minutes with each draft.
type sessions struct {
	t    *testing.T
	dir  string
	past time.Duration
}

func (o *sessions) open() *journal.Journal {
	o.t.Helper()
	j, err := journal.Open(o.dir, journal.Options{Clock: func() time.Time { return panetest.Now.Add(-o.past) }})
	if err != nil {
		o.t.Fatal(err)
	}
	o.t.Cleanup(func() { _ = j.Close() })
	return j
}

func (o *sessions) put(j *journal.Journal, ref collection.Ref, name, key string) {
	o.past -= 10 * time.Minute
	(&change.DraftStore{Journal: j, Account: "account"}).Put(ref, collection.Item{Name: name}, key, `"Oslo"`, "")
	if err := j.Flush(o.t.Context()); err != nil {
		o.t.Fatal(err)
	}
}

// kept is a stage with a draft of each sort.
func kept(t *testing.T) (*stage, *sessions) {
	t.Helper()
	o := &sessions{t: t, dir: filepath.Join(t.TempDir(), "journal"), past: 2 * time.Hour}
	earlier := o.open()
	o.put(earlier, collection.Ref{Collection: "asset", ID: "earlier"}, "Left behind", location)
	if err := earlier.Close(); err != nil {
		t.Fatal(err)
	}
	j := o.open()
	theirs := o.open()
	o.put(theirs, collection.Ref{Collection: "asset", ID: "theirs"}, "Theirs", location)
	s := on(t, j)
	o.put(j, collection.Ref{Collection: "asset", ID: "named"}, "A name that is so long that the list has no room for the whole of it", location)
	o.put(j, collection.Ref{Collection: "asset", ID: "named"}, "A name that is so long that the list has no room for the whole of it", "name")
	o.put(j, collection.Ref{Collection: "asset", ID: "nameless"}, "", location)
	o.put(j, s.drafts.NewRef("asset"), "", "name")
	o.put(j, s.drafts.NewRef("asset"), "", location)
	o.put(j, collection.Ref{Collection: "gone", ID: "1"}, "Of no object", location)
	return s, o
}

// The list of drafts, with what a discarding asks, the question about a draft
// of no object, and that for the key of a row.
func TestScreensOfDrafts(t *testing.T) {
	for _, size := range [][2]int{{100, 30}, {36, 8}, {26, 4}} {
		s, _ := kept(t)
		var out strings.Builder
		shot := func(title string) {
			fmt.Fprintf(&out, "--- %s: %s", title, panetest.Framed(s.env, s.dialog(), size[0], size[1]))
		}
		s.opts.EditDir = t.TempDir()
		s.run(action.Drafts)
		shot("drafts")
		panetest.Press(s.dialog(), "down", "down", "ctrl+x")
		shot("discard it?")
		panetest.Press(s.dialog(), "ctrl+x")
		shot("discarded")
		panetest.Type(s.dialog(), "Of no")
		panetest.Press(s.dialog(), "enter")
		shot("of no object")
		s.run(action.Upsert)
		shot("by which key")
		panetest.Press(s.dialog(), "enter")
		shot("by the external ID")
		panetest.Golden(t, fmt.Sprintf("drafts_%dx%d.txt", size[0], size[1]), out.String())
	}
}

// listed is what the list of drafts shows.
func (s *stage) listed() string { return panetest.Screen(s.env, s.dialog(), 100, 30) }

// A draft is discarded from the list once its key is pressed twice, that one
// alone; another session's stays.
func TestDraftsAreDiscardedFromTheList(t *testing.T) {
	s, _ := kept(t)
	s.run(action.Drafts)
	n := s.drafts.Count()
	find := func(name string) {
		panetest.Press(s.dialog(), "ctrl+u")
		panetest.Type(s.dialog(), name)
	}
	find("nameless")
	if panetest.Press(s.dialog(), "ctrl+x"); s.drafts.Count() != n || !strings.Contains(s.listed(), "again discards what was typed for nameless") {
		t.Errorf("%d of %d drafts:\n%s", s.drafts.Count(), n, s.listed())
	}
	panetest.Press(s.dialog(), "ctrl+x", "ctrl+u")
	if seen := s.listed(); s.drafts.Count() != n-1 || strings.Contains(seen, "nameless") || !strings.Contains(seen, "Left behind") || !strings.Contains(seen, "Of no object") {
		t.Errorf("%d of %d drafts:\n%s", s.drafts.Count(), n, seen)
	}
	find("Theirs")
	panetest.Press(s.dialog(), "ctrl+x", "ctrl+x")
	if !strings.Contains(s.listed(), "Theirs") || s.shell.Said() != "Theirs is not kept here, and stays" {
		t.Errorf("said %q:\n%s", s.shell.Said(), s.listed())
	}
	find("Left behind")
	panetest.Press(s.dialog(), "enter")
	if o, ok := panetest.Last[pane.OpenRecord](s.shell); !ok || o.Ref.ID != "earlier" {
		t.Errorf("opened is %+v", o)
	}
}

// The list has at most eighteen rows.
func TestManyDraftsAreScrolled(t *testing.T) {
	s := on(t, memory(t))
	for n := range 40 {
		s.drafts.Put(collection.Ref{Collection: "asset", ID: fmt.Sprint(n)}, collection.Item{}, location, `"x"`, "")
	}
	s.run(action.Drafts)
	if w, h := s.dialog().Size(120, 60); w != 84 || h != 19 || s.dialog().Title() != "40 drafts not sent" {
		t.Errorf("%q has %d by %d cells", s.dialog().Title(), w, h)
	}
	s = on(t, memory(t))
	if s.run(action.Drafts); s.shell.Said() != "No drafts: everything typed was sent or discarded" {
		t.Errorf("without any said %q", s.shell.Said())
	}
}

// The draft of a new row opens its form, one of an object that is no more is
// copied, discarded or kept.
func TestDraftsAreOpened(t *testing.T) {
	s, _ := kept(t)
	s.run(action.Drafts)
	panetest.Type(s.dialog(), "new: Oslo")
	panetest.Press(s.dialog(), "enter")
	if o, ok := panetest.Last[pane.OpenForm](s.shell); !ok || !s.drafts.IsNew(o.Ref) {
		t.Errorf("opened is %+v", o)
	}
	gone := collection.Ref{Collection: "gone", ID: "1"}
	s.drafts.Put(gone, collection.Item{}, "a", "", "half")
	s.drafts.Put(gone, collection.Item{}, "zco:set-by", `"name"`, "x") // no field
	for _, keys := range [][]string{{"down", "down", "enter"}, {"enter"}, {"down", "enter"}} {
		s.run(action.Drafts)
		panetest.Type(s.dialog(), "Of no")
		panetest.Press(s.dialog(), "enter")
		if s.dialog().Title() != "There is no object gone any more" {
			t.Fatalf("asked is %q", s.dialog().Title())
		}
		panetest.Press(s.dialog(), keys...)
		if left := s.drafts.HasDraft(gone); left == (len(keys) == 2) {
			t.Errorf("%v: the draft is left: %v", keys, left)
		}
	}
	if c, _ := panetest.Last[pane.Copy](s.shell); c.Text != "a: half\ncustom_object_fields.location: Oslo\n" || c.What != "the draft" {
		t.Errorf("copied is %+v", c)
	}
	s.openLeft(change.Left{Path: "/edit/x.yaml", Ref: gone})
	if s.shell.Said() != "there is no object gone any more; the text is in /edit/x.yaml" {
		t.Errorf("said %q", s.shell.Said())
	}
}

// Drafts from earlier are told of once; those of this session are known.
func TestDraftsFromEarlierAreToldOnce(t *testing.T) {
	s, _ := kept(t)
	s.Ready()
	if s.shell.Said() != "1 draft from earlier: U lists them" {
		t.Errorf("said %q", s.shell.Said())
	}
	s.shell.Asked = nil
	if s.Ready(); s.shell.Said() != "" {
		t.Errorf("again said %q", s.shell.Said())
	}
}

// That the disk fails is told, and that it is well again.
func TestTheDiskIsToldOf(t *testing.T) {
	s := on(t, memory(t))
	s.onDisk(work.OnDisk{Err: errors.New("no room")})
	if say, _ := panetest.Last[pane.Say](s.shell); say.Kind != pane.Failure || say.Text != "no room" {
		t.Errorf("said %+v", say)
	}
	s.onDisk(work.OnDisk{})
	if say, _ := panetest.Last[pane.Say](s.shell); say.Kind != pane.Success || len(s.Status()) != 0 {
		t.Errorf("said %+v, status %v", say, s.Status())
	}
}

// The bar tells that a change is on its way.
func TestSendingIsTold(t *testing.T) {
	s := on(t, memory(t))
	s.typed(location, "Oslo")
	s.run(action.SendRow)
	s.dialog().Key(panetest.Key("enter"))
	if parts := s.Status(); len(parts) != 2 || !strings.HasPrefix(parts[0].Text, "sending") {
		t.Errorf("the status is %v", parts)
	}
}

// A change that tells no name leaves that of a draft as it was.
func TestADraftKeepsItsName(t *testing.T) {
	s := on(t, memory(t))
	s.typed(location, "Oslo")
	s.Watch(pane.Changed{Ref: s.shell.At.Ref()})
	s.run(action.Drafts)
	if !strings.Contains(s.listed(), s.item.Name) {
		t.Errorf("listed is\n%s", s.listed())
	}
}

// What another session sent is in the history as it opens.
func TestHistoryOfOtherSessions(t *testing.T) {
	o := &sessions{t: t, dir: filepath.Join(t.TempDir(), "journal")}
	s := on(t, o.open())
	theirs := o.open()
	id, err := theirs.Begin(t.Context(), journal.Entry{Account: "account", Object: "asset", Record: "1", Name: "Theirs", Action: journal.Update})
	if err != nil {
		t.Fatal(err)
	}
	theirs.Finish(id, journal.Outcome{Result: journal.OK})
	if err := theirs.Flush(t.Context()); err != nil {
		t.Fatal(err)
	}
	s.run(action.History)
	if !strings.Contains(s.listed(), "Changed Theirs") {
		t.Errorf("listed is\n%s", s.listed())
	}
}

// Where the cursor is on nothing, or the fields are not known yet, no row is
// copied or sent; a new one is of the table's object.
func TestRowsWithoutASubject(t *testing.T) {
	s := on(t, memory(t))
	col, schema := s.shell.At.Collection, s.shell.At.Schema
	says := func(id action.ID, kind pane.Kind, want string) {
		t.Helper()
		s.shell.Asked = nil
		if s.run(id); len(s.shell.Asked) != 1 || s.shell.Asked[0] != (pane.Say{Kind: kind, Text: want}) {
			t.Errorf("%s: asked %+v, not %q", id, s.shell.Asked, want)
		}
	}
	s.shell.At.Schema = nil
	says(action.Duplicate, pane.Note, "there is nothing under the cursor to copy")
	says(action.SendRow, pane.Note, "there is nothing under the cursor")
	s.shell.At = nil
	says(action.Duplicate, pane.Note, "choose an object first")
	says(action.New, pane.Note, "choose an object first")
	says(action.Upsert, pane.Note, "choose an object first")
	says(action.SendRow, pane.Note, "there is nothing under the cursor")
	says(action.Delete, pane.Note, "there is nothing under the cursor")
	s.shell.InFront = &panetest.Table{Of: col, Fields: schema}
	says(action.Duplicate, pane.Note, "there is nothing under the cursor to copy")
	if s.run(action.New); len(panetest.All[pane.OpenForm](s.shell)) != 1 {
		t.Errorf("asked %+v", s.shell.Asked)
	}
	col.Create, col.Upsert = nil, nil
	s.env.ReadOnly = "read-only"
	s.undo(journal.Entry{Action: journal.Update})
	if say, _ := panetest.Last[pane.Say](s.shell); say != (pane.Say{Kind: pane.Warning, Text: "read-only"}) {
		t.Errorf("an undo says %+v", say)
	}
	says(action.Undo, pane.Note, "there is no sent change to undo")
	says(action.Drafts, pane.Note, "No drafts: everything typed was sent or discarded")
	says(action.New, pane.Warning, "Assets cannot be created here")
	says(action.Upsert, pane.Warning, "the service does not set Assets by a key")
}

// A row is set by its name only where names are unique.
func TestUpsertByName(t *testing.T) {
	s := on(t, memory(t))
	choose := func(unique bool) {
		s.shell.At.Schema.UniqueName, s.shell.Asked = unique, nil
		s.run(action.Upsert)
		panetest.Press(s.dialog(), "down", "enter")
	}
	if choose(false); s.dialog().Title() != "Set Asset" || !strings.Contains(s.listed(), "Names are not unique here") {
		t.Errorf("%q:\n%s", s.dialog().Title(), s.listed())
	}
	if choose(true); s.dialog().Title() != "Set Asset by its name" {
		t.Errorf("asked is %q", s.dialog().Title())
	}
	s.shell.At.Schema = nil
	s.run(action.Upsert)
	if !strings.Contains(s.listed(), "not unique") {
		t.Errorf("without fields\n%s", s.listed())
	}
}

// Only what the service did ends what it forbade; a change of nothing says
// nothing.
func TestWhatEndsAForbidding(t *testing.T) {
	s := on(t, memory(t))
	s.forbidden[kind{"roles", journal.Update}] = "no"
	c := change.Sent{Ending: change.Refused, Change: change.Change{Action: journal.Update, Collection: &collection.Collection{ID: "roles", Family: "roles"}, Ref: collection.Ref{Collection: "roles"}}}
	if s.sent(c); s.Forbids(action.EditField, "roles") == "" {
		t.Error("it is allowed though nothing was saved")
	}
	s.sent(change.Sent{Err: errors.New("no")})
}
