package app_test

import "golang.org/x/sys/unix"

const ioctlTermios, ioctlSetTermios = unix.TCGETS, unix.TCSETS
