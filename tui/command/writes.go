package command

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"zco/api"
	"zco/tui/resource"
)

// Updated is the answer to a change of one row.
type Updated struct {
	Answer
	Ref  resource.Ref
	Item resource.Item
}

// Update sends a patch of one row.
func (l *Layer) Update(slot Slot, gen uint64, col *resource.Collection, id string, p resource.Patch) tea.Cmd {
	return l.Go(slot, 0, func(ctx context.Context, c *api.Client) tea.Msg {
		start := time.Now()
		it, err := col.Update(ctx, c, id, p)
		return Updated{Answer{slot, gen, err, time.Since(start)}, resource.Ref{Collection: col.ID, ID: id}, it}
	})
}
