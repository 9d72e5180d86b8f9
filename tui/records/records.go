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
	"zco/tui/command"
	"zco/tui/pane"
	"zco/tui/resource"
	"zco/tui/window"
)

// Commands is what the pane asks of the command layer.
type Commands interface {
	Schema(command.Slot, uint64, *resource.Collection) tea.Cmd
	Page(command.Slot, uint64, *resource.Collection, resource.Place, resource.Query) tea.Cmd
	Count(command.Slot, uint64, *resource.Collection) tea.Cmd
	Names(map[string][]string) tea.Cmd
	After(command.Slot, time.Duration, tea.Msg) tea.Cmd
	Cancel(command.Slot)
}

// Model is the state of the table of one place.
type Model struct {
	env   *pane.Env
	ask   Commands
	col   *resource.Collection
	place resource.Place
	slot  command.Slot // the beginning of all its slots; no other table has it

	schema    *resource.Schema
	schemaErr error
	win       *window.Window[resource.Item]
	count     countState
	columns   columns
	cells     cellCache
	want      string // a row to put the cursor on once it is here
	height    int
	first     int // the screen row of the first row shown
	speed     speed
}

type countState struct {
	resource.Count
	known bool
	err   error
}

var tableNumber atomic.Uint64

// New returns the table of a place; Load begins to fill it.
func New(env *pane.Env, ask Commands, col *resource.Collection, place resource.Place) *Model {
	m := &Model{
		env: env, ask: ask, col: col, place: place,
		slot:  command.Slot(fmt.Sprintf("records/%d", tableNumber.Add(1))),
		cells: cellCache{},
	}
	m.win = window.New(window.Options[resource.Item]{
		ID:      func(it resource.Item) string { return it.ID },
		Version: func(it resource.Item) string { return it.Version },
	})
	return m
}

// Collection returns what the table shows rows of.
func (m *Model) Collection() *resource.Collection { return m.col }

// Place returns what the table shows.
func (m *Model) Place() resource.Place { return m.place }

// Load asks for the fields, the first page and the count, all at once.
func (m *Model) Load() tea.Cmd {
	cmds := []tea.Cmd{m.ask.Schema(m.slot+"/schema", 0, m.col), m.fetch()}
	if m.col.Count != nil && !m.place.Searching() {
		cmds = append(cmds, m.ask.Count(m.slot+"/count", 0, m.col))
	}
	return tea.Batch(cmds...)
}

// Shown is called when the table comes back to the screen.
func (m *Model) Shown() tea.Cmd { return tea.Batch(m.fetch(), m.rest()) }

// Close cancels what is under way.
func (m *Model) Close() {
	for _, what := range []command.Slot{"/schema", "/count", "/rest"} {
		m.ask.Cancel(m.slot + what)
	}
	for d := window.First; d <= window.Refresh; d++ {
		m.ask.Cancel(m.pageSlot(d))
	}
}

// SetHeight tells how many screen rows the pane has, its head included.
func (m *Model) SetHeight(h int) {
	m.height = max(h-1, 1)
	m.win.SetHeight(m.height)
}

// Select puts the cursor on a row, now or when it is loaded.
func (m *Model) Select(id string) {
	if !m.win.Select(id) {
		m.want = id
	}
}

// Current returns the row under the cursor.
func (m *Model) Current() (resource.Item, bool) {
	_, it, ok := m.win.Cursor()
	return it, ok
}

// Scopes implements the shell's panel.
func (m *Model) Scopes() []action.Scope { return []action.Scope{action.Records, action.List} }

// Type implements the shell's panel; the table has no text of its own.
func (m *Model) Type(tea.KeyPressMsg) tea.Cmd { return nil }

// Paste implements the shell's panel.
func (m *Model) Paste(string) tea.Cmd { return nil }

// Why implements the shell's panel.
func (m *Model) Why(id action.ID) string {
	switch id {
	case action.New, action.Duplicate:
		if m.col.Create == nil {
			return "the service does not let " + m.col.Title + " be created"
		}
	case action.Open, action.EditCell, action.Delete, action.Copy, action.Browser:
		if _, ok := m.Current(); !ok {
			return "there is no row under the cursor"
		}
	case action.SearchRecords:
		if !m.col.Searchable && m.col.Suggest == nil {
			return "the service does not search " + m.col.Title
		}
	}
	return ""
}
