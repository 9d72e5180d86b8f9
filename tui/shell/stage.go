package shell

import (
	"zco/tui/domain/collection"
	"zco/tui/nav"
	"zco/tui/pane"
	"zco/tui/term"
)

// stage is what is on the screen and how one goes from one place to another:
// the panes, where they lie, the tables kept and the history.
type stage struct {
	env      *pane.Env
	terminal *term.Terminal
	start    Start

	panes    Panes
	features features
	layout   layout

	at       nav.Location // what is on the screen; show alone changes it
	marked   string       // the collection that is marked in the list of objects
	beside   bool         // the record is shown beside the table where there is room
	listAway bool         // the list of objects is shown only while it has the focus
	tables   nav.Tables[Table]
	history  nav.History
	before   collection.Place // that the table showed before one began to type a search, zero while none is typed
}
