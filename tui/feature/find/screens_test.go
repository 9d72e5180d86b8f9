package find

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"zco/api"
	"zco/tui/action"
	"zco/tui/domain/collection"
	"zco/tui/domain/field"
	"zco/tui/domain/objectmap"
	"zco/tui/draw/theme"
	"zco/tui/pane"
	"zco/tui/pane/panetest"
	"zco/tui/work"
)

var errLine = errors.New("the line is down")

// peek opens the dialog of an action and leaves what it asks for unanswered.
func (r *rig) peek(id action.ID) tea.Cmd {
	r.t.Helper()
	if why := r.commands.Why(id); why != "" {
		r.t.Fatalf("%s is disabled: %s", id, why)
	}
	cmd, _ := r.commands.Run(id)
	return cmd
}

// state is one that a screen has, and how one comes there.
type state struct {
	name  string
	reach func(*rig)
}

// golden compares the states, each begun anew, at some sizes.
func golden(t *testing.T, name string, sizes [][2]int, states []state) {
	t.Helper()
	var got strings.Builder
	for _, s := range states {
		for _, size := range sizes {
			r := begin(t, nil, nil)
			s.reach(r)
			fmt.Fprintf(&got, "--- %s, room for %dx%d\n%s", s.name, size[0], size[1], panetest.Framed(r.env, r.dialog(), size[0], size[1]))
		}
	}
	panetest.Golden(t, name, got.String())
}

// ascii is a terminal that knows neither signs nor colours, for a screen reader.
func ascii(r *rig) {
	r.env.Plain = true
	r.env.Theme, _ = theme.New(theme.Options{Name: "dark", Profile: colorprofile.NoTTY, Plain: true})
}

func at(hour, minute int) time.Time { return time.Date(2026, 3, 1, hour, minute, 0, 0, time.UTC) }

// fourChanges are those of a morning, the latest first.
var fourChanges = []collection.RecordChange{
	{ID: "A1", Name: "Herbie 湯沸かし器", What: "changed", By: "77", At: at(11, 30)},
	{ID: "A2", Name: "A2", What: "deleted", By: "78", At: at(11, 0)},
	{ID: "A3", Name: "One with a name of which not all has room in a list that is narrow", What: "created", By: "77", At: at(10, 0)},
	{ID: "A4", Name: "Polo", What: "changed", By: "78", At: at(9, 0)},
}

// asked brings the answers that a dialog waits for.
func (r *rig) asked(msgs ...tea.Msg) {
	for _, msg := range msgs {
		switch d := r.dialog().(type) {
		case *changes:
			d.answered(msg)
		case *counts:
			d.answered(msg)
		case *related:
			d.answered(msg)
		case *objectMap:
			d.answered(msg)
		default:
			r.t.Fatalf("%T is open, which waits for nothing", d)
		}
	}
}

func events(id string, err error, list ...collection.Event) work.Events {
	return work.Events{Answer: work.Answer{Err: err}, Ref: collection.Ref{Collection: "car", ID: id}, Events: list}
}

func yearSet(to int64) collection.Event {
	return collection.Event{At: "2026-03-01T11:30:00Z", Kind: "record_updated", Actor: "77", Changes: []collection.EventChange{
		{Key: collection.CustomPrefix + "year", From: api.Int(1963), To: api.Int(to)},
	}}
}

