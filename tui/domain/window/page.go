package window

import "slices"

// wire is the cursor part of a request; the zero wire asks for the first page
// of the listing.
type wire struct{ after, before string }

func (a wire) forward() bool { return a.before == "" }

// page is one answer, its rows in the order shown. It keeps the question it
// answered, so that the same stretch of the list can be asked for again.
type page[T any] struct {
	rows          []T
	ask           wire
	before, after string
	stale         bool   // to be asked for again once it is seen
	gen           uint64 // the refresh in flight
	guests        int    // rows pushed over from the page before, where the listing enters this one
}

// far returns the cursor at the end of the page that the listing goes on from.
func (p *page[T]) far() *string {
	if p.ask.forward() {
		return &p.after
	}
	return &p.before
}

// The two sides of what is held; the values index Window.edge.
const (
	down = 0
	up   = 1
)

// edge is what is known of one side of the rows held.
type edge struct {
	gen    uint64 // the request in flight
	ask    wire   // what it asked
	done   bool   // the list ends here
	broken bool   // it ends here for want of a way on, though there is more
	barren int    // answers in a row that brought nothing new
	err    error
	// trail holds the questions whose answers were dropped at this side, for
	// services that give no cursor to come back by.
	trail []wire
}

// barrenLimit bounds the pages in a row that may bring only known rows.
const barrenLimit = 3

// trailLimit bounds what is remembered of the way, in pages.
const trailLimit = 4096

// grows returns the side towards which an answer to ask continues.
func (w *Held[T]) grows(ask wire) int {
	if ask.forward() != w.reversed {
		return down
	}
	return up
}

// end returns the page at a side; there must be one.
func (w *Held[T]) end(side int) *page[T] {
	if side == up {
		return w.pages[0]
	}
	return w.pages[len(w.pages)-1]
}

// cursor returns the question that the page at a side gives to continue the
// list there, or the zero wire if it gives none.
func (w *Held[T]) cursor(side int) wire {
	p := w.end(side)
	if (side == down) != w.reversed {
		return wire{after: p.after}
	}
	return wire{before: p.before}
}

// onward returns the question that continues the list at a side, and false if
// nothing leads there.
func (w *Held[T]) onward(side int) (wire, bool) {
	if ask := w.cursor(side); ask != (wire{}) {
		return ask, true
	}
	if t := w.edge[side].trail; len(t) > 0 {
		return t[len(t)-1], true
	}
	return wire{}, false
}

// beyond is the number of rows of the list past a side, -1 unknown.
func (w *Held[T]) beyond(side int) *int {
	if side == up {
		return &w.above
	}
	return &w.below
}

// locate finds the row at index i of the rows held.
func (w *Held[T]) locate(i int) (*page[T], int) {
	for _, p := range w.pages {
		if i < len(p.rows) {
			return p, i
		}
		i -= len(p.rows)
	}
	panic("window: index out of range")
}

// shown copies rows into the order shown.
func (w *Held[T]) shown(rows []T) []T {
	rows = slices.Clone(rows)
	if w.reversed {
		slices.Reverse(rows)
	}
	return rows
}

// put adds a page at a side and counts its rows.
func (w *Held[T]) put(side int, p *page[T]) {
	at := 0
	if side == down {
		at = len(w.pages)
	}
	w.pages = slices.Insert(w.pages, at, p)
	for _, r := range p.rows {
		w.where[w.opt.ID(r)] = p
	}
	w.n += len(p.rows)
	if b := w.beyond(side); *b >= 0 {
		*b = max(*b-len(p.rows), 0)
	}
}

// drop lets go of the page at a side; it can be asked for again.
func (w *Window[T]) drop(side int) {
	p := w.end(side)
	if side == up {
		w.pages = slices.Delete(w.pages, 0, 1)
		w.cur -= len(p.rows)
		w.top -= len(p.rows)
	} else {
		w.pages = slices.Delete(w.pages, len(w.pages)-1, len(w.pages))
	}
	for _, r := range p.rows {
		w.forget(w.opt.ID(r))
	}
	w.n -= len(p.rows)
	if b := w.beyond(side); *b >= 0 {
		*b += len(p.rows)
	}
	trail := w.edge[side].trail
	w.edge[side] = edge{trail: trail}
	if w.cursor(side) == (wire{}) {
		w.edge[side].trail = remember(trail, p.ask)
	}
}

func remember(trail []wire, ask wire) []wire {
	if len(trail) >= trailLimit {
		trail = slices.Delete(trail, 0, trailLimit/2)
	}
	return append(trail, ask)
}

// forget removes what is kept beside a row that is no longer held.
func (w *Held[T]) forget(id string) {
	delete(w.where, id)
	delete(w.marks, id)
}

// Room reports whether one page more can be held without dropping another.
func (w *Window[T]) Room() bool { return w.n+w.opt.Size <= w.opt.Keep*w.opt.Size }

// trim lets go of far pages until no more rows are held than asked for, but
// never of rows so near that Need would ask for them at once.
func (w *Window[T]) trim() {
	near := w.opt.Size / 2
	for w.n > w.opt.Keep*w.opt.Size && len(w.pages) > 1 {
		over := min(w.cur, w.top) - len(w.end(up).rows)
		under := w.n - max(w.cur+1, w.top+w.height) - len(w.end(down).rows)
		switch {
		case over >= under && over >= near:
			w.drop(up)
		case under >= near:
			w.drop(down)
		default:
			return
		}
	}
}
