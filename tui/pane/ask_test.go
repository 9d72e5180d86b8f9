package pane

import (
	"testing"

	tea "charm.land/bubbletea/v2"
)

func TestOnlyWhatAskMadeIsTaken(t *testing.T) {
	if msg, ok := Asked(Ask(Focus{Records})); !ok || msg != (Focus{Records}) {
		t.Errorf("got %v, %v", msg, ok)
	}
	if msg, ok := Asked(Saying(Note, "hello")); !ok || msg != (Say{Note, "hello"}) {
		t.Errorf("got %v, %v", msg, ok)
	}
	run := false
	slow := func() tea.Msg { run = true; return Focus{Records} }
	if _, ok := Asked(slow); ok || run {
		t.Error("another command is run on the event loop")
	}
	if _, ok := Asked(nil); ok {
		t.Error("no command is one of Ask")
	}
	cmds, ok := Batched(Batch(slow, Ask(Close{})))
	if !ok || len(cmds) != 2 || run {
		t.Errorf("%d of 2 commands, %v", len(cmds), ok)
	}
	if _, ok := Batched(Batch(slow)); ok || run {
		t.Error("a batch of one is the command itself, and it is run on the event loop")
	}
}
