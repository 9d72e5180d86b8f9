package pane

import "zco/tui/resource"

// Subject is what a pane's cursor is on: what copying, opening in a browser
// and following are about.
type Subject struct {
	Collection *resource.Collection
	Schema     *resource.Schema
	Item       resource.Item
	Field      resource.Field   // under the cursor; zero where there is none
	Columns    []resource.Field // those shown, for copying the row
}

// Ref names the row.
func (s Subject) Ref() resource.Ref {
	return resource.Ref{Collection: s.Collection.ID, ID: s.Item.ID}
}
