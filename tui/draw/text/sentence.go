package text

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Sentence begins a sentence with a capital. Reasons and errors are written
// small, since they follow a colon as often as they stand by themselves. A
// first word that is a key, a file, a command or a name with its own capitals
// stays as it is.
func Sentence(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	word := s
	if end := strings.IndexFunc(s, func(r rune) bool { return strings.ContainsRune(" :,;…", r) }); end >= 0 {
		word = s[:end]
	}
	word = strings.TrimSuffix(word, ".")
	if !unicode.IsLower(first) || word == "zco" || len(word) == size && word != "a" {
		return s
	}
	for _, r := range word {
		if !unicode.IsLower(r) && r != '\'' && r != '-' {
			return s
		}
	}
	return string(unicode.ToUpper(first)) + s[size:]
}
