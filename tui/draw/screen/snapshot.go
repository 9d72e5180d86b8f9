package screen

import "slices"

// Snapshot is a frame by itself: nothing that is drawn later changes it. What
// is not exported is shared with the canvas, which only ever appends to it.
type Snapshot struct {
	Width, Height int
	Cells         []Cell // row by row
	Sheet         *Sheet
	Epoch         uint64 // cells of two snapshots mean the same if it is equal

	ext []string
}

// Snapshot copies the frame into s, whose memory it uses again.
func (c *Canvas) Snapshot(s *Snapshot) {
	cells := slices.Grow(s.Cells[:0], len(c.cells))
	*s = Snapshot{c.width, c.height, append(cells, c.cells...), c.sheet, c.epoch, c.ext}
}

// Append appends what a cell shows to b: nothing for the right half of a wide
// character.
func (s *Snapshot) Append(b []byte, c Cell) []byte { return appendCell(b, c, s.ext) }

// Cluster returns what a cell of several runes shows.
func (s *Snapshot) Cluster(c Cell) string { return s.ext[-c.R-1] }
