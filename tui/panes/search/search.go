// Package search is the line on top: the table shows what is found as one
// types; while nothing is typed, what was searched for before. Closed, it tells
// what the table is narrowed to.
//
// It asks the shell and never imports api or another pane. The one rule: the
// table is left as it was unless a search is run.
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

	cursor int // 0 is the text itself, 1 the first line below

	area screen.Rect // on the screen, with what drops down
}

// pause is the slot of what is waited for until typing pauses.
const pause = "pause"

// paused says that typing has paused.
type paused struct{}

// mostShown is how many lines are shown below the text.
const mostShown = 8

// New returns a closed search line.
func New(env *pane.Env, layer *work.Layer, finder Finder) *Model {
	m := &Model{env: env, finder: finder}
	m.inbox = layer.Inbox(m.answered)
	m.commands = action.Index([]action.Command{
		action.Do(action.SearchRun, m.run),
		action.Do(action.SearchDown, m.down),
		action.Do(action.SearchUp, func() tea.Cmd { m.move(-1); return nil }),
		action.Do(action.SearchSort, m.sort),
		action.Do(action.SearchLeave, m.leave),
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
	m.line.SetText(m.place.Text)
}

// Close leaves the line; what was typed is not kept.
func (m *Model) Close() {
	m.open = false
	m.inbox.Cancel(pause)
	m.env.Shell.Ask(pane.SearchEnds{})
}

// leave gives the table back as it was.
func (m *Model) leave() tea.Cmd {
	m.env.Shell.Ask(pane.SearchEnds{})
	m.env.Shell.Focus(pane.Records)
	return nil
}

// down goes to what was searched for before, or to the rows that were found.
func (m *Model) down() tea.Cmd {
	if m.below() > 0 {
		m.move(1)
		return nil
	}
	return m.run()
}

// sort takes the next order, and shows what is found in that.
func (m *Model) sort() tea.Cmd {
	m.place.Sort = m.nextSort()
	m.show()
	return nil
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
	return 0
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

// run goes to what the text names, or stays with what it finds, or with what
// the line under the cursor does.
func (m *Model) run() tea.Cmd {
	if m.cursor > 0 && m.cursor <= m.below() {
		m.search(m.recent[m.cursor-1])
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

func (m *Model) search(text string) { m.env.Shell.Visit(pane.Visit{Place: m.placeOf(text)}) }

// placeOf is what the table shows of a text.
func (m *Model) placeOf(text string) collection.Place {
	p := m.place
	p.Text = text
	return m.col.Fit(p)
}

// show shows in the table what the text finds, unless it names a row.
func (m *Model) show() {
	text := m.line.Text()
	if _, named, err := collection.Named(text); !named && err == nil {
		m.env.Shell.Ask(pane.SearchAs{Place: m.placeOf(strings.TrimSpace(text))})
	}
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

// typed shows what the text finds once typing pauses.
func (m *Model) typed(before string) tea.Cmd {
	if m.line.Text() == before {
		return nil
	}
	m.cursor = 0
	return m.inbox.After(pause, m.env.Debounce, paused{})
}

// Changed implements pane.Pane: no rows are shown here.
func (m *Model) Changed(pane.Changed) tea.Cmd { return nil }

// answered takes that typing has paused.
func (m *Model) answered(tea.Msg) tea.Cmd {
	m.show()
	return nil
}
