package config

import (
	"fmt"
	"strings"
	"testing"
)

// The bounds of a number or a span of time belong to what may be set, and what
// is just beyond them is refused with its line.
func TestBounds(t *testing.T) {
	for _, b := range []struct{ table, key, low, below, high, above string }{
		{"limits", "jobs", "1", "0", "30", "31"},
		{"limits", "page_size", "10", "9", "100", "101"},
		{"limits", "pages", "4", "3", "1000", "1001"},
		{"limits", "history", "1", "0", "100000", "100001"},
		{"limits", "recent", "0", "-1", "1000", "1001"},
		{"limits", "history_age", `"1h"`, `"59m"`, `"9000d"`, `"1y"`},
		{"limits", "timeout", `"1s"`, `"0s"`, `"10m"`, `"10m1s"`},
		{"", "refresh", `"10s"`, `"9s"`, `"90d"`, `"-1s"`},
		{"", "refresh", `"0s"`, `"1s"`, `"24h"`, `"x"`},
	} {
		text := func(value string) []byte {
			head := ""
			if b.table != "" {
				head = "[" + b.table + "]\n"
			}
			return fmt.Appendf(nil, "%s%s = %s\n", head, b.key, value)
		}
		for _, value := range []string{b.low, b.high} {
			if _, err := Parse("c", text(value)); err != nil {
				t.Errorf("%s = %s is refused: %v", b.key, value, err)
			}
		}
		for _, value := range []string{b.below, b.above} {
			if _, err := Parse("c", text(value)); err == nil || !strings.Contains(err.Error(), b.key) && !strings.Contains(err.Error(), "span of time") {
				t.Errorf("%s = %s is taken, or refused without a name: %v", b.key, value, err)
			}
		}
	}
}

// A word is suggested by how few letters it takes: one more, one less, another,
// or two that changed places, whatever their case.
func TestDistance(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want int
	}{
		{"mouse", "mouse", 0}, {"Mouse", "mOuse", 0}, {"muose", "mouse", 1}, {"mous", "mouse", 1}, {"mousse", "mouse", 1},
		{"moose", "mouse", 1}, {"", "ab", 2}, {"ab", "", 2}, {"abcd", "badc", 2}, {"größe", "grösse", 2}, {"kitten", "sitting", 3},
	} {
		if got := distance(c.a, c.b); got != c.want {
			t.Errorf("from %q to %q it is %d, not %d", c.a, c.b, got, c.want)
		}
	}
}
