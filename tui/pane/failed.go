package pane

import (
	"context"
	"errors"
	"regexp"
	"strings"

	"zco/tui/action"
	"zco/tui/domain/collection"
	"zco/tui/draw/text"
)

// Failed returns the lines that say why something failed, what to do, and
// which request it was.
func (e *Env) Failed(err error, width int, m text.Method) []string {
	var out []string
	for _, part := range []string{words(err), e.advice(err), request(err)} {
		if part != "" {
			out = append(out, text.Wrap(text.Clean(part), max(width, 8), m)...)
		}
	}
	return out
}

// Advised returns an error and what to do about it as a line. The request is
// last, where the line may be cut.
func (e *Env) Advised(err error) string {
	line := words(err)
	if advice := e.advice(err); advice != "" {
		if !strings.HasSuffix(line, ".") {
			line += "."
		}
		line += " " + advice
	}
	if a := request(err); a != "" {
		line += " (" + a + ")"
	}
	return line
}

// advice is what to do about an error here, where nobody types commands.
func (e *Env) advice(err error) string {
	if collection.SignedOut(err) {
		return e.Keys.Key(action.Profile) + " switches the account or signs in again."
	}
	return collection.Advice(err)
}

// Explain returns an error as a line without control characters: the words,
// then the request.
func Explain(err error) string {
	line := words(err)
	if a := request(err); a != "" {
		line += " (" + a + ")"
	}
	return line
}

// commands are the commands that an error advises at the end of a sentence.
var commands = regexp.MustCompile(`(;|,)?( or)? sign in( again)? with: zco login( --[a-z-]+ \S+)?$`)

func words(err error) string {
	if errors.Is(err, context.DeadlineExceeded) {
		return "the service did not answer in time"
	}
	line := strings.TrimSpace(text.Clean(collection.Words(err)))
	return commands.ReplaceAllString(line, "")
}

func request(err error) string { return strings.TrimSpace(text.Clean(collection.Asked(err))) }
