package shell

import (
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"zco/tui/domain/collection"
	"zco/tui/feature/find/filter"
	"zco/tui/pane"
	"zco/tui/panes/search"
)

// filterBy narrows a place to the rows with a value, or without it.
func (m *Model) filterBy(f pane.FilterBy) tea.Cmd {
	col := m.collection(f.Place.Collection)
	if col == nil || !col.Filterable {
		m.say(pane.Warning, collection.ErrNoFilter.Error())
		return nil
	}
	cond, err := f.Field.Cell(f.Value, f.Not, m.env.Zone)
	if err != nil {
		m.say(pane.Warning, err.Error())
		return nil
	}
	p := f.Place
	p.Filter = collection.FilterAlso(p.Filter, cond)
	return m.visit(pane.Visit{Place: col.Fit(p)})
}

// filterByField narrows the table to the rows that have the value of the field
// under the record's cursor, or have not.
func (m *Model) filterByField(not bool) tea.Cmd {
	s, ok := m.subject()
	if !ok {
		m.say(pane.Note, "there is nothing under the cursor")
		return nil
	}
	p := collection.Place{Collection: s.Collection.ID}
	if m.records != nil && m.records.Collection().ID == p.Collection {
		p = m.records.Place()
	}
	return m.filterBy(pane.FilterBy{Place: p, Field: s.Field, Value: s.Item.Value(s.Field.Key), Not: not})
}

// dropCondition takes the last condition of the place away.
func (m *Model) dropCondition() tea.Cmd {
	if m.records == nil {
		return nil
	}
	p := m.records.Place()
	_, _, _, pointing := p.PointsAt()
	fixed := m.records.Collection().FixedParts(p)
	switch n := len(collection.FilterParts(p.Filter)); {
	case n > 0:
		p.Filter = collection.FilterWithout(p.Filter, n-1)
	case p.Filter != "":
		p.Filter = ""
	case pointing:
		p.Fixed = ""
	case p.Text != "":
		p.Text = ""
	case len(fixed) > 0:
		p.Fixed = collection.WithFixed(p.Fixed, fixed[len(fixed)-1].Choice.Key, "")
	default:
		m.say(pane.Note, "nothing is filtered")
		return nil
	}
	return m.visit(pane.Visit{Place: m.records.Collection().Fit(p)})
}

// openFilter opens the builder, or for what has only fixed filters the list of
// them.
func (m *Model) openFilter() tea.Cmd {
	if m.records == nil {
		return nil
	}
	col, place := m.records.Collection(), m.records.Place()
	if !col.Filterable {
		m.openDialog(filter.NewFixed(m.env, m.layer, col, place), false)
		return nil
	}
	s := m.layer.KnownSchema(col.ID)
	if s == nil {
		m.say(pane.Warning, "the fields of "+col.Title+" are not here yet")
		return nil
	}
	d := filter.New(m.env, m.layer, col, s, place, m.ways.left[col.ID])
	m.openDialog(d, false)
	return d.Init()
}

// relevanceMost is how many rows a search without an order has.
const relevanceMost = 10_000

// lagging is how long a search may not know what was written.
const lagging = 10 * time.Minute

// look is what the search line tells of the place in the table.
func (m *Model) look() search.Look {
	if m.records == nil {
		return search.Look{}
	}
	p := m.records.Place()
	out := search.Look{Text: p.Text, Parts: m.parts(p)}
	if !p.Searching() {
		return out
	}
	if n, known := m.ways.totals[p]; known && n >= relevanceMost && p.Sort == "" {
		out.Notes = append(out.Notes, "only the first 10,000 by relevance: "+m.env.Keys.Key("sort")+" on a column sorts and shows all")
	}
	if m.records.Collection().Family != "" {
		return out // only custom records are found by an index
	}
	at, wrote := m.ways.writes[p.Collection]
	if age := m.env.Now().Sub(at); wrote && age < lagging && (p.Text != "" || p.Filter != "" || p.Sort != "") {
		out.Notes = append(out.Notes, "changed "+pane.Age(age)+" ago: the index may lag")
	}
	return out
}

// parts are the conditions of a place in words.
func (m *Model) parts(p collection.Place) []string {
	var out []string
	s, format := m.layer.KnownSchema(p.Collection), m.env.Format()
	if key, target, id, ok := p.PointsAt(); ok {
		title := strings.TrimPrefix(key, collection.CustomPrefix)
		if f, known := s.Field(key); known {
			title = f.Title
		}
		name := id
		if n, known := m.layer.Name(target, id); known && n != "" {
			name = n
		}
		out = append(out, title+" is "+name)
	}
	if col := m.collection(p.Collection); col != nil {
		for _, part := range col.FixedParts(p) {
			out = append(out, part.Text(m.layer.Name))
		}
	}
	for _, f := range collection.FilterParts(p.Filter) {
		out = append(out, s.FilterText(format, f))
	}
	return out
}
