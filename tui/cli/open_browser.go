package cli

import (
	"context"
	"errors"
	"os/exec"
	"runtime"
	"strings"
)

// openBrowser opens an address with what $BROWSER names, or with the system's
// own opener. It does not wait for the browser.
func openBrowser(ctx context.Context, s Streams, address string) error {
	args := browserCommand(s, address)
	if len(args) == 0 {
		return errors.New("there is no browser to open")
	}
	cmd := exec.CommandContext(context.WithoutCancel(ctx), args[0], args[1:]...)
	if err := cmd.Start(); err != nil {
		return err
	}
	go func() { _ = cmd.Wait() }()
	return nil
}

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
