package form

import (
	"regexp/syntax"
	"strings"
	"unicode/utf8"

	"github.com/dlclark/regexp2"
)

// longestExample is as long as an example may be, in characters, before it
// tells no more than the expression itself.
const longestExample = 32

// example returns a short text that matches an expression of Ruby, "" where
// none is found: people read it sooner than the expression.
func example(ruby string, re *regexp2.Regexp) string {
	if re == nil {
		return ""
	}
	perl := strings.NewReplacer(`\A`, `^`, `\z`, `$`, `\Z`, `$`).Replace(ruby)
	tree, err := syntax.Parse(perl, syntax.Perl)
	if err != nil {
		return ""
	}
	var out strings.Builder
	writeExample(&out, tree)
	s := out.String()
	if utf8.RuneCountInString(s) > longestExample {
		return ""
	}
	if ok, err := re.MatchString(s); err != nil || !ok || strings.TrimSpace(s) == "" {
		return ""
	}
	return s
}

func writeExample(out *strings.Builder, re *syntax.Regexp) {
	if out.Len() > longestExample {
		return
	}
	switch re.Op {
	case syntax.OpLiteral:
		out.WriteString(string(re.Rune))
	case syntax.OpCharClass:
		out.WriteRune(oneOf(re.Rune))
	case syntax.OpAnyChar, syntax.OpAnyCharNotNL:
		out.WriteByte('a')
	case syntax.OpCapture, syntax.OpConcat:
		for _, sub := range re.Sub {
			writeExample(out, sub)
		}
	case syntax.OpAlternate, syntax.OpPlus:
		writeExample(out, re.Sub[0])
	case syntax.OpRepeat:
		for range min(re.Min, longestExample) {
			writeExample(out, re.Sub[0])
		}
	}
}

// oneOf returns the character of a class, given as pairs of first and last,
// that a person would write first.
func oneOf(class []rune) rune {
	for _, wanted := range "A0a1" {
		for i := 0; i+1 < len(class); i += 2 {
			if class[i] <= wanted && wanted <= class[i+1] {
				return wanted
			}
		}
	}
	return class[0]
}
