package form

import (
	tea "charm.land/bubbletea/v2"

	"zco/tui/draw/screen"
	"zco/tui/draw/theme"
)

// Sheet is a form of labelled editors, below each other; one of them has the
// cursor. The keys that end an editor go to the next or the one before, but
// for enter and esc: those are for whom the sheet is of.
type Sheet struct {
	Fields     []Labelled
	LabelWidth int // cells of the labels, at the left of the editors; 0 puts them above
	MaxRows    int // of one editor; 0 for any number

	at    int           // the field with the cursor, among those shown
	drawn []screen.Rect // where those are, empty for one that is not on the screen
}

// Labelled is an editor with its label.
type Labelled struct {
	Label  string // "" for none
	Editor Editor
	Shown  func() bool // nil: always
}

// Shown returns the fields that matter as things stand.
func (s *Sheet) Shown() []Labelled {
	var out []Labelled
	for _, f := range s.Fields {
		if f.Shown == nil || f.Shown() {
			out = append(out, f)
		}
	}
	return out
}

// At returns the index of the field with the cursor, among those shown.
func (s *Sheet) At() int { return s.at }

// Go puts the cursor on a field, by its index among those shown; past the one
// end it goes round to the other.
func (s *Sheet) Go(i int) {
	n := len(s.Shown())
	s.at = (i%n + n) % n
}

// Current returns the field with the cursor.
func (s *Sheet) Current() Labelled { return s.Shown()[s.at] }

// Key gives a key to the editor with the cursor, or moves to another. Done and
// Leave are the caller's.
func (s *Sheet) Key(k tea.KeyPressMsg) Outcome {
	out := s.Current().Editor.Key(k)
	if out == Unhandled {
		switch stroke(k) {
		case "down":
			out = Next
		case "up":
			out = Prev
		}
	}
	switch out {
	case Next:
		s.Go(s.at + 1)
	case Prev:
		s.Go(s.at - 1)
	default:
		s.at = min(s.at, len(s.Shown())-1) // a choice may have taken fields away
		return out
	}
	return Handled
}

// Click puts the cursor into the field at a cell of the screen, and chooses
// what is drawn there.
func (s *Sheet) Click(x, y int) Outcome {
	i := within(s.drawn, x, y)
	if i < 0 || i >= len(s.Shown()) {
		return Unhandled
	}
	s.Go(i)
	out := Click(s.Current().Editor, x, y)
	s.at = min(s.at, len(s.Shown())-1) // a choice may have taken fields away
	return max(out, Handled)
}

// Paste gives a paste to the editor with the cursor. Where that has a question
// about it, the first answer is taken: there is no room to ask.
func (s *Sheet) Paste(text string) Outcome {
	e := s.Current().Editor
	out := e.Paste(text)
	if asker, ok := e.(Asker); ok && out == Ask {
		return asker.Answer(0)
	}
	return out
}

// Height returns the rows of all fields that are shown.
func (s *Sheet) Height(width int) int {
	h := 0
	for _, f := range s.Shown() {
		h += s.rows(f, width)
	}
	return h
}

// rows returns the rows of a field with its label.
func (s *Sheet) rows(f Labelled, width int) int {
	h := max(f.Editor.Height(width-s.LabelWidth), 1)
	if s.MaxRows > 0 {
		h = min(h, s.MaxRows)
	}
	if s.LabelWidth == 0 && f.Label != "" {
		h++
	}
	return h
}

// Draw draws the fields from the top, moved up as far as shows the one with
// the cursor, and returns the row below them and where the cursor belongs.
func (s *Sheet) Draw(a screen.Area, th *theme.Theme) (below int, at screen.Cursor) {
	y := 0
	fields := s.Shown()
	end := 0
	for i := 0; i <= s.at && i < len(fields); i++ {
		end += min(s.rows(fields[i], a.W), a.H)
	}
	y -= max(end-a.H, 0)
	s.drawn = make([]screen.Rect, len(fields))
	for i, f := range fields {
		h := min(s.rows(f, a.W), a.H)
		if y >= 0 && y < a.H {
			area := a.Sub(0, y, a.W, h)
			s.drawn[i] = area.Rect
			if c := s.drawField(area, th, f, i == s.at); i == s.at {
				at = c
			}
		}
		y += h
	}
	return min(y, a.H), at
}

func (s *Sheet) drawField(a screen.Area, th *theme.Theme, f Labelled, under bool) screen.Cursor {
	st := th.Label
	if under && s.LabelWidth > 0 {
		st = th.Strong
	}
	if s.LabelWidth > 0 {
		a.TextCut(0, 0, s.LabelWidth-1, st, f.Label)
		return f.Editor.Draw(a.Sub(s.LabelWidth, 0, a.W-s.LabelWidth, a.H), th)
	}
	if f.Label != "" {
		a.TextCut(0, 0, a.W, st, f.Label)
		a = a.Sub(0, 1, a.W, a.H-1)
	}
	return f.Editor.Draw(a, th)
}
