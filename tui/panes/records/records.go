// Package records is the pane that shows the rows of one place as a table.
//
// It asks the command layer and never imports api or another pane. The one
// rule: the row under the cursor is known by its identity; an index is good
// for one frame.
package records

import (
	"fmt"
	"sync/atomic"
	"time"

	tea "charm.land/bubbletea/v2"

	"zco/tui/action"
	"zco/tui/domain/collection"
	"zco/tui/domain/window"
	"zco/tui/draw/screen"
	"zco/tui/pane"
	"zco/tui/widget/grid"
	"zco/tui/work"
)

// Commands is what the pane asks of the command layer.
type Commands interface {
	Schema(work.Slot, uint64, *collection.Collection) tea.Cmd
	Page(work.Slot, uint64, *collection.Collection, collection.Place, collection.Query) tea.Cmd
	Count(work.Slot, uint64, *collection.Collection) tea.Cmd
	Names(map[string][]string) tea.Cmd
	After(work.Slot, time.Duration, tea.Msg) tea.Cmd
	Cancel(work.Slot)
}

// Model is the state of the table of one place.
type Model struct {
	env   *pane.Env
	ask   Commands
	col   *collection.Collection
	place collection.Place
	slot  work.Slot // the beginning of all its slots; no other table has it

	schema    *collection.Schema
	schemaErr error
	win       *window.Window[collection.Item]
	arranged  *window.Arranged[collection.Item] // the rows at hand in an order or a filter of our own; nil while the service's is shown
	local     localSort
	quick     quickFilter
	sought    sought
	count     countState
	selected  *window.Selection[collection.Item]
	span      span

	cols    grid.Columns[column]
	settled bool     // the columns were chosen, by us or by a person
	wanted  []string // the keys of the columns to show once they are
	owned   bool     // a person changed them
	cells   cells

	said   string // of what did not load, last
	broken bool   // it was said that the list breaks off
	want   string // a row to put the cursor on once it is here
	clock  bool   // refresh by the clock
	drawn  bool   // since the last tick of that clock
	speed  speed

	total  int // screen rows of the pane
	height int // screen rows for rows
	area   screen.Rect
	cell   screen.Rect // the cell under the cursor as last drawn; empty when it was not
	mouse  pointer
}

type countState struct {
	collection.Count
	known bool
	err   error
}

var tableNumber atomic.Uint64

// New returns the table of a place; Load begins to fill it.
func New(env *pane.Env, ask Commands, col *collection.Collection, place collection.Place) *Model {
	m := &Model{
		env: env, ask: ask, col: col, place: place,
		slot:     work.Slot(fmt.Sprintf("records/%d", tableNumber.Add(1))),
		selected: window.NewSelection(itemID),
		height:   1,
	}
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

// Load asks for the fields, the first page and the count, all at once.
func (m *Model) Load() tea.Cmd {
	cmds := []tea.Cmd{m.ask.Schema(m.slot+"/schema", 0, m.col), m.fetch()}
	if m.col.Count != nil && !m.place.Searching() {
		cmds = append(cmds, m.ask.Count(m.slot+"/count", 0, m.col))
	}
	return pane.Batch(cmds...)
}

// Shown is called when the table comes back to the screen.
func (m *Model) Shown() tea.Cmd { return pane.Batch(m.fetch(), m.rest()) }

// Close cancels what is under way.
func (m *Model) Close() {
	for _, what := range []work.Slot{"/schema", "/count", "/rest", "/clock"} {
		m.ask.Cancel(m.slot + what)
	}
	for d := window.First; d <= window.Refresh; d++ {
		m.ask.Cancel(m.pageSlot(d))
	}
}

// SetHeight tells how many screen rows the pane has, its head included.
func (m *Model) SetHeight(h int) {
	m.total = h
	m.height = max(h-1-m.footRows(), 1)
	m.rows().SetHeight(m.height)
}

// Select puts the cursor on a row, now or when it is loaded.
func (m *Model) Select(id string) {
	if m.win.Select(id) {
		m.rearrangeAt(id)
		return
	}
	m.want = id
}

// Scopes implements the shell's panel.
func (m *Model) Scopes() []action.Scope {
	if m.quick.typing {
		return []action.Scope{action.Search}
	}
	return []action.Scope{action.Records, action.List}
}
