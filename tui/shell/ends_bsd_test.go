//go:build darwin || freebsd || netbsd || openbsd || dragonfly

package shell_test

import "golang.org/x/sys/unix"

const ioctlTermios, ioctlSetTermios = unix.TIOCGETA, unix.TIOCSETA
