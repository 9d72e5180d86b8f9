package work

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"zco/api"
	"zco/tui/domain/collection"
	"zco/tui/domain/job"
)

// Jobs returns what runs the jobs of the account. They end with the layer, and
// know the fields that it knows.
func (l *Layer) Jobs(o job.Options) *job.Runner {
	o.Schema = func(ctx context.Context, col *collection.Collection) (*collection.Schema, error) {
		return l.schema(ctx, l.client, col)
	}
	return job.New(l.ctx, l.client, o)
}

// Ask is Go for what has a client of its own.
func (b *Inbox) Ask(slot string, fn func(context.Context) tea.Msg) tea.Cmd {
	return b.Go(slot, 0, func(ctx context.Context, _ *api.Client) tea.Msg { return fn(ctx) })
}

// Aside returns a command that runs fn to its end and brings what it returns
// to the inbox; nil is brought nowhere. It is for what asks the service
// nothing, and is not counted among the requests under way. Where a slot is
// named, only the answer to its latest command arrives.
func (b *Inbox) Aside(slot string, fn func() tea.Msg) tea.Cmd {
	number := b.next()
	return func() tea.Msg {
		var mine *claim
		if slot != "" {
			if _, mine = b.claim(slot, number); mine == nil {
				return nil
			}
		}
		if msg := fn(); msg != nil {
			return b.reply(slot, mine, msg)
		}
		return nil
	}
}
