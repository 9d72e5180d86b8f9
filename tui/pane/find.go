package pane

import (
	"time"

	"zco/tui/domain/collection"
)

// GoTo goes to what an address names: a row, or a collection.
type GoTo struct{ Address collection.Address }

// Follow goes to what a relation points at.
type Follow struct{ Target, ID string }

// Narrowed is what the rows of the table in front are narrowed to.
type Narrowed struct {
	Text       string   // what is searched for
	Conditions []string // in words
	Notes      []string // what there is to know of the result
}

// Children sets what stands below each object in the list of objects, such as
// its saved views. It is asked for again when something of it changes.
type Children struct{ Of func(object string) []Child }

// Child is a line below an object.
type Child struct {
	Title string
	Right string // at the right edge
	Open  any    // what enter asks of the shell
}

// Views keeps the saved views of an account. Its methods may read and write
// files; they are called outside the event loop.
type Views interface {
	// Views returns all views, those of a collection in the order to show.
	Views() ([]collection.View, error)
	// SaveView keeps a view, in the place of one of its name in its collection.
	SaveView(collection.View) error
	// DeleteView forgets a view.
	DeleteView(object, name string) error
}

// Recent is a record that was opened.
type Recent struct {
	Ref  collection.Ref
	Name string
}

// Looks remembers up to when the changes of an object were seen. Its methods
// may take their time: they run outside the loop.
type Looks interface {
	Looks() (map[string]time.Time, error) // by collection
	Looked(collection string, at time.Time) error
}

// Recents remembers what was searched for and opened, the newest first. Its
// methods may read and write files; they are called outside the event loop.
type Recents interface {
	// Recents returns the texts searched for by collection, and the records.
	Recents() (searches map[string][]string, records []Recent, err error)
	// Searched notes a text that was searched for.
	Searched(object, text string) error
	// Opened notes a record that was opened.
	Opened(Recent) error
}
