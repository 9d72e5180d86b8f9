package nav

import (
	"slices"

	"zco/tui/domain/collection"
)

// Entry is one spot of the history: a table, or a record over or beside it.
type Entry struct {
	Place    collection.Place
	Record   collection.Ref // zero for the table itself
	Row      string         // the row under the table's cursor when it was left
	Field    string         // the field under the record's cursor when it was left
	Followed bool           // a relation led here
	Name     string         // of the record, "" while it is not known
}

func (e Entry) same(o Entry) bool { return e.Place == o.Place && e.Record == o.Record }

// History is where one was, for back and forward, as in a browser. Its zero
// value is empty.
type History struct {
	entries []Entry
	at      int // index of the present entry
}

// keptEntries is how far back one can go.
const keptEntries = 100

// Empty reports whether nothing has been gone to.
func (h *History) Empty() bool { return len(h.entries) == 0 }

// Now returns the present entry; the zero Entry before the first.
func (h *History) Now() Entry {
	if h.Empty() {
		return Entry{}
	}
	return h.entries[h.at]
}

// Trail returns the entries that lead to the present one from where the first
// of its records was opened: one for each relation followed.
func (h *History) Trail() []Entry {
	if h.Empty() {
		return nil
	}
	from := h.at
	for from > 0 && h.entries[from].Followed && h.entries[from-1].Record.ID != "" {
		from--
	}
	return slices.Clone(h.entries[from : h.at+1])
}

// Push notes a new present entry; what was ahead is gone. The present one
// again is none.
func (h *History) Push(e Entry) {
	if !h.Empty() && h.Now().same(e) {
		return
	}
	if !h.Empty() {
		h.entries = h.entries[:h.at+1]
	}
	h.entries = append(h.entries, e)
	if len(h.entries) > keptEntries {
		h.entries = slices.Delete(h.entries, 0, 1)
	}
	h.at = len(h.entries) - 1
}

// Note changes what is remembered of the present entry: where its cursors are
// as one leaves it, or its place as the rows are put in another order.
func (h *History) Note(change func(*Entry)) {
	if !h.Empty() {
		change(&h.entries[h.at])
	}
}

// Go makes another entry the present one, by steps back (negative) or forward,
// and returns it; false where there is none.
func (h *History) Go(by int) (Entry, bool) {
	next := h.at + by
	if next < 0 || next >= len(h.entries) {
		return Entry{}, false
	}
	h.at = next
	return h.entries[next], true
}

// StepBackTo makes the previous entry the present one where it is e, and
// reports whether it is.
func (h *History) StepBackTo(e Entry) bool {
	if h.at == 0 || !h.entries[h.at-1].same(e) {
		return false
	}
	h.at--
	return true
}

// Back reports whether there is anything further back.
func (h *History) Back() bool { return h.at > 0 }

// Find returns how many steps, negative, lead back to the latest entry that
// matches; false where none does.
func (h *History) Find(match func(Entry) bool) (by int, found bool) {
	for i := h.at - 1; i >= 0; i-- {
		if match(h.entries[i]) {
			return i - h.at, true
		}
	}
	return 0, false
}
