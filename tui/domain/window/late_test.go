package window

import "testing"

// An answer that continues a page which was dropped or changed meanwhile would
// leave a gap.

func TestAnswerToADroppedEdgeIsNotTaken(t *testing.T) {
	s, w := newServer(400), small()
	drain(t, w, s)
	for w.Position(w.cur) < 200 {
		w.Move(5)
		drain(t, w, s)
	}
	w.moveTo(w.Len() - 1)
	late, ok := w.Need(0)
	if !ok || late.Dir != Next {
		t.Fatalf("asked %+v", late)
	}
	for end := w.At(w.Len() - 1).key; ; {
		w.Move(-5)
		if r, ok := w.Need(0); ok && r.Dir == Prev {
			w.Apply(s.answer(r))
		}
		if w.At(w.Len()-1).key < end {
			break
		}
	}
	if w.Waiting(late.Gen) || w.Apply(s.answer(late)) {
		t.Error("took a page that no longer follows what is held")
	}
}

func TestAnswerToAChangedEdgeIsNotTaken(t *testing.T) {
	for _, own := range []bool{false, true} {
		s, w := newServer(400), small()
		drain(t, w, s)
		w.Move(9)
		late, _ := w.Need(0)
		s.remove(90) // so the refreshed page ends with 100
		if own {
			w.Remove("90")
		}
		w.Refresh()
		r, _ := w.Need(0)
		w.Apply(s.answer(r))
		if w.Waiting(late.Gen) {
			t.Error("a page is still waited for that begins where the last one no longer ends")
		}
		drain(t, w, s)
		if w.Len() != 20 {
			t.Errorf("rows %v", keys(w))
		}
	}
}
