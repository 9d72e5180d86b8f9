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

// exact is a decimal number: units times ten to the minus scale.
type exact struct {
	units *big.Int
	scale int
}

// parseExact reads a number as people and JSON write it, digit for digit: an
// optional sign, digits, a point. What it gives back as a problem says what
// is wrong.
func parseExact(text string) (n exact, problem string) {
	s := strings.TrimSpace(text)
	mantissa, exponent, hasExponent := s, 0, false
	if i := strings.IndexAny(s, "eE"); i >= 0 {
		var err error
		exponent, err = strconv.Atoi(s[i+1:])
		mantissa, hasExponent = s[:i], true
		if err != nil || exponent > maxExponent || exponent < -maxExponent {
			return n, notNumber(text)
		}
	}
	negative := strings.HasPrefix(mantissa, "-")
	if mantissa != "" && (mantissa[0] == '-' || mantissa[0] == '+') {
		mantissa = mantissa[1:]
	}
	whole, fraction, _ := strings.Cut(mantissa, ".")
	digits := whole + fraction
	if digits == "" || strings.Trim(digits, "0123456789") != "" {
		return n, notNumber(text)
	}
	n.units, _ = new(big.Int).SetString(digits, 10)
	if negative {
		n.units.Neg(n.units)
	}
	n.scale = len(fraction)
	if hasExponent {
		n = n.shift(exponent)
	}
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

// shift multiplies by ten to the exponent.
func (n exact) shift(exponent int) exact {
	n.scale -= exponent
	if n.scale < 0 {
		n.units = new(big.Int).Mul(n.units, power10(-n.scale))
		n.scale = 0
	}
	return n
}

func power10(n int) *big.Int {
	return new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(n)), nil)
}

func (n exact) add(m exact) exact {
	scale := max(n.scale, m.scale)
	a := new(big.Int).Mul(n.units, power10(scale-n.scale))
	b := new(big.Int).Mul(m.units, power10(scale-m.scale))
	return exact{units: a.Add(a, b), scale: scale}
}

// isWhole reports whether nothing but zeros stands behind the point.
func (n exact) isWhole() bool {
	return new(big.Int).Rem(n.units, power10(n.scale)).Sign() == 0
}

// String writes the number with as many decimals as it has.
func (n exact) String() string {
	digits := new(big.Int).Abs(n.units).String()
	if n.scale > 0 {
		if missing := n.scale + 1 - len(digits); missing > 0 {
			digits = strings.Repeat("0", missing) + digits
		}
		digits = digits[:len(digits)-n.scale] + "." + digits[len(digits)-n.scale:]
	}
	if n.units.Sign() < 0 {
		return "-" + digits
	}
	return digits
}

// integerValue is the number as an integer field takes it.
func integerValue(n exact, text string) (v api.Value, problem string) {
	if !n.isWhole() {
		return api.Absent, fmt.Sprintf("%s is not a whole number", shorten(text))
	}
	whole := exact{units: new(big.Int).Quo(n.units, power10(n.scale))}
	if len(strings.TrimPrefix(whole.String(), "-")) > maxIntegerDigits {
		return api.Absent, fmt.Sprintf("%s has more than %d digits", shorten(text), maxIntegerDigits)
	}
	return api.Value(whole.String()), ""
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
