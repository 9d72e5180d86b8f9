package pane

import "zco/tui/domain/collection"

// GoTo goes to what an address names: a row, or a collection.
type GoTo struct{ Address collection.Address }

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
