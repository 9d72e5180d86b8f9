package many

import (
	"strings"
	"testing"

	"zco/api"
	"zco/tui/action"
	"zco/tui/domain/collection"
	"zco/tui/domain/field"
	"zco/tui/domain/job"
	"zco/tui/draw/screen"
	"zco/tui/pane/panetest"
	"zco/tui/work"
)

// editing is a desk with the dialog of a change to all cars, the cursor at the
// field.
func editing(t *testing.T) *desk {
	t.Helper()
	d := open(t)
	d.run(action.BulkEdit)
	d.press("right", "enter")
	return d
}

// choose finds a field by what is typed, and what is done with it by the words
// that begin so.
func (d *desk) choose(field, do string) {
	d.t.Helper()
	d.typed(field)
	d.press("enter")
	p := d.dialog().(*edit).part()
	for n := 0; !strings.HasPrefix(p.do.Text(), do); n++ {
		if n == len(p.kinds) {
			d.t.Fatalf("nothing that is done with %s begins with %s", field, do)
		}
		d.press("space")
	}
	d.press("enter")
}

// What is typed where a choice is among words was meant for another line, and
// changes nothing; the keys that choose are said.
func TestLettersDoNotChooseWhatIsDone(t *testing.T) {
	d := editing(t)
	d.typed("year")
	d.press("enter")
	p := d.dialog().(*edit).part()
	for _, letter := range []string{"c", "a", "s", "h", "l"} {
		if d.typed(letter); p.do.Chosen() != 0 {
			t.Fatalf("%s chose %q", letter, p.do.Text())
		}
	}
	if d.typed(" "); p.do.Chosen() != 1 {
		t.Errorf("the space chose %q", p.do.Text())
	}
	d.shows("space another")
}

// put are the changes put together.
func (d *desk) put() []job.Change {
	d.t.Helper()
	return d.dialog().(*edit).changes()
}

func TestEditOffersWhatCanBeChanged(t *testing.T) {
	d := editing(t)
	d.shows("Bulk edit Cars", "all 300 Cars", "Name", "Computed by the service")
	d.hides("Id ")
	d.typed("Name")
	d.press("enter")
	d.shows("set", "replace in the text")
	d.hides(" clear", "add options")
	d.press("shift+tab")
	d.typed("extras")
	d.press("enter")
	d.shows("add options", "remove options", "clear")
}

func TestEditPutsChangesTogether(t *testing.T) {
	d := editing(t)
	d.choose("year", "a")
	d.press("enter")
	d.shows("Type a number")
	d.typed("-3")
	d.press("enter")
	d.shows("Review the changes to all Cars")

	d.press("up")
	d.choose("extras", "r")
	d.typed("brakes")
	d.press("space", "enter")
	d.shows("add -3 to Year", "Brakes")

	d.press("up")
	d.choose("year", "c")
	if c := d.put(); len(c) != 2 || c[0].Field != "extras" || c[1].Kind != job.Clear {
		t.Errorf("the clearing leaves of what it makes idle: %+v", c)
	}
	d.shows("add -3 to Year", "remove Brakes from Extras")

	if done := d.press("ctrl+s"); done {
		t.Error("the dialog is gone under its review")
	}
	s := d.jobs.source.(job.Edit)
	if len(s.Changes) != 2 || s.Changes[0].Field != "extras" || s.Changes[0].Options[0] != "abs" || s.Changes[1].Kind != job.Clear ||
		s.Title != "remove Brakes from Extras, clear Year in all Cars" {
		t.Errorf("the source is %+v", s)
	}
}

// Replacements in one text follow each other; another value takes the place of
// the ones before.
func TestReplacementsFollowEachOther(t *testing.T) {
	d := editing(t)
	for i, text := range []string{"a", "b"} {
		if i > 0 {
			d.press("up")
		}
		d.choose("name", "r")
		d.typed(text)
		d.press("enter") // what is to stand in its place is asked, not taken for nothing
		d.typed(text + text)
		d.press("enter")
	}
	if c := d.put(); len(c) != 2 || c[0].With != "aa" || c[1].With != "bb" {
		t.Errorf("the changes are %+v", c)
	}
	d.press("up")
	d.choose("name", "s")
	d.press("enter")
	d.shows("a value is required")
	d.typed("one")
	d.press("enter")
	c := d.put()
	if len(c) != 1 || c[0].Field != api.FieldName || c[0].Value.Text() != "one" {
		t.Errorf("the changes are %+v", c)
	}
}

