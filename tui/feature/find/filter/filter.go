// Package filter is the dialog that builds a filter: conditions of a field, a
// relation and a value, in groups of which all or any hold, beside the text
// that is searched for.
//
// It asks the command layer and never imports api or a pane. The one rule:
// nothing leaves the dialog that the service would refuse; what is wrong is
// said here, and what was built is kept when the dialog closes.
package filter

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"zco/tui/action"
	"zco/tui/domain/collection"
	"zco/tui/pane"
	"zco/tui/widget/form"
	"zco/tui/work"
)

// Commands is what the dialog asks of the command layer.
type Commands interface {
	Candidates(slot work.Slot, gen uint64, delay time.Duration, target, text string) tea.Cmd
	Names(map[string][]string) tea.Cmd
	Cancel(work.Slot)
}

// Left says that the dialog was closed with a filter that was not applied, so
// that it can be offered again. An empty text says that there is none.
type Left struct {
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
	env    *pane.Env
	ask    Commands
	col    *collection.Collection
	schema *collection.Schema
	place  collection.Place

	root    collection.Filter // always a group
	start   string            // what it was
	left    bool              // what is shown was left unapplied before
	text    form.Line
	cursor  int
	top     int
	step    step
	problem string

	where    path // the group of a new condition, or the condition edited
	index    int  // of a new condition in its group
	editing  bool // a condition that is there, not a new one
	field    collection.Field
	relation collection.Relation
	fields   []collection.Field
	relates  []collection.Relation
	list     form.List
	value    *operand
	json     form.Area
}

const slot work.Slot = "filter/candidates"

// New returns the builder of a place's filter. Left is a filter that was built
// before and not applied, "" for none. Where nothing is filtered yet, it asks
// for a field at once.
func New(env *pane.Env, ask Commands, col *collection.Collection, s *collection.Schema, place collection.Place, left string) *Model {
	m := &Model{env: env, ask: ask, col: col, schema: s, place: place, fields: s.FilterFields()}
	f, err := collection.ReadFilter(s, place.Filter)
	if err != nil {
		m.problem = err.Error()
	}
	m.start = place.Filter
	if kept, err := collection.ReadFilter(s, left); err == nil && !kept.IsZero() && left != place.Filter {
		f, m.left = kept, true
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
	return m.ask.Names(wanted)
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
		return "Filter " + m.col.Title + ": searched for"
	case atJSON:
		return "Filter " + m.col.Title + " as JSON"
	}
	return "Filter " + m.col.Title
}

// Update implements pane.Dialog.
func (m *Model) Update(msg tea.Msg) tea.Cmd {
	if c, ok := msg.(work.Candidates); ok && c.Slot == slot && m.value != nil {
		m.value.found(c)
	}
	return nil
}

func (m *Model) rows() []row { return rows(m.root) }

func (m *Model) row() row {
	all := m.rows()
	m.cursor = max(min(m.cursor, len(all)-1), 0)
	return all[m.cursor]
}

// filter is what the tree stands for.
func (m *Model) filter() string { return collection.WriteFilter(pruned(m.root)) }

// scopes is where the dialog's keys are looked up.
var scopes = []action.Scope{action.Builder, action.List, action.Dialog}
