package api

import (
	"context"
	"sync/atomic"
	"time"
)

// LookLasts is how long what was just read of a record is taken to be so
// still. A write that rests on it and would go out later is not sent.
const LookLasts = time.Second

// CodeLookedTooLongAgo is the code of a write that was held back, by a limit or
// a pause, for so long that what it rests on must be read again. Nothing was
// sent, or what was sent was refused: Error.Err has that refusal.
const CodeLookedTooLongAgo = "LookedTooLongAgo"

// AfterLook returns a context for the write that rests on what was read just
// now: once LookLasts is over it is not sent any more, however it was held
// back, and IsLookedTooLongAgo is true of its error. Whoever asked reads the
// record again and decides again. Of several writes in the context only the
// first that goes out is bound: what has begun is brought to its end.
func (c *Client) AfterLook(ctx context.Context) context.Context {
	return context.WithValue(ctx, lookKey{}, &look{at: c.opts.now()})
}

// IsLookedTooLongAgo reports whether a write was not done because what it
// rests on was read too long ago; see Client.AfterLook.
func IsLookedTooLongAgo(err error) bool {
	e := asError(err)
	return e != nil && e.Code == CodeLookedTooLongAgo
}

type lookKey struct{}

// look is the moment at which a record was read, and the write that rests on it.
type look struct {
	at    time.Time
	first atomic.Pointer[request]
}

// heldTooLong is the error of a write that rests on an old look. It is asked
// below all that waits.
func heldTooLong(ctx context.Context, r *request, now func() time.Time) error {
	l, _ := ctx.Value(lookKey{}).(*look)
	if l == nil || r.read {
		return nil
	}
	begun := l.first.Load()
	if (begun == nil || begun == r) && now().Sub(l.at) > LookLasts {
		return &Error{Code: CodeLookedTooLongAgo, local: true, Message: "it was held back for too long after the record was read; nothing was changed"}
	}
	l.first.CompareAndSwap(nil, r)
	return nil
}
