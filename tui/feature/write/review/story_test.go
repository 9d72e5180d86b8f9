package review

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"zco/api/sandbox"
	"zco/tui/domain/change"
	"zco/tui/domain/collection"
	"zco/tui/domain/field"
	"zco/tui/domain/journal"
	"zco/tui/pane"
	"zco/tui/pane/panetest"
)

// A conflict is decided with the pointer too: a click takes the side it is on,
// whichever field has the cursor, and one beside them takes none.
func TestConflictByClicks(t *testing.T) {
	s := onStage(t)
	c := s.threeConflicts()
	rows := func() []string { return strings.Split(panetest.Screen(s.env, c, 76, 40), "\n") }
	click := func(text string) {
		t.Helper()
		y := slices.IndexFunc(rows(), func(row string) bool { return strings.Contains(row, text) })
		if y < 0 {
			t.Fatalf("no %q in\n%s", text, strings.Join(rows(), "\n"))
		}
		panetest.Settle(c.Clicked(0, y))
	}
	rows()
	click("30004")
	if c.chosen[1] != theirs || c.chosen[0] != undecided || c.at != 2 {
		t.Errorf("chosen is %v, at %d", c.chosen, c.at)
	}
	click("Customer")
	panetest.Settle(c.Clicked(0, 39))
	if c.chosen[0] != undecided || c.chosen[2] != undecided {
		t.Errorf("a click beside the values chose %v", c.chosen)
	}
	click("Oslo")
	if c.chosen[0] != mine || c.at != 1 {
		t.Errorf("chosen is %v, at %d", c.chosen, c.at)
	}
}

// The editor of a value that is written anew has the pointer and what is
// pasted; what it does not take it keeps, and says why.
func TestConflictIsWrittenAnewByOtherMeans(t *testing.T) {
	s := onStage(t)
	c := s.threeConflicts()
	panetest.Press(c, "e", "ctrl+u")
	c.Paste("Rome")
	panetest.Press(c, "enter")
	if c.chosen[0] != rewritten || c.anew[0].Text() != "Rome" {
		t.Errorf("written anew is %q, chosen %v", c.anew, c.chosen)
	}
	c.Paste("nothing is being written")
	panetest.Press(c, "e")
	if left := panetest.Type(c, "nobody is called this"); len(left) != 0 {
		t.Errorf("it leaves %v", left)
	}
	if seen := panetest.Screen(s.env, c, 76, 30); !strings.Contains(seen, "Nothing found") || strings.Contains(seen, "being written") {
		t.Errorf("there stands\n%s", seen)
	}
	panetest.Press(c, "ctrl+u")
	panetest.Type(c, "ООО")
	rows := strings.Split(panetest.Screen(s.env, c, 76, 40), "\n")
	y := slices.IndexFunc(rows, func(row string) bool { return strings.Contains(row, "30004") && strings.Contains(row, "▌") })
	panetest.Settle(c.Clicked(20, y))
	if c.typing != nil || c.chosen[1] != rewritten || c.anew[1].Text() != "30004" {
		t.Errorf("a click at row %d of\n%s\nwrote %q", y, strings.Join(rows, "\n"), c.anew)
	}
	if err := s.server.Inject(sandbox.Fault{Kind: sandbox.FaultStatus, Status: 403, Count: -1}); err != nil {
		t.Fatal(err)
	}
	panetest.Press(c, "up", "e")
	panetest.Type(c, "xyz")
	if seen := panetest.Screen(s.env, c, 76, 40); !strings.Contains(seen, "403") {
		t.Errorf("a search that failed shows\n%s", seen)
	}
}

// The relation that is written anew is opened with the name of mine.
func TestConflictNamesARelation(t *testing.T) {
	s := onStage(t)
	c := newConflict(s.Controller, change.Sent{Change: s.change, Item: s.change.Item, Merge: collection.Merge{Conflicts: []collection.Conflict{
		{Key: customer, Base: collection.Null, Theirs: collection.Null, Mine: collection.String("30003")},
	}}})
	panetest.Settle(c.names())
	panetest.Press(c, "e")
	if seen := panetest.Screen(s.env, c, 76, 30); strings.Count(seen, "Αφοί Δημητρίου ΟΕ") < 2 {
		t.Errorf("the editor does not name it:\n%s", seen)
	}
	s.env.Names = nil
	panetest.Press(newConflict(s.Controller, c.sent), "e")
}