// The list of changes while it is read, empty, full, and with what was changed
// in the record under the cursor below it.
func TestScreensOfChanges(t *testing.T) {
	arrived := func(r *rig, list []collection.RecordChange, dropped int) {
		r.peek(action.Changes)
		r.asked(work.Changes{Records: list, Dropped: dropped, Since: panetest.Now.Add(-firstLook)})
	}
	many := make([]collection.Event, 5)
	for i := range many {
		many[i] = yearSet(int64(1970 + i))
	}
	golden(t, "changes.txt", [][2]int{{100, 18}, {44, 6}, {20, 4}}, []state{
		{"reading", func(r *rig) { r.peek(action.Changes) }},
		{"nothing", func(r *rig) { arrived(r, nil, 0) }},
		{"a failure", func(r *rig) {
			r.peek(action.Changes)
			r.asked(work.Changes{Answer: work.Answer{Err: errLine}})
		}},
		{"four, on a changed one that is not read yet", func(r *rig) { arrived(r, fourChanges, 3) }},
		{"one, read", func(r *rig) {
			r.env.Names = r.layer
			r.layer.LearnName("zen:user", "77", "Ada")
			arrived(r, fourChanges[:1], 1)
			r.asked(events("A1", nil, yearSet(1999)))
		}},
		{"on a deleted one", func(r *rig) { arrived(r, fourChanges, 0); r.press("down") }},
		{"without a word of what", func(r *rig) { arrived(r, fourChanges, 0); r.asked(events("A1", nil)) }},
		{"events that cannot be read", func(r *rig) { arrived(r, fourChanges, 0); r.asked(events("A1", errLine)) }},
		{"more events than there is room for", func(r *rig) { arrived(r, fourChanges, 0); r.asked(events("A1", nil, many...)) }},
		{"as many as there is room for", func(r *rig) {
			arrived(r, fourChanges, 0)
			r.asked(events("A1", nil, many...), events("A1", nil, many[:4]...))
		}},
		{"none found", func(r *rig) { arrived(r, fourChanges, 0); panetest.Type(r.dialog(), "zzz") }},
	})
}

// The cars by colour: a choice, whose values are counted by searches, and by
// notes, for which rows are read.
var (
	colour = collection.Field{Key: collection.CustomPrefix + "colour", Title: "Colour", Type: field.Dropdown, Options: []collection.Option{
		{Value: "red", Title: "Red"}, {Value: "blue", Title: "Blue, the deep one of which not all has room"}, {Value: "green", Title: "緑"}, {Value: "grey", Title: "Grey"}, {Value: "pink", Title: "Pink"},
	}}
	notes = collection.Field{Key: collection.CustomPrefix + "notes", Title: "Notes", Type: field.Text}
)

// noted are n cars of which a third each has one of three notes, and the last none.
func noted(n int) []collection.Item {
	out := make([]collection.Item, n)
	for i := range out {
		note := []string{"long\nin two lines", "short", "other"}[i%3]
		if i == n-1 {
			note = ""
		}
		out[i] = collection.Item{ID: fmt.Sprint(i), Values: map[string]collection.Value{notes.Key: api.String(note)}}
	}
	return out
}

func counted(i, n int) work.Counted { return work.Counted{Index: i, Count: n} }

// The counts of a column while they are counted, with all, with some of the
// rows, in a table that is narrowed, and after a failure.
func TestScreensOfCounts(t *testing.T) {
	open := func(r *rig, f collection.Field, rows int) {
		r.on(f, collection.Null)
		r.shell.InFront.Rows = rows
		r.peek(action.Counts)
	}
	page := func(n int, more bool) work.Page {
		p := work.Page{Page: collection.Page{Items: noted(n), HasMore: more}}
		if more {
			p.Page.After = "next"
		}
		return p
	}
	all := []tea.Msg{counted(1, 2000), counted(0, 30), counted(2, 0), counted(3, 1), counted(4, 6), counted(5, 10_000)}
	golden(t, "counts.txt", [][2]int{{80, 24}, {40, 5}, {16, 4}}, []state{
		{"nothing is counted yet", func(r *rig) { open(r, colour, -1) }},
		{"some values", func(r *rig) { open(r, colour, 12_037); r.asked(all[:3]...); r.press("down") }},
		{"all values", func(r *rig) { open(r, colour, 12_037); r.asked(all...) }},
		{"all values, where others came since", func(r *rig) { open(r, colour, 20_000); r.asked(all...); r.press("G") }},
		{"millions", func(r *rig) { open(r, colour, -1); r.asked(counted(0, 1_234_567), counted(1, 50_000_000)) }},
		{"a lookup, whose values are asked for", func(r *rig) { open(r, fieldOf("garage"), 3) }},
		{"all values of what passes a filter", func(r *rig) {
			r.shell.InFront.Shows.Text = "beetle"
			open(r, colour, -1)
			r.asked(all...)
		}},
		{"for a screen reader", func(r *rig) { ascii(r); open(r, colour, -1); r.asked(all...) }},
		{"a value cannot be counted", func(r *rig) { open(r, colour, -1); r.asked(all[0], work.Counted{Answer: work.Answer{Err: errLine}}) }},
		{"no rows read yet", func(r *rig) { open(r, notes, 2000) }},
		{"some rows", func(r *rig) { open(r, notes, 2000); r.asked(page(999, true)) }},
		{"a thousand rows", func(r *rig) { open(r, notes, 2000); r.asked(page(1000, true)) }},
		{"a thousand rows of who knows how many", func(r *rig) { open(r, notes, -1); r.asked(page(1000, true)) }},
		{"more rows than there were", func(r *rig) { open(r, notes, 1000); r.asked(page(1000, true)) }},
		{"the others on demand", func(r *rig) { open(r, notes, 2000); r.asked(page(1000, true)); r.dialog().Key(panetest.Key("a")) }},
		{"all rows", func(r *rig) { open(r, notes, 3); r.asked(page(3, false)) }},
		{"one row of those searched for", func(r *rig) {
			r.shell.InFront.Shows.Text = "beetle"
			open(r, notes, 0)
			r.asked(page(1, false))
		}},
		{"no rows", func(r *rig) { open(r, notes, 0); r.asked(page(0, false)) }},
		{"rows that cannot be read", func(r *rig) { open(r, notes, 2000); r.asked(work.Page{Answer: work.Answer{Err: errLine}}) }},
	})
}

