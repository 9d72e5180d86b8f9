package form

import (
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"zco/tui/draw/screen"
	"zco/tui/draw/text"
	"zco/tui/draw/theme"
)

// MultiChoice picks any number of options: space takes the one under the
// cursor or gives it back. Its text is the values picked, one in a line, in
// the order in which they were picked.
type MultiChoice struct {
	Required bool // whether picking nothing is a problem

	options []Option
	picked  []string
	values  []string // of the list's items
	list    List
}

var _ Editor = (*MultiChoice)(nil)

// SetOptions sets what there is to choose from, in the order to show.
func (c *MultiChoice) SetOptions(o []Option) {
	c.options = o
	c.rebuild()
}

// Values returns the values picked, in the order in which they were picked.
func (c *MultiChoice) Values() []string { return slices.Clone(c.picked) }

// SetValues replaces the values picked.
func (c *MultiChoice) SetValues(values []string) {
	c.picked = slices.Clone(values)
	c.rebuild()
	c.list.SetFilter("")
}

// Text returns the values picked, one in a line.
func (c *MultiChoice) Text() string { return strings.Join(c.picked, "\n") }

// SetText replaces the values picked by those in the lines of s.
func (c *MultiChoice) SetText(s string) {
	if s == "" {
		c.SetValues(nil)
		return
	}
	c.SetValues(strings.Split(s, "\n"))
}

// Problem says that nothing was picked where something must be, or "".
func (c *MultiChoice) Problem() string {
	if c.Required && len(c.picked) == 0 {
		return "at least one choice is required"
	}
	return ""
}

// Height asks for the summary, the filter and a few options.
func (c *MultiChoice) Height(int) int { return 2 + max(min(len(c.values), listRows), 1) }

// rebuild makes the items anew: picked values that are no options first.
func (c *MultiChoice) rebuild() {
	items := make([]Item, 0, len(c.options))
	c.values = c.values[:0]
	picked := make(map[string]bool, len(c.picked))
	for _, v := range c.picked {
		picked[v] = true
	}
	add := func(value string, it Item) {
		if it.Mark = Off; picked[value] {
			it.Mark = On
		}
		c.values = append(c.values, value)
		items = append(items, it)
	}
	known := make(map[string]bool, len(c.options))
	for _, o := range c.options {
		known[o.Value] = true
	}
	for _, v := range c.picked {
		if !known[v] {
			add(v, Item{Label: v, Hint: "not among the options"})
		}
	}
	for _, o := range c.options {
		add(o.Value, item(o))
	}
	c.list.Placeholder, c.list.SayMore = "Type to filter, space to pick", true
	c.list.SetItems(items)
}

// Key takes a key: space picks, letters filter, enter ends.
func (c *MultiChoice) Key(k tea.KeyPressMsg) Outcome {
	if typed(k) == " " {
		c.toggle()
		return Handled
	}
	if stroke(k) == "enter" {
		return Done
	}
	return c.list.Key(k)
}

// toggle picks the option under the cursor or gives it back.
func (c *MultiChoice) toggle() {
	i, ok := c.list.Selected()
	if !ok {
		return
	}
	v := c.values[i]
	if n := slices.Index(c.picked, v); n >= 0 {
		c.picked = slices.Delete(c.picked, n, n+1)
		c.list.setMark(i, Off)
		return
	}
	c.picked = append(c.picked, v)
	c.list.setMark(i, On)
}

// Paste filters by the text.
func (c *MultiChoice) Paste(s string) Outcome { return c.list.Paste(s) }

// Draw draws what is picked, the filter and the options.
func (c *MultiChoice) Draw(a screen.Area, th *theme.Theme) screen.Cursor {
	head, rest := a.Top(1)
	head.TextCut(0, 0, head.W, th.Label, c.summary())
	return c.list.Draw(rest, th)
}

// named is how many of the picked options the summary names at most.
const named = 30

// summary counts and names what is picked.
func (c *MultiChoice) summary() string {
	if len(c.picked) == 0 {
		return "None chosen"
	}
	labels := make([]string, 0, len(c.picked))
	items := c.list.Items()
	for _, v := range c.picked[:min(len(c.picked), named)] {
		if i := slices.Index(c.values, v); i >= 0 {
			labels = append(labels, items[i].Label)
		}
	}
	if len(c.picked) > named {
		labels = append(labels, text.Ellipsis)
	}
	return fmt.Sprintf("%d chosen: %s", len(c.picked), strings.Join(labels, ", "))
}
