package account

import (
	"strings"
	"unicode"

	tea "charm.land/bubbletea/v2"

	"zco/tui/draw/screen"
	"zco/tui/draw/theme"
	"zco/tui/widget/form"
)

// field is one line of the form.
type field struct {
	label string
	edit  editor
	shown func() bool // nil: always
}

// editor is what a field is filled in with.
type editor interface {
	Key(tea.KeyPressMsg) form.Outcome
	Paste(string) form.Outcome
	Draw(screen.Area, *theme.Theme) screen.Cursor
	Text() string
}

// masked is a line whose text shows as dots. It is typed or pasted, and taken
// back from its end.
type masked struct{ text []rune }

func (m *masked) Text() string { return strings.TrimSpace(string(m.text)) }

// Key implements editor.
func (m *masked) Key(k tea.KeyPressMsg) form.Outcome {
	switch s := k.Keystroke(); {
	case k.Text != "":
		return m.Paste(k.Text)
	case s == "backspace", s == "ctrl+h":
		m.text = m.text[:max(len(m.text)-1, 0)]
	case s == "ctrl+u", s == "ctrl+w", s == "delete":
		m.text = nil
	default:
		return leaving(s)
	}
	return form.Handled
}

// Paste implements editor: what a paste brings along at its ends is no part
// of a token.
func (m *masked) Paste(s string) form.Outcome {
	for _, r := range s {
		if unicode.IsGraphic(r) && !unicode.IsSpace(r) {
			m.text = append(m.text, r)
		}
	}
	return form.Handled
}

// Draw implements editor.
func (m *masked) Draw(a screen.Area, th *theme.Theme) screen.Cursor {
	a.Fill(th.Input)
	n := min(len(m.text), a.W-1)
	a.Text(0, 0, th.Input, strings.Repeat("*", n))
	return screen.Cursor{X: a.X + n, Y: a.Y, Shown: true}
}

// oneOf is a choice among a few words on one line.
type oneOf struct {
	words []string
	at    int
}

func (o *oneOf) Text() string { return o.words[o.at] }

// Key implements editor.
func (o *oneOf) Key(k tea.KeyPressMsg) form.Outcome {
	switch s := k.Keystroke(); s {
	case "space", "right", "l":
		o.at = (o.at + 1) % len(o.words)
	case "left", "h":
		o.at = (o.at + len(o.words) - 1) % len(o.words)
	default:
		return leaving(s)
	}
	return form.Handled
}

// Paste implements editor.
func (o *oneOf) Paste(string) form.Outcome { return form.Unhandled }

// Draw implements editor.
func (o *oneOf) Draw(a screen.Area, th *theme.Theme) screen.Cursor {
	x, at := 0, 0
	for i, w := range o.words {
		mark, st := "( ) ", th.Text
		if i == o.at {
			mark, st, at = "(*) ", th.Strong, x+1
		}
		x = a.TextCut(x, 0, a.W-x, st, mark+w) + 2
	}
	return screen.Cursor{X: a.X + at, Y: a.Y, Shown: true}
}

func leaving(stroke string) form.Outcome {
	switch stroke {
	case "enter", "ctrl+m":
		return form.Done
	case "esc":
		return form.Leave
	case "tab", "down":
		return form.Next
	case "shift+tab", "up":
		return form.Prev
	}
	return form.Unhandled
}
