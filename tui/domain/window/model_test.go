package window

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"testing"
)

// row is a row of the model: its key is its place in the order.
type row struct {
	key, version int
}

func rowID(r row) string      { return strconv.Itoa(r.key) }
func rowVersion(r row) string { return strconv.Itoa(r.version) }

// server is a list in keyset pages, with the liberties real ones take.
type server struct {
	rows []row // by key

	noBefore    bool // before_cursor is always null
	moreForward bool // has_more of a page[before] request speaks of the way forward
	ignores     bool // cursors are not looked at
	liar        bool // has_more is always true
	requests    int
}

func newServer(n int) *server {
	s := &server{}
	for i := range n {
		s.rows = append(s.rows, row{key: i * 10})
	}
	return s
}

func (s *server) find(key int) (int, bool) {
	return slices.BinarySearchFunc(s.rows, key, func(r row, k int) int { return cmp.Compare(r.key, k) })
}

func (s *server) insert(key int) {
	if i, ok := s.find(key); !ok {
		s.rows = slices.Insert(s.rows, i, row{key: key})
	}
}

func (s *server) remove(key int) {
	if i, ok := s.find(key); ok {
		s.rows = slices.Delete(s.rows, i, i+1)
	}
}

// answer serves a request as the service does: after and before by key.
func (s *server) answer(r Request) Answer[row] {
	s.requests++
	if r.After != "" && r.Before != "" {
		panic("page[after] and page[before] in one request")
	}
	if s.ignores {
		r.After, r.Before = "", ""
	}
	from, to := 0, len(s.rows) // the rows that match, in key order
	after, before := r.After, r.Before
	if r.Reversed {
		after, before = before, after
	}
	if after != "" {
		k, _ := strconv.Atoi(after)
		i, found := s.find(k)
		if from = i; found {
			from++
		}
	}
	if before != "" {
		k, _ := strconv.Atoi(before)
		to, _ = s.find(k)
	}
	low := (r.Before != "") == r.Reversed // the page is taken at the low end of what matches
	lo, hi := from, min(from+r.Size, to)
	if !low {
		lo, hi = max(to-r.Size, from), to
	}
	a := Answer[row]{Gen: r.Gen, Rows: slices.Clone(s.rows[lo:hi]), HasMore: lo > from || hi < to}
	if r.Reversed {
		slices.Reverse(a.Rows)
	}
	if s.moreForward && r.Before != "" {
		a.HasMore = !r.Reversed && hi < len(s.rows) || r.Reversed && lo > 0
	}
	if n := len(a.Rows); n > 0 {
		a.After = rowID(a.Rows[n-1])
		if !s.noBefore {
			a.Before = rowID(a.Rows[0])
		}
	}
	a.HasMore = a.HasMore || s.liar
	return a
}

func newWindow(size int) *Window[row] {
	w := New(Options[row]{ID: rowID, Version: rowVersion, Size: size})
	w.SetHeight(40)
	return w
}

// drain answers all that the window needs, and fails if it never has enough.
func drain(t interface{ Fatalf(string, ...any) }, w *Window[row], s *server) int {
	for n := 0; ; n++ {
		r, ok := w.Need(0)
		if !ok {
			return n
		}
		if n > 200 {
			t.Fatalf("the window asks without end: %+v", r)
		}
		w.Apply(s.answer(r))
	}
}

func keys(w *Window[row]) []int {
	var ks []int
	for _, r := range w.Rows(0) {
		ks = append(ks, r.key)
	}
	return ks
}

func under(t *testing.T, w *Window[row]) int {
	t.Helper()
	_, r, ok := w.Cursor()
	if !ok {
		t.Fatal("no row under the cursor")
	}
	return r.key
}

func (s *server) String() string { return fmt.Sprintf("server of %d rows", len(s.rows)) }

// endless serves n rows without holding them: the key is the index.
type endless struct{ n, requests int }

func (s *endless) answer(r Request) Answer[row] {
	s.requests++
	at := func(c string, none int) int {
		if c == "" {
			return none
		}
		k, _ := strconv.Atoi(c)
		return k
	}
	step, from := 1, at(r.After, -1)+1
	if r.Reversed {
		step, from = -1, at(r.After, s.n)-1
	}
	if r.Before != "" {
		from = at(r.Before, 0) - step*r.Size
	}
	a := Answer[row]{Gen: r.Gen}
	for i := range r.Size {
		k := from + i*step
		if k >= 0 && k < s.n && (r.Before == "" || k*step < at(r.Before, 0)*step) {
			a.Rows = append(a.Rows, row{key: k})
		}
	}
	if n := len(a.Rows); n > 0 {
		a.Before, a.After = rowID(a.Rows[0]), rowID(a.Rows[n-1])
		last := a.Rows[n-1].key
		a.HasMore = r.Before != "" || last+step >= 0 && last+step < s.n
	}
	return a
}
