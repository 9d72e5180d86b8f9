// Package clip puts text on the person's clipboard: through tmux, through the
// terminal, or the desktop's own, whichever reaches the person's side of the
// line; and opens what can be seen in a browser. The one rule: it never says
// more than it knows; a terminal that was asked does not answer.
package clip

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"runtime"
	"strings"
	"time"

	"github.com/atotto/clipboard"
)

// Way is how a text gets to the clipboard.
type Way int

// The ways.
const (
	Terminal Way = iota // OSC 52: the terminal is asked
	Tmux                // tmux load-buffer -w
	TmuxOnly            // the buffer of a tmux that hands nothing on (before 3.2)
	Desktop             // the desktop's clipboard
	Off                 // none: the person wants nothing copied
)

// Limit is the most bytes that OSC 52 carries through the terminals that
// limit it.
const Limit = 74_000

// Choose returns the way for an environment: tmux where one runs in it, the
// terminal over SSH or where there is no desktop, else the desktop. Setting
// is the configuration's word: auto, system, osc52, off.
func Choose(setting string, getenv func(string) string) Way {
	switch {
	case setting == "off":
		return Off
	case setting == "system":
		return Desktop
	case setting == "osc52":
		return Terminal
	case getenv("TMUX") != "":
		return Tmux
	case getenv("SSH_CONNECTION") != "" || getenv("SSH_TTY") != "":
		return Terminal
	case runtime.GOOS == "darwin" || runtime.GOOS == "windows",
		getenv("DISPLAY") != "", getenv("WAYLAND_DISPLAY") != "":
		return Desktop
	}
	return Terminal
}

// Check returns why a text cannot go a way, or nil.
func Check(w Way, text string) error {
	if w == Off {
		return errors.New("not copied: clipboard is off in the configuration")
	}
	if w != Desktop && len(text) > Limit {
		return fmt.Errorf("%d bytes are too many to copy through the terminal, which takes %d: export to a file instead", len(text), Limit)
	}
	return nil
}

// Said is what to tell the person after a way was taken.
func (w Way) Said(what string) string {
	switch w {
	case Tmux:
		return what + " is in tmux's buffer, and handed to the terminal where tmux may"
	case TmuxOnly:
		return what + " is in tmux's buffer; this tmux does not hand it on"
	case Desktop:
		return what + " copied"
	}
	return "the terminal was asked to copy " + what + " (OSC 52); not every terminal does"
}

// patience bounds a clipboard program that hangs, as one without its display
// does.
const patience = 3 * time.Second

// Copy takes the ways that are not the terminal's, and returns the one taken.
func Copy(ctx context.Context, w Way, text string) (Way, error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	if w != Tmux {
		return w, desktop(ctx, text)
	}
	err := loadBuffer(ctx, text, "-w", "-")
	if err == nil {
		return Tmux, nil
	}
	if loadBuffer(ctx, text, "-") == nil {
		return TmuxOnly, nil
	}
	return w, err
}

func loadBuffer(ctx context.Context, text string, args ...string) error {
	cmd := exec.CommandContext(ctx, "tmux", append([]string{"load-buffer"}, args...)...)
	cmd.Stdin = strings.NewReader(text)
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("tmux did not take it: %w %s", err, strings.TrimSpace(string(out)))
	}
	return nil
}

func desktop(ctx context.Context, text string) error {
	done := make(chan error, 1)
	go func() { done <- clipboard.WriteAll(text) }()
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
		return fmt.Errorf("the clipboard did not answer within %s", patience)
	}
}
