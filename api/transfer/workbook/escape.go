package workbook

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// escapeLen is the length of an escaped character, _xHHHH_.
const escapeLen = 7

// escaped returns the character that s begins with in the form _xHHHH_. Halves
// of surrogate pairs are none.
func escaped(s string) (r rune, ok bool) {
	if len(s) < escapeLen || s[0] != '_' || s[1] != 'x' || s[6] != '_' {
		return 0, false
	}
	n, err := strconv.ParseUint(s[2:6], 16, 16)
	return rune(n), err == nil && utf8.ValidRune(rune(n))
}

// unescape is a text with its escaped characters.
func unescape(s string) string {
	if !strings.Contains(s, "_x") {
		return s
	}
	var b strings.Builder
	for s != "" {
		at := strings.Index(s, "_x")
		if at < 0 {
			break
		}
		b.WriteString(s[:at])
		s = s[at:]
		if r, ok := escaped(s); ok {
			b.WriteRune(r)
			s = s[escapeLen:]
		} else {
			b.WriteByte('_')
			s = s[1:]
		}
	}
	b.WriteString(s)
	return b.String()
}

// appendText appends a text as XML holds it. What XML cannot hold becomes
// U+FFFD.
func appendText(out []byte, s string) []byte {
	for i, r := range s {
		switch {
		case r == '&':
			out = append(out, "&amp;"...)
		case r == '<':
			out = append(out, "&lt;"...)
		case r == '>':
			out = append(out, "&gt;"...)
		case r == '"':
			out = append(out, "&#34;"...)
		case r == '\r': // a reader would take it for a line feed
			out = append(out, "&#13;"...)
		case r == '_':
			if looksEscaped(s[i:]) {
				out = append(out, "_x005F"...)
			}
			out = append(out, '_')
		case r < ' ' && r != '\n' && r != '\t', r == '\ufffe', r == '\uffff':
			out = append(out, "\ufffd"...)
		default:
			out = utf8.AppendRune(out, r)
		}
	}
	return out
}

// looksEscaped reports whether some program would take the start of s for an
// escaped character.
func looksEscaped(s string) bool {
	if len(s) < escapeLen || s[1] != 'x' || s[6] != '_' {
		return false
	}
	_, err := strconv.ParseUint(s[2:6], 16, 16)
	return err == nil
}
