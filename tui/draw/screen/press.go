package screen

// Press is what a click on some cells of a frame stands for. It is part of the
// frame, as the cells are: who draws a key says where, and a click there is a
// press of it.
type Press struct {
	Rect
	Key    string // by its name, such as "ctrl+s"; "" covers what lies below
	Action string // what the key runs in the panes, "" where it is only a key
}

// Press says what a click on w cells of row y from column x stands for. What
// is said later lies on top.
func (a Area) Press(x, y, w int, key, action string) {
	if r := a.Sub(x, y, w, 1).Rect; a.canvas != nil && r.W > 0 && r.H > 0 {
		a.canvas.presses = append(a.canvas.presses, Press{r, key, action})
	}
}

// Cover takes away what clicks on a stood for.
func (a Area) Cover() {
	if a.canvas != nil {
		a.canvas.presses = append(a.canvas.presses, Press{Rect: a.Rect})
	}
}

// Pressed returns what a click on a cell of the frame stands for.
func (c *Canvas) Pressed(x, y int) (Press, bool) {
	for i := len(c.presses) - 1; i >= 0; i-- {
		if p := c.presses[i]; p.Contains(x, y) {
			return p, p.Key != "" || p.Action != ""
		}
	}
	return Press{}, false
}

// Presses returns what can be clicked in the frame, in the order it was drawn.
func (c *Canvas) Presses() []Press {
	var out []Press
	for _, p := range c.presses {
		if top, on := c.Pressed(p.X, p.Y); on && top == p {
			out = append(out, p)
		}
	}
	return out
}
