package help

import (
	"strings"

	"zco/tui/draw/screen"
	"zco/tui/draw/text"
)

// The sheet in cells: the search and what is wrong with the action under the
// cursor above, columns below.
const (
	headRows = 2
	gap      = 3  // between columns
	least    = 46 // of a column
	most     = 68
	keysRoom = 14 // of a column: the keys before what they do
	columns  = 3  // at most
)

// place is where an entry is: its column, and the row in it.
type place struct{ col, row int }

// layout is where all entries and headings are.
type layout struct {
	cols, rows, width int
	places            []place // of the entries shown
	heads             map[place]string
}

// lay puts the groups into columns, none parted from its heading; a group goes
// into the next column where the present one has its share.
func (d *Dialog) lay(w int) layout {
	shown := d.shown()
	var sizes []int
	for i, e := range shown {
		if i == 0 || shown[i-1].group != e.group {
			sizes = append(sizes, 2) // its heading, and a blank before the next
		}
		sizes[len(sizes)-1]++
	}
	cols := max(min((w+gap)/(least+gap), columns, len(sizes)), 1)
	return arranged(shown, cols, share(sizes, cols), min((w-(cols-1)*gap)/cols, most))
}

// share is the least height of columns that takes groups of so many rows in
// their order.
func share(sizes []int, cols int) int {
	sum, tallest := 0, 0
	for _, n := range sizes {
		sum += n
		tallest = max(tallest, n)
	}
	for height := max(sum/cols, tallest); height < sum; height++ {
		used, col := 0, 1
		for _, n := range sizes {
			if used+n > height && used > 0 {
				used, col = 0, col+1
			}
			used += n
		}
		if col <= cols {
			return height
		}
	}
	return sum
}

// arranged places entries into columns of a height.
func arranged(shown []entry, cols, height, width int) layout {
	l := layout{cols: cols, width: width, heads: map[place]string{}}
	col, row := 0, 0
	for i := 0; i < len(shown); {
		n := 1
		for i+n < len(shown) && shown[i+n].group == shown[i].group {
			n++
		}
		if row > 0 && row+n+2 > height && col+1 < cols {
			col, row = col+1, 0
		}
		l.heads[place{col, row}] = shown[i].group
		for k := range n {
			l.places = append(l.places, place{col, row + 1 + k})
		}
		row += n + 2
		l.rows = max(l.rows, row-1)
		i += n
	}
	return l
}

// beside is the entry in the column beside that of entry i, nearest to its row.
func (l layout) beside(i, by int) int {
	if i >= len(l.places) {
		return i
	}
	at, best := l.places[i], i
	for k, p := range l.places {
		if p.col == at.col+by && (best == i || abs(p.row-at.row) < abs(l.places[best].row-at.row)) {
			best = k
		}
	}
	return best
}

func abs(n int) int { return max(n, -n) }

// Size implements pane.Dialog.
func (d *Dialog) Size(w, h int) (int, int) {
	l := d.layAll(w)
	return min(l.cols*(l.width+gap)-gap, w), min(l.rows+headRows, h)
}

// layAll is the layout of the whole sheet, which keeps its size while one
// searches.
func (d *Dialog) layAll(w int) layout {
	whole := *d
	whole.filter.SetText("")
	return whole.lay(w)
}

// Draw implements pane.Dialog.
func (d *Dialog) Draw(a screen.Area) screen.Cursor {
	th := d.env.Theme
	d.drawn = a.Rect
	head, body := a.Top(headRows)
	cursor := d.filter.Draw(head.Row(0), th)
	l, shown := d.lay(a.W), d.shown()
	if len(shown) == 0 {
		body.TextCut(0, 0, body.W, th.Muted, "No match")
		return cursor
	}
	top := d.first(l, body.H)
	if e, ok := d.current(); ok && e.why != "" {
		head.TextCut(0, 1, head.W, th.Warn, th.Glyphs.Warned+" "+text.Sentence(e.Title)+": "+e.why)
	}
	for at, title := range l.heads {
		body.Sub(at.col*(l.width+gap), 0, l.width, body.H).TextCut(1, at.row-top, l.width-1, th.Label, title)
	}
	for i, e := range shown {
		p := l.places[i]
		d.drawEntry(body.Sub(p.col*(l.width+gap), 0, l.width, body.H), p.row-top, e, i == d.cursor)
	}
	if top > 0 {
		body.Text(body.W-1, 0, th.Key, th.Glyphs.Ascending)
	}
	if top+body.H < l.rows {
		body.Text(body.W-1, body.H-1, th.Key, th.Glyphs.Descending)
	}
	return cursor
}

// first is the first of h rows on the screen: the cursor is on it, with the
// heading above the first of a group.
func (d *Dialog) first(l layout, h int) int {
	row := l.places[min(d.cursor, len(l.places)-1)].row
	return max(min(d.top, row-1, l.rows-h), row-h+1, 0)
}

// settle keeps what is on the screen where it is while the cursor moves in it.
func (d *Dialog) settle() {
	if h := d.drawn.H - headRows; h > 0 && len(d.shown()) > 0 {
		d.top = d.first(d.lay(d.drawn.W), h)
	}
}

func (d *Dialog) drawEntry(a screen.Area, y int, e entry, current bool) {
	th := d.env.Theme
	if y < 0 || y >= a.H {
		return
	}
	keys := e.keys
	if text.Width(keys, a.Method()) > keysRoom {
		keys, _, _ = strings.Cut(keys, " ")
	}
	what, keyed := th.Text, th.Key
	if e.why != "" {
		what, keyed = th.Muted, th.Muted
	}
	if current {
		a.Text(0, y, th.Gutter, th.Glyphs.Cursor)
		what = th.Cursor
	}
	a.TextRight(1, y, keysRoom, keyed, keys)
	x := a.TextCut(keysRoom+3, y, a.W-keysRoom-3, what, text.Sentence(e.Title))
	if e.why != "" && x+4 < a.W {
		a.TextCut(x+2, y, a.W-x-2, th.Muted, text.Sentence(e.why))
	}
}
