// Package window is a window of rows over a list that is served in cursor
// pages: it holds a few pages around the row under the cursor, says which page
// it needs next and takes the answers, in whatever order they come.
//
// It is pure data: it does no input or output, reads no clock and starts no
// goroutine, and it must never import api, bubbletea or any pane. A Window is
// used from one goroutine.
//
// The rule a newcomer would break: an index is only good until the next call
// of Apply, Insert or Remove, because rows come and go at both ends. What must
// last is an identity; Window keeps the cursor and the top of the view by it.
package window

// Dir says what a request is for. Next and Prev name the way on the screen,
// whichever way the listing itself runs.
type Dir uint8

// The requests a window makes.
const (
	First   Dir = iota // the first page of the list
	Last               // the last page, as the first of the reversed listing
	Next               // the page below the rows held
	Prev               // the page above the rows held
	Refresh            // a page held already, once more
)

func (d Dir) String() string {
	return [...]string{"first", "last", "next", "prev", "refresh"}[d]
}

// Request is one page the window needs. The caller sends it as it stands: the
// sort of the list, flipped if Reversed, with page[after], page[before] and
// page[size] as given (an empty cursor is left out; never are both set).
type Request struct {
	Gen      uint64 // names this request; goes back in the Answer
	Dir      Dir
	Reversed bool
	After    string
	Before   string
	Size     int
}

// Answer is what came of a request. Rows are in the order the service sent
// them, also when the request was Reversed or asked with Before; the window
// turns them round itself. Apply keeps no reference to the slice.
type Answer[T any] struct {
	Gen     uint64
	Rows    []T
	After   string // meta.after_cursor, "" for null
	Before  string // meta.before_cursor, "" for null
	HasMore bool
	Err     error // the request failed; the other fields are not looked at
}
