package form

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
)

// errRuby says that an expression means something that regexp cannot express.
var errRuby = errors.New("cannot be checked here")

// compileRuby translates a regular expression of Ruby. What it returns never
// refuses a text that Ruby accepts; where an atomic or possessive part is
// only tried once there, it may accept one that Ruby refuses.
func compileRuby(source string) (*regexp.Regexp, error) {
	r := ruby{in: source}
	if err := r.all(); err != nil {
		return nil, err
	}
	return regexp.Compile("(?m)" + r.out.String()) // ^ and $ are of lines in Ruby
}

// ruby is a translation at work: in is what is left of the source.
type ruby struct {
	in  string
	out strings.Builder
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
		return r.repeat()
	case c == '{':
		return r.count()
	}
	r.take(1)
	return nil
}

// repeat drops the + that makes a repetition possessive.
func (r *ruby) repeat() error {
	r.take(1)
	if r.in != "" && r.in[0] == '?' {
		r.take(1)
	} else if r.in != "" && r.in[0] == '+' {
		r.put(1, "")
	}
	if r.in != "" && strings.ContainsRune("*+?", rune(r.in[0])) {
		return errRuby // a repetition of a repetition
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
	rest := r.in[len(m[0]):]
	if rest != "" && (strings.ContainsRune("*+", rune(rest[0])) || rest[0] == '?' && m[2] == "") {
		return errRuby
	}
	if m[1] == "" {
		m[1] = "0"
	}
	r.put(len(m[0]), "{"+m[1]+m[2]+m[3]+"}")
	if rest != "" && rest[0] == '?' {
		r.take(1)
	}
	return nil
}

var flags = regexp.MustCompile(`^\(\?([im]*)(-[im]+)?([:)])`)

// group translates what begins with "(?".
func (r *ruby) group() error {
	switch {
	case strings.HasPrefix(r.in, "(?#"):
		end := strings.IndexByte(r.in, ')')
		if end < 0 {
			return errRuby
		}
		r.put(end+1, "")
	case strings.HasPrefix(r.in, "(?>"):
		r.put(3, "(?:")
	case strings.HasPrefix(r.in, "(?<=") || strings.HasPrefix(r.in, "(?<!"):
		return errRuby
	case strings.HasPrefix(r.in, "(?<"), strings.HasPrefix(r.in, "(?'"):
		end := strings.IndexAny(r.in[3:], ">'")
		if end < 0 {
			return errRuby
		}
		r.put(3+end+1, "(") // names matter only to what refers to them
	default:
		m := flags.FindStringSubmatch(r.in)
		if m == nil {
			return errRuby
		}
		r.put(len(m[0]), strings.ReplaceAll("(?"+m[1]+m[2], "m", "s")+m[3])
	}
	return nil
}

// escapes are what Ruby's escapes are here; "" marks those that cannot be.
// Those not listed are the same.
var escapes = map[byte]string{
	'Z': `(?:\n?\z)`, 'h': `[0-9A-Fa-f]`, 'H': `[^0-9A-Fa-f]`, 'e': `\x1b`, 's': `[\s\v]`, 'R': `(?:\r\n|[\n\v\f\r\x{85}\x{2028}\x{2029}])`,
	'b': "", 'B': "", // of Unicode there, of ASCII here
	'Q': "", 'E': "", 'C': "", 'c': "", 'M': "", 'G': "", 'K': "", 'X': "", 'k': "", 'g': "",
	'1': "", '2': "", '3': "", '4': "", '5': "", '6': "", '7': "", '8': "", '9': "",
}

// classEscapes are those within brackets, where \b is the backspace.
var classEscapes = map[byte]string{
	'h': `0-9A-Fa-f`, 'H': "", 'e': `\x1b`, 's': `\s\v`, 'b': `\x08`, 'R': "R", 'Z': "", 'A': "", 'z': "",
	'Q': "", 'E': "", 'C': "", 'c': "", 'M': "", '1': "", '2': "", '3': "", '4': "", '5': "", '6': "", '7': "", '8': "", '9': "",
}

var (
	codes      = regexp.MustCompile(`^\\u(?:([0-9A-Fa-f]{4})|\{([0-9A-Fa-f]{1,6})\})`)
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
	switch r.in[1] {
	case 'u':
		m := codes.FindStringSubmatch(r.in)
		if m == nil {
			return errRuby
		}
		r.put(len(m[0]), fmt.Sprintf(`\x{%s%s}`, m[1], m[2]))
	case 'p', 'P':
		return r.property()
	default:
		if r.in[1] >= 0x80 { // an escaped letter of a script is the letter
			r.put(1, "")
			return nil
		}
		r.take(2)
	}
	return nil
}

// scripts are the properties that Ruby names otherwise, and the brackets
// [:name:], as parts of a class.
var scripts = map[string]string{
	"alpha": `\p{L}\p{M}\p{Nl}`, "digit": `\p{Nd}`, "alnum": `\p{L}\p{M}\p{N}`, "upper": `\p{Lu}`, "lower": `\p{Ll}`,
	"space": `\s\v\x{85}\p{Z}`, "punct": "\\p{P}$+<=>^`|~", "word": `\p{L}\p{M}\p{N}\p{Pc}`, "blank": `\t\p{Zs}`,
	"xdigit": `0-9A-Fa-f`, "cntrl": `\p{Cc}`,
}

func (r *ruby) property() error {
	m := properties.FindStringSubmatch(r.in)
	if m == nil {
		return errRuby
	}
	to, known := scripts[strings.ToLower(m[2])]
	if !known {
		r.take(len(m[0]))
		return nil
	}
	if m[1] != "" || r.in[1] == 'P' {
		return errRuby
	}
	r.put(len(m[0]), "["+to+"]")
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
	for first := true; r.in != ""; first = false {
		switch {
		case r.in[0] == ']' && first:
			return errRuby // empty in Ruby, a member here
		case r.in[0] == ']':
			r.take(1)
			return nil
		case strings.HasPrefix(r.in, "&&"):
			return errRuby
		case strings.HasPrefix(r.in, "[:"):
			name, _, ok := strings.Cut(r.in[2:], ":]")
			if scripts[name] == "" || !ok {
				return errRuby
			}
			r.put(len(name)+4, scripts[name])
		case r.in[0] == '[':
			return errRuby
		case r.in[0] == '\\' && len(r.in) > 1 && (r.in[1] == 'p' || r.in[1] == 'P'):
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
