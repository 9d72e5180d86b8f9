// Package objects is the pane that lists what can be browsed: the account's
// custom objects with their counts, and its other collections, under headings.
//
// It asks the async layer and never imports api or another pane. The one
// rule: counts are decoration, fetched for what is on the screen and never
// waited for.
package objects

import (
	tea "charm.land/bubbletea/v2"

	"zco/tui/action"
	"zco/tui/domain/collection"
	"zco/tui/draw/screen"
	"zco/tui/pane"
	"zco/tui/widget/form"
	"zco/tui/work"
)

// Model is the pane's state.
type Model struct {
	env      *pane.Env
	layer    *work.Layer
	in       *work.Inbox
	commands action.Commands
	list     []*collection.Collection
	err      error
	busy     bool

	parts  map[string]*collection.Collection // what belongs to one row, by ID
	counts map[string]asked                  // of those that are counted on their own
	under  func(object string) []pane.Child
	mark   func(object string) string

	lines  []line // as shown; see build
	filter form.Line
	typing bool

	cursor int // in lines
	top    int
	area   screen.Rect // of the pane, its head included
	open   string      // the collection in the table
}

// asked is what became of asking for a count; the layer has the count itself,
// which tables ask for as well.
type asked struct {
	asked  bool
	failed error
}

// New returns an empty pane.
func New(env *pane.Env, layer *work.Layer) *Model {
	m := &Model{env: env, layer: layer, counts: map[string]asked{}, parts: map[string]*collection.Collection{}}
	m.in = layer.Inbox(m.answer)
	m.commands = m.newCommands()
	return m
}

// Handlers returns what others may ask of the pane.
func (m *Model) Handlers() []pane.Handler {
	return []pane.Handler{pane.On(m.setChildren)}
}

func (m *Model) setChildren(c pane.Children) tea.Cmd {
	m.under = c.Of
	m.Rebuild()
	return nil
}

// SetMark sets what is marked before the count of a collection, such as that
// it has unsent drafts; "" for nothing.
func (m *Model) SetMark(mark func(object string) string) { m.mark = mark }

// Load asks for the list.
func (m *Model) Load() tea.Cmd {
	m.busy, m.err = true, nil
	return m.in.Collections("list")
}

// Find returns the collection with an ID, the first one for "", nil when
// there is none. What belongs to one row of another collection is found as
// well.
func (m *Model) Find(id string) *collection.Collection {
	for _, c := range m.list {
		if id == "" || c.ID == id {
			return c
		}
	}
	if c := m.parts[id]; c != nil {
		return c
	}
	c := collection.Part(id)
	if c == nil && m.err != nil && len(m.list) > 0 {
		c = collection.ByID(id) // taken at its word: there is no list to look it up in
	}
	if c != nil {
		m.parts[id] = c
	}
	return c
}

// All returns what can be browsed.
func (m *Model) All() []*collection.Collection { return m.list }

// Mark shows which collection is in the table.
func (m *Model) Mark(id string) {
	m.open = id
	for i, l := range m.lines {
		if l.col != nil && l.child == nil && l.col.ID == id {
			m.moveTo(i)
		}
	}
}

// Count returns how many rows a collection has, if that is known.
func (m *Model) Count(id string) (collection.Count, bool) {
	if n, known := m.layer.Counted(id); known {
		return n, true
	}
	n, known := m.layer.Total(collection.Place{Collection: id})
	return collection.Count{Value: n}, known
}

// Scopes implements the shell's panel.
func (m *Model) Scopes() []action.Scope {
	if m.typing {
		return []action.Scope{action.Search}
	}
	return []action.Scope{action.Objects, action.List}
}

// definitions is the collection of the custom objects themselves.
const definitions = "objects"

// Current returns the collection under the cursor, nil where there is none.
func (m *Model) Current() *collection.Collection {
	if m.cursor >= len(m.lines) {
		return nil
	}
	return m.lines[m.cursor].col
}

// answer takes the answers of the inbox.
func (m *Model) answer(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case work.Collections:
		return m.listed(msg)
	case work.Count:
		m.counts[msg.Collection] = asked{asked: msg.Err == nil, failed: msg.Err}
	}
	return nil
}

func (m *Model) listed(msg work.Collections) tea.Cmd {
	m.busy, m.err = false, msg.Err
	if msg.Err != nil && (len(msg.List) == 0 || len(m.list) > 0) {
		return nil // what was listed before stays
	}
	m.list = msg.List
	m.Rebuild()
	m.env.Shell.Ask(pane.Listed{List: msg.List})
	return m.countVisible()
}

// Changed keeps counts, the list itself and what is known of fields in step
// with what was changed here.
func (m *Model) Changed(msg pane.Changed) tea.Cmd {
	id := msg.Ref.Collection
	if msg.Created || msg.Deleted {
		m.layer.AddTotal(id, map[bool]int{true: 1, false: -1}[msg.Created])
	}
	c := m.Find(id)
	if c == nil {
		return nil
	}
	if c.SchemaOf != "" {
		m.layer.ForgetSchema(c.SchemaOf)
	}
	if c.Child != nil {
		m.followDefinition(c, msg)
	}
	return nil
}

// countVisible asks for the counts of the rows on the screen that are not known
// yet.
func (m *Model) countVisible() tea.Cmd {
	var cmds []tea.Cmd
	top, height := m.top, max(m.height(), 1)
	for i := top; i < len(m.lines) && i < top+height; i++ {
		c := m.lines[i].col
		if c == nil || c.Count == nil || m.counts[c.ID].asked || m.counts[c.ID].failed != nil {
			continue
		}
		m.counts[c.ID] = asked{asked: true}
		cmds = append(cmds, m.in.Count("count/"+c.ID, c))
	}
	return tea.Batch(cmds...)
}
