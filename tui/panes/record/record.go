// Package record is the pane that shows one record, its fields and their
// editors; what is typed goes into the drafts, from where it is sent.
//
// It asks the command layer and never imports api or another pane. The one
// rule: nothing typed is lost; each key reaches the draft, and leaving an
// editor, however, keeps what stands in it.
package record

import (
	"maps"
	"time"

	tea "charm.land/bubbletea/v2"

	"zco/tui/action"
	"zco/tui/domain/change"
	"zco/tui/domain/collection"
	"zco/tui/draw/screen"
	"zco/tui/pane"
	"zco/tui/work"
)

// Sender takes changes to their review and to the service.
type Sender interface {
	Propose(change.Propose) tea.Cmd
	Busy(collection.Ref) bool // a change to the row is being sent
}

// Model is the pane's state.
type Model struct {
	row
	layer    *work.Layer
	in       *work.Inbox
	sender   Sender
	commands action.Commands
	onFiles  action.Commands // on the lines of files

	top     int         // the field at the top
	at      screen.Rect // where on the screen the pane is
	editing *typing

	clicked   int // the field where a button was last pressed, and when
	clickedAt time.Time

	external   External
	left       *change.Left // a text to be opened again when its row is read
	awaited    awaited
	lastFaults string // what the person's own editor was last opened with, when that had faults
}

// row is the record shown, with its draft: what there is to draw and to edit.
type row struct {
	env    *pane.Env
	drafts *change.DraftStore

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
	written map[string]written // the lines of values, by field
	cursor  int
	wanted  string // the key of the field that the cursor goes to once the fields are here
	files   files
	related related
}

// New returns an empty pane over the drafts of an account.
func New(env *pane.Env, l *work.Layer, drafts *change.DraftStore, sender Sender, x External) *Model {
	m := &Model{
		row:   row{env: env, drafts: drafts, refused: map[collection.Ref]map[string]string{}},
		layer: l, sender: sender, external: x,
	}
	m.in = l.Inbox(m.answer)
	m.commands = m.index()
	m.onFiles = maps.Clone(m.commands)
	m.onFiles.Add(filing{m}.commands())
	return m
}

// Open reports whether a record is shown.
func (m *Model) Open() bool { return m.col != nil }

// Ref returns which record is shown.
func (m *Model) Ref() collection.Ref { return m.ref }

// Name is what the record is called, also while the cursor is on a file of it;
// empty before it is read.
func (m *Model) Name() string { return m.item.Name }

// creating reports whether the row shown is not created yet.
func (m *row) creating() bool { return m.drafts.IsNew(m.ref) }

// Show shows a record, or the form of one not created yet. What is known of it
// is drawn at once; the rest is asked for.
func (m *Model) Show(col *collection.Collection, ref collection.Ref, it collection.Item, known bool) tea.Cmd {
	m.finish()
	m.wanted = ""
	m.in.Cancel("schema")
	m.in.Cancel("item")
	if m.drafts.IsNew(ref) {
		it, known = collection.Item{ID: ref.ID, Values: map[string]collection.Value{}}, true
	}
	if ref != m.ref {
		m.cursor = 0
	}
	if m.col != col {
		m.schema, m.badSchema = m.layer.KnownSchema(col.ID), nil // so that a key typed right behind can edit
	}
	m.col, m.ref, m.item, m.known, m.err, m.gone = col, ref, it, known, nil, false
	await := m.awaitRelated()
	m.arrange()
	if known {
		return tea.Batch(m.askSchema(), m.askNames(), await)
	}
	return tea.Batch(m.askSchema(), m.in.Item("item", 0, col, ref.ID), await)
}

// askSchema asks for the fields where they are not here.
func (m *Model) askSchema() tea.Cmd {
	if m.schema != nil {
		return nil
	}
	return m.in.Schema("schema", m.col)
}

// Refresh reads the record again.
func (m *Model) Refresh() tea.Cmd {
	if m.col == nil || m.creating() {
		return nil
	}
	return tea.Batch(m.askSchema(), m.in.Item("item", 0, m.col, m.ref.ID), m.awaitRelated())
}

// Subject is the record and the field under the cursor, or the file of it that
// is there. One that is not created yet is none.
func (m *Model) Subject() (pane.Subject, bool) {
	if m.col == nil || !m.known || m.creating() {
		return pane.Subject{}, false
	}
	if s, ok := m.fileSubject(); ok {
		return s, true
	}
	s := pane.Subject{Collection: m.col, Schema: m.schema, Item: m.item}
	if f, ok := m.field(); ok {
		s.Field = f
	}
	if m.schema != nil {
		s.Columns = m.schema.Fields
	}
	return s, true
}

