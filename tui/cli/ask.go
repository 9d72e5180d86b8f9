package cli

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"golang.org/x/term"
)

// asker asks a person at the terminal. A question that nobody answers any more
// ends with its context; the line that comes later answers the next one.
type asker struct {
	s       Streams
	in      *bufio.Reader
	pending chan line // a read under way; a read of a terminal cannot be called back
}

type line struct {
	text string
	err  error
}

func newAsker(s Streams) *asker { return &asker{s: s, in: bufio.NewReader(s.In)} }

// next returns the next line once there is one.
func (a *asker) next() chan line {
	if a.pending == nil {
		a.pending = make(chan line, 1)
		go func(to chan line) {
			s, err := a.in.ReadString('\n')
			if s != "" {
				err = nil
			}
			to <- line{strings.TrimSpace(s), err}
		}(a.pending)
	}
	return a.pending
}

// line asks and returns what was typed.
func (a *asker) line(ctx context.Context, question string) (string, error) {
	a.s.question(question)
	select {
	case l := <-a.next():
		a.pending = nil
		return l.text, l.err
	case <-ctx.Done():
		fmt.Fprintln(a.s.Err)
		return "", ctx.Err()
	}
}

// must asks until something is typed.
func (a *asker) must(ctx context.Context, question string) (string, error) {
	for {
		s, err := a.line(ctx, question)
		if errors.Is(err, io.EOF) {
			return "", errors.New("there is nobody to ask")
		}
		if err != nil || s != "" {
			return s, err
		}
	}
}

// yes asks for a yes; anything else is a no.
func (a *asker) yes(ctx context.Context, question string) (bool, error) {
	s, err := a.line(ctx, question+" [y/N]")
	if err != nil && !errors.Is(err, io.EOF) {
		return false, err
	}
	s = strings.ToLower(s)
	return s == "y" || s == "yes", nil
}

// hidden asks for something that is not shown while it is typed.
func (a *asker) hidden(question string) (string, error) {
	f, ok := fileOf(a.s.In)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		l := <-a.next()
		a.pending = nil
		return l.text, l.err
	}
	a.s.question(question)
	data, err := term.ReadPassword(int(f.Fd()))
	fmt.Fprintln(a.s.Err)
	return strings.TrimSpace(string(data)), err
}
