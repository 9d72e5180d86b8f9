package cli

import (
	"os/exec"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

func page(t *testing.T) (*cobra.Command, string) {
	t.Helper()
	root := newRoot(NewStreams(strings.NewReader(""), nil, nil, func(string) string { return "" }), &flags{})
	return root, manual(root, built{Version: "1.0.0"})
}

// The manual page has every command with its arguments, every option with its
// argument, and the sections that a person looks for.
func TestManualIsWhole(t *testing.T) {
	root, text := page(t)
	for _, section := range []string{"NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "COMMANDS", "EXIT STATUS", "ENVIRONMENT", "FILES", "EXAMPLES"} {
		if !strings.Contains(text, "\n.SH "+section+"\n") {
			t.Errorf("there is no %s", section)
		}
	}
	told := 0
	for _, c := range root.Commands() {
		if !c.IsAvailableCommand() || c.Name() == "help" {
			continue
		}
		if !strings.Contains(text, "\n.SS "+roff("zco "+c.Name())) {
			t.Errorf("it does not tell of zco %s", c.Name())
		}
		for line := range strings.SplitSeq(c.Example, "\n") {
			if !strings.Contains(text, roff(line)) {
				t.Errorf("the example %q of zco %s is missing", line, c.Name())
			}
		}
		c.LocalNonPersistentFlags().VisitAll(func(f *pflag.Flag) {
			argument, _ := pflag.UnquoteUsage(f)
			want := `\fB` + roff("--"+f.Name) + `\fR`
			if argument != "" {
				want += ` \fI` + roff(argument) + `\fR`
			}
			if told++; !strings.Contains(text, want) && f.Name != "help" {
				t.Errorf("the option %s of zco %s is missing", want, c.Name())
			}
		})
	}
	if told < 50 {
		t.Errorf("only %d options were looked for", told)
	}
}

// mandoc finds nothing to say against the page.
func TestManualIsGoodRoff(t *testing.T) {
	if _, err := exec.LookPath("mandoc"); err != nil {
		t.Skip("mandoc is not installed")
	}
	_, text := page(t)
	lint := exec.CommandContext(t.Context(), "mandoc", "-Tlint")
	lint.Stdin = strings.NewReader(text)
	if out, err := lint.CombinedOutput(); err != nil || len(out) > 0 {
		t.Errorf("%v\n%s", err, out)
	}
}
