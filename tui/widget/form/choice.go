package form

import (
	"cmp"
	"slices"

	tea "charm.land/bubbletea/v2"

	"zco/tui/draw/screen"
	"zco/tui/draw/theme"
)

// listRows is how many options the editors of choices like to show at once.
const listRows = 8

// Choice picks one of its options. Its text is the value of the one picked;
// typing filters the options by label and hint. A value that is not among
// the options is shown as such and stays until another is picked.
type Choice struct {
	Required bool // whether picking nothing is a problem, and so not offered

	options []Option
	value   string
	values  []string // of the list's items
	list    List
}

var _ Editor = (*Choice)(nil)

// SetOptions sets what there is to choose from, in the order to show.
func (c *Choice) SetOptions(o []Option) {
	c.options = o
	c.rebuild()
}

// Text returns the value picked, or "".
func (c *Choice) Text() string { return c.value }

// SetText picks the option of a value.
func (c *Choice) SetText(value string) {
	c.value = value
	c.list.filter.SetText("")
	c.rebuild()
}

// Problem says that nothing was picked where something must be, or "".
func (c *Choice) Problem() string {
	if c.Required && c.value == "" {
		return "a choice is required"
	}
	return ""
}

// Height asks for the filter and a few options.
func (c *Choice) Height(int) int { return 1 + max(min(len(c.values), listRows), 1) }

// rebuild makes the items anew: no value first, then a value that is not an
// option, then the options.
func (c *Choice) rebuild() {
	items := make([]Item, 0, len(c.options)+2)
	c.values = c.values[:0]
	add := func(value string, it Item) {
		if it.Mark = Blank; value == c.value {
			it.Mark = On
		}
		c.values = append(c.values, value)
		items = append(items, it)
	}
	if !c.Required {
		add("", Item{Label: "(no value)"})
	}
	known := slices.ContainsFunc(c.options, func(o Option) bool { return o.Value == c.value })
	if c.value != "" && !known {
		add(c.value, Item{Label: c.value, Hint: "not among the options"})
	}
	for _, o := range c.options {
		add(o.Value, item(o))
	}
	c.list.SetItems(items)
	c.list.Placeholder, c.list.SayMore = "Type to filter", true
	if i := slices.Index(c.values, c.value); i >= 0 {
		c.list.Select(i)
		if c.value != "" {
			c.list.Placeholder = items[i].Label
		}
	}
}

func item(o Option) Item {
	return Item{Label: cmp.Or(o.Label, o.Value), Hint: o.Hint, Keywords: o.Value}
}

// Key takes a key: letters filter, enter picks the option under the cursor.
func (c *Choice) Key(k tea.KeyPressMsg) Outcome {
	out := c.list.Key(k)
	if i, ok := c.list.Selected(); out == Done && ok {
		c.SetText(c.values[i])
	}
	return out
}

// Paste filters by the text.
func (c *Choice) Paste(s string) Outcome { return c.list.Paste(s) }

// Draw draws the filter, which shows the present choice while it is empty,
// and the options.
func (c *Choice) Draw(a screen.Area, th *theme.Theme) screen.Cursor { return c.list.Draw(a, th) }