// What points at a row: while the fields are read, none, three of them counted
// or not, and what is closed.
func TestScreensOfRelated(t *testing.T) {
	pointer := func(title string) collection.Field {
		return collection.Field{ID: "1", Key: title, Title: title, Target: cars.Source}
	}
	trips := &collection.Collection{ID: "trip", Title: "Trips 旅", Singular: "Trip"}
	three := []collection.Pointing{{From: trips, Field: pointer("Car")}, {From: trips, Field: pointer("Second car")}, {From: cars, Field: pointer("Replaces")}}
	open := func(r *rig) { r.on(fieldOf("year"), collection.Null); r.peek(action.Related) }
	golden(t, "related.txt", [][2]int{{80, 24}, {30, 6}}, []state{
		{"reading", open},
		{"none", func(r *rig) { open(r); r.asked(work.Related{}) }},
		{"closed", func(r *rig) { open(r); r.asked(work.Related{Skipped: 1, Answer: work.Answer{Err: errLine}}) }},
		{"three, not counted yet", func(r *rig) { open(r); r.asked(work.Related{Pointing: three}) }},
		{"three, and two closed", func(r *rig) {
			open(r)
			r.asked(work.Related{Pointing: three, Skipped: 2}, work.Pointing{Index: 0, Count: 1200}, work.Pointing{Index: 1, Count: 100, More: true}, work.Pointing{Index: 2, Answer: work.Answer{Err: errLine}})
			r.press("down")
		}},
	})
}

func garages() objectmap.Map {
	return objectmap.Map{
		Nodes: []objectmap.Node{
			{ID: "boat", Title: "Boats", Place: "boat"}, {ID: "car", Title: "Cars", Place: "car"}, {ID: "garage", Title: "Garages 車庫", Place: "garage"}, {ID: "note", Title: "Notes", Place: "note"},
			{ID: "zen:user", Title: "Users"},
		},
		Links: []objectmap.Link{
			{From: "boat", To: "zen:user", Field: "captain", FieldTitle: "Captain"},
			{From: "car", To: "garage", Field: "garage", FieldTitle: "Garage"}, {From: "car", To: "zen:user", Field: "owner", FieldTitle: "Owner"},
		},
	}
}

