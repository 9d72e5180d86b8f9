package record

import (
	"context"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"zco/api"
	"zco/api/sandbox"
	"zco/tui/action"
	"zco/tui/domain/change"
	"zco/tui/domain/collection"
	"zco/tui/domain/journal"
	"zco/tui/draw/screen"
	"zco/tui/pane"
	"zco/tui/pane/panetest"
	"zco/tui/work"
)

const asset = "01GGTT6E00R28WJ0KVYRQ78KKP"

// stage is the pane over a sandbox, showing an asset.
type stage struct {
	*Model
	t      *testing.T
	shell  *panetest.Shell
	client *api.Client
	busy   map[collection.Ref]bool
	w, h   int
}

// Propose implements Sender.
func (s *stage) Propose(p change.Propose) tea.Cmd {
	s.shell.Ask(p)
	return nil
}

// Busy implements Sender.
func (s *stage) Busy(ref collection.Ref) bool { return s.busy[ref] }

func show(t *testing.T) *stage {
	t.Helper()
	server := sandbox.New(sandbox.Options{Records: 100})
	client, err := api.New("http://127.0.0.1:1", api.WithTransport(server.Transport()), api.WithCredentials(api.TokenCredentials("agent@sandbox.example", "sandbox-token")))
	if err != nil {
		t.Fatal(err)
	}
	j := journal.InMemory(journal.Options{})
	t.Cleanup(func() { _ = j.Close() })
	s := &stage{t: t, client: client, busy: map[collection.Ref]bool{}}
	env, shell := panetest.Env(t)
	layer := work.New(t.Context(), client)
	env.Names, s.shell = layer, shell
	col := collection.Records(api.Object{Key: "asset", Title: "Asset", TitlePluralized: "Assets"})
	shell.Has = []*collection.Collection{col}
	s.Model = New(env, layer, &change.DraftStore{Journal: j, Account: "account"}, s, External{})
	s.size(60, 20)
	panetest.Settle(s.Show(col, collection.Ref{Collection: "asset", ID: asset}, collection.Item{}, false))
	return s
}

func (s *stage) size(w, h int) {
	s.w, s.h = w, h
	s.SetArea(screen.Rect{W: w, H: h})
}

// screen is what the pane shows.
func (s *stage) screen() string {
	return panetest.Drawn(s.env, s.w, s.h, func(a screen.Area) { s.Draw(a, true) })
}

// run runs an action unless it is disabled, and returns why it is.
func (s *stage) run(id action.ID) string {
	s.t.Helper()
	if why := s.Commands().Why(id); why != "" {
		return why
	}
	cmd, known := s.Commands().Run(id)
	if !known {
		s.t.Fatalf("%s is not known", id)
	}
	panetest.Settle(cmd)
	return ""
}

// to puts the cursor on a field and opens its editor with the text taken out.
func (s *stage) clear(key string) {
	s.GoTo(key)
	s.run(action.EditField)
	if s.editing == nil {
		s.t.Fatalf("%s is not edited; said %q", key, s.shell.Said())
	}
	panetest.Settle(s.Type(panetest.Key("ctrl+u")))
}

func (s *stage) types(text string) {
	for _, r := range text {
		panetest.Settle(s.Type(panetest.Key(string(r))))
	}
}

const location = "custom_object_fields.location"

// Each key is in the draft at once; a value typed back to what the service has
// is no draft any more.
func TestTypedBackIsNoDraft(t *testing.T) {
	s := show(t)
	was := s.item.Value(location).Text()
	s.clear(location)
	s.types("Os")
	if d, ok := s.drafts.Field(s.ref, location); !ok || d.Mine.Text() != "Os" {
		t.Fatalf("the draft holds %v", d)
	}
	s.run(action.FieldDone)
	if s.editing != nil || !s.drafts.HasDraft(s.ref) {
		t.Fatal("leaving the editor threw the draft away")
	}
	s.clear(location)
	s.types(was)
	s.run(action.FieldLeave)
	if s.drafts.HasDraft(s.ref) {
		t.Error("what was typed back stays a draft")
	}
}

