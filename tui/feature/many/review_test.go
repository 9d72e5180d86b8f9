package many

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"zco/api"
	"zco/api/transfer"
	"zco/tui/domain/collection"
	"zco/tui/domain/job"
	"zco/tui/draw/screen"
	"zco/tui/pane/panetest"
	"zco/tui/work"
)

// reviewing is a desk with the review of a plan.
func reviewing(t *testing.T, plan job.Plan) *desk {
	t.Helper()
	d := open(t)
	plan.Collection = cars
	d.jobs.plan = &plan
	panetest.Settle(d.review(cars, "Change all Cars", job.Edit{Which: job.Which{Collection: cars}}))
	return d
}

// For more than a hundred rows, and for any deletion, the number is typed.
func TestTheNumberIsTyped(t *testing.T) {
	for _, test := range []struct {
		plan  job.Plan
		typed string // "" where enter is enough
		words string
	}{
		{job.Plan{Change: 100}, "", "change 100 Cars"},
		{job.Plan{Change: 1}, "", "change 1 Car"},
		{job.Plan{Create: 2}, "", "create 2 Cars"},
		{job.Plan{Change: 101}, "101", "Type 101 and press enter to change 101 Cars"},
		{job.Plan{Change: 1000, Create: 200}, "1,200", "send 1,200 Cars"},
		{job.Plan{Delete: 1}, "1", "delete 1 Car"},
		{job.Plan{Delete: 1, Create: 1}, "2", "send 2 Cars"},
	} {
		d := reviewing(t, test.plan)
		d.shows(test.words)
		if done := d.press("enter"); done != (test.typed == "") {
			t.Errorf("%+v begins on enter alone: %v", test.plan, done)
		}
		if test.typed == "" {
			d.did("launch 7")
			continue
		}
		d.did()
		d.typed("9")
		d.press("enter")
		d.shows("That is not the number")
		d.did()
		d.press("backspace")
		d.dialog().Paste(test.typed)
		d.hides("That is not the number")
		if done := d.press("enter"); !done {
			t.Errorf("%s is not taken for %+v", test.typed, test.plan)
		}
		d.did("launch 7")
	}
}

func TestNothingToSend(t *testing.T) {
	for _, key := range []string{"enter", "esc", "q"} {
		d := reviewing(t, job.Plan{Records: 5, Same: 5})
		d.shows("5 are so already", "nothing to send")
		if done := d.press(key); !done {
			t.Errorf("%s does not close", key)
		}
		d.did("discard")
	}
	d := reviewing(t, job.Plan{})
	d.shows("There is nothing to do")
}

// What is not agreed to is thrown away, and what was put together is kept.
func TestAReviewIsLeft(t *testing.T) {
	d := reviewing(t, job.Plan{Change: 2})
	d.parts[cars.ID] = []*part{{}}
	if d.press("q") {
		t.Error("q closes a review that something is to be sent of")
	}
	if !d.press("esc") {
		t.Error("esc does not close")
	}
	d.did("discard")
	if len(d.parts[cars.ID]) != 1 {
		t.Error("the change is lost")
	}
}

func TestAReviewThatFails(t *testing.T) {
	d := open(t)
	d.jobs.err = errors.New("no way")
	panetest.Settle(d.review(cars, "x", job.Edit{}))
	d.shows("no way", "r try again")
	d.jobs.err = nil
	d.jobs.plan.Change = 1
	d.press("enter") // is no answer to a failure
	d.did()
	d.press("r")
	d.shows("1 will change")
	d.press("r")
	d.shows("1 will change")
	d.press("enter")
	d.did("launch 7")
}

// While the rows are read it is said how many have been, about three times a
// second; what comes after the dialog was left is let go of.
func TestReadingIsTold(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := open(t)
		d.review(cars, "x", job.Edit{})
		r := d.dialog().(*review)
		d.shows("Reading the rows as they are now")
		if d.press("enter") {
			t.Error("enter answers what is not there yet")
		}
		r.reading.Add(1200)
		d.hides("1,200")
		start := time.Now()
		next := r.tick()().(work.Reply).Deliver()
		if took := time.Since(start); took != 300*time.Millisecond {
			t.Errorf("looked after %v", took)
		}
		d.shows("1,200")
		if next == nil {
			t.Error("it is not looked at again")
		}
		ask := r.read()
		if !d.press("esc") {
			t.Error("a reading cannot be left")
		}
		d.did()
		panetest.Settle(ask)
		if r.plan != nil {
			t.Error("the answer comes to a dialog that was left")
		}
	})
}

