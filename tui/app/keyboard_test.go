package app_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	uv "github.com/charmbracelet/ultraviolet"

	"zco/tui/action"
	"zco/tui/app"
)

// keyed starts the program with some keys changed.
func keyed(t *testing.T, keys map[action.ID][]string) with {
	t.Helper()
	m, err := action.NewKeymap(keys)
	if err != nil {
		t.Fatal(err)
	}
	return with{options: func(o *app.Options) { o.Keys = m }}
}

// A sequence that was begun is shown, runs, and is dropped by esc, by a key
// that does not belong to it and after a while.
func TestSequences(t *testing.T) {
	w := keyed(t, map[action.ID][]string{action.First: {"g g", "home"}, action.Last: {"g e", "G"}})
	run(t, w, func(t *testing.T, p *program) {
		p.Press("j", "j", "j").Expect("4 of 10,000")
		p.Key("g").Wait(time.Millisecond).Expect(" g… ", "4 of 10,000")
		p.Key("g").Idle().Expect("1 of 10,000").ExpectNot(" g… ")
		p.Press("j", "j").Key("g")
		p.Key("esc").Wait(time.Millisecond).ExpectNot(" g… ")
		p.Press("g").ExpectNot(" g… ") // Press waits longer than a sequence does
		p.Key("g").Key("j").Idle().Expect("3 of 10,000")
		p.Press("home").Expect("1 of 10,000")
	})
}

// A key that is of another pane says in which one it does what.
func TestKeysOfOtherPanesAreTold(t *testing.T) {
	run(t, with{w: 160, h: 40}, func(t *testing.T, p *program) {
		p.Press("shift+tab", "a").Expect("The a key does nothing here. In records: select all loaded rows")
		p.Press("W").Expect("The W key does nothing here. In records: what changed since you last looked")
	})
}

// The keys of another keyboard layout do what those of the Latin one at the
// same places do, where the terminal tells.
func TestOtherLayouts(t *testing.T) {
	run(t, with{}, func(t *testing.T, p *program) {
		p.Send(tea.KeyPressMsg{Code: 'о', Text: "о", BaseCode: 'j'}).Idle().Expect("2 of 10,000")
		p.Send(tea.KeyPressMsg{Code: 'п', Text: "П", ShiftedCode: 'П', Mod: tea.ModShift, BaseCode: 'g'}).Idle().Expect("10,000 of 10,000")
		p.Press("/")
		p.Send(tea.KeyPressMsg{Code: 'о', Text: "о", BaseCode: 'j'}).Idle().Expect("/о")
	})
}

// A letter with alt that does nothing of its own is esc and the letter, which
// is how most terminals send it and how a slow line may deliver the two.
func TestAltIsEscInFront(t *testing.T) {
	alt := func(c rune) tea.KeyPressMsg { return tea.KeyPressMsg{Code: c, Mod: tea.ModAlt} }
	run(t, with{}, func(t *testing.T, p *program) {
		p.Press("enter", "e").Key("X").Wait(time.Second)
		p.Send(alt('j')).Idle().Expect("1 change not sent", "▌Serial number").ExpectNot("Xj")
		p.Press("esc")
		p.Send(alt('j')).Idle().Expect("2 of 10,000")
		p.Send(alt('[')).Idle().Expect("2 of 10,000")
		p.Press("/").Type("lenovo think")
		p.Send(alt('b')).Idle().Type("X").Expect("/lenovo Xthink")
		p.Press("esc", "esc", "?").Send(alt('k')).Idle().Expect("1 of 10,000")
	})
}

// Before the terminal goes to a shell its answers are waited for, and when it
// comes back it is asked again how it counts cells.
func TestSuspendWaitsForTheTerminal(t *testing.T) {
	run(t, with{}, func(t *testing.T, p *program) {
		answer := func() { p.Send(uv.UnknownCsiEvent("\x1b[0n")) }
		answer()
		asked := func() int {
			return strings.Count(strings.Join(p.Raw, ""), "\x1b[5n")
		}
		before := asked()
		p.Key("j")
		if asked() != before+1 {
			t.Fatalf("the frame was not paced: %q", p.Raw)
		}
		p.Key("ctrl+z")
		if p.Suspends > 0 {
			t.Error("it leaves the terminal with a request unanswered")
		}
		answer()
		if p.Suspends != 1 {
			t.Errorf("it was suspended %d times after the answer, want 1", p.Suspends)
		}
		p.Raw = nil
		p.Send(tea.ResumeMsg{}).Idle()
		if all := strings.Join(p.Raw, ""); !strings.Contains(all, "\x1b[?2027$p") || !strings.Contains(all, "\x1b[?2026$p") {
			t.Errorf("it came back and asked %q", all)
		}
		p.Key("ctrl+z").Wait(time.Second)
		if p.Suspends != 2 {
			t.Error("a terminal that does not answer is waited for")
		}
	})
}

// Dialogs are closed and answered with the keys of the configuration too.
func TestDialogKeys(t *testing.T) {
	w := keyed(t, map[action.ID][]string{action.Dismiss: {"esc", "ctrl+g"}, action.Accept: {"enter", "ctrl+j"}})
	run(t, w, func(t *testing.T, p *program) {
		p.Press("y").Expect("The record as JSON")
		p.Press("ctrl+g").ExpectNot("The record as JSON")
		p.Press(":").Type("theme").Press("ctrl+j").Expect("Theme ")
	})
}

// What the terminal was asked, over SSH too.
func TestAsksTheTerminalOverSSH(t *testing.T) {
	w := with{options: func(o *app.Options) {
		o.Getenv = func(k string) string { return map[string]string{"SSH_TTY": "/dev/pts/1"}[k] }
	}}
	run(t, w, func(t *testing.T, p *program) {
		if !slices.ContainsFunc(p.Raw, func(s string) bool { return strings.Contains(s, "\x1b[?2026$p\x1b[?2027$p") }) {
			t.Errorf("it asked %q", p.Raw)
		}
	})
}

// Where nobody could wake the program up it says so and stays.
func TestSuspendWhereNobodyResumes(t *testing.T) {
	run(t, with{options: func(o *app.Options) { o.Stays = true }}, func(t *testing.T, p *program) {
		p.Press("ctrl+z").Expect("could wake it up again")
		if p.Suspends != 0 {
			t.Error("it is suspended all the same")
		}
		p.Press("j").Expect("2 of")
	})
}
