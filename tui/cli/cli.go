// Package cli is the command line: flags, subcommands, wiring, and the verbs
// that need no screen.
//
// It is the only package that knows config, api, api/sandbox and the interface
// at once, and nothing imports it but main. The one rule: results go to
// standard output, words to standard error, and the exit code says how it
// ended.
package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"github.com/spf13/cobra"

	"zco/api"
	"zco/config"
	"zco/tui/text"
)

// The exit codes.
const (
	Done     = 0
	Failed   = 1
	Usage    = 2
	Refused  = 3 // not signed in, or not allowed
	NotFound = 4
	Partly   = 5
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

// coded is an error that ends the program with a code of its own.
type coded struct {
	code int
	err  error
}

func (c coded) Error() string { return c.err.Error() }
func (c coded) Unwrap() error { return c.err }

func usage(format string, args ...any) error { return coded{Usage, fmt.Errorf(format, args...)} }

// Main runs the program and returns its exit code.
func Main(args []string, s Streams) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	root := newRoot(s)
	root.SetArgs(args)
	root.SetIn(s.In)
	root.SetOut(s.Out)
	root.SetErr(s.Err)
	err := root.ExecuteContext(ctx)
	if err == nil {
		return Done
	}
	if msg := text.CleanLines(err.Error()); msg != "" {
		fmt.Fprintln(s.Err, "zco: "+msg)
	}
	return exitCode(err)
}

func exitCode(err error) int {
	var c coded
	switch {
	case errors.As(err, &c):
		return c.code
	case errors.Is(err, config.ErrNotSignedIn), api.IsUnauthorized(err), api.IsForbidden(err):
		return Refused
	case api.IsNotFound(err):
		return NotFound
	}
	return Failed
}

// flags are those of the program itself.
type flags struct {
	profile, baseURL, config string
	theme                    string
	debug                    string
	readOnly, plain, noMouse bool
	demo                     bool
	demoRecords              int
}

func newRoot(s Streams) *cobra.Command {
	f := &flags{}
	root := &cobra.Command{
		Use:           "zco [OBJECT[/RECORD] | URL]",
		Short:         "Browse and edit Zendesk custom objects in the terminal",
		Args:          cobra.MaximumNArgs(1),
		SilenceErrors: true, SilenceUsage: true,
		RunE: func(cmd *cobra.Command, args []string) error { return runBrowser(cmd.Context(), s, f, args) },
	}
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return coded{Usage, err} })
	p := root.PersistentFlags()
	p.StringVar(&f.profile, "profile", "", "the account to use, by its name in the configuration")
	p.StringVar(&f.baseURL, "base-url", "", "the account's address, instead of the profile's")
	p.StringVar(&f.config, "config", "", "the configuration file to use")
	p.BoolVar(&f.readOnly, "read-only", false, "disable everything that writes")
	p.BoolVar(&f.demo, "demo", false, "use the embedded sandbox")
	p.IntVar(&f.demoRecords, "demo-records", 10_000, "records of the sandbox's largest object")
	root.Flags().BoolVar(&f.plain, "plain", false, "no frames and glyphs, for screen readers and poor terminals")
	root.Flags().StringVar(&f.theme, "theme", "", "dark, light, high-contrast, mono, or a theme file")
	root.Flags().BoolVar(&f.noMouse, "no-mouse", false, "leave the mouse to the terminal")
	root.AddCommand(newSandbox(s))
	return root
}
