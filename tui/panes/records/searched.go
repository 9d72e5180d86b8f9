package records

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"zco/tui/domain/collection"
)

// searchWords are the words that the service searched for, in lower case.
func (m *listed) searchWords() []string {
	if m.place.Text != m.sought.text {
		m.sought = sought{m.place.Text, strings.Fields(strings.ToLower(m.place.Text))}
	}
	return m.sought.words
}

// sought is a text searched for, taken apart.
type sought struct {
	text  string
	words []string
}

// searchHits are the bytes of a cell's text that the service found: beginnings
// of words, in the fields that it searches.
func (m *listed) searchHits(f *collection.Field, s string) []int {
	if !f.Searched() {
		return nil
	}
	var at []int
	for _, w := range m.searchWords() {
		at = append(at, beginnings(s, w)...)
	}
	return at
}

// beginnings are the bytes of a text where its words begin with a word in
// lower case. The letters of words are letters and digits; anything else parts
// them.
func beginnings(s, word string) []int {
	var at []int
	inside := false
	for i, r := range s {
		letter := unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.M, r)
		if letter && !inside {
			if n := begins(s[i:], word); n > 0 {
				for b := range n {
					at = append(at, i+b)
				}
			}
		}
		inside = letter
	}
	return at
}

// begins returns how many bytes of a text its beginning takes that is equal to
// a word in lower case, 0 if it does not begin so.
func begins(s, word string) int {
	n := 0
	for _, want := range word {
		r, size := utf8.DecodeRuneInString(s[n:])
		if size == 0 || unicode.ToLower(r) != want {
			return 0
		}
		n += size
	}
	return n
}
