package records

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"zco/tui/domain/collection"
	"zco/tui/domain/window"
	"zco/tui/draw/text"
	"zco/tui/pane"
	"zco/tui/work"
)

// pageOf is the answer to a page that the window needed.
type pageOf struct {
	request window.Request
	work.Page
}

// slotOf is the slot of a request: one for each end of the window, and one for
// each page that is read again.
func slotOf(r window.Request) string {
	slot := "page/" + r.Dir.String()
	if r.Dir == window.Refresh {
		slot += "/" + r.After + "/" + r.Before
	}
	return slot
}

// fetch asks for the pages that the window needs now.
func (m *listed) fetch() tea.Cmd {
	var cmds []tea.Cmd
	m.fetchWhole()
	for {
		r, ok := m.win.Need(m.speed.now(m.env.Now()))
		if !ok {
			return tea.Batch(cmds...)
		}
		q := m.place.Query()
		q.After, q.Before, q.Size = r.After, r.Before, r.Size
		if r.Reversed {
			q.Sort = m.reversed()
		}
		cmds = append(cmds, m.in.PageAs(slotOf(r), m.col, m.place, q, func(p work.Page) tea.Msg { return pageOf{r, p} }))
	}
}

// reversed is the sort that lists the rows from the end.
func (m *listed) reversed() string {
	sort := m.place.Sort
	if sort == "" {
		sort = m.col.ListSorts[0]
	}
	if rest, down := strings.CutPrefix(sort, "-"); down {
		return rest
	}
	return "-" + sort
}

// answer takes the answers of the inbox.
func (m *Model) answer(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case pageOf:
		return m.page(msg)
	case work.Schema:
		return m.fields(msg)
	case work.Count:
		return m.counted(msg)
	case work.NamesMissing:
		m.env.Shell.Say(pane.Note, msg.Why)
	case work.NamesKnown:
		m.refitNamed(msg.Target)
		if m.local != nil {
			m.updateLocal() // by names, where there were ids
		}
	case rested:
		return m.tellRested()
	case ticked:
		return m.refreshByClock()
	case saveDue:
		return m.save()
	}
	return nil
}

func (m *shown) fields(msg work.Schema) tea.Cmd {
	if msg.Err != nil {
		if m.schema == nil {
			m.schemaErr = msg.Err
		}
		return nil
	}
	m.schemaErr = nil
	if msg.Schema != m.schema && msg.Schema.Missing != "" {
		m.env.Shell.Say(pane.Note, text.Clean(msg.Schema.Missing))
	}
	m.setSchema(msg.Schema)
	return m.names()
}

func (m *listed) counted(msg work.Count) tea.Cmd {
	if msg.Err != nil {
		m.count.err = msg.Err
		return nil
	}
	m.count = countState{Count: msg.Count, known: true}
	m.count.fresh = m.count.age(m.env.Now()) < oldCount
	m.win.SetTotal(msg.Count.Value)
	return m.fetch()
}

func (m *Model) page(msg pageOf) tea.Cmd {
	m.win.SetLatency(msg.Took)
	ok := m.win.Apply(window.Answer[collection.Item]{
		Gen: msg.request.Gen, Rows: msg.Page.Page.Items, After: msg.Page.Page.After, Before: msg.Page.Page.Before,
		HasMore: msg.Page.Page.HasMore, Err: msg.Err,
	})
	if !ok {
		return nil
	}
	if msg.Err != nil {
		m.sayFailed()
		return nil
	}
	m.stale = false
	if _, err := m.failedEdge(); err == nil {
		m.told = "" // the next failure is news
	}
	m.leftOut(msg)
	if msg.request.Dir == window.Refresh {
		m.cells.forget() // what is computed changes without a new version of its row
	}
	if total := msg.Page.Page.Total; total >= 0 {
		m.count = countState{Count: collection.Count{Value: total}, known: true}
		m.win.SetTotal(total)
	}
	if m.wantRow != "" && m.win.Select(m.wantRow) {
		m.wantRow = ""
	}
	m.chooseColumns()
	m.fillSpare()
	m.updateLocal()
	m.sayBroken()
	return tea.Batch(m.fetch(), m.names(), m.rest())
}

// names asks for the names behind the ids of the rows held, for the columns
// shown.
func (m *shown) names() tea.Cmd {
	wanted := map[string][]string{}
	for _, c := range m.cols.All() {
		target := c.Of.field.Target
		if target == "" {
			continue
		}
		for _, it := range m.win.Rows(0) {
			if id := it.Value(c.Of.field.Key).Text(); id != "" {
				wanted[target] = append(wanted[target], id)
			}
		}
	}
	return m.in.Names(wanted)
}

// Changed takes a row that was changed, made or deleted here.
func (m *shown) Changed(c pane.Changed) tea.Cmd {
	if c.Ref.Collection != m.col.ID {
		return nil
	}
	switch {
	case c.Deleted:
		m.win.Remove(c.Ref.ID)
		m.count.Value = max(m.count.Value-1, 0)
	case c.Created:
		m.win.Insert(c.Item)
		m.count.Value++
	default:
		m.win.Update(c.Item)
	}
	m.selectedChanged(c)
	m.cells.drop(c.Item)
	m.updateLocal()
	return nil
}
