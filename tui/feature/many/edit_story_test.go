package many

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"zco/tui/action"
	"zco/tui/domain/collection"
	"zco/tui/domain/job"
	"zco/tui/draw/screen"
	"zco/tui/pane"
	"zco/tui/pane/panetest"
	"zco/tui/work"
)

// begin is the garage with the dialog of a bulk edit, some cars selected and
// the cursor on a column, "" for none.
func begin(t *testing.T, selected int, column string) *desk {
	t.Helper()
	d := garage(t)
	d.shell.InFront.Marked = d.shell.InFront.Here[:selected]
	if f, ok := d.shell.InFront.Fields.Field(column); ok {
		d.shell.At = &pane.Subject{Field: f}
	}
	d.run(action.BulkEdit)
	return d
}

// kinds are what is done by the changes put together.
func (d *desk) kinds() (out []job.ChangeKind) {
	for _, c := range d.put() {
		out = append(out, c.Kind)
	}
	return out
}

// What is typed first goes to where the work begins: the value of the column
// under the cursor, the field where there is none, or nothing while it is not
// plain which records are meant.
func TestWhereAnEditBegins(t *testing.T) {
	d := begin(t, 2, "name")
	d.typed("polo")
	d.shows("Field        Name", "Value        polo", "2 Cars: 2 will change")
	d = begin(t, 2, "")
	d.typed("yea")
	d.shows("Field        yea")
	d = begin(t, 0, "custom_object_fields.year")
	d.typed("7")
	d.shows("Field        Year")
	d.hides("7")
}

// A change that clears has no value to begin at.
func TestAClearingIsOpenedAtItsField(t *testing.T) {
	d := begin(t, 2, "custom_object_fields.year")
	d.press("shift+tab", "right", "esc")
	d.run(action.BulkEdit)
	d.shows("(*) clear")
	d.typed("mod")
	d.shows("Field        mod")
}

// A change that was kept is opened again under its own column, and another
// column begins one more.
func TestAnotherColumnBeginsAnotherChange(t *testing.T) {
	d := begin(t, 2, "custom_object_fields.year")
	d.typed("7")
	d.press("esc")
	d.shell.At.Field.Key = "custom_object_fields.notes"
	d.run(action.BulkEdit)
	d.shows("set Year to “7”", "Field        Notes")
	d.press("esc")
	d.shell.At = nil
	d.run(action.BulkEdit)
	d.shows("set Year to “7”", "Field        Type to find the field")
	d.hides("\n  Notes") // nothing was asked of it
}

// What is typed of a field or a choice is taken when the cursor moves on,
// whichever way, and when the dialog is left.
func TestWhatIsTypedIsTaken(t *testing.T) {
	for name, leave := range map[string]func(d *desk){
		"tab": func(d *desk) { d.press("tab") }, "a click": func(d *desk) { d.clickOn("Records") },
		"later": func(d *desk) { d.press("esc"); d.run(action.BulkEdit) },
	} {
		d := begin(t, 2, "")
		d.typed("model")
		leave(d)
		if name == "later" {
			d.typed("model") // of no field nothing is kept
			d.press("tab")
		}
		d.shows("Field        Model", "Change ")
		d = begin(t, 2, "custom_object_fields.model")
		d.typed("beet")
		leave(d)
		d.press("ctrl+s")
		if s, ok := d.jobs.source.(job.Edit); !ok || s.Changes[0].Value.Text() != "vw" {
			t.Errorf("%s: reviewed is %+v", name, d.jobs.source)
		}
	}
	d := begin(t, 2, "")
	d.typed("year")
	d.press("ctrl+s")
	d.shows("Field        Year", "✗ a whole number")
}

// A field is chosen by what was typed only where there is one that can be.
func TestNoFieldIsChosenUnasked(t *testing.T) {
	for _, typed := range []string{"", "sum", "qq"} {
		d := begin(t, 2, "")
		if typed != "" {
			d.typed(typed)
		}
		d.press("tab")
		d.hides("Change ")
	}
}

// Where only one thing can be done with a field nothing is asked about it.
func TestWhatIsDoneIsAskedWhereThereAreTwo(t *testing.T) {
	d := begin(t, 2, "custom_object_fields.ready")
	d.shows("Value        ( ) yes")
	d.hides("Change ")
}

// Of two changes of one kind to a field the later holds; options can be added
// and removed in one edit.
func TestTheLaterOfTwoChangesHolds(t *testing.T) {
	d := editing(t)
	for i, n := range []string{"2", "3"} {
		if i > 0 {
			d.press("up")
		}
		d.choose("year", "a")
		d.typed(n)
		d.press("enter")
	}
	if c := d.put(); len(c) != 1 || c[0].Number != "3" {
		t.Errorf("the changes are %+v", c)
	}
	for _, do := range []string{"add", "r"} {
		d.press("up")
		d.choose("extras", do)
		d.press("space", "enter")
	}
	if got := d.kinds(); !slices.Equal(got, []job.ChangeKind{job.Add, job.AddOptions, job.RemoveOptions}) {
		t.Errorf("the changes are %v", got)
	}
}

