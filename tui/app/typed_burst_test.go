package app_test

import (
	"testing"

	"zco/tui/console/input"
)

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

// Text that comes at once and without the marks of a paste is text where one is
// written: a line end in it submits nothing, and what is behind it is no
// command. Elsewhere it is keys.
func TestUnmarkedPaste(t *testing.T) {
	run(t, with{}, func(t *testing.T, p *program) {
		p.server.ResetJournal()
		p.Press("enter", "e", "ctrl+u").Send(input.Burst{Text: "one\rDq\rtwo"}).Idle().Expect("The paste has 3 lines").ExpectNot("for good")
		p.Press("j").Expect("one Dq two").Press("enter").Expect("1 change not sent").Press("esc")
		p.Press("/").Send(input.Burst{Text: "a\tD\rb"}).Idle().Expect("/a D b").ExpectNot("for good")
		p.Press("esc", "esc", ":").Send(input.Burst{Text: "the\rD"}).Idle().ExpectNot("for good")
		p.Press("esc", "esc").Send(input.Burst{Text: "j\rj"}).Idle().Expect("Serial number").Press("esc").Expect("2 of 10,000")
		p.Send(input.Burst{Text: "\reXY\rj"}).Idle().Expect("XY")
		if p.Quit() {
			t.Error("it ended")
		}
	})
}
