package form

import (
	"fmt"
	"strings"
)

// Number edits a number. Anything can be typed; the digits are kept as they
// were typed, however many.
type Number struct {
	Line
	Decimal   bool // whether it may have a fraction
	MaxDigits int  // the most digits that are acceptable; 0 for any number
}

var _ Editor = (*Number)(nil)

// Value returns the number as JSON writes it, and false when the text is not
// an acceptable number. A sign or zeros that JSON does not allow are left
// out; all other digits stay.
func (n *Number) Value() (string, bool) {
	v, ok := n.canonical()
	return v, ok && !n.tooLong(v)
}

// Problem says what an acceptable number looks like, or "".
func (n *Number) Problem() string {
	t := strings.TrimSpace(n.Text())
	if t == "" {
		if n.Required || n.Text() != "" {
			return n.wanted()
		}
		return ""
	}
	v, ok := n.canonical()
	switch {
	case ok && !n.tooLong(v):
		return ""
	case ok:
		return fmt.Sprintf("%s: this has %d", n.wanted(), digits(v))
	case n.Decimal && strings.Count(t, ",") == 1 && !strings.Contains(t, "."):
		return n.wanted() + ": write a point for the comma"
	case !n.Decimal && strings.ContainsAny(t, ".,"):
		return n.wanted() + ", without a fraction"
	}
	return n.wanted()
}

func (n *Number) wanted() string {
	s := "a whole number"
	if n.Decimal {
		s = "a number such as 12.5"
	}
	if n.MaxDigits > 0 {
		s += fmt.Sprintf(" of at most %d digits", n.MaxDigits)
	}
	return s
}

func (n *Number) tooLong(v string) bool { return n.MaxDigits > 0 && digits(v) > n.MaxDigits }

// digits counts the digits of a number that JSON allows, without those of an
// exponent.
func digits(v string) int {
	v, _, _ = strings.Cut(strings.ToLower(v), "e")
	return len(v) - strings.Count(v, "-") - strings.Count(v, ".")
}

// canonical writes the text as JSON does, and tells whether it is a number of
// the kind wanted at all.
func (n *Number) canonical() (string, bool) {
	t := strings.Map(narrowDigit, strings.TrimSpace(n.Text()))
	neg := strings.HasPrefix(t, "-")
	if neg || strings.HasPrefix(t, "+") {
		t = t[1:] // another sign is no digit
	}
	mantissa, exp := t, ""
	if i := strings.IndexAny(t, "eE"); i >= 0 && n.Decimal {
		mantissa, exp = t[:i], t[i:]
		if !allDigits(strings.TrimLeft(exp[1:], "+-")) || len(strings.TrimLeft(exp[1:], "+-")) < len(exp)-2 {
			return "", false
		}
	}
	whole, fraction, point := strings.Cut(mantissa, ".")
	if point && !n.Decimal || whole+fraction == "" || !allDigits(whole+fraction) {
		return "", false
	}
	if whole = strings.TrimLeft(whole, "0"); whole == "" {
		whole = "0"
	}
	if fraction != "" {
		whole += "." + fraction
	}
	if neg && strings.Trim(whole, "0.") != "" {
		whole = "-" + whole
	}
	return whole + exp, true
}

// narrowDigit turns the wide digits that some input methods type into plain
// ones.
func narrowDigit(r rune) rune {
	switch {
	case r >= '０' && r <= '９':
		return r - '０' + '0'
	case r == '－' || r == '−':
		return '-'
	case r == '．':
		return '.'
	}
	return r
}

func allDigits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}
