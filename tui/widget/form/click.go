package form

import (
	"zco/tui/draw/screen"
	"zco/tui/draw/text"
)

// Clicker is an editor in which a click chooses a value or puts the cursor
// where it is.
type Clicker interface {
	// Click takes a click at a cell of the screen, and says what became of it:
	// Unhandled where nothing is drawn there.
	Click(x, y int) Outcome
}

var _ = []Clicker{(*Choice)(nil), (*MultiChoice)(nil), (*Pick)(nil), (*Check)(nil), (*Radio)(nil), (*Line)(nil), (*Area)(nil), (*Date)(nil)}

// Click gives a click to an editor, if it has a use for it.
func Click(e Editor, x, y int) Outcome {
	if c, ok := e.(Clicker); ok {
		return c.Click(x, y)
	}
	return Unhandled
}

// Click picks the option at a cell.
func (c *Choice) Click(x, y int) Outcome {
	if !c.list.Click(x, y) {
		return Unhandled
	}
	i, _ := c.list.Selected()
	c.SetText(c.values[i])
	return Done
}

// Click picks the option at a cell, or gives it back.
func (c *MultiChoice) Click(x, y int) Outcome {
	if !c.list.Click(x, y) {
		return Unhandled
	}
	c.toggle()
	return Handled
}

// Click chooses the suggestion at a cell.
func (p *Pick) Click(x, y int) Outcome {
	if !p.list.Click(x, y) {
		return Unhandled
	}
	return p.choose()
}

// Click picks the value at a cell.
func (c *Check) Click(x, y int) Outcome {
	if i := within(c.drawn, x, y); i >= 0 {
		c.value = c.choices()[i]
		return Handled
	}
	return Unhandled
}

// Click chooses the word at a cell.
func (e *Radio) Click(x, y int) Outcome {
	if i := within(e.drawn, x, y); i >= 0 {
		e.at = i
		return Handled
	}
	return Unhandled
}

// within returns the index of the rectangle that a cell lies in, -1 for none.
func within(drawn []screen.Rect, x, y int) int {
	for i, r := range drawn {
		if r.Contains(x, y) {
			return i
		}
	}
	return -1
}

// Click puts the cursor at a cell.
func (l *Line) Click(x, y int) Outcome {
	if l.asking != "" || !l.drawn.Contains(x, y) {
		return Unhandled
	}
	l.settle()
	b := &l.buf
	at := l.from
	for left := x - l.drawn.X; at < len(b.s); {
		next := b.after(at)
		if left -= text.Width(b.s[at:next], l.method); left < 0 {
			break
		}
		at = next
	}
	b.pos = at
	b.past.seal()
	return Handled
}

// Click puts the cursor at a cell.
func (e *Area) Click(x, y int) Outcome {
	if !e.drawn.Contains(x, y) {
		return Unhandled
	}
	e.settle()
	i := min(e.view.Top(e.rows.find(e.buf.pos), len(e.rows.list))+y-e.drawn.Y, len(e.rows.list)-1)
	e.buf.pos, e.stuck = e.rows.place(i, x-e.drawn.X), false
	e.buf.past.seal()
	return Handled
}

// Click picks the day at a cell of the calendar, or puts the cursor into the
// text.
func (d *Date) Click(x, y int) Outcome {
	if i := within(d.days, x, y); i >= 0 {
		d.calendar, d.edited = true, true
		d.set(d.month.AddDate(0, 0, i))
		return Handled
	}
	return d.Line.Click(x, y)
}
