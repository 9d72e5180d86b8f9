package console

import (
	"context"
	"os"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

// A rest is called when the first frames stand, and then not after each key
// but after many.
func TestRestAfterMuchWasDrawn(t *testing.T) {
	out, err := os.OpenFile(os.DevNull, os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer out.Close()
	synctest.Test(t, func(t *testing.T) {
		var rests atomic.Int32
		c := New(Options{Out: out, Rest: func() { rests.Add(1) }})
		ctx, cancel := context.WithCancel(t.Context())
		go c.write(ctx)
		draw := func(frames int, then time.Duration, want int32) {
			t.Helper()
			for range frames {
				c.send("x")
				time.Sleep(still / 2)
			}
			time.Sleep(then)
			synctest.Wait()
			if n := rests.Load(); n != want {
				t.Errorf("%d rests after %d frames more, want %d", n, frames, want)
			}
		}
		draw(4, 0, 0)
		draw(0, time.Hour, 1)
		draw(1, still, 2)
		draw(1, still, 3) // it has started
		draw(1, time.Hour, 3)
		draw(many, 0, 3)
		draw(0, still, 4)
		cancel()
		synctest.Wait()
	})
}
