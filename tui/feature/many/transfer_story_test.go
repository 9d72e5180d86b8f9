package many

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"zco/api"
	"zco/api/transfer"
	"zco/tui/action"
	"zco/tui/domain/collection"
	"zco/tui/domain/job"
	"zco/tui/draw/screen"
	"zco/tui/pane"
	"zco/tui/pane/panetest"
)

// click clicks at a cell of the dialog as it is drawn.
func (d *desk) click(x, y int) {
	d.t.Helper()
	d.screen()
	panetest.Settle(d.dialog().(interface{ Clicked(x, y int) tea.Cmd }).Clicked(x, y))
}

// Where not all values have room, those before the one that is picked give way
// to it, no sooner.
func TestTheValueThatIsPickedIsShown(t *testing.T) {
	d := exporting(t)
	d.shell.InFront.Marked, d.shell.InFront.Shows.Text = []collection.Item{item("A"), item("B")}, "volvo"
	d.run(action.Export)
	for _, test := range []struct {
		picked, w int
		want      string
	}{
		{0, 68, "• The selected 2 Cars   All matching Cars   All Cars"}, {1, 56, "  The selected 2 Cars • All matching Cars"}, {1, 55, "• All matching Cars"},
		{2, 67, "  The selected 2 Cars   All matching Cars • All Cars"}, {2, 66, "  All matching Cars • All Cars"}, {2, 45, "  All matching Cars • All Cars"}, {2, 44, "• All Cars"},
	} {
		d.dialog().(*export).what.picked, d.w = test.picked, test.w
		row := lineWith(d.screen(), "What")
		if got := string([]rune(row)[15:]); !strings.HasPrefix(got, test.want) {
			t.Errorf("%d in %d cells: %q, not %q", test.picked, test.w, got, test.want)
		}
	}
	d.clickOn("All Cars") // is picked already
	d.w = 76
	d.shows("• All Cars")
	d.clickOn("The selected")
	d.shows("• The selected 2 Cars")
}

// Only the lines and their values take clicks, and only where they matter.
func TestClicksInAnExport(t *testing.T) {
	d := exporting(t)
	before := d.screen()
	for _, at := range [][2]int{{20, -1}, {20, 5}, {20, 6}, {76, 1}} {
		d.click(at[0], at[1])
	}
	if after := d.screen(); after != before {
		t.Errorf("from\n%s\nto\n%s", before, after)
	}
	d.click(16, 4)
	d.typed("x")
	d.shows("File         cxar-2026-03-01.csv")
	d.clickOn("JSON ")
	d.click(20, 3) // titles are of CSV alone
	d.press("down")
	d.typed("!")
	d.shows("• All")
	d.h = 4 // the first lines are off the screen
	d.press("up")
	d.press("down", "down")
	d.click(20, 1)
	d.typed("?")
	d.shows("▌ File", "?")
}

// The keys that choose leave the form of an export open, those of the
// suggestions move in it, too.
func TestKeysInAnExport(t *testing.T) {
	d := exporting(t)
	d.stays("down", "up", "space", "ctrl+n")
	d.shows("▌ Format")
	d.stays("ctrl+p", "up")
	d.shows("▌ File")
	d.stays("ctrl+u", "enter", "n", "left", "right", "space")
	d.shows("▌ File         n")
	d.dialog().(*export).answer(probed{place: job.Place{Path: "/x", Exists: true}})
	d.stays("enter", "n", "x", "esc")
	d.did()
}

// An answer that comes when the form was left begins nothing.
func TestAnExportThatWasLeft(t *testing.T) {
	d := exporting(t)
	late, done := d.dialog().Key(panetest.Key("enter"))
	if done {
		t.Error("it closes before it is known what is there")
	}
	d.press("esc")
	panetest.Settle(late)
	d.did()
}

// The next export is offered beside the last.
func TestExportsGoToTheFolderOfTheLast(t *testing.T) {
	d := exporting(t)
	if err := os.Mkdir("sub", 0o700); err != nil {
		t.Fatal(err)
	}
	d.press("up", "ctrl+u")
	d.dialog().Paste("sub/one.csv")
	d.press("enter")
	d.run(action.Export)
	d.shows(filepath.Join("sub", "car-2026-03-01.csv"))
}

// What asks for a file to import stays open until a file is looked at or it is
// left.
func TestKeysInAnImport(t *testing.T) {
	t.Chdir(t.TempDir())
	d := open(t)
	d.run(action.Import)
	d.stays("tab", "c", "enter", "esc", "down", "up", "w", "space", "tab")
}

