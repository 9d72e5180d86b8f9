package records

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"zco/tui/domain/collection"
	"zco/tui/domain/window"
	"zco/tui/pane"
	"zco/tui/work"
)

func (m *Model) pageSlot(d window.Dir) work.Slot {
	return m.slot + "/" + work.Slot(d.String())
}

// fetch asks for the pages that the window needs now.
func (m *Model) fetch() tea.Cmd {
	var cmds []tea.Cmd
	m.wholeList()
	for {
		r, ok := m.win.Need(m.speed.now(m.env.Now()))
		if !ok {
			return pane.Batch(cmds...)
		}
		q := m.place.Query()
		q.After, q.Before, q.Size = r.After, r.Before, r.Size
		if r.Reversed {
			q.Sort = m.reversed()
		}
		cmds = append(cmds, m.ask.Page(m.pageSlot(r.Dir), r.Gen, m.col, m.place, q))
	}
}

// reversed is the sort that lists the rows from the end.
func (m *Model) reversed() string {
	sort := m.place.Sort
	if sort == "" {
		sort = m.col.ListSorts[0]
	}
	if rest, down := strings.CutPrefix(sort, "-"); down {
		return rest
	}
	return "-" + sort
}

// Update takes answers.
func (m *Model) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case work.Page:
		if strings.HasPrefix(string(msg.Slot), string(m.slot)+"/") {
			return m.page(msg)
		}
	case work.Schema:
		if msg.Slot == m.slot+"/schema" {
			return m.fields(msg)
		}
	case work.Count:
		if msg.Slot == m.slot+"/count" {
			return m.counted(msg)
		}
	case work.NamesKnown:
		m.cells.forget()
		m.refitNamed(msg.Target)
		if m.arranged != nil {
			m.rearrange() // by names, where there were ids
		}
	case pane.Changed:
		m.changed(msg)
	case rested:
		if msg.slot == m.slot {
			return m.restedNow()
		}
	case ticked:
		if msg.slot == m.slot {
			return m.tickedNow()
		}
	case saveNow:
		if msg.slot == m.slot {
			return m.save()
		}
	case tea.MouseMsg:
		return m.pointed(msg)
	}
	return nil
}

func (m *Model) fields(msg work.Schema) tea.Cmd {
	if msg.Err != nil {
		if m.schema == nil {
			m.schemaErr = msg.Err
		}
		return nil
	}
	m.schemaErr = nil
	m.setSchema(msg.Schema)
	return m.names()
}

func (m *Model) counted(msg work.Count) tea.Cmd {
	if msg.Err != nil {
		m.count.err = msg.Err
		return nil
	}
	m.count = countState{Count: msg.Count, known: true}
	m.win.SetTotal(msg.Count.Value)
	return m.fetch()
}

func (m *Model) page(msg work.Page) tea.Cmd {
	m.win.SetLatency(msg.Took)
	ok := m.win.Apply(window.Answer[collection.Item]{
		Gen: msg.Gen, Rows: msg.Page.Items, After: msg.Page.After, Before: msg.Page.Before,
		HasMore: msg.Page.HasMore, Err: msg.Err,
	})
	if !ok {
		return nil
	}
	if msg.Err != nil {
		return m.sayFailed()
	}
	if msg.Slot == m.pageSlot(window.Refresh) {
		m.cells.forget() // what is computed changes without a new version of its row
	}
	if msg.Page.Total >= 0 {
		m.count = countState{Count: collection.Count{Value: msg.Page.Total}, known: true}
		m.win.SetTotal(msg.Page.Total)
	}
	if m.want != "" && m.win.Select(m.want) {
		m.want = ""
	}
	m.settle()
	m.rearrange()
	return pane.Batch(m.fetch(), m.names(), m.rest(), m.sayBroken())
}

// names asks for the names behind the ids of the rows held, for the columns
// shown.
func (m *Model) names() tea.Cmd {
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
	return m.ask.Names(wanted)
}

// changed takes a row that was changed, made or deleted here.
func (m *Model) changed(c pane.Changed) {
	if c.Ref.Collection != m.col.ID {
		return
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
	m.rearrange()
}
