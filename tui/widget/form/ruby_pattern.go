package form

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/dlclark/regexp2"
)

// errRuby says that an expression means something that cannot be said here.
var errRuby = errors.New("cannot be checked here")

// patience is how long a text may be compared with an expression that someone
// else wrote; a longer comparison says nothing.
const patience = 50 * time.Millisecond

// compileRuby compiles a regular expression of Ruby. What it returns never
// refuses a text that Ruby accepts; where a possessive part is only tried once
// there, it may accept one that Ruby refuses.
func compileRuby(source string) (*regexp2.Regexp, error) {
	if !utf8.ValidString(source) {
		return nil, errRuby
	}
	r := ruby{in: source}
	if err := r.all(); err != nil {
		return nil, err
	}
	if r.possessive && (strings.Contains(source, "(?!") || strings.Contains(source, "(?<!")) {
		return nil, errRuby // there, to accept more is to refuse more
	}
	// In Ruby ^ and $ are always of lines, and \d and \w of ASCII.
	re, err := regexp2.Compile(r.out.String(), regexp2.Multiline|regexp2.RE2)
	if err != nil {
		return nil, err
	}
	re.MatchTimeout = patience
	return re, nil
}

// matches reports whether a text may match: one that takes too long to tell
// may.
func matches(re *regexp2.Regexp, s string) bool {
	ok, err := re.MatchString(s)
	return ok || err != nil
}

// MatchesRuby returns what reports whether a text may match an expression in
// Ruby's syntax. Where that cannot be told here, it may.
func MatchesRuby(expression string) func(text string) bool {
	re, err := compileRuby(expression)
	return func(text string) bool { return err != nil || matches(re, text) }
}

// ruby is a translation at work: in is what is left of the source.
type ruby struct {
	in         string
	out        strings.Builder
	possessive bool // some part was
}

func (r *ruby) all() error {
	for r.in != "" {
		if err := r.next(); err != nil {
			return err
		}
	}
	return nil
}

// take moves n bytes over as they are.
func (r *ruby) take(n int) { r.put(n, r.in[:n]) }

// put writes s for the next n bytes.
func (r *ruby) put(n int, s string) {
	r.out.WriteString(s)
	r.in = r.in[n:]
}

func (r *ruby) next() error {
	switch c := r.in[0]; {
	case c == '\\':
		return r.escape(escapes)
	case c == '[':
		return r.class()
	case strings.HasPrefix(r.in, "(?"):
		return r.group()
	case c == '*' || c == '+' || c == '?':
		r.take(1)
		if strings.HasPrefix(r.in, "+") {
			r.put(1, "")
			r.possessive = true
		}
	case c == '{':
		return r.count()
	default:
		r.take(1)
	}
	return nil
}

var counts = regexp.MustCompile(`^\{(\d*)(,?)(\d*)\}`)

// count writes {,n} as {0,n}. After {n}, Ruby's ? means "or not at all".
func (r *ruby) count() error {
	m := counts.FindStringSubmatch(r.in)
	if m == nil || m[1]+m[3] == "" {
		r.put(1, `\{`)
		return nil
	}
	if m[2] == "" && strings.HasPrefix(r.in[len(m[0]):], "?") {
		return errRuby
	}
	if m[1] == "" {
		m[1] = "0"
	}
	r.put(len(m[0]), "{"+m[1]+m[2]+m[3]+"}")
	return nil
}

var flags = regexp.MustCompile(`^\(\?[imx]*(-[imx]+)?[:)]`)

// group writes flags: what Ruby calls m is s here, and it has others.
func (r *ruby) group() error {
	found := flags.FindString(r.in)
	if len(r.in) > 2 && strings.ContainsRune("-abcdefghijklmnopqrstuvwxyz", rune(r.in[2])) && found == "" {
		return errRuby
	}
	n := max(len(found), len("(?"))
	r.put(n, strings.ReplaceAll(r.in[:n], "m", "s"))
	return nil
}

