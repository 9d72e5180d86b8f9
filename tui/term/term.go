// Package term is what a program needs to know of its terminal and to do with
// it: what it can, how fast it takes frames, and handing it to another program.
//
// Of zco it imports only how cells are counted, and it outlasts the accounts: one Terminal serves
// them all. The one rule: nothing waits for a terminal's reply, for some give
// none (tmux, over SSH).
package term

import (
	"os/exec"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"

	"zco/tui/draw/text"
)

// Capabilities are what the terminal has said of itself, and what the person
// has chosen for it.
type Capabilities struct {
	Width, Height int // in cells; 0 until it has said so
	Profile       colorprofile.Profile
	Dark          bool        // its background is
	Clusters      bool        // it counts cells by grapheme clusters
	Counts        text.Method // how it counts cells, by what it was seen to do; else see Clusters
	Measured      bool        // Counts is known
	Theme         string      // the name of the theme chosen, "" for that of the terminal
	Mouse         bool        // mouse events are wanted
	Stays         bool        // nobody could resume the program: it is not suspended
}

// Terminal is the terminal that the program is on.
type Terminal struct {
	Capabilities

	now     func() time.Time
	said    bool // what its background is
	flow    flow
	waking  bool    // a Wake is on its way
	release tea.Cmd // hands the terminal over once nothing is unanswered
	lent    bool    // or did so: nothing is asked until it is back
}

// New returns a terminal of which no more is known than c.
func New(now func() time.Time, c Capabilities) *Terminal {
	return &Terminal{Capabilities: c, now: now}
}

// News is what a message of the terminal changed.
type News int

// What a message may change.
const (
	Foreign    News = iota // it is none of the terminal
	Nothing                // nothing that is drawn
	Resized                // width and height
	Recolored              // the colours it has, or its background
	Remeasured             // how it counts cells
)

// Measured says how the terminal counts cells, by where samples put its cursor.
type Measured struct{ As text.Method }

// Method is how the terminal counts cells: as it was seen to do, whatever it
// says of itself.
func (c Capabilities) Method() text.Method {
	switch {
	case c.Measured:
		return c.Counts
	case c.Clusters:
		return text.Clusters
	}
	return text.Runes
}

// The messages of Terminal to itself.
type (
	wake     struct{} // a frame was held back
	noAnswer struct{} // the last answers have been waited for long enough
	handOver struct{ to tea.Cmd }
)

// Update takes what the terminal said, and messages of its own.
func (t *Terminal) Update(msg tea.Msg) (News, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		t.Width, t.Height = max(msg.Width, 0), max(msg.Height, 0)
		return Resized, nil
	case tea.ColorProfileMsg:
		t.Profile = msg.Profile
		return Recolored, nil
	case tea.BackgroundColorMsg:
		t.Dark, t.said = msg.IsDark(), true
		return Recolored, nil
	case uv.UnknownOscEvent:
		if b, ok := backgroundOf(msg); ok && !t.said {
			t.Dark = b.IsDark()
			return Recolored, nil
		}
		return Nothing, nil
	case tea.ModeReportMsg:
		if !hasClusters(msg) {
			return Nothing, nil
		}
		t.Clusters = true
		return Remeasured, nil
	case Measured:
		t.Counts, t.Measured = msg.As, true
		return Remeasured, nil
	case tea.FocusMsg: // the desktop may have turned from light to dark meanwhile
		return Nothing, t.probeBackground()
	case tea.ResumeMsg:
		return Nothing, t.resumed()
	case tea.BlurMsg, tea.RawMsg:
		return Nothing, nil
	}
	return t.own(msg)
}

func (t *Terminal) own(msg tea.Msg) (News, tea.Cmd) {
	switch msg := msg.(type) {
	case wake:
		t.waking = false
	case handOver:
		return Nothing, t.Release(msg.to)
	case noAnswer:
		return Nothing, t.released()
	default:
		if !isReport(msg) {
			return Foreign, nil
		}
		t.flow.answered(t.now())
		if t.release != nil && t.flow.unanswered == 0 {
			return Nothing, t.released()
		}
	}
	return Nothing, nil
}

