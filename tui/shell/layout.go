package shell

import (
	tea "charm.land/bubbletea/v2"

	"zco/tui/draw/screen"
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

// arrange lays the panes out for the size, the focus and what is open.
func (m *Model) arrange() {
	l := layout{small: m.terminal.Width < leastWidth || m.terminal.Height < leastHeight}
	full := screen.Rect{W: m.terminal.Width, H: m.terminal.Height}
	l.search = screen.Rect{W: full.W, H: 1}
	l.status = screen.Rect{Y: full.H - 1, W: full.W, H: 1}
	body := screen.Rect{Y: 1, W: full.W, H: full.H - 2}
	l.message = l.status
	if full.H >= 16 {
		body.H--
		l.message = screen.Rect{Y: full.H - 2, W: full.W, H: 1}
	}
	switch {
	case m.terminal.Width >= twoPanes:
		m.arrangeWide(&l, body)
	default:
		m.arrangeNarrow(&l, body)
	}
	m.layout = l
	m.objects.SetHeight(l.objects.H)
	if m.records != nil && l.records.H > 0 {
		m.records.SetHeight(l.records.H) // one that is covered comes back as it was
	}
}

// arrangeWide shows objects and records; the record beside them where there
// is room, else over the records.
func (m *Model) arrangeWide(l *layout, body screen.Rect) {
	side := min(max(body.W/6, 20), 30)
	l.objects = screen.Rect{X: body.X, Y: body.Y, W: side, H: body.H}
	rest := screen.Rect{X: side + 1, Y: body.Y, W: body.W - side - 1, H: body.H}
	switch {
	case m.terminal.Width >= threePanes && m.beside:
		right := rest.W * 2 / 5
		l.record = screen.Rect{X: rest.X + rest.W - right, Y: rest.Y, W: right, H: rest.H}
		rest.W -= right + 1
		l.records = rest
	case m.over:
		l.record = rest
	default:
		l.records = rest
	}
}

// arrangeNarrow shows the pane with the focus alone.
func (m *Model) arrangeNarrow(l *layout, body screen.Rect) {
	switch {
	case m.focus == pane.Objects:
		l.objects = body
	case m.over:
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
	return m.records.Shown()
}

// shown reports whether a pane has room at present.
func (m *Model) shown(name pane.Name) bool {
	switch name {
	case pane.Objects:
		return m.layout.objects.W > 0
	case pane.Records:
		return m.layout.records.W > 0
	case pane.Record:
		return m.layout.record.W > 0
	}
	return true
}
