package status

import (
	"time"

	"zco/tui/draw/screen"
	"zco/tui/draw/theme"
	"zco/tui/pane"
)

// Message is something said to the person; no Text is none.
type Message struct {
	Kind pane.Kind
	Text string
	At   time.Time
}

// Draw draws the message in the first row of an area.
func (m Message) Draw(a screen.Area, th *theme.Theme) {
	st, mark := th.Info, ""
	switch m.Kind {
	case pane.Success:
		st, mark = th.Good, th.Glyphs.Yes+" "
	case pane.Warning:
		st, mark = th.Warn, th.Glyphs.Warned+" "
	case pane.Failure:
		st, mark = th.Danger, th.Glyphs.Failed+" "
	}
	a.TextCut(0, 0, a.W, st, mark+m.Text)
}

// keptMessages is how many earlier messages are kept.
const keptMessages = 200

// Log is the last message and those before it. Its zero value is empty.
type Log struct {
	last    Message
	earlier []Message // the last one too; the oldest first
}

// Say puts a message in the place of the last.
func (l *Log) Say(m Message) {
	l.last = m
	l.earlier = append(l.earlier, m)
	if len(l.earlier) > keptMessages {
		l.earlier = l.earlier[1:]
	}
}

// Last returns the message to show, with no Text where it was cleared.
func (l *Log) Last() Message { return l.last }

// Clear takes the last message from the screen; it stays among the earlier.
func (l *Log) Clear() { l.last = Message{} }

// Lines returns the earlier messages with the time of day they came, the
// latest first.
func (l *Log) Lines(zone *time.Location) []string {
	if len(l.earlier) == 0 {
		return []string{"nothing has been said yet"}
	}
	out := make([]string, 0, len(l.earlier))
	for i := len(l.earlier) - 1; i >= 0; i-- {
		e := l.earlier[i]
		out = append(out, e.At.In(zone).Format("15:04:05 ")+e.Text)
	}
	return out
}
