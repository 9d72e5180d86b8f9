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
	"os/signal"
	"syscall"

	"github.com/spf13/cobra"

	"zco/tui/console"
)

// Main runs the program and returns its exit code.
func Main(args []string, s Streams) (code int) {
	ctx, stop := untilSignal(context.Background())
	defer stop()
	signal.Ignore(syscall.SIGPIPE) // a write then fails, and what was done can be said
	f := &flags{}
	defer func() {
		if v := recover(); v != nil {
			code = f.crashed(s, newCrash(v))
		}
	}()
	root := newRoot(s, f)
	root.SetArgs(args)
	root.SetIn(s.In)
	root.SetOut(s.Out.Raw()) // help and completions: scripts, and tabs that the shell reads
	root.SetErr(s.Err)
	ownBash(root)
	err := root.ExecuteContext(ctx)
	f.log.close()
	if err == nil {
		return Done
	}
	explain(s, ctx, err)
	return exitCode(err)
}

// flags are those of the program itself.
type flags struct {
	profile, baseURL, config string
	theme                    string
	debug                    string
	readOnly, plain, noMouse bool
	demo                     bool
	demoRecords              int
	console                  *console.Console // that the interface is on

	log *debugLog
}

// Command groups, as the help shows them.
const (
	groupVerbs   = "verbs"
	groupAccount = "account"
	groupProgram = "program"
)

// newRoot is the command with all others under it. It is cobra's own help: a
// styled one (fang) would ask the terminal for its background and wait for the
// answer, and would print errors itself.
func newRoot(s Streams, f *flags) *cobra.Command {
	root := &cobra.Command{
		Use:   "zco [OBJECT[/RECORD] | URL]",
		Short: "Browse and edit Zendesk custom objects in the terminal",
		Long: `zco browses and edits Zendesk custom objects in the terminal.

Without a command it opens the interface: where you were last, at an object, at
a record, or at an address pasted from the browser. The commands are for scripts:
results go to standard output, messages to standard error.

Exit codes: 0 done, 1 failed, 2 wrong usage, 3 not signed in, refused or
read-only, 4 not found, 5 partly done.`,
		Example: `  zco --demo
  zco asset
  zco asset/external_id:AST-00000002
  zco https://acme.zendesk.com/agent/custom-objects/car/records/01HQP8RM83JFAWAB958EV16F14
  zco set asset/external_id:AST-00000002 condition=good notes=`,
		Args:          atMostOne,
		SilenceErrors: true, SilenceUsage: true,
		PersistentPreRunE: func(*cobra.Command, []string) (err error) {
			f.log, err = openDebugLog(f.debug)
			return err
		},
		RunE: func(cmd *cobra.Command, args []string) error { return runBrowser(cmd.Context(), s, f, args) },
	}
	root.SetFlagErrorFunc(wrongOption)
	f.define(root)
	root.AddGroup(&cobra.Group{ID: groupVerbs, Title: "Records:"},
		&cobra.Group{ID: groupAccount, Title: "Account:"}, &cobra.Group{ID: groupProgram, Title: "Program:"})
	addGrouped(root, groupVerbs, newObjects(s, f), newRecords(s, f), newCount(s, f), newChanges(s, f), newMap(s, f), newGet(s, f), newCreate(s, f), newSet(s, f),
		newDelete(s, f), newAttachments(s, f), newExport(s, f), newImport(s, f))
	addGrouped(root, groupAccount, newLogin(s, f), newLogout(s, f), newWhoami(s, f), newProfiles(s, f))
	addGrouped(root, groupProgram, newConfig(s, f), newKeys(s, f), newSandbox(s), newVersion(s, f), newMan(s))
	f.completions(s, root)
	root.SetHelpCommand(newHelp(s))
	root.SetCompletionCommandGroupID(groupProgram)
	return root
}

func addGrouped(root *cobra.Command, group string, cmds ...*cobra.Command) {
	for _, c := range cmds {
		c.GroupID = group
		root.AddCommand(c)
	}
}

func (f *flags) define(root *cobra.Command) {
	p := root.PersistentFlags()
	p.StringVar(&f.profile, "profile", "", "the account to use, by its `NAME` in the configuration")
	p.StringVar(&f.baseURL, "base-url", "", "the account's address, instead of the profile's")
	p.StringVar(&f.config, "config", "", "the configuration `FILE` to use")
	p.BoolVar(&f.readOnly, "read-only", false, "disable everything that writes")
	p.BoolVar(&f.demo, "demo", false, "use the embedded demo account; its changes are forgotten at the end")
	p.IntVar(&f.demoRecords, "demo-records", 10_000, "records of the demo's largest object, up to 50,000,000")
	p.StringVar(&f.debug, "debug", "", "write each request and its answer to `FILE`, without secrets and texts of records")
	root.Flags().BoolVar(&f.plain, "plain", false, "no frames and glyphs, for screen readers and poor terminals")
	root.Flags().StringVar(&f.theme, "theme", "", "auto, dark, light, high-contrast, mono, or a theme file")
	root.Flags().BoolVar(&f.noMouse, "no-mouse", false, "leave the mouse to the terminal, to select text")
	_ = root.RegisterFlagCompletionFunc("profile", f.completeProfiles)
	_ = root.RegisterFlagCompletionFunc("theme", completeThemes)
}
