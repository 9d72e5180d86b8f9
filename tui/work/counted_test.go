package work

import (
	"context"
	"testing"

	tea "charm.land/bubbletea/v2"

	"zco/api"
	"zco/tui/domain/collection"
)

// That rows cannot be counted does not take away rows that were seen; where none
// were, it is the first to tell that they may not be.
func TestCountForbiddenBesideRows(t *testing.T) {
	forbidden := &api.Error{Status: 403, Code: "Forbidden"}
	f := newCache(t.Context()).facts
	l := &Layer{cache: cache{facts: f}}
	f.counted("payroll", collection.Count{}, forbidden)
	if l.Forbidden("payroll") == "" {
		t.Error("nothing is forbidden, though that was all the service said")
	}
	f.paged(collection.Place{Collection: "car"}, collection.Page{Total: -1}, nil)
	f.counted("car", collection.Count{}, forbidden)
	if why := l.Forbidden("car"); why != "" {
		t.Errorf("rows that were seen are forbidden: %s", why)
	}
}

// A count that still serves whoever asks tells of what was made and deleted here
// since, and needs no further request for that.
func TestACountIsKeptInStep(t *testing.T) {
	asked := 0
	col := &collection.Collection{ID: "car", Count: func(context.Context, *api.Client) (collection.Count, error) {
		asked++
		return collection.Count{Value: 10}, nil
	}}
	l := New(t.Context(), nil)
	t.Cleanup(l.Stop)
	count := func() int {
		got, ok := l.Inbox(func(tea.Msg) tea.Cmd { return nil }).Count("count", col)().(Count)
		if ok {
			return got.Count.Value
		}
		n, _ := l.Counted("car")
		return n.Value
	}
	if n := count(); n != 10 {
		t.Fatalf("%d are counted", n)
	}
	l.AddTotal("car", -1)
	if n, known := l.Counted("car"); n.Value != 9 || !known {
		t.Errorf("one was deleted, and %d are there", n.Value)
	}
	if n := count(); n != 9 || asked != 1 {
		t.Errorf("asked for again at once it is %d, after %d requests", n, asked)
	}
	if l.ForgetFacts(); func() bool { _, known := l.Counted("car"); return known }() {
		t.Error("a count outlives what was known")
	}
}
