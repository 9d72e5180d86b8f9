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

// The trail is the relations that were followed from a record, and nothing of
// what came before that.
func TestTrailOfRelations(t *testing.T) {
	var h History
	if h.Trail() != nil {
		t.Error("an empty history has a trail")
	}
	record := func(id string, followed bool) Entry {
		return Entry{Place: place("a"), Record: collection.Ref{Collection: "a", ID: id}, Followed: followed}
	}
	names := func() (out string) {
		for _, e := range h.Trail() {
			out += e.Record.ID + e.Place.Collection[:1] + " "
		}
		return out
	}
	for _, step := range []struct {
		e    Entry
		want string
	}{
		{Entry{Place: place("a")}, "a "},
		{Entry{Place: place("b"), Followed: true}, "b "},
		{record("1", true), "1a "},
		{record("2", true), "1a 2a "},
		{record("3", true), "1a 2a 3a "},
		{record("4", false), "4a "},
		{record("5", true), "4a 5a "},
	} {
		if h.Push(step.e); names() != step.want {
			t.Errorf("the trail to %+v is %q, want %q", step.e, names(), step.want)
		}
	}
	if h.Go(-2); names() != "1a 2a 3a " {
		t.Errorf("back again the trail is %q", names())
	}
	h.Trail()[0].Row = "changed"
	if h.Trail()[0].Row != "" {
		t.Error("the trail is not a copy")
	}
}

// The oldest entries give way, and the earliest one kept can be found.
func TestHistoryKeepsTheLatest(t *testing.T) {
	var h History
	for i := range keptEntries + 2 {
		h.Push(Entry{Place: place(fmt.Sprint(i))})
	}
	by, found := h.Find(func(e Entry) bool { return e.Place == place("2") })
	if !found || by != 1-keptEntries {
		t.Errorf("the earliest is %d steps away, %v", by, found)
	}
	if by, found := h.Find(func(e Entry) bool { return e.Place == place("1") }); found || by != 0 {
		t.Errorf("one that gave way is %d steps away, %v", by, found)
	}
}

// A table that is dropped is known no more, and its place is free for another.
func TestTablesAreDropped(t *testing.T) {
	var tables Tables[int]
	tables.Put(place("a"), 1)
	tables.Put(place("b"), 2)
	if got, known := tables.Drop(place("a")); got != 1 || !known {
		t.Errorf("dropped is %d, %v", got, known)
	}
	if _, known := tables.Peek(place("a")); known {
		t.Error("it is known still")
	}
	if got, known := tables.Drop(place("a")); got != 0 || known {
		t.Errorf("dropped again is %d, %v", got, known)
	}
	var left []int
	for _, table := range tables.All() {
		left = append(left, table)
	}
	if diff := cmp.Diff([]int{2}, left); diff != "" {
		t.Error(diff)
	}
	tables.Move(place("b"), place("c"))
	if _, known := tables.Peek(place("b")); known {
		t.Error("a place that a table left has it still")
	}
	for i := range keptTables {
		tables.Put(place(fmt.Sprint(i)), i)
	}
	tables.Put(place("one more"), 99)
	n := 0
	for range tables.All() {
		n++
	}
	if n != keptTables {
		t.Errorf("%d tables are kept", n)
	}
}

// A location is of a table, of a record, or of neither.
func TestLocation(t *testing.T) {
	if l := (Location{}); l.Table() || l.Open() {
		t.Error("nowhere there is something")
	}
	if l := (Location{Place: place("a")}); !l.Table() || l.Open() {
		t.Error("a table is none, or is a record")
	}
	if l := (Location{Record: collection.Ref{Collection: "a", ID: "1"}}); l.Table() || !l.Open() {
		t.Error("a record is none, or is a table")
	}
}
