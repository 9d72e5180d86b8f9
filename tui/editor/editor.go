// Package editor is the pane that shows one record, its fields and their
// editors, and keeps what was changed until it is sent.
//
// It asks the command layer and never imports api or another pane. The one
// rule: nothing typed is lost; leaving an editor, however, keeps what stands
// in it.
package editor

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"zco/tui/action"
	"zco/tui/command"
	"zco/tui/entry"
	"zco/tui/pane"
	"zco/tui/resource"
)

// Commands is what the pane asks of the command layer.
type Commands interface {
	Schema(command.Slot, uint64, *resource.Collection) tea.Cmd
	Item(command.Slot, uint64, time.Duration, *resource.Collection, string) tea.Cmd
	Names(map[string][]string) tea.Cmd
	Update(command.Slot, uint64, *resource.Collection, string, resource.Patch) tea.Cmd
}

// Model is the pane's state.
type Model struct {
	env *pane.Env
	ask Commands
	gen uint64

	col       *resource.Collection
	ref       resource.Ref
	item      resource.Item
	known     bool
	err       error
	schema    *resource.Schema
	badSchema error

	drafts  map[resource.Ref]*draft
	cursor  int
	top     int
	height  int
	editing *entry.Entry
	sending bool
}

// draft is what was changed of a record and not yet sent.
type draft struct {
	fields map[string]change
}

// change is the draft of one field: what it was when editing began, and what
// it is to become, or the text that is no value yet.
type change struct {
	base, mine resource.Value
	partial    string
	problem    string
}

const slot command.Slot = "editor"

// New returns an empty pane.
func New(env *pane.Env, ask Commands) *Model {
	return &Model{env: env, ask: ask, drafts: map[resource.Ref]*draft{}}
}

// Open reports whether a record is shown.
func (m *Model) Open() bool { return m.col != nil }

// Ref returns which record is shown.
func (m *Model) Ref() resource.Ref { return m.ref }

// Show shows a record. What is known of it is drawn at once; the rest is
// asked for.
func (m *Model) Show(col *resource.Collection, ref resource.Ref, it resource.Item, known bool) tea.Cmd {
	m.finish()
	m.gen++
	if ref != m.ref {
		m.cursor, m.top = 0, 0
	}
	if m.col != col {
		m.schema = nil
	}
	m.col, m.ref, m.item, m.known, m.err = col, ref, it, known, nil
	cmds := []tea.Cmd{}
	if m.schema == nil {
		cmds = append(cmds, m.ask.Schema(slot+"/schema", m.gen, col))
	}
	if !known {
		cmds = append(cmds, m.ask.Item(slot+"/item", m.gen, 0, col, ref.ID))
	} else {
		cmds = append(cmds, m.names())
	}
	return tea.Batch(cmds...)
}

// Drafts returns how many records have unsent changes.
func (m *Model) Drafts() int { return len(m.drafts) }

// Scopes implements the shell's panel.
func (m *Model) Scopes() []action.Scope {
	if m.editing != nil {
		return []action.Scope{action.Field}
	}
	return []action.Scope{action.Record, action.List}
}

// Update takes answers.
func (m *Model) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case command.Schema:
		if msg.Slot == slot+"/schema" && msg.Gen == m.gen {
			m.schema, m.badSchema = msg.Schema, msg.Err
			return m.names()
		}
	case command.Item:
		if msg.Slot == slot+"/item" && msg.Gen == m.gen {
			m.item, m.known, m.err = msg.Item, msg.Err == nil, msg.Err
			return m.names()
		}
	case command.Updated:
		return m.sent(msg)
	case pane.Changed:
		if msg.Ref == m.ref && !msg.Deleted {
			m.item, m.known = msg.Item, true
		}
	}
	return nil
}

// names asks for the names behind the record's ids.
func (m *Model) names() tea.Cmd {
	if m.schema == nil || !m.known {
		return nil
	}
	wanted := map[string][]string{}
	for _, f := range m.schema.Fields {
		if id := m.item.Value(f.Key).Text(); f.Target != "" && id != "" {
			wanted[f.Target] = append(wanted[f.Target], id)
		}
	}
	return m.ask.Names(wanted)
}

// field returns the field under the cursor.
func (m *Model) field() (resource.Field, bool) {
	if m.schema == nil || m.cursor >= len(m.schema.Fields) {
		return resource.Field{}, false
	}
	return m.schema.Fields[m.cursor], true
}

// value returns what a field holds: its draft, or what the service sent.
func (m *Model) value(key string) (v resource.Value, changed bool) {
	if c, ok := m.change(key); ok {
		return c.mine, true
	}
	return m.item.Value(key), false
}

func (m *Model) change(key string) (change, bool) {
	d := m.drafts[m.ref]
	if d == nil {
		return change{}, false
	}
	c, ok := d.fields[key]
	return c, ok
}
