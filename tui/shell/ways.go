package shell

import (
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"zco/tui/action"
	"zco/tui/domain/collection"
	"zco/tui/feature/find/filter"
	"zco/tui/pane"
	"zco/tui/panes/records"
	"zco/tui/work"
)

// ways is what the shell remembers so that things are found again: views,
// recent searches and records, what was written a moment ago.
type ways struct {
	gen      uint64
	views    []collection.View
	searches map[string][]string  // by collection, the newest first
	recent   []pane.Recent        // the newest first
	writes   map[string]time.Time // when a row of a collection was changed here
	totals   map[collection.Place]int
	left     map[string]string // filters that were built and not applied, by collection

	wantField string       // the record's cursor belongs there once the fields are here
	want      *wantColumns // as soon as the table is there
}

type wantColumns struct {
	table *records.Model
	keys  []string
}

func newWays() ways {
	return ways{
		searches: map[string][]string{}, writes: map[string]time.Time{},
		totals: map[collection.Place]int{}, left: map[string]string{},
	}
}

const (
	keptSearches = 20
	keptRecords  = 50
)

// recalled is the message of what was remembered from earlier sessions.
type recalled struct {
	views    []collection.View
	searches map[string][]string
	records  []pane.Recent
	err      error
}

// recall reads what earlier sessions left.
func (m *Model) recall() tea.Cmd {
	views, recents := m.opts.Views, m.opts.Recents
	if views == nil && recents == nil {
		return nil
	}
	return func() tea.Msg {
		var out recalled
		if views != nil {
			out.views, out.err = views.Views()
		}
		if recents != nil {
			var err error
			if out.searches, out.records, err = recents.Recents(); out.err == nil {
				out.err = err
			}
		}
		return out
	}
}

// wayMessage takes the messages about finding things; ours is false for any
// other.
func (m *Model) wayMessage(msg tea.Msg) (cmd tea.Cmd, ours bool) {
	switch msg := msg.(type) {
	case recalled:
		m.remembered(msg)
	case work.Located:
		return m.located(msg), true
	case pane.GoTo:
		return m.goTo(msg.Address), true
	case pane.Follow:
		return m.followTo(msg), true
	case pane.FilterBy:
		return m.filterBy(msg), true
	case filter.Left:
		m.ways.left[msg.Collection] = msg.Filter
	case showView:
		return m.openView(msg.view), true
	case written:
		m.wrote(msg)
	default:
		return nil, false
	}
	return nil, true
}

// wayAct does the actions about finding things.
func (m *Model) wayAct(id action.ID) (cmd tea.Cmd, ours bool) {
	switch id {
	case action.Filter:
		return m.openFilter(), true
	case action.FilterDrop:
		return m.dropCondition(), true
	case action.FilterIs, action.FilterIsNot:
		if m.focus != pane.Record {
			return nil, false
		}
		return m.filterByField(id == action.FilterIsNot), true
	case action.Follow:
		return m.followCell(), true
	case action.Related:
		return m.openRelated(), true
	case action.Views:
		m.openDialog(m.viewList(), false)
	case action.SaveView:
		m.askViewName()
	default:
		return nil, false
	}
	return nil, true
}

// overheard learns from the messages that go to everyone.
func (m *Model) overheard(msg tea.Msg) {
	switch msg := msg.(type) {
	case work.Page:
		if msg.Err == nil && msg.Page.Total >= 0 && msg.Place.Searching() {
			m.ways.noteTotal(msg.Place, msg.Page.Total)
		}
	case pane.Changed:
		m.noteWrite(msg.Ref.Collection)
		if msg.Deleted {
			m.ways.recent = slices.DeleteFunc(m.ways.recent, func(r pane.Recent) bool { return r.Ref == msg.Ref })
		}
	}
	m.settle()
}

// keptTotals is how many places' totals are kept; then they are counted anew.
const keptTotals = 200

func (w *ways) noteTotal(p collection.Place, n int) {
	if len(w.totals) >= keptTotals {
		clear(w.totals)
	}
	w.totals[p] = n
}

// noteWrite notes that rows of a collection were changed here just now.
func (m *Model) noteWrite(object string) { m.ways.writes[object] = m.env.Now() }

// settle puts cursors and columns where they were wanted, once they can be.
func (m *Model) settle() {
	if key := m.ways.wantField; key != "" && m.editor.GoTo(key) {
		m.ways.wantField = ""
	}
	if w := m.ways.want; w != nil && (w.table != m.records || w.table.ShowColumns(w.keys)) {
		m.ways.want = nil
	}
}

func (m *Model) remembered(r recalled) {
	if r.err != nil {
		m.say(pane.Warning, pane.Explain(r.err))
	}
	m.ways.views = r.views
	for col, texts := range r.searches {
		for _, t := range slices.Backward(texts) {
			m.ways.searches[col] = front(m.ways.searches[col], t, keptSearches)
		}
	}
	for _, rec := range slices.Backward(r.records) {
		m.ways.recent = front(m.ways.recent, rec, keptRecords)
	}
	m.showViews()
}

// front puts one in front of a list, once, and keeps the list short.
func front[T comparable](list []T, one T, most int) []T {
	list = slices.DeleteFunc(slices.Clone(list), func(o T) bool { return o == one })
	return append([]T{one}, list[:min(len(list), most-1)]...)
}

// searched notes a text that was searched for.
func (m *Model) searched(p collection.Place) tea.Cmd {
	if p.Text == "" || p.Text == "*" {
		return nil
	}
	list := m.ways.searches[p.Collection]
	if len(list) > 0 && list[0] == p.Text {
		return nil
	}
	m.ways.searches[p.Collection] = front(list, p.Text, keptSearches)
	if r := m.opts.Recents; r != nil {
		return func() tea.Msg { return written{err: r.Searched(p.Collection, p.Text)} }
	}
	return nil
}

// opened notes a record that was opened.
func (m *Model) opened(o pane.OpenRecord) tea.Cmd {
	rec := pane.Recent{Ref: o.Ref, Name: o.Item.Name}
	m.ways.recent = slices.DeleteFunc(m.ways.recent, func(r pane.Recent) bool {
		if r.Ref == o.Ref && rec.Name == "" {
			rec.Name = r.Name
		}
		return r.Ref == o.Ref
	})
	m.ways.recent = front(m.ways.recent, rec, keptRecords)
	if r := m.opts.Recents; r != nil {
		return func() tea.Msg { return written{err: r.Opened(rec)} }
	}
	return nil
}

// written is the message that something to remember was put away, or not.
type written struct {
	err  error
	said string // what to tell when it was
}

func (m *Model) wrote(w written) {
	switch {
	case w.err != nil:
		m.say(pane.Failure, pane.Explain(w.err))
	case w.said != "":
		m.say(pane.Success, w.said)
	}
}
