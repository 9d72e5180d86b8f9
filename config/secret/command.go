package secret

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os/exec"
	"runtime"
	"strings"
	"time"
	"unicode"
)

// CommandTimeout is how long a token_command may take. It may wait for a
// finger on a reader.
const CommandTimeout = time.Minute

// FromCommand runs the command line through the shell and returns the one line
// it prints, trimmed. Neither what it prints nor the command is ever part of an
// error; the first line the command wrote to its stderr is.
func FromCommand(ctx context.Context, line string) (Secret, error) {
	ctx, cancel := context.WithTimeout(ctx, CommandTimeout)
	defer cancel()
	name, flag := "sh", "-c"
	if runtime.GOOS == "windows" {
		name, flag = "cmd", "/C"
	}
	cmd := exec.CommandContext(ctx, name, flag, line)
	cmd.WaitDelay = time.Second // a grandchild may hold the pipe open
	var out, words bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &words
	err := cmd.Run()
	text := strings.TrimSpace(out.String())
	switch {
	case errors.Is(ctx.Err(), context.DeadlineExceeded):
		return Secret{}, fmt.Errorf("token_command did not end within %v; run it by hand to see what it waits for", CommandTimeout)
	case ctx.Err() != nil:
		return Secret{}, ctx.Err()
	case err != nil:
		return Secret{}, fmt.Errorf("token_command failed (%w)%s; run it by hand to see why", err, said(words.String(), text, line))
	case text == "":
		return Secret{}, errors.New("token_command printed nothing; it must print the token and nothing else")
	case strings.ContainsFunc(text, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }):
		return Secret{}, errors.New("token_command printed more than one word; it must print the token and nothing else")
	}
	return New(text), nil
}

// said returns the first line of a command's complaint as plain text, without
// whatever it had printed as its result, and without long words of the command
// itself: someone may have put the token there instead of a command.
func said(words, result, line string) string {
	first, _, _ := strings.Cut(strings.TrimSpace(words), "\n")
	first = strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) {
			return -1
		}
		return r
	}, first)
	for part := range strings.FieldsSeq(result) {
		first = strings.ReplaceAll(first, part, Hidden)
	}
	for part := range strings.FieldsSeq(line) {
		if len(part) >= 20 {
			first = strings.ReplaceAll(first, part, Hidden)
		}
	}
	if len(first) > 200 {
		first = strings.ToValidUTF8(first[:200], "") + "…"
	}
	if first == "" {
		return ""
	}
	return ", saying: " + first
}
