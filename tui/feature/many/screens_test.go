package many

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"time"

	"zco/api"
	"zco/api/transfer"
	"zco/tui/action"
	"zco/tui/domain/collection"
	"zco/tui/domain/field"
	"zco/tui/domain/job"
	"zco/tui/pane"
	"zco/tui/pane/panetest"
	"zco/tui/work"
)

// album collects what the dialog in front looks like at each step of a story.
type album struct {
	*desk
	strings.Builder
}

func (d *desk) album(w, h int) *album {
	d.w, d.h = w, h
	return &album{desk: d}
}

func (a *album) shot(title string) {
	a.t.Helper()
	fmt.Fprintf(a, "--- %s: %s", title, panetest.Framed(a.env, a.dialog(), a.w, a.h))
}

// garage is a table of cars with fields of many types, four of its rows read.
func garage(t *testing.T) *desk {
	t.Helper()
	d := open(t)
	of := func(key, title string, ty *field.Type) collection.Field {
		return collection.Field{Key: collection.CustomPrefix + key, Title: title, Type: ty}
	}
	fields := fieldsOfCars().Fields
	owner := of("owner", "Owner", field.Lookup)
	owner.Target = "zen:user"
	model := of("model", "Model", field.Dropdown)
	model.Options = []collection.Option{{Value: "pv", Title: "Volvo"}, {Value: "vw", Title: "Beetle"}}
	ready := of("ready", "Ready", field.Checkbox)
	ready.Required = true
	fields = append(fields, model, ready, of("price", "Price in the shop, tax and all the rest included", field.Decimal), of("sold", "Sold", field.Checkbox), owner)
	s := collection.NewSchema(fields)
	s.Given = []api.Field{
		{Key: "year", Title: "Year", Type: api.TypeInteger}, {Key: "extras", Type: api.TypeMultiselect, Options: []api.FieldOption{{Value: "abs"}, {Value: "ac"}}},
		{Key: "notes", Type: api.TypeTextarea}, {Key: "price", Type: api.TypeDecimal}, {Key: "sold", Type: api.TypeCheckbox},
	}
	rows := []collection.Item{
		item("A"), {ID: "B", Name: "a beetle with a name so long that no table has room for the whole of it"}, {ID: "C", Name: "湯沸かし器 \x1b[31m"}, {ID: "D", Name: "polo"},
	}
	for i, year := range []collection.Value{"1999", "2001", "", "null"} {
		rows[i].Values = map[string]collection.Value{collection.CustomPrefix + "year": year, "name": collection.String(rows[i].Name)}
	}
	d.shell.InFront.Fields, d.shell.InFront.Here, d.shell.InFront.On = s, rows, &rows[0]
	return d
}

// A bulk edit from its scope to its review, at a size where all has room, and
// where little has.
func TestScreensOfAnEdit(t *testing.T) {
	for _, size := range [][2]int{{120, 40}, {76, 18}, {36, 8}, {26, 4}} {
		a := garage(t).album(size[0], size[1])
		a.run(action.BulkEdit)
		a.shot("begun")
		a.press("right", "enter")
		a.shot("which field")
		a.typed("e")
		a.shot("fields with an e")
		a.typed("qq")
		a.shot("no such field")
		a.press("ctrl+u")
		a.choose("year", "s")
		a.shot("a number is asked for")
		a.typed("x")
		a.press("enter")
		a.shot("that is none")
		a.press("ctrl+u")
		a.typed("2001")
		a.shot("that is one")
		a.press("enter")
		a.shot("at the review")
		a.press("up")
		a.shot("at one more")
		a.choose("extras", "add")
		a.shot("options")
		a.press("space", "down", "space")
		a.shot("both of them")
		a.press("shift+tab")
		a.shot("what they are on one line")
		a.press("tab", "enter", "up")
		a.choose("notes", "s")
		a.typed("one")
		a.press("enter")
		a.typed("two")
		a.shot("two lines")
		a.press("shift+tab")
		a.shot("both on one")
		a.press("ctrl+s")
		panetest.Golden(t, fmt.Sprintf("edit_%dx%d.txt", size[0], size[1]), a.String())
	}
}

