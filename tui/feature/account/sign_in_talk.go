package account

import (
	"context"

	tea "charm.land/bubbletea/v2"
)

// talk is one sign-in under way: it carries questions from its goroutine to
// the form, and the answers back. It implements Person.
type talk struct {
	form   *Form
	ctx    context.Context
	cancel context.CancelFunc
	asks   chan any
}

// told is what a talk says to its form; the form hears only the one under way.
type told struct {
	form *Form
	talk *talk
	what any
}

// What a talk says.
type (
	shown struct {
		address string
		opened  bool
	}
	wanted struct {
		problem string
		answer  chan string
	}
	consented struct {
		question string
		answer   chan bool
	}
	ended struct {
		profile string
		err     error
	}
)

func newTalk(ctx context.Context, f *Form) *talk {
	ctx, cancel := context.WithCancel(ctx)
	return &talk{form: f, ctx: ctx, cancel: cancel, asks: make(chan any)}
}

// run is the sign-in itself, as a command.
func (t *talk) run(d Door, s SignIn) tea.Cmd {
	return t.form.env.Shell.Async(func() tea.Msg {
		profile, err := d.SignIn(t.ctx, s, t)
		return told{t.form, t, ended{profile, err}}
	})
}

// next is the command that waits for what comes up next.
func (t *talk) next() tea.Cmd {
	return t.form.env.Shell.Async(func() tea.Msg {
		select {
		case what := <-t.asks:
			return told{t.form, t, what}
		case <-t.ctx.Done():
			return nil
		}
	})
}

func (t *talk) say(ctx context.Context, what any) bool {
	select {
	case t.asks <- what:
		return true
	case <-ctx.Done():
	case <-t.ctx.Done():
	}
	return false
}

// Show implements Person.
func (t *talk) Show(ctx context.Context, address string, opened bool) {
	t.say(ctx, shown{address, opened})
}

// Paste implements Person.
func (t *talk) Paste(ctx context.Context, problem string) (string, error) {
	answer := make(chan string, 1)
	if !t.say(ctx, wanted{problem, answer}) {
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
	if !t.say(ctx, consented{question, answer}) {
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
