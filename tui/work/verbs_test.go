package work

import (
	"context"
	"errors"
	"testing"

	"zco/api"
	"zco/tui/domain/collection"
)

// A plan is made anew just before it is sent: one that would send something
// else now, or rests on something else, is not; one that was held back is made
// anew again.
func TestPlansAreSentAsTheyStillAre(t *testing.T) {
	client, err := api.New("http://127.0.0.1:1")
	if err != nil {
		t.Fatal(err)
	}
	saw, held, sent := "a", 0, 0
	plan := collection.Plan{Saw: "a", Again: func(context.Context, *api.Client) (collection.Plan, error) {
		return collection.Plan{Saw: saw, Send: func(context.Context, *api.Client, func(int, int)) (collection.Outcome, error) {
			if held > 0 {
				held--
				return collection.Outcome{}, &api.Error{Code: api.CodeLookedTooLongAgo}
			}
			sent++
			return collection.Outcome{Text: "done"}, nil
		}}, nil
	}}
	for held = range mostLooks {
		sent = 0
		if out, err := sendFresh(t.Context(), client, plan, nil); err != nil || sent != 1 || out.Text != "done" {
			t.Errorf("held back: sent %d times: %v", sent, err)
		}
	}
	held, sent = mostLooks, 0
	if _, err := sendFresh(t.Context(), client, plan, nil); !api.IsLookedTooLongAgo(err) || sent != 0 {
		t.Errorf("held back for ever: sent %d times: %v", sent, err)
	}
	saw = "b"
	if _, err := sendFresh(t.Context(), client, plan, nil); !errors.Is(err, errMoved) || sent != 0 {
		t.Errorf("moved: sent %d times: %v", sent, err)
	}
	if (collection.Plan{Steps: []collection.Step{{Method: "PUT"}}}).Same(collection.Plan{}) {
		t.Error("a plan that sends something is the same as one that sends nothing")
	}
}
