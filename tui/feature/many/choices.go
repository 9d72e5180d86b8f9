package many

import (
	tea "charm.land/bubbletea/v2"

	"zco/tui/action"
	"zco/tui/draw/screen"
	"zco/tui/draw/text"
	"zco/tui/pane"
	"zco/tui/widget/form"
)

// choices is a short form: lines of a name and a value, of which each goes
// round a few values, or is a text.
type choices struct {
	env   *pane.Env
	lines []*choice
	at    int
	drawn screen.Rect
}

// choice is a line of a form.
type choice struct {
	name   string
	values []string // "" among them is shown as it is; none for a text
	picked int
	line   *form.Line    // of a text
	drawn  []screen.Rect // where the values are
	why    func() string // why it does not matter now, "" if it does
}

func (c *choice) off() string {
	if c.why == nil {
		return ""
	}
	return c.why()
}

const nameWidth = 12

// draw draws the lines, moved up as far as shows the one with the cursor, and
// returns where that belongs.
func (f *choices) draw(a screen.Area) screen.Cursor {
	th := f.env.Theme
	f.drawn = a.Rect
	top := f.top()
	at := a.At(0, f.at-top)
	for y, c := range f.lines[top:] {
		row, focused := a.Row(y), top+y == f.at
		if focused {
			row.Text(0, 0, th.Gutter, th.Glyphs.Cursor)
		}
		row.TextCut(2, 0, nameWidth, th.Label, c.name)
		rest := row.Sub(nameWidth+3, 0, row.W-nameWidth-3, 1)
		switch why := c.off(); {
		case why != "":
			rest.TextCut(0, 0, rest.W, th.Muted, why)
		case c.line != nil:
			if cur := c.line.Draw(rest, th); focused {
				at = cur
			}
		default:
			f.drawValues(rest, c, focused)
		}
	}
	return at
}

// top is the first line on the screen.
func (f *choices) top() int { return max(f.at-f.drawn.H+1, 0) }

// drawValues draws the values; where not all have room, those before the one
// that is picked give way to it.
func (f *choices) drawValues(a screen.Area, c *choice, focused bool) {
	th := f.env.Theme
	x, first := 0, c.first(a)
	c.drawn = append(c.drawn[:0], make([]screen.Rect, first)...)
	for i, v := range c.values[first:] {
		st, mark := th.Muted, "  "
		if first+i == c.picked {
			st, mark = th.Text, th.Glyphs.Bullet+" "
			if focused {
				st = th.Strong
			}
		}
		from := x
		x = a.Text(x, 0, st, mark)
		x = a.TextCut(x, 0, a.W-x, st, v) + 1
		c.drawn = append(c.drawn, a.Sub(from, 0, x-from-1, 1).Rect)
	}
}

// first is the first value that is drawn, so that the one that is picked is.
func (c *choice) first(a screen.Area) int {
	room := a.W + 1 // no space follows the last
	for i := c.picked; i >= 0; i-- {
		if room -= 2 + text.Width(c.values[i], a.Method()) + 1; room < 0 && i < c.picked {
			return i + 1
		}
	}
	return 0
}

// click goes to the line at a cell of the screen, and chooses the value there.
func (f *choices) click(x, y int) {
	i := f.top() + y - f.drawn.Y
	if !f.drawn.Contains(x, y) || i >= len(f.lines) || f.lines[i].off() != "" {
		return
	}
	f.at = i
	c := f.lines[i]
	if c.line != nil {
		c.line.Click(x, y)
		return
	}
	for v, r := range c.drawn {
		if r.Contains(x, y) {
			c.picked = v
		}
	}
}

// key takes a key; done says that enter was pressed, leave that esc was.
func (f *choices) key(k tea.KeyPressMsg) (done, leave bool) {
	c := f.lines[f.at]
	if c.line != nil && c.line.Key(k) == form.Handled {
		return false, false
	}
	id := f.action(k)
	if end, ends := choiceEnds[id]; ends {
		return end == chosen, end == left
	}
	if by, moves := choiceMoves[id]; moves {
		f.move(by)
	} else if by, turns := choiceTurns[id]; turns && c.line == nil {
		c.picked = (c.picked + by + len(c.values)) % len(c.values)
	}
	return false, false
}

// end is how choices may end.
type end int

const (
	chosen end = iota
	left
)

// What actions do in choices: end them, go to another line, choose the value
// beside the one that is picked.
var (
	choiceEnds  = map[action.ID]end{action.Accept: chosen, action.Dismiss: left, action.Back: left}
	choiceMoves = map[action.ID]int{
		action.Down: 1, action.NextPane: 1, action.SearchDown: 1, action.Up: -1, action.PreviousPane: -1, action.SearchUp: -1,
	}
	choiceTurns = map[action.ID]int{action.Right: 1, action.OtherValue: 1, action.Left: -1}
)

// action is what a key does; a suggestion's next and previous keys are of use
// between lines as well.
func (f *choices) action(k tea.KeyPressMsg) action.ID {
	id := f.env.DialogKey(k, action.Transfer)
	if id == "" {
		id, _ = f.env.Keys.Resolve([]action.Scope{action.Search}, k.String())
	}
	return id
}

// move goes to another line that matters.
func (f *choices) move(by int) {
	for range f.lines {
		f.at = (f.at + by + len(f.lines)) % len(f.lines)
		if f.lines[f.at].off() == "" {
			return
		}
	}
}

func (f *choices) paste(s string) {
	if c := f.lines[f.at]; c.line != nil {
		c.line.Paste(s)
	}
}
