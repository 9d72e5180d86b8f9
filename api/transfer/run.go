package transfer

import (
	"context"
	"iter"
)

// The bounds of jobs running at once; the account's own limit is 30.
const (
	DefaultParallel = 4
	MaxParallel     = 30
)

// Options are the choices of a run. The zero value is good.
type Options struct {
	Parallel int // jobs at once, 1 to MaxParallel; 0 is DefaultParallel
	JobSize  int // items in a job, 1 to api.MaxJobItems; 0 is api.MaxJobItems

	// LogPath is the run's log, a file of JSON Lines that only its owner may
	// read. If it exists it must be of the same object, and what it says is
	// done is not done again. Without a log the results are held in memory.
	LogPath string

	// CheckBefore reads the records again just before they are changed or
	// deleted, 100 in a request. An item whose record no longer is as
	// Item.Before has it fails with a word about what changed.
	CheckBefore bool

	OnProgress func(Progress) // after each change; from any goroutine, one call at a time
	OnResult   func(Result)   // for each item; from any goroutine, one call at a time
}

// Run is a plan on its way. Its methods may be called from any goroutine.
type Run struct{}

// Start begins to run a plan and returns. It fails at once if the options are
// wrong or the log cannot be used. Cancelling the context stops the run where
// it stands, with jobs unfinished: the log then has what is needed to resume.
func Start(ctx context.Context, c Client, p Plan, o Options) (*Run, error) { panic("not yet") }

// Pause sends no more jobs until Resume.
func (r *Run) Pause() { panic("not yet") }

// Resume goes on after Pause.
func (r *Run) Resume() { panic("not yet") }

// Cancel sends no more jobs; those that were sent run to their end.
func (r *Run) Cancel() { panic("not yet") }

// Wait waits for the run's end. The error is why the run ended early: the
// plan's own, the account's (signed out, no such object), the log's, or the
// context's. Failed items are no error.
func (r *Run) Wait() (Progress, error) { panic("not yet") }

// Done is closed at the run's end.
func (r *Run) Done() <-chan struct{} { panic("not yet") }

// Progress returns how far the run is.
func (r *Run) Progress() Progress { panic("not yet") }

// Results walks over the results of the run, and of those before it in the
// same log. Ask after the end.
func (r *Run) Results() iter.Seq2[Result, error] { panic("not yet") }

// Failed walks over what failed and was not done since. Ask after the end.
func (r *Run) Failed() iter.Seq2[Result, error] { panic("not yet") }

// Retry is the plan of what failed or was not run. Items whose outcome is
// unknown are not in it.
func (r *Run) Retry() Plan { panic("not yet") }

// ReadLog walks over the results in a run's log.
func ReadLog(path string) iter.Seq2[Result, error] { panic("not yet") }
