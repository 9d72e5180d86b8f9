// Package search is the line on top: search as you type on the object in the
// table, with the service's own autocomplete.
//
// It asks the command layer and never imports api or another pane. The one
// rule: only the answer to what stands in the line now is shown.
package search

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"zco/tui/action"
	"zco/tui/command"
	"zco/tui/form"
	"zco/tui/pane"
	"zco/tui/resource"
)

// Commands is what the pane asks of the command layer.
type Commands interface {
	Suggest(command.Slot, uint64, time.Duration, *resource.Collection, string) tea.Cmd
	Cancel(command.Slot)
}

// Model is the pane's state.
type Model struct {
	env *pane.Env
	ask Commands
	gen uint64

	col   *resource.Collection
	place resource.Place
	line  form.Line
	open  bool

	found   []resource.Item
	foundOf string // the text that found answers
	busy    bool
	err     error
	cursor  int // 0 is the text itself, 1 the first suggestion
}

const slot command.Slot = "search/suggest"

// mostSuggestions is how many suggestions are shown.
const mostSuggestions = 8

// New returns a closed search line.
func New(env *pane.Env, ask Commands) *Model { return &Model{env: env, ask: ask} }

// Open begins to search a collection, with the text of the place one is at.
func (m *Model) Open(col *resource.Collection, place resource.Place) {
	if m.col != col {
		m.found, m.foundOf = nil, ""
	}
	m.col, m.place, m.open, m.cursor = col, place, true, 0
	m.line.SetText(place.Text)
}

// Close leaves the line; what was typed is not kept.
func (m *Model) Close() {
	m.open, m.busy = false, false
	m.gen++
	m.ask.Cancel(slot)
}

// Scopes implements the shell's panel.
func (m *Model) Scopes() []action.Scope { return []action.Scope{action.Search} }

// Why implements the shell's panel.
func (m *Model) Why(action.ID) string { return "" }

// Act does an action.
func (m *Model) Act(id action.ID) tea.Cmd {
	switch id {
	case action.SearchDown:
		m.cursor = min(m.cursor+1, len(m.found))
	case action.SearchUp:
		m.cursor = max(m.cursor-1, 0)
	case action.SearchLeave:
		return pane.Ask(pane.Focus{Pane: pane.Records})
	case action.SearchRun:
		return m.run()
	}
	return nil
}

// run opens the suggestion under the cursor, or searches for the text.
func (m *Model) run() tea.Cmd {
	if m.cursor > 0 && m.cursor <= len(m.found) {
		it := m.found[m.cursor-1]
		ref := resource.Ref{Collection: m.col.ID, ID: it.ID}
		return pane.Ask(pane.OpenRecord{Ref: ref, Item: it, Known: true})
	}
	p := m.place
	if (p.Text == "") != (m.line.Text() == "") {
		p.Sort = "" // what a list sorts by and what a search sorts by differ
	}
	p.Text = m.line.Text()
	return pane.Ask(pane.Visit{Place: p})
}

// Type takes a key of the text.
func (m *Model) Type(k tea.KeyPressMsg) tea.Cmd {
	before := m.line.Text()
	m.line.Key(k)
	return m.typed(before)
}

// Paste takes pasted text.
func (m *Model) Paste(s string) tea.Cmd {
	before := m.line.Text()
	if m.line.Paste(s) == form.Ask {
		m.line.Answer(0)
	}
	return m.typed(before)
}

// typed asks for suggestions once typing pauses; an earlier question is
// cancelled.
func (m *Model) typed(before string) tea.Cmd {
	if m.line.Text() == before {
		return nil
	}
	m.gen++
	m.cursor, m.err = 0, nil
	if m.line.Text() == "" || m.col.Suggest == nil {
		m.found, m.foundOf, m.busy = nil, "", false
		m.ask.Cancel(slot)
		return nil
	}
	m.busy = true
	return m.ask.Suggest(slot, m.gen, m.env.Debounce, m.col, m.line.Text())
}

// Update takes answers.
func (m *Model) Update(msg tea.Msg) tea.Cmd {
	s, ok := msg.(command.Suggestions)
	if !ok || s.Slot != slot || s.Gen != m.gen {
		return nil
	}
	m.busy, m.err = false, s.Err
	if s.Err == nil {
		m.found, m.foundOf = s.Items, s.Text
		if len(m.found) > mostSuggestions {
			m.found = m.found[:mostSuggestions]
		}
	}
	return nil
}
