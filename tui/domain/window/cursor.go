package window

// Cursor returns the index and the row under the cursor; ok is false while no
// row is held.
func (w *Window[T]) Cursor() (index int, row T, ok bool) {
	if w.n == 0 {
		return 0, row, false
	}
	return w.cur, w.At(w.cur), true
}

// Top returns the index of the first row in view. The view follows the cursor
// by no more than it must, and stays where it is when rows come and go.
func (w *Window[T]) Top() int { return w.top }

// Move moves the cursor by n rows, down if positive, as far as rows are held,
// and returns how far it went. While a jump is on its way the move is also
// made where it will land, so that keys typed meanwhile are not lost.
func (w *Window[T]) Move(n int) int {
	const most = 1 << 30 // so that sums cannot overflow
	n = max(min(n, most), -most)
	if w.jump != nil {
		w.jump.delta = max(min(w.jump.delta+n, most), -most)
	}
	from := w.cur
	w.moveTo(w.cur + n)
	return w.cur - from
}

// First goes to the first row of the list, by a request if it is not held.
func (w *Window[T]) First() {
	if w.Loaded() && w.AtStart() {
		w.jump = nil
		w.moveTo(0)
		return
	}
	w.leap(First)
}

// Last goes to the last row of the list, by a single request if it is not held.
func (w *Window[T]) Last() {
	if w.Loaded() && w.AtEnd() {
		w.jump = nil
		w.moveTo(w.n - 1)
		return
	}
	w.leap(Last)
}

// Select puts the cursor on the row with this identity, and returns false if
// it is not held.
func (w *Window[T]) Select(id string) bool {
	i, ok := w.Index(id)
	if ok {
		w.moveTo(i)
	}
	return ok
}

// Scroll moves the view by n rows, down if positive, and takes the cursor
// along only if it would leave the screen.
func (w *Window[T]) Scroll(n int) {
	w.top = max(min(w.top+n, w.n-w.height), 0)
	w.cur = max(min(w.cur, w.top+w.height-1, w.n-1), w.top, 0)
	w.follow()
}

func (w *Window[T]) moveTo(i int) {
	w.cur = max(min(i, w.n-1), 0)
	w.follow()
}

// follow brings the cursor into view and leaves no line empty that a row held
// could fill.
func (w *Window[T]) follow() {
	w.top = max(min(w.top, w.cur, w.n-w.height), w.cur-w.height+1, 0)
}

// hold makes a change to the rows held and puts the cursor back on the row it
// was on, on the same line of the screen; on the next row if that one is gone,
// on the one before if there is no next.
func (w *Window[T]) hold(change func()) {
	ids := w.scratch[:0]
	for _, r := range w.Rows(0) {
		ids = append(ids, w.opt.ID(r))
	}
	w.scratch = ids
	cur, line := w.cur, w.cur-w.top
	change()
	w.cur = w.survivor(ids, cur)
	w.top = w.cur - line
	clear(w.scratch) // or it would keep dropped rows' text alive
	w.follow()
}

func (w *Held[T]) survivor(ids []string, cur int) int {
	for k := cur; k < len(ids); k++ {
		if i, ok := w.Index(ids[k]); ok {
			return i
		}
	}
	for k := min(cur, len(ids)) - 1; k >= 0; k-- {
		if i, ok := w.Index(ids[k]); ok {
			return i
		}
	}
	return 0
}
