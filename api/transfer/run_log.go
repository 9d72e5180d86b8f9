package transfer

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"sync"
	"time"

	"github.com/gofrs/flock"

	"zco/api"
)

// entry is one line of a run log. In the order in which they come:
//
//	run      a run began, the first or one that resumes
//	items    a batch is about to be sent: what it holds, with Before
//	again    the batch is sent once more, after refused
//	refused  the service did not take the batch
//	job      the service took the batch, as this job
//	results  what became of items of the batch
type entry struct {
	At      time.Time     `json:"at,omitzero"`
	Run     *runEntry     `json:"run,omitempty"`
	Batch   int           `json:"batch,omitempty"` // from 1, through all runs
	Items   []Item        `json:"items,omitempty"`
	Again   bool          `json:"again,omitempty"`
	Refused string        `json:"refused,omitempty"`
	Job     string        `json:"job,omitempty"`
	Results []resultEntry `json:"results,omitempty"`
}

type runEntry struct {
	Version int    `json:"version"`
	Object  string `json:"object"`
	Title   string `json:"title,omitempty"`
	Content string `json:"content,omitempty"` // Plan.Content
}

type resultEntry struct {
	Index int `json:"i"` // of the item in the batch
	Result
}

const logVersion = 1

// batch is what one job takes, or tries to.
type batch struct {
	number  int
	items   []Item
	job     string
	sent    bool // it may be with the service
	looking bool // its records are read, and nothing is sent yet
	at      time.Time
	round   int            // the run that began it, from 1; while reading a log
	moved   map[int]Result // what a look found, by index
	open    map[int]bool   // the items without a result, by index; of earlier runs
}

func (b *batch) action() api.Action { return b.items[0].Action }

// results gives all items of the batch one outcome, for one reason.
func (b *batch) results(outcome Outcome, reason string) []Result {
	out := make([]Result, len(b.items))
	for n, item := range b.items {
		out[n] = Result{Item: item, Outcome: outcome, Job: b.job, Reason: reason}
	}
	return out
}

// indexes are those of all items of the batch.
func (b *batch) indexes() []int {
	out := make([]int, len(b.items))
	for n := range out {
		out[n] = n
	}
	return out
}

// runLog is the run's memory: the log, or without one the results as such.
type runLog struct {
	mu      sync.Mutex
	path    string
	file    logFile // nil for none
	size    int64   // of the whole lines
	torn    bool    // behind them is part of one that could not be taken back
	damaged int     // lines passed over
	lock    *flock.Flock
	kept    []Result // without a log
	batches int
	jobs    map[string]bool     // the ids of our own jobs
	done    map[fingerprint]int // by the log, not yet met in the plan
	unknown map[fingerprint]int
	left    []*batch // of earlier runs, without all results
	rows    rowBook
}

// logFile is what a log needs of its file.
type logFile interface {
	io.Reader
	io.WriterAt
	Truncate(size int64) error
	Sync() error
	Close() error
}

func newRunLog() *runLog {
	return &runLog{jobs: map[string]bool{}, done: map[fingerprint]int{}, unknown: map[fingerprint]int{}, rows: newRowBook("")}
}

// openRunLog opens or begins the log at path; "" is none.
func openRunLog(path string, p Plan) (*runLog, error) {
	l := newRunLog()
	if path == "" {
		return l, nil
	}
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() {
		return l, l.stream(path, p)
	}
	l.path, l.lock = path, flock.New(path+".lock", flock.SetPermissions(0o600))
	if ok, err := l.lock.TryLock(); err != nil || !ok {
		if err == nil {
			err = errors.New("another run is using it")
		}
		return nil, fmt.Errorf("cannot use the run log %s: %w", path, err)
	}
	if err := l.begin(p); err != nil {
		l.close()
		return nil, fmt.Errorf("cannot use the run log %s: %w", path, err)
	}
	return l, nil
}

// stream writes the log to a device or a pipe, which cannot be read again: the
// results are held in memory as well.
func (l *runLog) stream(path string, p Plan) error {
	file, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		return fmt.Errorf("cannot use the run log %s: %w", path, err)
	}
	l.file = file
	return l.write(entry{At: time.Now(), Run: &runEntry{Version: logVersion, Object: p.Object, Title: p.Title, Content: p.Content}})
}

func (l *runLog) begin(p Plan) error {
	file, err := os.OpenFile(l.path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return err
	}
	l.file = file
	size, err := l.replay(p)
	if err != nil {
		return err
	}
	// A line that a break cut off was never relied upon.
	if err := l.file.Truncate(size); err != nil {
		return err
	}
	l.size = size
	return l.write(entry{At: time.Now(), Run: &runEntry{Version: logVersion, Object: p.Object, Title: p.Title, Content: p.Content}})
}

