package status

import (
	"strings"
	"time"

	"zco/tui/draw/screen"
	"zco/tui/draw/text"
	"zco/tui/draw/theme"
	"zco/tui/pane"
)

// Message is something said to the person; no Text is none.
type Message struct {
	Kind pane.Kind
	Text string
	At   time.Time

	Offers []pane.Hint // whose keys the text names, after all else: a click there presses them
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
	for _, o := range m.Offers {
		from, to := m.offered(o)
		if from >= 0 && o.Key != "" {
			x := text.Width(mark+m.Text[:from], a.Method())
			a.Press(x, 0, text.Width(m.Text[from:to], a.Method()), o.Key, string(o.ID))
		}
	}
}

// offered is where the text names a key with what it does: the last time, since
// what stands before it may be a record's.
func (m Message) offered(o pane.Hint) (from, to int) {
	from = strings.LastIndex(m.Text, " "+o.Key+" ") + 1
	if from == 0 {
		return -1, -1
	}
	to = len(m.Text)
	if n := strings.IndexAny(m.Text[from:], ",;"); n >= 0 {
		to = from + n
	}
	return from, to
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
