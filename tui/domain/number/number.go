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

// Bytes writes a size: 512 bytes, 245 kB, 3.1 MB; a kB is 1024 bytes. It is
// rounded up, so that what is said to fit does.
func Bytes(n int) string {
	const kB, MB = 1 << 10, 1 << 20
	switch {
	case n < kB:
		return Of(n, "byte", "bytes")
	case n <= 999*kB:
		return strconv.Itoa((n+kB-1)/kB) + " kB"
	}
	tenths := (n*10 + MB - 1) / MB
	if tenths%10 == 0 {
		return Thousands(tenths/10) + " MB"
	}
	return Thousands(tenths/10) + "." + strconv.Itoa(tenths%10) + " MB"
}
