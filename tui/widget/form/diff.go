package form

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/aymanbagabas/go-udiff/lcs"
)

// Op says on which side of a comparison a line is.
type Op uint8

// The sides of a line.
const (
	Same Op = iota
	Removed
	Added
)

// DiffLine is one line of a comparison, without its line feed.
type DiffLine struct {
	Op    Op
	Text  string
	Spans []Span // the parts that differ from the line it stands against, in order
}

// Span is the bytes From..To.
type Span struct{ From, To int }

// LineDiff compares two texts line by line, removed lines before the added
// ones. Of lines that stand against each other, the words that differ are
// given. The empty text has no lines. Texts that differ in very many lines
// are compared less closely: what is the same is then shown as changed.
func LineDiff(old, new string) []DiffLine {
	a, b := lines(old), lines(new)
	var out []DiffLine
	put := func(op Op, lines []string) {
		for _, l := range lines {
			line := DiffLine{Op: op, Text: l}
			if op != Same {
				line.Spans = []Span{{0, len(l)}}
			}
			out = append(out, line)
		}
	}
	at := 0
	for _, d := range lcs.DiffLines(a, b) {
		put(Same, a[at:d.Start])
		from, removed, added := len(out), d.End-d.Start, d.ReplEnd-d.ReplStart
		put(Removed, a[d.Start:d.End])
		put(Added, b[d.ReplStart:d.ReplEnd])
		for i := range min(removed, added) {
			wordDiff(&out[from+i], &out[from+removed+i])
		}
		at = d.End
	}
	put(Same, a[at:])
	return out
}

func lines(s string) []string {
	if s == "" {
		return nil
	}
	return strings.Split(s, "\n")
}

// wordDiff narrows the spans of two lines that stand against each other to
// the words that differ, where they share enough for that to help.
func wordDiff(old, new *DiffLine) {
	a, b := words(old.Text), words(new.Text)
	var inOld, inNew []Span
	shared, i, j := 0, 0, 0 // what is the same, and where in the two lines
	same := func(words []string) {
		n := size(words)
		shared += n - strings.Count(strings.Join(words, ""), " ")
		i, j = i+n, j+n
	}
	at := 0
	for _, d := range lcs.DiffLines(a, b) {
		same(a[at:d.Start])
		if w := size(a[d.Start:d.End]); w > 0 {
			inOld = append(inOld, Span{i, i + w})
			i += w
		}
		if w := size(b[d.ReplStart:d.ReplEnd]); w > 0 {
			inNew = append(inNew, Span{j, j + w})
			j += w
		}
		at = d.End
	}
	same(a[at:])
	if 4*shared < min(len(old.Text), len(new.Text)) {
		return // two lines that have little to do with each other
	}
	old.Spans, new.Spans = inOld, inNew
}

func size(parts []string) int {
	n := 0
	for _, p := range parts {
		n += len(p)
	}
	return n
}

// words splits a line into words, runs of blanks and single other characters,
// those of scripts that write no blanks between words among them.
func words(s string) []string {
	var out []string
	last := -1
	for from := 0; from < len(s); {
		r, n := utf8.DecodeRuneInString(s[from:])
		kind := 2
		switch {
		case unicode.IsLetter(r) && !unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana), unicode.IsNumber(r), unicode.IsMark(r):
			kind = 0
		case r == ' ' || r == '\t':
			kind = 1
		}
		if kind == last && kind != 2 || unicode.IsMark(r) && len(out) > 0 {
			out[len(out)-1] += s[from : from+n]
		} else {
			out = append(out, s[from:from+n])
		}
		last, from = kind, from+n
	}
	return out
}
