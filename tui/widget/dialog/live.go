package dialog

import (
	"zco/tui/draw/screen"
	"zco/tui/draw/text"
	"zco/tui/pane"
)

// Live shows lines to read and scroll that are made anew for each frame, such
// as those with names that are still being asked for.
type Live struct {
	Reader
	make func() []string
}

// NewLive returns a dialog over lines that may change; long ones are wrapped.
func NewLive(env *pane.Env, title string, make func() []string) *Live {
	return &Live{Reader: Reader{env: env, title: title}, make: make}
}

const liveWidth = 76

func (d *Live) fill(w int) {
	d.lines = d.lines[:0]
	for _, l := range d.make() {
		d.lines = append(d.lines, text.Wrap(l, w, text.Clusters)...)
	}
}

// Size implements pane.Dialog.
func (d *Live) Size(w, h int) (int, int) {
	d.fill(min(liveWidth, w))
	return min(liveWidth, w), min(max(len(d.lines), 1), h)
}

// Draw implements pane.Dialog.
func (d *Live) Draw(a screen.Area) screen.Cursor {
	d.fill(a.W)
	return d.Reader.Draw(a)
}
