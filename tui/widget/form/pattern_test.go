package form

import (
	"strings"
	"testing"
)

func TestRubyPatterns(t *testing.T) {
	for _, c := range []struct{ ruby, yes, no string }{
		{`\A[A-Z]{2}-\d{4}\z`, "AB-1234", "xAB-1234"},
		{`\A\d+\Z`, "12\n", "12x"},
		{`^\h+$`, "beef", "xyz"},
		{`\A[\h:]+\z`, "be:ef", "g"},
		{`(?<year>\d{4})-(?<month>\d\d)\z`, "2026-03", "26-03"},
		{`\Aa++b\z`, "aaab", "aaac"},
		{`\A(?>ab|a)c\z`, "abc", "abd"},
		{`\A[[:alpha:]]+\z`, "Éric", "E1"},
		{`\A[[:alnum:]_-]+\z`, "é1_-", "é 1"},
		{`\A\p{Alpha}+\z`, "Łódź", "1"},
		{`\A\u00e9\u{1F600}\z`, "é😀", "e"},
		{`\Aa{,2}\z`, "aa", "aaa"},
		{`\A(?i)abc\z`, "ABC", "AB"},
		{`(?m:a.b)`, "a\nb", "ab"},
		{`a.b`, "axb", "a\nb"},
		{`\A(?#number)\d\z`, "1", "a"},
		{`\A\/\-\_\ x\z`, "/-_ x", "x"},
		{`\A[^\]\[]+\z`, "abc", "a]c"},
		{`^b$`, "a\nb", "ab"},
		{`\Aa{x\z`, "a{x", "ax"},
		{`\A(?=.*\d)[a-z\d]+\z`, "ab1", "abc"},
		{`\A(?!0)\d+\z`, "12", "012"},
		{`(?<=a)b`, "ab", "b"},
		{`(?<!a)b`, "b", "ab"},
		{`\A(a|b)\1\z`, "bb", "ab"},
		{`\A(?<n>a|b)\k<n>\z`, "bb", "ab"},
		{`\bword\b`, "a word.", "words"},
		{`\Aa\b`, "a e", "aé"},
		{`\A(?x) a b # both`, "ab", "a b"},
		{`\A\P{Alpha}\z`, "1", "e"},
		{`\A\w\d\z`, "a1", "é1"},
		{`\A\d\z`, "1", "١"},
		{`\A\s\S\z`, "\va", "aa"},
		{`\Aa\R?b$`, "a\r\nb\nc", "a\tb"},
		{`\A(?-m)a.b\z`, "axb", "a\nb"},
		{`\A\é\z`, "é", "e"},
		{`\A[^a]\z`, "b", "a"},
		{`\A[a\-z]\z`, "-", "b"},
		{`\A\p{Greek}\z`, "α", "a"},
		{`\A\P{Greek}\z`, "a", "α"},
		{`\A(?:a|b)\z`, "b", "ab"},
		{`\A[a]\h\z`, "ab", "ag"},
	} {
		re, err := compileRuby(c.ruby)
		if err != nil {
			t.Errorf("%s: %v", c.ruby, err)
			continue
		}
		if !matches(re, c.yes) || matches(re, c.no) {
			t.Errorf("%s as %s: %q %v, %q %v", c.ruby, re, c.yes, matches(re, c.yes), c.no, matches(re, c.no))
		}
	}
}

// What regexp would read otherwise than Ruby must not be checked at all.
func TestRubyPatternsLeftToTheServer(t *testing.T) {
	for _, ruby := range []string{
		`[a[bc]]`, `[a-z&&[^x]]`, `a{2}+`, `a{2}?`, `\Kx`, `\X`, `(?<n>a)\g<n>`, `\C-a`, `(a)\2`,
		`\Qa\E`, `[[:^alpha:]]`, `(`, `[`, `\`, `a**`, "\xff", `(?~a)`, `[\H]`, `[]a]`, `\p{^Alpha}`, `[\p{Alpha}]`,
		`(?!a++b)`, `(?<!a*+)b`, `[\S]`, `(?u)a`, `[[:alpha:`, `[[:alpha]]`, `[[:nothing:]]`, `[x[:nothing:]]`, `[^]a]`, `(?`,
	} {
		if re, err := compileRuby(ruby); err == nil {
			t.Errorf("%q is checked as %s", ruby, re)
		}
	}
}

func TestPattern(t *testing.T) {
	p := &Pattern{}
	p.SetPattern(`\A[A-Z]{2}\d+\z`)
	if p.Problem() != "" {
		t.Errorf("nothing typed is a problem: %q", p.Problem())
	}
	typeIn(p, "x1")
	if !p.Checked() || p.Problem() != `must be like AA0: it must match the pattern \A[A-Z]{2}\d+\z` || p.Text() != "x1" {
		t.Errorf("problem %q", p.Problem())
	}
	shows(t, p, 40, "x1", `Like AA0   pattern \A[A-Z]{2}\d+\z`)
	p.SetPattern(`\Kx`)
	if p.Checked() || p.Problem() != "" {
		t.Errorf("problem %q", p.Problem())
	}
	shows(t, p, 40, "x1", "Checked by the server: \\Kx")
	p.SetPattern(``)
	if p.Height(40) != 1 || strings.Contains(p.Problem(), "pattern") {
		t.Errorf("height %d", p.Height(40))
	}
}

// An expression that would take for ever refuses nothing, and its text is not
// compared again for each frame.
func TestPatternThatTakesTooLong(t *testing.T) {
	p := &Pattern{}
	p.SetPattern(`\A(a+)+\z`)
	typeIn(p, strings.Repeat("a", 60)+"b")
	if s := p.Problem(); s != "" {
		t.Fatalf("it refuses: %s", s)
	}
	slow := p.re
	if p.re, _ = compileRuby(`\Ano\z`); p.Problem() != "" {
		t.Error("the same text is compared again")
	}
	p.re = slow
	p.SetText("aa")
	p.SetPattern(`\Ab+\z`)
	if p.Problem() == "" {
		t.Error("another expression is not compared with the same text")
	}
}

func FuzzRuby(f *testing.F) {
	f.Add(`\A[[:alpha:]]+(?<n>x)\h{,3}++\z`, "text")
	f.Fuzz(func(t *testing.T, ruby, s string) {
		if re, err := compileRuby(ruby); err == nil {
			matches(re, s)
		}
	})
}

// A text is refused only by an expression that is understood.
func TestMatchesRuby(t *testing.T) {
	for _, c := range []struct {
		ruby, s string
		want    bool
	}{{`\Aa\z`, "a", true}, {`\Aa\z`, "b", false}, {`\Kx`, "b", true}} {
		if got := MatchesRuby(c.ruby)(c.s); got != c.want {
			t.Errorf("%s and %q: %v", c.ruby, c.s, got)
		}
	}
}

// What a line refuses, such as no text where one is required, comes first.
func TestPatternOfARequiredText(t *testing.T) {
	p := &Pattern{Line: Line{Required: true, Limit: 3}}
	p.SetPattern(`\Aa+\z`)
	for s, want := range map[string]string{"": "a value is required", "aaaa": "at most 3 characters: this has 4", "aaa": "", "b": `must be like a: it must match the pattern \Aa+\z`} {
		if p.SetText(s); p.Problem() != want {
			t.Errorf("%q: %q, want %q", s, p.Problem(), want)
		}
	}
	p.SetPattern(`\A\d*\z`)
	if p.SetText("b"); p.Problem() != `must match the pattern \A\d*\z` {
		t.Errorf("without an example: %q", p.Problem())
	}
}
