package work

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"zco/api"
	"zco/tui/domain/change"
	"zco/tui/domain/collection"
)

// Signal is a message from outside a command.
type Signal interface{ signal() }

// Waiting says that a request waits, and until when.
type Waiting struct {
	Until  time.Time
	Reason string
}

// Began says that a request is under way where none was.
type Began struct{}

func (Began) signal() {}

// Told is a word from what works below the requests.
type Told struct{ Text string }

func (Told) signal() {}

// Tick asks for a new frame while a countdown is on the screen.
type Tick struct{}

func (Waiting) signal() {}

// OnWait is given to the client (api.WithOnWait): it tells the interface why
// nothing moves.
func (l *Layer) OnWait(w api.Wait) { l.Signal(Waiting{Until: w.Until, Reason: string(w.Reason)}) }

// Signal hands the interface a message from outside a command. It never
// blocks: when the interface is behind, the oldest signal is dropped.
func (l *Layer) Signal(msg Signal) {
	for {
		select {
		case l.signals <- msg:
			return
		default:
		}
		select {
		case <-l.signals:
		default:
		}
	}
}

// Signals returns the command that waits for the layer's next signal and brings
// it to the inbox; who listens asks again after each.
func (b *Inbox) Signals() tea.Cmd {
	return b.Aside("", func() tea.Msg {
		select {
		case msg := <-b.layer.signals:
			return msg
		case <-b.layer.ctx.Done():
			return nil
		}
	})
}

// Rate is the account's rate limit as the last answer told it; Limit is 0
// while nobody knows.
type Rate struct{ Remaining, Limit int }

// Rate returns the rate limit.
func (l *Layer) Rate() Rate {
	r := l.client.Rate()
	return Rate{Remaining: r.Remaining, Limit: r.Limit}
}

// Base returns the account's address, without a slash at the end.
func (l *Layer) Base() string { return l.client.BaseURL() }

// OnDisk tells whether what is typed reaches the disk: Err says why not, nil
// that it does again.
type OnDisk struct{ Err error }

func (OnDisk) signal() {}

// SignedOut says that the account does not take who asks any more: a token
// ended or was refused. It comes beside the answer that failed.
type SignedOut struct{}

func (SignedOut) signal() {}

// SignedIn says that the account takes who asks after all, once it was said
// that it does not: one refusal may pass.
type SignedIn struct{}

func (SignedIn) signal() {}

// failing is an answer that may have failed.
type failing interface{ Failure() error }

// served is an answer that the service has just given: a page, in the owner's
// words or not.
type served interface{ served() }

func (Page) served() {}

// tellSignedOut signals an answer that failed because of that, and the first
// after it that shows the contrary. Only what the service itself has just
// answered does: other answers may come from what was read before.
func (l *Layer) tellSignedOut(answer any) {
	f, ok := answer.(failing)
	if ok && collection.SignedOut(f.Failure()) {
		l.signedOut.Store(true)
		l.Signal(SignedOut{})
		return
	}
	switch answer.(type) {
	case served, change.Sent:
		if f.Failure() == nil && l.signedOut.CompareAndSwap(true, false) {
			l.Signal(SignedIn{})
		}
	}
}

// Failure returns how a read failed, nil if it did not.
func (a Answer) Failure() error { return a.Err }
