package window

import "slices"

// Mark says what happened to a row since ClearMarks.
type Mark uint8

// The marks; a row may bear several.
const (
	Changed Mark = 1 << iota // came with another version than before
	Added                    // appeared among known rows on a refresh
	Local                    // put in by Insert, not yet seen in the list
)

// Mark returns the marks of a row held.
func (w *Held[T]) Mark(id string) Mark { return w.marks[id] }

// Changed reports whether the row came with another version than before since
// ClearMarks, or appeared on a refresh.
func (w *Held[T]) Changed(id string) bool { return w.marks[id]&(Changed|Added) != 0 }

// ClearMarks takes all changes as seen. Rows put in by hand stay marked Local.
func (w *Held[T]) ClearMarks() {
	for id, m := range w.marks {
		w.mark(id, m&Local)
	}
}

// mark sets the marks of a row, so that only marked rows cost memory.
func (w *Held[T]) mark(id string, m Mark) {
	if m == 0 {
		delete(w.marks, id)
	} else {
		w.marks[id] = m
	}
}

func (w *Held[T]) purgeMarks() {
	for id := range w.marks {
		if w.where[id] == nil {
			delete(w.marks, id)
		}
	}
}

// Update gives the row with the same identity new content, where it stands and
// without a mark: it is for one's own changes. It returns false if no such row
// is held.
func (w *Window[T]) Update(row T) bool {
	p := w.where[w.opt.ID(row)]
	if p == nil {
		return false
	}
	p.rows[w.find(p, w.opt.ID(row))] = row
	return true
}

// Remove takes a row out; the cursor on it goes to the next one. It returns
// false if no such row is held.
func (w *Window[T]) Remove(id string) bool {
	if w.where[id] == nil {
		return false
	}
	w.hold(func() { w.takeOut(id) })
	if w.total > 0 {
		w.total--
	}
	return true
}

// Insert puts a row that was just created where the cursor is, marked Local,
// and the cursor on it. When the service lists it, it moves to its true place.
func (w *Window[T]) Insert(row T) {
	id := w.opt.ID(row)
	if w.Update(row) {
		w.Select(id)
		return
	}
	if w.total >= 0 {
		w.total++
	}
	if len(w.pages) == 0 {
		w.pages = append(w.pages, &page[T]{stale: true})
	}
	p, k := w.pages[0], 0
	if w.n > 0 {
		p, k = w.locate(w.cur)
	}
	p.rows = slices.Insert(p.rows, k, row)
	w.where[id], w.marks[id] = p, Local
	w.n++
	w.follow()
}

// renew gives a row held the content of an answer, and marks it if it changed.
func (w *Window[T]) renew(id string, row T) {
	p := w.where[id]
	k := w.find(p, id)
	if w.opt.Version != nil && w.opt.Version(p.rows[k]) != w.opt.Version(row) {
		w.marks[id] |= Changed
	}
	p.rows[k] = row
}

// takeOut removes a row and forgets it, and a page that it leaves empty.
func (w *Window[T]) takeOut(id string) {
	p := w.where[id]
	if p == nil {
		return
	}
	k := w.find(p, id)
	p.rows = slices.Delete(p.rows, k, k+1)
	p.guests = max(p.guests-1, 0)
	w.forget(id)
	w.n--
	if len(p.rows) == 0 && len(w.pages) > 1 && p.gen == 0 {
		at := slices.Index(w.pages, p)
		w.pages = slices.Delete(w.pages, at, at+1)
	}
}

func (w *Held[T]) find(p *page[T], id string) int {
	return slices.IndexFunc(p.rows, func(r T) bool { return w.opt.ID(r) == id })
}
