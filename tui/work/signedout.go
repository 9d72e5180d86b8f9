package work

import "zco/tui/domain/collection"

// SignedOut says that the account does not take who asks any more: a token
// ended or was refused. It comes beside the answer that failed.
type SignedOut struct{}

func (SignedOut) signal() {}

// failing is an answer that may have failed.
type failing interface{ Failure() error }

// tellSignedOut signals an answer that failed because of that.
func (l *Layer) tellSignedOut(answer any) {
	if f, ok := answer.(failing); ok && collection.SignedOut(f.Failure()) {
		l.Signal(SignedOut{})
	}
}

// Failure returns how a read failed, nil if it did not.
func (a Answer) Failure() error { return a.Err }

// Failure returns why a change could not be prepared, nil if it was.
func (p Prepared) Failure() error { return p.Err }

// Failure returns why what an undo needs could not be read, nil if it was.
func (u Undoing) Failure() error { return u.Err }

// Failure returns why a change was not sent, nil if it was.
func (s Sent) Failure() error { return s.Err }
