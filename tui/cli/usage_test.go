package cli

import (
	"bytes"
	"strings"
	"testing"
)

// What is typed wrongly is said in words, with what to type instead.
func TestWrongUsageIsSaidInWords(t *testing.T) {
	for typed, want := range map[string]string{
		"records":                    "zco: something is missing behind records; usage: zco records OBJECT [flags]",
		"set asset/1":                "zco: something is missing behind set asset/1; usage: zco set OBJECT/ID field=value... [flags]",
		"records asset b c":          "zco: records does not take b c; usage: zco records OBJECT [flags]",
		"objects asset":              "zco: objects does not take asset; usage: zco objects [flags]",
		"records asset --querry x":   "zco: there is no option --querry (did you mean --query?); see zco records --help",
		"records asset --zzzzzz":     "zco: there is no option --zzzzzz; see zco records --help",
		"records asset -x":           "zco: there is no option -x; see zco records --help",
		"records asset --limit many": `zco: --limit must be a whole number, not "many"; see zco records --help`,
		"records asset --sort":       "zco: --sort needs a value: --sort KEY; see zco records --help",
		"records asset --json=maybe": `zco: --json must be true or false, not "maybe"; see zco records --help`,
	} {
		var words bytes.Buffer
		code := Main(strings.Fields(typed), NewStreams(strings.NewReader(""), new(bytes.Buffer), &words, func(string) string { return "" }))
		if got := strings.TrimSpace(words.String()); got != want || code != Usage {
			t.Errorf("zco %s: exit %d, %q, not %q", typed, code, got, want)
		}
	}
}