// Opening an editor and leaving it changes nothing.
func TestOpenedAndLeft(t *testing.T) {
	s := show(t)
	for _, f := range s.fields {
		s.GoTo(f.Key)
		s.run(action.EditField)
		s.run(action.FieldLeave)
		if s.drafts.HasDraft(s.ref) {
			t.Fatalf("%s has a draft", f.Key)
		}
	}
}

// The draft goes to its review as it stands; what is wrong with it is said and
// has the cursor.
func TestSend(t *testing.T) {
	s := show(t)
	if why := s.run(action.Send); why != "nothing was changed" {
		t.Errorf("without a draft: %q", why)
	}
	s.clear(location)
	s.types("Oslo")
	s.run(action.Send)
	p, ok := panetest.Last[change.Propose](s.shell)
	if !ok || s.editing != nil || len(p.Change.Edits) != 1 || p.Change.Edits[0].Mine.Text() != "Oslo" || p.Change.Item.ID != asset {
		t.Fatalf("proposed %+v", p.Change)
	}
	s.busy[s.ref] = true
	if why := s.run(action.Send); why != "it is being sent already" {
		t.Errorf("while it is sent: %q", why)
	}
	s.busy[s.ref] = false
	s.clear("custom_object_fields.ports")
	s.types("1x")
	s.GoTo("name")
	s.run(action.Send)
	if f, _ := s.field(); f.Key != "custom_object_fields.ports" || len(panetest.All[change.Propose](s.shell)) != 1 {
		t.Errorf("the cursor is on %s, said %q", f.Key, s.shell.Said())
	}
}

// Taking back, clearing and throwing away; the last is asked about first.
func TestDraftsGoAway(t *testing.T) {
	s := show(t)
	if why := s.run(action.RevertField); why == "" {
		t.Error("there is a draft to take back")
	}
	s.GoTo(location)
	s.run(action.ClearField)
	if d, ok := s.drafts.Field(s.ref, location); !ok || !d.Mine.IsNull() {
		t.Fatalf("cleared is %v", d)
	}
	s.run(action.RevertField)
	if s.drafts.HasDraft(s.ref) {
		t.Error("it was not taken back")
	}
	s.GoTo("name")
	s.run(action.ClearField)
	if s.drafts.HasDraft(s.ref) || s.shell.Said() != "Name is required and cannot be cleared" {
		t.Errorf("the name was cleared; said %q", s.shell.Said())
	}
	s.GoTo(location)
	s.run(action.ClearField)
	s.serviceRefused(pane.Refused{Ref: s.ref, Fields: map[string]string{location: "is too far away"}})
	s.run(action.DropDraft)
	if !s.drafts.HasDraft(s.ref) {
		t.Fatal("the draft went before it was agreed to")
	}
	open, _ := panetest.Last[pane.Open](s.shell)
	panetest.Press(open.Dialog, "y")
	if s.drafts.HasDraft(s.ref) {
		t.Error("the draft stays")
	}
	if strings.Contains(s.screen(), "is too far away") {
		t.Error("what was said of the draft stays")
	}
}

// The service's words stand at their field until that is changed.
func TestRefusedFields(t *testing.T) {
	s := show(t)
	handlers := pane.Handlers{}
	handlers.Add(s.Handlers()...)
	panetest.Do(handlers, pane.Refused{Ref: s.ref, Fields: map[string]string{location: "is too far away"}})
	if f, _ := s.field(); f.Key != location || !strings.Contains(s.screen(), "Is too far away") {
		t.Fatalf("the cursor is on %s:\n%s", f.Key, s.screen())
	}
	s.clear(location)
	s.types("X")
	s.run(action.FieldDone)
	if strings.Contains(s.screen(), "is too far away") {
		t.Error("what was said of the value before stays")
	}
}

