package pane

import (
	"context"
	"errors"
	"strings"

	"zco/tui/resource"
	"zco/tui/text"
)

// Failed returns the lines that say why something failed and what to do.
func Failed(err error, width int, m text.Method) []string {
	var out []string
	for _, part := range []string{Explain(err), resource.Advice(err)} {
		if part != "" {
			out = append(out, text.Wrap(text.Clean(part), max(width, 8), m)...)
		}
	}
	return out
}

// Explain returns an error as a line without control characters.
func Explain(err error) string {
	if errors.Is(err, context.DeadlineExceeded) {
		return "the service did not answer in time"
	}
	return strings.TrimSpace(text.Clean(err.Error()))
}
