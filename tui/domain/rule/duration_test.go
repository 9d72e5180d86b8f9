package rule

import "testing"

func TestDurations(t *testing.T) {
	for iso, words := range map[string]string{"P2Y": "2 years", "P1Y6M": "1 year 6 months", "P30D": "30 days", "P1W": "1 week", "PT5H": "PT5H", "P": "P"} {
		if got := DurationWords(iso); got != words {
			t.Errorf("%s is %q, want %q", iso, got, words)
		}
		if back, ok := ReadDuration(words); ok != (words != iso) || ok && back != iso {
			t.Errorf("%q is %s, %v", words, back, ok)
		}
	}
	for text, iso := range map[string]string{"p3m": "P3M", " 2 Years, 1 month and 3 days ": "P2Y1M3D", "18months": "P18M"} {
		if got, ok := ReadDuration(text); !ok || got != iso {
			t.Errorf("%q is %q, want %s", text, got, iso)
		}
	}
	for _, text := range []string{"", "soon", "2", "0 days", "P0D", "3 days 1 year", "1 year 1 year", "2 hours"} {
		if got, ok := ReadDuration(text); ok {
			t.Errorf("%q is taken as %s", text, got)
		}
	}
}
