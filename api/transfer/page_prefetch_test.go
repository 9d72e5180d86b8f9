package transfer

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"zco/api"
)

// The next page is asked for while the records of the one before it are read,
// and no further ahead.
func TestTheNextPageIsAskedForWhileOneIsRead(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const trip, reading, pages = 100 * time.Millisecond, 80 * time.Millisecond, 10
		var asked atomic.Int64
		s := sooner{ctx: t.Context(), list: func(ctx context.Context, o api.ListOptions) (p api.Page[api.Record], _ *api.Response, err error) {
			n := asked.Add(1)
			time.Sleep(trip)
			if ctx.Err() != nil {
				return p, nil, ctx.Err()
			}
			p.Meta = api.Meta{HasMore: n < pages, After: fmt.Sprint("c", n)}
			o.Placed(p.Meta)
			time.Sleep(reading)
			p.Items = []api.Record{{ID: o.After}}
			return p, nil, nil
		}}
		var got []string
		begun := time.Now()
		for p, err := range api.Pages(api.ListOptions{}, s.page) {
			if err != nil {
				t.Fatal(err)
			}
			if got = append(got, p.Items[0].ID); asked.Load() > int64(len(got)+1) {
				t.Errorf("%d pages asked for after %d", asked.Load(), len(got))
			}
		}
		if took := time.Since(begun); took != pages*trip+reading {
			t.Errorf("took %s, want %s", took, pages*trip+reading)
		}
		if want := []string{"", "c1", "c2", "c3", "c4", "c5", "c6", "c7", "c8", "c9"}; !slices.Equal(got, want) {
			t.Errorf("got pages after %q, want %q", got, want)
		}
	})
}

// Who stops early ends what was asked for ahead.
func TestStoppingEndsThePageAskedForAhead(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var ended error
		s := sooner{ctx: t.Context(), list: func(ctx context.Context, o api.ListOptions) (p api.Page[api.Record], _ *api.Response, err error) {
			if o.After != "" {
				<-ctx.Done()
				ended = ctx.Err()
				return p, nil, ended
			}
			p.Meta = api.Meta{HasMore: true, After: "c1"}
			o.Placed(p.Meta)
			time.Sleep(time.Millisecond)
			return p, nil, nil
		}}
		if _, _, err := s.page(api.ListOptions{}); err != nil {
			t.Fatal(err)
		}
		s.stop()
		if !errors.Is(ended, context.Canceled) {
			t.Errorf("it ended with %v", ended)
		}
	})
}
