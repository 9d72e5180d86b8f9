package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"syscall"

	"zco/api"
	"zco/config"
	"zco/config/secret"
	"zco/tui/domain/collection"
)

// The exit codes.
const (
	Done     = 0
	Failed   = 1
	Usage    = 2 // wrong usage, or a configuration that cannot be used
	Refused  = 3 // not signed in, not allowed, or read-only
	NotFound = 4
	Partly   = 5 // some of it was done; what, is said on standard error
)

// coded is an error that ends the program with a code of its own.
type coded struct {
	code int
	err  error
}

func (c coded) Error() string { return c.err.Error() }
func (c coded) Unwrap() error { return c.err }

func withCode(code int, format string, args ...any) error {
	return coded{code, fmt.Errorf(format, args...)}
}

func usage(format string, args ...any) error { return withCode(Usage, format, args...) }

// silent ends the program with a code when all has been said.
func silent(code int) error { return coded{code, errors.New("")} }

// exitCode is what the system is told about an error.
func exitCode(err error) int {
	c, known := errors.AsType[coded](err)
	switch {
	case err == nil:
		return Done
	case known:
		return c.code
	case errors.Is(err, config.ErrNotSignedIn), errors.Is(err, config.ErrSignInAgain),
		errors.Is(err, secret.ErrUnavailable), errors.Is(err, secret.ErrNoConsent), errors.As(err, new(*secret.ModeError)),
		api.IsUnauthorized(err), api.IsForbidden(err):
		return Refused
	case errors.As(err, new(*config.SettingError)), errors.As(err, new(*config.FileError)), errors.Is(err, config.ErrNoProfile), errors.Is(err, config.ErrOwned):
		return Usage
	case api.IsNotFound(err):
		return NotFound
	case readerGone(err):
		return Done // it has what it wanted, as head does
	}
	return Failed
}

// readerGone reports whether nobody reads what is written any more.
func readerGone(err error) bool {
	return errors.Is(err, syscall.EPIPE) || errors.Is(err, io.ErrClosedPipe)
}

// explain says why the program ends, and what to do about it.
func explain(s Streams, ctx context.Context, err error) {
	switch {
	case readerGone(err) || err.Error() == "":
		return
	case ctx.Err() != nil && errors.Is(err, context.Canceled):
		s.say("zco: interrupted")
		return
	}
	fmt.Fprintln(s.Err, "zco: "+err.Error()) // of as many lines as there are mistakes
	if advice := collection.Advice(err); advice != "" && !errors.As(err, new(coded)) {
		s.say("%s", advice)
	}
}
