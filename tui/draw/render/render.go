// Package render turns one frame of cells into the next with few bytes: from
// what a terminal shows and what it should show it makes the sequences that
// change the one into the other.
//
// It writes nothing itself and knows no program. The rules that a newcomer
// would break: nothing is assumed of the screen after Forget; no cell is
// reached relatively behind one whose width terminals disagree on, nor from
// the last column; no background comes by erasing or scrolling, no movement by
// tabs.
package render

import (
	"slices"

	"github.com/charmbracelet/colorprofile"

	"zco/tui/draw/screen"
	"zco/tui/draw/text"
)

// Features are what a terminal is known to do beyond what all do.
type Features struct {
	Sync    bool                 // frames shown at once (mode 2026)
	Margins bool                 // left and right margins (mode 69)
	Repeat  bool                 // REP, CSI b
	Erase   bool                 // ECH, CSI X
	Zeros   bool                 // a parameter that is left out is not the default (dvtm): all are written
	Scroll  bool                 // SU and SD, CSI S and T; else by line feeds at the margins
	Colours colorprofile.Profile // what colours there are; the zero value is all
	Still   bool                 // nothing is to be scrolled: a reader of screens speaks what moves
}

// Renderer holds what a terminal shows. It is used by one goroutine at a time.
type Renderer struct {
	Features
	known         bool
	width, height int
	shown, next   []screen.Cell
	scratch       []screen.Cell
	loss          int // see worth
	epoch         uint64
	styles        *styles
	pen           pen
	cursor        screen.Cursor
	cursorKnown   bool
}

// New returns a renderer for a terminal of which nothing is known but f.
func New(f Features) *Renderer { return &Renderer{Features: f} }

// Forget makes the next frame assume nothing of what the terminal shows: it
// was resized, or something else wrote to it.
func (r *Renderer) Forget() { r.known, r.cursorKnown, r.pen.styled = false, false, false }

// Render returns what makes the terminal show a frame with the cursor where it
// belongs; nothing where it does already.
func (r *Renderer) Render(s *screen.Snapshot, cursor screen.Cursor) []byte {
	if r.styles == nil || r.styles.sheet != s.Sheet {
		r.styles = newStyles(s.Sheet, r.Features)
		r.known = false
	}
	if r.width != s.Width || r.height != s.Height || r.epoch != s.Epoch {
		r.known = false
	}
	r.next = append(r.next[:0], s.Cells...)
	for i, c := range r.next {
		if c.R == ' ' {
			r.next[i].Style = r.styles.blank(c.Style)
		}
	}
	base := r.pen
	base.r, base.s, base.w, base.h, base.out = r, s, s.Width, s.Height, nil
	if !r.known {
		base.clear()
		r.shown = slices.Repeat([]screen.Cell{{R: ' '}}, len(r.next))
		r.known, r.width, r.height, r.epoch = true, s.Width, s.Height, s.Epoch
	}
	start := len(base.out)
	best := r.draw(base, r.shown)
	if len(best.out)-start > leastScrolled && !r.Still {
		best = r.scrolled(base, best)
	}
	r.shown, r.next = r.next, r.shown
	changed := len(best.out) - start
	out := best.finish(cursor, changed)
	r.pen = best
	r.pen.out, r.pen.s = nil, nil
	return out
}

// draw returns the pen after the frame was drawn over cells that are shown.
func (r *Renderer) draw(p pen, shown []screen.Cell) pen {
	p.out = append(make([]byte, 0, 512), p.out...) // pens that try other ways share what they began with
	for y := range p.h {
		old, row := shown[y*p.w:(y+1)*p.w], r.next[y*p.w:(y+1)*p.w]
		if !slices.Equal(old, row) {
			p.row(y, old, row)
		}
	}
	return p
}

// certain reports whether all terminals agree on the width of a cell.
func (p *pen) certain(c screen.Cell) bool {
	switch {
	case c.R >= ' ' && c.R < 0x7f:
		return true
	case c.R >= 0:
		return c.R == 0 || text.Certain(c.R)
	}
	return text.CertainCluster(p.s.Cluster(c))
}

// finish puts the cursor where it belongs and frames what was written.
func (p *pen) finish(cursor screen.Cursor, changed int) []byte {
	r := p.r
	if cursor.Shown && (cursor.X < 0 || cursor.X >= p.w || cursor.Y < 0 || cursor.Y >= p.h) {
		cursor.Shown = false
	}
	hide := r.cursorKnown && r.cursor.Shown && (!cursor.Shown || changed > framed && !r.Sync) || !r.cursorKnown
	shown := r.cursorKnown && r.cursor.Shown && !hide
	if cursor.Shown {
		p.moveTo(cursor.X, cursor.Y)
		if !shown {
			p.out = append(p.out, showCursor...)
		}
	}
	r.cursor, r.cursorKnown = cursor, true
	if len(p.out) == 0 && !hide {
		return nil
	}
	var out []byte
	sync := r.Sync && len(p.out) > framed
	if sync {
		out = append(out, beginSync...)
	}
	if hide {
		out = append(out, hideCursor...)
	}
	out = append(out, p.out...)
	if sync {
		out = append(out, endSync...)
	}
	return out
}

// framed is from how many bytes on a frame is worth the 16 bytes that let it be
// shown at once: less comes in one piece anyway.
const framed = 64

const (
	beginSync  = "\x1b[?2026h"
	endSync    = "\x1b[?2026l"
	hideCursor = "\x1b[?25l"
	showCursor = "\x1b[?25h"
)
