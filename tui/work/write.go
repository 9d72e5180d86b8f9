package work

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"zco/api"
	"zco/tui/domain/change"
	"zco/tui/domain/collection"
	"zco/tui/domain/journal"
)

// Writer runs what package change does beside the event loop. Making one of
// its commands changes nothing.
type Writer struct {
	layer  *Layer
	sender change.Sender
}

// NewWriter returns a writer for one account of the journal; user is who
// sends.
func NewWriter(l *Layer, j *journal.Journal, account, user string, now func() time.Time) *Writer {
	s := change.Sender{Client: l.client, Journal: j, Account: account, User: user, Now: now}
	s.Schema = func(ctx context.Context, col *collection.Collection) (*collection.Schema, error) {
		return l.schema(ctx, l.client, col)
	}
	return &Writer{layer: l, sender: s}
}

// Prepare brings the change.Prepared of a change.
func (w *Writer) Prepare(in *Inbox, c change.Change) tea.Cmd {
	return in.Go("prepare/"+c.Ref.Collection+"/"+c.Ref.ID, 0, func(ctx context.Context, _ *api.Client) tea.Msg { return w.sender.Prepare(ctx, c) })
}

// Send sends a change, which nothing but the end of the session cuts off, and
// brings the change.Sent.
func (w *Writer) Send(in *Inbox, c change.Change) tea.Cmd {
	return in.Do(func(ctx context.Context, _ *api.Client) tea.Msg { return w.sender.Send(ctx, c) })
}

// Undo brings the change.Undoing of an entry of the history.
func (w *Writer) Undo(in *Inbox, e journal.Entry, col *collection.Collection) tea.Cmd {
	return in.Go("undo", 0, func(ctx context.Context, _ *api.Client) tea.Msg { return w.sender.Undo(ctx, e, col) })
}

// Previewed is the exact request of a change.
type Previewed struct {
	Step collection.Step
	Err  error
}

// Preview brings the Previewed of a change; nothing is sent.
func (w *Writer) Preview(in *Inbox, c change.Change) tea.Cmd {
	base := w.layer.Base()
	return in.Go("preview", 0, func(context.Context, *api.Client) tea.Msg {
		step, err := change.Preview(base, c)
		return Previewed{step, err}
	})
}
