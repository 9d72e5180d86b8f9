package work

import (
	"context"
	"sync"
	"time"

	tea "charm.land/bubbletea/v2"

	"zco/api"
)

// Inbox is where the answers to one owner's requests arrive: a pane, a feature
// or a dialog has one each. An answer goes to its owner and to nobody else,
// and only while its slot has not been asked anew, cancelled or closed: that
// is the one guard against late answers.
type Inbox struct {
	layer *Layer
	take  func(tea.Msg) tea.Cmd

	mu     sync.Mutex
	asked  uint64 // counts the commands made
	slots  map[string]*claim
	closed bool
}

// claim is the hold of one command on a slot.
type claim struct {
	number uint64 // of the command
	cancel context.CancelFunc
}

// Inbox returns an inbox whose answers are given to take, on the event loop.
func (l *Layer) Inbox(take func(tea.Msg) tea.Cmd) *Inbox {
	return &Inbox{layer: l, take: take, slots: map[string]*claim{}}
}

// Reply is the message of an answer on its way to its inbox.
type Reply struct {
	layer *Layer
	// Deliver gives the answer to its owner, unless nobody waits for it any more.
	Deliver func() tea.Cmd
}

// Of reports whether the answer belongs to an account's layer.
func (r Reply) Of(l *Layer) bool { return r.layer == l }

// reply brings the answer to the command of a claim to the inbox.
func (b *Inbox) reply(slot string, c *claim, msg tea.Msg) Reply {
	return Reply{b.layer, func() tea.Cmd {
		if !b.land(slot, c) {
			return nil
		}
		return b.take(msg)
	}}
}

// Do returns a command that runs ask to its end and gives its answer to then,
// on the event loop: no later command and no closing cuts it off, but nobody
// hears of it after Close. It is for what changes something.
func Do[T any](b *Inbox, ask func(context.Context) T, then func(T) tea.Cmd) tea.Cmd {
	return func() tea.Msg {
		b.layer.begin()
		answer := ask(b.layer.ctx)
		b.layer.inFlight.Add(-1)
		if b.layer.ctx.Err() != nil {
			return nil
		}
		b.layer.tellSignedOut(answer)
		return Reply{b.layer, func() tea.Cmd {
			if !b.land("", nil) {
				return nil
			}
			return then(answer)
		}}
	}
}

// Go returns a command that runs fn after a delay (the debounce) and brings
// what it returns to the inbox. As it runs, and not before, it takes the slot
// and cancels what the slot had; one that an answer to a later question has
// overtaken does nothing.
func (b *Inbox) Go(slot string, delay time.Duration, fn func(context.Context, *api.Client) tea.Msg) tea.Cmd {
	number := b.next()
	return func() tea.Msg {
		ctx, mine := b.claim(slot, number)
		if mine == nil || !wait(ctx, delay) {
			return nil
		}
		b.layer.begin()
		msg := fn(ctx, b.layer.client)
		b.layer.inFlight.Add(-1)
		if ctx.Err() != nil {
			return nil
		}
		b.layer.tellSignedOut(msg)
		return b.reply(slot, mine, msg)
	}
}

// After brings a message to the inbox after a delay, unless the slot is asked
// again or cancelled first.
func (b *Inbox) After(slot string, d time.Duration, msg tea.Msg) tea.Cmd {
	number := b.next()
	return func() tea.Msg {
		ctx, mine := b.claim(slot, number)
		if mine == nil || !wait(ctx, d) {
			return nil
		}
		return b.reply(slot, mine, msg)
	}
}

// Cancel ends what is under way in a slot, and what was made for it and has
// not begun.
func (b *Inbox) Cancel(slot string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.asked++
	if old := b.slots[slot]; old != nil && old.cancel != nil {
		old.cancel()
	}
	b.slots[slot] = &claim{number: b.asked}
}

// Close cancels all slots; nothing arrives any more.
func (b *Inbox) Close() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.closed = true
	for _, c := range b.slots {
		if c.cancel != nil {
			c.cancel()
		}
	}
}

func (b *Inbox) next() uint64 {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.asked++
	return b.asked
}

// claim takes a slot for a command, nil where a later one has it already.
func (b *Inbox) claim(slot string, number uint64) (context.Context, *claim) {
	b.mu.Lock()
	defer b.mu.Unlock()
	old := b.slots[slot]
	if b.closed || old != nil && old.number >= number {
		return nil, nil
	}
	if old != nil && old.cancel != nil {
		old.cancel()
	}
	ctx, cancel := context.WithCancel(b.layer.ctx)
	mine := &claim{number: number, cancel: cancel}
	b.slots[slot] = mine
	return ctx, mine
}

// land ends a claim, nil for none, and reports whether its answer is still waited for.
func (b *Inbox) land(slot string, c *claim) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	if c == nil {
		return !b.closed
	}
	c.cancel()
	return !b.closed && b.slots[slot] == c
}
