package find

import (
	tea "charm.land/bubbletea/v2"

	"zco/tui/domain/collection"
	"zco/tui/feature/find/filter"
	"zco/tui/pane"
)

// openSearch opens the search line.
func (f *Feature) openSearch() tea.Cmd {
	if f.env.Shell.Table() != nil {
		f.env.Shell.Focus(pane.Search)
	}
	return nil
}

func (f *Feature) whyNotSearch() string {
	table := f.env.Shell.Table()
	if table == nil || table.Collection().Searchable {
		return ""
	}
	return refused(table.Collection(), "searched")
}

func refused(col *collection.Collection, verb string) string {
	return col.Title + " cannot be " + verb + " in Zendesk"
}

// filterBy narrows the table to the rows that have the value under the cursor,
// or have not.
func (f *Feature) filterBy(not bool) tea.Cmd {
	s, ok := f.env.Shell.Subject()
	if !ok {
		return nil
	}
	cond, err := s.Field.Cell(s.Item.Value(s.Field.Key), not, f.env.Zone)
	if err != nil {
		f.env.Shell.Say(pane.Warning, err.Error())
		return nil
	}
	p := collection.Place{Collection: s.Collection.ID}
	if table := f.env.Shell.Table(); table != nil && table.Collection().ID == p.Collection {
		p = table.Place()
	}
	p.Filter = collection.FilterAlso(p.Filter, cond)
	f.env.Shell.Visit(pane.Visit{Place: s.Collection.Fit(p)})
	return nil
}

func (f *Feature) whyNotFilterBy() string {
	s, ok := f.env.Shell.Subject()
	switch table := f.env.Shell.Table(); {
	case ok && !s.Collection.Filterable:
		return refused(s.Collection, "filtered by a field")
	case !ok && table != nil && !table.Collection().Filterable:
		return refused(table.Collection(), "filtered by a field")
	case !ok:
		return noRow
	}
	return ""
}

// dropCondition takes the last condition of the place away.
func (f *Feature) dropCondition() tea.Cmd {
	table := f.env.Shell.Table()
	if table == nil {
		return nil
	}
	p := table.Place()
	_, _, _, pointing := p.PointsAt()
	fixed := table.Collection().FixedParts(p)
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
		f.env.Shell.Say(pane.Note, "nothing is filtered")
		return nil
	}
	f.env.Shell.Visit(pane.Visit{Place: table.Collection().Fit(p)})
	return nil
}

// openFilter opens the builder, or for what has only fixed filters the list of
// them.
func (f *Feature) openFilter() tea.Cmd {
	table := f.env.Shell.Table()
	if table == nil {
		return nil
	}
	col, place := table.Collection(), table.Place()
	if !col.Filterable {
		f.env.Shell.Open(filter.NewFixed(f.env, f.layer, col, place))
		return nil
	}
	s := f.layer.KnownSchema(col.ID)
	if s == nil {
		f.env.Shell.Say(pane.Warning, "the fields of "+col.Title+" are not here yet")
		return nil
	}
	d := filter.New(f.env, f.layer, col, s, place, f.unapplied[col.ID])
	if now, ok := f.env.Shell.Subject(); ok {
		d.StartAt(now.Field.Key)
	}
	f.env.Shell.Open(d)
	return d.Init()
}

func (f *Feature) whyNotFilter() string {
	table := f.env.Shell.Table()
	if table == nil || table.Collection().Filterable || len(table.Collection().Filters) > 0 {
		return ""
	}
	return refused(table.Collection(), "filtered")
}