// A change on one line is opened by moving into it, at its value, or at its
// field where it has none.
func TestChangesAreOpenedByMovingThere(t *testing.T) {
	d := begin(t, 2, "custom_object_fields.year")
	d.press("shift+tab", "right", "enter") // clears it
	d.press("up")
	d.choose("notes", "s")
	d.press("shift+tab", "shift+tab", "shift+tab")
	d.shows("Field        Year", "(*) clear")
	d.typed("mod")
	d.shows("Field        mod")
	d.press("ctrl+u", "tab", "tab")
	d.typed("kept")
	d.shows("Field        Notes", "Value        kept")
}

// Of the last change nothing is left, and the cursor is where another begins.
func TestTheLastChangeIsDropped(t *testing.T) {
	d := begin(t, 2, "custom_object_fields.year")
	d.typed("7")
	d.press("ctrl+x")
	d.typed("not")
	d.shows("Field        not")
	d.hides("ctrl+x")
	d.press("enter")
	d.shows("Field        Notes")
}

// What is missing is said where it is missing: the field, the value, or all.
func TestWhatIsMissingIsSaid(t *testing.T) {
	d := begin(t, 0, "")
	d.press("ctrl+s")
	d.shows("✗ Choose a field")
	d.typed("yea")
	d.shows("Field        yea")
	d.hides("Choose a field")
	d = begin(t, 2, "custom_object_fields.year")
	d.press("ctrl+s")
	d.shows("✗ a whole number")
	d.clickOn("Value")
	d.hides("a whole number")
	d.clickOn("+ add field")
	d.clickOn("Records")
	d.press("ctrl+s")
	d.shows("✗ Say what is to be changed")
	d.typed("mod")
	d.shows("Field        mod")
	if d.jobs.source != nil {
		t.Errorf("reviewed is %+v", d.jobs.source)
	}
	d = begin(t, 2, "custom_object_fields.year")
	d.typed("7")
	d.clickOn("+ add field")
	d.press("ctrl+s") // nothing was asked of the second
	if s := d.jobs.source.(job.Edit); len(s.Changes) != 1 {
		t.Errorf("reviewed is %+v", s)
	}
}

// What stands in a text is no number to add, and a whole number takes no part.
func TestNumbersToAdd(t *testing.T) {
	d := editing(t)
	d.choose("year", "a")
	d.typed("1.5")
	d.press("enter")
	d.shows("✗ a whole number")
	d = begin(t, 2, "custom_object_fields.price")
	d.press("shift+tab", "right", "right", "enter")
	d.typed("1.5")
	d.press("enter")
	if c := d.put(); len(c) != 1 || c[0].Number != "1.5" {
		t.Errorf("the changes are %+v", c)
	}
}

// Text is pasted into the field that is looked for and into the value, where
// lines are joined if it has but one; what the changes do is told at once.
func TestPasteIntoAnEdit(t *testing.T) {
	d := begin(t, 2, "")
	d.dialog().Paste("yea")
	d.shows("Field        yea")
	d.press("enter", "enter")
	d.dialog().Paste("2000")
	d.shows("“1999” → “2000”")
	d = begin(t, 2, "name")
	d.dialog().Paste("one\ntwo")
	d.shows("Value        one two")
	d = begin(t, 2, "name")
	d.press("shift+tab", "right", "enter")
	d.dialog().Paste("one\ntwo")
	d.shows("Find         one two")
	d.press("tab", "tab")
	d.dialog().Paste("yes")
	d.shows("one two", "(●) yes")
}

// A click on what is done already loses nothing that was typed, and one on an
// option of a list takes it.
func TestClicksInAnEdit(t *testing.T) {
	d := begin(t, 2, "custom_object_fields.year")
	d.typed("2000")
	d.clickOn("(*) set")
	d.shows("Value        2000")
	d.clickOn("( ) clear")
	d.hides("2000")
	d = begin(t, 2, "custom_object_fields.model")
	d.clickOn("Beetle")
	d.shows("Value        Beetle", "▌               Review the changes")
	d.clickOn("Value")
	d.clickOn("Volvo")
	d.shows("Value        Volvo")
	d.clickOn("Records")
	d.clickOn("Value")
	d.hides("Beetle\n") // it was closed: the click opens it, and takes nothing
	d = begin(t, 2, "custom_object_fields.sold")
	d.clickOn("Records")
	d.clickOn("( ) no")
	d.shows("(●) no")
}

// A relation asks the service for what is typed, and anew when the dialog is
// opened again.
func TestWhenARelationIsSearched(t *testing.T) {
	d := begin(t, 2, "")
	d.typed("owner")
	d.press("enter")
	d.press("enter")
	if d.typed("xen"); *d.asked == 0 {
		t.Error("it is not searched for")
	}
	d.shows("The search failed")
	d.press("esc")
	d.shell.At = &pane.Subject{Field: collection.Field{Key: "custom_object_fields.owner"}}
	again := *d.asked
	if d.run(action.BulkEdit); *d.asked == again {
		t.Error("opened again it is not searched for")
	}
	d.shows("xen", "The search failed")
}

