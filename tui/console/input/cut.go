package input

import (
	"bytes"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// longest is how many bytes a sequence may have. What claims to be longer is
// none: no terminal reports that much without being asked.
const longest = 1 << 16

// cut returns how many bytes at the beginning of b belong together: a
// character, or a sequence with all that ends it. It returns false where the
// rest is still to come. A sequence that something breaks off ends before it.
func cut(b []byte) (n int, whole bool) {
	switch {
	case len(b) == 0:
		return 0, false
	case b[0] != ansi.ESC:
		if b[0] < utf8.RuneSelf {
			return 1, true
		}
		if !utf8.FullRune(b) {
			return len(b), false
		}
		_, n = utf8.DecodeRune(b)
		return n, true
	case len(b) == 1:
		return 1, false
	}
	switch b[1] {
	case '[':
		return cutCSI(b)
	case 'O':
		return cutSS3(b)
	case ']', 'P', '_', '^', 'X':
		return cutString(b)
	case ansi.ETX: // esc and then ctrl+c, however fast
		return 1, true
	case ansi.ESC:
		if len(b) > 2 && b[2] != '[' && b[2] != 'O' {
			return 1, true // it was pressed twice: alt with a key that is a sequence is all that begins so
		}
	}
	n, whole = cut(b[1:]) // with alt
	return n + 1, whole
}

// cutCSI is cut for ESC [ (ECMA-48 5.4), and for what terminals send that is
// not by the standard: the function keys of the Linux console (ESC [ [ A), the
// shifted keys of urxvt (ESC [ 3 $) and the oldest reports of a mouse (ESC [ M
// and three bytes).
func cutCSI(b []byte) (n int, whole bool) {
	i := 2
	if len(b) == i {
		return i, false
	}
	switch b[i] {
	case '[':
		return within(b, 4, func(c byte) bool { return c > ' ' && c < ansi.DEL })
	case 'M':
		return within(b, 6, func(c byte) bool { return c >= ' ' })
	}
	for i < len(b) && b[i] >= '0' && b[i] <= '?' {
		i++
	}
	if i < len(b) && b[i] == '$' && i > 2 && len(bytes.TrimLeft(b[2:i], "0123456789")) == 0 {
		return i + 1, true
	}
	for i < len(b) && b[i] >= ' ' && b[i] <= '/' {
		i++
	}
	switch {
	case i >= longest:
		return i, true
	case i == len(b):
		return i, false
	case b[i] >= '@' && b[i] < ansi.DEL:
		i++
	}
	return i, true
}

// within returns n, or how far b goes until a byte that does not belong.
func within(b []byte, n int, belongs func(byte) bool) (int, bool) {
	for i := 3; i < n; i++ {
		if i == len(b) {
			return i, false
		}
		if !belongs(b[i]) {
			return i, true
		}
	}
	return n, true
}

// cutSS3 is cut for ESC O: the keys of application mode, with their modifiers
// as digits.
func cutSS3(b []byte) (n int, whole bool) {
	i := 2
	for i < len(b) && b[i] >= '0' && b[i] <= '9' {
		i++
	}
	switch {
	case i == len(b):
		return i, i >= longest
	case b[i] > ' ' && b[i] < ansi.DEL:
		i++
	}
	return i, true
}

// cutString is cut for what ESC \ or BEL ends.
func cutString(b []byte) (n int, whole bool) {
	i := bytes.IndexFunc(b[2:], func(r rune) bool {
		return r == ansi.ESC || r == ansi.BEL || r == ansi.CAN || r == ansi.SUB || r == ansi.ETX
	})
	if i < 0 {
		return len(b), len(b) >= longest
	}
	i += 2
	switch {
	case b[i] == ansi.ETX:
		return i, true
	case b[i] != ansi.ESC:
		return i + 1, true
	case i+1 == len(b):
		return len(b), false
	case b[i+1] == '\\':
		return i + 2, true
	}
	return i, true
}
