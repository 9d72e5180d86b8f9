package records_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"zco/api"
	"zco/tui/action"
	"zco/tui/domain/collection"
	"zco/tui/draw/screen"
	"zco/tui/pane"
	"zco/tui/pane/panetest"
	"zco/tui/work"
)

// What others learn of the cursor: its row, its field and where its cell is on
// the screen; nothing while there is no row or no field.
func TestWhatTheCursorIsOn(t *testing.T) {
	b := newList(t, &list{rows: 5})
	b.acts(action.Down, action.Right)
	cell, ok := b.CellRect()
	x := strings.Index(b.canvas.Line(at.Y), "Size")
	if want := (screen.Rect{X: x + len("Size") - cell.W, Y: at.Y + 2, W: cell.W, H: 1}); !ok || cell != want {
		t.Errorf("the cell is at %+v, %v, want %+v", cell, ok, want)
	}
	s, ok := b.Subject()
	if !ok || s.Item.ID != "1" || s.Field.Key != "size" || len(s.Columns) != 2 || s.Collection.ID != "thing" || s.Schema != listSchema {
		t.Errorf("the cursor is on %+v, %v", s, ok)
	}
	empty := newList(t, &list{})
	if _, ok := empty.Subject(); ok {
		t.Error("where there is no row the cursor is on one")
	}
	if _, ok := empty.CellRect(); ok {
		t.Error("where there is no row the cursor is in a cell")
	}
	unknown := records0(t)
	if _, ok := unknown.CurrentField(); ok {
		t.Error("without fields the cursor is on one")
	}
	if _, ok := unknown.CellRect(); ok {
		t.Error("without fields the cursor is in a cell")
	}
	unknown.want("editing", unknown.Commands().Why(action.EditCell), "the columns are not here yet")
}

// A column moved has its own values below its title.
func TestValuesMoveWithTheirColumn(t *testing.T) {
	b := newList(t, &list{rows: 5})
	b.acts(action.Down, action.ColumnRight)
	head, row := b.canvas.Line(at.Y), b.canvas.Line(at.Y+2)
	if strings.Index(head, "Size") > strings.Index(head, "Name") || strings.Index(row, "999") > strings.Index(row, "Thing") {
		t.Errorf("it shows\n%s\n%s", head, row)
	}
}

// Where the columns are chosen anew for another width, the cursor stays on its
// field.
func TestTheCursorStaysOnItsField(t *testing.T) {
	b := newBenchOf(t, objects[3].of(), screen.Rect{W: 100, H: 8}, func(*pane.Env) {}, collection.Place{Collection: "thing"})
	for range 9 {
		b.act(action.Right)
	}
	last := b.field()
	b.SetArea(screen.Rect{W: 140, H: 8})
	b.want("in 140 cells", b.field(), last)
	b.SetArea(screen.Rect{W: 80, H: 8})
	b.want("in 80 cells", b.field(), last)
}

// The arrow of the order stands in the last cell where the column ends there.
func TestTheArrowAtTheEdge(t *testing.T) {
	for w := 16; w <= 24; w++ {
		b := newBenchOf(t, (&list{rows: 5}).collection(), screen.Rect{W: w, H: 8}, func(*pane.Env) {}, collection.Place{Collection: "thing"})
		b.acts(action.Right, action.Sort)
		if line := b.canvas.Line(0); !strings.Contains(line, b.glyphs.Ascending) {
			t.Errorf("in %d cells the head is %q", w, line)
		}
	}
}

// Columns that a person chose show though there is no row yet, and stay as
// rows come; where none of their fields is left the usual ones show.
func TestRememberedColumns(t *testing.T) {
	l := &list{}
	open := func(keys ...string) *bench {
		var cols pane.Columns
		for _, k := range keys {
			cols.Shown = append(cols.Shown, pane.Column{Key: k})
		}
		r := &remembering{kept: map[string]pane.Columns{"thing": cols}}
		return newList(t, l, func(env *pane.Env) { env.Memory = r })
	}
	b := open("size")
	b.want("without a row", b.keysShown(), "size")
	l.rows = 3
	b.act(action.Refresh)
	b.want("with rows", b.keysShown(), "size")
	b = open("gone")
	b.want("of fields that are gone", b.keysShown(), "name size")
	if b.Chosen().Shown != nil {
		t.Error("the usual columns are told as chosen")
	}
	b = open("size", "size", "name")
	b.want("one twice", b.keysShown(), "size name")
}

