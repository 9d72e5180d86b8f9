//go:build unix

package cli

import (
	"os"
	"time"

	"golang.org/x/sys/unix"
	"golang.org/x/term"
)

// drain reads and drops the replies of the terminal that are still under way
// when the program ends, so that they do not appear at the shell's prompt. It
// waits for at most patience, and no longer than until the first quiet moment
// after a reply.
func drain(tty *os.File, patience time.Duration) {
	fd := int(tty.Fd())
	state, err := term.MakeRaw(fd)
	if err != nil {
		return
	}
	defer func() { _ = term.Restore(fd, state) }()
	buf := make([]byte, 256)
	for end := time.Now().Add(patience); ; {
		left := time.Until(end)
		if left <= 0 {
			return
		}
		ready, err := unix.Poll([]unix.PollFd{{Fd: int32(fd), Events: unix.POLLIN}}, int(left.Milliseconds())+1)
		if err != nil || ready == 0 {
			return
		}
		n, err := unix.Read(fd, buf)
		if err != nil || n <= 0 {
			return
		}
		end = time.Now().Add(20 * time.Millisecond)
	}
}
