package window

import "slices"

// Refresh asks for the pages held once more, those in view now and the others
// when they come into view. The cursor keeps its row. What had changed is
// marked.
func (w *Window[T]) Refresh() {
	w.refreshErr = nil
	if w.n == 0 {
		if w.jump == nil {
			w.jump = &jump{dir: First, restart: true}
		}
		return
	}
	for _, p := range w.pages {
		p.stale = true
	}
}

func (w *Held[T]) refreshing(gen uint64) *page[T] {
	for _, p := range w.pages {
		if p.gen == gen {
			return p
		}
	}
	return nil
}

// applyRefresh replaces the rows of a page by those that are there now. Rows
// that were pushed past the end of the page go over to the next page, which is
// then asked for again too; rows missing between others are gone.
func (w *Window[T]) applyRefresh(p *page[T], a Answer[T]) {
	p.gen = 0
	if a.Err != nil {
		w.refreshErr = a.Err
		return
	}
	a.HasMore = a.HasMore && len(a.Rows) > 0 // an empty page is the end, whatever it says
	w.hold(func() { w.replace(p, a) })
	w.trim()
	w.follow()
}

func (w *Window[T]) replace(p *page[T], a Answer[T]) {
	side := w.grows(p.ask)
	fresh := w.shown(a.Rows)
	old := slices.Clone(p.rows)
	if side == up { // work in the direction the listing runs
		slices.Reverse(fresh)
		slices.Reverse(old)
	}
	pushed := w.settle(p, w.adopt(p, fresh), old, a.HasMore)
	if side == up {
		slices.Reverse(p.rows)
		slices.Reverse(pushed)
	}
	w.relink(p, side, pushed, a)
}

// adopt makes the rows of an answer p's own, marks what changed, and returns
// them each once.
func (w *Window[T]) adopt(p *page[T], fresh []T) []T {
	last := -1 // the last row of the answer that was known: those after it were pulled in, not added
	for i, r := range fresh {
		if w.where[w.opt.ID(r)] == p {
			last = i
		}
	}
	seen := make(map[string]bool, len(fresh))
	out := fresh[:0]
	for i, r := range fresh {
		id := w.opt.ID(r)
		if seen[id] {
			continue
		}
		seen[id] = true
		switch q := w.where[id]; {
		case q != nil:
			w.renew(id, r)
			if m := w.marks[id] &^ Local; q != p {
				w.takeOut(id)
				w.mark(id, m)
			} else {
				w.mark(id, m)
			}
		case i < last:
			w.mark(id, Added)
		}
		w.where[id] = p
		out = append(out, r)
	}
	return out
}

// settle gives p its rows in the direction the listing runs: the fresh ones,
// and those put in by hand where they stood. It returns the old rows after the
// last that is still there, if the list goes on; they may only be pushed out.
// A guest is not pushed on again, or a deleted row would run before us for ever.
func (w *Window[T]) settle(p *page[T], fresh, old []T, hasMore bool) (pushed []T) {
	here := make(map[string]bool, len(fresh))
	for _, r := range fresh {
		here[w.opt.ID(r)] = true
	}
	tail := len(old)
	for hasMore && tail > p.guests && !here[w.opt.ID(old[tail-1])] {
		tail--
	}
	for i, r := range old[:tail] {
		switch id := w.opt.ID(r); {
		case here[id]:
		case w.marks[id]&Local != 0:
			fresh = slices.Insert(fresh, min(i, len(fresh)), r)
		default:
			w.forget(id)
		}
	}
	p.rows, p.guests = fresh, 0
	w.count()
	return slices.Clone(old[tail:])
}

// relink sets the cursors of a refreshed page and tells the page after it, if
// the boundary between them moved.
func (w *Window[T]) relink(p *page[T], side int, pushed []T, a Answer[T]) {
	was := *p.far()
	if a.After != "" || a.Before != "" { // an empty page has none: the old ones still lead on
		p.after, p.before = a.After, a.Before
	}
	p.stale = false
	now := *p.far()
	at := slices.Index(w.pages, p)
	if !a.HasMore && p.ask.forward() {
		w.dropBeyond(p, side)
	} else if now != "" {
		w.pushOn(at, side, pushed, was, now, p.ask.forward())
	}
	if w.end(side) == p {
		if now != was {
			w.edge[side].gen, w.edge[side].barren = 0, 0
		}
		w.finish(side, !a.HasMore || now == "")
		w.edge[side].broken = a.HasMore && now == "" && p.ask.forward()
	}
	w.count()
}

// pushOn moves rows over the boundary after the page at index at, into the
// neighbour or into a page of their own.
func (w *Held[T]) pushOn(at, side int, pushed []T, was, now string, forward bool) {
	ask := wire{after: now}
	if !forward {
		ask = wire{before: now}
	}
	to := at + 1
	if side == up {
		to = at - 1
	}
	var q *page[T]
	switch {
	case to >= 0 && to < len(w.pages):
		if q = w.pages[to]; q.ask == ask && len(pushed) == 0 {
			return
		}
		q.ask = ask
	case len(pushed) > 0:
		q = &page[T]{ask: ask}
		*q.far() = was
		w.pages = slices.Insert(w.pages, max(to, 0), q)
		w.edge[side] = edge{trail: w.edge[side].trail}
	default:
		return
	}
	q.stale, q.gen = true, 0
	q.guests += len(pushed)
	if side == down {
		q.rows = slices.Concat(pushed, q.rows)
	} else {
		q.rows = slices.Concat(q.rows, pushed)
	}
	for _, r := range pushed {
		w.where[w.opt.ID(r)] = q
	}
}

// dropBeyond lets go of the pages past p: the list was said to end with it.
func (w *Window[T]) dropBeyond(p *page[T], side int) {
	for w.end(side) != p {
		w.drop(side)
	}
}

func (w *Held[T]) count() {
	w.n = 0
	for _, p := range w.pages {
		w.n += len(p.rows)
	}
}
