// Package job runs what is done to many rows of an account: bulk edits,
// deletions, imports, exports and the undoing of any of them, each in the
// background, with a log by which it is resumed and undone.
//
// It stands on api/transfer, whose types it uses, and on the journal; it knows
// no terminal. The one rule: what is sent is what a review counted and wrote
// down, whatever a search would find by then.
package job

import (
	"strings"
	"time"

	"zco/api"
	"zco/api/transfer"
)

// What of package transfer is spoken of here, so that who shows jobs needs not
// know the engine.
type (
	Change        = transfer.Change
	ChangeKind    = transfer.Kind
	CauseCounts   = transfer.CauseCounts
	Check         = transfer.Check
	Column        = transfer.Column
	ExportOptions = transfer.ExportOptions
	FileOptions   = transfer.Import
	Format        = transfer.Format
	Item          = transfer.Item
	Progress      = transfer.Progress
	Result        = transfer.Result
	RowKey        = transfer.Key
	State         = transfer.State
)

// The kinds of changes.
const (
	Set           = transfer.Set
	Clear         = transfer.Clear
	Replace       = transfer.Replace
	Add           = transfer.Add
	AddOptions    = transfer.AddOptions
	RemoveOptions = transfer.RemoveOptions
)

// The outcomes of a row.
const (
	Done   = transfer.Done
	Failed = transfer.Failed
)

// AllCauses are what a program may have done to cells.
var AllCauses = transfer.Causes

// RowKeys are what may tell the rows of an import apart, in the order in which
// to offer them.
var RowKeys = []RowKey{transfer.KeyAuto, transfer.KeyID, transfer.KeyExternalID, transfer.KeyName, transfer.KeyNone}

// Kind is what a job does.
type Kind string

// The kinds of jobs.
const (
	KindEdit   Kind = "edit"
	KindDelete Kind = "delete"
	KindImport Kind = "import"
	KindExport Kind = "export"
	KindUndo   Kind = "undo"
)

// The states of a job.
const (
	Running    = transfer.Running
	Paused     = transfer.Paused
	Cancelling = transfer.Cancelling // waiting for what was sent
	Ended      = transfer.Finished
	Broken     = State("broken off") // by an earlier session that ended meanwhile
)

// Job is a job as it stands.
type Job struct {
	ID         int
	Kind       Kind
	Title      string
	Collection string // its id
	Group      string // its name in the history
	Began      time.Time
	Ended      time.Time

	// Progress counts rows. Those of earlier runs of the job are Skipped.
	Progress
	Err error // why it ended early

	Path    string   // of an export
	Resumed int      // rows of an export that were there already
	Notes   []string // what was done differently than asked
}

// Live reports whether the job is under way.
func (j Job) Live() bool { return j.State == Running || j.State == Paused || j.State == Cancelling }

// Completed is how many rows are done, those of earlier runs too.
func (j Job) Completed() int { return j.Done + j.Skipped }

// Settled is how many rows nothing more will happen to: unlike
// Progress.Settled not those that were never sent, which a job can go on with.
func (j Job) Settled() int { return j.Completed() + j.Failed + j.Unknown }

// CanContinue reports whether running the job again would do something: what
// is done is not done again.
func (j Job) CanContinue() bool {
	switch {
	case j.Live():
		return false
	case j.State == Broken:
		return true
	case j.Kind == KindExport:
		return j.Err != nil
	}
	return j.Failed+j.NotRun+j.Unknown > 0 || j.Err != nil
}

// advance takes what a run tells. Its end is noted by Runner.end.
func (j *Job) advance(p Progress) {
	if p.State == transfer.Finished {
		p.State = j.State
	}
	j.Progress = p
	j.Total = max(p.Total, j.Settled())
}

// Why is the reason why a row is not done, "" where it is.
func Why(r Result) string {
	if r.Outcome == Done {
		return ""
	}
	return Plain(r.Why())
}

// Plain is a reason without the prefix that the service has before the keys of
// standard fields.
func Plain(why string) string { return strings.ReplaceAll(why, api.StandardPrefix, "") }