// escapes are what Ruby's escapes are here; "" marks those that mean something
// else. Those not listed are the same.
var escapes = map[byte]string{
	'Z': `(?=\n?\z)`, 'h': `[0-9A-Fa-f]`, 'H': `[^0-9A-Fa-f]`, 's': `[\s\v]`, 'S': `[^\s\v]`, 'R': `(?>\r\n|[\n\v\f\r\x85\u2028\u2029])`,
	'_': "_", 'Q': "", 'E': "", 'C': "", 'K': "", 'X': "", 'g': "",
}

// classEscapes are those within brackets.
var classEscapes = map[byte]string{
	'h': `0-9A-Fa-f`, 'H': "", 's': `\s\v`, 'S': "", 'b': `\x08`, 'R': "R", '_': "_",
	'Z': "", 'A': "", 'z': "", 'B': "", 'G': "", 'Q': "", 'E': "", 'C': "", 'K': "", 'X': "", 'k': "", 'g': "",
}

var (
	codes      = regexp.MustCompile(`^\\u\{([0-9A-Fa-f]{1,6})\}`)
	properties = regexp.MustCompile(`^\\[pP]\{(\^?)(\w+)\}`)
)

// escape translates what begins with a backslash.
func (r *ruby) escape(table map[byte]string) error {
	if len(r.in) < 2 {
		return errRuby
	}
	if to, known := table[r.in[1]]; known {
		if to == "" {
			return errRuby
		}
		r.put(2, to)
		return nil
	}
	switch c := r.in[1]; {
	case codes.MatchString(r.in):
		m := codes.FindStringSubmatch(r.in)
		r.put(len(m[0]), fmt.Sprintf(`\x{%s}`, m[1]))
	case c == 'p' || c == 'P':
		return r.property()
	case c >= 0x80: // an escaped letter of a script is the letter
		r.put(1, "")
	default:
		r.take(2)
	}
	return nil
}

// scripts are the properties that Ruby names otherwise, and the brackets
// [:name:], as parts of a class.
var scripts = map[string]string{
	"alpha": `\p{L}\p{M}\p{Nl}`, "digit": `\p{Nd}`, "alnum": `\p{L}\p{M}\p{N}`, "upper": `\p{Lu}`, "lower": `\p{Ll}`,
	"space": `\s\v\x85\p{Z}`, "punct": "\\p{P}$+<=>^`|~", "word": `\p{L}\p{M}\p{N}\p{Pc}`, "blank": `\t\p{Zs}`,
	"xdigit": `0-9A-Fa-f`, "cntrl": `\p{Cc}`,
}

func (r *ruby) property() error {
	m := properties.FindStringSubmatch(r.in)
	if m == nil || m[1] != "" {
		return errRuby
	}
	not := ""
	if r.in[1] == 'P' {
		not = "^"
	}
	if to, known := scripts[strings.ToLower(m[2])]; known {
		r.put(len(m[0]), "["+not+to+"]")
	} else {
		r.take(len(m[0]))
	}
	return nil
}

// class translates a bracket. Brackets within brackets and intersections are
// Ruby's own.
func (r *ruby) class() error {
	n := 1
	if strings.HasPrefix(r.in, "[^") {
		n = 2
	}
	r.take(n)
	if strings.HasPrefix(r.in, "]") {
		return errRuby // empty in Ruby, a member here
	}
	for r.in != "" {
		switch {
		case r.in[0] == ']':
			return nil // which is taken as it is
		case strings.HasPrefix(r.in, "[:"):
			name, _, ok := strings.Cut(r.in[2:], ":]")
			if scripts[name] == "" || !ok {
				return errRuby
			}
			r.put(len(name)+4, scripts[name])
		case r.in[0] == '[' || strings.HasPrefix(r.in, "&&") || strings.HasPrefix(r.in, `\p`) || strings.HasPrefix(r.in, `\P`):
			return errRuby
		case r.in[0] == '\\':
			if err := r.escape(classEscapes); err != nil {
				return err
			}
		default:
			r.take(1)
		}
	}
	return errRuby
}
