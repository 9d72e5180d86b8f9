package review

import (
	"net/http"
	"path/filepath"
	"strings"
	"testing"

	"zco/api"
	"zco/api/sandbox"
	"zco/tui/action"
	"zco/tui/domain/change"
	"zco/tui/domain/collection"
	"zco/tui/domain/journal"
	"zco/tui/pane"
	"zco/tui/pane/panetest"
	"zco/tui/work"
)

const (
	asset    = "01GGTT6E00R28WJ0KVYRQ78KKP"
	location = "custom_object_fields.location"
)

// stage is a controller over a sandbox, with a draft of an asset.
type stage struct {
	*Controller
	t      *testing.T
	shell  *panetest.Shell
	server *sandbox.Server
	client *api.Client
	change change.Change
	ends   []change.Sent
}

func onStage(t *testing.T) *stage {
	t.Helper()
	s := &stage{t: t, server: sandbox.New(sandbox.Options{Records: 100})}
	var err error
	s.client, err = api.New("http://127.0.0.1:1", api.WithTransport(s.server.Transport()), api.WithCredentials(api.TokenCredentials("agent@sandbox.example", "sandbox-token")))
	if err != nil {
		t.Fatal(err)
	}
	env, shell := panetest.Env(t)
	layer := work.New(t.Context(), s.client)
	env.Names, s.shell = layer, shell
	col := collection.Records(api.Object{Key: "asset", Title: "Asset", TitlePluralized: "Assets"})
	schema, err := col.Schema(t.Context(), s.client)
	if err != nil {
		t.Fatal(err)
	}
	it, err := col.Get(t.Context(), s.client, asset)
	if err != nil {
		t.Fatal(err)
	}
	j := journal.InMemory(journal.Options{})
	t.Cleanup(func() { _ = j.Close() })
	drafts := &change.DraftStore{Journal: j, Account: "account"}
	s.change = change.Change{
		Action: journal.Update, Collection: col, Schema: schema, Ref: collection.Ref{Collection: "asset", ID: asset}, Item: it, Drafted: true,
		Edits: []collection.Edit{{Key: location, Base: it.Value(location), Mine: collection.String("Oslo")}},
	}
	drafts.Put(s.change.Ref, it, location, collection.String("Oslo"), "")
	s.Controller = New(env, layer, work.NewWriter(layer, j, "account", "me", env.Now), drafts, func(sent change.Sent) { s.ends = append(s.ends, sent) })
	s.server.ResetJournal()
	return s
}

// dialog is the dialog that was opened last, and whether a key asked for it.
func (s *stage) dialog() (d pane.Dialog, asked bool) {
	s.t.Helper()
	open, ok := panetest.Last[pane.Open](s.shell)
	if !ok {
		s.t.Fatalf("no dialog was opened; said %q", s.shell.Said())
	}
	return open.Dialog, !open.Unasked
}

// press gives keys to the dialog in front.
func (s *stage) press(keys ...string) (done bool) {
	d, _ := s.dialog()
	_, done = panetest.Press(d, keys...)
	return done
}

// propose opens the review.
func (s *stage) propose() {
	s.t.Helper()
	panetest.Settle(s.Propose(change.Propose{Change: s.change}))
	if _, asked := s.dialog(); !asked {
		s.t.Error("the review that a key asked for waits until typing pauses")
	}
}

// somebody sets the location as another person would.
func (s *stage) somebody(to string) {
	s.t.Helper()
	if _, err := s.change.Collection.Update(s.t.Context(), s.client, asset, collection.Patch{location: collection.String(to)}); err != nil {
		s.t.Fatal(err)
	}
	s.server.ResetJournal()
}

// writes are how many requests changed something.
func (s *stage) writes() (n int) {
	for _, e := range s.server.Journal() {
		if e.Method != http.MethodGet {
			n++
		}
	}
	return n
}

// conflict makes a conflict, and its dialog is in front.
func (s *stage) conflict() *conflict {
	s.t.Helper()
	s.propose()
	s.somebody("Rome")
	s.press("enter")
	d, asked := s.dialog()
	c, ok := d.(*conflict)
	if !ok || asked || s.writes() != 0 {
		s.t.Fatalf("%T is in front, asked %v, %d writes; said %q", d, asked, s.writes(), s.shell.Said())
	}
	return c
}

