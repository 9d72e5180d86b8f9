package account

import (
	"context"

	tea "charm.land/bubbletea/v2"
)

// talk is one sign-in under way: it carries questions from its goroutine to
// the form, and the answers back. It implements Person.
type talk struct {
	ctx    context.Context
	cancel context.CancelFunc
	asks   chan tea.Msg
}

// The messages of a talk; the form knows its own by the talk.
type (
	shown struct {
		talk    *talk
		address string
		opened  bool
	}
	wanted struct {
		talk    *talk
		problem string
		answer  chan string
	}
	consented struct {
		talk     *talk
		question string
		answer   chan bool
	}
	ended struct {
		talk    *talk
		profile string
		err     error
	}
)

func newTalk(ctx context.Context) *talk {
	ctx, cancel := context.WithCancel(ctx)
	return &talk{ctx: ctx, cancel: cancel, asks: make(chan tea.Msg)}
}

// run is the sign-in itself, as a command.
func (t *talk) run(d Door, s SignIn) tea.Cmd {
	return func() tea.Msg {
		profile, err := d.SignIn(t.ctx, s, t)
		return ended{t, profile, err}
	}
}

// next is the command that waits for what comes up next.
func (t *talk) next() tea.Cmd {
	return func() tea.Msg {
		select {
		case msg := <-t.asks:
			return msg
		case <-t.ctx.Done():
			return nil
		}
	}
}

func (t *talk) say(ctx context.Context, msg tea.Msg) bool {
	select {
	case t.asks <- msg:
		return true
	case <-ctx.Done():
	case <-t.ctx.Done():
	}
	return false
}

// Show implements Person.
func (t *talk) Show(ctx context.Context, address string, opened bool) {
	t.say(ctx, shown{t, address, opened})
}

// Paste implements Person.
func (t *talk) Paste(ctx context.Context, problem string) (string, error) {
	answer := make(chan string, 1)
	if !t.say(ctx, wanted{t, problem, answer}) {
		return "", context.Canceled
	}
	select {
	case s := <-answer:
		return s, nil
	case <-ctx.Done():
		return "", ctx.Err()
	case <-t.ctx.Done():
		return "", t.ctx.Err()
	}
}

// Consent implements Person.
func (t *talk) Consent(ctx context.Context, question string) bool {
	answer := make(chan bool, 1)
	if !t.say(ctx, consented{t, question, answer}) {
		return false
	}
	select {
	case yes := <-answer:
		return yes
	case <-ctx.Done():
	case <-t.ctx.Done():
	}
	return false
}
