package sandbox

import (
	"cmp"
	"math/big"
	"strconv"
	"strings"
)

// plainNumber writes a number without exponent, digits kept; false if the
// text is no number or an absurd one.
func plainNumber(text string) (string, bool) {
	text = strings.TrimSpace(text)
	if text == "" || len(text) > 64 || strings.ContainsAny(text, "xXoOpP_/iInN") {
		return "", false
	}
	rat, okay := new(big.Rat).SetString(text)
	if !okay {
		return "", false
	}
	if !strings.ContainsAny(text, "eE+") && !strings.HasPrefix(text, ".") && !strings.HasSuffix(text, ".") {
		return text, true
	}
	if exp, okay := exponent(text); !okay || exp > 40 || exp < -40 {
		return "", false
	}
	if rat.IsInt() {
		return rat.Num().String(), true
	}
	return strings.TrimRight(rat.FloatString(60), "0"), true
}

func exponent(text string) (int, bool) {
	_, exp, found := strings.Cut(strings.ToLower(text), "e")
	if !found {
		return 0, true
	}
	n, err := strconv.Atoi(exp)
	return n, err == nil
}

// wholeDigits counts the digits of a whole number without its sign and
// leading zeros; false if there is a fraction.
func wholeDigits(text string) (string, bool) {
	whole, fraction, _ := strings.Cut(text, ".")
	if strings.Trim(fraction, "0") != "" {
		return "", false
	}
	sign := ""
	if strings.HasPrefix(whole, "-") {
		sign, whole = "-", whole[1:]
	}
	whole = strings.TrimLeft(whole, "0")
	if whole == "" {
		return "0", true
	}
	return sign + whole, true
}

// compareNumbers compares two plain numbers exactly.
func compareNumbers(a, b string) int {
	if len(a) < 16 && len(b) < 16 {
		x, errX := strconv.ParseFloat(a, 64)
		y, errY := strconv.ParseFloat(b, 64)
		if errX == nil && errY == nil {
			return cmp.Compare(x, y)
		}
	}
	x, okX := new(big.Rat).SetString(a)
	y, okY := new(big.Rat).SetString(b)
	if !okX || !okY {
		return strings.Compare(a, b)
	}
	return x.Cmp(y)
}