// A change of the same field by somebody else is decided by a key for each
// side; each leads to the review of what is left.
func TestConflictKeys(t *testing.T) {
	for key, want := range map[string]string{"w": "Bergen", "m": "Oslo"} {
		s := onStage(t)
		c := s.conflict()
		seen := panetest.Screen(s.env, c, 80, 24)
		for _, value := range []string{"was", "Bergen", "theirs", "Rome", "mine", "Oslo", "as it was", "write it anew"} {
			if !strings.Contains(seen, value) {
				t.Fatalf("no %q in:\n%s", value, seen)
			}
		}
		if s.press("enter") {
			t.Fatal("enter ends it before it is decided")
		}
		if !s.press(key, "enter") {
			t.Fatalf("%s does not decide", key)
		}
		d, _ := s.dialog()
		if review := panetest.Screen(s.env, d, 80, 24); !strings.Contains(review, "Rome") || !strings.Contains(review, want) {
			t.Errorf("%s leads to:\n%s", key, review)
		}
		s.press("enter")
		if s.writes() != 1 || s.drafts.HasDraft(s.change.Ref) {
			t.Errorf("%s: %d writes, draft %v; said %q", key, s.writes(), s.drafts.HasDraft(s.change.Ref), s.shell.Said())
		}
	}
}

// Theirs leaves nothing to send, and no draft.
func TestConflictTheirs(t *testing.T) {
	s := onStage(t)
	s.conflict()
	if !s.press("t", "enter") || s.writes() != 0 || s.drafts.HasDraft(s.change.Ref) || !strings.Contains(s.shell.Said(), "theirs stays") {
		t.Errorf("%d writes, draft %v, said %q", s.writes(), s.drafts.HasDraft(s.change.Ref), s.shell.Said())
	}
}

// What is written anew is the value; leaving the dialog keeps the draft.
func TestConflictWrittenAnew(t *testing.T) {
	s := onStage(t)
	c := s.conflict()
	if s.press("e", "ctrl+u", "w", "t", "enter"); c.typing != nil || c.anew[0].Text() != "wt" {
		t.Fatalf("written anew is %v", c.anew)
	}
	if s.press("esc"); !s.drafts.HasDraft(s.change.Ref) || !strings.Contains(s.shell.Said(), "draft is kept") {
		t.Errorf("said %q", s.shell.Said())
	}
}

// A click at a value of a conflict chooses it.
func TestConflictIsClicked(t *testing.T) {
	s := onStage(t)
	c := s.conflict()
	for y, line := range strings.Split(panetest.Screen(s.env, c, 80, 24), "\n") {
		if strings.Contains(line, "Oslo") {
			panetest.Settle(c.Clicked(14, y))
		}
	}
	if c.chosen[0] != mine {
		t.Errorf("chosen is %v", c.chosen)
	}
}

// The keys of the conflict are those that a person chose, and its hints say so.
func TestConflictKeysAreChosen(t *testing.T) {
	s := onStage(t)
	keys, err := action.NewKeymap(map[action.ID][]string{action.ConflictTheirs: {"x"}})
	if err != nil {
		t.Fatal(err)
	}
	s.env.Keys = keys
	c := s.conflict()
	if seen := panetest.Screen(s.env, c, 80, 24); !strings.Contains(seen, "x theirs") {
		t.Errorf("the hints are not those chosen:\n%s", seen)
	}
	if s.press("t"); c.decided() {
		t.Error("the key that was taken away decides")
	}
	if s.press("x"); !c.decided() {
		t.Error("the chosen key does not decide")
	}
}

// What the service refuses stays a draft, its words at their field.
func TestRefused(t *testing.T) {
	s := onStage(t)
	if err := s.server.Inject(sandbox.Fault{Kind: sandbox.FaultStatus, Method: "PATCH", Status: http.StatusUnprocessableEntity}); err != nil {
		t.Fatal(err)
	}
	s.propose()
	s.press("enter")
	if r, ok := panetest.Last[pane.Refused](s.shell); !ok || r.Ref != s.change.Ref {
		t.Errorf("told %v", r)
	}
	if len(s.ends) != 1 || s.ends[0].Ending != change.Refused || !s.drafts.HasDraft(s.change.Ref) || s.Busy(s.change.Ref) {
		t.Errorf("ended %v, draft %v", s.ends, s.drafts.HasDraft(s.change.Ref))
	}
	if say, _ := panetest.Last[pane.Say](s.shell); say.Kind != pane.Failure {
		t.Errorf("said %v", say)
	}
}