// What else a change of a bulk edit can be, and what is missing in it.
func TestScreensOfChanges(t *testing.T) {
	for _, size := range [][2]int{{96, 26}, {40, 12}} {
		a := garage(t).album(size[0], size[1])
		rows := a.shell.InFront.Here
		a.shell.InFront.Marked = rows[:3]
		a.shell.At = &pane.Subject{Field: a.shell.InFront.Fields.Fields[1]}
		a.run(action.BulkEdit)
		a.shot("the field under the cursor")
		a.press("shift+tab", "right")
		a.shot("cleared")
		a.press("right", "enter")
		a.typed("2")
		a.shot("added to")
		a.press("ctrl+u")
		a.shot("no number")
		a.typed("2")
		a.press("enter", "up")
		a.choose("name", "r")
		a.shot("what is found")
		a.press("ctrl+s")
		a.shot("nothing is")
		a.typed("car")
		a.press("enter")
		a.typed("bus")
		a.press("tab", "space")
		a.shot("replaced")
		a.press("enter", "up")
		a.choose("sold", "s")
		a.shot("a yes or no")
		a.press("enter")
		a.shot("neither")
		a.press("space", "enter", "up")
		a.choose("price", "s")
		a.typed("1,5x")
		a.press("ctrl+s")
		a.shot("no decimal")
		a.press("shift+tab", "shift+tab", "shift+tab")
		a.shot("which is told on one line, too")
		a.press("tab")
		a.shot("and open again")
		a.press("ctrl+x")
		a.shot("without it")
		a.press("tab", "enter")
		a.choose("owner", "s")
		p := a.dialog().(*edit).part()
		a.shot("whose")
		p.found(work.Completed{Field: p.fields[p.at].Key, Options: []collection.Option{{Value: "7", Title: "Xenia"}, {Value: "8", Title: "Xaver"}}})
		a.shot("one of two")
		a.typed("xen")
		a.press("shift+tab")
		a.shot("which is not chosen yet")
		a.press("tab")
		p.found(work.Completed{Field: p.fields[p.at].Key, Answer: work.Answer{Err: errors.New("no way there")}})
		a.shot("nobody is found")
		a.press("esc")
		a.run(action.BulkEdit)
		a.shot("opened again")
		panetest.Golden(t, fmt.Sprintf("changes_%dx%d.txt", size[0], size[1]), a.String())
	}
}

// The preview of names that are changed has them as long as there is room for.
func TestScreensOfLongNames(t *testing.T) {
	for _, size := range [][2]int{{120, 40}, {60, 20}} {
		a := garage(t).album(size[0], size[1])
		rows := a.shell.InFront.Here
		for i, name := range []string{"Samsung Galaxy Tab S9, Győr #00000012", "LG", "湯沸かし器 湯沸かし器 湯沸かし器 湯沸かし器 湯沸かし器 湯沸かし器 #7"} {
			rows[i].Name, rows[i].Values["name"] = name, collection.String(name)
		}
		a.shell.InFront.Marked = rows
		a.run(action.BulkEdit)
		a.choose("name", "s")
		a.typed("Kettle")
		a.shot("a short one is set")
		a.press("ctrl+u")
		a.typed("A kettle that is to be on each of the desks")
		a.shot("a long one is set")
		panetest.Golden(t, fmt.Sprintf("names_%dx%d.txt", size[0], size[1]), a.String())
	}
}

