package transfer

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"

	"zco/api"
)

// Cause is why another program than a person changed a cell, as far as the
// value before and the text after tell.
type Cause string

// The causes, by the names that --accept takes.
const (
	CausePoint      Cause = "point"
	CauseScientific Cause = "scientific"
	CauseID         Cause = "id"
	CauseNumber     Cause = "number"
	CauseDate       Cause = "date"
	CauseBoolean    Cause = "boolean"
	CauseNothing    Cause = "na"
	CauseMojibake   Cause = "mojibake"
	CauseLetters    Cause = "letters"
	CauseControl    Cause = "control"
	CauseEscapes    Cause = "escapes"
	CauseApostrophe Cause = "apostrophe"
	CauseQuotes     Cause = "quotes"
	CauseCut        Cause = "cut"
	CauseTrimmed    Cause = "trimmed"
)

// Causes are all of them, in the order in which to tell of them.
var Causes = []Cause{
	CausePoint, CauseScientific, CauseID, CauseNumber, CauseDate, CauseBoolean, CauseNothing, CauseMojibake,
	CauseLetters, CauseControl, CauseEscapes, CauseApostrophe, CauseQuotes, CauseCut, CauseTrimmed,
}

var causeWords = map[Cause]string{
	CausePoint: "the decimal point was lost", CauseScientific: "written in scientific notation, digits lost",
	CauseID: "an id was written as a decimal", CauseNumber: "a number was rewritten", CauseDate: "a date was rewritten",
	CauseBoolean: "TRUE or FALSE in another language", CauseNothing: "a word for nothing (NA, NULL)",
	CauseMojibake: "letters read in another encoding", CauseLetters: "? in place of letters",
	CauseControl: "control characters were dropped", CauseEscapes: "line ends, tabs or backslashes were written otherwise",
	CauseApostrophe: "an apostrophe before the text", CauseQuotes: "quotes were doubled",
	CauseCut: "cut at a line end", CauseTrimmed: "spaces around the text were taken off",
}

// Words say what a program did, for people.
func (c Cause) Words() string { return causeWords[c] }

// Suspect is a cell that seems to be changed by a program, not by a person.
type Suspect struct {
	Row    int    `json:"-"`
	Line   int    `json:"-"`
	ID     string `json:"-"` // of the record
	Column string `json:"column"`
	Field  string `json:"field"`
	Before string `json:"before"`
	After  string `json:"after"`
	Cause  Cause  `json:"cause"`
}

// causeOf names what a program did to a cell of a field; "" if it looks like a
// person's change.
func causeOf(t api.FieldType, before, after string) Cause {
	for _, rule := range causeRules {
		if cause := rule(t, before, after); cause != "" {
			return cause
		}
	}
	return ""
}

var causeRules = []func(t api.FieldType, b, a string) Cause{
	causeNumber, causeNothing, causeBoolean, causeDate, causeText, causeEncoding,
}

// sameLineEnds reports whether texts differ in nothing but their line ends.
func sameLineEnds(a, b string) bool { return lineFeeds(a) == lineFeeds(b) }

func lineFeeds(s string) string {
	return strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
}

func causeNumber(t api.FieldType, b, a string) Cause {
	y, numeric := looseNumber(a)
	if !numeric {
		return ""
	}
	scientific := strings.ContainsAny(a, "eE") && !strings.ContainsAny(strings.ToLower(b), "e")
	if scientific && t == api.TypeInteger {
		return CauseScientific // nobody writes a whole number so
	}
	x, ok := looseNumber(b)
	switch {
	case octal(b) == a, hexNumber.MatchString(b) && a == "0": // what programs make of 0123 and 0x1F
		return CauseNumber
	case !ok:
		return ""
	case scientific && near(x, y, 1e-4):
		return CauseScientific
	case strings.TrimRight(a, "0") == b+"." || strings.TrimRight(a, "0") == b+",":
		return CauseID
	case near(x, y, 1e-13), len(digitsOf(b)) > 15 && near(x, y, 1e-4):
		return CauseNumber
	case strings.ContainsAny(b, ".,") && lostPoint(b, a, x, y):
		return CausePoint
	}
	return ""
}

func near(x, y, part float64) bool {
	return x == y || x != 0 && math.Abs(x-y)/math.Abs(x) < part
}

func octal(s string) string {
	n, err := strconv.ParseInt(s, 8, 64)
	if err != nil || !strings.HasPrefix(s, "0") || s == "0" {
		return "no number"
	}
	return strconv.FormatInt(n, 10)
}

// lostPoint: the same digits, ten or a thousand times as much or as little.
func lostPoint(b, a string, x, y float64) bool {
	if x == 0 || y == 0 || strings.Trim(digitsOf(b), "0") != strings.Trim(digitsOf(a), "0") {
		return false
	}
	return near(math.Round(math.Abs(math.Log10(y/x))*1e6)/1e6, math.Round(math.Abs(math.Log10(y/x))), 1e-9)
}