func (l *runLog) close() {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.file != nil {
		_ = l.file.Close() // what had to be on disk was synced
		l.file = nil
	}
	if l.lock != nil {
		_ = os.Remove(l.lock.Path())
		_ = l.lock.Close()
		l.lock = nil
	}
}

// readEntries walks over the whole lines of a log. A damaged one is passed over
// and told as an error of errDamaged; one that a cut line stands before is
// found behind it.
func readEntries(r io.Reader) iter.Seq2[entry, error] {
	return func(yield func(entry, error) bool) {
		b := bufio.NewReaderSize(r, 1<<16)
		for number := 1; ; number++ {
			line, err := b.ReadBytes('\n')
			if errors.Is(err, io.EOF) {
				return
			}
			if err != nil {
				yield(entry{}, err)
				return
			}
			e, ok := parseEntry(line)
			if number == 1 && (!ok || e.Run == nil) {
				yield(e, errors.New("it does not begin as a run log does"))
				return
			}
			if !ok && !yield(e, errDamaged) {
				return
			}
			if !ok {
				e, ok = entryBehind(line)
			}
			if ok && !yield(e, nil) {
				return
			}
		}
	}
}

var errDamaged = errors.New("a line is damaged")

func parseEntry(line []byte) (e entry, ok bool) {
	return e, json.Unmarshal(line, &e) == nil
}

// entryBehind finds the entry that was written behind a line that was cut.
func entryBehind(line []byte) (entry, bool) {
	for from := 1; from < len(line); from++ {
		next := bytes.Index(line[from:], []byte(`{"`))
		if next < 0 {
			break
		}
		from += next
		rest := line[from:]
		if !bytes.HasPrefix(rest, []byte(`{"at":`)) && !bytes.HasPrefix(rest, []byte(`{"batch":`)) && !bytes.HasPrefix(rest, []byte(`{"run":`)) {
			continue
		}
		if e, ok := parseEntry(rest); ok {
			return e, true
		}
	}
	return entry{}, false
}

// write appends one line, or nothing: of what a full disk took only a part of,
// nothing is left.
func (l *runLog) write(e entry) error {
	if l.file == nil {
		return nil
	}
	var b bytes.Buffer
	if l.torn {
		b.WriteByte('\n')
	}
	if err := writeJSON(&b, e); err != nil {
		return err
	}
	n, err := l.file.WriteAt(b.Bytes(), l.size)
	if err != nil {
		if terr := l.file.Truncate(l.size); terr != nil {
			l.size, l.torn = l.size+int64(n), n > 0 || l.torn
			err = errors.Join(err, terr)
		}
		return fmt.Errorf("cannot write the run log: %w", err)
	}
	l.size, l.torn = l.size+int64(n), false
	return nil
}

// sending notes that the batch is about to be sent. It is on disk before the
// request goes out: without that a break could send it twice.
func (l *runLog) sending(b *batch) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	e := entry{At: b.at, Batch: b.number, Again: true}
	if b.number == 0 {
		l.batches++
		b.number = l.batches
		e = entry{At: b.at, Batch: b.number, Items: b.items}
	}
	if err := l.write(e); err != nil || l.file == nil {
		return err
	}
	if l.path == "" {
		return nil // a stream has nothing to sync
	}
	return l.file.Sync()
}

func (l *runLog) refused(b *batch, why error) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.write(entry{Batch: b.number, Refused: why.Error()})
}

func (l *runLog) taken(b *batch, job string) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	b.job = job
	l.jobs[job] = true
	return l.write(entry{Batch: b.number, Job: job})
}

// isOurs reports whether a job is one of this run or of those in its log.
func (l *runLog) isOurs(job string) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.jobs[job]
}

// settled notes results of a batch; index says which item each is about.
func (l *runLog) settled(b *batch, index []int, results []Result) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.path == "" {
		for _, r := range results {
			if r.Outcome != notTaken {
				l.kept = append(l.kept, r)
			}
		}
	}
	if l.file == nil {
		return nil
	}
	if b.number == 0 { // it was never about to be sent
		l.batches++
		b.number = l.batches
		if err := l.write(entry{Batch: b.number, Items: b.items}); err != nil {
			return err
		}
	}
	e := entry{At: time.Now(), Batch: b.number}
	for n, r := range results {
		e.Results = append(e.Results, resultEntry{index[n], r})
	}
	return l.write(e)
}
