package form

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"zco/tui/draw/screen"
	"zco/tui/draw/text"
	"zco/tui/draw/theme"
)

// Check edits yes, no or, unless Required, no value: text "true", "false" or
// "". Any other text that it is given is kept until one of them is picked.
type Check struct {
	Required bool // whether having no value is a problem, and so not offered

	value string
	drawn []screen.Rect // of the values
}

var _ Editor = (*Check)(nil)

// Text returns "true", "false", "" or what SetText was given.
func (c *Check) Text() string { return c.value }

// SetText replaces the value.
func (c *Check) SetText(s string) { c.value = s }

// Height is 1.
func (c *Check) Height(int) int { return 1 }

// Problem says that neither yes nor no is picked, or "".
func (c *Check) Problem() string {
	switch c.value {
	case "true", "false":
		return ""
	case "":
		if !c.Required {
			return ""
		}
	}
	return "yes or no is required"
}

// choices are the values in the order they are shown.
func (c *Check) choices() []string {
	if c.Required {
		return []string{"true", "false"}
	}
	return []string{"true", "false", ""}
}

// Key takes a key: space goes round the values, left and right go along them,
// y and n pick, delete takes the value away.
func (c *Check) Key(k tea.KeyPressMsg) Outcome {
	s := stroke(k)
	switch s {
	case "right", "l":
		c.step(1)
	case "left", "h":
		c.step(-1)
	case "space":
		c.step(len(c.choices()) + 1)
	case "y", "t", "1", "shift+y":
		c.value = "true"
	case "n", "f", "0", "shift+n":
		c.value = "false"
	case "delete", "backspace", "-":
		if !c.Required {
			c.value = ""
		}
	default:
		return leaving(s)
	}
	return Handled
}

// step goes along the values, round at the ends when by is more than 1.
func (c *Check) step(by int) {
	all := c.choices()
	at := -1
	for i, v := range all {
		if v == c.value {
			at = i
		}
	}
	switch {
	case at < 0:
		at = 0
	case by > 1:
		at = (at + by) % len(all)
	default:
		at = max(min(at+by, len(all)-1), 0)
	}
	c.value = all[at]
}

// Paste takes a pasted yes or no, in the words that tables use for them.
func (c *Check) Paste(s string) Outcome {
	switch fold(strings.TrimSpace(cleanPaste(s))) {
	case "true", "yes", "y", "1":
		c.value = "true"
	case "false", "no", "n", "0":
		c.value = "false"
	default:
		return Unhandled
	}
	return Handled
}

// Draw draws the values side by side with the picked one marked.
func (c *Check) Draw(a screen.Area, th *theme.Theme) screen.Cursor {
	cursor, x := screen.Cursor{}, 0
	c.drawn = c.drawn[:0]
	for _, v := range c.choices() {
		label := map[string]string{"true": "yes", "false": "no", "": "no value"}[v]
		on, st := strings.Repeat(" ", text.Width(th.Glyphs.Selected, a.Method())), th.Text
		if v == c.value {
			on, st = th.Glyphs.Selected, th.Strong
			cursor = at(a, x+1, 0)
		}
		from := x
		x = a.TextCut(x, 0, a.W-x, st, "("+on+") "+label) + 2
		c.drawn = append(c.drawn, a.Sub(from, 0, x-from-2, 1).Rect)
	}
	if c.Problem() != "" && c.value != "" {
		a.TextCut(x, 0, a.W-x, th.Warn, "Now: "+c.value)
	}
	return cursor
}
