package cli

import (
	"sync"
	"time"

	"zco/api"
)

// longWait is how long a command may pause before it says why: a script that
// stands still for a minute and a half looks broken.
const longWait = 2 * time.Second

// tellWaits returns what says that, and how long, requests wait. Requests
// that wait for the same moment are told of once.
func tellWaits(say func(format string, args ...any), now func() time.Time) func(api.Wait) {
	var mu sync.Mutex
	var told time.Time
	return func(wait api.Wait) {
		mu.Lock()
		defer mu.Unlock()
		left := wait.Until.Sub(now())
		if left < longWait || wait.Until.Before(told.Add(longWait)) {
			return
		}
		told = wait.Until
		say("zco: waiting %s: %s", left.Round(time.Second), wait.Reason)
	}
}
