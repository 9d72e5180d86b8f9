package window

import (
	"testing"
	"time"
)

func feed(w *Window[row], answer func(Request) Answer[row], velocity float64) {
	for {
		r, ok := w.Need(velocity)
		if !ok {
			return
		}
		w.Apply(answer(r))
	}
}

func TestThousandRowsCostTenRequests(t *testing.T) {
	s := newServer(1000)
	w := newWindow(100)
	drain(t, w, s)
	for range 999 {
		if w.Move(1) != 1 {
			t.Fatalf("stuck at %d", w.Position(w.cur))
		}
		drain(t, w, s)
	}
	if i, r, _ := w.Cursor(); r.key != 9990 || w.Position(i) != 999 || !w.AtEnd() {
		t.Errorf("ended on %v at %d", r, w.Position(i))
	}
	if s.requests != 10 {
		t.Errorf("%d requests to scroll through 1,000 rows, want 10", s.requests)
	}
}

func TestForwardCostsOneRequestAPage(t *testing.T) {
	s := &endless{n: 50_000_000}
	w := newWindow(100)
	feed(w, s.answer, 0)
	for range 100_000 {
		w.Move(1)
		feed(w, s.answer, 30)
	}
	if s.requests > 1001 {
		t.Errorf("%d requests for 100,000 rows", s.requests)
	}
}

func TestJumpToTheEndOfFiftyMillionIsOneRequest(t *testing.T) {
	const n = 50_000_000
	for _, height := range []int{5, 24, 40, 60, 100} {
		s := &endless{n: n}
		w := newWindow(100)
		w.SetHeight(height)
		feed(w, s.answer, 0)
		w.SetTotal(n)
		s.requests = 0
		w.Last()
		feed(w, s.answer, 0)
		i, r, _ := w.Cursor()
		if s.requests != 1 || r.key != n-1 || w.Position(i) != n-1 || w.FromEnd(i) != 1 {
			t.Errorf("height %d: %d requests, on %v at %d", height, s.requests, r, w.Position(i))
		}
		for range 2000 { // and up from there
			if w.Move(-1) != -1 {
				t.Fatalf("stuck at %d", w.Position(w.cur))
			}
			feed(w, s.answer, -30)
		}
		if i, r, _ := w.Cursor(); r.key != n-2001 || w.Position(i) != n-2001 {
			t.Errorf("2,000 up from the end: on %v at %d", r, w.Position(i))
		}
		for range 2000 { // and down again, over pages dropped meanwhile
			w.Move(1)
			feed(w, s.answer, 30)
		}
		if i, r, _ := w.Cursor(); r.key != n-1 || w.FromEnd(i) != 1 {
			t.Errorf("back at the end: on %v, %d from the end", r, w.FromEnd(i))
		}
	}
}

// A held key at 30 rows a second and answers after 150 ms: the clock is counted.
func TestHeldKeyNeverMeetsAnEmptyRow(t *testing.T) {
	const tick, latency = time.Second / 30, 150 * time.Millisecond
	for _, dir := range []int{1, -1} {
		s := &endless{n: 50_000_000}
		w := newWindow(100)
		feed(w, s.answer, 0)
		if dir < 0 {
			w.Last()
			feed(w, s.answer, 0)
		}
		type due struct {
			at time.Duration
			Answer[row]
		}
		var wire []due
		var now time.Duration
		for step := range 3000 {
			for len(wire) > 0 && wire[0].at <= now {
				w.Apply(wire[0].Answer)
				wire = wire[1:]
			}
			if w.Move(dir) != dir {
				t.Fatalf("direction %d, row %d: empty", dir, step)
			}
			for {
				r, ok := w.Need(float64(dir) * 30)
				if !ok {
					break
				}
				wire = append(wire, due{now + latency, s.answer(r)})
			}
			if len(wire) > 1 {
				t.Fatalf("%d requests at once for one way", len(wire))
			}
			now += tick
		}
	}
}

func TestFasterAsksEarlier(t *testing.T) {
	ask := func(velocity float64, latency time.Duration) int {
		w := newWindow(100)
		w.SetHeight(10)
		w.SetLatency(latency)
		s := &endless{n: 10_000}
		feed(w, s.answer, 0)
		for {
			if _, ok := w.Need(velocity); ok {
				return w.cur
			}
			w.Move(1)
		}
	}
	slow, fast, far := ask(1, 150*time.Millisecond), ask(400, 150*time.Millisecond), ask(100, 2*time.Second)
	if slow > 50 || fast >= slow || far >= slow {
		t.Errorf("asked at row %d at one row a second, %d at 400, %d over a slow line", slow, fast, far)
	}
}

func TestMemoryIsBounded(t *testing.T) {
	const most = 9 * 100
	s := &endless{n: 50_000_000}
	w := newWindow(100)
	feed(w, s.answer, 0)
	for page := range 10_000 {
		w.Move(100)
		feed(w, s.answer, 30)
		if w.Len() > most || len(w.where) != w.Len() || len(w.marks) > 0 {
			t.Fatalf("page %d: %d rows, %d identities, %d marks", page, w.Len(), len(w.where), len(w.marks))
		}
	}
	if got := w.Position(w.cur); got < 900_000 {
		t.Errorf("came only to %d", got)
	}
	if len(w.edge[up].trail) > 0 {
		t.Errorf("a trail of %d pages though the service gives cursors", len(w.edge[up].trail))
	}
}

func BenchmarkMove(b *testing.B) {
	s := &endless{n: 50_000_000}
	w := newWindow(100)
	feed(w, s.answer, 0)
	for w.Len() < 800 {
		w.Move(100)
		feed(w, s.answer, 0)
	}
	w.Select("400")
	b.ReportAllocs()
	for i := range b.N {
		w.Move(1 - 2*(i&1))
		if _, ok := w.Need(30); ok {
			b.Fatal("a request in the middle of what is held")
		}
	}
}

func BenchmarkView(b *testing.B) {
	s := &endless{n: 50_000_000}
	w := newWindow(100)
	feed(w, s.answer, 0)
	b.ReportAllocs()
	for b.Loop() {
		for i, r := range w.Rows(w.Top()) {
			if i >= w.Top()+40 || r.key < 0 {
				break
			}
		}
	}
}

func BenchmarkPageArrives(b *testing.B) {
	s := &endless{n: 1 << 40}
	w := newWindow(100)
	feed(w, s.answer, 0)
	b.ReportAllocs()
	for b.Loop() {
		w.Move(100)
		feed(w, s.answer, 30)
	}
}
