package work

import (
	"testing"

	"zco/api"
	"zco/tui/domain/collection"
)

// That rows cannot be counted does not take away rows that were seen; where none
// were, it is the first to tell that they may not be.
func TestCountForbiddenBesideRows(t *testing.T) {
	forbidden := &api.Error{Status: 403, Code: "Forbidden"}
	f := newCache(t.Context()).facts
	l := &Layer{cache: cache{facts: f}}
	f.counted("payroll", forbidden)
	if l.Forbidden("payroll") == "" {
		t.Error("nothing is forbidden, though that was all the service said")
	}
	f.paged(collection.Place{Collection: "car"}, collection.Page{Total: -1}, nil)
	f.counted("car", forbidden)
	if why := l.Forbidden("car"); why != "" {
		t.Errorf("rows that were seen are forbidden: %s", why)
	}
}
