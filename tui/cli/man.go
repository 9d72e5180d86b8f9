package cli

import (
	"cmp"
	"fmt"
	"regexp"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// newMan is the command that packages make the manual page with.
func newMan(s Streams) *cobra.Command {
	return &cobra.Command{
		Use:    "man",
		Short:  "Write the manual page",
		Hidden: true,
		Args:   none,
		RunE:   func(cmd *cobra.Command, _ []string) error { return s.Out.writeData(manual(cmd.Root(), build())) },
	}
}

// manual is the manual page of all commands, in the macros of man(7).
func manual(root *cobra.Command, b built) string {
	var m manPage
	date, _, _ := strings.Cut(cmp.Or(b.Date, releases[0].date), "T")
	m.line(`.TH ZCO 1 "%s" "zco %s" "User Commands"`, date, roff(b.Version))
	m.section("NAME")
	m.line(`zco \- %s`, roff(lowerFirst(root.Short)))
	m.section("SYNOPSIS")
	m.line(`.B zco`)
	m.line(`[\fIoptions\fR] [\fIOBJECT\fR[/\fIRECORD\fR] | \fIURL\fR]`)
	m.line(`.br`)
	m.line(`.B zco`)
	m.line(`\fIcommand\fR [\fIoptions\fR] [\fIarguments\fR]`)
	m.section("DESCRIPTION")
	about, _, _ := strings.Cut(root.Long, "\n\nExit codes:")
	m.text(about)
	m.section("OPTIONS")
	m.flags(root.LocalFlags())
	m.section("COMMANDS")
	m.commands(root)
	m.section("EXIT STATUS")
	m.pairs(exitWords)
	m.section("ENVIRONMENT")
	m.pairs(environmentWords)
	m.section("FILES")
	m.pairs(fileWords)
	m.section("EXAMPLES")
	m.example(root.Example)
	return m.String()
}

// exitWords, environmentWords and fileWords are the sections that no command
// tells of.
var (
	exitWords = [][2]string{
		{"0", "Done."}, {"1", "Failed: the network, the service, the disk."},
		{"2", "Wrong usage, or a file that cannot be imported as it is."},
		{"3", "Not signed in, refused by the account, or read-only."}, {"4", "Not found."},
		{"5", "Partly done: standard error says what is left."}, {"130, 143", "Interrupted, terminated."},
	}
	environmentWords = [][2]string{
		{"ZENDESK_SUBDOMAIN, ZENDESK_BASE_URL", "The account."},
		{"ZENDESK_EMAIL, ZENDESK_API_TOKEN", "Sign in with an API token."},
		{"ZENDESK_OAUTH_TOKEN", "Sign in with an OAuth access token."},
		{"HTTPS_PROXY, NO_PROXY, SSL_CERT_FILE", "Proxy and certificates."},
		{"VISUAL, EDITOR, BROWSER", "Programs that zco starts."},
		{"NO_COLOR, COLORFGBG, TERM", "What the terminal can show."},
		{"XDG_CONFIG_HOME, XDG_STATE_HOME, XDG_CACHE_HOME", "Where the files are."},
	}
	fileWords = [][2]string{
		{"~/.config/zco/config.toml", "Settings. zco never writes it; zco config show --example prints it with every key explained."},
		{"~/.config/zco/profiles.toml, views.toml", "Accounts and saved views, as zco writes them."},
		{"~/.local/state/zco", "Drafts, the history of what was sent, running imports. zco config path prints where they are."},
	}
)

// manPage is the text of a page under way.
type manPage struct{ strings.Builder }

func (m *manPage) line(format string, args ...any) { fmt.Fprintf(m, format+"\n", args...) }

func (m *manPage) section(name string) { m.line(".SH %s", name) }

// text writes paragraphs; indented lines stay lines.
func (m *manPage) text(s string) {
	for i, paragraph := range strings.Split(strings.TrimSpace(s), "\n\n") {
		if i > 0 {
			m.line(".PP")
		}
		if strings.HasPrefix(paragraph, " ") || strings.Contains(paragraph, "\n ") {
			m.example(paragraph)
			continue
		}
		m.wrapped(paragraph)
	}
}

// example writes lines as they are.
func (m *manPage) example(s string) {
	m.line(".nf")
	for line := range strings.SplitSeq(strings.Trim(s, "\n"), "\n") {
		m.line("%s", roff(line))
	}
	m.line(".fi")
}

func (m *manPage) pairs(list [][2]string) {
	for _, p := range list {
		m.line(".TP")
		m.line(`\fB%s\fR`, roff(p[0]))
		m.wrapped(p[1])
	}
}

func (m *manPage) flags(set *pflag.FlagSet) {
	set.VisitAll(func(f *pflag.Flag) {
		if f.Hidden || f.Name == "help" {
			return
		}
		argument, words := pflag.UnquoteUsage(f)
		name := `\fB` + roff("--"+f.Name) + `\fR`
		if f.Shorthand != "" {
			name = `\fB` + roff("-"+f.Shorthand) + `\fR, ` + name
		}
		if argument != "" {
			name += ` \fI` + roff(argument) + `\fR`
		}
		if zero := map[string]bool{"": true, "false": true, "0": true, "0s": true, "[]": true}; !zero[f.DefValue] {
			words += " (default " + f.DefValue + ")"
		}
		m.line(".TP")
		m.line("%s", name)
		m.wrapped(words)
	})
}

func (m *manPage) commands(parent *cobra.Command) {
	for _, c := range parent.Commands() {
		if !c.IsAvailableCommand() || c.Name() == "help" || parent.Name() == "completion" {
			continue
		}
		m.line(".SS %s", roff(c.CommandPath()+strings.TrimPrefix(strings.TrimSuffix(c.Use, " [flags]"), c.Name())))
		m.text(cmp.Or(c.Long, c.Short+"."))
		m.flags(c.LocalNonPersistentFlags())
		if c.Example != "" {
			m.line(".PP")
			m.line("Examples:")
			m.example(c.Example)
		}
		m.commands(c)
	}
}

// wrapped writes a long line as several.
func (m *manPage) wrapped(s string) {
	line := ""
	for word := range strings.FieldsSeq(s) {
		if line != "" && len(line)+1+len(word) > 76 {
			m.line("%s", roff(line))
			line = ""
		}
		line = strings.TrimSpace(line + " " + word)
	}
	m.line("%s", roff(line))
}

var commandBegin = regexp.MustCompile(`^[.']`)

// roff writes text so that none of it is read as a command.
func roff(s string) string {
	s = strings.NewReplacer(`\`, `\e`, "-", `\-`).Replace(strings.TrimRight(s, " "))
	return commandBegin.ReplaceAllString(s, `\&$0`)
}

func lowerFirst(s string) string { return strings.ToLower(s[:1]) + s[1:] }
