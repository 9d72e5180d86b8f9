package transfer

import (
	"errors"
	"fmt"
	"io"
	"iter"
	"maps"
	"os"
	"slices"
)

// replay reads what earlier runs wrote, and returns how many bytes of the log
// are whole lines.
func (l *runLog) replay(p Plan) (size int64, err error) {
	open := map[int]*batch{}
	l.rows = newRowBook(p.Content)
	counted := &countingReader{r: l.file}
	for e, err := range readEntries(counted) {
		if errors.Is(err, errDamaged) {
			l.damaged++
			continue
		}
		if err != nil {
			return 0, err
		}
		if e.Run != nil && (e.Run.Version != logVersion || e.Run.Object != p.Object) {
			return 0, fmt.Errorf("it is of a run on %s, in version %d; choose another file", e.Run.Object, e.Run.Version)
		}
		l.rows.read(e)
		l.batches = max(l.batches, e.Batch)
		replayEntry(open, e, l.rows.run(), func(r Result, of int) { l.count(r, of) })
	}
	for _, number := range slices.Sorted(maps.Keys(open)) {
		l.rows.undecided(open[number])
		if b := open[number]; b.sent {
			l.left = append(l.left, b)
		}
		if job := open[number].job; job != "" {
			l.jobs[job] = true
		}
	}
	return counted.wholeLines, nil
}

// countAll makes results of batches that were left open count.
func (l *runLog) countAll(b *batch, results []Result) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, r := range results {
		l.count(r, b.round)
	}
}

// count makes one result count for what the plan will meet again; of is the run
// that began its batch.
func (l *runLog) count(r Result, of int) {
	l.rows.note(r, of)
	if r.Job != "" {
		l.jobs[r.Job] = true
	}
	m := r.Item.fingerprint()
	switch r.Outcome {
	case Done:
		l.done[m]++
		if l.unknown[m] > 0 { // an unknown that was looked up later
			l.unknown[m]--
		}
	case Unknown:
		l.unknown[m]++
	}
}

// replayEntry keeps the batches that are open, and hands over results, each with
// the run that began its batch. An unknown result closes its item: it was
// looked up in vain. Items that go on in another batch have their result there.
func replayEntry(open map[int]*batch, e entry, round int, result func(Result, int)) {
	if len(e.Items) > 0 {
		b := &batch{number: e.Batch, items: e.Items, at: e.At, sent: true, round: round, open: map[int]bool{}}
		for n := range e.Items {
			b.open[n] = true
		}
		open[e.Batch] = b
		return
	}
	b := open[e.Batch]
	if b == nil {
		return
	}
	switch {
	case e.Again:
		b.sent, b.at = true, e.At
	case e.Refused != "":
		b.sent = false
	case e.Job != "":
		b.job = e.Job
	}
	for _, r := range e.Results {
		if r.Index < 0 || r.Index >= len(b.items) {
			continue
		}
		delete(b.open, r.Index)
		if r.Outcome == notTaken {
			continue
		}
		r.Item, r.Job = b.items[r.Index], b.job
		result(r.Result, b.round)
	}
	if len(b.open) == 0 {
		delete(open, e.Batch)
	}
}

// countingReader knows where the last whole line ended.
type countingReader struct {
	r          io.Reader
	read       int64
	wholeLines int64
}

func (c *countingReader) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	for i := n - 1; i >= 0; i-- {
		if p[i] == '\n' {
			c.wholeLines = c.read + int64(i) + 1
			break
		}
	}
	c.read += int64(n)
	return n, err
}

// roundResult is a result and the number of the run it is of, from 1.
type roundResult struct {
	Result
	round int
}

func resultOnly(r roundResult) (Result, bool) { return r.Result, true }

// readResults walks over the results in a log. What was about to be sent and
// has no result is unknown.
func readResults(path string) iter.Seq2[roundResult, error] {
	return func(yield func(roundResult, error) bool) {
		file, err := os.Open(path)
		if err != nil {
			yield(roundResult{}, err)
			return
		}
		defer file.Close()
		open, round, going := map[int]*batch{}, 0, true
		for e, err := range readEntries(file) {
			if errors.Is(err, errDamaged) {
				continue
			}
			if err != nil {
				yield(roundResult{}, fmt.Errorf("cannot read the run log %s: %w", path, err))
				return
			}
			if e.Run != nil {
				round++
			}
			replayEntry(open, e, round, func(r Result, of int) { going = going && yield(roundResult{r, of}, nil) })
			if !going {
				return
			}
		}
		yieldOpen(open, round, yield)
	}
}

// yieldOpen hands over what has no result. What an earlier run was about to
// send and did not, a later one had to do.
func yieldOpen(open map[int]*batch, round int, yield func(roundResult, error) bool) {
	for _, number := range slices.Sorted(maps.Keys(open)) {
		b := open[number]
		if !b.sent && b.round < round {
			continue
		}
		for _, n := range slices.Sorted(maps.Keys(b.open)) {
			r := Result{Item: b.items[n], Outcome: Unknown, Job: b.job, Reason: "the run broke off before an answer; run it again with this log to look it up"}
			if !b.sent {
				r.Outcome, r.Reason = NotRun, "the run broke off"
			}
			if !yield(roundResult{r, b.round}, nil) {
				return
			}
		}
	}
}

// ReadLog walks over the results in a run's log, the last one of each item
// last. A log may be read while a run writes it.
func ReadLog(path string) iter.Seq2[Result, error] {
	return mapped(readResults(path), resultOnly)
}

func (l *runLog) results() iter.Seq2[roundResult, error] {
	if l.path != "" {
		return readResults(l.path)
	}
	return func(yield func(roundResult, error) bool) {
		l.mu.Lock()
		kept := slices.Clone(l.kept)
		l.mu.Unlock()
		for _, r := range kept {
			if !yield(roundResult{r, 1}, nil) {
				return
			}
		}
	}
}

// last walks over the results that no later run of the log replaced and that
// have one of the outcomes.
func (l *runLog) last(outcomes ...Outcome) iter.Seq2[Result, error] {
	return func(yield func(Result, error) bool) {
		newest := map[fingerprint]int{}
		for r, err := range l.results() {
			if err != nil {
				yield(Result{}, err)
				return
			}
			m := r.Item.fingerprint()
			newest[m] = max(newest[m], r.round)
		}
		mapped(l.results(), func(r roundResult) (Result, bool) {
			return r.Result, newest[r.Item.fingerprint()] == r.round && slices.Contains(outcomes, r.Outcome)
		})(yield)
	}
}
