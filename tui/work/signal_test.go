package work

import (
	"strconv"
	"testing"
)

// A signal never waits for the interface: when that is behind, the oldest are
// dropped.
func TestTheNewestSignalsAreKept(t *testing.T) {
	o, in, l := inbox(t)
	next := func() any {
		r, ok := in.Signals()().(Reply)
		if !ok {
			return nil
		}
		r.Deliver()
		return o.got[len(o.got)-1]
	}
	for i := range 20 {
		l.Signal(Told{strconv.Itoa(i)})
	}
	for i := 4; i < 20; i++ {
		if got := next(); got != any(Told{strconv.Itoa(i)}) {
			t.Fatalf("got %v, want %d", got, i)
		}
	}
	if len(l.signals) != 0 {
		t.Error("there are more")
	}
	l.Stop()
	if got := next(); got != nil {
		t.Errorf("after the end, %v", got)
	}
}
