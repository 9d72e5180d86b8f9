// Package records is the pane that shows the rows of one place as a table.
//
// It asks the async layer and never imports api or another pane. The one rule:
// the row under the cursor is known by its identity; an index is good until the
// next answer.
package records

import (
	tea "charm.land/bubbletea/v2"

	"zco/tui/action"
	"zco/tui/domain/collection"
	"zco/tui/domain/window"
	"zco/tui/draw/screen"
	"zco/tui/pane"
	"zco/tui/widget/grid"
	"zco/tui/work"
)

// Model is the state of the table of one place.
type Model struct {
	shown
	commands action.Commands
	against  map[action.ID]func() string // see Why

	told       string // of what did not load, last
	toldBroken bool   // that the list breaks off
	unreadable int    // rows that made no sense and are left out
	wantRow    string // to put the cursor on once it is here
	clock      bool   // auto-refresh
	mouse      pointer
}

// listed is the rows of a place: as the service has them or in an order of our
// own, where the cursor is, and what is selected.
type listed struct {
	env   *pane.Env
	layer *work.Layer
	in    *work.Inbox
	col   *collection.Collection
	place collection.Place

	schema    *collection.Schema
	schemaErr error
	win       *window.Window[collection.Item]
	local     *window.LocalView[collection.Item] // the loaded rows in a local order or filter; nil while the service's is shown
	localSort localSort
	quick     quickFilter
	sought    sought
	stale     bool // the rows are those of the place before: the search for others is under way, or failed
	count     countState
	selected  *window.Selection[collection.Item]
	span      span
	speed     speed
	height    int // screen rows for rows
}

// shown is how the rows are shown: their columns, and where on the screen.
type shown struct {
	listed
	cols        grid.Columns[column]
	chosen      bool         // the columns were chosen, by us or by a person
	owned       bool         // a person changed them
	fitted      int          // the width that nobody's columns were fitted to
	wantColumns pane.Columns // to show once the rows are here
	cells       cells

	area     screen.Rect // of the pane, its head included
	onScreen bool
}

type countState struct {
	collection.Count
	known bool
	fresh bool // the service counted when it was asked
	err   error
}

// New returns the table of a place; Load begins to fill it.
func New(env *pane.Env, layer *work.Layer, col *collection.Collection, place collection.Place) *Model {
	m := &Model{shown: shown{listed: listed{
		env: env, layer: layer, col: col, place: place, selected: window.NewSelection(itemID), height: 1,
	}}}
	m.in = layer.Inbox(m.answer)
	m.commands, m.against = m.newCommands(), m.newAgainst()
	m.win = window.New(window.Options[collection.Item]{
		ID:      itemID,
		Version: func(it collection.Item) string { return it.Version },
		Size:    env.PageSize,
		Keep:    env.Pages,
	})
	return m
}

func itemID(it collection.Item) string { return it.ID }

// ShareSelection makes the rows selected in another table of the same
// collection the rows selected here, and the other way round.
func (m *Model) ShareSelection(with *Model) { m.selected = with.selected }

// countedApart reports whether the rows of the place are counted in a request of
// their own.
func (m *listed) countedApart() bool { return m.col.Count != nil && !m.place.Searching() }

// Load asks for the fields, the first page and the count, all at once.
func (m *Model) Load() tea.Cmd {
	cmds := []tea.Cmd{m.in.Schema("schema", m.col), m.fetch()}
	if m.countedApart() {
		cmds = append(cmds, m.in.Count("count", m.col))
	}
	return tea.Batch(cmds...)
}

// Resume is called when the table comes back to the screen.
func (m *Model) Resume() tea.Cmd { return tea.Batch(m.fetch(), m.rest()) }

// Close cancels what is under way.
func (m *Model) Close() { m.in.Close() }

// SetArea tells where on the screen the pane is; an empty area says that it is
// covered, and comes back as it was.
func (m *Model) SetArea(r screen.Rect) {
	if m.onScreen = r.W > 0 && r.H > 0; !m.onScreen {
		return
	}
	m.area = r
	m.fitAgain()
	m.cols.Place(gutter, r.W)
	m.fitRows()
}

// fitRows gives the rows the height that head and foot leave them.
func (m *shown) fitRows() {
	m.height = max(m.area.H-1-m.footRows(), 1)
	m.rows().SetHeight(m.height)
}

// visible reports whether the table is in front and not covered.
func (m *Model) visible() bool { return m.onScreen && m.env.Shell.Table() == pane.Table(m) }

// Select puts the cursor on a row, now or when it is loaded.
func (m *Model) Select(id string) {
	if m.win.Select(id) {
		m.updateLocalAt(id)
		return
	}
	m.wantRow = id
}

// Scopes implements the shell's panel.
func (m *Model) Scopes() []action.Scope {
	if m.quick.typing {
		return []action.Scope{action.Search}
	}
	return []action.Scope{action.Records, action.List}
}
