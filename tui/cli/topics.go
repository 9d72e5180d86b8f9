package cli

import (
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"strings"

	"github.com/spf13/cobra"
)

// topics are the documents that zco help prints, by the words to ask for them.
var topics = []struct{ name, short, document string }{
	{"tour", "What zco does, a tour, the ten keys", "README.md"},
	{"scripts", "Commands, exit codes and recipes", "tui/cli/README.md"},
	{"shortcuts", "All keys, and how to change them", "tui/action/README.md"},
	{"settings", "Settings, profiles and signing in, for administrators too", "config/README.md"},
	{"files", "What to expect of spreadsheets and other programs", "api/transfer/roundtrip/README.md"},
	{"client", "The API client as a library, the sandbox, the operations", "api/README.md"},
	{"code", "How the code is laid out, tested and released", "tui/README.md"},
	{"findings", "Surprises in other people's libraries and tools", "findings/README.md"},
}

// newHelp is cobra's help command, which knows the topics as well. They are no
// commands: an object may have the key of one.
func newHelp(s Streams) *cobra.Command {
	cmd := &cobra.Command{
		Use:     "help [COMMAND | TOPIC]",
		Short:   "Help about a command, or one of the topics tour, scripts, shortcuts, settings, files, client, code, findings",
		Long:    "Help prints what a command does, or a topic:\n\n" + topicWords(),
		Example: "  zco help import\n  zco help tour | less",
		GroupID: groupProgram,
	}
	cmd.ValidArgsFunction = func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		var out []string
		for _, t := range topics {
			out = append(out, t.name+"\t"+t.short)
		}
		for _, c := range cmd.Root().Commands() {
			if c.IsAvailableCommand() {
				out = append(out, c.Name()+"\t"+c.Short)
			}
		}
		return out, cobra.ShellCompDirectiveNoFileComp
	}
	cmd.RunE = func(_ *cobra.Command, args []string) error {
		if len(args) == 1 {
			if done, err := printTopic(s, args[0]); done || err != nil {
				return err
			}
		}
		about, rest, err := cmd.Root().Find(args)
		if err != nil || len(rest) > 0 {
			return usage("there is no command or topic %s; zco help lists them", strings.Join(args, " "))
		}
		about.InitDefaultHelpFlag()
		return about.Help()
	}
	return cmd
}

// printTopic prints the document of a topic, if it is one.
func printTopic(s Streams, name string) (bool, error) {
	for _, t := range topics {
		if t.name != name || s.Documents == nil {
			continue
		}
		text, err := fs.ReadFile(s.Documents, t.document)
		if err != nil {
			return false, err
		}
		return true, s.Out.writeData(plainMarkdown(string(text), t.document) + "\n")
	}
	return false, nil
}

var (
	marks   = regexp.MustCompile(`(?m)^<!--.*-->\n|</?details>|<summary>|</summary>|</?code>|</?kbd>`)
	picture = regexp.MustCompile(`(?m)^<img [^>]*alt="([^"]*)"[^>]*>`)
	link    = regexp.MustCompile(`\[([^\]\n]+)\]\(([^)\s]+)\)`)
	blank   = regexp.MustCompile(`\n{3,}`)
)

// plainMarkdown is a document as a terminal shows it: pictures as their
// descriptions, links as where to read on, and none of the marks that only a
// browser reads.
func plainMarkdown(text, document string) string {
	text = picture.ReplaceAllString(text, "[$1]")
	text = link.ReplaceAllStringFunc(text, func(s string) string {
		m := link.FindStringSubmatch(s)
		return m[1] + whereTo(m[2], document)
	})
	text = strings.NewReplacer("&lt;", "<", "&gt;", ">", "&#124;", "|", "&amp;", "&").Replace(marks.ReplaceAllString(text, ""))
	return strings.TrimSpace(blank.ReplaceAllString(text, "\n\n"))
}

// whereTo says what to type or open for a link of a document: the topic that
// it leads to, an address, or a file below the root of the source.
func whereTo(to, document string) string {
	if strings.Contains(to, "://") {
		return " (" + to + ")"
	}
	file, _, _ := strings.Cut(to, "#")
	if file = path.Join(path.Dir(document), file); strings.HasPrefix(to, "#") || file == document {
		return ""
	}
	for _, t := range topics {
		if t.document == file {
			return " (zco help " + t.name + ")"
		}
	}
	return " (" + file + ")"
}

// topicWords lists the topics for the help of zco itself.
func topicWords() string {
	var b strings.Builder
	for _, t := range topics {
		fmt.Fprintf(&b, "  %-11s %s\n", t.name, t.short)
	}
	return b.String()
}
