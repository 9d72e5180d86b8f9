package pane_test

import (
	"testing"

	tea "charm.land/bubbletea/v2"

	"zco/tui/action"
	"zco/tui/pane"
	"zco/tui/pane/panetest"
)

func TestBindings(t *testing.T) {
	moved := 0
	b := pane.Bind(pane.Done, action.Dismiss, action.Back).
		And(pane.Moves(func() { moved++ }), action.Down).
		And(pane.Ends(func() tea.Cmd { return tea.Quit }), action.Accept).
		And(pane.Stays(func() tea.Cmd { return tea.Quit }), action.Undo)
	for _, tt := range []struct {
		id               action.ID
		cmd, done, known bool
	}{
		{action.Dismiss, false, true, true}, {action.Back, false, true, true}, {action.Down, false, false, true},
		{action.Accept, true, true, true}, {action.Undo, true, false, true}, {action.Up, false, false, false}, {"", false, false, false},
	} {
		do := b[tt.id]
		if (do != nil) != tt.known {
			t.Errorf("%s is bound: %v", tt.id, do != nil)
		}
		if do == nil {
			continue
		}
		if cmd, done := do(); (cmd != nil) != tt.cmd || done != tt.done {
			t.Errorf("%s: command %v, done %v", tt.id, cmd != nil, done)
		}
	}
	if moved != 1 {
		t.Errorf("moved %d times", moved)
	}
}

func TestPressedAsksTheKeymap(t *testing.T) {
	env, _ := panetest.Env(t)
	if !env.Pressed(panetest.Key("ctrl+s"), action.Dismiss, action.Send) || env.Pressed(panetest.Key("x"), action.Send) {
		t.Error("ctrl+s sends, and x does not")
	}
	if !env.Left(panetest.Key("esc")) || env.Left(panetest.Key("q")) || env.Left(panetest.Key("enter")) {
		t.Error("esc alone leaves a line that is typed in")
	}
}
