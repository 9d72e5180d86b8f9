package pane

import (
	"zco/tui/action"
	"zco/tui/domain/number"
	"zco/tui/draw/screen"
	"zco/tui/draw/theme"
)

// Hint is a key and what it does, for a line of hints.
type Hint struct {
	Key, Text string
}

// Hints returns the hints of actions that have a key.
func (e *Env) Hints(ids ...action.ID) []Hint {
	var out []Hint
	for _, id := range ids {
		if b := e.Keys.Binding(id); b.Enabled() {
			out = append(out, Hint{b.Help().Key, b.Help().Desc})
		}
	}
	return out
}

// Hint returns the hint of an action in the words of a dialog.
func (e *Env) Hint(id action.ID, words string) Hint { return Hint{e.Keys.Key(id), words} }

// DrawHints draws as many hints as fit in a row.
func (e *Env) DrawHints(a screen.Area, y int, hints []Hint) { DrawHints(a, y, e.Theme, hints) }

// DrawHints draws as many hints as fit in a row.
func DrawHints(a screen.Area, y int, th *theme.Theme, hints []Hint) {
	x := 0
	for _, h := range hints {
		if need := len(h.Key) + 1 + len(h.Text); x+need > a.W {
			return
		}
		x = a.Text(x, y, th.Key, h.Key)
		x = a.Text(x+1, y, th.Muted, h.Text) + 3
	}
}

// Plural returns "1 record" or "3 records"; words has the singular first.
func Plural(n int, one, many string) string { return number.Of(n, one, many) }

// Thousands writes a number with commas: 12,301.
func Thousands(n int) string { return number.Thousands(n) }
