package grid

import (
	"slices"
	"strings"
	"unicode/utf8"

	"zco/tui/draw/screen"
	"zco/tui/draw/text"
)

// Match finds a word in a cell's text: whole, in any case, or else its letters
// in order and near to each other. It returns the bytes of the text that make
// the match, nil where there is none. The word must be in lower case.
func Match(s, word string) []int {
	lower := strings.ToLower(s)
	if word == "" || len(lower) != len(s) { // a letter whose cases differ in length: compare as it stands
		lower = s
	}
	if i := strings.Index(lower, word); i >= 0 && word != "" {
		return run(i, len(word))
	}
	return near(lower, word)
}

func run(from, n int) []int {
	at := make([]int, n)
	for i := range at {
		at[i] = from + i
	}
	return at
}

// reach bounds how far apart the letters of a word may stand: with more, any
// long text would hold any word.
func reach(word string) int { return len(word) + len(word)/2 + 1 }

// near finds the letters of a word in order within its reach. One or two
// letters are only found whole.
func near(s, word string) []int {
	first, size := utf8.DecodeRuneInString(word)
	if utf8.RuneCountInString(word) < 3 {
		return nil
	}
	var best []int
	for from := 0; from < len(s); {
		i := strings.IndexRune(s[from:], first)
		if i < 0 {
			break
		}
		from += i
		if at := letters(s, word, from); at != nil && (best == nil || span(at) < span(best)) {
			best = at
		}
		from += size
	}
	return best
}

func span(at []int) int { return at[len(at)-1] - at[0] }

// letters takes each letter of the word where it comes first from a byte on.
func letters(s, word string, from int) []int {
	at := make([]int, 0, len(word))
	end := min(from+reach(word), len(s))
	for _, r := range word {
		i := strings.IndexRune(s[from:end], r)
		if i < 0 {
			return nil
		}
		for k := range utf8.RuneLen(r) {
			at = append(at, from+i+k)
		}
		from += i + utf8.RuneLen(r)
	}
	return at
}

// Draw draws s in at most width cells, the bytes at the given places in a
// style of their own, and returns the column after it.
func Draw(a screen.Area, x, y, width int, st, match screen.Style, s string, at []int) int {
	m := a.Method()
	cut := text.Width(s, m) > width
	if cut {
		width--
	}
	for from := 0; from < len(s); {
		size, w := text.First(s[from:], m)
		if w > width || size == 0 {
			break
		}
		style := st
		if slices.ContainsFunc(at, func(i int) bool { return i >= from && i < from+size }) {
			style = match
		}
		x = a.Text(x, y, style, s[from:from+size])
		from, width = from+size, width-w
	}
	if cut {
		x = a.Text(x, y, st, text.Ellipsis)
	}
	return x
}