func TestReplaceReadsItsThreeLines(t *testing.T) {
	d := editing(t)
	d.choose("name", "r")
	d.typed("LG")
	d.press("tab")
	d.typed("lg")
	d.press("tab", "space", "enter")
	if c := d.put()[0]; c.Find != "LG" || c.With != "lg" || !c.MatchCase {
		t.Errorf("the change is %+v", c)
	}
}

// What keeps a change from being made has the cursor.
func TestTheCursorGoesToWhatIsMissing(t *testing.T) {
	d := editing(t)
	d.choose("name", "r")
	d.press("tab")
	d.typed("lg")
	d.press("ctrl+s")
	d.shows("a value is required")
	d.typed("LG")
	d.press("tab", "enter")
	if c := d.put(); len(c) != 1 || c[0].Find != "LG" || c[0].With != "lg" {
		t.Errorf("the changes are %+v", c)
	}
}

func TestChangesAreDroppedAndKept(t *testing.T) {
	d := editing(t)
	d.choose("year", "c")
	d.press("up")
	d.choose("extras", "c")
	d.shows("clear Year")
	d.press("shift+tab", "shift+tab", "shift+tab", "shift+tab", "ctrl+x")
	d.hides("clear Year")
	if c := d.put(); len(c) != 1 || c[0].Field != "extras" {
		t.Errorf("the changes are %+v", c)
	}
	if done := d.press("esc"); !done {
		t.Error("esc does not close")
	}
	d.run(action.BulkEdit)
	d.shows("clear Extras", "this one") // they outlive the dialog, and what it is about
	d.press("ctrl+s")
	if s := d.jobs.source.(job.Edit); len(s.Changes) != 1 || len(s.IDs) != 1 {
		t.Errorf("the source is %+v", s)
	}
}

// What was typed is there again when the dialog is left and opened anew.
func TestWhatWasTypedIsNotLost(t *testing.T) {
	d := editing(t)
	d.choose("notes", "s")
	d.typed("half")
	if !d.press("esc") {
		t.Error("esc does not close the dialog")
	}
	d.run(action.BulkEdit)
	d.shows("half")
	d.press("tab")
	for range 5 {
		if d.dialog().(*edit).at.kind != atValue {
			d.press("tab")
		}
	}
	d.press("enter") // begins a line
	d.typed("whole")
	d.press("ctrl+s")
	if s := d.jobs.source.(job.Edit); len(s.Changes) != 1 || s.Changes[0].Value.Text() != "half\nwhole" {
		t.Errorf("the source is %+v", s)
	}
}

// Once a change is sent it is not put together any more.
func TestSentChangesAreLetGo(t *testing.T) {
	d := editing(t)
	d.jobs.plan.Change = 3
	d.choose("year", "c")
	d.press("ctrl+s", "enter")
	d.did("launch 7")
	if len(d.parts[cars.ID]) != 0 || d.Feature.editing != nil {
		t.Errorf("left are %+v", d.parts)
	}
}

func TestKeysOfDialogsCanBeChosen(t *testing.T) {
	d := open(t)
	keys, err := action.NewKeymap(map[action.ID][]string{action.BulkDrop: {"ctrl+k"}, action.JobPause: {"z"}})
	if err != nil {
		t.Fatal(err)
	}
	d.env.Keys = keys
	d.run(action.BulkEdit)
	d.press("right", "enter")
	d.choose("year", "c")
	d.press("up", "up")
	d.shows("ctrl+k remove field")
	d.press("ctrl+x")
	d.shows("Year")
	d.press("ctrl+k")
	if c := d.put(); len(c) != 0 {
		t.Errorf("left are %+v", c)
	}
	d.jobs.jobs = []job.Job{{ID: 1, Progress: job.Progress{State: job.Running}}}
	d.show(1)
	d.shows("z pause")
	d.press("p", "z")
	d.did("pause 1")
}

// A relation is found by its name, and the name is remembered for the review.
func TestRelationsAreFoundByName(t *testing.T) {
	d := open(t)
	d.shell.InFront.Fields = collection.NewSchema([]collection.Field{
		{Key: collection.CustomPrefix + "owner", Title: "Owner", Type: field.Lookup, Target: "zen:user"},
	})
	d.run(action.BulkEdit)
	d.press("enter")
	d.choose("owner", "s")
	d.press("x") // the service is not there: what it says is told where the names would be
	p := d.dialog().(*edit).parts[0]
	p.found(work.Completed{Field: p.fields[p.at].Key, Options: []collection.Option{{Value: "7", Title: "Xenia"}}})
	d.shows("Xenia")
	d.press("enter")
	name, _ := d.layer.Name("zen:user", "7")
	if c := d.put(); len(c) != 1 || c[0].Value.Text() != "7" || name != "Xenia" {
		t.Errorf("the changes are %+v, the name %q", c, name)
	}
}