// Fields and rows come in any order, and the columns are the same.
func TestFieldsAndRowsComeInAnyOrder(t *testing.T) {
	for _, late := range []string{"the rows", "the fields"} {
		newBenchOf(t, (&list{rows: 5}).collection(), at, func(*pane.Env) {}, collection.Place{Collection: "thing"}, func(b *bench) {
			replies := answers(b.Load())
			if late == "the fields" {
				slices.Reverse(replies)
			}
			for _, reply := range replies {
				b.settle(reply.Deliver())
			}
			b.want(late+" last", b.keysShown(), "name size")
		})
	}
}

// A change made here finds its place in a local order, and in what is
// selected.
func TestChangesInALocalOrder(t *testing.T) {
	l := &list{rows: 5}
	b := newList(t, l)
	b.acts(action.SelectAll, action.Right, action.Sort)
	b.want("sorted", b.ids(), "3 2 1 0 4")
	changed := l.row(3)
	changed.Version, changed.Values["size"] = "2", collection.Value("5000")
	b.Changed(pane.Changed{Ref: collection.Ref{Collection: "thing", ID: "3"}, Item: changed})
	b.want("changed", b.ids(), "2 1 3 0 4")
	for _, it := range b.Selected() {
		if it.ID == "3" && it.Version != "2" {
			t.Error("what is selected is the row of before")
		}
	}
	on := b.current()
	b.act(action.Sort)
	b.want("the other way", b.ids()+" on "+b.current(), "3 1 2 0 4 on "+on)
	b.acts(action.Left, action.Sort)
	b.want("by the service, the local order is over", b.ids()+": "+b.status(), "0 1 2 3 4: "+b.status())
	if strings.Contains(b.status(), "loaded") {
		t.Errorf("the local order holds on: %s", b.status())
	}
	for range 9 {
		b.Changed(pane.Changed{Ref: collection.Ref{Collection: "thing", ID: "0"}, Item: l.row(0), Deleted: true})
	}
	if n, _ := b.Total(); n != 0 {
		t.Errorf("there are %d", n)
	}
}

// Marks of what changed are seen until the next refresh; what failed is asked
// for again with it.
func TestRefreshClearsMarksAndTriesAgain(t *testing.T) {
	l := &list{rows: 5}
	b := newList(t, l)
	l.version = " more"
	b.act(action.Refresh)
	if got := b.draw(); !strings.Contains(got, b.glyphs.Changed) {
		t.Errorf("what changed is not marked:\n%s", got)
	}
	b.act(action.Refresh)
	if got := b.draw(); strings.Contains(got, b.glyphs.Changed) {
		t.Errorf("what was seen is marked:\n%s", got)
	}
	failing := &list{fail: errors.New("no line")}
	f := newList(t, failing)
	failing.fail, failing.rows = nil, 3
	f.act(action.Refresh)
	f.want("after a failure", f.ids(), "0 1 2")
}

// A failure is said anew once it was mended in between, with the clock on as
// well; the clock tells its time in the status.
func TestFailuresAreSaidAnew(t *testing.T) {
	l := &list{rows: 100}
	b := newList(t, l)
	_, _ = b.Commands().Run(action.RefreshTimed)
	b.want("said", b.shell.Said(), "refreshing every 30 s")
	if !strings.Contains(b.status(), "every 30 s") {
		t.Errorf("the status is %q", b.status())
	}
	for range 2 {
		l.fail = errors.New("no line")
		b.act(action.Refresh)
		if b.shell.Said() == "" {
			t.Error("a failure is not said")
		}
		l.fail = nil
		b.act(action.Refresh)
	}
}

