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
		s := &shared[int]{keep: 2 * time.Second}
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
	s := &shared[int]{}
	broken := errors.New("broken")
	if _, err := s.get(t.Context(), "car", func(context.Context) (int, error) { return 0, broken }); !errors.Is(err, broken) {
		t.Errorf("got %v", err)
	}
	if n, err := s.get(t.Context(), "car", func(context.Context) (int, error) { return 7, nil }); n != 7 || err != nil {
		t.Errorf("got %d, %v", n, err)
	}
}

func TestWhoWaitsAsksAgainWhenTheFirstGivesUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &shared[int]{}
		ask := func(ctx context.Context) (int, error) {
			select {
			case <-ctx.Done():
				return 0, ctx.Err()
			case <-time.After(time.Second):
				return 1, nil
			}
		}
		first, giveUp := context.WithCancel(t.Context())
		go func() { _, _ = s.get(first, "car", ask) }()
		synctest.Wait()
		time.AfterFunc(time.Millisecond, giveUp)
		if n, err := s.get(t.Context(), "car", ask); n != 1 || err != nil {
			t.Errorf("got %d, %v", n, err)
		}
	})
}
