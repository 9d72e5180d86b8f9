package window

import (
	"errors"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// walk is a person at a window over a list that others change, on a line that
// delays, reorders and loses answers.
type walk struct {
	t        *rapid.T
	s        *server
	w        *Window[row]
	wire     []Answer[row]
	asked    map[uint64]Request
	gone     map[int]bool
	inserted int
	stable   map[int]bool // rows nobody touched, as far as the list at its start goes
}

func newWalk(t *rapid.T) *walk {
	n := rapid.SampledFrom([]int{0, 1, 3, 9, 10, 11, 25, 60, 300}).Draw(t, "rows")
	wk := &walk{t: t, s: newServer(n), w: newWindow(10), asked: map[uint64]Request{}, stable: map[int]bool{}, gone: map[int]bool{}}
	wk.s.noBefore = rapid.Bool().Draw(t, "noBefore")
	wk.s.moreForward = rapid.Bool().Draw(t, "moreForward")
	wk.s.liar = rapid.IntRange(0, 4).Draw(t, "liar") == 0
	wk.w.SetHeight(rapid.IntRange(1, 25).Draw(t, "height"))
	for _, r := range wk.s.rows {
		wk.stable[r.key] = true
	}
	return wk
}

func (wk *walk) ask() {
	for {
		r, ok := wk.w.Need(rapid.Float64Range(-200, 200).Draw(wk.t, "velocity"))
		if !ok {
			return
		}
		for gen, q := range wk.asked {
			q.Gen = r.Gen
			if wk.w.Waiting(gen) && q == r {
				wk.t.Fatalf("two requests for one need: %+v", r)
			}
		}
		wk.asked[r.Gen] = r
		wk.wire = append(wk.wire, wk.s.answer(r))
	}
}

func (wk *walk) deliver(fail bool) {
	if len(wk.wire) == 0 {
		return
	}
	k := rapid.IntRange(0, len(wk.wire)-1).Draw(wk.t, "answer")
	a := wk.wire[k]
	wk.wire = slices.Delete(wk.wire, k, k+1)
	if fail {
		a = Answer[row]{Gen: a.Gen, Err: errors.New("broken line")}
	}
	_, was, had := wk.w.Cursor()
	old, dir := keys(wk.w), wk.asked[a.Gen].Dir
	line := wk.w.cur - wk.w.top
	if !wk.w.Apply(a) {
		if !slices.Equal(old, keys(wk.w)) {
			wk.t.Fatal("an answer nobody waits for changed the rows")
		}
		return
	}
	if wk.w.Apply(a) {
		wk.t.Fatal("the same answer was taken twice")
	}
	if !had || dir == First || dir == Last {
		return
	}
	_, now, _ := wk.w.Cursor()
	if _, held := wk.w.Index(rowID(was)); held && now.key != was.key {
		wk.t.Fatalf("%v took the cursor from %d to %d", dir, was.key, now.key)
	}
	if room := wk.w.n - wk.w.height; dir != Refresh && now.key == was.key && wk.w.top > 0 && wk.w.top < room && wk.w.cur-wk.w.top != line {
		wk.t.Fatalf("%v moved the cursor from line %d to %d", dir, line, wk.w.cur-wk.w.top)
	}
}

func (wk *walk) remove(key int) {
	delete(wk.stable, key)
	wk.gone[key] = true
	wk.s.remove(key)
}

func (wk *walk) change() {
	w, s := wk.w, wk.s
	key := rapid.IntRange(-20, 3100).Draw(wk.t, "key")
	switch rapid.IntRange(0, 3).Draw(wk.t, "change") {
	case 0:
		if !wk.gone[key] { // an identity never comes back
			s.insert(key)
			wk.inserted++
		}
	case 1:
		wk.remove(key / 10 * 10)
	case 2:
		if i, ok := s.find(key / 10 * 10); ok {
			s.rows[i].version++
		}
	case 3: // one's own deletion
		if i, r, ok := w.Cursor(); ok {
			next := -1
			if i+1 < w.Len() {
				next = w.At(i + 1).key
			}
			wk.remove(r.key)
			w.Remove(rowID(r))
			if _, now, ok := w.Cursor(); next >= 0 && (!ok || now.key != next) {
				wk.t.Fatalf("after removing %d the cursor is on %d, want %d", r.key, now.key, next)
			}
		}
	}
}

func (wk *walk) press() {
	w, h := wk.w, wk.w.height
	switch rapid.SampledFrom([]string{"j", "j", "k", "k", "pgdn", "pgup", "g", "G", "r", "wheel", "retry", "size", "cancel"}).Draw(wk.t, "key") {
	case "j":
		w.Move(1)
	case "k":
		w.Move(-1)
	case "pgdn":
		w.Move(h)
	case "pgup":
		w.Move(-h)
	case "g":
		w.First()
	case "G":
		w.Last()
	case "r":
		w.Refresh()
	case "wheel":
		w.Scroll(rapid.IntRange(-9, 9).Draw(wk.t, "wheel"))
	case "retry":
		w.Retry()
	case "cancel":
		w.CancelJump()
	case "size":
		w.SetHeight(rapid.IntRange(1, 25).Draw(wk.t, "height"))
	}
}

// check holds what is true at any moment.
func (wk *walk) check() {
	w, ks := wk.w, keys(wk.w)
	if len(ks) != w.Len() || len(w.where) != w.Len() {
		wk.t.Fatalf("%d rows, %d counted, %d identities", len(ks), w.Len(), len(w.where))
	}
	// A row deleted elsewhere may linger, in any place, until its page comes
	// again; one that is there stands where it belongs.
	ks = slices.DeleteFunc(ks, func(k int) bool { _, there := wk.s.find(k); return !there })
	for i := 1; i < len(ks); i++ {
		if ks[i-1] >= ks[i] {
			wk.t.Fatalf("rows out of order: %v", ks)
		}
	}
	if len(ks) > 0 {
		for key := range wk.stable {
			i, held := slices.BinarySearch(ks, key)
			if !held && i > 0 && i < len(ks) && !wk.stale(ks[i-1]) && !wk.stale(ks[i]) {
				wk.t.Fatalf("row %d is missing in %v", key, ks)
			}
		}
	}
	if most := w.opt.Keep*w.opt.Size + 4*w.opt.Size + w.height; w.Len() > most {
		wk.t.Fatalf("%d rows held", w.Len())
	}
	c, top := w.cur, w.top
	if c < 0 || c >= max(w.n, 1) || top < 0 || top > c || c >= top+w.height || top > max(w.n-w.height, 0) {
		wk.t.Fatalf("cursor %d, view from %d of %d, %d rows", c, top, w.height, w.n)
	}
}

// stale reports whether the page of a row is to be asked for again.
func (wk *walk) stale(key int) bool { return wk.w.where[rowID(row{key: key})].stale }

// settle ends all trouble: every answer comes.
func (wk *walk) settle() {
	wk.wire = nil
	for gen := range wk.asked {
		wk.w.Apply(Answer[row]{Gen: gen, Err: errors.New("line closed")})
	}
	wk.w.Retry()
	drain(wk.t, wk.w, wk.s)
	wk.check()
}

func TestWalk(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		wk := newWalk(t)
		for range rapid.IntRange(1, 80).Draw(t, "steps") {
			switch rapid.IntRange(0, 9).Draw(t, "step") {
			case 0:
				wk.change()
			case 1:
				wk.deliver(true)
			case 2, 3, 4, 5:
				wk.deliver(false)
			default:
				wk.press()
			}
			wk.ask()
			wk.check()
		}
		wk.settle()
		wk.reach()
		wk.browse()
	})
}