// Drawing changes nothing: drawn twice, or in another size between, it is the
// same; and the cursor's field is always on the screen.
func TestDrawingChangesNothing(t *testing.T) {
	s := show(t)
	s.size(60, 8)
	s.run(action.Last)
	top, first := s.top, s.screen()
	panetest.Drawn(s.env, 30, 4, func(a screen.Area) { s.Draw(a, true) })
	if s.top != top || s.screen() != first {
		t.Error("drawing moved the fields")
	}
	if f, _ := s.field(); !strings.Contains(first, f.Title) {
		t.Errorf("%s is not on the screen:\n%s", f.Title, first)
	}
	s.run(action.Up)
	if s.top != top {
		t.Error("one step up scrolls though there is room")
	}
	s.run(action.First)
	if s.top != 0 {
		t.Errorf("the first field is above the screen: %d", s.top)
	}
}

// A click puts the cursor on the field that is drawn there; a second opens it.
func TestClick(t *testing.T) {
	s := show(t)
	row := -1
	for y, line := range strings.Split(s.screen(), "\n") {
		if strings.Contains(line, "Serial number") {
			row = y
		}
	}
	click := tea.MouseClickMsg{X: 5, Y: row, Button: tea.MouseLeft}
	panetest.Settle(s.Mouse(click))
	if f, _ := s.field(); f.Title != "Serial number" || s.editing != nil {
		t.Fatalf("the cursor is on %s", f.Title)
	}
	panetest.Settle(s.Mouse(click))
	if s.editing == nil {
		t.Error("the second click does not open it")
	}
}

// The editor of a cell writes the same draft; a cell that cannot be edited says
// why.
func TestCell(t *testing.T) {
	s := show(t)
	handlers := pane.Handlers{}
	handlers.Add(s.Handlers()...)
	f, _ := s.schema.Field(location)
	ask := pane.EditCell{Ref: s.ref, Item: s.item, Field: f, Cell: screen.Rect{X: 90, Y: 3, W: 10, H: 1}}
	panetest.Do(handlers, ask)
	open, ok := panetest.Last[pane.Open](s.shell)
	if !ok {
		t.Fatalf("no editor; said %q", s.shell.Said())
	}
	if at := open.Dialog.(*Cell).Place(screen.Rect{W: 100, H: 30}); at.X+at.W > 100 || at.W < leastCell {
		t.Errorf("it lies at %+v", at)
	}
	panetest.Press(open.Dialog, "ctrl+u")
	panetest.Type(open.Dialog, "Rome")
	if _, done := panetest.Press(open.Dialog, "enter"); !done {
		t.Error("enter does not end it")
	}
	if v, _ := s.drafts.Draft(s.ref, location); v.Text() != "Rome" {
		t.Errorf("the draft holds %s", v)
	}
	s.env.ReadOnly = "nothing may be written"
	if panetest.Do(handlers, ask); len(panetest.All[pane.Open](s.shell)) != 1 || !strings.Contains(s.shell.Said(), s.env.ReadOnly) {
		t.Errorf("read-only said %q", s.shell.Said())
	}
}

// A row that becomes another, or is deleted, is shown as it is now; an answer
// about the row before is not taken.
func TestOtherRows(t *testing.T) {
	s := show(t)
	if late := s.in.Item("item", 0, s.col, asset); late != nil {
		panetest.Settle(s.Show(s.col, collection.Ref{Collection: "asset", ID: "other"}, collection.Item{ID: "other", Name: "Other"}, true))
		panetest.Settle(late)
	}
	if s.item.Name != "Other" {
		t.Errorf("a late answer shows %s", s.item.Name)
	}
	panetest.Settle(s.Became(pane.Became{From: s.ref, To: collection.Ref{Collection: "asset", ID: "2"}, Item: collection.Item{ID: "2", Name: "Two"}}))
	if s.ref.ID != "2" || s.item.Name != "Two" {
		t.Errorf("it shows %v %s", s.ref, s.item.Name)
	}
	s.Changed(pane.Changed{Ref: s.ref, Deleted: true})
	s.GoTo(location)
	if s.run(action.EditField); s.editing != nil || !strings.Contains(s.screen(), "(deleted)") {
		t.Error("a deleted row can be edited")
	}
}