func digitsOf(s string) string {
	return without(s, func(r rune) bool { return r < '0' || r > '9' })
}

// without leaves characters out of a text.
func without(s string, unwanted func(rune) bool) string {
	return strings.Map(func(r rune) rune {
		if unwanted(r) {
			return -1
		}
		return r
	}, s)
}

// isControl reports whether a character is a control character of ASCII that
// stands for no space.
func isControl(r rune) bool { return r < ' ' && r != '\n' && r != '\t' && r != '\r' }

// words for nothing that programs write, and what they read as nothing.
var nothings = map[string]bool{
	"": true, "na": true, "nan": true, "nat": true, "null": true, "none": true, `\n`: true, "n/a": true, "#n/a": true,
	"<na>": true, "nil": true, "(null)": true, "#name?": true, "#value!": true, "#ref!": true, "#div/0!": true, "#num!": true,
}

// nobodysWords are words for nothing that people do not write: those of
// databases and of programs that calculate, in their spelling. NA and None may
// be a person's.
var nobodysWords = map[string]bool{
	"NULL": true, `\N`: true, "NaN": true, "nan": true, "NaT": true, "<NA>": true, "(null)": true,
}

func causeNothing(_ api.FieldType, b, a string) Cause {
	word := strings.ToLower(strings.TrimSpace(a))
	switch {
	case a == b:
		return ""
	case nothings[strings.ToLower(strings.TrimSpace(b))] && nothings[word]:
		return CauseNothing
	case strings.HasPrefix(word, "#") && nothings[word] || len(word) > 3 && strings.Trim(word, "#") == "":
		return CauseNothing // what a spreadsheet shows where it has no value or no room
	case strings.TrimSpace(a) != strings.TrimSpace(b) && nobodysWords[strings.TrimSpace(a)]:
		return CauseNothing
	}
	return ""
}

func causeBoolean(_ api.FieldType, b, a string) Cause {
	x, okX := booleanWord(b)
	y, okY := booleanWord(a)
	if okX && okY && x == y && a != b && len(b) > 3 {
		return CauseBoolean
	}
	return ""
}

func causeDate(_ api.FieldType, b, a string) Cause {
	if a != b && (shape(a) != shape(b) || noSuchDay(b)) && (rewrittenDate(b, a) || countedDay(b, a)) {
		return CauseDate
	}
	return ""
}

