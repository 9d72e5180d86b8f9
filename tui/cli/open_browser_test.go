package cli

import (
	"context"
	"runtime"
	"testing"
)

// An opener that finds no browser, and one that is not there, are told of; one
// that has begun is not waited for.
func TestAnOpenerThatFailsIsNoticed(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("$BROWSER is not looked at")
	}
	for browser, works := range map[string]bool{"true": true, "false": false, "/no/such/opener": false} {
		s := Streams{Getenv: func(key string) string { return map[string]string{"BROWSER": browser}[key] }}
		if err := openBrowser(context.Background(), s, "https://acme.zendesk.com/agent/users/1"); (err == nil) != works {
			t.Errorf("%s: %v", browser, err)
		}
	}
	if err := openBrowser(context.Background(), Streams{Getenv: func(string) string { return "" }}, "https://acme.zendesk.com"); err == nil && runtime.GOOS == "linux" {
		t.Error("without a display a browser was opened")
	}
}
