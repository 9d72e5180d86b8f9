package sandbox

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// tokenize splits a text as search sees it: runs of letters, digits and marks,
// in lower case. Han and Hiragana, written without spaces, are words of one
// character each.
func tokenize(text string) []string {
	var out []string
	start := -1
	flush := func(end int) {
		if start >= 0 {
			out = append(out, strings.ToLower(text[start:end]))
			start = -1
		}
	}
	for i, r := range text {
		switch {
		case unicode.In(r, unicode.Han, unicode.Hiragana):
			flush(i)
			out = append(out, string(r))
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r):
			if start < 0 {
				start = i
			}
		default:
			flush(i)
		}
	}
	flush(len(text))
	return out
}

// How well a word of a query fits a word of a record. A fit in the name
// counts twice.
const (
	fitFuzzy  = 1
	fitPrefix = 3
	fitWhole  = 4
)

// fuzzyLength is the shortest word that may have a slip in it.
const fuzzyLength = 4

// fit compares a word of the query with a word of a record.
func fit(query, word string) int {
	switch {
	case query == word:
		return fitWhole
	case strings.HasPrefix(word, query):
		return fitPrefix
	case oneSlip(query, word):
		return fitFuzzy
	}
	return 0
}

// oneSlip reports whether one typing slip lies between two words: a letter
// wrong, missing, too much, or two swapped. Short words and words with digits
// must be right.
func oneSlip(query, word string) bool {
	if d := len(query) - len(word); d > 4 || d < -4 || strings.ContainsAny(query, "0123456789") {
		return false
	}
	a, b := []rune(query), []rune(word)
	if len(a) < fuzzyLength || len(a)-len(b) > 1 || len(b)-len(a) > 1 {
		return false
	}
	i := 0
	for i < len(a) && i < len(b) && a[i] == b[i] {
		i++
	}
	a, b = a[i:], b[i:]
	for len(a) > 0 && len(b) > 0 && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	switch {
	case len(a) <= 1 && len(b) <= 1:
		return true
	case len(a) == 2 && len(b) == 2:
		return a[0] == b[1] && a[1] == b[0]
	}
	return false
}

// bestFit is the best fit of a query's word in a text.
func bestFit(query, text string) int {
	best := 0
	for _, w := range tokenize(text) {
		best = max(best, fit(query, w))
	}
	return best
}

// query is a search phrase. The empty one and * match everything.
type query struct{ words []string }

func parseQuery(text string) query {
	if strings.TrimSpace(text) == "*" {
		return query{}
	}
	return query{slices.Compact(tokenize(text))}
}

// scorer says how well rows of one object fit a query, 0 for not at all. The
// words of tables are compared once, not once a record.
type scorer struct {
	query  query
	fields []*field
	parts  []phrase
}

// phrase is a text of derived rows: either picked from a table, or a prefix
// and digits.
type phrase struct {
	index  func(n uint64) int // into scores; nil for a serial
	score  [][]uint8          // by word of the query, then by entry of the table
	prefix []uint8            // by word: how well it fits the prefix of the serial
	digits []span             // by word: the serials whose digits begin with it
	times  int                // 2 for the name
}

// span is the serials from low to high that a word of digits stands for.
type span struct {
	low, high uint64
	fit       int
}

func (o *object) scorer(q query, nameOnly bool) *scorer {
	s := &scorer{query: q}
	for _, f := range o.fields {
		if f.searchable() && !f.standard() && !nameOnly {
			s.fields = append(s.fields, f)
		}
	}
	if o.base == nil || len(q.words) == 0 {
		return s
	}
	s.addName(o.base.names)
	for _, f := range s.fields {
		switch c := o.binding[f.Key].(type) {
		case *tableColumn:
			texts := make([]string, len(c.values))
			for i, v := range c.values {
				texts[i], _ = v.(string)
			}
			s.parts = append(s.parts, phrase{index: c.index, score: s.table(texts), times: 1})
		case serialColumn:
			s.addSerial(c.prefix, c.width, 1)
		}
	}
	return s
}

// addName takes the name apart: its entry and its number.
func (s *scorer) addName(c nameColumn) {
	if !c.numbered() {
		s.parts = append(s.parts, phrase{index: c.entry, score: s.table(c.entries), times: 2})
	}
	if c.numbered() || c.serial {
		s.addSerial(c.prefix, c.width, 2)
	}
}

// addSerial adds a serial, whose prefix ends with something that is no part
// of a word.
func (s *scorer) addSerial(prefix string, width, times int) {
	p := phrase{times: times}
	for _, column := range s.table([]string{prefix}) {
		p.prefix = append(p.prefix, column[0])
	}
	for _, word := range s.query.words {
		p.digits = append(p.digits, serials(word, width))
	}
	s.parts = append(s.parts, p)
}

// serials are the numbers of a width that begin with a word of digits; none
// for other words.
func serials(word string, width int) span {
	n, err := strconv.ParseUint(word, 10, 64)
	if err != nil || len(word) > width {
		return span{low: 1}
	}
	if len(word) == width {
		return span{n, n, fitWhole}
	}
	unit := uint64(1)
	for range width - len(word) {
		unit *= 10
	}
	return span{n * unit, n*unit + unit - 1, fitPrefix}
}

func (s *scorer) table(texts []string) [][]uint8 {
	out := make([][]uint8, len(s.query.words))
	for w := range out {
		out[w] = make([]uint8, len(texts))
	}
	for i, text := range texts {
		for _, word := range tokenize(text) {
			for w, q := range s.query.words {
				out[w][i] = max(out[w][i], uint8(fit(q, word)))
			}
		}
	}
	return out
}

// derived scores a derived row.
func (s *scorer) derived(n uint64) int {
	total := 0
	for w := range s.query.words {
		best := 0
		for i := range s.parts {
			p := &s.parts[i]
			if p.index != nil {
				best = max(best, int(p.score[w][p.index(n)])*p.times)
				continue
			}
			best = max(best, int(p.prefix[w])*p.times)
			if d := p.digits[w]; n+1 >= d.low && n+1 <= d.high {
				best = max(best, d.fit*p.times)
			}
		}
		total += best
	}
	return total
}

// record scores a made or changed record.
func (s *scorer) record(rec *record) int {
	total := 0
	for _, word := range s.query.words {
		best := 2 * bestFit(word, rec.Name)
		for _, f := range s.fields {
			if text, isText := rec.Fields[f.Key].(string); isText {
				best = max(best, bestFit(word, text))
			}
		}
		total += best
	}
	return total
}

// score scores any row. Without words every row scores 1.
func (s *scorer) score(r row) int {
	switch {
	case len(s.query.words) == 0:
		return 1
	case r.rec != nil:
		return s.record(r.rec)
	}
	return s.derived(r.n)
}
