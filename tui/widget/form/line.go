package form

import (
	"fmt"
	"strings"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"

	"zco/tui/draw/screen"
	"zco/tui/draw/text"
	"zco/tui/draw/theme"
)

// Line edits text of one line. The zero Line is empty and has no limits.
type Line struct {
	Placeholder string // shown while there is no text
	Limit       int    // the most characters that are acceptable; 0 for any number
	Required    bool   // whether the empty text is a problem

	buf    buffer
	from   int    // the first byte that was drawn before the last key
	asking string // a paste of many lines that waits for an answer
	drawn  screen.Rect
	method text.Method // it was drawn with
}

var _ Editor = (*Line)(nil)
var _ Asker = (*Line)(nil)

// Text returns the text as it is.
func (l *Line) Text() string { return l.buf.s }

// SetText replaces the text and puts the cursor at its end.
func (l *Line) SetText(s string) {
	l.buf.reset(s)
	l.from, l.asking = 0, ""
}

// Height is 1.
func (l *Line) Height(int) int { return 1 }

// Problem says that the text is too long or missing, or "".
func (l *Line) Problem() string {
	if l.Required && l.buf.s == "" {
		return "a value is required"
	}
	if n := utf8.RuneCountInString(l.buf.s); l.Limit > 0 && n > l.Limit {
		return fmt.Sprintf("at most %d characters: this has %d", l.Limit, n)
	}
	return ""
}

// Key takes a key: letters, moves, deletions, ctrl+z and ctrl+y, and the
// keys that end the line.
func (l *Line) Key(k tea.KeyPressMsg) Outcome {
	if l.asking != "" {
		return answerKey(l, stroke(k))
	}
	l.settle()
	if s := typed(k); s != "" {
		l.buf.insert(s, typing)
		return Handled
	}
	s := stroke(k)
	if l.buf.edit(s, 0, len(l.buf.s)) {
		return Handled
	}
	return leaving(s)
}

// Paste puts text in as one change. Text of many lines waits for an answer
// first; a line end at its very end is dropped unasked.
func (l *Line) Paste(s string) Outcome {
	s = strings.TrimRight(strings.ReplaceAll(cleanPaste(s), "\t", " "), "\n")
	if strings.Contains(s, "\n") {
		l.asking = s
		return Ask
	}
	l.settle()
	l.buf.insert(s, alone)
	return Handled
}

// pasteAnswers are the answers to the question about a paste of many lines.
var pasteAnswers = []Answer{{"j", "join the lines with spaces"}, {"f", "take the first line"}, {"esc", "paste nothing"}}

// Question asks what to do with a paste of many lines.
func (l *Line) Question() (Question, bool) {
	if l.asking == "" {
		return Question{}, false
	}
	n := strings.Count(l.asking, "\n") + 1
	return Question{Text: fmt.Sprintf("The paste has %d lines and this field holds one.", n), Answers: pasteAnswers}, true
}

// Answer gives the answer of that index and forgets the paste.
func (l *Line) Answer(i int) Outcome {
	lines := strings.Split(l.asking, "\n")
	l.asking = ""
	l.settle()
	switch i {
	case 0:
		l.buf.insert(joinLines(lines), alone)
	case 1:
		l.buf.insert(firstLine(lines), alone)
	}
	return Handled
}

// answerKey gives an editor the answer that a key stands for, and asks again
// for any other key.
func answerKey(e Asker, stroke string) Outcome {
	for i, a := range pasteAnswers {
		if a.Key == stroke {
			return e.Answer(i)
		}
	}
	return Ask
}

// joinLines joins with single spaces, without the indents and empty lines.
func joinLines(lines []string) string {
	kept := lines[:0]
	for _, l := range lines {
		if l = strings.TrimSpace(l); l != "" {
			kept = append(kept, l)
		}
	}
	return strings.Join(kept, " ")
}

func firstLine(lines []string) string {
	for _, l := range lines {
		if strings.TrimSpace(l) != "" {
			return l
		}
	}
	return ""
}

// Draw draws the part of the text around the cursor and, where a limit is near
// and there is room, the number of characters.
func (l *Line) Draw(a screen.Area, th *theme.Theme) screen.Cursor {
	if a.W < 1 || a.H < 1 {
		return screen.Cursor{}
	}
	a = a.Row(0)
	if l.Limit > 0 && a.W >= roomy && l.nearLimit() {
		a = l.drawCount(a, th)
	}
	if l.buf.s == "" {
		a.TextCut(0, 0, a.W, th.Muted, l.Placeholder)
	}
	l.drawn, l.method = a.Rect, a.Method()
	from, x := l.first(a.W, a.Method())
	end := drawRun(a, 0, 0, th.Input, th.Hostile, l.buf.s[from:])
	if l.buf.s != "" {
		a.Sub(end, 0, a.W-end, 1).Restyle(th.Input)
	}
	return at(a, x, 0)
}

// nearLimit reports whether so much was typed that how much more has room is
// worth a look: before, the limit is nobody's concern.
func (l *Line) nearLimit() bool { return utf8.RuneCountInString(l.buf.s)*5 >= l.Limit*4 }

func (l *Line) drawCount(a screen.Area, th *theme.Theme) screen.Area {
	n := utf8.RuneCountInString(l.buf.s)
	st := th.Muted
	if n > l.Limit {
		st = th.Danger
	}
	s := fmt.Sprintf(" %d/%d", n, l.Limit)
	rest, count := a.Right(len(s))
	count.Text(0, 0, st, s)
	return rest
}

// settle is called before the cursor or the text changes: what is on the screen
// stays where it is as long as the cursor is in it.
func (l *Line) settle() {
	if l.drawn.W > 0 {
		l.from, _ = l.first(l.drawn.W, l.method)
	}
}

// first returns the byte that is drawn first, moved as little as keeps the
// cursor in the first width cells, and the cursor's column.
func (l *Line) first(width int, m text.Method) (from, x int) {
	b := &l.buf
	from = min(l.from, len(b.s))
	if from > b.pos || !b.isBoundary(from) {
		from = b.pos
	}
	x = text.Width(b.s[from:b.pos], m)
	for x >= width {
		next := b.after(from)
		x -= text.Width(b.s[from:next], m)
		from = next
	}
	// after a deletion the text follows, so that no room stays empty on the right
	if from > 0 && len(b.s)-b.pos <= 16*width {
		for tail := text.Width(b.s[b.pos:], m); from > 0; {
			prev := b.before(from)
			w := text.Width(b.s[prev:from], m)
			if x+w+tail > width-1 {
				break
			}
			from, x = prev, x+w
		}
	}
	return from, x
}