// reach goes through the list as the trouble left it: whatever happened to
// others, a row that nobody touched can be come to.
func (wk *walk) reach() {
	wk.w.Last()
	drain(wk.t, wk.w, wk.s)
	seen := wk.sweep(-1)
	for key := range wk.stable {
		if !seen[key] {
			wk.t.Fatalf("row %d cannot be reached upwards", key)
		}
	}
	seen = wk.sweep(1)
	for key := range wk.stable {
		if !seen[key] {
			wk.t.Fatalf("row %d cannot be reached downwards", key)
		}
	}
	wk.w.Restart()
}

// browse goes through the whole list from both ends, now that it is still, and
// then compares what a refresh shows with what is there.
func (wk *walk) browse() {
	t, w, s := wk.t, wk.w, wk.s
	w.Last()
	drain(t, w, s)
	wk.ends(w.Len()-1, len(s.rows)-1)
	seen := wk.sweep(-1)
	wk.ends(0, 0)
	for _, r := range s.rows {
		if !seen[r.key] {
			t.Fatalf("row %d was never seen on the way up", r.key)
		}
	}
	w.First()
	drain(t, w, s)
	wk.ends(0, 0)
	wk.sweep(1)
	wk.ends(w.Len()-1, len(s.rows)-1)
	if !w.AtEnd() || w.Empty() != (len(s.rows) == 0) {
		t.Fatalf("at the end %v, empty %v, of %v", w.AtEnd(), w.Empty(), s)
	}
	if i, _, ok := w.Cursor(); ok && w.Position(i) != len(s.rows)-1 {
		t.Fatalf("position %d of %d", w.Position(i), len(s.rows))
	}
}

