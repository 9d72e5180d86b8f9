package form

import (
	"strings"
	"testing"
)

func TestExample(t *testing.T) {
	for ruby, want := range map[string]string{
		`\A[A-Z]{2}-\d{8}\z`:      "AA-00000000",
		`\A[A-Z]{2}\d+\z`:         "AA0",
		`\A(open|closed)\z`:       "open",
		`^\+?[0-9 ]{6,}$`:         "000000",
		`\A[^@\s]+@[a-z]+\.com\z`: "A@a.com",
		`\A\d*\z`:                 "", // nothing is an example of nothing
		`\Kx`:                     "", // not understood here
		`\A.x\z`:                  "ax",
		`\A[b-y]\z`:               "b",
		`\A[B-Z][b-z][2-9]\z`:     "Bb2",
		`\A[ -~]\z`:               "A",
		`\A[!-A]\z`:               "A",
		`\A[!-0]\z`:               "0",
		`\Ax{33}\z`:               "", // too long to tell anything
		`\Ax{32}y\z`:              "",
		`\Ax{31}y\z`:              strings.Repeat("x", 31) + "y",
		`\Ax{30}-y\z`:             "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx-y",
		`\Ax{31}-[a-b]y\z`:        "",
		`\A +\z`:                  "", // nothing that can be seen
		`\A(?=b)a|b\z`:            "",
		`(?<!a)b{100}`:            "",
	} {
		re, _ := compileRuby(ruby)
		if got := example(ruby, re); got != want {
			t.Errorf("%s: %q, want %q", ruby, got, want)
		}
	}
}
