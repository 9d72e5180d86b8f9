package pane

import "zco/tui/domain/collection"

// SearchAs shows in the table what a text finds while it is still being typed:
// no step of the history, and given back by SearchEnds.
type SearchAs struct{ Place collection.Place }

// SearchEnds gives the table back that was there before the first SearchAs, if
// none of them was visited.
type SearchEnds struct{}