// An option found for one relation is not offered for another field.
func TestAnswersGoToTheirRelation(t *testing.T) {
	d := begin(t, 2, "custom_object_fields.owner")
	found := func(key string) {
		for _, p := range d.dialog().(*edit).parts {
			p.found(completion(key, "Xenia"))
		}
	}
	if found("custom_object_fields.other"); strings.Contains(d.screen(), "Xenia") {
		t.Error("it takes what was found for another")
	}
	found("custom_object_fields.owner")
	d.typed("xe")
	found("custom_object_fields.owner")
	d.press("tab") // takes it
	if name, _ := d.layer.Name("zen:user", "7"); name != "Xenia" {
		t.Errorf("it is called %q", name)
	}
	d.shows("Value        Xenia")
}

// The head of the preview counts what it knows: all that are selected, up to a
// thousand, and all that there are where they are here.
func TestTheHeadOfThePreview(t *testing.T) {
	head := func(d *desk) string { return d.dialog().(*edit).shown.head }
	for n, want := range map[int]string{
		12: "12 Cars: 12 will change", 13: "13 Cars: 13 will change, the first here:",
		1000: "1,000 Cars: 1,000 will change, the first here:", 1001: "1,001 Cars, the first here:",
	} {
		d := garage(t)
		for i := range n {
			d.shell.InFront.Marked = append(d.shell.InFront.Marked, item(fmt.Sprint(i)))
		}
		d.shell.At = &pane.Subject{Field: d.shell.InFront.Fields.Fields[1]}
		d.run(action.BulkEdit)
		d.typed("7")
		if got := head(d); got != want {
			t.Errorf("%d selected: %q, not %q", n, got, want)
		}
		if rows := len(d.dialog().(*edit).shown.rows); rows > 12 {
			t.Errorf("%d rows of %d are told", rows, n)
		}
	}
	for _, c := range []struct {
		rows, here int
		want       string
	}{
		{-1, 2, "All Cars, the first here:"}, {300, 2, "300 Cars, the first here:"}, {300, 0, "300 Cars"}, {0, 0, "0 Cars"}, {2, 2, "2 Cars: 2 will change"},
	} {
		d := garage(t)
		d.shell.InFront.Rows, d.shell.InFront.On, d.shell.InFront.Here = c.rows, nil, d.shell.InFront.Here[:c.here]
		d.shell.At = &pane.Subject{Field: d.shell.InFront.Fields.Fields[1]}
		d.run(action.BulkEdit)
		d.press("tab", "tab", "tab")
		d.typed("7")
		if c.rows == 0 {
			d.shows("all 0 Cars")
		}
		if got := head(d); got != c.want {
			t.Errorf("%d rows, %d of them here: %q, not %q", c.rows, c.here, got, c.want)
		}
	}
	d := begin(t, 2, "custom_object_fields.year")
	d.typed("7")
	d.clickOn("all 300 Cars")
	d.shows("300 Cars, the first here:", "polo") // which is not selected
}

// Two rows are enough for the preview to say how many records there are.
func TestAShortPreview(t *testing.T) {
	d := begin(t, 2, "custom_object_fields.year")
	d.press("shift+tab", "right")
	d.dialog().(*edit).goTo(stop{})
	shown := func(h int) bool {
		return strings.Contains(panetest.Drawn(d.env, 60, h, func(a screen.Area) { d.dialog().(*edit).draw(a) }), "\n2 Cars")
	}
	if !shown(7) || shown(6) {
		t.Errorf("on 7 rows %v, on 6 %v", shown(7), shown(6))
	}
}

// What is sent closes the dialog below its review, and shows the job.
func TestTheReviewOfAnEditIsAgreedTo(t *testing.T) {
	d := begin(t, 2, "custom_object_fields.year")
	below := d.dialog()
	d.typed("7")
	d.jobs.plan.Change = 2
	d.press("ctrl+s", "enter")
	if closed, ok := panetest.Last[pane.Close](d.shell); !ok || closed.Dialog != below {
		t.Errorf("closed is %v", closed.Dialog)
	}
	if w, ok := d.dialog().(*watch); !ok || w.id != 7 {
		t.Errorf("shown is %T", d.dialog())
	}
}

// A click beside all lines does nothing.
func TestAClickBesideTheLines(t *testing.T) {
	d := begin(t, 2, "custom_object_fields.year")
	before := d.screen()
	for _, y := range []int{-1, 6, 25, 26} {
		panetest.Settle(d.dialog().(interface{ Clicked(x, y int) tea.Cmd }).Clicked(4, y))
	}
	if after := d.screen(); after != before {
		t.Errorf("from\n%s\nto\n%s", before, after)
	}
}

// completion is one option found for a relation.
func completion(key, title string) work.Completed {
	return work.Completed{Field: key, Options: []collection.Option{{Value: "7", Title: title}}}
}
