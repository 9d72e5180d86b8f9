package pane

import (
	"zco/tui/domain/collection"
	"zco/tui/domain/journal"
)

// UndoJob takes back what the job of an entry of the history did.
type UndoJob struct {
	Collection *collection.Collection
	Entry      journal.Entry
}

// Reselect says that a job is over: the rows of its collection are read again,
// those that are done are let go of, and those that failed selected.
type Reselect struct {
	Collection string
	Done       []string
	Failed     []collection.Item // at least the id of each
}
