package pane

import "zco/tui/journal"

// UndoGroup asks for the review of what takes back a whole job: an entry of
// the history whose action is journal.Bulk, or any other that has its Group.
type UndoGroup struct{ Entry journal.Entry }
