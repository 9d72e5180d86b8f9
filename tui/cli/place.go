package cli

import (
	"fmt"

	"zco/config"
	"zco/tui"
	"zco/tui/resource"
	"zco/tui/text"
)

// start is where to open: what the command line names, else where one was.
func (s *session) start(t target, to Streams) tui.Start {
	if t.collection != "" {
		return tui.Start{Collection: t.collectionID(), Record: t.id}
	}
	if s.demo {
		return tui.Start{}
	}
	state, notice := config.LoadState(s.paths.StateFile())
	if notice != "" {
		fmt.Fprintln(to.Err, "zco: "+text.Clean(notice))
	}
	return startAt(state.Profile(s.stateName()).Last)
}

func startAt(last config.Place) tui.Start {
	if last.Object == "" {
		return tui.Start{}
	}
	start := tui.Start{
		Last: true, Collection: last.Object, Row: last.Record,
		Place: resource.Place{Collection: last.Object, Text: last.Query, Filter: last.Filter, Sort: last.Sort},
	}
	if last.Open {
		start.Record = last.Record
	}
	return start
}

// stay remembers where one was.
func (m *memory) stay(at tui.Start) error {
	place := config.Place{
		Object: at.Collection, Record: at.Row, Query: at.Place.Text, Filter: at.Place.Filter, Sort: at.Place.Sort,
	}
	if at.Record != "" {
		place.Record, place.Open = at.Record, true
	}
	return m.update(func(p *config.ProfileState) { p.Stay(place) })
}

// stateName is what the state is kept under: the profile, or the address where
// none is behind the account.
func (s *session) stateName() string {
	if s.account.Profile != "" {
		return s.account.Profile
	}
	return s.account.BaseURL
}
