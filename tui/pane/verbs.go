package pane

import "zco/tui/resource"

// DoVerb begins a verb of a collection on a row, or on the collection as a
// whole.
type DoVerb struct {
	Collection *resource.Collection
	Verb       string
	Items      []resource.Item
}

// Stale says that the rows of a collection, or their order, must be read
// again to be known.
type Stale struct{ Collection string }