// Once others came, what fails later leaves them on the screen; a search that
// fails does not leave those of before.
func TestAFailureAfterASearch(t *testing.T) {
	l := &list{rows: 5}
	b := newList(t, l)
	b.settle(b.Search(collection.Place{Collection: "thing", Text: "x"}))
	l.fail = errors.New("no line")
	b.act(action.Refresh)
	if got := b.draw(); !strings.Contains(got, "Thing 3") {
		t.Errorf("after a refresh that failed it shows\n%s", got)
	}
	b.settle(b.Search(collection.Place{Collection: "thing", Text: "y"}))
	if got := b.draw(); strings.Contains(got, "Thing 3") || !strings.Contains(got, "could not be read") {
		t.Errorf("after a search that failed it shows\n%s", got)
	}
}

// A page that fails behind empty ones says why there are no rows.
func TestAFailureBehindEmptyPages(t *testing.T) {
	col, n := (&list{}).collection(), 0
	col.List = func(context.Context, *api.Client, collection.Query) (collection.Page, error) {
		if n++; n > 1 {
			return collection.Page{}, errors.New("no line")
		}
		return collection.Page{Total: -1, HasMore: true, After: "1"}, nil
	}
	b := newBenchOf(t, col, at, func(*pane.Env) {}, collection.Place{Collection: "thing"})
	if got := b.draw(); !strings.Contains(got, "no line") {
		t.Errorf("it shows\n%s", got)
	}
}

// A table that was closed takes no answers any more.
func TestAClosedTable(t *testing.T) {
	newBenchOf(t, (&list{rows: 5}).collection(), at, func(*pane.Env) {}, collection.Place{Collection: "thing"}, func(b *bench) {
		var replies []work.Reply
		cmd := b.Load()
		b.Close()
		replies = answers(cmd)
		for _, reply := range replies {
			b.settle(reply.Deliver())
		}
		b.want("after it was closed", b.ids(), "")
	})
}

// The rows around the first, the last and one in the middle, a hundred in all.
func TestHowManyRowsAreNamed(t *testing.T) {
	for i, want := range map[int]string{0: "2000 to 2099", 50: "2000 to 2099", 51: "2001 to 2100", 150: "2100 to 2199", 299: "2200 to 2299"} {
		p := &people{knows: true}
		b := owned(t, p, 300)
		p.asked = nil
		b.settle(b.NamesAround(b.Loaded()[i]))
		ids := slices.Sorted(slices.Values(p.asked[0]))
		b.want(fmt.Sprint("around row ", i), ids[0]+" to "+ids[len(ids)-1], want)
		if len(ids) != 100 {
			t.Errorf("around row %d %d are asked for", i, len(ids))
		}
	}
}

// Names that become known put a local order by them right.
func TestALocalOrderByNames(t *testing.T) {
	p := &people{}
	b := owned(t, p, 3)
	b.acts(action.Right, action.Sort, action.Sort)
	b.want("by ids, downwards", b.ids(), "2 1 0")
	b.act(action.QuickFilter)
	b.type_("person")
	b.want("no name is known", b.ids(), "")
	p.knows = true
	b.act(action.Refresh)
	b.want("they are known", b.ids(), "2 1 0")
}

// Of many columns the wheel goes to the next; what is found and sorted here is
// left for all there is; and a refresh that failed is told as a failure.
func TestNextColumnWayBackAndFailure(t *testing.T) {
	b := coloured(t, 100, 10, collection.Place{Collection: "thing"})
	b.settle(b.Mouse(tea.MouseWheelMsg{Button: tea.MouseWheelRight, X: 1, Y: 1}))
	b.want("the next column", b.field(), "state")
	found := newBenchOf(t, (&list{rows: 5}).collection(), at, func(*pane.Env) {}, collection.Place{Collection: "thing", Text: "x"})
	found.acts(action.Right, action.Sort)
	hints := found.Hints()
	found.want("esc gives", hints[len(hints)-1].Text, "all Things")
	l := &list{rows: 5}
	failing := newList(t, l)
	l.fail = errors.New("no line")
	failing.act(action.Refresh)
	if !failing.Failed() {
		t.Error("a refresh that failed is told as none")
	}
}

// No key but those that close it closes the chooser.
func TestWhatLeavesTheChooserOpen(t *testing.T) {
	b := newList(t, &list{rows: 5})
	d := b.chooser()
	for _, key := range []string{"down", "up", "space", "+", "0", "ctrl+d", "/", "n", "enter"} {
		if _, done := d.Key(panetest.Key(key)); done {
			t.Errorf("%s closes it", key)
		}
	}
}
