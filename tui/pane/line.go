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
	Keep      bool // it is the last to go where room is short
}

// Hints returns the hints of actions that have a key.
func (e *Env) Hints(ids ...action.ID) []Hint {
	var out []Hint
	for _, id := range ids {
		if b := e.Keys.Binding(id); b.Enabled() {
			out = append(out, Hint{b.Help().Key, b.Help().Desc, action.Find(id).WayOut})
		}
	}
	return out
}

// Hint returns the hint of an action in the words of a dialog.
func (e *Env) Hint(id action.ID, words string) Hint {
	return Hint{e.Keys.Key(id), words, action.Find(id).WayOut}
}

// DrawHints draws as many hints as fit in a row.
func (e *Env) DrawHints(a screen.Area, y int, hints []Hint) { DrawHints(a, y, e.Theme, hints) }

// DrawHints draws as many hints as fit in a row; those to be kept before others.
func DrawHints(a screen.Area, y int, th *theme.Theme, hints []Hint) {
	kept := 0 // cells of those to be kept that are still to come
	for _, h := range hints {
		if h.Keep {
			kept += hintGap + hintWidth(h)
		}
	}
	x, full := 0, false
	for _, h := range hints {
		if h.Keep {
			kept -= hintGap + hintWidth(h)
		} else if full {
			continue
		}
		if x+hintWidth(h)+kept > a.W {
			full = true
			continue
		}
		x = a.Text(x, y, th.Key, h.Key)
		x = a.Text(x+1, y, th.Muted, h.Text) + hintGap
	}
}

// hintGap is the room between two hints.
const hintGap = 3

func hintWidth(h Hint) int { return len([]rune(h.Key)) + 1 + len([]rune(h.Text)) }

// Plural returns "1 record" or "3 records"; words has the singular first.
func Plural(n int, one, many string) string { return number.Of(n, one, many) }

// Thousands writes a number with commas: 12,301.
func Thousands(n int) string { return number.Thousands(n) }
