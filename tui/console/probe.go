package console

import (
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"zco/tui/draw/text"
	"zco/tui/term"
)

// probe returns what finds out, once and before the first frame, how the
// terminal draws what terminals do not agree on: something is written, and the
// cursor asked for. Nothing waits for an answer: what is drawn meanwhile is
// right wherever the cursor goes, and an answer changes it whenever it comes.
// The second row keeps the report apart from a key (F3, CSI 1;2R).
func (c *Console) probe() string {
	if c.probed || c.o.Plain {
		return ""
	}
	c.probed = true
	const report = ansi.RequestCursorPositionReport
	c.answers = append(c.answers,
		func(column int) { go c.program.Send(term.DrawsYoung{Cells: column}) },
		func(column int) {
			c.mu.Lock()
			c.screen.Repeat = column == 4 // a and three more
			c.mu.Unlock()
		})
	out := "\x1b[2H" + text.Probe + report + "\ra\x1b[3b" + report + "\x1b[?69$p"
	if c.unsized {
		out += "\x1b[999;999H" + report
		c.answers = append(c.answers, nil)
	}
	return out
}

// askKeys returns what asks for the protocols of keys, each time the terminal
// is entered. The attributes come last: their answer says that the terminal
// answers at all.
func (c *Console) askKeys() string {
	if c.o.Plain {
		return ""
	}
	return ansi.RequestKittyKeyboard + ansi.RequestSecondaryDeviceAttributes + ansi.RequestPrimaryDeviceAttributes
}

// reported takes a report of the cursor, in the order of the questions.
func (c *Console) reported(m tea.CursorPositionMsg) tea.Msg {
	if len(c.answers) == 0 {
		return nil
	}
	take := c.answers[0]
	c.answers = c.answers[1:]
	if take == nil { // it is as far as the cursor goes
		return tea.WindowSizeMsg{Width: m.X + 1, Height: m.Y + 1}
	}
	take(m.X)
	return nil
}
