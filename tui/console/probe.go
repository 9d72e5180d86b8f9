package console

import (
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"zco/tui/draw/text"
	"zco/tui/term"
)

// firstFrame is how long the first frame waits for the answers to the probe,
// so that it is not drawn in one way and at once again in another.
const firstFrame = 20 * time.Millisecond

// narrowest is from how many columns on samples can be told apart.
const narrowest = 10

// probe returns what finds out, once and before the first frame, how the
// terminal draws what terminals do not agree on: something is written, and the
// cursor asked for. Nothing else waits for an answer: what is drawn meanwhile
// is right wherever the cursor goes, and an answer changes it whenever it
// comes. The second row keeps the report apart from a key (F3, CSI 1;2R).
//
// Mode 2027 comes first, so that what is measured holds with it; whether it was
// on before is asked before that.
func (c *Console) probe() string {
	if c.probed || c.o.Plain {
		return ""
	}
	c.probed = true
	const report = ansi.RequestCursorPositionReport
	out := ansi.RequestModeUnicodeCore + ansi.SetModeUnicodeCore + "\x1b[2H"
	base := 0 // some count columns from 0
	out += "a\x1b[3b" + report
	c.answers = append(c.answers, func(column, _ int) tea.Msg {
		c.mu.Lock()
		c.screen.Repeat = column >= 3 // a and three more
		c.mu.Unlock()
		if column == 0 || column == 3 {
			base = -1
		}
		return nil
	})
	if w, _ := c.size(); w >= narrowest {
		samples := text.Samples()
		cells := make([]int, len(samples))
		for i, s := range samples {
			out += "\r" + s + report
			c.answers = append(c.answers, func(column, _ int) tea.Msg {
				cells[i] = column - base
				if i < len(cells)-1 {
					return nil
				}
				return term.Measured{As: text.MethodOf(cells)}
			})
		}
		c.holdFirst()
	}
	out += "\x1b[?69$p"
	if c.unsized {
		out += "\x1b[999;999H" + report
		c.answers = append(c.answers, func(x, y int) tea.Msg { return tea.WindowSizeMsg{Width: x + 1, Height: y + 1} })
	}
	return out
}

// holdFirst keeps the first frame back until it is known how the terminal
// counts, or for a moment.
func (c *Console) holdFirst() {
	c.mu.Lock()
	c.held = true
	c.mu.Unlock()
	time.AfterFunc(firstFrame, c.release)
}

// release writes the first frame, if it is there.
func (c *Console) release() {
	c.mu.Lock()
	c.held = false
	c.mu.Unlock()
	c.wake()
}

// askKeys returns what asks for the protocols of keys and for what the terminal
// is, each time it is entered. The attributes come last: their answer says that the terminal
// answers at all.
func (c *Console) askKeys() string {
	if c.o.Plain {
		return ""
	}
	return ansi.RequestKittyKeyboard + ansi.RequestNameVersion + ansi.RequestSecondaryDeviceAttributes + ansi.RequestPrimaryDeviceAttributes
}

// reported takes a report of the cursor, in the order of the questions.
func (c *Console) reported(m tea.CursorPositionMsg) tea.Msg {
	if len(c.answers) == 0 {
		return nil
	}
	take := c.answers[0]
	c.answers = c.answers[1:]
	return take(m.X, m.Y)
}
