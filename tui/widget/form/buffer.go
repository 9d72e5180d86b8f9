package form

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"zco/tui/draw/text"
)

// buffer is text with a cursor that stands between clusters, never inside
// one, and the changes made to it. The zero buffer is empty.
type buffer struct {
	s    string
	pos  int // of the cursor, in bytes
	past history
}

// reset replaces the text and forgets the changes.
func (b *buffer) reset(s string) { *b = buffer{s: s, pos: len(s)} }

// replace puts ins in the place of the bytes from..to, with the cursor after
// it, and records the change. The kind tells which changes are undone as one.
func (b *buffer) replace(from, to int, ins string, k kind) {
	if from == to && ins == "" {
		return
	}
	b.past.record(change{at: from, del: b.s[from:to], ins: ins, before: b.pos, kind: k})
	b.s = b.s[:from] + ins + b.s[to:]
	b.pos = from + len(ins)
	b.settle()
}

// settle moves the cursor out of a cluster that a change has joined.
func (b *buffer) settle() {
	if !b.isBoundary(b.pos) {
		b.pos = b.after(b.before(b.pos))
	}
}

func (b *buffer) insert(s string, k kind) { b.replace(b.pos, b.pos, s, k) }

func (b *buffer) undo() { b.travel(b.past.undo()) }
func (b *buffer) redo() { b.travel(b.past.redo()) }

// travel applies changes that are already in the history.
func (b *buffer) travel(steps []change) {
	for _, c := range steps {
		b.s = b.s[:c.at] + c.ins + b.s[c.at+len(c.del):]
		b.pos = c.before
	}
	b.settle()
}

// unit returns the bytes of the cluster at the head of s. A line end of two
// characters is one unit.
func unit(s string) int {
	if len(s) > 1 && s[0] == '\r' && s[1] == '\n' {
		return 2
	}
	n, _ := text.First(s, text.Clusters)
	return n
}

// anchor returns a boundary at or before i that can be told without reading
// the text from its beginning: one between two characters that never join.
func (b *buffer) anchor(i int) int {
	i = min(i, len(b.s)-1)
	if i <= 0 {
		return 0
	}
	for !utf8.RuneStart(b.s[i]) && i > 0 {
		i--
	}
	next, _ := utf8.DecodeRuneInString(b.s[i:])
	for i > 0 {
		prev, size := utf8.DecodeLastRuneInString(b.s[:i])
		if text.Simple(next) && text.Simple(prev) && (prev != '\r' || next != '\n') {
			return i
		}
		next, i = prev, i-size
	}
	return 0
}

// before returns the last boundary before i, or 0.
func (b *buffer) before(i int) int {
	if i <= 0 {
		return 0
	}
	at := b.anchor(i - 1)
	for {
		next := at + unit(b.s[at:])
		if next >= i {
			return at
		}
		at = next
	}
}

// after returns the first boundary after the boundary i, or the end.
func (b *buffer) after(i int) int {
	if i >= len(b.s) {
		return len(b.s)
	}
	return i + unit(b.s[i:])
}

func (b *buffer) isBoundary(i int) bool {
	at := b.anchor(i)
	for at < i {
		at += unit(b.s[at:])
	}
	return at == i
}

// wordBefore returns where the word before i begins, wordAfter where the word
// after i ends.
func (b *buffer) wordBefore(i int) int {
	in := false
	for i > 0 {
		starts := b.starts(i)
		for n := len(starts) - 1; n >= 0; n-- {
			w := isWord(b.s[starts[n]:i])
			if in && !w {
				return i
			}
			in = in || w
			i = starts[n]
		}
	}
	return 0
}

// starts returns where some of the clusters before i begin, in order, so that
// walking back over many costs no more than reading them.
func (b *buffer) starts(i int) []int {
	var out []int
	for at := b.anchor(i - 256); at < i; at += unit(b.s[at:]) {
		out = append(out, at)
	}
	return out
}

func (b *buffer) wordAfter(i int) int {
	in := false
	for i < len(b.s) {
		next := b.after(i)
		if w := isWord(b.s[i:next]); in && !w {
			return i
		} else if w {
			in = true
		}
		i = next
	}
	return len(b.s)
}

func isWord(cluster string) bool {
	r, _ := utf8.DecodeRuneInString(cluster)
	return unicode.IsLetter(r) || unicode.IsNumber(r) || r == '_' || unicode.IsMark(r)
}

// spaceBefore returns where what ctrl+w takes begins: back to the last blank.
func (b *buffer) spaceBefore(i int) int {
	s := strings.TrimRightFunc(b.s[:i], unicode.IsSpace)
	at := strings.LastIndexFunc(s, unicode.IsSpace)
	if at < 0 {
		return 0
	}
	_, size := utf8.DecodeRuneInString(s[at:])
	at += size
	if !b.isBoundary(at) {
		at = b.before(at)
	}
	return at
}

// lineStart and lineEnd are the ends of the line that holds i.
func (b *buffer) lineStart(i int) int { return strings.LastIndexByte(b.s[:i], '\n') + 1 }

func (b *buffer) lineEnd(i int) int {
	n := strings.IndexByte(b.s[i:], '\n')
	if n < 0 {
		return len(b.s)
	}
	if n > 0 && b.s[i+n-1] == '\r' {
		n--
	}
	return i + n
}

// edit does the keys that all texts share, within the bytes from..to: those of
// the line the cursor is on. It reports whether the key was one of them.
func (b *buffer) edit(stroke string, from, to int) bool {
	if b.move(stroke, from, to) {
		b.past.seal()
		return true
	}
	p := b.pos
	switch stroke {
	case "backspace":
		b.replace(b.before(p), p, "", erase)
	case "delete", "ctrl+d":
		b.replace(p, b.after(p), "", erase)
	case "ctrl+w":
		b.replace(b.spaceBefore(p), p, "", alone)
	case "alt+backspace", "ctrl+backspace":
		b.replace(b.wordBefore(p), p, "", alone)
	case "alt+d", "ctrl+delete", "alt+delete":
		b.replace(p, b.wordAfter(p), "", alone)
	case "ctrl+u":
		b.replace(min(from, p), p, "", alone)
	case "ctrl+k":
		b.replace(p, max(to, p), "", alone)
	case "ctrl+z", "ctrl+_", "ctrl+/":
		b.undo()
	case "ctrl+y", "ctrl+shift+z":
		b.redo()
	default:
		return false
	}
	return true
}

func (b *buffer) move(stroke string, from, to int) bool {
	switch stroke {
	case "left", "ctrl+b":
		b.pos = b.before(b.pos)
	case "right", "ctrl+f":
		b.pos = b.after(b.pos)
	case "ctrl+left", "alt+left", "alt+b":
		b.pos = b.wordBefore(b.pos)
	case "ctrl+right", "alt+right", "alt+f":
		b.pos = b.wordAfter(b.pos)
	case "home", "ctrl+a":
		b.pos = from
	case "end", "ctrl+e":
		b.pos = to
	default:
		return false
	}
	return true
}
