package shell

import (
	"time"

	tea "charm.land/bubbletea/v2"
	uv "github.com/charmbracelet/ultraviolet"

	"zco/tui/work"
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
	lastAnswer     = 250 * time.Millisecond
)

// The request for the terminal's status (DSR 5) and its answer that all is
// well, for which the framework has no name.
const (
	requestStatus = "\x1b[5n"
	statusReport  = "\x1b[0n"
)

// pacer counts the frames that the terminal has not acknowledged.
type pacer struct {
	answers    bool // the terminal has answered once
	unanswered int
	since      time.Time // when the oldest unanswered request went out
	frame      tea.View  // what was last given to the renderer
	leaving    tea.Cmd   // hands the terminal over once nothing is unanswered
}

// holds reports whether another frame must wait.
func (p *pacer) holds(now time.Time) bool {
	return p.answers && p.unanswered >= mostUnanswered && now.Sub(p.since) < lostAnswer
}

func (p *pacer) sent(now time.Time) {
	if p.unanswered == 0 || now.Sub(p.since) >= lostAnswer {
		p.unanswered, p.since = 0, now
	}
	p.unanswered++
}

func (p *pacer) answered(now time.Time) {
	p.answers = true
	p.unanswered = max(p.unanswered-1, 0)
	p.since = now
}

// isStatusReport reports whether a message is the answer that pacing counts.
func isStatusReport(msg tea.Msg) bool {
	e, ok := msg.(uv.UnknownCsiEvent)
	return ok && e == statusReport
}

// present draws the state as it is now, unless the line is behind, and asks
// for the acknowledgement of what it drew.
func (m *Model) present() tea.Cmd {
	now := m.env.Now()
	if m.pace.holds(now) {
		return m.layer.After("pace", lostAnswer, work.Tick{})
	}
	v := m.draw(m.canvas.Begin(m.width, m.height))
	if same(m.pace.frame, v) {
		return nil
	}
	m.pace.frame = v
	if !m.pace.answers || m.pace.leaving != nil || m.quitting {
		return nil
	}
	m.pace.sent(now)
	return tea.Raw(requestStatus)
}

func same(a, b tea.View) bool {
	switch {
	case a.Content != b.Content, a.WindowTitle != b.WindowTitle, a.MouseMode != b.MouseMode, (a.Cursor == nil) != (b.Cursor == nil):
		return false
	}
	return a.Cursor == nil || a.Cursor.Position == b.Cursor.Position
}

// Unanswered returns how many replies of the terminal may still be under way,
// which must not reach the shell's prompt.
func (m *Model) Unanswered() int {
	if m.pace.answers || m.env.Now().Sub(m.pace.since) < firstAnswer {
		return m.pace.unanswered
	}
	return 0
}
