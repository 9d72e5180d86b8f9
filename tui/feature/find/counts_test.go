package find

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"zco/api"
	"zco/tui/action"
	"zco/tui/domain/collection"
	"zco/tui/pane"
	"zco/tui/pane/panetest"
	"zco/tui/work"
)

// lot returns the cars as a collection whose rows are in memory, and notes
// what it was asked for.
func lot(rows []collection.Item) (*collection.Collection, *[]collection.Query) {
	var asked []collection.Query
	col := *cars
	col.SearchSorts = []string{"created_at"}
	col.List = func(_ context.Context, _ *api.Client, q collection.Query) (collection.Page, error) {
		asked = append(asked, q)
		from := 0
		fmt.Sscan(q.After, &from)
		to := min(from+100, len(rows))
		return collection.Page{Items: rows[from:to], After: fmt.Sprint(to), HasMore: to < len(rows), Total: len(rows)}, nil
	}
	return &col, &asked
}

// counting begins to count the rows of a lot by a field, in a place.
func counting(t *testing.T, col *collection.Collection, f collection.Field, p collection.Place) (*rig, tea.Cmd) {
	t.Helper()
	r := begin(t, new(service).client(t), nil)
	p.Collection = col.ID
	r.shell.InFront = &panetest.Table{Of: col, Fields: schema, Shows: p, Rows: -1}
	r.on(f, collection.Null)
	r.shell.At.Collection = col
	return r, r.peek(action.Counts)
}

// Rows are read a page at a time up to a thousand, and the others once that is
// asked for.
func TestRowsAreCountedUpToAThousand(t *testing.T) {
	col, asked := lot(noted(1250))
	r, cmd := counting(t, col, notes, collection.Place{})
	panetest.Settle(cmd)
	if got := r.screen(); len(*asked) != 10 || !strings.Contains(got, "the first 1,000 rows, counted") || !strings.Contains(got, "a count all rows") {
		t.Errorf("%d pages are read:\n%s", len(*asked), got)
	}
	r.press("a")
	if got := r.screen(); len(*asked) != 13 || !strings.Contains(got, "all 1,250 rows, counted") || strings.Contains(got, "count all rows") {
		t.Errorf("%d pages are read:\n%s", len(*asked), got)
	}
	r.press("a")
	if len(*asked) != 13 {
		t.Error("all rows are counted once more")
	}
}

// While rows are read on demand, asking again reads nothing twice.
func TestCountingAllIsAskedForOnce(t *testing.T) {
	col, asked := lot(noted(1250))
	r, cmd := counting(t, col, notes, collection.Place{})
	panetest.Settle(cmd)
	first, _ := r.dialog().Key(panetest.Key("a"))
	again, _ := r.dialog().Key(panetest.Key("a"))
	if again != nil {
		t.Error("asking again reads again")
	}
	if panetest.Settle(first); len(*asked) != 13 {
		t.Errorf("%d pages are read", len(*asked))
	}
}

// A page without a cursor is the last, whatever it says.
func TestAPageWithoutACursorIsTheLast(t *testing.T) {
	r := begin(t, nil, nil)
	r.on(notes, collection.Null)
	r.peek(action.Counts)
	r.asked(work.Page{Page: collection.Page{Items: noted(3), HasMore: true}})
	if got := r.screen(); !strings.Contains(got, "all 3 rows, counted") {
		t.Errorf("it shows\n%s", got)
	}
}

// A search is read in an order that does not end early, unless it has one, or
// the service has none.
func TestASearchIsCountedInAnOrder(t *testing.T) {
	for _, c := range []struct {
		place collection.Place
		sorts []string
		want  string
	}{
		{collection.Place{}, []string{"created_at"}, ""},
		{collection.Place{Text: "beetle"}, []string{"created_at"}, "created_at"},
		{collection.Place{Text: "beetle", Sort: "-name"}, []string{"created_at"}, "-name"},
		{collection.Place{Text: "beetle"}, []string{"id"}, ""},
	} {
		col, asked := lot(noted(3))
		col.SearchSorts = c.sorts
		_, cmd := counting(t, col, notes, c.place)
		panetest.Settle(cmd)
		if q := (*asked)[0]; q.Sort != c.want || q.Text != c.place.Text {
			t.Errorf("of %+v with the orders %v is read %+v", c.place, c.sorts, q)
		}
	}
}

