package form

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
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
	for _, e := range compare(a, b) {
		for _, l := range a[e.a:e.sameA] {
			out = append(out, DiffLine{Text: l})
		}
		removed, added := a[e.sameA:e.endA], b[e.sameB:e.endB]
		from := len(out)
		for _, l := range removed {
			out = append(out, DiffLine{Op: Removed, Text: l, Spans: []Span{{0, len(l)}}})
		}
		for _, l := range added {
			out = append(out, DiffLine{Op: Added, Text: l, Spans: []Span{{0, len(l)}}})
		}
		for i := range min(len(removed), len(added)) {
			wordDiff(&out[from+i], &out[from+len(removed)+i])
		}
	}
	return out
}

func lines(s string) []string {
	if s == "" {
		return nil
	}
	return strings.Split(s, "\n")
}

// edit is a stretch that is the same on both sides (a..sameA, b..sameB) and
// one that is not (sameA..endA against sameB..endB).
type edit struct{ a, b, sameA, sameB, endA, endB int }

// maxEdits bounds the lines or words that may differ before a comparison
// gives up: its cost grows with the square.
const maxEdits = 600

// compare returns the stretches of a and b in order.
func compare(a, b []string) []edit {
	head := 0
	for head < len(a) && head < len(b) && a[head] == b[head] {
		head++
	}
	tail := 0
	for tail < min(len(a), len(b))-head && a[len(a)-1-tail] == b[len(b)-1-tail] {
		tail++
	}
	pairs := myers(a[head:len(a)-tail], b[head:len(b)-tail])
	same := make([][2]int, 0, head+len(pairs)+tail)
	for i := range head {
		same = append(same, [2]int{i, i})
	}
	for _, p := range pairs {
		same = append(same, [2]int{p[0] + head, p[1] + head})
	}
	for i := tail; i > 0; i-- {
		same = append(same, [2]int{len(a) - i, len(b) - i})
	}
	return stretches(same, len(a), len(b))
}

// stretches joins neighbouring pairs of equal elements.
func stretches(same [][2]int, lenA, lenB int) []edit {
	var out []edit
	i, j := 0, 0
	for n := 0; ; {
		e := edit{a: i, b: j}
		for n < len(same) && same[n] == [2]int{i, j} {
			i, j, n = i+1, j+1, n+1
		}
		e.sameA, e.sameB = i, j
		if n < len(same) {
			i, j = same[n][0], same[n][1]
		} else {
			i, j = lenA, lenB
		}
		e.endA, e.endB = i, j
		if e != (edit{a: i, b: j, sameA: i, sameB: j, endA: i, endB: j}) {
			out = append(out, e)
		}
		if i == lenA && j == lenB {
			return out
		}
	}
}

// myers returns the pairs of equal elements of a shortest way from a to b,
// or none when that takes more than maxEdits steps.
func myers(a, b []string) [][2]int {
	most := min(len(a)+len(b), maxEdits)
	v := make([]int32, 2*most+3)
	at := func(k int) int { return k + most + 1 }
	var trace [][]int32
	for d := 0; d <= most; d++ {
		trace = append(trace, slices.Clone(v[at(-d-1):at(d+1)+1]))
		for k := -d; k <= d; k += 2 {
			x := v[at(k-1)] + 1
			if k == -d || k != d && v[at(k-1)] < v[at(k+1)] {
				x = v[at(k+1)]
			}
			for int(x) < len(a) && int(x)-k < len(b) && a[x] == b[int(x)-k] {
				x++
			}
			v[at(k)] = x
			if int(x) >= len(a) && int(x)-k >= len(b) {
				return backtrack(trace, len(a), len(b))
			}
		}
	}
	return nil
}

// backtrack walks the trace from the end; trace[d] holds the diagonals
// -d-1..d+1 as they were before step d.
func backtrack(trace [][]int32, x, y int) [][2]int {
	var out [][2]int
	for d := len(trace) - 1; d >= 0; d-- {
		v := func(k int) int { return int(trace[d][k+d+1]) }
		k := x - y
		prev := k - 1
		if k == -d || k != d && v(k-1) < v(k+1) {
			prev = k + 1
		}
		px := v(prev)
		py := px - prev
		if d == 0 {
			px, py = 0, 0
		}
		for x > px && y > py {
			x, y = x-1, y-1
			out = append(out, [2]int{x, y})
		}
		x, y = px, py
	}
	slices.Reverse(out)
	return out
}

// wordDiff narrows the spans of two lines that stand against each other to
// the words that differ, where they share enough for that to help.
func wordDiff(old, new *DiffLine) {
	a, b := words(old.Text), words(new.Text)
	var inOld, inNew []Span
	shared, i, j := 0, 0, 0
	for _, e := range compare(a, b) {
		n := size(a[e.a:e.sameA])
		shared += n - strings.Count(strings.Join(a[e.a:e.sameA], ""), " ")
		i, j = i+n, j+n
		if w := size(a[e.sameA:e.endA]); w > 0 {
			inOld = append(inOld, Span{i, i + w})
			i += w
		}
		if w := size(b[e.sameB:e.endB]); w > 0 {
			inNew = append(inNew, Span{j, j + w})
			j += w
		}
	}
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