// A decision makes the draft what it decided, the row is shown as it is now,
// and a field with theirs has no draft any more.
func TestDecisionsBecomeTheDraft(t *testing.T) {
	s := onStage(t)
	now := s.change.Item
	now.Values = map[string]collection.Value{}
	for k, v := range s.change.Item.Values {
		now.Values[k] = v
	}
	now.Values[location], now.Values["name"] = collection.String("Rome"), collection.String("Theirs")
	ch := s.change
	ch.Edits = append(slices.Clone(ch.Edits), collection.Edit{Key: "name", Base: s.change.Item.Value("name"), Mine: collection.String("Mine")})
	s.drafts.Put(ch.Ref, ch.Item, "name", collection.String("Mine"), "")
	c := newConflict(s.Controller, change.Sent{Change: ch, Item: now, Merge: collection.Merge{Conflicts: []collection.Conflict{
		{Key: location, Base: ch.Item.Value(location), Theirs: collection.String("Rome"), Mine: collection.String("Oslo")},
		{Key: "name", Base: ch.Item.Value("name"), Theirs: collection.String("Theirs"), Mine: collection.String("Mine")},
	}}})
	if _, done := panetest.Press(c, "m", "t"); done {
		t.Fatal("it ends before enter")
	}
	if _, done := panetest.Press(c, "enter"); !done {
		t.Fatal("enter does not end it")
	}
	draft, _ := s.drafts.Record(ch.Ref)
	if len(draft.Fields) != 1 || draft.Fields[location].Mine.Text() != "Oslo" || draft.Fields[location].Base.Text() != "Rome" {
		t.Errorf("the draft is %+v", draft.Fields)
	}
	if got, ok := panetest.Last[pane.Changed](s.shell); !ok || got.Item.Value("name").Text() != "Theirs" {
		t.Errorf("the row is shown as %+v", got)
	}
	ch.Drafted = false
	c = newConflict(s.Controller, change.Sent{Change: ch, Item: now, Merge: c.sent.Merge})
	panetest.Press(c, "t", "t", "enter")
	if !s.drafts.HasDraft(ch.Ref) {
		t.Error("a change that is no draft took a draft away")
	}
}

// What a change needs to be known of before its review is read, and what comes
// of that.
func TestWhatIsReadBeforeTheReview(t *testing.T) {
	s := onStage(t)
	was := s.change.Item
	ask := func(with func(*change.Change)) string {
		c := s.change
		with(&c)
		s.shell.Asked = nil
		panetest.Settle(s.Propose(change.Propose{Change: c}))
		return s.asked()
	}
	for _, c := range []struct {
		name string
		with func(*change.Change)
		want []string
	}{
		{"no schema", func(c *change.Change) { c.Schema = nil }, []string{"Send 1 change", "Oslo", "asked for false"}},
		{"no values", func(c *change.Change) { c.Item.Values = nil }, []string{"Send 1 change", "Oslo", "asked for false"}},
		{"all there", func(*change.Change) {}, []string{"Send 1 change", "Oslo", "asked for true"}},
		{"a new row, without values", func(c *change.Change) { c.Action, c.Item = journal.Create, collection.Item{} }, []string{"Create an asset", "asked for true"}},
		{"no draft, others have changed it", func(c *change.Change) {
			c.Drafted = false
			c.Edits = []collection.Edit{{Key: location, Base: collection.String("long ago"), Mine: collection.String("Oslo")}}
		}, []string{"Send 1 change", "asked for true"}},
		{"deletion", func(c *change.Change) { c.Action, c.Drafted = journal.Delete, false }, []string{"Delete " + was.Name, "Deletion is permanent.", "asked for false"}},
	} {
		got := ask(c.with)
		for _, want := range c.want {
			if !strings.Contains(got, want) {
				t.Errorf("%s: no %q in\n%s", c.name, want, got)
			}
		}
	}
	unread := func(drafted bool) string {
		return ask(func(c *change.Change) { c.Item.Values, c.Drafted = nil, drafted })
	}
	if err := s.server.Inject(sandbox.Fault{Kind: sandbox.FaultStatus, Status: 403, Count: -1}); err != nil {
		t.Fatal(err)
	}
	if got := unread(true); !strings.Contains(got, "said (3): not sent, the draft is kept: 403") {
		t.Errorf("a draft whose row cannot be read:\n%s", got)
	}
	if got := unread(false); !strings.Contains(got, "said (3): cannot read it: 403") {
		t.Errorf("a change of a row that cannot be read:\n%s", got)
	}
	s.server.ClearFaults()
	if err := s.change.Collection.Delete(t.Context(), s.client, asset); err != nil {
		t.Fatal(err)
	}
	if got := ask(func(c *change.Change) { c.Item.Values = nil }); !strings.Contains(got, "said (2): this asset is no longer there") || strings.Contains(got, "changed") {
		t.Errorf("a change of what is gone:\n%s", got)
	}
	got := ask(func(c *change.Change) { c.Action = journal.Delete })
	if !strings.Contains(got, "said (0): it is deleted already") || !strings.Contains(got, "deleted true") {
		t.Errorf("deleting what is gone:\n%s", got)
	}
}

