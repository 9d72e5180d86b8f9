package many

import (
	"strings"
	"testing"

	"zco/api"
	"zco/tui/action"
	"zco/tui/domain/collection"
	"zco/tui/domain/field"
	"zco/tui/domain/job"
	"zco/tui/pane/panetest"
	"zco/tui/work"
)

// editing is a desk with the dialog of a change to all cars.
func editing(t *testing.T) *desk {
	t.Helper()
	d := open(t)
	d.run(action.BulkEdit)
	d.press("down", "enter")
	return d
}

// choose takes answers of lists by what is typed to find each.
func (d *desk) choose(answers ...string) {
	d.t.Helper()
	for _, a := range answers {
		d.typed(a)
		d.press("enter")
	}
}

func TestEditOffersWhatCanBeChanged(t *testing.T) {
	d := editing(t)
	d.shows("Change which field in all Cars?", "Name", "computed by the service")
	d.hides("Id ")
	d.choose("Name")
	d.shows("Name: set or clear?", "set to a value", "find and replace")
	d.hides(" clear ", " add ")
	d.press("esc", "ctrl+u")
	d.choose("extras")
	d.shows("add options", "remove options", "clear")
}

func TestEditPutsChangesTogether(t *testing.T) {
	d := editing(t)
	d.choose("year", "add")
	d.press("enter")
	d.shows("type a number")
	d.typed("-3")
	d.press("enter")
	d.shows("Change all Cars", "add -3 to Year")

	d.press("a")
	d.choose("extras", "remove")
	d.typed("brakes")
	d.press("space", "enter")
	d.shows("add -3 to Year", "remove Brakes from Extras")

	d.press("n")
	d.choose("year", "clear")
	d.shows("clear Year", "remove Brakes")
	d.hides("add -3") // which the clearing made idle
	d.press("a")
	d.choose("year", "add")
	d.typed("2")
	d.press("enter")
	d.hides("clear Year")
	d.press("a")
	d.choose("year", "clear")

	if done := d.press("enter"); !done {
		t.Error("the dialog stays under its review")
	}
	s := d.jobs.source.(job.Edit)
	if len(s.Changes) != 2 || s.Changes[0].Field != "extras" || s.Changes[0].Options[0] != "abs" || s.Changes[1].Kind != job.Clear ||
		s.Title != "remove Brakes from Extras, clear Year in all Cars" {
		t.Errorf("the source is %+v", s)
	}
}

// Replacements in one text follow each other; another value takes the place of
// the one before.
func TestReplacementsFollowEachOther(t *testing.T) {
	d := editing(t)
	for i, text := range []string{"a", "b"} {
		if i > 0 {
			d.press("a")
		}
		d.choose("name", "replace")
		d.typed(text)
		d.press("enter") // what is to stand in its place is asked, not taken for nothing
		d.hides("replace “" + text + "”")
		d.typed(text + text)
		d.press("enter")
	}
	d.shows("replace “a” with “aa” in Name", "replace “b” with “bb” in Name")
	d.press("a")
	d.choose("name", "set")
	d.press("enter")
	d.shows("a value is required")
	d.typed("one")
	d.press("enter")
	d.shows("set Name to “one”")
	d.hides("replace")
	c := d.changes[cars.ID]
	if len(c) != 1 || c[0].Field != api.FieldName || c[0].Value.Text() != "one" {
		t.Errorf("the changes are %+v", c)
	}
}

func TestReplaceReadsItsThreeLines(t *testing.T) {
	d := editing(t)
	d.choose("name", "replace")
	d.typed("LG")
	d.press("tab")
	d.typed("lg")
	d.press("tab", "space", "enter")
	if c := d.changes[cars.ID][0]; c.Find != "LG" || c.With != "lg" || !c.MatchCase {
		t.Errorf("the change is %+v", c)
	}
}

// What keeps a change from being made has the cursor.
func TestTheCursorGoesToWhatIsMissing(t *testing.T) {
	d := editing(t)
	d.choose("name", "replace")
	d.press("tab")
	d.typed("lg")
	d.press("enter")
	d.shows("a value is required")
	d.typed("LG")
	d.press("tab", "enter")
	if c := d.changes[cars.ID]; len(c) != 1 || c[0].Find != "LG" || c[0].With != "lg" {
		t.Errorf("the changes are %+v", c)
	}
}

func TestChangesAreDroppedAndKept(t *testing.T) {
	d := editing(t)
	d.choose("year", "clear")
	d.press("a")
	d.choose("extras", "clear")
	d.press("up", "d")
	d.shows("clear Extras")
	d.hides("clear Year")
	if done := d.press("esc"); !done {
		t.Error("esc does not close")
	}
	d.run(action.BulkEdit)
	d.press("enter")
	d.shows("clear Extras") // they outlive the dialog, and what it is about
	d.press("delete")
	d.shows("Change which field in this one: car A?")
	if done := d.press("esc"); !done {
		t.Error("nothing is left to change, and the dialog stays")
	}
}

