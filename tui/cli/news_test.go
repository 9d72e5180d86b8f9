package cli

import (
	"bytes"
	"slices"
	"strings"
	"testing"
)

func TestNewsSince(t *testing.T) {
	all := []release{{"1.2.0", "2026-01-01", []string{"c"}}, {"1.1.0", "2026-01-01", []string{"b", "b2"}}, {"1.0.0", "2026-01-01", []string{"a"}}}
	for _, c := range []struct {
		seen, version string
		want          []string
	}{
		{"1.0.0", "1.2.0", []string{"c", "b", "b2"}}, {"v1.1.0", "v1.2.0", []string{"c"}}, {"1.2.0", "1.2.0", nil},
		{"1.2.0", "1.0.0", nil}, {"", "1.2.0", nil}, {"1.0.0", "dev", nil}, {"dev", "1.2.0", nil},
	} {
		if got := newsSince(all, c.seen, c.version); !slices.Equal(got, c.want) {
			t.Errorf("from %q to %q: %q, want %q", c.seen, c.version, got, c.want)
		}
	}
}

// After an update the news are said, once.
func TestNewsAreToldOnce(t *testing.T) {
	home := t.TempDir()
	var words bytes.Buffer
	s := NewStreams(strings.NewReader(""), &bytes.Buffer{}, &words, func(name string) string {
		return map[string]string{"HOME": home, "XDG_STATE_HOME": home, "XDG_CONFIG_HOME": home}[name]
	})
	newest, oldest := releases[0], releases[len(releases)-1]
	for range 2 {
		tellNews(s, "", oldest.version)
	}
	if words.Len() > 0 {
		t.Errorf("at the first start it says %s", words.String())
	}
	tellNews(s, "", newest.version)
	if !strings.Contains(words.String(), "new since "+oldest.version) || !strings.Contains(words.String(), newest.news[0]) {
		t.Errorf("after an update it says %q", words.String())
	}
	words.Reset()
	tellNews(s, "", newest.version)
	if words.Len() > 0 {
		t.Errorf("the second time it says %q", words.String())
	}
}
