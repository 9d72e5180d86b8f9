package shell

import (
	tea "charm.land/bubbletea/v2"

	"zco/tui/draw/screen"
	"zco/tui/nav"
)

// The widths from which there is room for two and for three panes, and the
// least size that shows anything.
const (
	twoPanes    = 100
	threePanes  = 160
	leastWidth  = 30
	leastHeight = 6
)

// layout is where everything is, as rectangles of the screen. A region that is
// not shown has an empty one.
type layout struct {
	regions         [Top + 1]screen.Rect
	status, message screen.Rect
	small           bool
}

// arrange lays the panes out for the size of the screen and what is on it.
func (st *stage) arrange() {
	focus := Left
	if s := st.slot(st.at.Focus); s != nil {
		focus = s.Region
	}
	list := st.panes.Catalog.Width()
	if st.listAway && focus != Left {
		list = 0
	}
	st.layout = lay(st.terminal.Width, st.terminal.Height, st.at, focus, st.beside, list)
	for i := range st.panes.Slots {
		s := &st.panes.Slots[i]
		if p, ok := st.pane(s).(sized); ok {
			p.SetArea(st.layout.area(s.Region))
		}
	}
}

// area is what a pane of a region may draw on: from the top one drops down over
// the middle.
func (l *layout) area(r Region) screen.Rect {
	at := l.regions[r]
	if r == Top {
		at.H += l.regions[Middle].H
	}
	return at
}

// lay returns where the regions are on a screen of w by h cells; focus is the
// one of the pane with the focus, list how many cells the list of objects would
// fill, 0 where it is hidden.
func lay(w, h int, at nav.Location, focus Region, beside bool, list int) layout {
	l := layout{small: w < leastWidth || h < leastHeight, status: screen.Rect{Y: h - 1, W: w, H: 1}}
	l.regions[Top] = screen.Rect{W: w, H: 1}
	body := screen.Rect{Y: 1, W: w, H: h - 2}
	l.message = l.status
	if h >= 16 {
		body.H--
		l.message = screen.Rect{Y: h - 2, W: w, H: 1}
	}
	switch {
	case w >= twoPanes:
		l.wide(body, at.Over, w >= threePanes && beside, list)
	case focus == Left: // below, one at a time
		l.regions[Left] = body
	case at.Over:
		l.regions[Right] = body
	default:
		l.regions[Middle] = body
	}
	return l
}

// leastList is how wide the list of objects is at least where it is shown
// beside others; it gets a third of the screen at most.
const leastList = 20

// wide shows the left, unless it is hidden, and the middle; the right beside
// them where there is room, else over the middle.
func (l *layout) wide(body screen.Rect, over, beside bool, list int) {
	rest := body
	if list > 0 {
		side := min(max(list, leastList), body.W/3)
		l.regions[Left] = screen.Rect{X: body.X, Y: body.Y, W: side, H: body.H}
		rest = screen.Rect{X: side + 1, Y: body.Y, W: body.W - side - 1, H: body.H}
	}
	switch {
	case beside:
		right := rest.W * 2 / 5
		l.regions[Right] = screen.Rect{X: rest.X + rest.W - right, Y: rest.Y, W: right, H: rest.H}
		rest.W -= right + 1
		l.regions[Middle] = rest
	case over:
		l.regions[Right] = rest
	default:
		l.regions[Middle] = rest
	}
}

// besideTable lets the record that has just got room beside the table follow
// the table's cursor, and the table fill the rows it has got.
func (st *stage) besideTable() tea.Cmd {
	if t := st.table(); t != nil {
		return t.Resume()
	}
	return nil
}