func TestWhatAPlanSays(t *testing.T) {
	plan := job.Plan{
		Records: 10, Create: 1, Change: 3, Same: 2, Problems: 3, Note: "photos do not come back",
		Samples: []job.Item{
			{
				Action: api.ActionUpdate, ID: "A", Before: &api.Record{Name: api.String("car A"), Fields: map[string]api.Value{"year": api.Value("1999")}},
				Patch: api.RecordPatch{Fields: map[string]api.Value{"year": api.Null}},
			},
			{Action: api.ActionCreate, Row: 4, Patch: api.RecordPatch{Name: api.String("new")}},
		},
		Troubled: []job.Item{{ID: "B", Problem: "standard::name: it must have a value"}, {ID: "C", Row: 2, Problem: "no"}},
	}
	d := reviewing(t, plan)
	d.shows("1 will be created · 3 will change · 2 are so already · 3 cannot be sent", "photos do not come back",
		"B: name: it must have a value", "row 2: no", "and 1 more", "The first 2:", "car A", "year: “1999” → nothing", "new", "name: “new”", "and 2 more")
	d.shows("\n"+d.env.Theme.Glyphs.New+" new\n", "\n"+d.env.Theme.Glyphs.Changed+" car A\n")
	d = reviewing(t, job.Plan{Delete: 1, Samples: plan.Samples[:1]})
	d.shows("Changes", "car A")
	d.hides("1999")
}

// All of a long review can be read, also while its number is typed.
func TestALongReviewScrolls(t *testing.T) {
	plan := job.Plan{Change: 50}
	for i := range 50 {
		plan.Samples = append(plan.Samples, job.Item{ID: fmt.Sprint("R", i), Action: api.ActionUpdate})
	}
	d := reviewing(t, plan)
	d.shows("lines below", "R0")
	d.press("G")
	d.shows("R49")
	d.hides("lines below")
	d.press("g")
	plan.Change = 500
	d = reviewing(t, plan)
	d.press("pgdown", "pgdown", "pgdown")
	d.shows("R49", "Type 500")
	d.typed("50")
	d.press("home")
	d.typed("5") // home is of the number, not of the lines
	d.shows("R49", "550")
}

// What is set in many rows can be read whole before it is sent, however long it
// is and however small the screen, also while the number of rows is typed.
func TestAllOfWhatIsSetIsSeen(t *testing.T) {
	words := make([]string, 30)
	for i := range words {
		words[i] = fmt.Sprintf("line%d: the customer called again on day%d", i, i)
	}
	edit := job.Edit{Changes: []job.Change{
		{Field: "notes", Kind: job.Set, Value: collection.String(strings.Join(words, "\n"))},
		{Field: "name", Kind: job.Replace, Find: "a find of more than thirty cells, here", With: "and what is in its place, as long as that"},
		{Field: "extras", Kind: job.AddOptions, Options: []string{"abs", "ac", "an option of more than thirty cells"}},
	}}
	for _, rows := range []int{2, 200} {
		for _, size := range [][2]int{{120, 40}, {60, 20}, {38, 9}, {26, 4}, {26, 2}} {
			d := open(t)
			d.w, d.h = size[0], size[1]
			d.jobs.plan = &job.Plan{Kind: job.KindEdit, Collection: cars, Change: rows}
			panetest.Settle(d.review(cars, "Change all Cars", edit))
			r := d.dialog().(*review)
			var seen strings.Builder
			for page := 0; ; page++ {
				w, h := r.Size(size[0], size[1])
				seen.WriteString(panetest.Drawn(d.env, w, h, func(a screen.Area) { r.Draw(a) }))
				if r.scroll.Below() == 0 {
					break
				}
				if page == 500 {
					t.Fatal("the end is not reached")
				}
				d.press("pgdown")
			}
			all := strings.Fields(seen.String())
			for _, want := range strings.Fields(strings.Join(words, " ") + " " + edit.Changes[1].Find + " " + edit.Changes[1].With + " abs, ac, " + edit.Changes[2].Options[2]) {
				if !slices.Contains(all, want) {
					t.Errorf("%d rows at %v: %q is never shown", rows, size, want)
				}
			}
		}
	}
}

// What a program changed in a file is told with an example, and is not among
// what is sent.
func TestCellsThatAProgramChangedAreTold(t *testing.T) {
	plan := job.Plan{Change: 1, Same: 2}
	for range 2 {
		plan.Causes.Add(transfer.Suspect{Column: "weight", Before: "6.172", After: "6172", Cause: transfer.CausePoint})
	}
	d := reviewing(t, plan)
	d.shows("1 will change · 2 stay as they are", "2 cells that a program seems to have changed are not sent", "2 in weight: the decimal point was lost", "“6.172” → “6172”", "change 1 Car")
}

// Rows that an earlier import brought in are told.
func TestRowsThatAreInAreTold(t *testing.T) {
	reviewing(t, job.Plan{Create: 1, Same: 2, AlreadyIn: 2}).
		shows("2 rows are in already, by an earlier import that was not all", "made again", "create 1 Car")
}

// The rows that are left out are told by what would be done to them.
func TestWhatCannotBeDoneIsTold(t *testing.T) {
	for kind, words := range map[job.Kind]string{
		job.KindEdit: "Cannot be changed:", job.KindDelete: "Cannot be deleted:", job.KindImport: "Cannot be imported:", job.KindUndo: "Cannot be undone:",
	} {
		reviewing(t, job.Plan{Kind: kind, Problems: 1, Troubled: []job.Item{{ID: "C", Problem: "it is gone"}}}).shows("1 cannot be sent", words, "  C: it is gone")
	}
}
