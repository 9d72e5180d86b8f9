// Package search is the line on top: search as you type on the object in the
// table, with the service's own autocomplete, and beside it what the table is
// narrowed to.
//
// It asks the command layer and never imports api or another pane. The one
// rule: only the answer to what stands in the line now is shown.
package search

import (
	"slices"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"zco/tui/action"
	"zco/tui/domain/collection"
	"zco/tui/draw/screen"
	"zco/tui/pane"
	"zco/tui/widget/form"
	"zco/tui/work"
)

// Commands is what the pane asks of the command layer.
type Commands interface {
	Suggest(work.Slot, uint64, time.Duration, *collection.Collection, string) tea.Cmd
	Cancel(work.Slot)
}

// Look is what the line tells of the place in the table while nobody types.
type Look struct {
	Text  string   // what is searched for
	Parts []string // the conditions of the filter, in words
	Notes []string // what there is to know of the result
}

// Model is the pane's state.
type Model struct {
	env *pane.Env
	ask Commands
	gen uint64

	col    *collection.Collection
	place  collection.Place
	look   Look
	line   form.Line
	open   bool
	recent []string // texts searched for before, the newest first

	found   []collection.Item
	foundOf string // the text that found answers
	busy    bool
	err     error
	cursor  int // 0 is the text itself, 1 the first line below

	lines screen.Rect // where the lines below the text were drawn last
}

const slot work.Slot = "search/suggest"

// mostShown is how many lines are shown below the text.
const mostShown = 8

// New returns a closed search line.
func New(env *pane.Env, ask Commands) *Model { return &Model{env: env, ask: ask} }

// Open begins to search a collection, with the text of the place one is at.
// Recent is what was searched for there before, the newest first.
func (m *Model) Open(col *collection.Collection, place collection.Place, recent []string) {
	m.found, m.foundOf, m.err = nil, "", nil
	m.col, m.place, m.open, m.cursor, m.recent = col, place, true, 0, recent
	m.line.SetText(place.Text)
}

// Close leaves the line; what was typed is not kept.
func (m *Model) Close() {
	m.open, m.busy = false, false
	m.gen++
	m.ask.Cancel(slot)
}

// Show sets what the line tells while nobody types.
func (m *Model) Show(l Look) { m.look = l }

// Scopes implements the shell's panel.
func (m *Model) Scopes() []action.Scope { return []action.Scope{action.Search} }

// Why implements the shell's panel.
func (m *Model) Why(action.ID) string { return "" }

// Act does an action.
func (m *Model) Act(id action.ID) tea.Cmd {
	switch id {
	case action.SearchDown:
		m.cursor = min(m.cursor+1, m.below())
	case action.SearchUp:
		m.cursor = max(m.cursor-1, 0)
	case action.SearchSort:
		m.place.Sort = m.nextSort()
	case action.SearchLeave, action.Back:
		return pane.Ask(pane.Focus{Pane: pane.Records})
	case action.SearchRun:
		return m.run()
	}
	return nil
}

// below is how many lines there are under the text.
func (m *Model) below() int {
	if m.line.Text() == "" {
		return min(len(m.recent), mostShown)
	}
	return len(m.found)
}

// sorts are the orders of a search: by relevance, and what the service sorts
// by, each way.
func (m *Model) sorts() []string {
	out := []string{""}
	for _, key := range m.col.SearchSorts {
		out = append(out, key, "-"+key)
	}
	return out
}

func (m *Model) nextSort() string {
	all := m.sorts()
	return all[(slices.Index(all, m.place.Sort)+1)%len(all)]
}

// run opens the line under the cursor, goes to what the text names, or
// searches for it.
func (m *Model) run() tea.Cmd {
	if m.cursor > 0 && m.line.Text() == "" && m.cursor <= len(m.recent) {
		return m.search(m.recent[m.cursor-1])
	}
	if m.cursor > 0 && m.cursor <= len(m.found) {
		it := m.found[m.cursor-1]
		ref := collection.Ref{Collection: m.col.ID, ID: it.ID}
		return pane.Ask(pane.OpenRecord{Ref: ref, Item: it, Known: true})
	}
	a, named, err := collection.Named(m.line.Text())
	switch {
	case err != nil:
		return pane.Saying(pane.Warning, err.Error())
	case named:
		return pane.Ask(pane.GoTo{Address: a})
	}
	return m.search(strings.TrimSpace(m.line.Text()))
}

func (m *Model) search(text string) tea.Cmd {
	p := m.place
	p.Text = text
	return pane.Ask(pane.Visit{Place: m.col.Fit(p)})
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
	text := m.line.Text()
	if text == before {
		return nil
	}
	m.gen++
	m.cursor, m.err = 0, nil
	_, named, _ := collection.Named(text)
	if strings.TrimSpace(text) == "" || named || m.col.Suggest == nil {
		m.found, m.foundOf, m.busy = nil, "", false
		m.ask.Cancel(slot)
		return nil
	}
	m.busy = true
	return m.ask.Suggest(slot, m.gen, m.env.Debounce, m.col, text)
}

// Update takes answers.
func (m *Model) Update(msg tea.Msg) tea.Cmd {
	if mouse, ok := msg.(tea.MouseMsg); ok {
		return m.pointed(mouse)
	}
	s, ok := msg.(work.Suggestions)
	if !ok || s.Slot != slot || s.Gen != m.gen {
		return nil
	}
	m.busy, m.err = false, s.Err
	if s.Err == nil {
		m.found, m.foundOf = s.Items, s.Text
		m.found = m.found[:min(len(m.found), mostShown)]
	}
	return nil
}
