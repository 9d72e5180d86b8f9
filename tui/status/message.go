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

// besideHints is the room between hints and a message beside them.
const besideHints = 4

// Draw draws the message in the first row of an area.
func (m Message) Draw(a screen.Area, th *theme.Theme) { m.DrawBeside(a, th, nil) }

// DrawBeside draws the message at the right end of the first row of an area
// and leaves of the hints what fits before it, in their usual place. Where
// those that are to be kept do not fit, the message has the row.
func (m Message) DrawBeside(a screen.Area, th *theme.Theme, hints []pane.Hint) {
	st, words := th.Info, m.Text
	switch m.Kind {
	case pane.Success:
		st, words = th.Good, th.Glyphs.Yes+" "+words
	case pane.Warning:
		st, words = th.Warn, th.Glyphs.Warned+" "+words
	case pane.Failure:
		st, words = th.Danger, th.Glyphs.Failed+" "+words
	}
	room := a.W - text.Width(text.Clean(words), a.Method()) - besideHints
	fit, x := pane.FitHints(hints, room), room+besideHints
	if len(fit) == 0 || kept(fit) < kept(hints) {
		fit, x = nil, 0
	}
	pane.DrawHints(a, 0, th, fit)
	a.TextCut(x, 0, a.W-x, st, words)
	for _, o := range m.Offers {
		if from, to := offered(words, o); from >= 0 && o.Key != "" {
			a.Press(x+text.Width(words[:from], a.Method()), 0, text.Width(words[from:to], a.Method()), o.Key, string(o.ID))
		}
	}
}

// offered is where a text names a key with what it does: the last time, since
// what stands before it may be a record's.
func offered(words string, o pane.Hint) (from, to int) {
	from = strings.LastIndex(words, " "+o.Key+" ") + 1
	if from == 0 {
		return -1, -1
	}
	to = len(words)
	if n := strings.IndexAny(words[from:], ",;"); n >= 0 {
		to = from + n
	}
	return from, to
}

// kept is how many hints are the last to go.
func kept(hints []pane.Hint) (n int) {
	for _, h := range hints {
		if h.Keep {
			n++
		}
	}
	return n
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
		return []string{"No messages yet"}
	}
	out := make([]string, 0, len(l.earlier))
	for i := len(l.earlier) - 1; i >= 0; i-- {
		e := l.earlier[i]
		out = append(out, e.At.In(zone).Format("15:04:05 ")+e.Text)
	}
	return out
}
