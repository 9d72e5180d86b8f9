// Package number writes numbers of things for people. It imports nothing of
// zco.
package number

import "strconv"

// Thousands writes a number with commas: 12,301.
func Thousands(n int) string {
	digits := strconv.Itoa(n)
	for i := len(digits) - 3; i > 0 && digits[i-1] != '-'; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return digits
}

// Of returns "1 record" or "3 records"; the singular comes first.
func Of(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return Thousands(n) + " " + many
}
