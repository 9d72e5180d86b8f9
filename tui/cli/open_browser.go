package cli

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"runtime"
	"strings"
	"time"
)

// opener opens addresses in the person's browser; nil where the screen is
// elsewhere and no browser is named.
func (s Streams) opener() func(ctx context.Context, address string) error {
	if s.remote() && s.Getenv("BROWSER") == "" {
		return nil
	}
	return func(ctx context.Context, address string) error { return openBrowser(ctx, s, address) }
}

// openBrowser opens an address with what $BROWSER names, or with the system's
// own opener. It does not wait for the browser, but long enough to notice that
// the opener has failed.
func openBrowser(ctx context.Context, s Streams, address string) error {
	args := browserCommand(s, address)
	if len(args) == 0 {
		return errors.New("there is no browser to open")
	}
	cmd := exec.CommandContext(context.WithoutCancel(ctx), args[0], args[1:]...)
	if err := cmd.Start(); err != nil {
		return err
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	select {
	case err := <-ended:
		if err != nil {
			return fmt.Errorf("%s: %w", args[0], err)
		}
	case <-time.After(openerFails):
	}
	return nil
}

// openerFails is within what time an opener that finds no browser has ended.
const openerFails = 2 * time.Second

func browserCommand(s Streams, address string) []string {
	if first, _, _ := strings.Cut(s.Getenv("BROWSER"), ":"); first != "" && runtime.GOOS != "windows" {
		args := strings.Fields(first)
		for i, a := range args {
			if strings.Contains(a, "%s") {
				args[i] = strings.ReplaceAll(a, "%s", address)
				return args
			}
		}
		return append(args, address)
	}
	switch runtime.GOOS {
	case "darwin":
		return []string{"open", address}
	case "windows":
		return []string{"rundll32", "url.dll,FileProtocolHandler", address}
	}
	if s.Getenv("DISPLAY") == "" && s.Getenv("WAYLAND_DISPLAY") == "" {
		return nil // xdg-open would start a browser in this very terminal
	}
	return []string{"xdg-open", address}
}
