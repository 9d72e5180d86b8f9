package window

import "slices"

// jump is a segment on its way that will replace all rows held.
type jump struct {
	dir     Dir // First or Last
	gen     uint64
	delta   int    // moves made meanwhile
	restart bool   // the rows held are of another list and cannot be continued
	keep    string // the row the cursor shall stay on if it comes
	err     error
}

// leap asks for a new segment; the rows held stay until it is here.
func (w *Window[T]) leap(d Dir) {
	restart := w.jump != nil && w.jump.restart
	if w.jump == nil || w.jump.dir != d || w.jump.err != nil {
		w.jump = &jump{dir: d, restart: restart}
	}
	w.jump.delta, w.jump.keep = 0, ""
	w.failedJump, w.jumpErr = nil, nil
}

// Restart begins another list: another sort, filter or object. The rows held
// are shown until its first page is here, then the cursor is put on the row it
// was on if that is among them, else on the first. Total is forgotten.
func (w *Window[T]) Restart() {
	j := &jump{dir: First, restart: true}
	if w.n > 0 {
		j.keep = w.opt.ID(w.At(w.cur))
	}
	w.jump, w.failedJump, w.jumpErr = j, nil, nil
	w.total = -1
}

// Clear is Restart for a list that has nothing in common with the present one:
// the rows held are let go at once.
func (w *Window[T]) Clear() {
	w.Restart()
	w.jump.keep = ""
	w.clearPages()
	w.above, w.below, w.cur, w.top = -1, -1, 0, 0
}

// CancelJump stays with the rows held and no longer waits for First or Last.
// After Restart there is nothing to stay with and it does nothing.
func (w *Window[T]) CancelJump() {
	if w.Loaded() {
		w.jump, w.failedJump, w.jumpErr = nil, nil, nil
	}
}

// Apply takes an answer. It returns false, and changes nothing, if the answer
// is not waited for: to an earlier list, to a page dropped meanwhile, or twice.
func (w *Window[T]) Apply(a Answer[T]) bool {
	if !w.Waiting(a.Gen) {
		return false
	}
	switch {
	case w.jump != nil && w.jump.gen == a.Gen:
		w.applyJump(a)
	case w.edge[down].gen == a.Gen:
		w.applyEdge(down, a)
	case w.edge[up].gen == a.Gen:
		w.applyEdge(up, a)
	default:
		w.applyRefresh(w.refreshing(a.Gen), a)
	}
	return true
}

func (w *Window[T]) clearPages() {
	w.pages, w.n, w.edge, w.refreshErr = nil, 0, [2]edge{}, nil
	clear(w.where)
}

func (w *Window[T]) applyJump(a Answer[T]) {
	j := w.jump
	j.gen = 0
	if a.Err != nil {
		j.err = a.Err
		if !j.restart {
			w.jump, w.failedJump, w.jumpErr = nil, j, a.Err
		}
		return
	}
	w.jump = nil
	w.clearPages()
	w.reversed = j.dir == Last
	near, far := up, down
	if w.reversed {
		near, far = down, up
	}
	w.above, w.below = -1, -1
	p := &page[T]{before: a.Before, after: a.After}
	p.rows = w.shown(w.unseen(a.Rows))
	w.put(down, p)
	w.edge[near].done, *w.beyond(near) = true, 0
	w.finish(far, !a.HasMore || a.After == "") // an empty page may have others behind it
	w.edge[far].broken = a.HasMore && a.After == "" && w.n > 0
	w.purgeMarks()
	w.land(j)
}

func (w *Window[T]) land(j *jump) {
	i := 0
	if w.reversed {
		i = w.n - 1
	}
	if k, ok := w.Index(j.keep); ok && j.keep != "" {
		i = k
	}
	w.top = 0
	w.moveTo(i + j.delta)
}

// unseen returns the rows that are not held yet, each once, in their order.
// Those that are held take the new content where they stand; only a row put in
// by hand gives up its place to the service's.
func (w *Window[T]) unseen(rows []T) []T {
	fresh := make([]T, 0, len(rows))
	seen := make(map[string]bool, len(rows))
	for _, r := range rows {
		id := w.opt.ID(r)
		if seen[id] {
			continue
		}
		seen[id] = true
		if w.where[id] != nil && w.marks[id]&Local == 0 {
			w.renew(id, r)
			continue
		}
		w.takeOut(id)
		w.mark(id, w.marks[id]&^Local)
		fresh = append(fresh, r)
	}
	return fresh
}

func (w *Window[T]) applyEdge(side int, a Answer[T]) {
	e := &w.edge[side]
	e.gen = 0
	if a.Err != nil {
		e.err = a.Err
		return
	}
	w.hold(func() {
		if w.cursor(side) == (wire{}) {
			w.applyTrail(side, a)
			return
		}
		p := &page[T]{ask: e.ask, before: a.Before, after: a.After, rows: w.shown(w.unseen(a.Rows))}
		if len(p.rows) == 0 {
			w.applyBarren(side, p, a)
			return
		}
		e.barren = 0
		w.put(side, p)
		_, ok := w.onward(side)
		// has_more is believed when it says no. When it says yes to
		// page[before], services differ in which way they mean, and only an
		// empty page tells.
		w.finish(side, !a.HasMore || !ok)
		w.edge[side].broken = a.HasMore && !ok && e.ask.forward()
	})
	w.trim()
	w.follow()
}

// applyTrail takes a page that was held before, asked for as it was then. It
// continues towards the rows held, not away from them, so it meets them as a
// refreshed page meets the next.
func (w *Window[T]) applyTrail(side int, a Answer[T]) {
	e := &w.edge[side]
	e.trail = e.trail[:max(len(e.trail)-1, 0)]
	p, n := &page[T]{ask: e.ask}, w.n
	w.put(side, p)
	a.HasMore = true // there is more: what is held
	w.replace(p, a)
	if b := w.beyond(side); *b >= 0 {
		*b = max(*b-(w.n-n), 0)
	}
	if len(p.rows) == 0 {
		w.pages = slices.DeleteFunc(w.pages, func(q *page[T]) bool { return q == p })
	}
	_, ok := w.onward(side)
	w.finish(side, !ok || e.ask == wire{})
}

// applyBarren deals with a page that brought no new row: the end, unless the
// service says more and gives a new cursor, and then not for long.
func (w *Held[T]) applyBarren(side int, p *page[T], a Answer[T]) {
	e := &w.edge[side]
	next, asked := *p.far(), e.ask.after+e.ask.before
	e.barren++
	if !a.HasMore || next == "" || next == asked || e.barren >= barrenLimit {
		w.finish(side, true)
		circle, onAndOn := len(a.Rows) > 0, next != "" && next != asked
		e.broken = a.HasMore && (circle || onAndOn) && e.ask.forward()
		return
	}
	if last := w.end(side); (side == down) != w.reversed {
		last.after = next
	} else {
		last.before = next
	}
}

// finish marks whether the list ends at a side, and sets the count right.
func (w *Held[T]) finish(side int, done bool) {
	w.edge[side].done, w.edge[side].broken = done, false
	if done {
		*w.beyond(side) = 0
		w.edge[side].trail = nil
	}
}
