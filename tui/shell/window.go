package shell

import (
	"zco/tui/draw/screen"
	"zco/tui/draw/text"
	"zco/tui/pane"
)

// placed is a dialog that says itself where it lies.
type placed interface {
	Place(full screen.Rect) screen.Rect
}

// footed is a dialog that names the keys for the foot of its frame.
type footed interface{ Footer() []pane.Hint }

// footer is what stands in the foot of a dialog's frame.
func footer(d pane.Dialog) []pane.Hint {
	if f, ok := d.(footed); ok {
		return f.Footer()
	}
	return nil
}

// The frame of a dialog: its sides with a blank inside each, and the least
// that is inside.
const (
	frameWidth  = 4
	frameHeight = 2
	leastInside = 10
)

// DrawDialog lays a dialog over the panes as a window: a frame with the title
// in its head and the keys in its foot, and a blank beside it, so that nothing
// of what lies below touches it.
func DrawDialog(env *pane.Env, a screen.Area, d pane.Dialog) screen.Cursor {
	if p, ok := d.(placed); ok {
		r := p.Place(a.Rect)
		return d.Draw(a.Sub(r.X, r.Y, r.W, r.H))
	}
	a.Cover() // what lies below takes no clicks
	w, h := d.Size(a.W-frameWidth, a.H-frameHeight)
	foot := footer(d)
	w = max(w, leastInside, min(text.Width(d.Title(), a.Method())+2, a.W-frameWidth), min(pane.HintsWidth(foot)+2, a.W-frameWidth))
	box := a.Centered(w+frameWidth, h+frameHeight)
	a.Sub(box.X-a.X-1, box.Y-a.Y, box.W+2, box.H).Fill(env.Theme.Text)
	return d.Draw(drawFrame(env, box, d.Title(), foot))
}

// drawFrame draws the frame of a window and returns its inside. A screen reader
// gets the title and the keys as lines of their own, and no frame.
func drawFrame(env *pane.Env, box screen.Area, title string, foot []pane.Hint) screen.Area {
	th := env.Theme
	last := box.H - 1
	if env.Plain || !th.Glyphs.Lines {
		box.TextCut(0, 0, box.W, th.Strong, title)
		env.DrawHints(box, last, foot)
		return box.Sub(2, 1, box.W-frameWidth, box.H-frameHeight)
	}
	box.Box(th.Text, th.BorderFocus, title)
	x := 2
	for _, h := range pane.FitHints(foot, box.W-frameWidth-1) {
		box.Text(x, last, th.Text, " ")
		x = h.Draw(box, x+1, last, th)
		x = box.Text(x, last, th.Text, " ") + 1
	}
	return box.Sub(2, 1, box.W-frameWidth, box.H-frameHeight)
}
