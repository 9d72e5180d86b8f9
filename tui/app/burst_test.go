package app_test

import "testing"

// A slow line delivers keys in bursts. What is typed behind a key that opens
// an editor belongs to the editor, however fast it comes.
func TestKeysInABurstGoWhereTheFirstOneLeads(t *testing.T) {
	run(t, with{}, func(t *testing.T, p *program) {
		p.server.ResetJournal()
		for _, k := range []string{"enter", "e", "D", "n", "q", "enter"} {
			p.Burst(k)
		}
		p.Idle().Expect("Dnq", "1 change not sent")
		if p.Quit() {
			t.Error("a letter meant for the field ended the program")
		}
		p.Press("esc")
		for _, k := range []string{"down", "e", "b", "X", "enter"} { // the cell's editor opens over the table
			p.Burst(k)
		}
		p.Idle().Expect("2 drafts").Press("enter").Expect("bX")
	})
}
