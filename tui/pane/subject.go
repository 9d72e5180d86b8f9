package pane

import "zco/tui/domain/collection"

// Subject is what a pane's cursor is on: what copying, opening in a browser
// and following are about.
type Subject struct {
	Collection *collection.Collection
	Schema     *collection.Schema
	Item       collection.Item
	Field      collection.Field   // under the cursor; zero where there is none
	Columns    []collection.Field // those shown, for copying the row
}

// Ref names the row.
func (s Subject) Ref() collection.Ref {
	return collection.Ref{Collection: s.Collection.ID, ID: s.Item.ID}
}
