package shell

import (
	"slices"
	"time"

	"zco/tui/pane"
)

// typingPause is how long a person must have stopped typing before a dialog
// that opened by itself takes keys, so that a letter typed for something else
// never answers it.
const typingPause = 400 * time.Millisecond

// typeAhead swallows keys of a dialog that nobody asked for, until typing pauses.
type typeAhead struct {
	armed bool
	last  time.Time
}

func (g *typeAhead) swallows(now time.Time) bool {
	if !g.armed {
		return false
	}
	if now.Sub(g.last) > typingPause {
		g.armed = false
		return false
	}
	g.last = now
	return true
}

// dialogs are those over the panes; the topmost has the keys.
type dialogs struct {
	now   func() time.Time
	stack []pane.Dialog
	typeAhead
}

// Push implements pane.Shell, as the methods below do.
func (ds *dialogs) Push(o pane.Open) {
	ds.stack = append(ds.stack, o.Dialog)
	ds.typeAhead = typeAhead{armed: o.Unasked, last: ds.now()}
}

func (ds *dialogs) Open(d pane.Dialog) { ds.Push(pane.Open{Dialog: d}) }

func (ds *dialogs) Close(d pane.Dialog) {
	if d == nil {
		d = ds.top()
	}
	ds.stack = slices.DeleteFunc(ds.stack, func(o pane.Dialog) bool { return o == d })
}

// top is the topmost dialog, nil where there is none.
func (ds *dialogs) top() pane.Dialog {
	if n := len(ds.stack); n > 0 {
		return ds.stack[n-1]
	}
	return nil
}
