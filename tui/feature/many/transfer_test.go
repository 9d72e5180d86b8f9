package many

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"zco/api"

	"zco/api/transfer"
	"zco/tui/action"
	"zco/tui/domain/collection"
	"zco/tui/domain/job"
	"zco/tui/pane"
	"zco/tui/pane/panetest"
)

// exporting is a desk with the dialog of an export, in an empty folder.
func exporting(t *testing.T) *desk {
	t.Helper()
	t.Chdir(t.TempDir())
	d := open(t)
	d.shell.InFront.Cols = fieldsOfCars().Fields[:2]
	d.run(action.Export)
	return d
}

func TestExportAsItIsOffered(t *testing.T) {
	d := exporting(t)
	d.shows("Export Cars", "All Cars", "2026-03-01.csv", "space change")
	d.hides("this one") // the row under the cursor is seldom meant
	if !d.press("enter") {
		t.Error("the form stays over the job")
	}
	d.did("launch 8")
	x := d.jobs.export
	if x.Format != transfer.CSV || !slices.Equal(x.Columns, []string{"id", "name", "year"}) || x.TitleHeader || x.OptionTitles || x.Anew || x.Rows != 300 ||
		x.Title != "export all Cars" || x.IDs != nil || filepath.Ext(x.Path) != ".csv" {
		t.Errorf("the export is %+v", x)
	}
	if d.watched == nil || d.watched.id != 8 {
		t.Error("the job is not shown")
	}
}

func TestExportAsItIsChosen(t *testing.T) {
	d := exporting(t)
	d.shell.InFront.Marked = []collection.Item{item("B")}
	d.run(action.Export)
	d.shows("The selected 1 Car")
	d.press("down", "space", "right", "left") // JSON
	d.shows("As the service has them")        // titles are of CSV alone
	d.press("down", "space")                  // all columns
	d.press("down")                           // what does not matter is passed over
	d.press("ctrl+u")
	d.dialog().Paste("  out.json ")
	d.press("enter")
	x := d.jobs.export
	if x.Format != transfer.JSON || x.Columns != nil || filepath.Base(x.Path) != "out.json" || !filepath.IsAbs(x.Path) || !slices.Equal(x.IDs, []string{"B"}) || x.Rows != 1 {
		t.Errorf("the export is %+v", x)
	}
	if d.paths[cars.ID] != x.Path {
		t.Errorf("the path is not remembered: %v", d.paths)
	}
}

func TestExportWithTitles(t *testing.T) {
	d := exporting(t)
	d.press("tab", "tab", "tab", "l", "enter")
	if x := d.jobs.export; !x.TitleHeader || !x.OptionTitles {
		t.Errorf("the export is %+v", x)
	}
	d.run(action.Export)
	d.press("tab", "tab", "tab", "l", "up", "up", "l", "enter") // titles first, then JSON
	if x := d.jobs.export; x.TitleHeader || x.OptionTitles || x.Format != transfer.JSON {
		t.Errorf("the export is %+v", x)
	}
}

// How many rows there are beside those found nobody knows.
func TestExportOfAllWhileSearching(t *testing.T) {
	d := exporting(t)
	d.shell.InFront.Shows.Text, d.shell.InFront.Rows = "volvo", 12
	d.run(action.Export)
	d.press("space", "enter")
	if x := d.jobs.export; x.Rows != -1 || x.Place.Text != "" {
		t.Errorf("the export is %+v", x)
	}
}

// The folder is named, the screen's order kept, and the id not asked for twice.
func TestExportAsTheScreenHasIt(t *testing.T) {
	d := exporting(t)
	here, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	if in := d.dialog().(*export).folder(); in != here {
		t.Errorf("the folder is %q, not %q", in, here)
	}
	d.shows("in " + here[:20])
	d.shell.InFront.Shows.Text, d.shell.InFront.Shows.Sort = "volvo", "-updated_at"
	d.shell.InFront.Cols = append([]collection.Field{fieldsOfCars().Fields[1]}, collection.Field{Key: "id"})
	d.run(action.Export)
	d.press("space", "enter") // all Cars
	if x := d.jobs.export; x.Place.Sort != "-updated_at" || !slices.Equal(x.Columns, []string{"year", "id"}) {
		t.Errorf("the export is %+v", x)
	}
}

