package work

import (
	"time"

	"zco/api/transfer"
)

// JobKind is what a job does.
type JobKind string

// The kinds of jobs.
const (
	JobEdit   JobKind = "edit"
	JobDelete JobKind = "delete"
	JobImport JobKind = "import"
	JobExport JobKind = "export"
	JobUndo   JobKind = "undo"
)

// JobState is what a job is doing.
type JobState string

// The states of a job.
const (
	JobRunning    JobState = "running"
	JobPaused     JobState = "paused"
	JobCancelling JobState = "stopping" // waiting for what was sent
	JobEnded      JobState = "ended"
	JobBroken     JobState = "broken off" // by an earlier session that ended meanwhile
)

// JobView is a job as a person sees it.
type JobView struct {
	ID         int
	Kind       JobKind
	State      JobState
	Title      string
	Collection string
	Group      string // its name in the history
	Began      time.Time
	Ended      time.Time

	Total   int // 0 if not known
	Done    int // those of earlier runs too
	Failed  int
	Unknown int // sent, and nothing tells whether it took
	NotRun  int

	PerSecond float64
	Left      time.Duration // -1 if not known
	Waiting   string        // why nothing moves just now
	Err       error         // why it ended early

	Path    string // of an export
	Bytes   int64
	Resumed int      // rows of an export that were there already
	Notes   []string // what was done differently than asked
}

// Live reports whether the job is under way.
func (v JobView) Live() bool {
	return v.State == JobRunning || v.State == JobPaused || v.State == JobCancelling
}

// Settled is how many rows nothing more will happen to.
func (v JobView) Settled() int { return v.Done + v.Failed + v.Unknown }

// CanContinue reports whether running the job again would do something: what
// is done is not done again.
func (v JobView) CanContinue() bool {
	switch {
	case v.Live():
		return false
	case v.State == JobBroken:
		return true
	case v.Kind == JobExport:
		return v.Err != nil
	}
	return v.Failed+v.NotRun+v.Unknown > 0 || v.Err != nil
}

// Failed is the outcome of a row that was not changed, for sure.
const Failed = string(transfer.Failed)

// JobResult is what became of one row.
type JobResult struct {
	ID, Name string
	Row      int // of a file, from 1
	Outcome  string
	Why      string // "" where it is done
}
