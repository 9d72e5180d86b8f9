package pane

import (
	"errors"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"zco/api"
	"zco/tui/action"
	"zco/tui/draw/text"
)

// What a person can read comes first, and the request after it.
func TestErrorsLeadWithWords(t *testing.T) {
	refused := &api.Error{Method: "PATCH", Path: "/api/v2/x", Status: 422, Message: "the year is wrong", RequestID: "r-1"}
	for _, c := range []struct {
		err  error
		want string
	}{
		{refused, "422: the year is wrong (PATCH /api/v2/x, request r-1)"},
		{fmt.Errorf("Ada: %w", refused), "Ada: 422: the year is wrong (PATCH /api/v2/x, request r-1)"},
		{errors.New("the disk is full"), "the disk is full"},
		{errors.New("the sign-in has ended; sign in again with: zco login"), "the sign-in has ended"},
		{errors.New("put a valid one in its place, or sign in with: zco login"), "put a valid one in its place"},
	} {
		if got := Explain(c.err); got != c.want {
			t.Errorf("got  %s\nwant %s", got, c.want)
		}
	}
}

// Inside the program nobody types commands: the way to sign in is a key.
func TestSignedOutAdvisesAKey(t *testing.T) {
	keys, err := action.NewKeymap(nil)
	if err != nil {
		t.Fatal(err)
	}
	e := &Env{Keys: keys}
	got := e.Failed(&api.Error{Method: "GET", Path: "/api/v2/x", Status: 401, Message: "no"}, 80, text.Runes)
	want := []string{"401: no", "P switches the account or signs in again.", "GET /api/v2/x"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// What to do is a sentence of its own, after what went wrong.
func TestAdviceIsASentence(t *testing.T) {
	for _, said := range []string{"it is full", "it is full."} {
		err := &api.Error{Method: "GET", Path: "/api/v2/x", Status: 503, Message: said}
		if got, want := (&Env{}).Advised(err), "503: it is full. It may pass: try again. (GET /api/v2/x)"; got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	}
}