// Four values are counted at once, and the next as one of them is answered; a
// failure ends it.
func TestFourValuesAreCountedAtOnce(t *testing.T) {
	r := begin(t, nil, nil)
	r.on(colour, collection.Null)
	batch, ok := r.peek(action.Counts)().(tea.BatchMsg)
	if !ok || len(batch) != countsAtOnce {
		t.Fatalf("%d are counted at once", len(batch))
	}
	d := r.dialog().(*counts)
	for i := range 2 {
		if d.answered(counted(i, 7)) == nil {
			t.Errorf("after %d answers none is counted next", i+1)
		}
	}
	for i := 2; i < 6; i++ {
		if got := r.screen(); !strings.Contains(got, "counting value by value") {
			t.Errorf("after %d answers it shows\n%s", i, got)
		}
		if d.answered(counted(i, 7)) != nil {
			t.Errorf("after %d answers a seventh is counted", i+1)
		}
	}
	if got := r.screen(); !strings.Contains(got, "42 rows, counted by Zendesk") {
		t.Errorf("it shows\n%s", got)
	}
}

// Each value is counted in the place that the table shows, one row to a
// request, and when is told.
func TestValuesAreCountedInThePlace(t *testing.T) {
	col, asked := lot(noted(3))
	r, cmd := counting(t, col, colour, collection.Place{Text: "beetle", Sort: "name"})
	r.env.Now = func() time.Time { return at(13, 0) }
	panetest.Settle(cmd)
	if len(*asked) != 6 {
		t.Fatalf("%d are asked for", len(*asked))
	}
	for _, q := range *asked {
		if q.Text != "beetle" || !strings.Contains(q.Filter, colour.Key) || q.Sort != "" {
			t.Errorf("counted is %+v", q)
		}
	}
	if got := r.screen(); !strings.Contains(got, "counted by Zendesk at 2026-03-01 13:00") {
		t.Errorf("it shows\n%s", got)
	}
}

// At most a hundred names are asked for, of the values that there are most of.
func TestNamesOfCounts(t *testing.T) {
	owner := fieldOf("owner")
	rows := make([]collection.Item, 150)
	for i := range rows {
		rows[i].Values = map[string]collection.Value{owner.Key: api.String(fmt.Sprint(1000 + i))}
	}
	rows[0].Values = nil
	s := new(service)
	r := begin(t, s.client(t), nil)
	r.on(owner, collection.Null)
	r.peek(action.Counts)
	r.asked(work.CountedTargets{})
	panetest.Settle(r.dialog().(*counts).answered(work.Page{Page: collection.Page{Items: rows}}))
	users := s.about("/users/")
	if len(users) != 1 || strings.Count(users[0], "%2C") != 99 || !strings.Contains(users[0], "ids=1001%2C1002%2C") {
		t.Errorf("asked for are %q", users)
	}
}

// Enter shows the rows of a value within the place; where the service cannot
// filter by it that is said. Nothing is waited for then.
func TestEnterOnACount(t *testing.T) {
	col, asked := lot(noted(1250))
	r, cmd := counting(t, col, colour, collection.Place{Text: "beetle"})
	r.asked(counted(1, 5))
	if _, done := panetest.Press(r.dialog(), "enter"); !done {
		t.Error("enter leaves the counts open")
	}
	if p := r.visited(); p.Text != "beetle" || p.Filter != `{"custom_object_fields.colour":{"$eq":"blue"}}` {
		t.Errorf("it shows %+v", p)
	}
	if panetest.Settle(cmd); len(*asked) != 0 {
		t.Errorf("behind the closed counts is asked for %v", *asked)
	}
	r, _ = counting(t, col, notes, collection.Place{})
	r.asked(work.CountedTargets{Values: []collection.ValueCount{{Title: "other values", Count: 3}}})
	if r.press("enter"); len(panetest.All[pane.Visit](r.shell)) != 0 || r.shell.Said() != "Cars cannot be filtered by Notes in Zendesk" {
		t.Errorf("of what cannot be filtered by it says %q", r.shell.Said())
	}
}

