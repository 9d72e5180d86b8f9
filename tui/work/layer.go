// Package work is the async layer: the only code of the interface that
// calls the service. A pane asks for something and gets a tea.Cmd; the answer
// comes back as a message that carries the slot and the generation that asked.
//
// It never draws and never decides what a pane shows. The one rule: a command
// captures values, never a model, and every request has a context that
// someone cancels.
package work

import (
	"context"
	"sync"
	"sync/atomic"
	"time"

	tea "charm.land/bubbletea/v2"

	"zco/api"
)

// Slot names one need of one pane ("records/next"). A new request in a slot
// cancels the one before.
type Slot string

// Layer runs commands against one account.
type Layer struct {
	client *api.Client
	ctx    context.Context
	stop   context.CancelFunc

	mu      sync.Mutex
	flights map[Slot]*flight
	cache   cache

	inFlight atomic.Int32
	signals  chan tea.Msg
}

type flight struct{ cancel context.CancelFunc }

// Dropped is the message of a request that was cancelled: nobody waits for
// its answer any more.
type Dropped struct{ Slot Slot }

// New returns a layer over a client. Stop ends everything it has under way.
func New(ctx context.Context, client *api.Client) *Layer {
	ctx, stop := context.WithCancel(ctx)
	return &Layer{
		client: client, ctx: ctx, stop: stop,
		flights: map[Slot]*flight{}, cache: newCache(ctx), signals: make(chan tea.Msg, 16),
	}
}

// Stop cancels all requests.
func (l *Layer) Stop() { l.stop() }

// Client returns the client, for what runs outside the interface.
func (l *Layer) Client() *api.Client { return l.client }

// InFlight returns how many requests are under way.
func (l *Layer) InFlight() int { return int(l.inFlight.Load()) }

// Cancel ends what is under way in a slot.
func (l *Layer) Cancel(slot Slot) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if f := l.flights[slot]; f != nil {
		f.cancel()
		delete(l.flights, slot)
	}
}

// Go runs fn as a command in a slot after a delay (the debounce), cancelling
// what the slot had before. fn returns the message for its pane.
func (l *Layer) Go(slot Slot, delay time.Duration, fn func(context.Context, *api.Client) tea.Msg) tea.Cmd {
	ctx, mine := l.claim(slot)
	return func() tea.Msg {
		defer l.land(slot, mine)
		if !wait(ctx, delay) {
			return Dropped{slot}
		}
		l.inFlight.Add(1)
		msg := fn(ctx, l.client)
		l.inFlight.Add(-1)
		if ctx.Err() != nil {
			return Dropped{slot}
		}
		l.tellSignedOut(msg)
		return msg
	}
}

// claim takes a slot, cancelling what had it before.
func (l *Layer) claim(slot Slot) (context.Context, *flight) {
	ctx, cancel := context.WithCancel(l.ctx)
	mine := &flight{cancel: cancel}
	l.mu.Lock()
	defer l.mu.Unlock()
	if old := l.flights[slot]; old != nil {
		old.cancel()
	}
	l.flights[slot] = mine
	return ctx, mine
}

func (l *Layer) land(slot Slot, f *flight) {
	f.cancel()
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.flights[slot] == f {
		delete(l.flights, slot)
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

// After returns a message after a delay, unless the slot is asked again or
// cancelled first.
func (l *Layer) After(slot Slot, d time.Duration, msg tea.Msg) tea.Cmd {
	ctx, mine := l.claim(slot)
	return func() tea.Msg {
		defer l.land(slot, mine)
		if !wait(ctx, d) {
			return Dropped{slot}
		}
		return msg
	}
}