// What comes from outside as it was when the draft began ends the draft, even
// where the record has something else by now.
func TestValuesFromOutside(t *testing.T) {
	s := show(t)
	was := s.item.Value(location)
	if n := s.takeValues(map[string]collection.Value{location: was}); n != 0 {
		t.Errorf("%d fields differ where none does", n)
	}
	if n := s.takeValues(map[string]collection.Value{location: collection.String("Oslo")}); n != 1 {
		t.Errorf("%d fields differ, want 1", n)
	}
	s.item.Values[location] = collection.String("Rome")
	if n := s.takeValues(map[string]collection.Value{location: was}); n != 1 || s.drafts.HasDraft(s.ref) {
		t.Errorf("%d fields differ; a draft is left: %v", n, s.drafts.HasDraft(s.ref))
	}
}

// The record is read again on a key, and shows what it has now.
func TestRefresh(t *testing.T) {
	s := show(t)
	if _, err := s.col.Update(t.Context(), s.client, asset, collection.Patch{location: collection.String("Rome")}); err != nil {
		t.Fatal(err)
	}
	if s.run(action.Refresh); !strings.Contains(s.screen(), "Rome") {
		t.Errorf("it shows\n%s", s.screen())
	}
}

// That a record cannot be read again is said: what stands on the screen may be
// old.
func TestRefreshThatFails(t *testing.T) {
	b := shown(t)
	b.tools.Get = func(context.Context, *api.Client, string) (collection.Item, error) { return b.tool, errCut }
	if b.run(action.Refresh); b.shell.Said() != "the record cannot be read again: the line is cut" {
		t.Errorf("said is %q", b.shell.Said())
	}
}

// A notch of the wheel moves by as many lines in a text that is being edited
// as among the fields.
func TestWheelInAnEditor(t *testing.T) {
	s := noted(t, 12)
	s.size(100, 50)
	s.run(action.EditField)
	if s.editing == nil {
		t.Fatal("nothing is edited")
	}
	line := func() (y int) {
		panetest.Drawn(s.env, s.w, s.h, func(a screen.Area) { y = s.Draw(a, true).Y })
		return y
	}
	panetest.Settle(s.Type(panetest.Key("ctrl+home")))
	top := line()
	panetest.Settle(s.Mouse(tea.MouseWheelMsg{Button: tea.MouseWheelDown}))
	if got := line() - top; got != wheelFields {
		t.Errorf("down moves by %d lines", got)
	}
	panetest.Settle(s.Mouse(tea.MouseWheelMsg{Button: tea.MouseWheelUp}))
	if got := line() - top; got != 0 {
		t.Errorf("up and down leads to line %d", got)
	}
}

// The key that sends does so from within a field too, with what stands in it;
// where nothing may be written it is a key like any other.
func TestSendFromWithinAField(t *testing.T) {
	s := show(t)
	s.clear(location)
	s.types("Oslo")
	panetest.Settle(s.Type(panetest.Key("ctrl+s")))
	if run, ok := panetest.Last[pane.Run](s.shell); !ok || run.ID != action.Send {
		t.Errorf("asked for %v", s.shell.Asked)
	}
	if d, ok := s.drafts.Field(s.ref, location); !ok || d.Mine.Text() != "Oslo" {
		t.Errorf("the draft is %v", d)
	}
	s = show(t)
	s.env.ReadOnly = "only to look at"
	s.GoTo(location)
	s.run(action.EditField)
	panetest.Settle(s.Type(panetest.Key("ctrl+s")))
	if run, ok := panetest.Last[pane.Run](s.shell); ok {
		t.Errorf("asked for %v", run)
	}
}