// A review in each of its states.
func TestScreensOfAReview(t *testing.T) {
	year := func(id, name string, before, after collection.Value) job.Item {
		return job.Item{
			Action: api.ActionUpdate, ID: id, Before: &api.Record{Name: api.String(name), Fields: map[string]api.Value{"year": before}},
			Patch: api.RecordPatch{Fields: map[string]api.Value{"year": after}},
		}
	}
	long := strings.Repeat("a long reason that has to be broken ", 4)
	changed := []job.Item{year("A", "car A", "1999", "2001"), year("B", strings.Repeat("beetle ", 20), "", `"`+"\x1b[31mred"+`"`)}
	troubled := []job.Item{{ID: "C", Problem: "standard::name is taken"}, {Row: 4, Problem: long}}
	many := job.Plan{Change: 150, Samples: changed}
	for i := range 30 {
		many.Samples = append(many.Samples, year(fmt.Sprint("R", i), "", "1", "2"))
	}
	causes := job.Plan{Change: 1, Same: 2, Samples: changed[:1]}
	causes.Causes.Add(transfer.Suspect{Column: "weight", Before: "6.172", After: "6172", Cause: transfer.CausePoint})
	plans := []struct {
		name string
		plan job.Plan
	}{
		{"nothing to do", job.Plan{}},
		{"all is so", job.Plan{Same: 3}},
		{"changes", job.Plan{Kind: job.KindEdit, Change: 2, Same: 1, Problems: 2, Samples: changed, Troubled: troubled, Note: "A note that is told: " + long}},
		{"more than are told", job.Plan{Kind: job.KindImport, Change: 3, Create: 1, Problems: 3, Samples: changed, Troubled: troubled, AlreadyIn: 1}},
		{"created", job.Plan{Create: 1, Samples: []job.Item{{Patch: api.RecordPatch{Name: api.String("new"), Fields: map[string]api.Value{"year": "7"}}}}}},
		{"deleted", job.Plan{Kind: job.KindDelete, Delete: 1, Samples: []job.Item{{Action: api.ActionDelete, ID: "A", Before: &api.Record{Name: api.String("car A")}}}}},
		{"a program was at it", causes},
		{"many", many},
	}
	letter := "The customer called about the car and asked for it to be brought on Monday.\n\nThen:\n"
	for i := range 20 {
		letter += fmt.Sprintf("%d. that the customer called\n", i+1)
	}
	letters := []job.Change{
		{Field: "notes", Kind: job.Set, Value: collection.String(letter + "and an end.")},
		{Field: "notes", Kind: job.Replace, Find: "on Monday", With: ""},
		{Field: "year", Kind: job.Set, Value: "2001"},
	}
	for _, size := range [][2]int{{100, 30}, {38, 9}, {26, 4}} {
		a := open(t).album(size[0], size[1])
		for _, p := range plans {
			p.plan.Collection = cars
			a.jobs.plan = &p.plan
			panetest.Settle(a.review(cars, "Change all Cars", job.Edit{}))
			a.shot(p.name)
		}
		a.press("pgdown")
		a.shot("further down")
		a.press("pgdown", "pgdown", "pgdown", "pgdown", "pgdown", "pgdown", "pgdown", "pgdown", "pgdown", "pgdown", "pgdown", "pgdown")
		a.shot("at the end")
		a.typed("15")
		a.press("enter")
		a.shot("another number")
		set := job.Plan{Collection: cars, Kind: job.KindEdit, Change: 2, Samples: changed[:1]}
		a.jobs.plan = &set
		panetest.Settle(a.review(cars, "Change all Cars", job.Edit{Changes: letters}))
		a.shot("a long text is set")
		a.press("pgdown")
		a.shot("more of it")
		a.press("G")
		a.shot("below it")
		a.jobs.err = errors.New("no way there: " + long)
		panetest.Settle(a.review(cars, "Change all Cars", job.Edit{}))
		a.shot("failed")
		a.review(cars, "Change all Cars", job.Edit{})
		a.shot("reading")
		panetest.Golden(t, fmt.Sprintf("review_%dx%d.txt", size[0], size[1]), a.String())
	}
}

