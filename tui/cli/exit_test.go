package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"syscall"
	"testing"

	"zco/api"
	"zco/config"
	"zco/config/secret"
)

// Scripts decide by the exit code, whatever the error is wrapped in.
func TestExitCodes(t *testing.T) {
	status := func(n int) error { return &api.Error{Method: "GET", Path: "/x", Status: n} }
	for _, c := range []struct {
		err  error
		want int
	}{
		{nil, 0},
		{errors.New("anything"), 1},
		{status(http.StatusInternalServerError), 1},
		{status(http.StatusUnprocessableEntity), 1},
		{status(http.StatusConflict), 1},
		{context.Canceled, 1},
		{usage("so not"), 2},
		{&config.SettingError{Name: "ZENDESK_SUBDOMAIN", Err: errors.New("no")}, 2},
		{&config.FileError{File: "config.toml"}, 2},
		{config.ErrNoProfile, 2},
		{config.ErrOwned, 2},
		{config.ErrNotSignedIn, 3},
		{config.ErrSignInAgain, 3},
		{secret.ErrUnavailable, 3},
		{secret.ErrNoConsent, 3},
		{&secret.ModeError{}, 3},
		{status(http.StatusUnauthorized), 3},
		{status(http.StatusForbidden), 3},
		{status(http.StatusNotFound), 4},
		{status(http.StatusGone), 4},
		{withCode(NotFound, "there is none"), 4},
		{silent(Partly), 5},
		{withCode(Partly, "%w", status(http.StatusNotFound)), 5}, // what was said last rules
		{syscall.EPIPE, 0},
		{io.ErrClosedPipe, 0},
	} {
		err := c.err
		for range 2 {
			if got := exitCode(err); got != c.want {
				t.Errorf("%T %v ends with %d, not %d", c.err, err, got, c.want)
			}
			if err == nil {
				break
			}
			err = fmt.Errorf("wrapped: %w", err)
		}
	}
}

// What was said already, and a reader that went away, need no words; an error
// gets advice unless the command has said what to do.
func TestExplain(t *testing.T) {
	stopped, stop := context.WithCancel(t.Context())
	stop()
	forbidden := &api.Error{Method: "GET", Path: "/x", Status: http.StatusForbidden}
	for _, c := range []struct {
		ctx  context.Context
		err  error
		want string
	}{
		{t.Context(), silent(Failed), ""},
		{t.Context(), fmt.Errorf("cannot write: %w", syscall.EPIPE), ""},
		{t.Context(), errors.New("two\nlines"), "zco: two\nlines\n"},
		{stopped, fmt.Errorf("asking: %w", context.Canceled), "zco: interrupted\n"},
		{stopped, errors.New("full"), "zco: full\n"},
		{t.Context(), context.Canceled, "zco: context canceled\n"},
		{t.Context(), forbidden, "zco: " + forbidden.Error() + "\nYour role may not see this. An administrator can grant it.\n"},
		{t.Context(), withCode(Failed, "%w", forbidden), "zco: " + forbidden.Error() + "\n"},
	} {
		var words bytes.Buffer
		explain(NewStreams(nil, nil, &words, nil), c.ctx, c.err)
		if words.String() != c.want {
			t.Errorf("%v is explained as %q, not %q", c.err, words.String(), c.want)
		}
	}
}
