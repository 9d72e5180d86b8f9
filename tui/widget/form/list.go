package form

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"zco/tui/draw/screen"
)

// Mark is what an item shows before its label.
type Mark uint8

// The marks. A list in which no item has one has no column for them.
const (
	NoMark Mark = iota
	Blank       // the room of a mark
	Off
	On
)

// Item is one line of a List.
type Item struct {
	Label    string // what a person reads and filters
	Hint     string // an aside behind it, found by the filter as well
	Right    string // at the right edge, such as a key
	Keywords string // found by the filter, not shown
	Disabled string // why the item cannot be taken, or ""
	Mark     Mark
}

// List is a list to choose from, filtered by typing: for palettes, menus and
// the editors of choices. The zero List is empty.
type List struct {
	NoFilter    bool   // whether letters are left to the caller
	Placeholder string // shown while the filter is empty
	Empty       string // shown when there are no items at all
	SayMore     bool   // whether the filter's row says how many items are below those drawn

	// Item draws an item otherwise than by its label, hint and right; the
	// gutter of two cells is the list's.
	Item func(a screen.Area, i int, under bool)

	items  []Item
	hay    hay
	marks  bool
	hits   []hit
	at     int // the hit under the cursor
	view   Viewport
	drawn  screen.Rect
	filter Line

	touched bool // the cursor was moved by a key
}

// SetItems replaces the items, keeping the filter and, where the item under
// the cursor is still there, the cursor.
func (l *List) SetItems(items []Item) {
	l.settle()
	old, had := l.current()
	l.items, l.hay = items, newHay(items)
	l.marks = slices.ContainsFunc(items, func(it Item) bool { return it.Mark != NoMark })
	l.refilter()
	if !had {
		return
	}
	if i := slices.IndexFunc(items, func(it Item) bool { return it.Label == old.Label && it.Hint == old.Hint }); i >= 0 {
		l.Select(i)
	}
}

// setMark changes the mark of one item.
func (l *List) setMark(i int, m Mark) { l.items[i].Mark = m }

// Items returns the items as they were set; they must not be changed.
func (l *List) Items() []Item { return l.items }

// Len returns how many items the filter lets through.
func (l *List) Len() int { return len(l.hits) }

// Fit says how many rows will be drawn: what is asked before the first drawing
// holds for it.
func (l *List) Fit(rows int) { l.view.Fit(rows-l.head(), l.at, len(l.hits)) }

// Below returns how many items follow those drawn last.
func (l *List) Below() int { return max(len(l.hits)-l.first()-l.view.Page(), 0) }

// first is the first hit on the screen.
func (l *List) first() int { return l.view.Top(l.at, len(l.hits)) }

// settle is called before the cursor or the items change.
func (l *List) settle() { l.view.Settle(l.at, len(l.hits)) }

// Filter returns what was typed to filter by.
func (l *List) Filter() string { return l.filter.Text() }

// SetFilter filters by a text and puts the cursor on the best match.
func (l *List) SetFilter(s string) {
	l.filter.SetText(s)
	l.filtered()
}

func (l *List) refilter() {
	l.hits = l.hay.filter(l.filter.Text())
	l.at = max(min(l.at, len(l.hits)-1), 0)
}

// Selected returns the index of the item under the cursor, and false when
// there is none.
func (l *List) Selected() (int, bool) {
	if l.at >= len(l.hits) {
		return 0, false
	}
	return l.hits[l.at].index, true
}

func (l *List) current() (Item, bool) {
	i, ok := l.Selected()
	if !ok {
		return Item{}, false
	}
	return l.items[i], true
}

// Select puts the cursor on an item, if the filter lets it through.
func (l *List) Select(i int) {
	if at := slices.IndexFunc(l.hits, func(h hit) bool { return h.index == i }); at >= 0 {
		l.settle()
		l.at = at
	}
}

// At returns the index of the item drawn in a row of the list, counted from
// the top of the area it was drawn in last, and false for any other row.
func (l *List) At(row int) (int, bool) {
	n := row - l.head()
	if n < 0 || n >= l.view.Page() || l.first()+n >= len(l.hits) {
		return 0, false
	}
	return l.hits[l.first()+n].index, true
}

// Click puts the cursor on the item drawn at a cell of the screen, and returns
// whether there is one and it can be taken.
func (l *List) Click(x, y int) bool {
	i, ok := l.At(y - l.drawn.Y)
	if !ok || !l.drawn.Contains(x, y) {
		return false
	}
	l.Select(i)
	l.touched = true
	return l.items[i].Disabled == ""
}

// Height returns the rows of the filter and of all items.
func (l *List) Height(int) int { return l.head() + max(len(l.hits), 1) }

// head returns the rows above the items.
func (l *List) head() int {
	if l.NoFilter {
		return 0
	}
	return 1
}

// Key takes a key: moves, enter, and letters for the filter. Enter is Done
// when the item under the cursor can be taken, else it stays Handled: the
// item's line says why not.
func (l *List) Key(k tea.KeyPressMsg) Outcome {
	s := stroke(k)
	if typed(k) == "" {
		if l.moved(s) {
			return Handled
		}
		switch s {
		case "enter":
			if it, ok := l.current(); !ok || it.Disabled != "" {
				return Handled
			}
			return Done
		case "esc", "tab", "shift+tab":
			return leaving(s)
		}
	}
	if l.NoFilter {
		return Unhandled
	}
	before := l.filter.Text()
	out := l.filter.Key(k)
	if l.filter.Text() != before {
		l.filtered()
	}
	return out
}

// filtered filters anew after the filter's text changed.
func (l *List) filtered() {
	l.refilter()
	l.at = 0
}

// Paste puts text into the filter, on one line.
func (l *List) Paste(s string) Outcome {
	if l.NoFilter {
		return Unhandled
	}
	l.filter.Paste(joinLines(strings.Split(cleanPaste(s), "\n")))
	l.filtered()
	return Handled
}

func (l *List) moved(s string) bool {
	to, page := l.at, max(l.view.Page()-1, 1)
	switch s {
	case "up", "ctrl+p":
		to--
	case "down", "ctrl+n":
		to++
	case "pgup":
		to -= page
	case "pgdown":
		to += page
	case "home":
		to = 0
	case "end":
		to = len(l.hits)
	default:
		return false
	}
	l.settle()
	l.at = max(min(to, len(l.hits)-1), 0)
	l.touched = true
	return true
}