// What the changes make of the records that are here is told as they are put
// together: which change, which are so already, which cannot be.
func TestEditPreviewsTheFirstRecords(t *testing.T) {
	d := open(t)
	year := collection.CustomPrefix + "year"
	item := func(id, name string, v collection.Value) collection.Item {
		return collection.Item{ID: id, Name: name, Values: map[string]collection.Value{year: v}}
	}
	d.shell.InFront.Fields.Given = []api.Field{{Key: "year", Title: "Year", Type: api.TypeInteger}}
	d.shell.InFront.Marked = []collection.Item{item("1", "car A", "1999"), item("2", "car B", "2001"), item("3", "car C", collection.Null)}
	d.run(action.BulkEdit)
	d.typed("year")
	d.press("enter")
	d.shows("3 selected", "3 Cars", "“1999”", "nothing")
	d.press("left", "enter")
	d.typed("2")
	d.shows("3 Cars: 2 will change · 1 cannot be changed", "“1999” → “2001”", "“2001” → “2003”", "no number")
	d.press("shift+tab", "right", "enter")
	d.typed("2001")
	d.shows("3 Cars: 2 will change · 1 is so already", "“1999” → “2001”", "“2001” stays", "nothing → “2001”")
	d.press("tab")
	d.typed("name")
	d.press("enter", "left", "enter")
	d.typed("car A")
	d.press("enter")
	d.typed("car D")
	d.shows("Year: “1999” → “2001”", "Year: “2001” stays, Name: ")
	if row := d.screen(); !strings.Contains(row, "nothing → “2001”\n") {
		t.Errorf("what stays stands beside what changes:\n%s", row)
	}
}

// Every line of the dialog can be clicked, and what is chosen there as well.
func TestEditByTheMouse(t *testing.T) {
	d := editing(t)
	click := d.clickOn
	click("Year")
	click("clear")
	click("this one")
	if s := d.dialog().(*edit).scope(); len(s.which.IDs) != 1 {
		t.Errorf("the scope is %+v", s)
	}
	click("+ add field")
	click("Extras")
	click("add options")
	click("Options")
	click("Brakes")
	click("Review the changes")
	s := d.jobs.source.(job.Edit)
	if len(s.IDs) != 1 || len(s.Changes) != 2 || s.Changes[0].Kind != job.Clear || s.Changes[1].Options[0] != "abs" {
		t.Errorf("the source is %+v", s)
	}
}

// A dialog that is open shows what its environment says, at a small size too.
func TestEditOnASmallScreen(t *testing.T) {
	d := editing(t)
	for i, f := range []string{"year", "extras", "notes"} {
		if i > 0 {
			d.press("up")
		}
		d.choose(f, "c")
	}
	d.press("up", "up", "up")
	small := panetest.Screen(d.env, d.dialog(), 40, 3)
	if !strings.Contains(small, "Notes") {
		t.Errorf("the cursor's line is not shown:\n%s", small)
	}
	d.dialog().(*edit).goTo(stop{kind: atField, part: 2})
	if small := panetest.Screen(d.env, d.dialog(), 40, 8); !strings.Contains(small, "Year") || !strings.Contains(small, "Extras") {
		t.Errorf("what there is to choose is not shown:\n%s", small)
	}
}

// The dialog tells at once what the changes that were kept would do.
func TestKeptChangesAreToldAtOnce(t *testing.T) {
	d := editing(t)
	d.choose("year", "c")
	d.press("esc")
	d.run(action.BulkEdit)
	d.shows("1 Car: ", "car A ")
}

// The preview gives way to the lines on a low screen, to what is open sooner.
func TestThePreviewGivesWay(t *testing.T) {
	d := editing(t)
	for i, f := range []string{"year", "extras", "notes"} {
		if i > 0 {
			d.press("up")
		}
		d.choose(f, "c")
	}
	e := d.dialog().(*edit)
	e.goTo(stop{kind: atField, part: 2})
	preview := func(h int) bool {
		return strings.Contains(panetest.Drawn(d.env, 60, h, func(a screen.Area) { e.draw(a) }), "\n300 Cars")
	}
	if !preview(3*leastPreview) || preview(3*leastPreview-1) {
		t.Errorf("with a list open: %v, one row less %v", preview(3*leastPreview), preview(3*leastPreview-1))
	}
	e.goTo(stop{kind: atScope})
	if !preview(2*leastPreview) || preview(2*leastPreview-1) {
		t.Errorf("with none open: %v, one row less %v", preview(2*leastPreview), preview(2*leastPreview-1))
	}
}
