package work

import (
	"context"
	"errors"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"

	"zco/api"
	"zco/tui/domain/change"
)

// owner is who an inbox belongs to.
type owner struct{ got []tea.Msg }

func (o *owner) take(msg tea.Msg) tea.Cmd {
	o.got = append(o.got, msg)
	return nil
}

func inbox(t *testing.T) (*owner, *Inbox, *Layer) {
	l := New(t.Context(), nil)
	t.Cleanup(l.Stop)
	o := &owner{}
	return o, l.Inbox(o.take), l
}

// answers is a request that says a word after a while, or nothing when it is
// cut off.
func answers(word string, after time.Duration) func(context.Context, *api.Client) tea.Msg {
	return func(ctx context.Context, _ *api.Client) tea.Msg {
		select {
		case <-time.After(after):
			return word
		case <-ctx.Done():
			return "cut off"
		}
	}
}

// alone is a request that has a client of its own.
func alone(ask func(context.Context, *api.Client) tea.Msg) func(context.Context) tea.Msg {
	return func(ctx context.Context) tea.Msg { return ask(ctx, nil) }
}

// run runs commands each on its own, as the event loop does, and returns
// where their messages arrive.
func run(cmds ...tea.Cmd) chan tea.Msg {
	out := make(chan tea.Msg, len(cmds))
	for _, cmd := range cmds {
		go func() {
			if msg := cmd(); msg != nil {
				out <- msg
			}
		}()
	}
	return out
}

// deliver hands out what has arrived.
func deliver(t *testing.T, from chan tea.Msg) {
	t.Helper()
	for len(from) > 0 {
		r, ok := (<-from).(Reply)
		if !ok {
			t.Fatal("something else than an answer arrived")
		}
		r.Deliver()
	}
}

func (o *owner) expect(t *testing.T, want ...tea.Msg) {
	t.Helper()
	if len(o.got) != len(want) {
		t.Fatalf("the owner was told %v, want %v", o.got, want)
	}
	for i := range want {
		if o.got[i] != want[i] {
			t.Errorf("the owner was told %v, want %v", o.got, want)
		}
	}
}

func TestAnAnswerGoesToItsOwner(t *testing.T) {
	o, in, l := inbox(t)
	other := &owner{}
	l.Inbox(other.take)
	msg := in.Go("a", 0, answers("hello", 0))()
	o.expect(t)
	if r := msg.(Reply); !r.Of(l) || r.Of(New(t.Context(), nil)) {
		t.Error("an answer does not know its account")
	}
	msg.(Reply).Deliver()
	o.expect(t, "hello")
	other.expect(t)
}

func TestALateAnswerIsDropped(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		o, in, _ := inbox(t)
		// The answer is on its way when the slot is asked anew.
		late := in.Go("a", 0, answers("late", 0))()
		next := in.Go("a", 0, answers("next", time.Second))
		from := run(next)
		synctest.Wait()
		late.(Reply).Deliver()
		o.expect(t)
		time.Sleep(2 * time.Second)
		deliver(t, from)
		o.expect(t, "next")
	})
}

func TestASlotAskedAnewCutsOffWhatItHad(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		o, in, l := inbox(t)
		from := run(in.Go("a", 0, answers("old", time.Hour)), in.Go("b", 0, answers("other slot", time.Second)))
		synctest.Wait()
		if l.InFlight() != 2 {
			t.Errorf("%d requests under way, want 2", l.InFlight())
		}
		next := run(in.Go("a", 0, answers("new", 2*time.Second)))
		synctest.Wait()
		if l.InFlight() != 2 {
			t.Errorf("%d requests under way after one took the place of another, want 2", l.InFlight())
		}
		time.Sleep(3 * time.Second)
		deliver(t, from)
		deliver(t, next)
		o.expect(t, "other slot", "new")
		if l.InFlight() != 0 {
			t.Errorf("%d requests under way at the end", l.InFlight())
		}
	})
}

// Commands run in any order; what was asked last holds.
func TestTheLastAskedHoldsWhicheverRunsFirst(t *testing.T) {
	o, in, _ := inbox(t)
	first := in.Go("a", 0, answers("first", 0))
	second := in.Go("a", 0, answers("second", 0))
	deliver2 := second()
	if msg := first(); msg != nil {
		t.Errorf("a command that was overtaken did %v", msg)
	}
	deliver2.(Reply).Deliver()
	o.expect(t, "second")
	if msg := second(); msg != nil {
		t.Error("a command runs twice")
	}
}

// A command that is made and never run holds nothing up.
func TestMakingACommandDoesNothing(t *testing.T) {
	o, in, l := inbox(t)
	under := in.Go("a", 0, answers("under way", 0))()
	in.Go("a", 0, answers("never run", 0))
	in.After("a", time.Hour, "never run")
	under.(Reply).Deliver()
	o.expect(t, "under way")
	if l.InFlight() != 0 {
		t.Error("a command that does not run is under way")
	}
}

func TestCancel(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		o, in, l := inbox(t)
		from := run(in.Go("a", 0, answers("a", time.Second)), in.Go("b", 0, answers("b", time.Second)))
		made := in.Go("a", 0, answers("made before", 0))
		arrived := in.Go("c", 0, answers("arrived", 0))()
		synctest.Wait()
		in.Cancel("a")
		in.Cancel("c")
		synctest.Wait()
		if l.InFlight() != 1 {
			t.Errorf("%d requests under way, want the other slot's", l.InFlight())
		}
		if msg := made(); msg != nil {
			t.Error("what was made before Cancel began after it")
		}
		arrived.(Reply).Deliver()
		time.Sleep(2 * time.Second)
		deliver(t, from)
		o.expect(t, "b")
		in.Go("a", 0, answers("after", 0))().(Reply).Deliver()
		o.expect(t, "b", "after")
	})
}