func causeText(_ api.FieldType, b, a string) Cause {
	switch {
	case a == b || a == "":
		return ""
	case trimAll(b) == trimAll(a):
		return CauseTrimmed
	case strings.ReplaceAll(b, "\r\n", "\n\n") == a, strings.ReplaceAll(b, "\t", "") == a:
		return CauseControl
	case otherEnds.Replace(lineFeeds(b)) == otherEnds.Replace(lineFeeds(a)), sheetUnescape(a) == b, lineFeeds(b) == lineFeeds(sheetUnescape(a)), sameLineEnds(dropControl(b), a) || sameLineEnds(dropControl(b), dropControl(a)):
		return CauseControl
	case sameLineEnds(tsvEscape(b), a) || tsvEscape(b) == a, tsvEscape(lineFeeds(b)) == a:
		return CauseEscapes
	case strings.ReplaceAll(b, `\`, "") == a, swallowed(b, a):
		return CauseEscapes
	case "'"+b == a || b == "'"+a:
		return CauseApostrophe
	case strings.ReplaceAll(b, `"`, `""`) == a:
		return CauseQuotes
	case strings.HasPrefix(lineFeeds(b), lineFeeds(a)+"\n"):
		return CauseCut
	}
	return ""
}

// swallowed: a backslash at the end took in what the next line of the file
// says, which begins with a field's key.
func swallowed(b, a string) bool {
	rest, ok := strings.CutSuffix(b, `\`)
	if !ok {
		return false
	}
	next, ok := strings.CutPrefix(a, rest)
	return ok && nextField.MatchString(next)
}

// shifted is the column of a cell that ended with a backslash and took the next
// one in with what stands between them, "" if there is none.
func (m Import) shifted(s *layout, row importRow, record api.Record) string {
	for _, cell := range row.cells {
		rest, ok := strings.CutSuffix(recordValue(record, cell.column.field).Text(), `\`)
		if ok && s.comma != 0 && strings.HasPrefix(cell.text, rest+string(s.comma)) {
			return cell.column.header
		}
	}
	return ""
}

var nextField = regexp.MustCompile(`^[A-Za-z_][\w.:]*:( |$)`)

// hiddenSpace are the characters that stand around texts unseen.
const hiddenSpace = " \t\r\n\u00a0\u200b\u200c\u200d\u2060\ufeff\u202f\u2007"

// trimAll takes the hidden space off both ends of a text.
func trimAll(s string) string {
	if visible(s) {
		return s
	}
	return strings.Trim(s, hiddenSpace)
}

// visible reports whether a text surely begins and ends with what is seen: as
// nearly all cells do.
func visible(s string) bool {
	if s == "" {
		return false
	}
	first, last := s[0], s[len(s)-1]
	return first > ' ' && first < utf8.RuneSelf && last > ' ' && last < utf8.RuneSelf
}

// dropControl leaves out what spreadsheet files cannot hold, and what their
// writers put in place of it.
func dropControl(s string) string {
	return without(controlEscapes.ReplaceAllString(s, ""), func(r rune) bool {
		return isControl(r) || r == 0x7f || r == utf8.RuneError
	})
}

var controlEscapes = regexp.MustCompile(`_x00[01][0-9A-Fa-f]_`)

// otherEnds are what some readers take for the end of a line.
var otherEnds = strings.NewReplacer("\u2028", "\n", "\u2029", "\n", "\u0085", "\n")

var sheetEscapes = regexp.MustCompile(`_x[0-9A-Fa-f]{4}_`)

// sheetUnescape reads the escapes of workbooks, which some programs hand on as
// text.
func sheetUnescape(s string) string {
	return sheetEscapes.ReplaceAllStringFunc(s, func(e string) string {
		n, err := strconv.ParseUint(e[2:6], 16, 16)
		if err != nil {
			return e
		}
		return string(rune(n))
	})
}

var tsvEscapes = strings.NewReplacer(`\`, `\\`, "\t", `\t`, "\r", `\r`, "\n", `\n`)

func tsvEscape(s string) string { return tsvEscapes.Replace(s) }

// writtenEscapes reports whether a cell between tabs has line ends or tabs
// written as \n and \t, as programs do that know no quotes there.
func writtenEscapes(s string) bool {
	return strings.Contains(s, `\n`) || strings.Contains(s, `\t`) || strings.Contains(s, `\r`)
}

func causeEncoding(_ api.FieldType, b, a string) Cause {
	if a == b {
		return ""
	}
	// Programs drop control characters as they read another encoding.
	b, a = lineFeeds(without(b, isControl)), lineFeeds(without(a, isControl))
	switch {
	case misread(b, a), isMojibake(a) && !isMojibake(b):
		return CauseMojibake
	case questionMarks(b, a):
		return CauseLetters
	}
	return ""
}

// misread reports whether a is what a program takes the bytes of b for that
// reads them as Windows-1252 or Latin-1.
func misread(b, a string) bool {
	if isASCII(b) {
		return false
	}
	rest := []rune(a)
	for _, c := range []byte(b) {
		if len(rest) == 0 {
			return false
		}
		if r := charmap.Windows1252.DecodeByte(c); rest[0] != r && rest[0] != rune(c) && rest[0] != utf8.RuneError {
			return false
		}
		rest = rest[1:]
	}
	return len(rest) == 0
}

// isMojibake reports whether a text is UTF-8 that was read as Windows-1252.
func isMojibake(s string) bool {
	if isASCII(s) {
		return false
	}
	bytes, err := charmap.Windows1252.NewEncoder().String(s)
	return err == nil && utf8.ValidString(bytes) && !isASCII(bytes)
}

func isASCII(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return r >= utf8.RuneSelf }) < 0
}

// questionMarks reports whether letters of b that are not of ASCII are ? in a.
func questionMarks(b, a string) bool {
	if isASCII(b) || !strings.ContainsAny(a, "?\ufffd") || len(b) > 1<<16 {
		return false
	}
	rest, marks := []rune(a), 0
	for _, r := range b {
		switch {
		case len(rest) == 0:
			return marks > 0 && r >= utf8.RuneSelf
		case rest[0] == r:
			rest = rest[1:]
		case r >= utf8.RuneSelf && (rest[0] == '?' || rest[0] == utf8.RuneError):
			rest, marks = rest[1:], marks+1
			for len(rest) > 0 && r > 0xffff && rest[0] == '?' {
				rest = rest[1:] // half of a pair of its own
			}
		case r >= utf8.RuneSelf && norm.NFKC.String(string(r)) == string(rest[:1]):
			rest = rest[1:] // a wide form as the plain one
		case r >= utf8.RuneSelf && marks > 0:
			continue
		default:
			return false
		}
	}
	return marks > 0 && strings.Trim(string(rest), "?\ufffd") == ""
}

// String says where, what and why.
func (s Suspect) String() string {
	return fmt.Sprintf("%s: %s, %s → %s", s.Column, s.Cause.Words(), shorten(s.Before), shorten(s.After))
}
