package screenshots

import (
	"bytes"
	"fmt"
	"strings"

	"zco/tui/action"
	"zco/tui/cli"
)

// Keys is the reference of the default keys, from the table of actions.
func Keys() string {
	var b strings.Builder
	for _, scope := range action.Scopes {
		var rows [][]string
		for _, a := range action.Table {
			if a.Scope != scope {
				continue
			}
			rows = append(rows, []string{keyNames(a.Keys), a.Title + note(a), "`" + string(a.ID) + "`"})
		}
		if len(rows) > 0 {
			fmt.Fprintf(&b, "\n**%s**\n\n%s", upperFirst(action.Titles[scope]), table([]string{"keys", "what", "action"}, rows))
		}
	}
	return b.String() + "\n"
}

func keyNames(keys []string) string {
	names := make([]string, len(keys))
	for i, k := range keys {
		names[i] = keyName(k)
	}
	if len(names) == 0 {
		return "none"
	}
	return strings.Join(names, " ")
}

func note(a action.Action) string {
	switch {
	case a.Danger:
		return " (asks first)"
	case a.Writes:
		return " (off in read-only mode)"
	}
	return ""
}

func upperFirst(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

// Commands is the reference of the command line: the help of each command, as
// the program says it.
func Commands() (string, error) {
	var b strings.Builder
	root, err := help()
	if err != nil {
		return "", err
	}
	section(&b, "zco", root)
	for _, name := range commandsIn(root) {
		if err := commandHelp(&b, name); err != nil {
			return "", err
		}
	}
	return b.String() + "\n", nil
}

func commandHelp(b *strings.Builder, path ...string) error {
	text, err := help(path...)
	if err != nil {
		return err
	}
	own, _, _ := strings.Cut(text, "\nGlobal Flags:") // they stand in the first
	section(b, "zco "+strings.Join(path, " "), own)
	if path[0] == "completion" {
		return nil // the shells' own words
	}
	for _, name := range commandsIn(text) {
		if err := commandHelp(b, append(path, name)...); err != nil {
			return err
		}
	}
	return nil
}

func section(b *strings.Builder, name, text string) {
	fmt.Fprintf(b, "\n<details><summary><code>%s</code></summary>\n\n```text\n%s\n```\n\n</details>\n", name, strings.TrimSpace(text))
}

func help(path ...string) (string, error) { return Run(append(path, "--help")...) }

// Run runs the program's command line and returns what it printed.
func Run(args ...string) (string, error) {
	var out, errs bytes.Buffer
	code := cli.Main(args, cli.NewStreams(strings.NewReader(""), &out, &errs, func(string) string { return "" }))
	if code != cli.Done {
		return "", fmt.Errorf("zco %s ends with %d: %s", strings.Join(args, " "), code, errs.String())
	}
	return out.String(), nil
}

// commandsIn finds the commands that a help text lists: the indented lines
// below a heading, but for flags and examples.
func commandsIn(help string) []string {
	var names []string
	listing := false
	for line := range strings.Lines(help) {
		switch name, rest, two := strings.Cut(strings.TrimSpace(line), " "); {
		case strings.TrimSpace(line) == "":
			listing = false
		case !strings.HasPrefix(line, " "):
			heading := strings.TrimSpace(line)
			listing = strings.HasSuffix(heading, ":") && heading != "Examples:" && heading != "Flags:" && heading != "Usage:" && heading != "Global Flags:" && heading != "Aliases:"
		case listing && two && rest != "" && name != "help":
			names = append(names, name)
		}
	}
	return names
}
