package window

import (
	"cmp"
	"errors"
	"slices"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
)

func TestServersThatWouldLoop(t *testing.T) {
	for name, odd := range map[string]func(*server, *Answer[row]){
		"cursors ignored":           func(s *server, _ *Answer[row]) { s.ignores, s.liar = true, true },
		"always more, null cursors": func(s *server, a *Answer[row]) { a.After, a.Before, a.HasMore = "", "", true },
		"always more":               func(s *server, _ *Answer[row]) { s.liar = true },
		"empty with a new cursor": func(s *server, a *Answer[row]) {
			if s.requests > 1 {
				a.Rows, a.After, a.HasMore = nil, string(rune('a'+s.requests)), true
			}
		},
	} {
		s, w := newServer(25), small()
		for n := 0; ; n++ {
			r, ok := w.Need(0)
			if !ok && w.Move(5) == 0 {
				break
			} else if !ok {
				continue
			}
			if n > 10 {
				t.Errorf("%s: asks without end", name)
				break
			}
			a := s.answer(r)
			odd(s, &a)
			w.Apply(a)
		}
		if !w.AtEnd() || w.Len() < 10 {
			t.Errorf("%s: at end %v with %d rows", name, w.AtEnd(), w.Len())
		}
		if want := name != "always more"; w.BrokenOff() != want {
			t.Errorf("%s: broken off %v", name, !want)
		}
	}
}

// Pages with nothing on them are passed over, and not for ever: a list of
// them alone breaks off and is not an empty one.
func TestEmptyPagesAtTheBeginning(t *testing.T) {
	for empty, want := range map[int]int{0: 25, 1: 25, 3: 25, 100: 0} {
		s, w := newServer(25), small()
		w.SetHeight(30)
		for n := 0; ; n++ {
			r, ok := w.Need(0)
			if !ok {
				break
			}
			if n > 20 {
				t.Fatalf("%d empty pages: asks without end", empty)
			}
			if n < empty {
				w.Apply(Answer[row]{Gen: r.Gen, After: "-" + string(rune('1'+n)), HasMore: true})
				if w.Empty() != (n == 3) {
					t.Errorf("%d empty pages: empty %v after %d", empty, w.Empty(), n+1)
				}
				continue
			}
			w.Apply(s.answer(r))
		}
		if w.Len() != want || w.BrokenOff() != (want == 0) {
			t.Errorf("%d empty pages: %d rows, broken off %v", empty, w.Len(), w.BrokenOff())
		}
	}
}

func TestRowsSeenTwiceAreShownOnce(t *testing.T) {
	s, w := newServer(20), small()
	r, _ := w.Need(0)
	w.Apply(s.answer(r))
	w.Move(9)
	r, _ = w.Need(0)
	a := s.answer(r) // meanwhile 30 was updated and moved down
	a.Rows = slices.Insert(a.Rows, 4, row{key: 30, version: 1})
	w.Apply(a)
	if w.Len() != 20 || under(t, w) != 90 || !w.Changed("30") {
		t.Errorf("%v, cursor on %d, 30 changed %v", keys(w), under(t, w), w.Changed("30"))
	}
}

func TestFailureIsRememberedAndRetried(t *testing.T) {
	broken := errors.New("broken")
	s, w := newServer(1000), small()
	r, _ := w.Need(0)
	w.Apply(Answer[row]{Gen: r.Gen, Err: broken})
	if _, ok := w.Need(0); ok || w.Err(First) != broken || w.Loaded() {
		t.Fatal("a failed first page is asked for again without being told to, or not told")
	}
	w.Retry()
	drain(t, w, s)
	w.Move(9)
	r, _ = w.Need(0)
	w.Apply(Answer[row]{Gen: r.Gen, Err: broken})
	if _, ok := w.Need(0); ok || w.Err(Next) != broken || w.Err(Prev) != nil || w.Len() != 10 {
		t.Fatal("a failed next page: asked again, not told, or rows lost")
	}
	w.Retry()
	if drain(t, w, s); w.Len() != 20 || w.Err(Next) != nil {
		t.Fatalf("%d rows after the retry", w.Len())
	}
	w.Last()
	r, _ = w.Need(0)
	w.Apply(Answer[row]{Gen: r.Gen, Err: broken})
	if w.Err(Last) != broken || under(t, w) != 90 {
		t.Fatal("a failed jump lost the place or was not told")
	}
	w.Move(9)
	if r, ok := w.Need(0); !ok || r.Dir != Next {
		t.Fatal("after a failed jump the list cannot be scrolled")
	}
	w.Retry()
	if drain(t, w, s); under(t, w) != 9990 {
		t.Fatalf("the jump retried came to %d", under(t, w))
	}
}