// Probe asks for what the renderer leaves out over SSH: synchronized output
// and grapheme widths; and for the background's colour. The reply to the
// status comes last.
func (t *Terminal) Probe() tea.Cmd {
	t.flow.sent(t.now())
	return tea.Sequence(
		tea.RequestBackgroundColor,
		tea.Raw(requestBackground+ansi.RequestModeSynchronizedOutput+ansi.RequestModeUnicodeCore+requestStatus),
	)
}

// probeBackground asks for the background's colour alone.
func (t *Terminal) probeBackground() tea.Cmd {
	switch {
	case t.release != nil || t.lent:
		return nil
	case !t.flow.answers:
		return tea.RequestBackgroundColor
	}
	t.flow.sent(t.now())
	return tea.Sequence(tea.RequestBackgroundColor, tea.Raw(requestStatus))
}

// resumed takes the terminal back from a shell or an editor: its size may be
// another, and grapheme widths were switched off on the way out.
func (t *Terminal) resumed() tea.Cmd {
	t.flow.unanswered, t.lent = 0, false
	return tea.Batch(tea.ClearScreen, tea.RequestWindowSize, t.Probe())
}

// Busy reports whether the next frame must wait, and returns what wakes the
// program for it.
func (t *Terminal) Busy() (wakes tea.Cmd, busy bool) {
	left := t.flow.holds(t.now())
	if left <= 0 {
		return nil, false
	}
	if t.waking {
		return nil, true
	}
	t.waking = true
	return tea.Tick(left, func(time.Time) tea.Msg { return wake{} }), true
}

// Drawn asks for the acknowledgement of a frame.
func (t *Terminal) Drawn() tea.Cmd {
	if !t.flow.answers || t.release != nil || t.lent {
		return nil
	}
	t.flow.sent(t.now())
	return tea.Raw(requestStatus)
}

// Unanswered returns how many replies may still be under way, which must not
// reach what has the terminal next.
func (t *Terminal) Unanswered() int { return t.flow.outstanding(t.now()) }

// Release hands the terminal over (to a shell, an editor), at once where
// nothing is unanswered, else with the last answer or after a moment: a late
// reply would be typed into what has it then.
func (t *Terminal) Release(to tea.Cmd) tea.Cmd {
	if t.Unanswered() == 0 {
		t.lent = true
		return to
	}
	t.release = to
	return tea.Tick(lastAnswer, func(time.Time) tea.Msg { return noAnswer{} })
}

// released is what waited for the answers.
func (t *Terminal) released() tea.Cmd {
	to := t.release
	t.release, t.lent = nil, t.lent || to != nil
	return to
}

// Exec runs a program on the terminal once nothing is unanswered.
func Exec(c *exec.Cmd, done tea.ExecCallback) tea.Cmd { return ExecBy(tea.ExecProcess)(c, done) }

// ExecBy is Exec for another way to run a program on the terminal.
func ExecBy(way func(*exec.Cmd, tea.ExecCallback) tea.Cmd) func(*exec.Cmd, tea.ExecCallback) tea.Cmd {
	return func(c *exec.Cmd, done tea.ExecCallback) tea.Cmd {
		return Lend(func(back tea.ExecCallback) tea.Cmd { return way(c, back) }, done)
	}
}

// Lend runs what uses the terminal once nothing is unanswered, and takes the
// terminal back.
func Lend(use func(back tea.ExecCallback) tea.Cmd, done tea.ExecCallback) tea.Cmd {
	run := use(func(err error) tea.Msg {
		return tea.BatchMsg{
			func() tea.Msg { return tea.ResumeMsg{} },
			func() tea.Msg { return done(err) },
		}
	})
	return func() tea.Msg { return handOver{run} }
}

// hasClusters reports whether the terminal counts cells by grapheme clusters.
func hasClusters(m tea.ModeReportMsg) bool {
	return m.Mode == ansi.ModeUnicodeCore && m.Value != ansi.ModeNotRecognized && m.Value != ansi.ModePermanentlyReset
}
