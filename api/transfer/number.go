package transfer

import (
	"fmt"
	"math/big"
	"strconv"
	"strings"

	"zco/api"
)

// maxIntegerDigits is what the service's integer fields hold.
const maxIntegerDigits = 12

// maxExponent keeps a hostile 1e999999999 from filling the memory.
const maxExponent = 1000

// exact is a decimal number, and with how many decimals it is written.
type exact struct {
	value *big.Rat
	scale int
}

// parseExact reads a number as people and JSON write it, digit for digit: an
// optional sign, digits, a point. What it gives back as a problem says what
// is wrong.
func parseExact(text string) (n exact, problem string) {
	s := strings.TrimSpace(text)
	if !plainNumber.MatchString(s) {
		return n, notNumber(text)
	}
	mantissa, exponent := s, 0
	if i := strings.IndexAny(s, "eE"); i >= 0 {
		var err error
		mantissa = s[:i]
		if exponent, err = strconv.Atoi(s[i+1:]); err != nil || exponent > maxExponent || exponent < -maxExponent {
			return n, notNumber(text)
		}
	}
	_, fraction, _ := strings.Cut(mantissa, ".")
	n.value, _ = new(big.Rat).SetString(s) // it was just seen to be a number
	n.scale = max(len(fraction)-exponent, 0)
	return n, ""
}

// PointAdvice is how a reason ends that is about a number with a comma.
const PointAdvice = "write a point before the decimals, and nothing between thousands"

func notNumber(text string) string {
	if strings.Contains(text, ",") {
		return shorten(text) + " is not a number: " + PointAdvice
	}
	return fmt.Sprintf("%s is not a number", shorten(text))
}

func (n exact) add(m exact) exact {
	return exact{new(big.Rat).Add(n.value, m.value), max(n.scale, m.scale)}
}

// String writes the number with as many decimals as it has.
func (n exact) String() string { return n.value.FloatString(n.scale) }

// float is the number as near as a double comes to it; infinite where it is out
// of range.
func (n exact) float() float64 {
	f, _ := n.value.Float64()
	return f
}

// integerValue is the number as an integer field takes it.
func integerValue(n exact, text string) (v api.Value, problem string) {
	if !n.value.IsInt() {
		return api.Absent, fmt.Sprintf("%s is not a whole number", shorten(text))
	}
	whole := n.value.Num().String()
	if len(strings.TrimPrefix(whole, "-")) > maxIntegerDigits {
		return api.Absent, fmt.Sprintf("%s has more than %d digits", shorten(text), maxIntegerDigits)
	}
	return api.Value(whole), ""
}

// addNumber adds, exactly, to the value of an integer, decimal or currency
// field.
func addNumber(t api.FieldType, before api.Value, number string) (api.Value, string) {
	if before.IsEmpty() {
		return api.Absent, "it has no number to add to"
	}
	if !isScalar(before) {
		return api.Absent, "its value is not a plain number"
	}
	n, problem := parseExact(before.Text())
	if problem != "" {
		return api.Absent, problem
	}
	m, problem := parseExact(number)
	if problem != "" {
		return api.Absent, problem
	}
	sum := n.add(m)
	if t == api.TypeInteger {
		return integerValue(sum, sum.String())
	}
	return api.Value(sum.String()), ""
}
