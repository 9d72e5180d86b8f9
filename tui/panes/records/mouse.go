package records

import (
	"time"

	tea "charm.land/bubbletea/v2"
)

// pointer is what the mouse is at.
type pointer struct {
	holds int // the column whose border is held, counted from 1; 0 for none
	x     int // where it was taken hold of, or was last
	last  spot
}

// spot is where and when a button was last pressed, to tell a double click.
type spot struct {
	id, key string
	at      time.Time
}

const doubleClick = 400 * time.Millisecond

// Mouse handles the mouse: a click chooses a row and a column, a second one
// opens the row; one before the row selects it; a click at a title sorts by its column; the blank behind a title is dragged to
// change a width, and clicked twice to fit it; the wheel moves the view.
func (m *Model) Mouse(msg tea.MouseMsg) tea.Cmd {
	mouse := msg.Mouse()
	x, y := mouse.X-m.area.X, mouse.Y-m.area.Y
	switch msg := msg.(type) {
	case tea.MouseWheelMsg:
		return m.wheel(msg.Button)
	case tea.MouseClickMsg:
		if msg.Button == tea.MouseLeft {
			return m.click(x, y)
		}
	case tea.MouseMotionMsg:
		return m.drag(x)
	case tea.MouseReleaseMsg:
		if m.mouse.holds > 0 {
			m.mouse.holds = 0
			return m.columnsChanged()
		}
	}
	return nil
}

// wheelRows is how many rows the view moves for a notch of the wheel.
const wheelRows = 3

func (m *shown) wheel(b tea.MouseButton) tea.Cmd {
	switch b {
	case tea.MouseWheelLeft:
		m.cols.Move(-1)
		return nil
	case tea.MouseWheelRight:
		m.cols.Move(1)
		return nil
	}
	by := wheelRows
	if b == tea.MouseWheelUp {
		by = -wheelRows
	}
	if m.local != nil {
		return m.move(by)
	}
	m.speed.moved(by, m.env.Now())
	from, _, ok := m.win.Cursor()
	m.win.Scroll(by)
	if to, _, _ := m.win.Cursor(); ok {
		m.extend(from, to-from)
	}
	return m.move(0)
}

func (m *Model) click(x, y int) tea.Cmd {
	index, border, on := m.cols.Hit(x)
	if y == 0 {
		return m.clickHead(index, border, on, x)
	}
	rows := m.rows()
	i := rows.Top() + y - 1
	if y < 1 || y > m.height || i >= rows.Len() {
		return nil
	}
	if on {
		m.cols.MoveTo(index)
	}
	at, _, _ := rows.Cursor()
	cmd := m.move(i - at)
	if x < gutter { // where the mark of a selected row stands
		m.toggleSelected()
		return cmd
	}
	if m.again(rows.At(i).ID, "") {
		return m.openRow()
	}
	return cmd
}

func (m *Model) clickHead(index int, border, on bool, x int) tea.Cmd {
	switch {
	case !on:
		return nil
	case border && m.again("", "border of "+m.cols.At(index).Of.field.Key):
		m.fitColumn(index)
		return m.columnsChanged()
	case border:
		m.mouse.holds, m.mouse.x = index+1, x
		return nil
	}
	m.cols.MoveTo(index)
	return m.sort()
}

// again reports whether this is the second of two quick clicks at one spot.
func (m *Model) again(id, key string) bool {
	now, last := m.env.Now(), m.mouse.last
	m.mouse.last = spot{id, key, now}
	if last.id != id || last.key != key || now.Sub(last.at) > doubleClick {
		return false
	}
	m.mouse.last = spot{}
	return true
}

// drag makes the column whose border is held as wide as the mouse says.
func (m *Model) drag(x int) tea.Cmd {
	c := m.cols.At(m.mouse.holds - 1)
	if c == nil {
		return nil
	}
	m.cols.Resize(m.mouse.holds-1, x-m.mouse.x)
	c.Of.fixed = true
	m.mouse.x = x
	return nil
}
