// Package filter is the dialog that builds a filter: conditions of a field, a
// relation and a value, in groups of which all or any hold, beside the text
// that is searched for.
//
// It asks the command layer and never imports api or a pane. The one rule:
// nothing leaves the dialog that the service would refuse; what is wrong is
// said here, and what was built is kept when the dialog closes.
package filter

import (
	tea "charm.land/bubbletea/v2"

	"zco/tui/action"
	"zco/tui/domain/collection"
	"zco/tui/draw/screen"
	"zco/tui/pane"
	"zco/tui/widget/form"
	"zco/tui/work"
)

// Unapplied says that the dialog was closed with a filter that was not
// applied, so that it can be offered again. An empty text says that there is
// none.
type Unapplied struct {
	Collection string
	Filter     string
}

// step is what the dialog asks for at present.
type step int

const (
	atRows step = iota
	atField
	atRelation
	atValue
	atText
	atJSON
)

// Model is the dialog's state.
type Model struct {
	pane.Base
	env      *pane.Env
	inbox    *work.Inbox
	commands action.Commands
	col      *collection.Collection
	schema   *collection.Schema
	place    collection.Place

	root    collection.Filter // always a group
	start   string            // what it was
	earlier bool              // what is shown was built before and not applied
	text    form.Line
	cursor  int
	view    form.Viewport
	drawn   screen.Rect // where the rows were last, for clicks
	step    step
	problem string

	where     path // the group of a new condition, or the condition edited
	index     int  // of a new condition in its group
	editing   bool // a condition that is there, not a new one
	field     collection.Field
	relation  collection.Relation
	fields    []collection.Field
	relations []collection.Relation
	list      form.List
	value     *operand
	json      form.Area
}

// candidates is the slot of what a relation may point at.
const candidates = "candidates"

// New returns the builder of a place's filter. Earlier is a filter that was
// built before and not applied, "" for none. Where nothing is filtered yet, it
// asks for a field at once.
func New(env *pane.Env, layer *work.Layer, col *collection.Collection, s *collection.Schema, place collection.Place, earlier string) *Model {
	m := &Model{env: env, col: col, schema: s, place: place, fields: s.FilterFields()}
	m.inbox, m.commands = layer.Inbox(m.answered), m.rowCommands()
	f, err := collection.ReadFilter(s, place.Filter)
	if err != nil {
		m.problem = err.Error()
	}
	m.start = place.Filter
	if kept, err := collection.ReadFilter(s, earlier); err == nil && !kept.IsZero() && earlier != place.Filter {
		f, m.earlier = kept, true
	}
	m.root = asGroup(f)
	m.text.SetText(place.Text)
	m.cursor = len(m.rows()) - 1
	if len(m.root.Filters) == 0 {
		m.add(nil, 0)
	}
	return m
}

// Init asks for the names behind the ids that the filter holds.
func (m *Model) Init() tea.Cmd {
	wanted := map[string][]string{}
	m.idsOf(m.root, wanted)
	if len(wanted) == 0 {
		return nil
	}
	return m.inbox.Names(wanted)
}

func (m *Model) idsOf(f collection.Filter, wanted map[string][]string) {
	for _, inner := range f.Filters {
		m.idsOf(inner, wanted)
	}
	field, ok := m.schema.FilterField(f.Field)
	if ok && field.Target != "" && f.Value.IsString() {
		wanted[field.Target] = append(wanted[field.Target], f.Value.Text())
	}
}

// Title implements pane.Dialog.
func (m *Model) Title() string {
	switch m.step {
	case atField:
		return "Filter " + m.col.Title + ": by which field?"
	case atRelation:
		return "Filter " + m.col.Title + ": " + m.field.Title + " …"
	case atValue:
		return "Filter " + m.col.Title + ": " + m.field.Title + " " + m.relation.Words
	case atText:
		return "Filter " + m.col.Title + ": text search"
	case atJSON:
		return "Filter " + m.col.Title + " as JSON"
	}
	return "Filter " + m.col.Title
}

func (m *Model) answered(msg tea.Msg) tea.Cmd {
	if c, ok := msg.(work.Candidates); ok && m.value != nil {
		m.value.suggest(c)
	}
	return nil
}

func (m *Model) rows() []row { return rows(m.root) }

// row is the one under the cursor.
func (m *Model) row() row { return m.rows()[m.cursor] }

// filter is what the tree stands for.
func (m *Model) filter() string { return collection.WriteFilter(pruned(m.root)) }

// scopes is where the dialog's keys are looked up.
var scopes = []action.Scope{action.Builder, action.List, action.Dialog}