// What the answer to an undo says is told, and what it proposes is reviewed.
func TestUndoIsAnswered(t *testing.T) {
	s := onStage(t)
	answer := func(u change.Undoing) string {
		s.shell.Asked = nil
		panetest.Settle(s.answer(u))
		return s.asked()
	}
	if got := answer(change.Undoing{Err: errors.New("no route"), Change: s.change}); got != "said (3): cannot undo: no route \n" {
		t.Error(got)
	}
	if got := answer(change.Undoing{Why: "it is done already", Change: s.change}); got != "said (2): it is done already \n" {
		t.Error(got)
	}
	if got := answer(change.Undoing{Change: s.change}); !strings.Contains(got, "Send 1 change") {
		t.Error(got)
	}
}

// A change of the edits while the review is open does not change what another
// holder of them sees.
func TestEditsOfOthersStay(t *testing.T) {
	s := onStage(t)
	c := s.change
	c.Edits = []collection.Edit{{Key: location, Base: collection.String("old"), Mine: collection.String("Bergen")}, {Key: "name", Base: c.Item.Value("name"), Mine: collection.String("B")}}
	before := slices.Clone(c.Edits)
	panetest.Settle(s.prepared(change.Prepared{Change: c}))
	for i := range before {
		if string(c.Edits[i].Base) != string(before[i].Base) {
			t.Errorf("the edit of %s has become one of %s", before[i].Base, c.Edits[i].Base)
		}
	}
	if got := s.asked(); !strings.Contains(got, "Elsewhere set to the same meanwhile: Location.") || !strings.Contains(got, "Send 1 change") {
		t.Error(got)
	}
}

// Who leaves a conflict undecided sees the row as it is now, with the draft.
func TestConflictLeft(t *testing.T) {
	s := onStage(t)
	d := s.conflict()
	s.shell.Asked = nil
	if _, done := panetest.Press(d, "esc"); !done {
		t.Error("esc does not close it")
	}
	c, ok := panetest.Last[pane.Changed](s.shell)
	if !ok || c.Ref != s.change.Ref || c.Item.Value(location).Text() != "Rome" || !s.drafts.HasDraft(c.Ref) {
		t.Errorf("told of %+v", c)
	}
}

// A change that is sent takes away what was said before it.
func TestSendingTakesTheMessageAway(t *testing.T) {
	s := onStage(t)
	s.propose()
	s.env.Shell.Say(pane.Warning, "nothing was sent")
	d, _ := s.dialog()
	d.Key(panetest.Key("enter"))
	if s.shell.Said() != "" {
		t.Errorf("%q stands there while it is sent", s.shell.Said())
	}
}

// A row is busy while a change to it is sent, and only so long.
func TestBusyWhileSending(t *testing.T) {
	s := onStage(t)
	s.propose()
	d, _ := s.dialog()
	cmd, _ := d.Key(panetest.Key("enter"))
	if !s.Busy(s.change.Ref) || s.Sending() != 1 {
		t.Error("the row is not busy")
	}
	if s.Propose(change.Propose{Change: s.change}); s.shell.Said() != "a change to this asset is being sent already" {
		t.Errorf("a second change says %q", s.shell.Said())
	}
	panetest.Settle(cmd)
	if s.Busy(s.change.Ref) || s.Sending() != 0 || s.writes() != 1 {
		t.Errorf("busy %v after it, %d writes", s.Busy(s.change.Ref), s.writes())
	}
}

// What is typed while a change is sent stays a draft, against the row as it is.
func TestTypedWhileSending(t *testing.T) {
	s := onStage(t)
	s.drafts.Put(s.change.Ref, s.change.Item, location, collection.String("Bodø"), "Bod")
	now := s.change.Item
	panetest.Settle(s.sent(change.Sent{Change: s.change, Ending: change.Saved, Item: now}))
	draft, ok := s.drafts.Record(s.change.Ref)
	if !ok || draft.Fields[location].Mine.Text() != "Bodø" || draft.Fields[location].Partial != "Bod" {
		t.Errorf("the draft is %+v", draft.Fields)
	}
}