// A question left goes back to the one before, and what was typed is there
// again.
func TestWhatWasTypedIsNotLost(t *testing.T) {
	d := editing(t)
	d.choose("notes", "set")
	d.typed("half")
	if d.press("esc") {
		t.Error("esc in a value closes the dialog")
	}
	d.shows("set or clear?")
	d.press("esc")
	d.shows("Change which field")
	if !d.press("esc") {
		t.Error("esc at the first question does not close")
	}
	d.run(action.BulkEdit)
	d.press("down", "enter")
	d.choose("notes", "set")
	d.shows("half", "ctrl+s done")
	kept := d.left
	d.press("esc", "esc", "ctrl+u")
	d.choose("year", "set")
	d.hides("half") // it is of another field
	d.left = kept
	d.press("esc", "esc", "ctrl+u")
	d.choose("notes", "set")
	d.press("enter") // begins a line
	d.typed("whole")
	d.press("ctrl+s")
	if c := d.changes[cars.ID]; len(c) != 1 || c[0].Value.Text() != "half\nwhole" {
		t.Errorf("the changes are %+v", c)
	}
	d.press("a")
	d.choose("notes", "set")
	d.hides("half") // it is done with
}

// Once a change is sent it is not put together any more.
func TestSentChangesAreLetGo(t *testing.T) {
	d := editing(t)
	d.jobs.plan.Change = 3
	d.choose("year", "clear")
	d.press("enter", "enter")
	d.did("launch 7")
	if len(d.changes[cars.ID]) != 0 {
		t.Errorf("left are %+v", d.changes)
	}
}

func TestKeysOfDialogsCanBeChosen(t *testing.T) {
	d := open(t)
	keys, err := action.NewKeymap(map[action.ID][]string{action.BulkAdd: {"+"}, action.JobPause: {"z"}})
	if err != nil {
		t.Fatal(err)
	}
	d.env.Keys = keys
	d.run(action.BulkEdit)
	d.press("down", "enter")
	d.choose("year", "clear")
	d.shows("+ add field")
	d.press("a")
	d.shows("clear Year")
	d.press("+")
	d.shows("Change which field")
	d.jobs.jobs = []job.Job{{ID: 1, Progress: job.Progress{State: job.Running}}}
	d.show(1)
	d.shows("z pause")
	d.press("p", "z")
	d.did("pause 1")
}

// A relation is found by its name, and the name is remembered for the review.
func TestRelationsAreFoundByName(t *testing.T) {
	d := open(t)
	names := map[string]string{}
	d.env.Names = learner(names)
	d.shell.InFront.Fields = collection.NewSchema([]collection.Field{
		{Key: collection.CustomPrefix + "owner", Title: "Owner", Type: field.Lookup, Target: "zen:user"},
	})
	e := newEdit(d.Feature, mustSubject(t, d), scope{words: "all Cars"})
	e.step = newValue(e, d.shell.InFront.Fields.Fields[0], job.Set, nil)
	d.shell.Open(e)
	d.press("x") // the service is not there: what it says is told where the names would be
	v := e.step.(*value)
	v.found(work.Completed{Field: v.field.Key, Options: []collection.Option{{Value: "7", Title: "Xenia"}}})
	d.shows("Xenia")
	d.press("enter")
	if c := d.changes[cars.ID]; len(c) != 1 || c[0].Value.Text() != "7" || names["7"] != "Xenia" {
		t.Errorf("the changes are %+v, the names %v", c, names)
	}
}

type learner map[string]string

func (l learner) Name(_, id string) (string, bool) { name, ok := l[id]; return name, ok }
func (l learner) LearnName(_, id, name string)     { l[id] = name }

func mustSubject(t *testing.T, d *desk) subject {
	t.Helper()
	s, ok := d.subject()
	if !ok {
		t.Fatal("there is no subject")
	}
	return s
}

// A dialog that is open shows what its environment says, at a small size too.
func TestEditOnASmallScreen(t *testing.T) {
	d := editing(t)
	for i, f := range []string{"year", "extras", "notes"} {
		if i > 0 {
			d.press("a")
		}
		d.choose(f, "clear")
	}
	small := panetest.Screen(d.env, d.dialog(), 30, 3)
	if !strings.Contains(small, "clear Notes") {
		t.Errorf("the cursor's line is not shown:\n%s", small)
	}
}
