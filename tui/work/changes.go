package work

import (
	"context"
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"zco/api"
	"zco/tui/domain/collection"
)

// MostChanges bounds what a list of changes holds: the latest of them.
const MostChanges = 2000

// Changes is the answer to what changed in an object since a time: the latest
// first.
type Changes struct {
	Answer
	Since   time.Time
	Records []collection.RecordChange
	Dropped int // earlier changes that are left out
}

// Changes reads what changed since a time, a thousand in a request. Ten
// requests a minute are answered; for more it waits.
func (b *Inbox) Changes(slot string, col *collection.Collection, since time.Time) tea.Cmd {
	return b.Go(slot, 0, func(ctx context.Context, c *api.Client) tea.Msg {
		out := Changes{Since: since}
		key, _ := api.TargetObjectKey(col.Source)
		for p, err := range c.AllChanges(ctx, key, api.ChangesOptions{Since: since}) {
			if err != nil {
				out.Err = err
				return out
			}
			for _, r := range p.Items {
				out.Records = append(out.Records, collection.ChangeOf(r))
			}
			if n := len(out.Records) - MostChanges; n > 0 {
				out.Records, out.Dropped = out.Records[n:], out.Dropped+n
			}
		}
		slices.Reverse(out.Records)
		return out
	})
}
