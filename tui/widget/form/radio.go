package form

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"zco/tui/draw/screen"
	"zco/tui/draw/text"
	"zco/tui/draw/theme"
)

// Radio is a choice among a few words on one line. One of them is always
// chosen.
type Radio struct {
	words []string
	at    int
	drawn []screen.Rect // of the words
}

var _ Editor = (*Radio)(nil)

// NewRadio returns a choice among words, the first of them chosen.
func NewRadio(words ...string) Radio { return Radio{words: words} }

// Chosen returns the index of the word chosen.
func (e *Radio) Chosen() int { return e.at }

// Choose chooses a word by its index.
func (e *Radio) Choose(i int) { e.at = i }

// Text returns the word chosen.
func (e *Radio) Text() string { return e.words[e.at] }

// SetText chooses a word; one that is not among them changes nothing.
func (e *Radio) SetText(s string) {
	if i := slices.Index(e.words, s); i >= 0 {
		e.at = i
	}
}

// Height is 1.
func (e *Radio) Height(int) int { return 1 }

// Problem is "".
func (e *Radio) Problem() string { return "" }

// Key chooses the word beside, and takes the keys that end the line. Letters do
// nothing: what is typed here was meant for another line.
func (e *Radio) Key(k tea.KeyPressMsg) Outcome {
	switch s := stroke(k); s {
	case "space", "right":
		e.at = (e.at + 1) % len(e.words)
	case "left":
		e.at = (e.at + len(e.words) - 1) % len(e.words)
	default:
		return leaving(s)
	}
	return Handled
}

// Paste is of no use.
func (e *Radio) Paste(string) Outcome { return Unhandled }

// Draw draws the words, each with a mark that says whether it is chosen. Where
// not all have room, those before the chosen one give way to it.
func (e *Radio) Draw(a screen.Area, th *theme.Theme) screen.Cursor {
	var x, on int
	first := e.first(a)
	if first > 0 {
		x = a.Text(0, 0, th.Muted, text.Ellipsis) + 1
	}
	e.drawn = append(e.drawn[:0], make([]screen.Rect, first)...)
	for i, w := range e.words[first:] {
		mark, st := "( ) ", th.Text
		if first+i == e.at {
			mark, st, on = "(*) ", th.Strong, x+1
		}
		from := x
		x = a.TextCut(x, 0, a.W-x, st, mark+w) + 2
		e.drawn = append(e.drawn, a.Sub(from, 0, x-from-2, 1).Rect)
	}
	return at(a, on, 0)
}

// first is the first word that is drawn, so that the chosen one is.
func (e *Radio) first(a screen.Area) int {
	room := a.W + 2 // none follows the last
	for i := e.at; i >= 0; i-- {
		room -= len("( ) ") + text.Width(e.words[i], a.Method()) + 2
		dots := 2 * min(i, 1)
		if room < dots && i < e.at {
			return i + 1
		}
	}
	return 0
}
