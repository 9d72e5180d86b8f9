package shell

import (
	tea "charm.land/bubbletea/v2"

	"zco/tui/draw/screen"
	"zco/tui/nav"
	"zco/tui/pane"
)

// The widths from which there is room for two and for three panes, and the
// least size that shows anything.
const (
	twoPanes    = 100
	threePanes  = 160
	leastWidth  = 30
	leastHeight = 6
)

// layout is where each pane is, as rectangles of the screen. A pane that is
// not shown has an empty one.
type layout struct {
	search, status, message  screen.Rect
	objects, records, record screen.Rect
	small                    bool
}

// arrange lays the panes out for the size of the screen and what is on it.
func (m *Model) arrange() {
	m.layout = lay(m.terminal.Width, m.terminal.Height, m.at, m.beside)
	m.objects.SetArea(m.layout.objects)
	m.editor.SetArea(m.layout.record)
	if m.records != nil {
		m.records.SetArea(m.layout.records)
	}
}

// lay returns where the panes are on a screen of w by h cells.
func lay(w, h int, at nav.Location, beside bool) layout {
	l := layout{
		small:  w < leastWidth || h < leastHeight,
		search: screen.Rect{W: w, H: 1},
		status: screen.Rect{Y: h - 1, W: w, H: 1},
	}
	body := screen.Rect{Y: 1, W: w, H: h - 2}
	l.message = l.status
	if h >= 16 {
		body.H--
		l.message = screen.Rect{Y: h - 2, W: w, H: 1}
	}
	if w >= twoPanes {
		l.wide(body, at, w >= threePanes && beside)
	} else {
		l.narrow(body, at)
	}
	return l
}

// wide shows objects and records; the record beside them where there is room,
// else over the records.
func (l *layout) wide(body screen.Rect, at nav.Location, beside bool) {
	side := min(max(body.W/6, 20), 30)
	l.objects = screen.Rect{X: body.X, Y: body.Y, W: side, H: body.H}
	rest := screen.Rect{X: side + 1, Y: body.Y, W: body.W - side - 1, H: body.H}
	switch {
	case beside:
		right := rest.W * 2 / 5
		l.record = screen.Rect{X: rest.X + rest.W - right, Y: rest.Y, W: right, H: rest.H}
		rest.W -= right + 1
		l.records = rest
	case at.Over:
		l.record = rest
	default:
		l.records = rest
	}
}

// narrow shows the pane with the focus alone.
func (l *layout) narrow(body screen.Rect, at nav.Location) {
	switch {
	case at.Focus == pane.Objects:
		l.objects = body
	case at.Over:
		l.record = body
	default:
		l.records = body
	}
}

// besideTable lets the record that has just got room beside the table follow
// the table's cursor, and the table fill the rows it has got.
func (m *Model) besideTable() tea.Cmd {
	if m.records == nil {
		return nil
	}
	return m.records.Resume()
}

// shown reports whether a pane has room at present.
func (l *layout) shown(name pane.Name) bool {
	switch name {
	case pane.Objects:
		return l.objects.W > 0
	case pane.Records:
		return l.records.W > 0
	case pane.Record:
		return l.record.W > 0
	}
	return true
}
