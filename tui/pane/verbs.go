package pane

import "zco/tui/domain/collection"

// DoVerb begins a verb of a collection on a row, or on the collection as a
// whole.
type DoVerb struct {
	Collection *collection.Collection
	Verb       string
	Items      []collection.Item
}

// Stale says that the rows of a collection, or their order, must be read
// again to be known.
type Stale struct{ Collection string }
