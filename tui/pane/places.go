package pane

import "zco/tui/resource"

// GoTo goes to what an address names: a row, or a collection.
type GoTo struct{ Address resource.Address }

// Views keeps the saved views of an account. Its methods may read and write
// files; they are called outside the event loop.
type Views interface {
	// Views returns all views, those of a collection in the order to show.
	Views() ([]resource.View, error)
	// SaveView keeps a view, in the place of one of its name in its collection.
	SaveView(resource.View) error
	// DeleteView forgets a view.
	DeleteView(collection, name string) error
}

// Recent is a record that was opened.
type Recent struct {
	Ref  resource.Ref
	Name string
}

// Recents remembers what was searched for and opened, the newest first. Its
// methods may read and write files; they are called outside the event loop.
type Recents interface {
	// Recents returns the texts searched for by collection, and the records.
	Recents() (searches map[string][]string, records []Recent, err error)
	// Searched notes a text that was searched for.
	Searched(collection, text string) error
	// Opened notes a record that was opened.
	Opened(Recent) error
}
