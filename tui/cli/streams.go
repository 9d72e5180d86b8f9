package cli

import (
	"io"
	"os"

	"golang.org/x/term"
)

// Streams are what a command talks through.
type Streams struct {
	In     io.Reader
	Out    io.Writer
	Err    io.Writer
	Getenv func(string) string
}

// System is the process's own streams.
func System() Streams {
	return Streams{In: os.Stdin, Out: os.Stdout, Err: os.Stderr, Getenv: os.Getenv}
}

// isTerminal reports whether a stream is a terminal.
func isTerminal(stream any) bool {
	f, ok := stream.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// widthOf returns the columns of a terminal, 0 for anything else.
func widthOf(stream any) int {
	w, _ := sizeOf(stream)
	return w
}

func sizeOf(stream any) (w, h int) {
	f, ok := stream.(*os.File)
	if !ok {
		return 0, 0
	}
	w, h, err := term.GetSize(int(f.Fd()))
	if err != nil {
		return 0, 0
	}
	return w, h
}

// asks reports whether a person can be asked something.
func (s Streams) asks() bool { return isTerminal(s.In) && isTerminal(s.Err) }

// remote reports whether the terminal is at the other end of a line, where no
// browser of this host is of use.
func (s Streams) remote() bool { return s.Getenv("SSH_CONNECTION") != "" || s.Getenv("SSH_TTY") != "" }
