package work

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"zco/api"
	"zco/tui/domain/collection"
)

// Completed is the answer to a text typed in a relation.
type Completed struct {
	Answer
	Field   string // the field's key
	Options []collection.Option
}

// Complete asks what a text typed in a relation of a collection may mean, once
// typing has paused for the delay. The names that come with it are learnt.
func (b *Inbox) Complete(slot string, delay time.Duration, col *collection.Collection, f collection.Field, text string) tea.Cmd {
	return b.Go(slot, delay, func(ctx context.Context, c *api.Client) tea.Msg {
		options, err := collection.Complete(ctx, c, col, f, text)
		return Completed{Answer{err}, f.Key, b.layer.offered(f.Target, text, options)}
	})
}

// Events is the answer to what happened to a row.
type Events struct {
	Answer
	Ref    collection.Ref
	Events []collection.Event
}

// Events reads what happened to a record, newest first.
func (b *Inbox) Events(slot string, col *collection.Collection, id string) tea.Cmd {
	return b.Go(slot, 0, func(ctx context.Context, c *api.Client) tea.Msg {
		events, err := collection.Events(ctx, c, col, id)
		return Events{Answer{err}, collection.Ref{Collection: col.ID, ID: id}, events}
	})
}