func TestNothingArrivesAfterClose(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		o, in, l := inbox(t)
		from := run(in.Go("a", 0, answers("a", time.Hour)), in.After("b", time.Hour, "b"))
		arrived := in.Go("c", 0, answers("arrived", 0))()
		kept := Do(in, alone(answers("done", 0)), in.take)()
		synctest.Wait()
		in.Close()
		synctest.Wait()
		if l.InFlight() != 0 {
			t.Error("Close leaves requests under way")
		}
		arrived.(Reply).Deliver()
		kept.(Reply).Deliver()
		if in.Go("a", 0, answers("after", 0))() != nil || in.After("d", 0, "after")() != nil {
			t.Error("a closed inbox asks")
		}
		deliver(t, from)
		o.expect(t)
	})
}

// A request waits until typing has paused, and only the last one is sent.
func TestDebounce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		o, in, l := inbox(t)
		var asked atomic.Int32
		ask := func(word string) tea.Cmd {
			return in.Go("typed", 100*time.Millisecond, func(context.Context, *api.Client) tea.Msg {
				asked.Add(1)
				return word
			})
		}
		var all []chan tea.Msg
		for _, word := range []string{"t", "ty", "typ"} {
			all = append(all, run(ask(word)))
			time.Sleep(99 * time.Millisecond)
		}
		synctest.Wait()
		if asked.Load() != 0 || l.InFlight() != 0 {
			t.Error("it is asked before typing paused")
		}
		time.Sleep(2 * time.Millisecond)
		synctest.Wait()
		for _, from := range all {
			deliver(t, from)
		}
		o.expect(t, "typ")
		if asked.Load() != 1 {
			t.Errorf("asked %d times", asked.Load())
		}
	})
}

func TestAfter(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		o, in, l := inbox(t)
		from := run(in.After("tick", time.Second, "tick"))
		time.Sleep(999 * time.Millisecond)
		synctest.Wait()
		if len(from) != 0 || l.InFlight() != 0 {
			t.Error("a clock is early, or counts as a request")
		}
		time.Sleep(2 * time.Millisecond)
		deliver(t, from)
		o.expect(t, "tick")
	})
}

// What changes something is not cut off by what comes after it.
func TestDoRunsToItsEnd(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		o, in, l := inbox(t)
		from := run(Do(in, alone(answers("one", time.Second)), in.take), Do(in, alone(answers("two", 2*time.Second)), in.take))
		synctest.Wait()
		if l.InFlight() != 2 {
			t.Errorf("%d under way", l.InFlight())
		}
		time.Sleep(3 * time.Second)
		deliver(t, from)
		o.expect(t, "one", "two")
		// The answer is for who asked alone, and not after the inbox is closed.
		var heard []tea.Msg
		mine := func(msg tea.Msg) tea.Cmd { heard = append(heard, msg); return nil }
		Do(in, alone(answers("mine", 0)), mine)().(Reply).Deliver()
		other := l.Inbox(nil)
		late := Do(other, alone(answers("late", 0)), mine)().(Reply)
		other.Close()
		late.Deliver()
		if o.expect(t, "one", "two"); len(heard) != 1 || heard[0] != "mine" {
			t.Errorf("heard %v", heard)
		}
		// Only the end of the session does, and then nobody is told.
		last := run(Do(in, alone(answers("three", time.Hour)), in.take))
		synctest.Wait()
		l.Stop()
		synctest.Wait()
		if len(last) != 0 {
			t.Error("the end of the session is told as an answer")
		}
	})
}

// An account that takes the credentials no more is signalled beside the
// answer, however it was asked.
func TestSignedOutIsSignalled(t *testing.T) {
	_, in, l := inbox(t)
	refused := func(context.Context, *api.Client) tea.Msg {
		return Item{Answer: Answer{Err: &api.Error{Status: 401}}}
	}
	broken := func(context.Context, *api.Client) tea.Msg { return Item{Answer: Answer{Err: errors.New("no line")}} }
	in.Go("a", 0, broken)()
	Do(in, alone(broken), in.take)()
	signedOut := func() (n int) {
		for len(l.signals) > 0 {
			if _, ok := (<-l.signals).(SignedOut); ok {
				n++
			}
		}
		return n
	}
	if signedOut() != 0 {
		t.Error("a broken line is signed out")
	}
	in.Go("a", 0, refused)()
	Do(in, alone(refused), in.take)()
	if n := signedOut(); n != 2 {
		t.Errorf("%d signals, want one for each", n)
	}
}

// One refusal may pass: the first answer of the service after it that is none
// says so, once. What is known without asking says nothing.
func TestSignedInAgainIsSignalled(t *testing.T) {
	l := New(t.Context(), nil)
	signals := func() (n int) {
		for len(l.signals) > 0 {
			if _, ok := (<-l.signals).(SignedIn); ok {
				n++
			}
		}
		return n
	}
	refusal := Page{Answer: Answer{Err: &api.Error{Status: 401}}}
	for _, c := range []struct {
		answers []any
		want    int
	}{
		{[]any{Page{}, change.Sent{}}, 0},
		{[]any{refusal, Count{}, change.Prepared{}, Page{Answer: Answer{Err: errors.New("no route")}}, change.Sent{Err: errors.New("no route")}}, 0},
		{[]any{refusal, Page{}, Page{}}, 1},
		{[]any{refusal, struct{ Page }{}}, 1},
		{[]any{refusal, refusal, change.Sent{}, change.Sent{}}, 1},
	} {
		for _, a := range c.answers {
			l.tellSignedOut(a)
		}
		if got := signals(); got != c.want {
			t.Errorf("%d signals for %+v, want %d", got, c.answers, c.want)
		}
		l.signedOut.Store(false)
	}
}
