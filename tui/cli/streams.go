package cli

import (
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"os"
	"strings"

	"golang.org/x/term"

	"zco/config"
	"zco/tui/draw/text"
)

// Streams are what a command talks through. What is written to Out and Err is
// cleaned on its way, so that nothing from outside can command a terminal,
// whoever prints it; see Output for the ways around.
type Streams struct {
	In     io.Reader
	Out    *Output // results
	Err    *Output // words about them
	Getenv func(string) string

	Documents fs.FS             // what help prints, by their paths from the root; may be nil
	Transport http.RoundTripper // takes the requests to the account instead of the network; may be nil
}

// NewStreams returns streams over a reader and two writers.
func NewStreams(in io.Reader, out, err io.Writer, getenv func(string) string) Streams {
	return Streams{In: in, Out: NewOutput(out), Err: NewOutput(err), Getenv: getenv}
}

// System is the process's own streams. The tokens leave its environment: the
// editor, the browser and whatever else it starts need none.
func System() Streams { return NewStreams(os.Stdin, os.Stdout, os.Stderr, withoutTokens()) }

// withoutTokens takes the tokens out of the environment and returns what still
// knows them.
func withoutTokens() func(string) string {
	taken := map[string]string{}
	for _, name := range config.TokenVariables {
		if value, set := os.LookupEnv(name); set {
			taken[name] = value
			_ = os.Unsetenv(name) // fails for no name that was set
		}
	}
	return func(name string) string {
		if value, ok := taken[name]; ok {
			return value
		}
		return os.Getenv(name)
	}
}

// say writes a line for people to standard error. Line feeds in what it is
// given are shown as marks: a record's name does not make lines of its own.
func (s Streams) say(format string, args ...any) {
	fmt.Fprintln(s.Err, text.Clean(fmt.Sprintf(format, args...)))
}

// print writes a line of the result to standard output, as say does.
func (s Streams) print(format string, args ...any) error {
	_, err := fmt.Fprintln(s.Out, text.Clean(fmt.Sprintf(format, args...)))
	return err
}

// question writes what a person is asked, and leaves the line open for the
// answer.
func (s Streams) question(words string) { fmt.Fprint(s.Err, text.Clean(words)+" ") }

// asks reports whether a person can be asked something.
func (s Streams) asks() bool { return isTerminal(s.In) && isTerminal(s.Err) }

// remote reports whether the terminal is at the other end of a line, where no
// browser of this host is of use.
func (s Streams) remote() bool { return s.Getenv("SSH_CONNECTION") != "" || s.Getenv("SSH_TTY") != "" }

// Output is a stream that cleans the text written to it: control characters,
// what turns the direction of text and what hides become visible marks. Line
// feeds stay.
type Output struct{ raw io.Writer }

// NewOutput returns an Output over w.
func NewOutput(w io.Writer) *Output { return &Output{w} }

// Write cleans a part of a text and writes it. A character cut in two by two
// writes comes out as marks.
func (o *Output) Write(p []byte) (int, error) {
	if _, err := io.WriteString(o.raw, text.CleanLines(string(p))); err != nil {
		return 0, err
	}
	return len(p), nil
}

// Raw is the stream itself, for what is meant to command the terminal and for
// what is harmless by its making and must stay as it is, such as JSON.
func (o *Output) Raw() io.Writer { return o.raw }

// Data is for what another program or a file is to have to the byte: an export,
// a configuration. On a terminal it is cleaned all the same, by whole lines;
// Close writes a last line that has no end, and leaves the stream open.
func (o *Output) Data() io.WriteCloser {
	if isTerminal(o.raw) {
		return &lineWriter{to: o}
	}
	return openWriter{o.raw}
}

// lineWriter passes whole lines on, so that no character is cut in two.
type lineWriter struct {
	to   *Output
	rest []byte // a line begun
}

// Write takes any part of a text.
func (l *lineWriter) Write(p []byte) (int, error) {
	l.rest = append(l.rest, p...)
	end := bytes.LastIndexByte(l.rest, '\n') + 1
	if end == 0 {
		return len(p), nil
	}
	_, err := l.to.Write(l.rest[:end])
	l.rest = append(l.rest[:0], l.rest[end:]...)
	return len(p), err
}

// Close writes the line begun.
func (l *lineWriter) Close() error {
	_, err := l.to.Write(l.rest)
	l.rest = nil
	return err
}

// openWriter is a writer whose end is nobody's affair here.
type openWriter struct{ io.Writer }

// Close does nothing.
func (openWriter) Close() error { return nil }

// writeData writes a whole text as Data does.
func (o *Output) writeData(data string) error {
	w := o.Data()
	if _, err := io.Copy(w, strings.NewReader(data)); err != nil {
		return err
	}
	return w.Close()
}

// fileOf returns the file that a stream is, if it is one.
func fileOf(stream any) (*os.File, bool) {
	if o, ok := stream.(*Output); ok {
		if o == nil {
			return nil, false
		}
		stream = o.raw
	}
	f, ok := stream.(*os.File)
	return f, ok
}

// isTerminal reports whether a stream is a terminal.
func isTerminal(stream any) bool {
	f, ok := fileOf(stream)
	return ok && term.IsTerminal(int(f.Fd()))
}

// widthOf returns the columns of a terminal, 0 for anything else.
func widthOf(stream any) int {
	w, _ := sizeOf(stream)
	return w
}

func sizeOf(stream any) (w, h int) {
	f, ok := fileOf(stream)
	if !ok {
		return 0, 0
	}
	w, h, err := term.GetSize(int(f.Fd()))
	if err != nil {
		return 0, 0
	}
	return w, h
}
