// Package objects is the pane that lists what can be browsed: the account's
// custom objects with their counts, and its other collections, under headings.
//
// It asks the command layer and never imports api or another pane. The one
// rule: counts are decoration, fetched for what is on the screen and never
// waited for.
package objects

import (
	tea "charm.land/bubbletea/v2"

	"zco/tui/action"
	"zco/tui/domain/collection"
	"zco/tui/pane"
	"zco/tui/widget/form"
	"zco/tui/work"
)

// Commands is what the pane asks of the command layer.
type Commands interface {
	Collections(work.Slot, uint64) tea.Cmd
	Count(work.Slot, uint64, *collection.Collection) tea.Cmd
	ForgetSchema(object string)
}

// Model is the pane's state.
type Model struct {
	env  *pane.Env
	ask  Commands
	gen  uint64
	list []*collection.Collection
	err  error
	busy bool

	parts   map[string]*collection.Collection // what belongs to one row, by ID
	counts  map[string]count
	refused map[string]string // collections that the service forbids, and its words
	under   func(object string) []pane.Child
	mark    func(object string) string

	lines  []line // as shown; see build
	filter form.Line
	typing bool

	cursor int // in lines
	top    int
	height int
	first  int    // the screen row of the first line shown
	open   string // the collection in the table
	folded bool   // see Fold
}

type count struct {
	known  bool
	asked  bool
	failed error
	collection.Count
}

const slot work.Slot = "objects"

// New returns an empty pane.
func New(env *pane.Env, ask Commands) *Model {
	return &Model{
		env: env, ask: ask, counts: map[string]count{}, refused: map[string]string{}, parts: map[string]*collection.Collection{},
	}
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
	m.gen++
	m.busy, m.err = true, nil
	return m.ask.Collections(slot, m.gen)
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
	c := m.counts[id]
	return c.Count, c.known
}

// Scopes implements the shell's panel.
func (m *Model) Scopes() []action.Scope {
	if m.typing {
		return []action.Scope{action.Search}
	}
	return []action.Scope{action.Objects, action.List}
}

// Why implements the shell's panel.
func (m *Model) Why(id action.ID) string {
	c := m.current()
	switch id {
	case action.ObjectFields:
		if c == nil {
			return "there is no object under the cursor"
		}
		if _, ok := c.FindVerb("fields"); !ok {
			return "only custom objects have fields to change"
		}
	case action.EditObject, action.DeleteObject:
		if c == nil {
			return "there is no object under the cursor"
		}
		if c.Definition == (collection.Ref{}) {
			return c.Title + " belong to every account and stay"
		}
		return m.refused[c.Definition.Collection]
	case action.NewObject:
		return m.refused[definitions]
	}
	return ""
}

// definitions is the collection of the custom objects themselves.
const definitions = "objects"

// current is the collection under the cursor, nil where there is none.
func (m *Model) current() *collection.Collection {
	if m.cursor >= len(m.lines) {
		return nil
	}
	return m.lines[m.cursor].col
}

// Update takes answers.
func (m *Model) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case work.Collections:
		return m.listed(msg)
	case work.Count:
		m.judge(msg.Collection, msg.Err)
		if msg.Slot == countSlot(msg.Collection) {
			m.counts[msg.Collection] = count{known: msg.Err == nil, asked: msg.Err == nil, failed: msg.Err, Count: msg.Count}
		}
	case work.Schema:
		if msg.Err != nil { // fields may be open where the rows are not
			m.judge(msg.Collection, msg.Err)
		}
	case work.Page:
		m.paged(msg)
	case pane.Changed:
		m.changed(msg)
	case tea.MouseClickMsg, tea.MouseWheelMsg:
		return m.pointer(msg)
	}
	return nil
}

func (m *Model) listed(msg work.Collections) tea.Cmd {
	if msg.Slot != slot || msg.Gen != m.gen {
		return nil
	}
	m.busy, m.err = false, msg.Err
	if msg.Err != nil {
		return nil
	}
	m.list = msg.List
	m.Rebuild()
	return m.countShown()
}

// judge remembers what the service forbids, until it allows it.
func (m *Model) judge(object string, err error) {
	switch {
	case collection.Forbidden(err):
		m.refused[object] = collection.WhyForbidden(err)
	case err == nil:
		delete(m.refused, object)
	}
}

// paged takes the total that came with a page of a whole collection, where
// counting it would be a request of its own.
func (m *Model) paged(msg work.Page) {
	id := msg.Place.Collection
	m.judge(id, msg.Err)
	c := m.Find(id)
	whole := !msg.Place.Searching() && msg.Place.Fixed == ""
	if msg.Err == nil && c != nil && c.Count == nil && whole && msg.Page.Total >= 0 {
		m.counts[id] = count{known: true, Count: collection.Count{Value: msg.Page.Total}}
	}
}

// changed keeps counts, the list itself and what is known of fields in step
// with what was changed here.
func (m *Model) changed(msg pane.Changed) {
	id := msg.Ref.Collection
	if c := m.counts[id]; c.known && (msg.Created || msg.Deleted) {
		c.Value += map[bool]int{true: 1, false: -1}[msg.Created]
		m.counts[id] = c
	}
	c := m.Find(id)
	if c == nil {
		return
	}
	if c.SchemaOf != "" {
		m.ask.ForgetSchema(c.SchemaOf)
	}
	if c.Child != nil {
		m.stood(c, msg)
	}
}

func countSlot(id string) work.Slot { return slot + "/count/" + work.Slot(id) }

// countShown asks for the counts of the rows on the screen that are not known
// yet.
func (m *Model) countShown() tea.Cmd {
	var cmds []tea.Cmd
	for i := m.top; i < len(m.lines) && i < m.top+max(m.height, 1); i++ {
		c := m.lines[i].col
		if c == nil || c.Count == nil || m.counts[c.ID].asked || m.counts[c.ID].failed != nil {
			continue
		}
		m.counts[c.ID] = count{asked: true}
		cmds = append(cmds, m.ask.Count(countSlot(c.ID), 0, c))
	}
	return pane.Batch(cmds...)
}