// The cursor stays on the value that a person moved to, and on the most until
// then.
func TestTheCursorOfCounts(t *testing.T) {
	r := begin(t, nil, nil)
	r.on(colour, collection.Null)
	r.peek(action.Counts)
	r.asked(counted(0, 5), counted(1, 9))
	under := func() string {
		i, _ := r.dialog().(*counts).List.Selected()
		return r.dialog().(*counts).items()[i].Label
	}
	if got := under(); !strings.HasPrefix(got, "Blue") {
		t.Errorf("it is on %s, not on the most", got)
	}
	r.press("down")
	r.asked(counted(4, 7))
	if got := under(); got != "Red" {
		t.Errorf("after a move it is on %s", got)
	}
	garage := fieldOf("garage")
	r.env.Names = r.layer
	r.on(garage, collection.Null)
	r.peek(action.Counts)
	r.asked(work.CountedTargets{Values: []collection.ValueCount{{Value: api.String("1"), Count: 5}, {Value: api.String("2"), Count: 4}, {Value: api.String("3"), Count: -1}}})
	r.press("down")
	r.layer.LearnName(garage.Target, "2", "Depot")
	r.asked(work.NamesKnown{}, counted(2, 7))
	if got := under(); got != "Depot" {
		t.Errorf("once it has a name it is on %s", got)
	}
}

// The counts become lines that a spreadsheet takes, and a file beside those
// that are there.
func TestCountsBecomeAFile(t *testing.T) {
	r := begin(t, nil, nil)
	r.on(notes, collection.Null)
	r.peek(action.Counts)
	rows := noted(3)
	rows[0].Values[notes.Key] = api.String("a\tb\nc")
	r.asked(work.Page{Page: collection.Page{Items: rows, Total: 3}})
	r.press("y")
	if c, _ := panetest.Last[pane.Copy](r.shell); c.Text != "Notes\tRows\n(no value)\t1\na b c\t1\nshort\t1\n" {
		t.Errorf("copied is %q", c.Text)
	}
	list := r.dialog()
	panetest.Press(list, "x")
	panetest.Golden(t, "counts_file.txt", panetest.Framed(r.env, r.dialog(), 80, 24))
	path := filepath.Join(t.TempDir(), "counts.csv")
	write := func(to string) pane.Say {
		t.Helper()
		panetest.Press(list, "x", "x")
		panetest.Press(r.dialog(), "ctrl+u")
		panetest.Type(r.dialog(), to)
		said, _ := panetest.Press(r.dialog(), "enter")
		if len(said) != 1 {
			t.Fatalf("it answers %v", said)
		}
		return said[0].(pane.Say)
	}
	if say := write(path); say.Kind != pane.Success || say.Text != "3 values written to "+path {
		t.Errorf("it says %v", say)
	}
	if text, err := os.ReadFile(path); err != nil || !strings.HasPrefix(strings.TrimPrefix(string(text), "\ufeff"), "Notes,Rows\r\n(no value),1\r\n") {
		t.Errorf("written is %q, %v", text, err)
	}
	if say := write(filepath.Join(path, "in a file")); say.Kind != pane.Failure || !strings.HasPrefix(say.Text, "not written: ") {
		t.Errorf("of a place where nothing can be written it says %v", say)
	}
}

// A value that is not counted yet is written as none.
func TestCountsThatAreNotHereAreWrittenAsNone(t *testing.T) {
	r := begin(t, nil, nil)
	r.on(colour, collection.Null)
	r.peek(action.Counts)
	r.press("y")
	if c, _ := panetest.Last[pane.Copy](r.shell); !strings.HasPrefix(c.Text, "Colour\tRows\n(no value)\t0\n") {
		t.Errorf("copied is %q", c.Text)
	}
}

// The name of the file has letters and digits of what is counted, and when.
func TestTheNameOfAFileOfCounts(t *testing.T) {
	for key, want := range map[string]string{"azAZ09": "azaz09", "a`b{c@d[e/f:g": "a-b-c-d-e-f-g", "größe_": "gr--e"} {
		d := &counts{col: cars, field: collection.Field{Key: collection.CustomPrefix + key}, at: panetest.Now}
		if got := d.fileName(); got != "car-by-"+want+"-2026-03-01.csv" {
			t.Errorf("for %s it is %s", key, got)
		}
	}
}

// What cannot be counted says why.
func TestWhyNotCounts(t *testing.T) {
	r := begin(t, nil, nil)
	if why := r.run(action.Counts); why != noRow {
		t.Errorf("without a row it is disabled for %q", why)
	}
	r.on(colour, collection.Null)
	r.shell.InFront.Of = r.shell.Collection("roles")
	if why := r.run(action.Counts); why != "the table shows Roles" {
		t.Errorf("over another table it is disabled for %q", why)
	}
	r.shell.InFront = nil
	if why := r.run(action.Counts); why != noRow {
		t.Errorf("without a table it is disabled for %q", why)
	}
}
