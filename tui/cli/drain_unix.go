//go:build unix

package cli

import (
	"os"
	"time"

	"golang.org/x/sys/unix"
	"golang.org/x/term"
)

// drain reads and drops the replies of the terminal that are still under way
// when the program ends, so that they do not appear at the shell's prompt: as
// many as were not answered, and no key that is typed behind them. It waits for
// at most patience.
func drain(tty *os.File, replies int, patience time.Duration) {
	fd := int(tty.Fd())
	state, err := term.MakeRaw(fd)
	if err != nil {
		return
	}
	defer func() { _ = term.Restore(fd, state) }()
	one := make([]byte, 1)
	for end := time.Now().Add(patience); replies > 0; {
		left := time.Until(end)
		if left <= 0 {
			return
		}
		ready, err := unix.Poll([]unix.PollFd{{Fd: int32(fd), Events: unix.POLLIN}}, int(left.Milliseconds())+1)
		if err != nil || ready == 0 {
			return
		}
		if n, err := unix.Read(fd, one); err != nil || n <= 0 {
			return
		}
		if one[0] == 'n' { // the end of a report of the status
			replies--
		}
	}
}
