package form

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"github.com/sahilm/fuzzy"
	"golang.org/x/text/unicode/norm"
)

// hit is an item that a filter lets through, and the bytes of its label that
// made it.
type hit struct {
	index, score int
	at           []int
}

// hay is what a filter searches of the items.
type hay struct {
	labels []string // matched by letters in order
	lower  []string // the same in lower case, where that keeps the bytes apart
	asides []string // matched by whole parts only: hints, keywords, labels without accents
}

func newHay(items []Item) hay {
	h := hay{make([]string, len(items)), make([]string, len(items)), make([]string, len(items))}
	for i, it := range items {
		h.labels[i] = strings.ReplaceAll(it.Label, "\x00", " ") // the matcher would stop there
		if l := strings.ToLower(h.labels[i]); len(l) == len(it.Label) {
			h.lower[i] = l
		}
		h.asides[i] = fold(it.Hint) + "\n" + fold(it.Keywords)
		if f := fold(it.Label); f != h.lower[i] {
			h.asides[i] += "\n" + f
		}
	}
	return h
}

// fold returns s in lower case and without accents.
func fold(s string) string {
	s = strings.ToLower(s)
	if !strings.ContainsFunc(s, func(r rune) bool { return r > unicode.MaxASCII }) {
		return s
	}
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, norm.NFD.String(s))
}

// The order of hits: a label that begins with the words, one that holds them
// whole, one that holds their letters in order, and at last a hint.
const (
	scorePrefix = 4000
	scoreWord   = 3000
	scoreWhole  = 2000
	scoreAside  = -2000
)

// filter returns the items that match every word of a query, the best first,
// and all of them in order for an empty one.
func (h hay) filter(query string) []hit {
	words := strings.Fields(query)
	hits := make([]hit, len(h.labels))
	for i := range hits {
		hits[i].index = i
	}
	for _, w := range words {
		hits = h.narrow(hits, w)
	}
	slices.SortStableFunc(hits, func(a, b hit) int { return cmp.Compare(b.score, a.score) })
	return hits
}

// narrow keeps the hits that match one more word.
func (h hay) narrow(hits []hit, word string) []hit {
	lower, folded := strings.ToLower(word), fold(word)
	whole := make([]int, len(hits)) // where the word is found whole, or -1
	var loose []string              // the labels where it is not
	for i, hit := range hits {
		if whole[i] = strings.Index(h.lower[hit.index], lower); whole[i] < 0 {
			loose = append(loose, h.labels[hit.index])
		}
	}
	letters, tried := fuzzy.FindNoSort(word, loose), 0
	kept := hits[:0]
	for i, hit := range hits {
		if n := whole[i]; n >= 0 {
			label := h.lower[hit.index]
			hit.score += wholeScore(label, n) - len(label)
			for i := range len(lower) {
				hit.at = append(hit.at, n+i)
			}
			kept = append(kept, hit)
			continue
		}
		if len(letters) > 0 && letters[0].Index == tried {
			hit.score += letters[0].Score
			hit.at = append(hit.at, letters[0].MatchedIndexes...)
			letters = letters[1:]
			kept = append(kept, hit)
		} else if strings.Contains(h.asides[hit.index], folded) {
			hit.score += scoreAside
			kept = append(kept, hit)
		}
		tried++
	}
	return kept
}

// wholeScore rates a word found at byte n of a label.
func wholeScore(label string, n int) int {
	switch {
	case n == 0:
		return scorePrefix
	case strings.ContainsRune("/-_ .\\:", rune(label[n-1])):
		return scoreWord
	}
	return scoreWhole
}
