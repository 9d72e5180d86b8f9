package cli

import (
	"cmp"

	"zco/config"
	"zco/tui/app"
	"zco/tui/domain/collection"
)

// start is where to open: what the command line names, else where one was.
func (s *session) start(t target, to Streams) app.Start {
	if t.collection != "" {
		return app.Start{Collection: t.collectionID(), Record: t.id}
	}
	if s.demo {
		return app.Start{}
	}
	state, notice := config.LoadState(s.paths.StateFile())
	if notice != "" {
		to.say("zco: %s", notice)
	}
	return startAt(state.Profile(s.stateName()).Last)
}

func startAt(last config.Place) app.Start {
	if last.Object == "" {
		return app.Start{}
	}
	start := app.Start{
		Last: true, Collection: last.Object, Row: last.Record,
		Place: collection.Place{Collection: last.Object, Text: last.Query, Filter: last.Filter, Sort: last.Sort},
	}
	if last.Open {
		start.Record = last.Record
	}
	return start
}

// stay remembers where one was.
func (m *memory) stay(at app.Start) error {
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
	return cmp.Or(s.account.Profile, s.account.BaseURL)
}
