package cli

import (
	"context"
	"errors"
	"os"
	"os/signal"
	"syscall"
)

// signalled is why a context ended that a signal ended.
type signalled struct{ sig os.Signal }

func (s signalled) Error() string { return "ended by a signal: " + s.sig.String() }

// code is what shells say of a program that a signal ended.
func (s signalled) code() int {
	n, _ := s.sig.(syscall.Signal)
	return 128 + int(n)
}

// untilSignal returns a context that ends with the first signal that asks the
// program to end, which is then its cause.
func untilSignal(parent context.Context) (context.Context, func()) {
	ctx, cancel := context.WithCancelCause(parent)
	ch := make(chan os.Signal, 1)
	signal.Notify(ch, os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	go func() {
		select {
		case sig := <-ch:
			cancel(signalled{sig})
		case <-ctx.Done():
		}
	}()
	return ctx, func() {
		signal.Stop(ch)
		cancel(nil)
	}
}

// bySignal returns the error and the exit code of an interface that a signal
// ended, nil if none did.
func bySignal(ctx context.Context) error {
	if s, ok := errors.AsType[signalled](context.Cause(ctx)); ok {
		return coded{s.code(), s}
	}
	return nil
}
