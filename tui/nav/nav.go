// Package nav is where one is in the interface and where one was: the place on
// the screen, the history for back and forward, and the tables kept by place.
//
// It is pure: it draws nothing, asks for nothing and knows no pane but by
// name. The one rule: a Location is the whole of what is on the screen; who
// wants something else to be there sets another one.
package nav

import (
	"zco/tui/domain/collection"
	"zco/tui/pane"
)

// Location is what is on the screen.
type Location struct {
	Place  collection.Place // that the table shows; zero before the first
	Record collection.Ref   // that the record pane shows; zero for none
	Focus  pane.Name
	Over   bool // the record lies over the table, where there is room for one of them only
}

// Table reports whether there is a table in front.
func (l Location) Table() bool { return l.Place != (collection.Place{}) }

// Open reports whether the record pane shows a record.
func (l Location) Open() bool { return l.Record != (collection.Ref{}) }
