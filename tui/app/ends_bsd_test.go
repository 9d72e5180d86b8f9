//go:build darwin || freebsd || netbsd || openbsd || dragonfly

package app_test

import "golang.org/x/sys/unix"

const ioctlTermios, ioctlSetTermios = unix.TIOCGETA, unix.TIOCSETA
