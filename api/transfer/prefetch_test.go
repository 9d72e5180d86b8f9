package transfer

import (
	"errors"
	"slices"
	"testing"
	"testing/synctest"
	"time"
)

// While one is worked on the next is fetched, in the order of the sequence.
func TestAheadOverlaps(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		failed := errors.New("failed")
		slow := func(yield func(int, error) bool) {
			for i := range 4 {
				time.Sleep(time.Second)
				if !yield(i, nil) {
					return
				}
			}
			yield(4, failed)
		}
		begun, got := time.Now(), []int{}
		for i, err := range ahead(slow) {
			if (i == 4) != (err == failed) {
				t.Errorf("%d: %v", i, err)
			}
			got = append(got, i)
			if i < 4 {
				time.Sleep(time.Second)
			}
		}
		if took := time.Since(begun); !slices.Equal(got, []int{0, 1, 2, 3, 4}) || took != 5*time.Second {
			t.Errorf("%v in %v", got, took)
		}
		for range ahead(slow) {
			break // nothing may stay behind: synctest would say so
		}
	})
}