// The name of the file follows the form, unless it was named otherwise.
func TestTheNameFollowsTheForm(t *testing.T) {
	d := exporting(t)
	d.press("down", "space", "space")
	d.shows("2026-03-01.jsonl")
	d.press("space")
	d.shows("2026-03-01.xlsx")
	d.press("space")
	d.shows("2026-03-01.csv")
	d.press("up", "up", "ctrl+u")
	d.dialog().Paste("mine.txt")
	d.press("up", "up", "up", "space")
	d.shows("mine.txt")
}

func TestWhatIsThereIsNotReplacedUnasked(t *testing.T) {
	d := exporting(t)
	name := func(name string) {
		d.press("ctrl+u")
		d.dialog().Paste(name)
		d.press("enter")
	}
	for path, dir := range map[string]bool{"there.csv": false, "broken.csv.part.state": false, "folder": true} {
		err := os.WriteFile(path, nil, 0o600)
		if dir {
			err = errors.Join(os.Remove(path), os.Mkdir(path, 0o700))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	d.press("up")
	name("")
	d.shows("name the file")
	name("folder")
	d.shows("that is a folder")
	name("nowhere/a.csv")
	d.shows("there is no folder", "nowhere")
	name("there.csv")
	d.shows("File exists", "enter write there-2.csv", "y overwrite")
	d.press("n") // is for broken exports
	d.dialog().Paste("x")
	d.press("esc")
	d.shows("space change", "there.csv")
	d.hides("there.csvx")
	d.did()
	d.press("enter", "y")
	d.did("launch 8")
	if d.jobs.export.Anew || filepath.Base(d.jobs.export.Path) != "there.csv" {
		t.Errorf("y exports %+v", d.jobs.export)
	}
	d.run(action.Export)
	d.press("up")
	name("there.csv")
	if !d.press("enter") || filepath.Base(d.jobs.export.Path) != "there-2.csv" {
		t.Errorf("enter over a file that exists exports %+v", d.jobs.export)
	}

	for key, anew := range map[string]bool{"enter": false, "n": true} {
		d.run(action.Export)
		d.press("up")
		name("broken.csv")
		d.shows("An export to this file was broken off", "enter go on from there", "n begin anew")
		if !d.press(key) {
			t.Errorf("%s does not close", key)
		}
		if d.jobs.export.Anew != anew || filepath.Base(d.jobs.export.Path) != "broken.csv" {
			t.Errorf("%s: the export is %+v", key, d.jobs.export)
		}
	}
	d.run(action.Export)
	if !d.press("esc") {
		t.Error("esc does not close")
	}
}

// importing is a desk with a checked file.
func importingFile(t *testing.T, c job.Check) *desk {
	t.Helper()
	t.Chdir(t.TempDir())
	d := open(t)
	d.jobs.check = c
	d.run(action.Import)
	d.dialog().Paste("cars.csv")
	d.press("enter")
	return d
}

func TestImportNamesAFile(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, name := range []string{"cars.csv", "cars-old.csv"} {
		if err := os.WriteFile(name, nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	d := open(t)
	d.run(action.Import)
	d.shows("Import into Cars", "A CSV, .xlsx, JSON or JSON Lines file")
	d.press("enter")
	d.shows("Name a file; tab completes")
	d.typed("ca")
	d.press("tab")
	d.shows("cars.csv", "cars-old.csv")
	d.typed(".")
	d.hides("cars-old.csv")
	d.press("tab")
	d.shows("cars.csv")
	d.typed("x")
	d.press("tab")
	d.shows("No file begins so")
	d.press("backspace", "backspace", "backspace", "backspace")
	d.typed("s.csv")
	late, _ := d.dialog().Key(panetest.Key("tab"))
	d.press("ctrl+u")
	panetest.Settle(late) // another name is being typed by now
	d.hides("cars.csv")
	d.dialog().Paste("cars.csv")
	d.jobs.err = errors.New("it is torn")
	d.press("enter")
	d.shows("it is torn")
	if m := d.jobs.file; !filepath.IsAbs(m.Path) || m.Object != "car" || m.Title != "import cars.csv into Cars" || m.EmptyClears || m.Key != "" {
		t.Errorf("the file is %+v", m)
	}
	if !d.press("esc") {
		t.Error("esc does not close")
	}
	d.run(action.Import)
	d.shows("cars.csv") // the last one is offered again
}

func TestImportShowsWhatColumnsMean(t *testing.T) {
	d := importingFile(t, job.Check{
		Format: transfer.CSV, Key: transfer.KeyID, Rows: 12, Bad: 2,
		Columns: []job.Column{
			{Header: "id", Field: "id"}, {Header: "Name", Field: api.FieldName}, {Header: "When", Field: "year"},
			{Header: "Odd", Problem: "no such field"}, {Header: "Why", Ignored: "it has no meaning"}, {Header: "x", Field: "unknown"},
		},
		Problems: []transfer.RowProblem{{Row: 3, Line: 4, Column: "When", Reason: "standard::name is no year"}},
	})
	d.shows("Import cars.csv into Cars", "Preview the 10 valid rows", "Match rows by: ID (found in the file)", "Empty cells: leave unchanged",
		"id → ID", "Name → Name", "When → Year", "Odd → "+d.env.Theme.Glyphs.Failed+" no such field", "Why → left out: it has no meaning",
		"csv, 12 rows", "2 rows have faults; w shows all", "row 3 (line 4), When: name is no year")
	d.press("G", "w")
	d.shows("Faults", "row 3 (line 4)", "and more: 2 rows have faults")
}

func TestImportIsChangedLineByLine(t *testing.T) {
	d := importingFile(t, job.Check{Format: transfer.JSON, Key: transfer.KeyNone, Rows: 1, Columns: []job.Column{{Header: "Remark"}}})
	d.shows("enter go on")
	d.press("w") // there are no faults to show
	d.shows("Empty cells")
	d.press("down")
	d.shows("enter change it")
	d.press("enter")
	if k := d.jobs.file.Key; k != transfer.KeyID {
		t.Errorf("the key is %q", k)
	}
	d.press("down", "space")
	if !d.jobs.file.EmptyClears {
		t.Error("empty cells do not clear")
	}
	d.shows("Empty cells: clear the field", "Match rows by: nothing: every row is new")
	d.press("down", "enter")
	d.shows("What is the column “Remark”?", "Leave it out", "ID", "Year")
	d.hides("Sum") // which is locked
	d.press("esc")
	d.shows("Remark → left out")
	d.press("enter")
	d.typed("notes")
	d.press("enter")
	if m := d.jobs.file.Mapping; m["Remark"] != collection.CustomPrefix+"notes" || d.jobs.file.Key != transfer.KeyID {
		t.Errorf("the mapping is %v", m)
	}
	d.press("enter")
	d.typed("leave")
	d.press("enter")
	if m := d.jobs.file.Mapping; m["Remark"] != "-" {
		t.Errorf("the mapping is %v", m)
	}
	d.press("up", "up", "up", "up") // not past the first
	d.jobs.plan.Create = 1
	if !d.press("enter") {
		t.Error("the columns stay under the review")
	}
	if m, ok := d.jobs.source.(job.Import); !ok || m.Mapping["Remark"] != "-" {
		t.Errorf("reviewed is %+v", d.jobs.source)
	}
	d.shows("Import cars.csv", "1 will be created")
}

// The review of an import leads back to the columns, that what keeps its rows
// out can be mended; once it begins, nothing is left to go back to.
func TestTheReviewOfAnImportLeadsBackToItsColumns(t *testing.T) {
	for _, plan := range []job.Plan{{Kind: job.KindImport, Problems: 3}, {Kind: job.KindImport, Create: 1}} {
		d := importingFile(t, job.Check{Format: transfer.JSON, Key: transfer.KeyNone, Rows: 3, Columns: []job.Column{{Header: "Remark"}}})
		columns := d.dialog()
		plan.Collection = cars
		d.jobs.plan = &plan
		cmd, _ := columns.Key(panetest.Key("enter"))
		panetest.Settle(cmd)
		if plan.Problems > 0 {
			d.shows("3 cannot be sent", "esc nothing to send: back to the columns")
		}
		if !d.press("esc") || d.dialog() != columns {
			t.Fatalf("%+v: esc leads to %q", plan, d.dialog().Title())
		}
		d.shows("Remark", "Preview")
		if plan.Create == 0 {
			continue
		}
		cmd, _ = columns.Key(panetest.Key("enter"))
		panetest.Settle(cmd)
		d.press("enter")
		d.did("discard", "launch 7")
		if d.Feature.importing != nil {
			t.Error("the columns are kept though the import began")
		}
	}
}

func TestWhatCannotBeBroughtIn(t *testing.T) {
	for _, c := range []job.Check{{Rows: 2, Bad: 2}, {Rows: 2, Err: "no column sets a field"}} {
		d := importingFile(t, c)
		if d.press("enter") {
			t.Errorf("%+v is reviewed", c)
		}
		if say, _ := panetest.Last[pane.Say](d.shell); say.Kind != pane.Warning || !strings.Contains(strings.ToLower(say.Text), "no ") {
			t.Errorf("said %+v", say)
		}
		if d.press("esc") {
			t.Error("esc at the columns closes instead of asking for another file")
		}
		d.shows("Import into Cars")
	}
	d := importingFile(t, job.Check{Rows: 2, Err: "no column sets a field"})
	d.shows("Cannot be imported like this", "no column sets a field")
}

// A file that cannot be brought in as a whole says all of it under w, in words
// that the dialog understands, and counts no rows that were not read.
func TestWhyAFileCannotBeBroughtIn(t *testing.T) {
	d := importingFile(t, job.Check{Format: transfer.CSV, Err: "column \"Odd\": no such field", Columns: []job.Column{
		{Header: "Odd", Problem: "no such field"}, {Header: "Name", Field: api.FieldName}, {Header: "Even", Problem: "no field either"},
	}})
	d.hides("0 rows")
	d.shows("w what is wrong")
	d.press("w")
	d.shows("Faults", "column “Odd”: no such field", "column “Even”: no field either", "Press enter on a column")
	d.hides("“Name”")
	d = importingFile(t, job.Check{Format: transfer.CSV, Err: "no column sets a field"})
	d.press("w")
	d.shows("Faults", "no column sets a field")
	d = importingFile(t, job.Check{Format: transfer.CSV, Rows: 1, Columns: []job.Column{{Header: "Name", Field: api.FieldName}}})
	d.shows("csv, 1 row", "enter go on")
	d.hides("what is wrong") // nothing is
}

// clickOn clicks at a text of the dialog.
func (d *desk) clickOn(text string) {
	d.t.Helper()
	for y, row := range strings.Split(d.screen(), "\n")[1:] {
		if before, _, ok := strings.Cut(row, text); ok {
			panetest.Settle(d.dialog().(interface{ Clicked(x, y int) tea.Cmd }).Clicked(len([]rune(before)), y))
			return
		}
	}
	d.t.Fatalf("%q is not in\n%s", text, d.screen())
}

// The rows of an import are clicked: what tells rows apart, the field of a
// column, the preview.
func TestImportByTheMouse(t *testing.T) {
	d := importingFile(t, job.Check{Format: transfer.JSON, Key: transfer.KeyNone, Rows: 1, Columns: []job.Column{{Header: "Remark"}}})
	d.clickOn("Empty cells")
	if !d.jobs.file.EmptyClears {
		t.Error("empty cells do not clear")
	}
	d.clickOn("Remark")
	d.clickOn("Notes")
	if m := d.jobs.file.Mapping; m["Remark"] != collection.CustomPrefix+"notes" {
		t.Errorf("the mapping is %v", m)
	}
	d.jobs.plan.Create = 1
	d.clickOn("Preview")
	d.shows("1 will be created")
	if _, closed := panetest.Last[pane.Close](d.shell); !closed {
		t.Error("the columns stay under the review")
	}
}

// The cursor stays on the lines of an import, however often down is pressed,
// where the file read anew has fewer, too.
func TestTheCursorStaysOnTheLinesOfAnImport(t *testing.T) {
	d := importingFile(t, job.Check{Format: transfer.JSON, Key: transfer.KeyNone, Rows: 1, Columns: []job.Column{{Header: "Remark"}, {Header: "Odd"}}})
	on := func(line string) {
		t.Helper()
		if got := lineWith(d.screen(), line); !strings.HasPrefix(got, d.env.Theme.Glyphs.Cursor) {
			t.Errorf("the cursor is not on %q", got)
		}
	}
	for range 10 {
		d.press("down")
	}
	on("Cells that a program")
	d.press("up")
	on("Odd")
	d.press("down")
	d.jobs.check.Columns = nil
	d.press("enter") // reads it anew
	on("Cells that a program")
	d.press("up")
	on("Empty cells")
}

// The values of an export are clicked.
func TestExportByTheMouse(t *testing.T) {
	d := open(t)
	d.run(action.Export)
	d.clickOn("JSON ")
	d.shows(".json")
	d.clickOn("File ")
	if f := d.dialog().(*export).form; f.lines[f.at].line == nil {
		t.Error("the name of the file has no cursor")
	}
}