// A job in each of its states, and the list of them all.
func TestScreensOfJobs(t *testing.T) {
	long := "set " + strings.Repeat("Location to “Warehouse”, ", 8)
	jobs := []job.Job{
		{Title: "set color", Progress: job.Progress{State: job.Running, Total: 200, Done: 50, Failed: 2, PerSecond: 12.4, Left: 90 * time.Second}},
		{Title: "import cars.csv", Progress: job.Progress{State: job.Running, Done: 1200, PerSecond: 0.5, Left: -1}},
		{Title: long, Progress: job.Progress{State: job.Paused, Total: 4, Done: 1}},
		{Title: "begin", Progress: job.Progress{State: job.Running, Total: 4, Done: 1, Left: -1}},
		{Title: "undo", Progress: job.Progress{State: job.Paused}},
		{Title: "delete", Progress: job.Progress{State: job.Cancelling, Total: 3, Done: 3}},
		{Title: "wait", Progress: job.Progress{State: job.Running, Total: 9, Waiting: "the account's rate limit is used up"}},
		{Title: "edit", Kind: job.KindEdit, Progress: job.Progress{State: job.Ended, Total: 10, Done: 6, Skipped: 1, Failed: 2, NotRun: 1}, Notes: []string{"a note " + long[:60]}},
		{Title: "try", Kind: job.KindEdit, Err: errors.New("the disk is full"), Progress: job.Progress{State: job.Ended, Total: 2, Done: 1, Failed: 1}},
		{Title: "broken", Kind: job.KindEdit, Progress: job.Progress{State: job.Broken, Total: 5, Done: 1}},
		{Title: "done", Kind: job.KindEdit, Progress: job.Progress{State: job.Ended, Total: 5, Done: 5}},
		{Title: "export all", Kind: job.KindExport, Path: "/home/me/cars.csv", Resumed: 3, Notes: []string{"sorted by created_at"}, Progress: job.Progress{State: job.Ended, Done: 9, Total: 9}},
		{Title: "export some", Kind: job.KindExport, Path: "/home/me/cars.csv", Progress: job.Progress{State: job.Running, Done: 1, Total: 300, PerSecond: 10}},
	}
	for _, size := range [][2]int{{100, 30}, {38, 9}, {26, 4}} {
		a := open(t).album(size[0], size[1])
		a.run(action.Jobs)
		a.shot("none")
		for i := range jobs {
			jobs[i].ID, jobs[i].Collection = i, cars.ID
		}
		a.jobs.jobs = jobs
		a.run(action.Jobs)
		a.shot("the list")
		a.press("G")
		a.shot("its end")
		for i, j := range jobs {
			a.show(i)
			a.shot(j.Title[:min(len(j.Title), 12)])
		}
		a.jobs.results = []job.Result{
			{ID: "B", Outcome: job.Failed, Reason: "standard::name: taken", Item: job.Item{ID: "B", Row: 4}},
			{ID: "C", Outcome: job.Failed, Reason: strings.Repeat("it is gone ", 9), Item: job.Item{ID: "C", Patch: api.RecordPatch{Name: api.String(strings.Repeat("car C", 9))}}},
			{ID: "D", Outcome: job.Done, Item: job.Item{ID: "D", Patch: api.RecordPatch{Name: api.String(strings.Repeat("car D", 20))}}},
		}
		for i := range 30 {
			a.jobs.results = append(a.jobs.results, job.Result{ID: fmt.Sprintf("E%02d", i), Outcome: job.Done})
		}
		a.jobs.more = 1200
		a.show(7)
		a.shot("what became of the rows")
		a.press("space")
		a.shot("further down")
		a.jobs.more = 0
		a.press("G")
		a.refresh()
		a.shot("at the end")
		a.press("f")
		a.shot("where the failed go")
		a.env.Plain = true
		a.show(0)
		a.shot("for a screen reader")
		panetest.Golden(t, fmt.Sprintf("jobs_%dx%d.txt", size[0], size[1]), a.String())
	}
}

// The form of an export, and what it asks where something is there already.
func TestScreensOfAnExport(t *testing.T) {
	for _, size := range [][2]int{{100, 30}, {38, 9}, {26, 4}} {
		a := garage(t).album(size[0], size[1])
		a.shell.InFront.Marked, a.shell.InFront.Shows.Text = a.shell.InFront.Here[:2], "volvo"
		a.run(action.Export)
		d := a.dialog().(*export)
		d.here = "/home/me"
		a.shot("begun")
		a.press("right", "down")
		a.shot("which form")
		a.press("left", "down", "down")
		a.shot("what does not matter is passed over")
		d.path.line.SetText("/home/me/" + strings.Repeat("folder/", 9) + "cars.xlsx")
		a.shot("a long way")
		a.press("ctrl+u", "enter")
		a.shot("no name")
		there := job.Place{Path: "/home/me/cars.csv", Exists: true, Free: "/home/me/cars-2.csv"}
		for _, p := range []struct {
			name string
			probed
		}{
			{"no folder", probed{job.Place{Path: "/nowhere/cars.csv"}, fs.ErrNotExist}},
			{"not allowed", probed{err: errors.New("permission denied")}},
			{"a folder", probed{place: job.Place{Dir: true, Exists: true}}},
			{"there", probed{place: there}},
			{"no name is free", probed{place: job.Place{Path: there.Path, Exists: true}}},
			{"broken off", probed{place: job.Place{Path: there.Path, Part: true}}},
			{"broken off over another", probed{place: job.Place{Path: there.Path, Exists: true, Part: true, Free: there.Free}}},
		} {
			a.press("esc") // back from the last
			d.answer(p.probed)
			a.shot(p.name)
		}
		panetest.Golden(t, fmt.Sprintf("export_%dx%d.txt", size[0], size[1]), a.String())
	}
}

