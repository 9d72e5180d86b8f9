//go:build unix

package console

import (
	"os"

	"golang.org/x/sys/unix"
)

// unread reports whether bytes of a terminal wait to be read.
func unread(tty *os.File) bool {
	fds := []unix.PollFd{{Fd: int32(tty.Fd()), Events: unix.POLLIN}}
	n, err := unix.Poll(fds, 0)
	return err == nil && n > 0 && fds[0].Revents == unix.POLLIN // and it is not gone
}
