package app_test

import (
	"testing"

	"zco/api/sandbox"
)

// Where only the names behind ids cannot be read, the table is there with ids,
// and says so once.
func TestNamesThatCannotBeRead(t *testing.T) {
	run(t, with{w: 160, h: 40}, func(t *testing.T, p *program) {
		if err := p.server.Inject(sandbox.Fault{Kind: sandbox.FaultStatus, Path: "filter%5Bids%5D|show_many", Status: 403, Count: -1}); err != nil {
			t.Fatal(err)
		}
		p.Press("ctrl+o").Type("Repairs").Press("enter").Expect("REP-", "Names cannot be read, their IDs are shown")
	})
}