// A file to import, from its name to what is wrong with it.
func TestScreensOfAnImport(t *testing.T) {
	columns := []job.Column{
		{Header: "id", Field: "id"}, {Header: "Name", Field: api.FieldName}, {Header: "When it was made, as far as that is known", Field: "year"},
		{Header: "None"}, {Header: "Odd", Problem: "no such field"}, {Header: "Why", Ignored: "it has no meaning"}, {Header: "x", Field: "unknown"},
	}
	var problems []transfer.RowProblem
	for row := range 6 {
		problems = append(problems, transfer.RowProblem{Row: row + 1, Line: row + 2, Column: "When", Reason: "standard::name is no year"})
	}
	checks := []struct {
		name  string
		check job.Check
	}{
		{"all is well", job.Check{Format: transfer.CSV, Key: transfer.KeyID, Rows: 1200, Columns: columns[:3], Notes: []string{"dates were read as day, month, year"}}},
		{"as a whole it cannot be", job.Check{Format: transfer.CSV, Key: transfer.KeyName, Columns: columns, Err: "column “Odd”: no such field"}},
		{"rows have faults", job.Check{Format: transfer.JSON, Key: transfer.KeyNone, Rows: 12, Bad: 6, Columns: columns[:2], Problems: problems}},
		{"one has", job.Check{Format: transfer.XLSX, Key: transfer.KeyExternalID, Rows: 2, Bad: 1, Columns: columns[5:], Problems: problems[:1]}},
		{"many columns", job.Check{Format: transfer.CSV, Key: transfer.KeyID, Rows: 1, Columns: slices.Repeat(columns[:1], 15)}},
		{"left out", job.Check{Format: transfer.CSV, Key: transfer.KeyID, Rows: 1, Columns: columns[5:]}},
	}
	for _, size := range [][2]int{{100, 30}, {38, 9}, {26, 4}} {
		a := garage(t).album(size[0], size[1])
		a.run(action.Import)
		d := a.dialog().(*importing)
		a.shot("begun")
		a.press("enter")
		a.shot("no name")
		d.Key(panetest.Key("tab"))
		d.answer(completed{"car", []string{"cars.csv", "cars-old.csv", "cars-3.csv", "cars-4.csv", "cars-5.csv", "cars-6.csv", "cars-7.csv"}})
		a.shot("names")
		d.Key(panetest.Key("x"))
		d.answer(completed{"carx", nil})
		a.shot("no such name")
		d.Key(panetest.Key("enter"))
		a.shot("reading")
		d.answer(checked{source: d.source, err: errors.New("it is torn")})
		a.shot("not to be read")
		for _, c := range checks {
			s := d.source
			s.Path, s.EmptyClears, s.Accept = "/home/me/cars.csv", c.check.Bad > 0, nil
			if c.name == "left out" {
				s.Mapping = map[string]string{"Why": leftOut}
			}
			if s.Key = ""; c.check.Bad > 0 {
				s.Key, s.Accept = c.check.Key, job.AllCauses
			}
			d.answer(checked{source: s, check: c.check})
			a.shot(c.name)
		}
		a.press("down", "down", "down")
		a.shot("at a column")
		a.press("enter")
		a.shot("which field")
		a.typed("o")
		a.press("down")
		a.shot("the second with an o")
		a.press("esc", "down", "down", "down")
		a.shot("at the end")
		panetest.Golden(t, fmt.Sprintf("import_%dx%d.txt", size[0], size[1]), a.String())
	}
}
