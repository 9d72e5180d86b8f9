package term

import (
	"image/color"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
)

// report is the terminal's answer to the request for its status.
const report = uv.UnknownCsiEvent(statusReport)

// clock is a terminal with a clock that the test moves.
func clock() (*Terminal, *time.Time) {
	now := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	return New(func() time.Time { return now }, Capabilities{}), &now
}

func TestTellsWhatChanged(t *testing.T) {
	term, _ := clock()
	for _, tt := range []struct {
		msg  tea.Msg
		want News
	}{
		{tea.WindowSizeMsg{Width: 80, Height: 24}, Resized},
		{tea.BackgroundColorMsg{Color: color.Black}, Recolored},
		{tea.ColorProfileMsg{}, Recolored},
		{tea.ModeReportMsg{Mode: ansi.ModeUnicodeCore, Value: ansi.ModeReset}, Remeasured},
		{tea.ModeReportMsg{Mode: ansi.ModeUnicodeCore, Value: ansi.ModeNotRecognized}, Nothing},
		{tea.ModeReportMsg{Mode: ansi.ModeSynchronizedOutput, Value: ansi.ModeReset}, Nothing},
		{tea.FocusMsg{}, Nothing},
		{tea.BlurMsg{}, Nothing},
		{report, Nothing},
		{uv.UnknownCsiEvent("\x1b[7n"), Foreign},
		{tea.KeyPressMsg{Code: 'x'}, Foreign},
	} {
		if got, _ := term.Update(tt.msg); got != tt.want {
			t.Errorf("%T %v: %d, want %d", tt.msg, tt.msg, got, tt.want)
		}
	}
	if c := term.Capabilities; c.Width != 80 || c.Height != 24 || !c.Dark || !c.Clusters {
		t.Errorf("known of the terminal: %+v", c)
	}
}

func TestFramesWaitForAnswers(t *testing.T) {
	term, now := clock()
	if term.Drawn() != nil {
		t.Error("a terminal that never answered is asked")
	}
	term.Update(report)
	for range mostUnanswered {
		if _, busy := term.Busy(); busy {
			t.Fatal("a frame waits though few are unanswered")
		}
		if term.Drawn() == nil {
			t.Fatal("a frame is not counted")
		}
	}
	wakes, busy := term.Busy()
	if !busy || wakes == nil {
		t.Fatal("a third frame does not wait")
	}
	if wakes, busy := term.Busy(); !busy || wakes != nil {
		t.Error("two wake-ups are under way at once")
	}
	term.Update(report)
	if _, busy := term.Busy(); busy {
		t.Error("a frame waits though one was acknowledged")
	}
	term.Drawn()
	*now = now.Add(lostAnswer)
	if _, busy := term.Busy(); busy {
		t.Error("an answer that is lost is waited for")
	}
	term.Update(wake{})
	term.Drawn()
	term.Drawn()
	if wakes, busy := term.Busy(); !busy || wakes == nil {
		t.Error("nothing wakes up after the first time")
	}
}

func TestReleaseWaitsForAnswers(t *testing.T) {
	leave := func() tea.Msg { return tea.SuspendMsg{} }
	released := func(cmd tea.Cmd) bool {
		if cmd == nil {
			return false
		}
		_, ok := cmd().(tea.SuspendMsg)
		return ok
	}
	term, _ := clock()
	term.Update(report)
	if !released(term.Release(leave)) {
		t.Error("nothing is unanswered, and the terminal is kept")
	}
	if _, cmd := term.Update(tea.FocusMsg{}); term.Drawn() != nil || cmd != nil {
		t.Error("something is asked of a terminal that another program has")
	}
	if term.Update(tea.ResumeMsg{}); term.Drawn() == nil {
		t.Error("nothing is asked of a terminal that is back")
	}
	term, _ = clock()
	term.Probe()
	term.Release(leave)
	if term.release == nil {
		t.Fatal("handed over while an answer is under way")
	}
	if term.Drawn() != nil {
		t.Error("another request goes out while the terminal is handed over")
	}
	if _, cmd := term.Update(report); !released(cmd) {
		t.Error("not handed over with the last answer")
	}
	term, _ = clock()
	term.Probe()
	term.Release(leave)
	if _, cmd := term.Update(noAnswer{}); !released(cmd) {
		t.Error("not handed over where no answer comes")
	}
	if _, cmd := term.Update(report); cmd != nil {
		t.Error("handed over twice")
	}
	term, now := clock()
	term.Probe()
	*now = now.Add(firstAnswer)
	if n := term.Unanswered(); n != 0 {
		t.Errorf("%d answers are expected of a terminal that gives none", n)
	}
}

func TestProbesAgainAfterReturn(t *testing.T) {
	term, _ := clock()
	term.Update(report)
	term.Drawn()
	term.Drawn()
	if _, cmd := term.Update(tea.ResumeMsg{}); cmd == nil {
		t.Fatal("nothing is asked as the terminal comes back")
	}
	if n := term.Unanswered(); n != 1 {
		t.Errorf("%d answers expected, want that to the probe alone", n)
	}
}
