// Package work is the async layer: the only code of the interface that
// calls the service. Whoever asks has an Inbox, whose methods return commands;
// the answer goes to that inbox and to nobody else.
//
// It never draws and never decides what a pane shows. The one rule: a command
// captures values, never a model, does nothing before it is run, and every
// request has a context that someone cancels.
package work

import (
	"context"
	"sync/atomic"
	"time"

	tea "charm.land/bubbletea/v2"

	"zco/api"
)

// Layer runs commands against one account.
type Layer struct {
	client *api.Client
	ctx    context.Context
	stop   context.CancelFunc

	cache     cache
	inFlight  atomic.Int32
	signals   chan tea.Msg
	signedOut atomic.Bool // and nothing was answered since
}

// New returns a layer over a client. Stop ends everything it has under way.
func New(ctx context.Context, client *api.Client) *Layer {
	ctx, stop := context.WithCancel(ctx)
	return &Layer{
		client: client, ctx: ctx, stop: stop,
		cache: newCache(ctx), signals: make(chan tea.Msg, 16),
	}
}

// Stop cancels all requests.
func (l *Layer) Stop() { l.stop() }

// Client returns the client, for what runs outside the interface.
func (l *Layer) Client() *api.Client { return l.client }

// InFlight returns how many requests are under way.
func (l *Layer) InFlight() int { return int(l.inFlight.Load()) }

// begin counts a request. The first is told of: without an answer nothing else
// would come that lets the interface note since when it waits.
func (l *Layer) begin() {
	if l.inFlight.Add(1) == 1 {
		l.Signal(Began{})
	}
}

func wait(ctx context.Context, d time.Duration) bool {
	if d <= 0 {
		return ctx.Err() == nil
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return true
	case <-ctx.Done():
		return false
	}
}
