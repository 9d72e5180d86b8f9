package cli

import (
	"context"
	"errors"
	"os"
	"time"

	"golang.org/x/term"
)

// stuck is how long an end that a signal asked for may take. A line that takes
// no more bytes would hold the last frame, and with it the program, for ever.
const stuck = 3 * time.Second

// holdTerminal remembers how the terminal is found and returns what leaves it
// so; it also ends a program that a signal cannot end in time.
func holdTerminal(ctx context.Context, s Streams) (back func()) {
	in, _ := fileOf(s.In)
	if in == nil {
		return func() {}
	}
	state, err := term.GetState(int(in.Fd()))
	done := make(chan struct{})
	go func() {
		select {
		case <-done:
			return
		case <-ctx.Done():
		}
		select {
		case <-done:
		case <-time.After(stuck):
			if err == nil {
				_ = term.Restore(int(in.Fd()), state)
			}
			os.Exit(stuckCode(ctx))
		}
	}()
	return func() { close(done) }
}

func stuckCode(ctx context.Context) int {
	if by, ok := errors.AsType[signalled](context.Cause(ctx)); ok {
		return by.code()
	}
	return Failed
}
