//go:build unix

package console

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/signal"
	"syscall"

	tea "charm.land/bubbletea/v2"
	"golang.org/x/sys/unix"
)

// Resumable reports whether somebody would wake the program up again: a shell
// in its session that keeps it in a group of its own. The system does not stop
// a program without one, as a window of tmux or ssh -t starts it.
func Resumable() bool {
	session, err := unix.Getsid(0)
	if err != nil {
		return false
	}
	for pid := os.Getppid(); pid > 1; pid = parentOf(pid) {
		if s, err := unix.Getsid(pid); err != nil || s != session {
			return false
		}
		if group, err := unix.Getpgid(pid); err != nil || group != unix.Getpgrp() {
			return err == nil
		}
	}
	return false
}

// parentOf returns the parent of a process, or 0 where the system does not say
// in a file.
func parentOf(pid int) int {
	data, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return 0
	}
	_, rest, _ := bytes.Cut(data[bytes.LastIndexByte(data, ')')+1:], []byte(" ")) // its name may hold anything
	var state string
	var parent int
	if _, err := fmt.Sscan(string(rest), &state, &parent); err != nil {
		return 0
	}
	return parent
}

// suspend stops the program as ctrl+z does others, and takes the terminal
// again when it goes on.
func (c *Console) suspend() {
	c.leave()
	continued := make(chan os.Signal, 1)
	signal.Notify(continued, syscall.SIGCONT)
	_ = syscall.Kill(0, syscall.SIGTSTP)
	<-continued
	signal.Stop(continued)
	if err := c.enter(); err != nil {
		c.err = err
		c.program.Quit()
		return
	}
	c.sized()
	c.program.Send(tea.ResumeMsg{})
}

// watchSize tells the program each new size. The terminal may have lost what
// it showed, or be another one, even where the size is what it was.
func (c *Console) watchSize(ctx context.Context) {
	changed := make(chan os.Signal, 1)
	signal.Notify(changed, syscall.SIGWINCH)
	defer signal.Stop(changed)
	for {
		select {
		case <-ctx.Done():
			return
		case <-changed:
			c.again()
			c.sized()
		}
	}
}