// Scopes implements the shell's panel.
func (m *Model) Scopes() []action.Scope {
	if m.editing != nil {
		return []action.Scope{action.Field}
	}
	return []action.Scope{action.Record, action.List, action.Records}
}

// Handlers returns what the pane does for features and for the programs that
// it started.
func (m *Model) Handlers() []pane.Handler {
	return []pane.Handler{
		pane.On(m.editCell), pane.On(m.serviceRefused),
		pane.On(m.externalReady), pane.On(m.externalLeft), pane.On(m.externalRead),
	}
}

// answer takes what the pane asked the service for.
func (m *Model) answer(msg tea.Msg) tea.Cmd {
	defer m.scroll()
	switch msg := msg.(type) {
	case work.Schema:
		m.schema, m.badSchema = msg.Schema, msg.Err
		m.arrange()
		return tea.Batch(m.askNames(), m.resume())
	case work.Item:
		m.read(msg)
		if m.err != nil && m.known {
			m.say(pane.Failure, "the record cannot be read again: "+m.env.Advised(m.err))
		}
		return tea.Batch(m.askNames(), m.resume())
	case relatedDue:
		return m.askRelated(msg)
	case work.Page:
		return filing{m}.arrived(msg)
	case work.Related:
		return m.relatedArrived(msg)
	case work.Pointing:
		m.related.counted(msg)
		return m.countNext()
	case work.Events:
		if msg.Ref == m.ref {
			return m.showEvents(msg)
		}
	case lookNow:
		return msg.read(m.in)
	case saved:
		return m.awaited.saved(m, msg)
	}
	return nil
}

// read takes the row as the service has it. A row that was read once and can
// not be read again stays on the screen.
func (m *row) read(msg work.Item) {
	m.err = msg.Err
	if msg.Err == nil {
		m.item, m.known, m.gone = msg.Item, true, false
		m.arrange()
		return
	}
	if !collection.Gone(msg.Err) {
		return
	}
	if d, drafted := m.drafts.Record(m.ref); drafted && !m.known { // show at least what was typed
		m.item = collection.Item{ID: m.ref.ID, Name: d.Name, Version: d.Version, Values: map[string]collection.Value{}}
		for key, f := range d.Fields {
			m.item.Values[key] = f.Base
		}
		m.known = true
	}
	if m.known {
		m.gone, m.err = true, nil
	}
}

// Changed takes the row, or a file of it, as it is now.
func (m *Model) Changed(msg pane.Changed) tea.Cmd {
	defer m.scroll()
	if msg.Ref != m.ref {
		filing{m}.changed(msg)
		return nil
	}
	if msg.Deleted {
		m.gone = true
		return nil
	}
	if _, drafted := m.drafts.Record(msg.Ref); !drafted {
		delete(m.refused, msg.Ref)
	}
	m.item, m.known, m.gone = msg.Item, true, false
	m.arrange()
	return m.askNames()
}

// Became shows a row that was created in the place of its form.
func (m *Model) Became(b pane.Became) tea.Cmd {
	delete(m.refused, b.From)
	if b.From != m.ref || m.col == nil {
		return nil
	}
	return m.Show(m.col, b.To, b.Item, true)
}

// serviceRefused keeps what the service has against a change, and puts the
// cursor on the first field it is about.
func (m *Model) serviceRefused(r pane.Refused) tea.Cmd {
	m.refused[r.Ref] = r.Fields
	if r.Ref != m.ref || m.editing != nil {
		return nil
	}
	for i, f := range m.fields {
		if r.Fields[f.Key] != "" {
			m.moveTo(i)
			break
		}
	}
	m.scroll()
	return nil
}

// askNames asks for the names behind the record's ids and those of its draft.
func (m *Model) askNames() tea.Cmd {
	if !m.known {
		return nil
	}
	wanted := map[string][]string{}
	for _, f := range m.fields {
		if f.Target == "" {
			continue
		}
		draft, _ := m.drafts.Draft(m.ref, f.Key)
		for _, v := range []collection.Value{m.item.Value(f.Key), draft} {
			if !v.IsEmpty() {
				wanted[f.Target] = append(wanted[f.Target], v.Text())
			}
		}
	}
	return m.in.Names(wanted)
}