func TestLateAnswersAreDropped(t *testing.T) {
	s, w := newServer(100), small()
	drain(t, w, s)
	w.Move(9)
	next, _ := w.Need(0)
	w.Restart()
	first, _ := w.Need(0)
	if w.InFlight() != 2 || !w.Waiting(next.Gen) {
		t.Error("the old rows are still shown and may still grow")
	}
	w.Apply(s.answer(first))
	if w.Apply(s.answer(next)) || w.Len() != 10 || w.Waiting(next.Gen) {
		t.Errorf("an answer to the old list was taken: %v", keys(w))
	}
}

func TestRestartKeepsTheRow(t *testing.T) {
	s, w := newServer(100), small()
	drain(t, w, s)
	w.Move(4)
	w.Restart()
	if w.Len() != 10 || w.Loaded() {
		t.Error("the rows held are to be shown until the new ones are here")
	}
	if r, ok := w.Need(0); !ok || r.After+r.Before != "" {
		t.Fatalf("restart asks %+v", r)
	} else {
		a := s.answer(r)
		slices.Reverse(a.Rows)
		w.Apply(a)
	}
	if under(t, w) != 40 || w.cur != 5 {
		t.Errorf("the cursor is on %d at %d", under(t, w), w.cur)
	}
}

func TestKeysTypedDuringAJumpCount(t *testing.T) {
	s, w := newServer(1000), small()
	drain(t, w, s)
	w.Last()
	w.Move(-1)
	w.Move(-1)
	if drain(t, w, s); under(t, w) != 9970 {
		t.Errorf("G k k came to %d", under(t, w))
	}
	w.First()
	w.Move(1 << 62)
	if drain(t, w, s); under(t, w) < 90 {
		t.Errorf("a move too far came to %d", under(t, w))
	}
}

func TestPositionMayBeUnknown(t *testing.T) {
	s, w := newServer(1000), small()
	w.Last()
	drain(t, w, s)
	i, _, _ := w.Cursor()
	if w.Position(i) != -1 || w.FromEnd(i) != 1 {
		t.Errorf("without a total: position %d, from the end %d", w.Position(i), w.FromEnd(i))
	}
	w.SetTotal(1000)
	if n, exact := w.Total(); w.Position(i) != 999 || n != 1000 || exact {
		t.Errorf("position %d of %d, exact %v", w.Position(i), n, exact)
	}
	for !w.AtStart() {
		w.Move(-5)
		drain(t, w, s)
	}
	w.SetTotal(1234) // an old count is no match for having been there
	if i, _, _ := w.Cursor(); w.Position(i) != i {
		t.Errorf("at the start position %d of row %d", w.Position(i), i)
	}
	if n, exact := w.Total(); n != 1000 || !exact {
		t.Errorf("both ends were seen, total %d, exact %v", n, exact)
	}
}

func TestInsertedRowStaysUntilTheServiceListsIt(t *testing.T) {
	s, w := newServer(40), small()
	drain(t, w, s)
	w.Move(3)
	w.Insert(row{key: 155})
	if under(t, w) != 155 || w.Mark("155") != Local {
		t.Fatalf("cursor on %d, mark %v", under(t, w), w.Mark("155"))
	}
	w.Refresh()
	if drain(t, w, s); under(t, w) != 155 || w.Mark("155") != Local {
		t.Fatalf("a refresh took the new row: %v", keys(w))
	}
	s.insert(155)
	for range 20 {
		w.Move(1)
		drain(t, w, s)
	}
	i, _ := w.Index("155")
	if w.Mark("155") != 0 || w.At(i-1).key != 150 || w.At(i+1).key != 160 {
		t.Errorf("mark %v in %v", w.Mark("155"), keys(w))
	}
}

