package form

import (
	"strings"
	"unicode"

	tea "charm.land/bubbletea/v2"

	"zco/tui/draw/screen"
	"zco/tui/draw/theme"
)

// Secret is a line whose text shows as dots. It is typed or pasted, and taken
// back from its end. Blanks and what cannot be seen are no part of it: a paste
// brings them along.
type Secret struct{ text []rune }

var _ Editor = (*Secret)(nil)

// Text returns the text as it is.
func (e *Secret) Text() string { return string(e.text) }

// SetText replaces the text.
func (e *Secret) SetText(s string) { e.text = nil; e.Paste(s) }

// Height is 1.
func (e *Secret) Height(int) int { return 1 }

// Problem is "": what a secret may be is not known here.
func (e *Secret) Problem() string { return "" }

// Key takes letters, deletions, and the keys that end the line.
func (e *Secret) Key(k tea.KeyPressMsg) Outcome {
	if s := typed(k); s != "" {
		return e.Paste(s)
	}
	switch s := stroke(k); s {
	case "backspace":
		e.text = e.text[:max(len(e.text)-1, 0)]
	case "ctrl+u", "ctrl+w", "delete":
		e.text = nil
	default:
		return leaving(s)
	}
	return Handled
}

// Paste puts text at the end.
func (e *Secret) Paste(s string) Outcome {
	for _, r := range s {
		if unicode.IsGraphic(r) && !unicode.IsSpace(r) {
			e.text = append(e.text, r)
		}
	}
	return Handled
}

// Draw draws a star for each character.
func (e *Secret) Draw(a screen.Area, th *theme.Theme) screen.Cursor {
	a.Fill(th.Input)
	n := max(min(len(e.text), a.W-1), 0)
	a.Text(0, 0, th.Input, strings.Repeat("*", n))
	return at(a, n, 0)
}
