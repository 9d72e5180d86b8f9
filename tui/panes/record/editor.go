// Package record is the pane that shows one record, its fields and their
// editors; what is typed goes into the drafts, from where it is sent.
//
// It asks the command layer and never imports api or another pane. The one
// rule: nothing typed is lost; each key reaches the draft, and leaving an
// editor, however, keeps what stands in it.
package record

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"zco/tui/action"
	"zco/tui/domain/collection"
	"zco/tui/pane"
	"zco/tui/work"
)

// Commands is what the pane asks of the command layer.
type Commands interface {
	Schema(work.Slot, uint64, *collection.Collection) tea.Cmd
	KnownSchema(object string) *collection.Schema
	Item(work.Slot, uint64, time.Duration, *collection.Collection, string) tea.Cmd
	Names(map[string][]string) tea.Cmd
	Complete(work.Slot, int, time.Duration, *collection.Collection, collection.Field, string) tea.Cmd
	Events(work.Slot, uint64, *collection.Collection, string) tea.Cmd
}

// Sending tells which rows a change is being sent to.
type Sending interface{ Busy(collection.Ref) bool }

// Model is the pane's state.
type Model struct {
	env     *pane.Env
	ask     Commands
	unsent  *pane.Unsent
	sending Sending
	gen     uint64

	col       *collection.Collection
	ref       collection.Ref
	item      collection.Item
	known     bool
	gone      bool // deleted while it was shown
	err       error
	schema    *collection.Schema
	badSchema error

	refused map[collection.Ref]map[string]string // the service's words, by field, until the field is changed
	fields  []collection.Field
	cursor  int
	top     int
	height  int
	editing *typing
	mouse   pointer
	wanted  string // the key of the field that the cursor goes to once the fields are here

	external   External
	left       *Left  // a text to be opened again when its row is read
	lastFaults string // what the person's own editor was last opened with, when that had faults
}

const slot work.Slot = "editor"

// New returns an empty pane over the drafts of an account.
func New(env *pane.Env, ask Commands, unsent *pane.Unsent, sending Sending) *Model {
	return &Model{env: env, ask: ask, unsent: unsent, sending: sending, refused: map[collection.Ref]map[string]string{}}
}

// Open reports whether a record is shown.
func (m *Model) Open() bool { return m.col != nil }

// Ref returns which record is shown.
func (m *Model) Ref() collection.Ref { return m.ref }

// Show shows a record, or the form of one not created yet. What is known of it
// is drawn at once; the rest is asked for.
func (m *Model) Show(col *collection.Collection, ref collection.Ref, it collection.Item, known bool) tea.Cmd {
	m.finish()
	m.gen++
	m.wanted = ""
	if m.unsent.IsNew(ref) {
		it, known = collection.Item{ID: ref.ID, Values: map[string]collection.Value{}}, true
	}
	if ref != m.ref {
		m.cursor, m.top = 0, 0
	}
	if m.col != col {
		m.schema, m.badSchema = m.ask.KnownSchema(col.ID), nil // so that a key typed right behind can edit
	}
	m.col, m.ref, m.item, m.known, m.err, m.gone = col, ref, it, known, nil, false
	m.arrange()
	cmds := []tea.Cmd{}
	if m.schema == nil {
		cmds = append(cmds, m.ask.Schema(slot+"/schema", m.gen, col))
	}
	if !known {
		cmds = append(cmds, m.ask.Item(slot+"/item", m.gen, 0, col, ref.ID))
	} else {
		cmds = append(cmds, m.names())
	}
	return pane.Batch(cmds...)
}

// creating reports whether the row shown is not created yet.
func (m *Model) creating() bool { return m.unsent.IsNew(m.ref) }

// Scopes implements the shell's panel.
func (m *Model) Scopes() []action.Scope {
	if m.editing != nil {
		return []action.Scope{action.Field}
	}
	return []action.Scope{action.Record, action.List, action.Records}
}

// Update takes answers.
func (m *Model) Update(msg tea.Msg) tea.Cmd {
	if m.editing != nil {
		m.editing.update(msg)
	}
	if cmd, ours := m.outside(msg); ours {
		return cmd
	}
	switch msg := msg.(type) {
	case tea.MouseMsg:
		return m.pointed(msg)
	case work.Schema:
		if msg.Slot == slot+"/schema" && msg.Gen == m.gen {
			m.schema, m.badSchema = msg.Schema, msg.Err
			m.arrange()
			return pane.Batch(m.names(), m.resume())
		}
	case work.Item:
		if msg.Slot == slot+"/item" && msg.Gen == m.gen {
			m.took(msg)
			return pane.Batch(m.names(), m.resume())
		}
	case work.Events:
		if msg.Slot == slot+"/events" && msg.Ref == m.ref {
			return m.showEvents(msg)
		}
	case pane.Refused:
		m.refused[msg.Ref] = msg.Fields
		m.toRefused(msg)
	case pane.Became:
		delete(m.refused, msg.From)
		if msg.From == m.ref && m.col != nil {
			return m.Show(m.col, msg.To, msg.Item, true)
		}
	case pane.Changed:
		return m.changed(msg)
	}
	return nil
}

// took takes the row as the service has it. A row that was read once and can
// not be read again stays on the screen.
func (m *Model) took(msg work.Item) {
	m.err = msg.Err
	if msg.Err == nil {
		m.item, m.known, m.gone = msg.Item, true, false
		m.arrange()
		return
	}
	if !collection.Gone(msg.Err) {
		return
	}
	if d, drafted := m.unsent.Record(m.ref); drafted && !m.known { // show at least what was typed
		m.item = collection.Item{ID: m.ref.ID, Name: d.Name, Version: d.Version, Values: map[string]collection.Value{}}
		for key, f := range d.Fields {
			m.item.Values[key] = f.Base
		}
		m.known = true
		m.arrange()
	}
	if m.known {
		m.gone, m.err = true, nil
	}
}

func (m *Model) changed(msg pane.Changed) tea.Cmd {
	if msg.Ref != m.ref {
		return nil
	}
	if msg.Deleted {
		m.gone = true
		return nil
	}
	if _, drafted := m.unsent.Record(msg.Ref); !drafted {
		delete(m.refused, msg.Ref)
	}
	m.item, m.known, m.gone = msg.Item, true, false
	m.arrange()
	return m.names()
}

// toRefused puts the cursor on the first field that the service is against.
func (m *Model) toRefused(msg pane.Refused) {
	if msg.Ref != m.ref || m.editing != nil {
		return
	}
	for i, f := range m.fields {
		if msg.Fields[f.Key] != "" {
			m.cursor = i
			return
		}
	}
}

// names asks for the names behind the record's ids and those of its draft.
func (m *Model) names() tea.Cmd {
	if m.schema == nil || !m.known {
		return nil
	}
	wanted := map[string][]string{}
	for _, f := range m.fields {
		if f.Target == "" {
			continue
		}
		draft, _ := m.unsent.Draft(m.ref, f.Key)
		for _, v := range []collection.Value{m.item.Value(f.Key), draft} {
			if !v.IsEmpty() {
				wanted[f.Target] = append(wanted[f.Target], v.Text())
			}
		}
	}
	return m.ask.Names(wanted)
}
