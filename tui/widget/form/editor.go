// Package form holds the editors of single values: a line, text of many
// lines, a number, a date, a choice and so on, and the list they choose from.
//
// An editor knows text, keys and a rectangle to draw in. It imports tui/text,
// tui/screen and tui/theme and nothing else of the program: what a value is
// for, where it is kept and who checks it is the caller's business.
//
// The one rule: an editor never refuses or loses what was typed. Text that is
// not acceptable stays in Text, so that it can be kept as a draft, and
// Problem says what is wrong with it.
package form

import (
	tea "charm.land/bubbletea/v2"

	"zco/tui/draw/screen"
	"zco/tui/draw/theme"
)

// Editor edits one value. Its methods belong to one goroutine.
type Editor interface {
	// Key takes a key and says what became of it.
	Key(tea.KeyPressMsg) Outcome
	// Paste takes what a terminal pasted, as one change.
	Paste(string) Outcome
	// Draw draws the editor at the top of an area and says where the
	// terminal's own cursor belongs.
	Draw(screen.Area, *theme.Theme) screen.Cursor
	// Height returns the rows the editor would like at a width, at least 1.
	Height(width int) int
	// Text returns what was typed or chosen, as it is, acceptable or not.
	Text() string
	// SetText replaces the text; there is nothing to undo after it.
	SetText(string)
	// Problem says why the text is not acceptable as it stands, or "".
	Problem() string
}

// Outcome says what became of a key or a paste.
type Outcome uint8

// The outcomes. After all but Unhandled the editor wants to be drawn again.
const (
	Unhandled Outcome = iota // the editor has no use for the key
	Handled
	Done  // enter: the value is finished
	Leave // esc: finished as well; what was typed stays
	Next  // tab
	Prev  // shift+tab
	Ask   // the editor is an Asker and waits for an answer
)

// Ends reports whether the person is done with the editor.
func (o Outcome) Ends() bool { return o == Done || o == Leave || o == Next || o == Prev }

// Asker is an editor that may have a question after the outcome Ask. Until it
// is answered, its Key takes the keys of the answers and nothing else.
type Asker interface {
	// Question returns what is asked, and false when nothing is.
	Question() (Question, bool)
	// Answer gives the answer of that index.
	Answer(int) Outcome
}

// Question is a question with its answers.
type Question struct {
	Text    string
	Answers []Answer
}

// Answer is one answer and the key that gives it, as KeyPressMsg.String
// names keys.
type Answer struct{ Key, Label string }

// Option is one of the values to choose from.
type Option struct {
	Value string // what is kept
	Label string // what a person reads
	Hint  string // an aside, such as a tag or an address; found by filters too
}

// roomy is the width from which a row holds an aside at its right.
const roomy = 24

// at turns a place in an area into a cursor; one beyond its end is hidden.
func at(a screen.Area, x, y int) screen.Cursor {
	if x >= a.W || y >= a.H {
		return screen.Cursor{}
	}
	return a.At(x, y)
}
