package work

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"zco/api"
	"zco/tui/domain/collection"
)

// Counted is the answer to how many rows a place has.
type Counted struct {
	Answer
	Index int
	Count int
}

// CountPlace counts the rows of a place in a request for one of them. The index
// comes back with the answer.
func (b *Inbox) CountPlace(slot string, index int, col *collection.Collection, p collection.Place) tea.Cmd {
	return b.Go(slot, 0, func(ctx context.Context, c *api.Client) tea.Msg {
		n, _, err := collection.CountPlace(ctx, c, col, p)
		return Counted{Answer{err}, index, n}
	})
}

// CountedTargets is the answer to the values of a lookup to few rows; none
// where there are many.
type CountedTargets struct {
	Answer
	Values []collection.ValueCount
}

// CountedTargets reads the values of a lookup to an object of few records.
func (b *Inbox) CountedTargets(slot string, f collection.Field, zone *time.Location) tea.Cmd {
	return b.Go(slot, 0, func(ctx context.Context, c *api.Client) tea.Msg {
		values, err := collection.CountedTargets(ctx, c, f, zone)
		return CountedTargets{Answer{err}, values}
	})
}
