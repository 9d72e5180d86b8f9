// Package objects is the pane that lists what can be browsed: the account's
// custom objects with their counts, and its other collections.
//
// It asks the command layer and never imports api or another pane. The one
// rule: counts are decoration, fetched for what is on the screen and never
// waited for.
package objects

import (
	tea "charm.land/bubbletea/v2"
	"github.com/sahilm/fuzzy"

	"zco/tui/action"
	"zco/tui/command"
	"zco/tui/form"
	"zco/tui/pane"
	"zco/tui/resource"
)

// Commands is what the pane asks of the command layer.
type Commands interface {
	Collections(command.Slot, uint64) tea.Cmd
	Count(command.Slot, uint64, *resource.Collection) tea.Cmd
}

// Model is the pane's state.
type Model struct {
	env  *pane.Env
	ask  Commands
	gen  uint64
	list []*resource.Collection
	err  error
	busy bool

	counts  map[string]count
	matches fuzzy.Matches // the rows shown, when a filter is typed
	filter  form.Line
	typing  bool

	cursor int
	top    int
	height int
	first  int    // the screen row of the first row shown
	open   string // the collection in the table
}

type count struct {
	known  bool
	asked  bool
	failed error
	resource.Count
}

const slot command.Slot = "objects"

// New returns an empty pane.
func New(env *pane.Env, ask Commands) *Model {
	return &Model{env: env, ask: ask, counts: map[string]count{}}
}

// Load asks for the list.
func (m *Model) Load() tea.Cmd {
	m.gen++
	m.busy, m.err = true, nil
	return m.ask.Collections(slot, m.gen)
}

// Find returns the collection with an ID, the first one for "", nil when
// there is none.
func (m *Model) Find(id string) *resource.Collection {
	for _, c := range m.list {
		if id == "" || c.ID == id {
			return c
		}
	}
	return nil
}

// All returns what can be browsed.
func (m *Model) All() []*resource.Collection { return m.list }

// Mark shows which collection is in the table.
func (m *Model) Mark(id string) {
	m.open = id
	for i, c := range m.rows() {
		if c.ID == id {
			m.moveTo(i)
		}
	}
}

// Count returns how many rows a collection has, if that is known.
func (m *Model) Count(id string) (resource.Count, bool) {
	c := m.counts[id]
	return c.Count, c.known
}

// rows are the collections shown.
func (m *Model) rows() []*resource.Collection {
	if m.filter.Text() == "" {
		return m.list
	}
	out := make([]*resource.Collection, len(m.matches))
	for i, match := range m.matches {
		out[i] = m.list[match.Index]
	}
	return out
}

// Scopes implements the shell's panel.
func (m *Model) Scopes() []action.Scope {
	if m.typing {
		return []action.Scope{action.Search}
	}
	return []action.Scope{action.Objects, action.List}
}

// Why implements the shell's panel.
func (m *Model) Why(action.ID) string { return "" }

// Update takes answers.
func (m *Model) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case command.Collections:
		if msg.Slot != slot || msg.Gen != m.gen {
			return nil
		}
		m.busy, m.err = false, msg.Err
		if msg.Err == nil {
			m.list = msg.List
			m.refilter()
			return m.countShown()
		}
	case command.Count:
		if msg.Slot != countSlot(msg.Collection) {
			return nil
		}
		m.counts[msg.Collection] = count{known: msg.Err == nil, asked: msg.Err == nil, failed: msg.Err, Count: msg.Count}
	case pane.Changed:
		if c := m.counts[msg.Ref.Collection]; c.known && (msg.Created || msg.Deleted) {
			c.Value += map[bool]int{true: 1, false: -1}[msg.Created]
			m.counts[msg.Ref.Collection] = c
		}
	case tea.MouseClickMsg, tea.MouseWheelMsg:
		return m.pointer(msg)
	}
	return nil
}

func countSlot(id string) command.Slot { return slot + "/count/" + command.Slot(id) }

// countShown asks for the counts of the rows on the screen that are not known
// yet.
func (m *Model) countShown() tea.Cmd {
	var cmds []tea.Cmd
	rows := m.rows()
	for i := m.top; i < len(rows) && i < m.top+max(m.height, 1); i++ {
		c := rows[i]
		if m.counts[c.ID].asked || c.Count == nil {
			continue
		}
		m.counts[c.ID] = count{asked: true}
		cmds = append(cmds, m.ask.Count(countSlot(c.ID), 0, c))
	}
	return tea.Batch(cmds...)
}

func (m *Model) refilter() {
	m.matches = fuzzy.FindFrom(m.filter.Text(), titles(m.list))
	m.moveTo(m.cursor)
}

type titles []*resource.Collection

func (t titles) String(i int) string { return t[i].Title + " " + t[i].ID }
func (t titles) Len() int            { return len(t) }

func (m *Model) moveTo(i int) {
	m.cursor = max(min(i, len(m.rows())-1), 0)
	if m.cursor < m.top {
		m.top = m.cursor
	}
	if m.height > 0 && m.cursor >= m.top+m.height {
		m.top = m.cursor - m.height + 1
	}
}
