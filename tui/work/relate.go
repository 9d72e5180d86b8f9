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
	Slot       Slot
	Field      string // the field's key
	Generation int    // of the text typed
	Options    []collection.Option
	Err        error
}

// Complete asks what a text typed in a relation of a collection may mean, once
// typing has paused for the delay. The names that come with it are learnt.
func (b *Inbox) Complete(slot string, delay time.Duration, col *collection.Collection, f collection.Field, text string) tea.Cmd {
	return b.Go(slot, delay, func(ctx context.Context, c *api.Client) tea.Msg {
		return b.layer.readComplete(ctx, c, col, f, text)
	})
}

func (l *Layer) readComplete(ctx context.Context, c *api.Client, col *collection.Collection, f collection.Field, text string) Completed {
	options, err := collection.Complete(ctx, c, col, f, text)
	for _, o := range options {
		l.LearnName(f.Target, o.Value, o.Title)
	}
	return Completed{"", f.Key, 0, options, err}
}

// Complete is the same for whoever tells answers apart by slots.
func (l *Layer) Complete(slot Slot, generation int, delay time.Duration, col *collection.Collection, f collection.Field, text string) tea.Cmd {
	return l.Go(slot, delay, func(ctx context.Context, c *api.Client) tea.Msg {
		a := l.readComplete(ctx, c, col, f, text)
		a.Slot, a.Generation = slot, generation
		return a
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
		return b.layer.readEvents(ctx, c, col, id)
	})
}

func (l *Layer) readEvents(ctx context.Context, c *api.Client, col *collection.Collection, id string) Events {
	start := time.Now()
	events, err := collection.Events(ctx, c, col, id)
	return Events{Answer{"", 0, err, time.Since(start)}, collection.Ref{Collection: col.ID, ID: id}, events}
}

// Events is the same for whoever tells answers apart by slots.
func (l *Layer) Events(slot Slot, gen uint64, col *collection.Collection, id string) tea.Cmd {
	return l.Go(slot, 0, func(ctx context.Context, c *api.Client) tea.Msg {
		a := l.readEvents(ctx, c, col, id)
		a.Slot, a.Gen = slot, gen
		return a
	})
}
