package term

import (
	"time"

	tea "charm.land/bubbletea/v2"
	uv "github.com/charmbracelet/ultraviolet"
)

// On a slow line frames pile up in its buffers, and a released key scrolls on
// for seconds. So after each frame the terminal is asked for its status, and
// while two frames are unanswered no third is written; what is drawn then is
// the newest state. A terminal that has never answered is never waited for,
// and one that stops answering only for lostAnswer.
const (
	mostUnanswered = 2
	lostAnswer     = time.Second
	firstAnswer    = 2 * time.Second // a terminal that has not answered by then does not
	lastAnswer     = time.Second     // one that has answers soon, however busy it is
)

// The request for the terminal's status (DSR 5, ECMA-48 8.3.35) and its answer
// that all is well, for which the framework has no name.
const (
	requestStatus = "\x1b[5n"
	statusReport  = "\x1b[0n"
)

// flow counts the frames that the terminal has not acknowledged.
type flow struct {
	answers    bool // the terminal has answered once
	unanswered int
	since      time.Time // when the oldest unanswered request went out
}

// holds returns how long another frame must wait at most; 0 is not at all.
func (f *flow) holds(now time.Time) time.Duration {
	if !f.answers || f.unanswered < mostUnanswered {
		return 0
	}
	return max(lostAnswer-now.Sub(f.since), 0)
}

func (f *flow) sent(now time.Time) {
	if f.unanswered == 0 || now.Sub(f.since) >= lostAnswer {
		f.unanswered, f.since = 0, now
	}
	f.unanswered++
}

func (f *flow) answered(now time.Time) {
	f.answers = true
	f.unanswered = max(f.unanswered-1, 0)
	f.since = now
}

// outstanding returns how many answers are still to be expected.
func (f *flow) outstanding(now time.Time) int {
	if f.answers || now.Sub(f.since) < firstAnswer {
		return f.unanswered
	}
	return 0
}

// isReport reports whether a message is the answer that is counted.
func isReport(msg tea.Msg) bool {
	e, ok := msg.(uv.UnknownCsiEvent)
	return ok && e == statusReport
}
