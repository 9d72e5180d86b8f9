package record

import (
	"strconv"
	"time"

	tea "charm.land/bubbletea/v2"

	"zco/tui/domain/collection"
	"zco/tui/draw/screen"
	"zco/tui/pane"
	"zco/tui/work"
)

// related is what points at the record shown: below its fields stands a line
// for each relation, with how many rows there are. It is read once the record
// has been looked at for a while, and given up as another is shown.
type related struct {
	ref      collection.Ref // that it is about
	pointing []collection.Pointing
	counts   []work.Pointing // Count is -1 where it is not known yet
	next     int             // the relation to count next
}

// countsAtOnce is how many relations are counted at the same time.
const countsAtOnce = 4

// How many rests a record is looked at before what points at it is counted: one
// that has the focus, and one beside the table that the cursor is on.
const (
	countsSoon = 2
	countsLate = 10
)

// relatedDue says that a record has been looked at for long enough.
type relatedDue struct{ ref collection.Ref }

// awaitRelated forgets what pointed at another record, and asks in a while.
func (m *Model) awaitRelated() tea.Cmd {
	m.in.Cancel("related")
	filing{m}.forget()
	for i := range m.related.pointing {
		m.in.Cancel(countSlot(i))
	}
	if m.related.ref != m.ref {
		m.related = related{ref: m.ref}
	}
	if m.col.Source == "" || m.creating() {
		return nil
	}
	rests := countsLate
	if m.env.Shell.Focused() == pane.Record {
		rests = countsSoon
	}
	return m.in.After("related", time.Duration(rests)*m.env.Rest, relatedDue{m.ref})
}

// sectionHead is the rows above the first line of a section below the fields: a
// free one and the heading.
const sectionHead = 2

func countSlot(i int) string { return "related/" + strconv.Itoa(i) }

// askRelated asks which fields point at the record, from memory where they are
// known.
func (m *Model) askRelated(due relatedDue) tea.Cmd {
	if due.ref != m.ref || !m.known || m.gone {
		return nil
	}
	return tea.Batch(filing{m}.ask(), m.in.Related("related", m.col, m.env.Shell.Collections()))
}

// relatedArrived asks for the counts, one small request each.
func (m *Model) relatedArrived(msg work.Related) tea.Cmd {
	if m.col == nil || msg.To != m.col.ID || m.related.ref != m.ref {
		return nil
	}
	if len(m.related.counts) != len(msg.Pointing) { // else those of before stand until there are new ones
		m.related.counts = make([]work.Pointing, len(msg.Pointing))
		for i := range m.related.counts {
			m.related.counts[i].Count = -1
		}
	}
	m.related.pointing, m.related.next = msg.Pointing, 0
	m.moveTo(m.cursor)
	var cmds []tea.Cmd
	for range countsAtOnce {
		cmds = append(cmds, m.countNext())
	}
	return tea.Batch(cmds...)
}

func (m *Model) countNext() tea.Cmd {
	i := m.related.next
	if i >= len(m.related.pointing) {
		return nil
	}
	m.related.next++
	return m.in.CountPointing(countSlot(i), i, m.related.pointing[i], m.col, m.ref.ID)
}

func (r *related) counted(msg work.Pointing) {
	if msg.Index < len(r.counts) {
		r.counts[msg.Index] = msg
	}
}

// lineCount is how many rows can have the cursor: the fields, and below them the
// files and the relations.
func (m *row) lineCount() int {
	return len(m.fields) + m.files.lineCount() + len(m.related.pointing)
}

// pointingHere returns the relation under the cursor.
func (m *row) pointingHere() (collection.Pointing, bool) {
	i := m.cursor - len(m.fields) - m.files.lineCount()
	if i < 0 || i >= len(m.related.pointing) {
		return collection.Pointing{}, false
	}
	return m.related.pointing[i], true
}

// openRelated lists the rows that point here.
func (m *Model) openRelated(p collection.Pointing) tea.Cmd {
	m.layer.LearnName(m.col.Source, m.ref.ID, m.item.Name)
	m.env.Shell.Visit(pane.Visit{Place: p.Place(m.col, m.ref.ID)})
	return nil
}

// drawRelated draws a line of what points here, under a heading above the
// first.
func (m *row) drawRelated(a screen.Area, i int, focused bool) screen.Cursor {
	th := m.env.Theme
	if i == 0 {
		a.TextCut(1, 1, a.W, th.Strong, "Related records")
		_, a = a.Top(sectionHead)
	}
	p, n := m.related.pointing[i], m.related.counts[i]
	st, cursor := m.pointed(a, m.files.lineCount()+i, focused, th.Link)
	label := labelWidth(a.W)
	a.TextCut(1, 0, label-3, th.Label, p.From.Title)
	x := a.TextCut(label+1, 0, a.W, st, m.countText(n))
	a.TextCut(x+2, 0, a.W, th.Muted, "by "+p.Field.Title)
	return cursor
}

// pointed marks a line below the fields where the cursor is on it, as that of a
// field is marked, and returns the style of what stands there.
func (m *row) pointed(a screen.Area, i int, focused bool, st screen.Style) (screen.Style, screen.Cursor) {
	th := m.env.Theme
	switch {
	case !focused || m.cursor != len(m.fields)+i:
		return st, screen.Cursor{}
	case m.env.Plain:
		return st, a.At(1, 0)
	}
	a.Text(0, 0, th.Gutter, th.Glyphs.Cursor)
	return th.Cursor, screen.Cursor{}
}

// countText is how many rows there are: "…" while that is asked, "?" where it
// cannot be known.
func (m *row) countText(n work.Pointing) string {
	switch {
	case n.Err != nil:
		return "?"
	case n.Count < 0:
		return m.env.Theme.Glyphs.Loading
	case n.More:
		return pane.Thousands(n.Count) + "+"
	}
	return pane.Thousands(n.Count)
}