// The draft of a row that was made goes whole, and the schema of what a change
// shapes is read anew.
func TestWhatGoesWithSending(t *testing.T) {
	s := onStage(t)
	c := s.change
	c.Action = journal.Create
	s.drafts.Put(c.Ref, c.Item, "name", collection.String("more"), "")
	panetest.Settle(s.sent(change.Sent{Change: c, Ending: change.Saved, Item: c.Item, Created: true}))
	if s.drafts.HasDraft(c.Ref) {
		t.Error("the draft of a row that was made stays")
	}
	known := func() bool {
		t.Helper()
		unread := s.change
		unread.Schema = nil
		panetest.Settle(s.Propose(change.Propose{Change: unread}))
		return s.layer.KnownSchema("asset") != nil
	}
	fields := *s.change.Collection
	fields.SchemaOf = "asset"
	if !known() {
		t.Fatal("the schema is not known")
	}
	c.Action = journal.Update
	panetest.Settle(s.sent(change.Sent{Change: c, Ending: change.Saved, Item: c.Item}))
	if s.layer.KnownSchema("asset") == nil {
		t.Error("the schema is forgotten after a record changed")
	}
	c.Collection = &fields
	panetest.Settle(s.sent(change.Sent{Change: c, Ending: change.Saved, Item: c.Item}))
	if s.layer.KnownSchema("asset") != nil {
		t.Error("the schema is not read anew after a field of it changed")
	}
}

// The dialog over a row that is gone copies what was typed, a field a line in
// the order of the schema; what is made again has the rest of the row too.
func TestGoneIsCopiedAndMadeAgain(t *testing.T) {
	s := onStage(t)
	c := s.change
	c.Edits = append(slices.Clone(c.Edits), collection.Edit{Key: "name", Base: c.Item.Value("name"), Mine: collection.String("B")})
	panetest.Settle(s.sent(change.Sent{Change: c, Ending: change.Gone}))
	s.press("down", "enter")
	if got, _ := panetest.Last[pane.Copy](s.shell); got.Text != "Name: B\nLocation: Oslo\n" {
		t.Errorf("copied is %q", got.Text)
	}
	var keys []string
	for _, e := range again(c).Edits {
		keys = append(keys, e.Key)
		f, _ := c.Schema.Field(e.Key)
		if f.Locked != "" && !f.Create || e.Mine.IsEmpty() {
			t.Errorf("%s is made again with %q", e.Key, e.Mine)
		}
	}
	for _, key := range []string{"name", location, condition, customer} {
		if !slices.Contains(keys, key) {
			t.Errorf("%s is left out of %v", key, keys)
		}
	}
}

// Without history a change goes out without one, once that is agreed to.
func TestSentWithoutHistory(t *testing.T) {
	s := onStage(t)
	panetest.Settle(s.sent(change.Sent{Change: s.change, Ending: change.NoHistory, Err: errors.New("disk full")}))
	s.press("y")
	if len(s.ends) != 2 || !s.ends[1].Change.WithoutHistory || s.ends[1].Ending != change.Saved {
		t.Errorf("it ended %+v", s.ends)
	}
}

// The word that a deletion wants may be pasted; where none is wanted nothing is.
func TestWantedWordIsPasted(t *testing.T) {
	s := onStage(t)
	c := s.change
	c.Action = journal.Delete
	panetest.Settle(s.review(c, collection.Impact{ConfirmText: "asset"}, nil, true))
	d, _ := s.dialog()
	if _, done := panetest.Press(d, "enter"); done {
		t.Fatal("it is agreed to without the word")
	}
	d.Paste("asset")
	if seen := panetest.Screen(s.env, d, 80, 40); !strings.Contains(seen, "asset\n") && !strings.HasSuffix(seen, "asset") && !strings.Contains(seen, "enter delete") {
		t.Errorf("the word is not there:\n%s", seen)
	}
	if _, done := panetest.Press(d, "enter"); !done {
		t.Error("it is not agreed to with the word")
	}
	s.propose()
	d, _ = s.dialog()
	d.Paste("asset")
	if _, done := panetest.Press(d, "x"); done || s.writes() != 1 {
		t.Errorf("a letter ends it, or %d writes", s.writes())
	}
}

// What a template loses with a value is said beside the change.
func TestPlaceholderLossIsSaid(t *testing.T) {
	s := onStage(t)
	c := s.change
	c.Schema = collection.NewSchema([]collection.Field{{Key: "body", Title: "Body", Type: field.Text}})
	c.Item = collection.Item{ID: "1", Name: "T", Values: map[string]collection.Value{"body": collection.String("Hello {{dc.greeting}}")}, Rendered: map[string]string{"body": "Hello you"}}
	c.Edits = []collection.Edit{{Key: "body", Base: c.Item.Value("body"), Mine: collection.String("Hello")}}
	panetest.Settle(s.review(c, collection.Impact{}, nil, true))
	d, _ := s.dialog()
	if seen := panetest.Screen(s.env, d, 100, 40); !strings.Contains(seen, "Body: this replaces {{dc.greeting}}") {
		t.Errorf("it is not said:\n%s", seen)
	}
}