// A lost answer is read after; where that fails, the key to read again is said.
func TestLostAnswer(t *testing.T) {
	s := onStage(t)
	keys, err := action.NewKeymap(map[action.ID][]string{action.Refresh: {"f5"}})
	if err != nil {
		t.Fatal(err)
	}
	s.env.Keys = keys
	s.propose()
	panetest.Settle(s.sent(change.Sent{Change: s.change, Ending: change.Lost, Err: http.ErrServerClosed}))
	if !strings.Contains(s.shell.Said(), "f5 reads it again") || !s.drafts.HasDraft(s.change.Ref) {
		t.Errorf("said %q", s.shell.Said())
	}
}

// A row that is gone is offered to be made again, with what was typed in it.
func TestGone(t *testing.T) {
	s := onStage(t)
	s.propose()
	if err := s.change.Collection.Delete(t.Context(), s.client, asset); err != nil {
		t.Fatal(err)
	}
	s.press("enter")
	if d, asked := s.dialog(); asked || !strings.Contains(d.Title(), "deleted meanwhile") {
		t.Fatalf("%s is in front", d.Title())
	}
	s.press("enter")
	d, _ := s.dialog()
	if seen := panetest.Screen(s.env, d, 80, 40); !strings.Contains(seen, "Oslo") || !strings.Contains(d.Title(), "Create an asset") {
		t.Fatalf("%s:\n%s", d.Title(), seen)
	}
	s.press("enter")
	if b, ok := panetest.Last[pane.Became](s.shell); !ok || b.From != s.change.Ref || b.To.ID == asset || s.drafts.HasDraft(s.change.Ref) {
		t.Errorf("became %v; said %q", b, s.shell.Said())
	}
}

// The exact request is shown on a key, and sends nothing.
func TestExactRequest(t *testing.T) {
	s := onStage(t)
	s.propose()
	s.press("tab")
	d, _ := s.dialog()
	if seen := panetest.Screen(s.env, d, 100, 24); !strings.Contains(seen, "PATCH /api/v2/custom_objects/asset/records/"+asset) || !strings.Contains(seen, `"location": "Oslo"`) {
		t.Errorf("the request is:\n%s", seen)
	}
	if len(s.server.Journal()) != 0 {
		t.Error("something was asked")
	}
}

// Without a history a change is sent only once that is agreed to.
func TestNoHistory(t *testing.T) {
	s := onStage(t)
	panetest.Settle(s.sent(change.Sent{Change: s.change, Ending: change.NoHistory, Err: http.ErrBodyNotAllowed}))
	if d, asked := s.dialog(); asked || !strings.Contains(panetest.Screen(s.env, d, 80, 24), "cannot be undone") {
		t.Fatalf("%s is in front", d.Title())
	}
	if s.writes() != 0 {
		t.Fatal("it was sent already")
	}
	if s.press("y"); s.writes() != 1 {
		t.Errorf("%d writes", s.writes())
	}
}

// Read-only proposes nothing, and nothing is sent where nothing would change.
func TestNothingToReview(t *testing.T) {
	s := onStage(t)
	s.change.Edits[0].Mine = s.change.Item.Value(location)
	panetest.Settle(s.Propose(change.Propose{Change: s.change}))
	if !strings.Contains(s.shell.Said(), "nothing would change") {
		t.Errorf("said %q", s.shell.Said())
	}
	s.env.ReadOnly = "nothing may be written"
	panetest.Settle(s.Propose(change.Propose{Change: s.change}))
	if s.shell.Said() != s.env.ReadOnly || len(panetest.All[pane.Open](s.shell)) != 0 {
		t.Errorf("said %q", s.shell.Said())
	}
}

// kept makes the draft one of an earlier session: the journal is read anew.
func (s *stage) kept() {
	s.t.Helper()
	dir := filepath.Join(s.t.TempDir(), "journal")
	open := func() *journal.Journal {
		j, err := journal.Open(dir, journal.Options{})
		if err != nil {
			s.t.Fatal(err)
		}
		return j
	}
	before := open()
	s.drafts.Journal = before
	for _, e := range s.change.Edits {
		s.drafts.Put(s.change.Ref, s.change.Item, e.Key, e.Mine, "")
	}
	if err := before.Close(); err != nil {
		s.t.Fatal(err)
	}
	s.drafts.Journal = open()
	s.t.Cleanup(func() { _ = s.drafts.Journal.Close() })
	if d, ok := s.drafts.Record(s.change.Ref); !ok || !d.Earlier {
		s.t.Fatalf("the draft is not of an earlier session: %v", d)
	}
}

