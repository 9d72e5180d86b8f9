package nav

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"zco/tui/domain/collection"
)

func place(s string) collection.Place { return collection.Place{Collection: s} }

func walked(h *History) (out []string) {
	for ok := true; ok; _, ok = h.Go(-1) {
		out = append(out, h.Now().Place.Collection+h.Now().Record.ID)
	}
	return out
}

func TestHistoryForgetsWhatWasAhead(t *testing.T) {
	var h History
	if h.Now() != (Entry{}) || !h.Empty() || h.Back() {
		t.Error("an empty history has something")
	}
	for _, s := range []string{"a", "b", "b", "c"} {
		h.Push(Entry{Place: place(s)})
	}
	if _, ok := h.Go(1); ok {
		t.Error("there is something ahead of the latest")
	}
	h.Go(-1)
	h.Push(Entry{Place: place("d")})
	if diff := cmp.Diff([]string{"d", "b", "a"}, walked(&h)); diff != "" {
		t.Error(diff)
	}
	if e, ok := h.Go(2); !ok || e.Place != place("d") {
		t.Errorf("forward leads to %+v", e)
	}
}

func TestHistoryRemembersCursors(t *testing.T) {
	var h History
	h.Note(func(e *Entry) { e.Row = "7" }) // of nothing
	h.Push(Entry{Place: place("a")})
	h.Note(func(e *Entry) { e.Row, e.Place.Sort = "7", "name" })
	h.Push(Entry{Place: place("b")})
	e, _ := h.Go(-1)
	if want := (Entry{Place: collection.Place{Collection: "a", Sort: "name"}, Row: "7"}); e != want {
		t.Errorf("back leads to %+v, want %+v", e, want)
	}
}

func TestHistoryStepsBackToTheTable(t *testing.T) {
	var h History
	table := Entry{Place: place("a")}
	if h.StepBackTo(table) {
		t.Error("an empty history has a table")
	}
	h.Push(table)
	h.Note(func(e *Entry) { e.Row = "7" })
	h.Push(Entry{Place: place("a"), Record: collection.Ref{Collection: "a", ID: "7"}})
	if h.StepBackTo(Entry{Place: place("b")}) || !h.StepBackTo(table) {
		t.Error("the table is not found under its record")
	}
	if h.Now().Row != "7" {
		t.Error("the table's row is forgotten")
	}
	if e, ok := h.Go(1); !ok || e.Record.ID != "7" {
		t.Error("forward does not lead into the record again")
	}
}

func TestHistoryFindsTheLatest(t *testing.T) {
	var h History
	for _, s := range []string{"a", "b", "a", "c"} {
		h.Push(Entry{Place: place(s)})
	}
	by, ok := h.Find(func(e Entry) bool { return e.Place == place("a") })
	if !ok || by != -1 {
		t.Errorf("%d steps back, %v", by, ok)
	}
	if _, ok := h.Find(func(e Entry) bool { return e.Place == place("c") }); ok {
		t.Error("the present entry is one further back")
	}
}

func TestHistoryIsBounded(t *testing.T) {
	var h History
	for i := range 3 * keptEntries {
		h.Push(Entry{Place: place(fmt.Sprint(i))})
	}
	if n := len(walked(&h)); n != keptEntries {
		t.Errorf("%d entries are kept", n)
	}
}

func TestTablesDropWhatWasUsedLongestAgo(t *testing.T) {
	var tables Tables[int]
	for i := range keptTables {
		if _, dropped := tables.Put(place(fmt.Sprint(i)), i); dropped {
			t.Fatalf("table %d drops another", i)
		}
	}
	if n, known := tables.Get(place("0")); !known || n != 0 {
		t.Fatal("a kept table is not found")
	}
	if _, known := tables.Get(place("x")); known {
		t.Error("a table is found that was never made")
	}
	if old, dropped := tables.Put(place("new"), 99); !dropped || old != 1 {
		t.Errorf("dropped %d, %v; want table 1, the first was used since", old, dropped)
	}
	if _, known := tables.Peek(place("1")); known {
		t.Error("a dropped table is still kept")
	}
}

func TestTablesMoveToAnotherPlace(t *testing.T) {
	var tables Tables[int]
	for i, s := range []string{"a", "b", "c"} {
		tables.Put(place(s), i)
	}
	if _, dropped := tables.Move(place("a"), place("a")); dropped {
		t.Error("a table that stays drops itself")
	}
	if _, dropped := tables.Move(place("x"), place("a")); dropped {
		t.Error("a table that is not there drops another")
	}
	if old, dropped := tables.Move(place("a"), place("b")); !dropped || old != 1 {
		t.Errorf("dropped %d, %v; want the table that showed the place", old, dropped)
	}
	var got []string
	for p, n := range tables.All() {
		got = append(got, fmt.Sprint(p.Collection, n))
	}
	if diff := cmp.Diff([]string{"b0", "c2"}, got); diff != "" {
		t.Error(diff)
	}
}
