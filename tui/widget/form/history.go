package form

import (
	"slices"
	"unicode"
	"unicode/utf8"
)

// kind groups changes: neighbouring ones of a kind are undone together, word
// by word.
type kind uint8

const (
	alone kind = iota // never joined to another
	typing
	erase
)

// change puts ins in the place of del.
type change struct {
	at       int
	del, ins string
	before   int // the cursor before the change
	kind     kind
}

func (c change) reverse() change {
	return change{at: c.at, del: c.ins, ins: c.del, before: c.before, kind: alone}
}

// maxChanges bounds what is kept; older changes can no longer be undone.
const maxChanges = 2000

// history is the changes done to a text and those taken back.
type history struct {
	done, undone []change
	sealed       bool // the next change begins a group
}

// seal ends the group: what is typed after a move is undone by itself.
func (h *history) seal() { h.sealed = true }

func (h *history) record(c change) {
	h.undone = nil
	if !h.sealed && h.join(c) {
		return
	}
	h.sealed = false
	if len(h.done) == maxChanges {
		h.done = slices.Delete(h.done, 0, maxChanges/4)
	}
	h.done = append(h.done, c)
}

// join makes c part of the last change where both are of one word.
func (h *history) join(c change) bool {
	if len(h.done) == 0 || c.kind == alone {
		return false
	}
	last := &h.done[len(h.done)-1]
	switch {
	case last.kind != c.kind:
		return false
	case c.kind == typing && c.at == last.at+len(last.ins):
		if endsBlank(last.ins) && !endsBlank(c.ins) {
			return false
		}
		last.ins += c.ins
	case c.kind == erase && c.at+len(c.del) == last.at:
		if first, _ := utf8.DecodeRuneInString(last.del); !unicode.IsSpace(first) && endsBlank(c.del) {
			return false
		}
		last.del, last.at = c.del+last.del, c.at
	case c.kind == erase && c.at == last.at:
		last.del += c.del
	default:
		return false
	}
	return true
}

func endsBlank(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return unicode.IsSpace(r)
}

// undo takes the last change back and returns what does it.
func (h *history) undo() []change {
	if len(h.done) == 0 {
		return nil
	}
	c := h.done[len(h.done)-1]
	h.done = h.done[:len(h.done)-1]
	h.undone = append(h.undone, c)
	h.sealed = true
	return []change{c.reverse()}
}

// redo does the change taken back last once more.
func (h *history) redo() []change {
	if len(h.undone) == 0 {
		return nil
	}
	c := h.undone[len(h.undone)-1]
	h.undone = h.undone[:len(h.undone)-1]
	h.done = append(h.done, c)
	c.before = c.at + len(c.ins)
	return []change{c}
}
