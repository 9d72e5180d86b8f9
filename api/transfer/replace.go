package transfer

import (
	"strings"
	"unicode/utf8"
)

// maxText is the longest text the service's fields hold, in characters.
const maxText = 65536

// replaceText puts with in place of every find in text, from the left.
// Without matchCase letters are alike in any case, one for one (ß is not SS).
func replaceText(text, find, with string, matchCase bool) string {
	if find == "" {
		return text
	}
	if matchCase {
		return strings.ReplaceAll(text, find, with)
	}
	count := utf8.RuneCountInString(find)
	var b strings.Builder
	for text != "" {
		end := runeOffset(text, count)
		if end >= 0 && strings.EqualFold(text[:end], find) {
			b.WriteString(with)
			text = text[end:]
			continue
		}
		_, size := utf8.DecodeRuneInString(text)
		b.WriteString(text[:size])
		text = text[size:]
	}
	return b.String()
}

// runeOffset is where the count-th rune of text ends, -1 if there are fewer.
func runeOffset(text string, count int) int {
	at := 0
	for range count {
		if at >= len(text) {
			return -1
		}
		_, size := utf8.DecodeRuneInString(text[at:])
		at += size
	}
	return at
}
