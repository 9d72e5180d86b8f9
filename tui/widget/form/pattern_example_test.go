package form

import "testing"

func TestExample(t *testing.T) {
	for ruby, want := range map[string]string{
		`\A[A-Z]{2}-\d{8}\z`:      "AA-00000000",
		`\A[A-Z]{2}\d+\z`:         "AA0",
		`\A(open|closed)\z`:       "open",
		`^\+?[0-9 ]{6,}$`:         "000000",
		`\A[^@\s]+@[a-z]+\.com\z`: "A@a.com",
		`\A\d*\z`:                 "", // nothing is an example of nothing
		`\Kx`:                     "", // not understood here
		`(?<!a)b{100}`:            "",
	} {
		re, _ := compileRuby(ruby)
		if got := example(ruby, re); got != want {
			t.Errorf("%s: %q, want %q", ruby, got, want)
		}
	}
}
