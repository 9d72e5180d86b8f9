//go:build unix

package console

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	tea "charm.land/bubbletea/v2"
)

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