// A name among those that begin so is clicked, and no other cell.
func TestNamesOfFilesAreClicked(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, name := range []string{"a-1.csv", "a-2.csv", "a-3.csv", "a-4.csv", "a-5.csv", "a-6.csv", "a-7.csv"} {
		if err := os.WriteFile(name, nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	d := open(t)
	d.run(action.Import)
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	d.dialog().Paste(dir + "/a")
	d.press("tab")
	for _, y := range []int{0, 1, 8, 9} {
		if d.click(3, y); strings.Contains(lineWith(d.screen(), dir[:10]), ".csv") {
			t.Errorf("a click at row %d chooses", y)
		}
	}
	if d.click(0, 2); d.dialog().(*importing).path.Text() != dir+"/a-1.csv" {
		t.Errorf("chosen is %q", d.dialog().(*importing).path.Text())
	}
	d.click(71, 7)
	d.jobs.check = job.Check{Rows: 1}
	d.press("enter")
	d.shows("Import a-6.csv")
	d = open(t)
	d.run(action.Import)
	d.typed("a-")
	d.press("tab")
	for n := range 6 {
		if err := os.Remove(fmt.Sprintf("a-%d.csv", n+1)); err != nil {
			t.Fatal(err)
		}
	}
	d.press("tab") // there is one now
	d.shows("a-7.csv")
	d.hides("a-1.csv")
}

// A file that was being read when the dialog was left is nothing any more.
func TestAnImportThatWasLeft(t *testing.T) {
	t.Chdir(t.TempDir())
	d := open(t)
	d.run(action.Import)
	d.typed("x")
	late, _ := d.dialog().Key(panetest.Key("enter"))
	d.press("esc")
	panetest.Settle(late)
	d.shows("Import into Cars")
}

// Cells that a program seems to have changed are sent once that is asked for,
// and not any more when it is asked for again.
func TestCellsOfAProgramAreAccepted(t *testing.T) {
	d := importingFile(t, job.Check{Format: transfer.CSV, Rows: 1, Columns: []job.Column{{Header: "Name", Field: api.FieldName}, {Header: "When", Field: "year"}}})
	d.stays("down", "enter", "down", "enter", "down", "down", "down", "enter")
	if len(d.jobs.file.Accept) != len(job.AllCauses) {
		t.Errorf("accepted are %v", d.jobs.file.Accept)
	}
	d.shows("are sent like all others")
	d.stays("space")
	if len(d.jobs.file.Accept) != 0 {
		t.Errorf("accepted are %v", d.jobs.file.Accept)
	}
	d.press("up", "esc")
	d.press("enter") // the same file again
	if row := lineWith(d.screen(), "Preview"); !strings.HasPrefix(row, "▌") {
		t.Errorf("the cursor is not at the first line:\n%s", d.screen())
	}
}

// While a file is read anew it is not gone on with.
func TestAFileThatIsReadAnew(t *testing.T) {
	d := importingFile(t, job.Check{Format: transfer.CSV, Rows: 1})
	d.press("down")
	late, _ := d.dialog().Key(panetest.Key("enter")) // matches rows otherwise
	if d.stays("up", "enter"); d.jobs.source != nil {
		t.Errorf("reviewed is %+v", d.jobs.source)
	}
	panetest.Settle(late)
	if !d.press("enter") {
		t.Error("what is read is not gone on with")
	}
}

// The menu of fields takes what is pasted and typed, and closes without the
// dialog; a click beside its items does nothing.
func TestTheMenuOfFields(t *testing.T) {
	d := importingFile(t, job.Check{Format: transfer.CSV, Rows: 1, Columns: []job.Column{{Header: "Remark"}}})
	d.stays("down", "down", "down", "z", "enter")
	d.dialog().Paste("note")
	d.shows("note", "Notes")
	d.hides("Year")
	asked := d.jobs.file.Key
	d.click(2, 3)
	d.shows("What is the column “Remark”?")
	d.stays("x", "enter", "esc")
	d.shows("Import cars.csv")
	if len(d.jobs.file.Mapping) != 0 || d.jobs.file.Key != asked {
		t.Errorf("asked for %+v", d.jobs.file)
	}
	d.press("enter")
	d.typed("notes")
	d.stays("enter")
}

// Where the lines of a file are moved up a click is at the line seen there, and
// below them at nothing.
func TestClicksWhereTheLinesAreMovedUp(t *testing.T) {
	c := job.Check{Format: transfer.CSV, Rows: 1}
	for n := range 9 {
		c.Columns = append(c.Columns, job.Column{Header: fmt.Sprint("Column ", n)})
	}
	d := importingFile(t, c)
	d.w, d.h = 60, 9
	d.press("down", "down", "down", "down", "down", "down", "down", "down", "down", "down", "down")
	d.clickOn("Column 6")
	d.shows("What is the column “Column 6”?")
	d.press("esc")
	d = importingFile(t, job.Check{Format: transfer.CSV, Rows: 1})
	before := d.screen()
	drawn := func(y int) { // in more room than it asks for
		panetest.Drawn(d.env, 72, 12, func(a screen.Area) { d.dialog().Draw(a) })
		panetest.Settle(d.dialog().(interface{ Clicked(x, y int) tea.Cmd }).Clicked(4, y))
	}
	for _, y := range []int{-1, 4, 5, 11, 12} {
		if drawn(y); d.screen() != before {
			t.Errorf("a click at row %d does\n%s", y, d.screen())
		}
	}
	d.press("up", "up")
	drawn(0)
	if _, closed := panetest.Last[pane.Close](d.shell); !closed {
		t.Error("a click at the preview does not lead there")
	}
	d = importingFile(t, job.Check{Format: transfer.CSV, Rows: 1, Err: "no"})
	d.clickOn("Cannot")
	if _, closed := panetest.Last[pane.Close](d.shell); closed {
		t.Error("what cannot be imported closes the dialog")
	}
}

// A review in more room than it needs, and the keys of its number: letters are
// typed, and move nothing.
func TestTheNumberTakesLetters(t *testing.T) {
	plan := job.Plan{Change: 500}
	for i := range 50 {
		plan.Samples = append(plan.Samples, job.Item{ID: fmt.Sprint("R", i), Action: api.ActionUpdate})
	}
	d := reviewing(t, plan)
	d.typed("jqr")
	d.shows("R0", "jqr")
	d = reviewing(t, job.Plan{})
	if got := panetest.Drawn(d.env, 72, 9, func(a screen.Area) { d.dialog().Draw(a) }); !strings.HasPrefix(got, "There is nothing to do\n\n") {
		t.Errorf("drawn is %q", got)
	}
}

// The names of files have nothing in them that a path or a terminal minds.
func TestFileNames(t *testing.T) {
	if got := fileName("a/b\\c:d\te f", panetest.Now, "csv"); got != "a-b-c-d-e f-2026-03-01.csv" {
		t.Errorf("the name is %q", got)
	}
}

// The list of jobs follows: a new one is listed, and the cursor stays on its
// own.
func TestTheListOfJobsFollows(t *testing.T) {
	d := open(t)
	d.jobs.jobs = []job.Job{{ID: 2, Title: "two"}, {ID: 1, Title: "one"}}
	d.run(action.Jobs)
	d.press("down")
	d.jobs.jobs = append([]job.Job{{ID: 3, Title: "three"}}, d.jobs.jobs...)
	d.answer(moved{})
	d.shows("Three")
	d.press("enter")
	if d.watched.id != 1 {
		t.Errorf("opened is %d", d.watched.id)
	}
}

// The keys of a job leave it open, and say why where nothing may be written; a
// job that goes on is shown from its first row.
func TestKeysOfAJob(t *testing.T) {
	d := watching(t, job.Job{Kind: job.KindEdit, Progress: job.Progress{State: job.Ended, Total: 40, Done: 38, Failed: 2}})
	for i := range 40 {
		d.jobs.results = append(d.jobs.results, job.Result{ID: fmt.Sprintf("E%02d", i), Outcome: job.Done})
	}
	d.refresh()
	d.press("G")
	d.hides("E00")
	d.stays("r", "space", "g", "f", "x", "esc", "j")
	d.press("g", "G", "r")
	d.shows("E00")
	d.env.ReadOnly = "read-only"
	d.stays("r", "u")
}

// What is to be overwritten is asked anew when that failed.
func TestOverwritingIsAskedEachTime(t *testing.T) {
	t.Chdir(t.TempDir())
	d := watching(t, job.Job{Progress: job.Progress{State: job.Ended, Failed: 2}})
	d.press("f", "ctrl+u")
	d.dialog().Paste("bad.csv")
	d.jobs.saveErr = os.ErrExist
	d.press("enter")
	d.jobs.overErr = errors.New("the disk is full")
	d.press("enter")
	d.said(pane.Failure, "the disk is full")
	d.hides("File exists")
	d.press("enter")
	d.did("save 1 bad.csv false", "save 1 bad.csv true", "save 1 bad.csv false")
	d.shows("File exists")
}
