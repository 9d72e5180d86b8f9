package work

import (
	"context"
	"errors"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

func TestOneRequestServesAllWhoWait(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newCached[int](t.Context(), 2*time.Second)
		asked := 0
		ask := func(context.Context) (int, error) {
			asked++
			time.Sleep(time.Second)
			return asked, nil
		}
		var wg sync.WaitGroup
		for range 5 {
			wg.Go(func() {
				if n, err := s.get(t.Context(), "car", ask); n != 1 || err != nil {
					t.Errorf("got %d, %v", n, err)
				}
			})
		}
		wg.Wait()
		time.Sleep(3 * time.Second)
		if n, _ := s.get(t.Context(), "car", ask); n != 2 {
			t.Errorf("an old answer was given: %d", n)
		}
	})
}

func TestAFailureIsToldAndNotKept(t *testing.T) {
	s := newCached[int](t.Context(), 0)
	broken := errors.New("broken")
	if _, err := s.get(t.Context(), "car", func(context.Context) (int, error) { return 0, broken }); !errors.Is(err, broken) {
		t.Errorf("got %v", err)
	}
	if n, err := s.get(t.Context(), "car", func(context.Context) (int, error) { return 7, nil }); n != 7 || err != nil {
		t.Errorf("got %d, %v", n, err)
	}
}

// A request goes on for those who wait when the one who asked gives up, who
// hears so at once.
func TestARequestOutlivesWhoAskedFirst(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newCached[int](t.Context(), 0)
		asked := 0
		ask := func(ctx context.Context) (int, error) {
			asked++
			select {
			case <-ctx.Done():
				return 0, ctx.Err()
			case <-time.After(time.Second):
				return 1, nil
			}
		}
		first, giveUp := context.WithCancel(t.Context())
		gaveUp := make(chan error, 1)
		go func() {
			_, err := s.get(first, "car", ask)
			gaveUp <- err
		}()
		synctest.Wait()
		time.AfterFunc(time.Millisecond, giveUp)
		if n, err := s.get(t.Context(), "car", ask); n != 1 || err != nil {
			t.Errorf("got %d, %v", n, err)
		}
		if err := <-gaveUp; !errors.Is(err, context.Canceled) || asked != 1 {
			t.Errorf("who gave up heard %v; asked %d times", err, asked)
		}
	})
}

// What was asked for before something was forgotten is told to who waits for
// it, and not kept: it may be what held before.
func TestForgettingReachesWhatIsUnderWay(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newCached[int](t.Context(), 0)
		asked := 0
		ask := func(context.Context) (int, error) {
			asked++
			n := asked
			time.Sleep(time.Duration(3-n) * time.Second) // the later one is the faster
			return n, nil
		}
		old := make(chan int, 1)
		go func() {
			n, _ := s.get(t.Context(), "car", ask)
			old <- n
		}()
		synctest.Wait()
		s.forget("car")
		if n, _ := s.get(t.Context(), "car", ask); n != 2 {
			t.Errorf("after it was forgotten, %d was told", n)
		}
		if n := <-old; n != 1 || s.known("car") != 2 {
			t.Errorf("the one before heard %d; %d is kept", n, s.known("car"))
		}
	})
}