// A draft from an earlier session is shown against the record as it is now.
func TestDraftOfAnEarlierSessionIsReadAgain(t *testing.T) {
	for set, want := range map[string][]string{
		"Bergen": {"Send 1 change", "Bergen", "Oslo"}, "Rome": {"Not sent: somebody else changed", "Bergen", "Rome", "Oslo"},
	} {
		s := onStage(t)
		s.kept()
		s.somebody(set)
		panetest.Settle(s.Propose(change.Propose{Change: s.change}))
		d, asked := s.dialog()
		seen := d.Title() + panetest.Screen(s.env, d, 80, 24)
		for _, w := range want {
			if !strings.Contains(seen, w) {
				t.Errorf("%s meanwhile, no %q in:\n%s", set, w, seen)
			}
		}
		if asked || s.writes() != 0 {
			t.Errorf("opened at a key %v, %d writes", asked, s.writes())
		}
	}
	s := onStage(t)
	s.kept()
	s.somebody("Oslo")
	panetest.Settle(s.Propose(change.Propose{Change: s.change}))
	if !strings.Contains(s.shell.Said(), "has these values already") || s.drafts.HasDraft(s.change.Ref) {
		t.Errorf("said %q, draft %v", s.shell.Said(), s.drafts.HasDraft(s.change.Ref))
	}
	if c, _ := panetest.Last[pane.Changed](s.shell); c.Ref != s.change.Ref || c.Item.Value(location).Text() != "Oslo" {
		t.Errorf("the record is shown with %v", c.Item.Value(location))
	}
}

// A draft of values that the record has no more, as the screen shows already,
// is not reviewed against them; what is there already is not shown as a change.
func TestDraftOverMovedValuesIsReadAgain(t *testing.T) {
	s := onStage(t)
	s.somebody("Rome")
	now, err := s.change.Collection.Get(t.Context(), s.client, asset)
	if err != nil {
		t.Fatal(err)
	}
	s.change.Item = now
	panetest.Settle(s.Propose(change.Propose{Change: s.change}))
	if d, _ := s.dialog(); !strings.HasPrefix(d.Title(), "Not sent: somebody else changed") {
		t.Errorf("%q is open", d.Title())
	}

	s = onStage(t)
	s.kept()
	s.somebody("Oslo")
	s.change.Edits = append(s.change.Edits, collection.Edit{Key: "name", Base: s.change.Item.Value("name"), Mine: collection.String("Renamed")})
	panetest.Settle(s.Propose(change.Propose{Change: s.change}))
	d, _ := s.dialog()
	if seen := panetest.Screen(s.env, d, 80, 24); !strings.Contains(d.Title(), "Send 1 change") || !strings.Contains(seen, "set to the same meanwhile: Location") || strings.Contains(seen, "Oslo") {
		t.Errorf("%s:\n%s", d.Title(), seen)
	}
}

// What went as it should is told in the plain words of a success.
func TestSavedIsTold(t *testing.T) {
	s := onStage(t)
	s.propose()
	s.press("enter")
	say, _ := panetest.Last[pane.Say](s.shell)
	if want := "saved " + s.change.Item.Name + "; u undoes it"; say.Kind != pane.Success || say.Text != want {
		t.Errorf("said %v %q, want %q", say.Kind, say.Text, want)
	}
}

// Where the record has the values already, it is shown as it is now.
func TestAlreadySo(t *testing.T) {
	s := onStage(t)
	now := s.change.Item
	panetest.Settle(s.sent(change.Sent{Change: s.change, Ending: change.Already, Item: now}))
	if c, ok := panetest.Last[pane.Changed](s.shell); !ok || c.Ref != s.change.Ref || c.Item.ID != now.ID {
		t.Errorf("told %v", c)
	}
	if s.drafts.HasDraft(s.change.Ref) || !strings.Contains(s.shell.Said(), "has these values already") {
		t.Errorf("draft %v, said %q", s.drafts.HasDraft(s.change.Ref), s.shell.Said())
	}
}

// What moved meanwhile is reviewed again, and typing that goes on does not
// agree to it.
func TestMovedIsReviewedAgain(t *testing.T) {
	s := onStage(t)
	panetest.Settle(s.sent(change.Sent{Change: s.change, Ending: change.Moved, Item: s.change.Item}))
	d, asked := s.dialog()
	if seen := panetest.Screen(s.env, d, 80, 24); asked || !strings.Contains(seen, "It changed since you looked") {
		t.Errorf("asked %v, in front is\n%s", asked, seen)
	}
}
