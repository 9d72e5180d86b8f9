package pane

import (
	"zco/tui/domain/collection"
	"zco/tui/draw/screen"
)

// EditCell asks for an editor over one cell of the table. Cell is where the
// value stands on the screen, its column's whole width; the table answers
// CellRect again when the screen has changed since.
type EditCell struct {
	Ref   collection.Ref
	Item  collection.Item
	Field collection.Field
	Cell  screen.Rect
}

// Column is one column that a person chose for a table.
type Column struct {
	Key   string // of the field
	Width int    // in cells; 0 fits what is seen
}

// Columns is what a table shows, from left to right.
type Columns struct {
	Shown  []Column
	Frozen int // how many of them, from the left, never scroll away
}

// Memory remembers the columns of each collection from one start to the next.
type Memory interface {
	// LoadColumns returns what was saved, from memory: it is called while
	// drawing waits.
	LoadColumns(object string) (Columns, bool)
	// SaveColumns keeps columns, or forgets them when Shown is empty. It is
	// called outside the event loop and may write files.
	SaveColumns(object string, c Columns)
}
