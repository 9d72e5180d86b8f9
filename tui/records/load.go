package records

import (
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"zco/tui/command"
	"zco/tui/pane"
	"zco/tui/resource"
	"zco/tui/window"
)

func (m *Model) pageSlot(d window.Dir) command.Slot {
	return m.slot + "/" + command.Slot(d.String())
}

// fetch asks for the pages that the window needs now.
func (m *Model) fetch() tea.Cmd {
	var cmds []tea.Cmd
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
	case command.Page:
		if strings.HasPrefix(string(msg.Slot), string(m.slot)+"/") {
			return m.page(msg)
		}
	case command.Schema:
		if msg.Slot == m.slot+"/schema" {
			m.schema, m.schemaErr = msg.Schema, msg.Err
			m.columns.choose(m.schema)
			return m.names()
		}
	case command.Count:
		if msg.Slot == m.slot+"/count" {
			m.count = countState{Count: msg.Count, known: msg.Err == nil, err: msg.Err}
			m.win.SetTotal(msg.Count.Value)
		}
	case command.NamesKnown:
		m.cells.forget()
	case pane.Changed:
		m.changed(msg)
	case rested:
		if msg.slot == m.slot {
			return m.restedNow()
		}
	case tea.MouseWheelMsg:
		m.win.Scroll(map[bool]int{true: 3, false: -3}[msg.Button == tea.MouseWheelDown])
		return m.moved(0)
	case tea.MouseClickMsg:
		return m.click(msg.X, msg.Y)
	}
	return nil
}

func (m *Model) page(msg command.Page) tea.Cmd {
	m.win.SetLatency(msg.Took)
	ok := m.win.Apply(window.Answer[resource.Item]{
		Gen: msg.Gen, Rows: msg.Page.Items, After: msg.Page.After, Before: msg.Page.Before,
		HasMore: msg.Page.HasMore, Err: msg.Err,
	})
	if !ok || msg.Err != nil {
		return nil
	}
	if msg.Page.Total >= 0 {
		m.count = countState{Count: resource.Count{Value: msg.Page.Total}, known: true}
		m.win.SetTotal(msg.Page.Total)
	}
	if m.want != "" && m.win.Select(m.want) {
		m.want = ""
	}
	return tea.Batch(m.fetch(), m.names(), m.rest())
}

// names asks for the names behind the ids of the rows held, for the columns
// shown.
func (m *Model) names() tea.Cmd {
	wanted := map[string][]string{}
	for _, c := range m.columns.shown {
		if c.field.Target == "" {
			continue
		}
		for _, it := range m.win.All() {
			if id := it.Value(c.field.Key).Text(); id != "" {
				wanted[c.field.Target] = append(wanted[c.field.Target], id)
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
	case c.Created:
		m.win.Insert(c.Item)
	default:
		m.win.Update(c.Item)
	}
	m.cells.drop(c.Ref.ID)
}

// rested is the message that the cursor has not moved for a while.
type rested struct{ slot command.Slot }

func (m *Model) rest() tea.Cmd { return m.ask.After(m.slot+"/rest", m.env.Rest, rested{m.slot}) }

func (m *Model) restedNow() tea.Cmd {
	it, ok := m.Current()
	if !ok {
		return nil
	}
	return pane.Ask(pane.Rested{Ref: resource.Ref{Collection: m.col.ID, ID: it.ID}, Item: it})
}

// speed measures how fast the cursor goes, in rows a second.
type speed struct {
	at   time.Time
	rows float64
}

func (s *speed) moved(rows int, now time.Time) {
	dt := now.Sub(s.at).Seconds()
	s.at = now
	if dt <= 0 || dt > 0.5 {
		s.rows = 0
		return
	}
	s.rows = 0.7*s.rows + 0.3*float64(rows)/dt
}

func (s *speed) now(t time.Time) float64 {
	if t.Sub(s.at) > time.Second/2 {
		return 0
	}
	return s.rows
}