func (wk *walk) ends(i, j int) {
	if len(wk.s.rows) == 0 {
		if wk.w.Len() != 0 {
			wk.t.Fatalf("rows %v of an empty list", keys(wk.w))
		}
		return
	}
	if wk.w.Len() == 0 || wk.w.At(i).key != wk.s.rows[j].key || wk.w.cur != i {
		wk.t.Fatalf("cursor %d in %v, want %d there", wk.w.cur, keys(wk.w), wk.s.rows[j].key)
	}
}

func (wk *walk) sweep(dir int) map[int]bool {
	seen := map[int]bool{}
	for {
		for _, k := range keys(wk.w) {
			seen[k] = true
		}
		moved := wk.w.Move(dir * 7)
		wk.check()
		if drain(wk.t, wk.w, wk.s) == 0 && moved == 0 {
			return seen
		}
	}
}

func TestRefreshShowsWhatIsThere(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		wk := newWalk(t)
		w, s := wk.w, wk.s
		drain(t, w, s)
		for range rapid.IntRange(0, 12).Draw(t, "keys") {
			wk.press()
			drain(t, w, s)
		}
		wk.settle()
		for range rapid.IntRange(0, 30).Draw(t, "changes") {
			wk.change()
		}
		_, was, had := w.Cursor()
		versions := map[int]int{}
		for _, r := range w.Rows(0) {
			versions[r.key] = r.version
		}
		w.ClearMarks()
		w.Refresh()
		drain(t, w, s)
		wk.check()
		if _, there := s.find(was.key); had && there && wk.inserted < w.opt.Size {
			if _, now, _ := w.Cursor(); now.key != was.key {
				t.Fatalf("refresh took the cursor from %d to %d", was.key, now.key)
			}
		}
		for i, r := range w.Rows(w.Top()) {
			if i >= w.Top()+w.height {
				break
			}
			k, ok := s.find(r.key)
			if !ok || s.rows[k] != r {
				t.Fatalf("%v is shown and not there", r)
			}
			if i > w.Top() && s.rows[k-1].key != w.At(i-1).key {
				t.Fatalf("%d is missing before %d", s.rows[k-1].key, r.key)
			}
			if v, held := versions[r.key]; held && w.Changed(rowID(r)) != (v != r.version) {
				t.Fatalf("%v was version %d, marked %v", r, v, w.Mark(rowID(r)))
			}
		}
	})
}
