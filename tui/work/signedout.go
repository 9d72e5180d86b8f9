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