func TestRefreshMarksWhatChangedElsewhere(t *testing.T) {
	s, w := newServer(30), small()
	drain(t, w, s)
	w.SetHeight(5)
	w.Move(6)
	w.Update(row{key: 20, version: 7}) // one's own change
	s.rows[2].version, s.rows[5].version = 7, 1
	s.insert(55)
	s.remove(60)
	w.Refresh()
	drain(t, w, s)
	got := map[int]Mark{}
	for _, r := range w.Rows(0) {
		if m := w.Mark(rowID(r)); m != 0 {
			got[r.key] = m
		}
	}
	if diff := gocmp.Diff(map[int]Mark{50: Changed, 55: Added}, got); diff != "" {
		t.Errorf("marks (-want +got):\n%s", diff)
	}
	if under(t, w) != 70 {
		t.Errorf("60 is gone, cursor on %d", under(t, w))
	}
	if w.ClearMarks(); w.Changed("50") || w.Changed("55") {
		t.Error("marks stay after they were seen")
	}
}

func TestRemovingAllLeavesAnEmptyList(t *testing.T) {
	s, w := newServer(35), small()
	w.SetTotal(35)
	drain(t, w, s)
	for {
		_, r, ok := w.Cursor()
		if !ok {
			break
		}
		s.remove(r.key)
		w.Remove(rowID(r))
		drain(t, w, s)
	}
	if n, _ := w.Total(); !w.Empty() || n != 0 || len(s.rows) != 0 {
		t.Errorf("empty %v, total %d, %v", w.Empty(), n, s)
	}
	s.insert(5)
	w.Refresh()
	if drain(t, w, s); w.Len() != 1 {
		t.Error("a refresh of an empty list does not show what is there now")
	}
}

func TestSelectionOutlivesTheRows(t *testing.T) {
	s, w := newServer(1000), small()
	drain(t, w, s)
	sel := NewSelection(rowID)
	sel.Toggle(w.At(5))
	sel.Add(w.Between("20", "0")...)
	sel.Toggle(w.At(1))
	w.Last()
	drain(t, w, s)
	sel.Invert(w.All())
	if diff := gocmp.Diff([]string{"50", "0", "20", "9900", "9910"}, sel.IDs()[:5]); diff != "" {
		t.Errorf("chosen (-want +got):\n%s", diff)
	}
	if sel.Invert(w.All()); sel.Len() != 3 || !sel.Has("50") || sel.Has("10") || sel.Rows()[0].key != 50 {
		t.Errorf("left: %v", sel.IDs())
	}
	if w.Between("0", "9990") != nil {
		t.Error("a range from a row that is not held")
	}
	if sel.Clear(); sel.Len() != 0 || len(sel.Rows()) != 0 {
		t.Error("not cleared")
	}
}

func TestLocalViewKeepsTheRow(t *testing.T) {
	s, w := newServer(30), newWindow(30)
	drain(t, w, s)
	a := NewLocalView(rowID)
	a.SetHeight(4)
	falling := func(x, y row) int { return cmp.Compare(y.key, x.key) }
	a.Set(w.All(), nil, falling, "70")
	if i, r, _ := a.Cursor(); r.key != 70 || i != 22 {
		t.Errorf("sorted: on %d at %d", r.key, i)
	}
	even := func(r row) bool { return r.key%20 == 0 }
	a.Set(w.All(), even, falling, "")
	if _, r, _ := a.Cursor(); r.key != 60 || a.Len() != 15 {
		t.Errorf("70 is filtered away, the next below is 60, not %d", r.key)
	}
	if a.Move(1<<62) != 3 || a.Top() != 11 {
		t.Errorf("at the last row the view begins at %d", a.Top())
	}
	a.Set(nil, even, falling, "")
	if _, _, ok := a.Cursor(); ok || a.Move(1) != 0 {
		t.Error("a cursor without rows")
	}
}

// small is a window of pages of ten on a screen of five.
func small() *Window[row] {
	w := newWindow(10)
	w.SetHeight(5)
	return w
}
