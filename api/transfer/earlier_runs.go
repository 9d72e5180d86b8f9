package transfer

import (
	"fmt"
	"maps"
	"time"
)

// rowBook is what earlier runs of the very same rows came to. Such a run
// decided by how the records were: what somebody changed since, before the run
// was gone on with, is not overwritten without a word.
type rowBook struct {
	content string
	at      time.Time         // of the entry that is read
	runs    []bool            // whether the n-th was of the same content
	done    map[int]bool      // rows that are in
	open    map[int]Item      // rows that were decided and are not in, as they were decided
	told    map[int]time.Time // when a person was told how the record of a row is
	began   time.Time         // the first run of the same content
}

func newRowBook(content string) rowBook {
	return rowBook{content: content, done: map[int]bool{}, open: map[int]Item{}, told: map[int]time.Time{}}
}

// read notes at which entry the log is.
func (b *rowBook) read(e entry) {
	b.at = e.At
	if e.Run == nil {
		return
	}
	same := b.content != "" && e.Run.Content == b.content
	if b.runs = append(b.runs, same); same && b.began.IsZero() {
		b.began = e.At
	}
}

// run is the number of the run that the log is at, from 1.
func (b *rowBook) run() int { return len(b.runs) }

func (b *rowBook) same(run int) bool { return run > 0 && run <= len(b.runs) && b.runs[run-1] }

// note takes what became of a row in a run.
func (b *rowBook) note(r Result, run int) {
	row := r.Item.Row
	switch {
	case row == 0 || !b.same(run):
	case r.Outcome == Done:
		b.done[row] = true
		delete(b.open, row)
	case r.Outcome == Failed && r.looked():
		b.told[row] = b.at
		delete(b.open, row)
	default:
		b.open[row] = r.Item
	}
}

// undecided takes the rows of a batch that has not all its results.
func (b *rowBook) undecided(of *batch) {
	for n := range of.open {
		if item := of.items[n]; item.Row != 0 && b.same(of.round) {
			b.open[item.Row] = item
		}
	}
}

// looked reports whether a result is that of a look at the record, and not of
// a job.
func (r Result) looked() bool { return r.Verified && r.Job == "" }

// rebased is an item that changes a record, with how the record was when an
// earlier run decided about it: the look before sending finds what moved since.
// A field that the earlier run had nothing to do with was as the row has it.
// Of a row that no run came to, late says that its record was changed since the
// first one began; skew is how far this computer's clock is ahead.
func (b *rowBook) rebased(item Item, skew time.Duration) (rebased Item, late string) {
	if item.Row == 0 || b.began.IsZero() || !item.checkable() {
		return item, ""
	}
	first, met := b.open[item.Row]
	if !met {
		since := b.began
		if told, ok := b.told[item.Row]; ok {
			since = told
		}
		if at := item.Before.UpdatedAt; at.Time.After(since.Add(-skew - clockSlack)) {
			late = fmt.Sprintf("it was changed at %s, after this was begun: it is left so, and brought in when the same is run once more", at.Text)
		}
		return item, late
	}
	before := *item.Before
	before.Fields = maps.Clone(before.Fields)
	for _, key := range patchKeys(item.Patch) {
		was := patchValue(item.Patch, key)
		if first.Before != nil && !patchValue(first.Patch, key).IsAbsent() {
			was = recordValue(*first.Before, key)
		}
		setRecord(&before, key, orNull(was))
	}
	item.Before = &before
	return item, ""
}
