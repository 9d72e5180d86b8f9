package transfer

import (
	"flag"
	"runtime/debug"
	"testing"
)

// What the tests make is garbage soon, and little of it at that: collected five
// times as rarely, they take a quarter less of the processor. What is measured
// is measured as it runs.
func TestMain(m *testing.M) {
	if flag.Parse(); flag.Lookup("test.bench").Value.String() == "" {
		debug.SetGCPercent(500)
	}
	m.Run()
}
