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

	tea "charm.land/bubbletea/v2"

	"zco/tui/action"
	"zco/tui/domain/collection"
	"zco/tui/draw/screen"
	"zco/tui/pane"
	"zco/tui/widget/form"
	"zco/tui/work"
)

// Finder is what the line knows from the feature that finds.
type Finder interface {
	// Narrowed is what the table in front is narrowed to.
	Narrowed() pane.Narrowed
	// Searches returns what a collection was searched for before, the newest
	// first.
	Searches(object string) []string
}

// Model is the pane's state.
type Model struct {
	env      *pane.Env
	finder   Finder
	inbox    *work.Inbox
	commands action.Commands

	col    *collection.Collection
	place  collection.Place
	line   form.Line
	open   bool
	recent []string // texts searched for before, the newest first

	found   []collection.Item
	foundOf string // the text that found answers
	busy    bool
	err     error
	cursor  int // 0 is the text itself, 1 the first line below

	area screen.Rect // on the screen, with what drops down
}

// suggestions is the slot of what the service completes.
const suggestions = "suggestions"

// mostShown is how many lines are shown below the text.
const mostShown = 8

// New returns a closed search line.
func New(env *pane.Env, layer *work.Layer, finder Finder) *Model {
	m := &Model{env: env, finder: finder}
	m.inbox = layer.Inbox(m.answered)
	m.commands = action.Index([]action.Command{
		action.Do(action.SearchRun, m.run),
		action.Do(action.SearchDown, func() tea.Cmd { m.move(1); return nil }),
		action.Do(action.SearchUp, func() tea.Cmd { m.move(-1); return nil }),
		action.Do(action.SearchSort, func() tea.Cmd { m.place.Sort = m.nextSort(); return nil }),
		action.Do(action.SearchLeave, func() tea.Cmd { m.env.Shell.Focus(pane.Records); return nil }),
	})
	return m
}

// Commands returns what can be done while the line has the focus.
func (m *Model) Commands() action.Commands { return m.commands }

// Open begins to search the collection in the table, with the text of its
// place.
func (m *Model) Open() {
	table := m.env.Shell.Table()
	if table == nil {
		return
	}
	m.col, m.place, m.open, m.cursor = table.Collection(), table.Place(), true, 0
	m.recent = m.finder.Searches(m.col.ID)
	m.found, m.foundOf, m.err = nil, "", nil
	m.line.SetText(m.place.Text)
}

// Close leaves the line; what was typed is not kept.
func (m *Model) Close() {
	m.open, m.busy = false, false
	m.inbox.Cancel(suggestions)
}

// Scopes implements the shell's panel.
func (m *Model) Scopes() []action.Scope { return []action.Scope{action.Search} }

// Why implements the shell's panel.
func (m *Model) Why(action.ID) string { return "" }

// move moves the cursor among the lines below the text.
func (m *Model) move(by int) { m.cursor = max(min(m.cursor+by, m.below()), 0) }

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
		m.search(m.recent[m.cursor-1])
		return nil
	}
	if m.cursor > 0 && m.cursor <= len(m.found) {
		it := m.found[m.cursor-1]
		ref := collection.Ref{Collection: m.col.ID, ID: it.ID}
		m.env.Shell.Ask(pane.OpenRecord{Ref: ref, Item: it, Known: true})
		return nil
	}
	a, named, err := collection.Named(m.line.Text())
	switch {
	case err != nil:
		m.env.Shell.Say(pane.Warning, err.Error())
	case named:
		m.env.Shell.Ask(pane.GoTo{Address: a})
	default:
		m.search(strings.TrimSpace(m.line.Text()))
	}
	return nil
}

func (m *Model) search(text string) {
	p := m.place
	p.Text = text
	m.env.Shell.Visit(pane.Visit{Place: m.col.Fit(p)})
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
	m.inbox.Cancel(suggestions) // an answer on its way is to what stood before
	m.cursor, m.err = 0, nil
	_, named, _ := collection.Named(text)
	if strings.TrimSpace(text) == "" || named || m.col.Suggest == nil {
		m.found, m.foundOf, m.busy = nil, "", false
		return nil
	}
	m.busy = true
	return m.inbox.Suggest(suggestions, m.env.Debounce, m.col, text)
}

// Update takes the mouse.
func (m *Model) Update(msg tea.Msg) tea.Cmd {
	if mouse, ok := msg.(tea.MouseMsg); ok {
		return m.pointed(mouse)
	}
	return nil
}

// answered takes the suggestions for what stands in the line.
func (m *Model) answered(msg tea.Msg) tea.Cmd {
	s, ok := msg.(work.Suggestions)
	if !ok {
		return nil
	}
	m.busy, m.err = false, s.Err
	if s.Err == nil {
		m.found, m.foundOf = s.Items[:min(len(s.Items), mostShown)], s.Text
	}
	return nil
}
