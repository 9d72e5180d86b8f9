package pane

import (
	"strings"

	"zco/tui/action"
	"zco/tui/domain/number"
	"zco/tui/draw/screen"
	"zco/tui/draw/theme"
)

// Hint is a key and what it does, for a line of hints.
type Hint struct {
	Key, Text string
	Keep      bool      // it is the last to go where room is short
	ID        action.ID // of the action that the key runs, "" for a key of what is typed in
}

// Hints returns the hints of actions that have a key.
func (e *Env) Hints(ids ...action.ID) []Hint {
	var out []Hint
	for _, id := range ids {
		if b := e.Keys.Binding(id); b.Enabled() {
			out = append(out, e.Hint(id, b.Help().Desc))
		}
	}
	return out
}

// Hint returns the hint of an action in the words of where it is shown.
func (e *Env) Hint(id action.ID, words string) Hint {
	return Hint{Key: e.Keys.Key(id), Text: words, Keep: action.Find(id).WayOut, ID: id}
}

// Live leaves of some hints those whose keys do now what they say, where the
// focus is.
func (e *Env) Live(hints []Hint) []Hint {
	var out []Hint
	for _, h := range hints {
		if h.ID == "" || e.Shell.Acts(h.ID) {
			out = append(out, h)
		}
	}
	return out
}

// DrawHints draws as many hints as fit in a row.
func (e *Env) DrawHints(a screen.Area, y int, hints []Hint) { DrawHints(a, y, e.Theme, hints) }

// DrawHints draws as many hints as fit in a row, those to be kept before
// others, and returns the column after them. A click on one is a press of its
// key.
func DrawHints(a screen.Area, y int, th *theme.Theme, hints []Hint) int {
	x := 0
	for _, h := range FitHints(hints, a.W) {
		x = h.Draw(a, x, y, th) + hintGap
	}
	return x
}

// FitHints returns the hints that have room in a row of w cells, those to be
// kept before others.
func FitHints(hints []Hint, w int) []Hint {
	kept := 0 // cells of those to be kept that are still to come
	for _, h := range hints {
		if h.Keep {
			kept += hintGap + h.Width()
		}
	}
	var out []Hint
	x, full := 0, false
	for _, h := range hints {
		if h.Keep {
			kept -= hintGap + h.Width()
		} else if full {
			continue
		}
		if x+h.Width()+kept > w {
			full = true
			continue
		}
		x += h.Width() + hintGap
		out = append(out, h)
	}
	return out
}

// HintsWidth is how many cells hints take in a row.
func HintsWidth(hints []Hint) int {
	w := 0
	for _, h := range hints {
		w += h.Width() + hintGap
	}
	return max(w-hintGap, 0)
}

// Draw draws a hint, says what a click on it is, and returns the column after
// it; on the second of two keys
// it is the second.
func (h Hint) Draw(a screen.Area, x, y int, th *theme.Theme) int {
	from := x
	x = a.Text(x, y, th.Key, h.Key)
	if h.Text != "" {
		if h.Key != "" {
			x = a.Text(x, y, th.Muted, " ")
		}
		x = a.Text(x, y, th.Muted, h.Text)
	}
	keys := []string{h.Key}
	if h.ID == "" {
		keys = strings.Fields(h.Key)
	}
	for i, key := range keys {
		to := x
		if i+1 < len(keys) {
			to = from + len([]rune(key)) + 1
		}
		a.Press(from, y, to-from, key, string(h.ID))
		from = to
	}
	return x
}

// hintGap is the room between two hints.
const hintGap = 3

// Width is how many cells the hint takes.
func (h Hint) Width() int {
	if h.Key == "" || h.Text == "" {
		return len([]rune(h.Key)) + len([]rune(h.Text))
	}
	return len([]rune(h.Key)) + 1 + len([]rune(h.Text))
}

// Plural returns "1 record" or "3 records"; words has the singular first.
func Plural(n int, one, many string) string { return number.Of(n, one, many) }

// Thousands writes a number with commas: 12,301.
func Thousands(n int) string { return number.Thousands(n) }
