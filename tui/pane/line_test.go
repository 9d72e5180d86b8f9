package pane_test

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"zco/tui/action"
	"zco/tui/draw/screen"
	"zco/tui/pane"
	"zco/tui/pane/panetest"
)

// Hints at widths about their own, down to where only those that lead out stay.
func TestHintsOnScreen(t *testing.T) {
	env, _ := panetest.Env(t)
	hints := []pane.Hint{
		env.Hint(action.Accept, "choose"), {Key: "← →", Text: "in the text"}, {Key: "x"}, {Text: "words alone"},
		{Key: "a b", Text: "one action", ID: action.Down}, env.Hint(action.Dismiss, "close"),
	}
	full := pane.HintsWidth(hints)
	var got strings.Builder
	for _, w := range []int{full + 1, full, full - 1, 40, 25, 9, 8} {
		fmt.Fprintf(&got, "--- %d\n%s", w, panetest.Painted(env, w, 2, func(a screen.Area) screen.Cursor {
			env.DrawHints(a, 1, hints)
			return screen.Cursor{}
		}))
	}
	panetest.Golden(t, "hints.txt", got.String())
	if pane.HintsWidth(nil) != 0 {
		t.Error("no hints take room")
	}
	after := 0
	panetest.Drawn(env, 80, 1, func(a screen.Area) { after = pane.DrawHints(a, 0, env.Theme, hints[2:3]) })
	if after != 4 {
		t.Errorf("after a hint of one cell comes column %d", after)
	}
}

// Of hints those are left whose keys do what they say; of actions those have
// one that have a key.
func TestHintsThatAreLive(t *testing.T) {
	env, shell := panetest.Env(t)
	keys, err := action.NewKeymap(map[action.ID][]string{action.Delete: {}})
	if err != nil {
		t.Fatal(err)
	}
	env.Keys = keys
	hints := env.Hints(action.Open, action.Delete, action.Help)
	if len(hints) != 2 || hints[0].ID != action.Open || hints[1].ID != action.Help || hints[1].Text == "" {
		t.Errorf("the hints are %+v", hints)
	}
	shell.Idle = []action.ID{action.Open}
	hints = append(hints, pane.Hint{Key: "x", Text: "types"})
	if live := env.Live(hints); len(live) != 2 || live[0].ID != action.Help || live[1].Key != "x" {
		t.Errorf("live are %+v", live)
	}
}

// What was asked of the shell comes out as it went in, the oldest first.
func TestQueue(t *testing.T) {
	var q pane.Queue
	if _, ok := q.Next(); ok {
		t.Error("there is something in an empty queue")
	}
	q.Say(pane.Warning, "mind")
	q.Visit(pane.Visit{Select: "1"})
	q.Focus(pane.Record)
	q.Run(action.Undo)
	q.Ask(7)
	for _, want := range []any{
		pane.Say{Kind: pane.Warning, Text: "mind"}, pane.Visit{Select: "1"}, pane.Focus{Pane: pane.Record},
		pane.Run{ID: action.Undo}, 7,
	} {
		if got, ok := q.Next(); !ok || !reflect.DeepEqual(got, want) {
			t.Errorf("out comes %+v, %v; want %+v", got, ok, want)
		}
	}
	if _, ok := q.Next(); ok {
		t.Error("something is left")
	}
}

// A request is done by the one handler of its type.
func TestHandlers(t *testing.T) {
	h := pane.Handlers{}
	var got []any
	h.Add(pane.On(func(n int) tea.Cmd { got = append(got, n); return nil }), pane.On(func(s string) tea.Cmd { got = append(got, s); return nil }))
	h.Of("a")("a")
	h.Of(1)(1)
	if len(got) != 2 || got[0] != "a" || got[1] != 1 || h.Of(1.5) != nil {
		t.Errorf("done were %v", got)
	}
	defer func() {
		if said := fmt.Sprint(recover()); said != "two handlers of string" {
			t.Errorf("a second handler of a type says %q", said)
		}
	}()
	h.Add(pane.On(func(string) tea.Cmd { return nil }))
}

// A duration is told in the largest unit that it fills.
func TestAge(t *testing.T) {
	for d, want := range map[time.Duration]string{
		59 * time.Second: "59 s", time.Minute: "1 min", time.Hour - 1: "59 min", time.Hour: "1 h", 48*time.Hour - 1: "47 h", 48 * time.Hour: "2 d",
	} {
		if got := pane.Age(d); got != want {
			t.Errorf("%v is %q, want %q", d, got, want)
		}
	}
}

// A key that writes is no action while one types; the others are.
func TestTypingKey(t *testing.T) {
	env, _ := panetest.Env(t)
	if id := env.TypingKey(panetest.Key("q")); id != "" {
		t.Errorf("q is %q while one types", id)
	}
	if id := env.DialogKey(panetest.Key("q")); id != action.Quit {
		t.Errorf("q is %q", id)
	}
	if id := env.TypingKey(panetest.Key("esc")); id != action.Dismiss {
		t.Errorf("esc is %q while one types", id)
	}
}

// Reset shows the first row again, and there is more only where not all fits.
func TestScrollIsReset(t *testing.T) {
	var s pane.Scroll
	s.Fit(10, 4)
	s.Move(action.Last)
	if top := s.Fit(10, 4); top != 6 || s.Below() != 0 || !s.More() {
		t.Errorf("at the end the first row is %d, %d below, more %v", top, s.Below(), s.More())
	}
	s.Reset()
	if top := s.Fit(10, 4); top != 0 || s.Below() != 6 {
		t.Errorf("after a reset the first row is %d, %d below", top, s.Below())
	}
	if s.Fit(4, 4); s.More() {
		t.Error("all fits, and there is more")
	}
}