// The map while it is read, without links, and with the cursor on the object
// that is on the screen.
func TestScreensOfTheMap(t *testing.T) {
	arrives := func(r *rig, msg work.ObjectMap) { r.peek(action.ObjectMap); r.asked(msg) }
	golden(t, "map.txt", [][2]int{{80, 24}, {30, 6}}, []state{
		{"reading", func(r *rig) { r.peek(action.ObjectMap) }},
		{"no links", func(r *rig) { arrives(r, work.ObjectMap{Map: objectmap.Map{Nodes: garages().Nodes}}) }},
		{"a failure", func(r *rig) { arrives(r, work.ObjectMap{Answer: work.Answer{Err: errLine}, Skipped: 3}) }},
		{"over the cars", func(r *rig) { arrives(r, work.ObjectMap{Map: garages()}) }},
		{"over the roles, which are not on it, one closed", func(r *rig) {
			r.shell.InFront.Of = r.shell.Collection("roles")
			arrives(r, work.ObjectMap{Map: garages(), Skipped: 1})
		}},
		{"over no table, in ASCII", func(r *rig) {
			ascii(r)
			r.shell.InFront = nil
			arrives(r, work.ObjectMap{Map: garages()})
		}},
		{"the last in view", func(r *rig) { arrives(r, work.ObjectMap{Map: garages()}); r.press("end") }},
	})
}

// The saved views, none of them, with a table to save and without.
func TestScreensOfViews(t *testing.T) {
	with := func(r *rig, views ...collection.View) { r.views = slices.Clone(views); r.peek(action.Views) }
	views := append(twoViews().views,
		collection.View{Name: "Of an object that is gone", Place: collection.Place{Collection: "gone", Filter: `{"name":{"$eq":"a"}}`}},
		collection.View{Name: "All", Place: collection.Place{Collection: "car"}})
	golden(t, "views.txt", [][2]int{{80, 24}, {30, 5}}, []state{
		{"none", func(r *rig) { with(r) }},
		{"none and no table", func(r *rig) { r.shell.InFront = nil; with(r) }},
		{"four", func(r *rig) { with(r, views...) }},
		{"four, over no table", func(r *rig) { r.shell.InFront = nil; with(r, views...) }},
		{"four, one to be deleted", func(r *rig) { with(r, views...); r.press("down", "ctrl+x") }},
		{"four, on what saves", func(r *rig) { with(r, views...); r.press("end", "ctrl+x") }},
	})
}

// A list with more than there is room for has so many rows and cells, and no
// more.
func TestLongListsKeepTheirSize(t *testing.T) {
	sizes := map[action.ID][2]int{action.Changes: {100, 209}, action.Counts: {76, 21}, action.Related: {52, 14}, action.ObjectMap: {64, 204}, action.Views: {70, 12}}
	for id, want := range sizes {
		r := begin(t, nil, nil)
		r.on(notes, collection.Null)
		for i := range 100 {
			r.views = append(r.views, collection.View{Name: fmt.Sprint(i), Place: collection.Place{Collection: "car"}})
		}
		r.peek(id)
		switch id {
		case action.Changes:
			r.asked(work.Changes{Records: slices.Repeat(fourChanges, 50)})
		case action.Counts:
			r.asked(work.CountedTargets{Values: make([]collection.ValueCount, 100)})
		case action.Related:
			r.asked(work.Related{Pointing: slices.Repeat([]collection.Pointing{{From: cars}}, 100)})
		case action.ObjectMap:
			r.asked(work.ObjectMap{Map: objectmap.Map{Nodes: garages().Nodes, Links: slices.Repeat(garages().Links[1:2], 100)}})
		}
		if w, h := r.dialog().Size(500, 500); w != want[0] || h != want[1] {
			t.Errorf("%s has %d cells and %d rows, want %v", id, w, h, want)
		}
	}
}

// What one can jump to, of all sorts.
func TestScreensOfTheJump(t *testing.T) {
	golden(t, "jump.txt", [][2]int{{80, 24}, {30, 6}}, []state{
		{"all", func(r *rig) {
			r.views = twoViews().views
			r.records = []pane.Recent{{Ref: collection.Ref{Collection: "car", ID: "7"}, Name: "Herbie"}, {Ref: collection.Ref{Collection: "car", ID: "8"}}}
			r.shell.Counts = map[string]int{"car": 12_301}
			r.peek(action.Jump)
		}},
	})
}
