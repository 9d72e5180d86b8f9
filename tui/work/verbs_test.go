package work

import (
	"context"
	"errors"
	"testing"
	"time"

	"zco/api"
	"zco/tui/domain/collection"
	"zco/tui/domain/journal"
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

// What takes a verb back is sent only while all is as the verb left it.
func TestUndoOfAVerbLooks(t *testing.T) {
	client, err := api.New("http://127.0.0.1:1")
	if err != nil {
		t.Fatal(err)
	}
	order, unread, undone := "a b", error(nil), 0
	to := func(what string) func(context.Context, *api.Client, func(int, int)) (collection.Outcome, error) {
		return func(context.Context, *api.Client, func(int, int)) (collection.Outcome, error) {
			order = what
			return collection.Outcome{Text: "done"}, nil
		}
	}
	back := collection.Plan{Send: func(ctx context.Context, c *api.Client, p func(int, int)) (collection.Outcome, error) {
		undone++
		return to("a b")(ctx, c, p)
	}, State: func(context.Context, *api.Client) (string, error) { return order, unread }}
	plan := collection.Plan{Title: "turn", Send: to("b a"), Back: &back}
	w := NewWriter(New(t.Context(), client), journal.InMemory(journal.Options{}), "account", "me", time.Now)
	send := func(p collection.Plan) VerbSent {
		return w.SendVerb(t.Context(), VerbOf{Collection: collection.Roles()}, p, "", &Progress{})
	}
	sent := send(plan)
	if sent.Err != nil || sent.Plan.Back == nil {
		t.Fatal(sent.Err, sent.Plan.Back)
	}
	order = "a b c" // somebody else
	if again := send(*sent.Plan.Back); again.Err == nil || undone != 0 || order != "a b c" {
		t.Errorf("undone over what came since: %v, %q", again.Err, order)
	}
	order = "b a"
	if again := send(*sent.Plan.Back); again.Err != nil || undone != 1 || order != "a b" {
		t.Errorf("not undone: %v, %q", again.Err, order)
	}
	unread = errors.New("no answer")
	if sent := send(plan); sent.Err != nil || sent.Plan.Back != nil {
		t.Errorf("it is not known what it left, and it could be taken back: %v", sent.Err)
	}
}
