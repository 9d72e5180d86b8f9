package records

import (
	"cmp"
	"strings"

	"zco/tui/action"
	"zco/tui/domain/collection"
	"zco/tui/domain/window"
	"zco/tui/draw/screen"
	"zco/tui/draw/text"
)

// drawNothing says why there are no rows, if there are none, and what to do.
func (m *listed) drawNothing(a screen.Area) bool {
	th := m.env.Theme
	err := m.win.Err(window.First)
	if m.win.Len() == 0 { // empty pages may lead to others
		err = cmp.Or(err, m.win.Err(window.Next), m.win.Err(window.Prev))
	}
	err = cmp.Or(err, m.schemaErr)
	switch {
	case err != nil && (m.win.Len() == 0 || m.schema == nil || m.stale):
		m.drawFailed(a, err)
	case m.win.Len() == 0 && !m.win.Empty() || m.schema == nil:
		a.TextCut(gutter, 1, a.W-gutter, th.Muted, "Loading "+m.col.Title+th.Glyphs.Loading)
	case m.local != nil && m.local.Len() == 0 && m.win.Len() > 0:
		m.drawLines(a, th.Text, []string{"No loaded row matches."}, action.Back, action.SearchRecords)
	case m.win.Empty() && m.win.BrokenOff():
		m.drawLines(a, th.Text, []string{"No " + m.col.Title + " came.", "The service says again and again that there are more, and gives empty pages."}, action.Refresh)
	case m.win.Empty() && m.place.Text != "":
		m.drawLines(a, th.Text, []string{"Nothing found for " + m.place.Text + ".",
			"The service finds words by their beginnings; what was made just now may not be found yet."}, action.Back, action.SearchRecords)
	case m.win.Empty() && m.place.Searching():
		m.drawLines(a, th.Text, []string{"No " + m.col.Title + " pass the filter."}, action.Back, action.Filter)
	case m.win.Empty() && m.col.Create == nil:
		m.drawLines(a, th.Text, []string{"No " + m.col.Title + " yet."}, action.Refresh)
	case m.win.Empty():
		m.drawLines(a, th.Text, []string{"No " + m.col.Title + " yet."}, action.New, action.Import, action.Refresh)
	default:
		return false
	}
	return true
}

// drawFailed tells a refusal from a failure: one can be tried again, the other
// is for an administrator.
func (m *listed) drawFailed(a screen.Area, err error) {
	title := m.col.Title + " could not be read."
	switch {
	case collection.Forbidden(err):
		title = "You may not see " + m.col.Title + "."
	case collection.Gone(err):
		title = m.col.Title + " are not there."
	}
	m.drawLines(a, m.env.Theme.Danger, append([]string{title}, m.env.Failed(err, a.W-gutter-1, a.Method())...), action.Refresh)
}

// drawLines draws a first line in a style, the others plainly, and keys.
func (m *listed) drawLines(a screen.Area, st screen.Style, lines []string, ids ...action.ID) {
	th, y := m.env.Theme, 1
	for i, line := range lines {
		if i > 0 {
			st = th.Muted
		}
		for _, l := range text.Wrap(strings.TrimSpace(line), max(a.W-gutter-1, 8), a.Method()) {
			a.TextCut(gutter, y, a.W-gutter, st, l)
			y++
		}
	}
	m.env.DrawHints(a.Sub(gutter, 0, a.W-gutter, a.H), y+1, m.env.Live(m.env.Hints(ids...)))
}
