package objects

import (
	"slices"
	"strings"

	"github.com/sahilm/fuzzy"

	"zco/tui/domain/collection"
	"zco/tui/draw/screen"
	"zco/tui/draw/text"
	"zco/tui/pane"
)

// line is one line of the list: a heading, a collection, or something below
// it.
type line struct {
	heading string
	col     *collection.Collection
	child   *pane.Child
	hits    []int // the bytes of the title that the filter matched
}

// Rebuild lays the lines out anew: after the list, the filter or what stands
// under the collections changed. The cursor stays on its collection.
func (m *Model) Rebuild() {
	was := line{}
	if m.cursor < len(m.lines) {
		was = m.lines[m.cursor]
	}
	m.lines = m.build()
	for i, l := range m.lines {
		if was.col != nil && l.col != nil && l.col.ID == was.col.ID && (l.child == nil) == (was.child == nil) {
			m.moveTo(i)
			return
		}
	}
	m.moveTo(m.cursor)
}

// build makes the lines: under headings in their order, or as the filter
// rates them.
func (m *Model) build() []line {
	if m.filter.Text() != "" {
		matches := fuzzy.FindFrom(m.filter.Text(), titles(m.list))
		out := make([]line, len(matches))
		for i, match := range matches {
			out[i] = line{col: m.list[match.Index], hits: match.MatchedIndexes}
		}
		return out
	}
	var out []line
	heading := ""
	for _, c := range m.list {
		if c.Group != heading && c.Group != "" {
			heading = c.Group
			out = append(out, line{heading: heading})
		}
		out = append(out, line{col: c})
		if m.under == nil {
			continue
		}
		for _, child := range m.under(c.ID) {
			out = append(out, line{col: c, child: &child})
		}
	}
	return out
}

// countRoom is kept beside the title of an object for how many records it has,
// so that the list keeps its width when that is known.
const countRoom = len("100,000")

// sentenceRoom is what it takes to say why there is no list.
const sentenceRoom = 30

// Width returns the cells that the titles and counts fill, whatever the filter
// leaves of them.
func (m *Model) Width() int {
	if len(m.list) == 0 {
		return sentenceRoom
	}
	w := 0
	for _, c := range m.list {
		right := text.Width(m.right(line{col: c}), text.Clusters)
		if c.Family == "" {
			right = max(right, countRoom)
		}
		w = max(w, 1+text.Width(c.Title, text.Clusters)+1+right)
		if m.under == nil {
			continue
		}
		for _, child := range m.under(c.ID) {
			w = max(w, 3+text.Width(child.Title, text.Clusters)+1+text.Width(child.Right, text.Clusters))
		}
	}
	return w
}

type titles []*collection.Collection

// String is what the filter looks at: the title first, so that its matches
// can be shown.
func (t titles) String(i int) string { return t[i].Title + " " + t[i].ID }
func (t titles) Len() int            { return len(t) }

// moveTo puts the cursor on a line, past a heading in the direction it moves.
func (m *Model) moveTo(i int) {
	last := len(m.lines) - 1
	by := 1
	if i < m.cursor {
		by = -1
	}
	for range 2 {
		for i >= 0 && i <= last && m.lines[i].heading != "" {
			i += by
		}
		if i >= 0 && i <= last {
			break
		}
		i, by = max(min(i, last), 0), -by
	}
	m.cursor = max(min(i, last), 0)
	m.scroll()
}

// scroll moves the lines so that the cursor is on the screen.
func (m *Model) scroll() { m.top = m.topOf(m.height()) }

// topOf is the first line to show on so many rows, so that the cursor is among
// them, and with the first collection of a heading the heading.
func (m *Model) topOf(height int) int {
	want := m.cursor
	if want > 0 && m.lines[want-1].heading != "" {
		want--
	}
	top := min(m.top, want)
	if height > 0 && m.cursor >= top+height {
		top = m.cursor - height + 1
	}
	return max(min(top, len(m.lines)-height), 0)
}

// followDefinition keeps the list in step with the rows that its collections stand for:
// a custom object that was made, renamed or deleted here.
func (m *Model) followDefinition(of *collection.Collection, msg pane.Changed) {
	it := msg.Item
	if it.ID == "" {
		it.ID = msg.Ref.ID
	}
	stands := of.Child(it)
	at := slices.IndexFunc(m.list, func(c *collection.Collection) bool { return c.ID == stands.ID })
	switch {
	case msg.Deleted && at >= 0:
		m.list = slices.Delete(slices.Clone(m.list), at, at+1)
	case msg.Deleted:
		return
	case at >= 0:
		m.list = slices.Clone(m.list)
		m.list[at] = stands
	default:
		m.list = slices.Insert(slices.Clone(m.list), m.placeOf(stands), stands)
	}
	m.Rebuild()
}

// placeOf is where a new collection goes in the list: among those of its
// heading, by title.
func (m *Model) placeOf(c *collection.Collection) int {
	for i, other := range m.list {
		if other.Group != c.Group || strings.ToLower(other.Title) > strings.ToLower(c.Title) {
			return i
		}
	}
	return len(m.list)
}

// SetArea tells where on the screen the pane is; an empty area says that it is
// covered, and comes back as it was.
func (m *Model) SetArea(r screen.Rect) {
	if r.W > 0 && r.H > 0 {
		m.area = r
		m.scroll()
	}
}

// height is how many lines there is room for, between the head and what the
// foot says of the line under the cursor.
func (m *Model) height() int {
	rows := max(m.area.H-1, 0)
	return rows - m.footHeight(m.area.W, rows)
}
