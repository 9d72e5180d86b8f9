package panetest

import (
	"testing"

	tea "charm.land/bubbletea/v2"

	"zco/tui/pane"
	"zco/tui/work"
)

// A key that the harness makes is the key that a terminal sends.
func TestKeysAreSpelledAsInTheKeymap(t *testing.T) {
	for _, name := range []string{"enter", "esc", "ctrl+x", "alt+left", "shift+tab", "ctrl+left", "j", "G", "space", "pgdown", "ü", "+"} {
		if got := Key(name).String(); got != name {
			t.Errorf("the key %q calls itself %q", name, got)
		}
	}
}

func TestSettleDeliversAnswersAndReturnsTheRest(t *testing.T) {
	say := func() tea.Msg { return pane.Say{Text: "done"} }
	in := work.New(t.Context(), nil).Inbox(func(tea.Msg) tea.Cmd { return say })
	left := Settle(tea.Batch(in.Aside("", func() tea.Msg { return "an answer" }), nil, say))
	if len(left) != 2 || left[0] != (pane.Say{Text: "done"}) {
		t.Errorf("left are %v", left)
	}
}

func TestShellNotesWhatItIsAsked(t *testing.T) {
	env, shell := Env(t)
	env.Shell.Visit(pane.Visit{Select: "1"})
	env.Shell.Visit(pane.Visit{Select: "2"})
	env.Shell.Say(pane.Warning, "mind")
	if v, ok := Last[pane.Visit](shell); !ok || v.Select != "2" || len(All[pane.Visit](shell)) != 2 || shell.Said() != "mind" {
		t.Errorf("noted are %v", shell.Asked)
	}
	if env.Shell.Table() != nil {
		t.Error("a table that nobody set is in front")
	}
}
