package objects

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"zco/tui/domain/collection"
	"zco/tui/draw/screen"
	"zco/tui/draw/text"
	"zco/tui/pane"
)

// Draw draws the pane.
func (m *Model) Draw(a screen.Area, focused bool) screen.Cursor {
	head, body := a.Top(1)
	cursor := m.drawHead(head, focused)
	body, foot := body.Bottom(m.footHeight(body.W, body.H))
	top := m.topOf(body.H)
	if m.drawNothing(body) {
		return cursor
	}
	for y := 0; y < body.H && top+y < len(m.lines); y++ {
		m.drawLine(body.Row(y), top+y, focused)
	}
	m.drawFoot(foot)
	if focused && m.env.Plain && !m.typing {
		cursor = body.At(0, m.cursor-top)
	}
	return cursor
}

func (m *Model) drawHead(a screen.Area, focused bool) screen.Cursor {
	th := m.env.Theme
	st := th.Label
	if focused {
		st = th.BorderFocus
	}
	if !m.typing && m.filter.Text() == "" {
		a.TextCut(0, 0, a.W, st, " Objects")
		return screen.Cursor{}
	}
	x := a.Text(0, 0, th.Key, "/")
	at := m.filter.Draw(a.Sub(x, 0, a.W-x, 1), th)
	if !m.typing || !focused {
		return screen.Cursor{}
	}
	return at
}

// footLines is why the collection under the cursor cannot be seen, or else why
// the custom objects are not listed.
func (m *Model) footLines(w int) []string {
	why := ""
	if c := m.Current(); c != nil {
		why = m.layer.Forbidden(c.ID)
	}
	if why == "" && m.err != nil && len(m.list) > 0 {
		why = "The custom objects cannot be listed: " + collection.Brief(m.err).Error() + ". " + m.env.Keys.Key("reload-objects") + " tries again."
	}
	if why == "" {
		return nil
	}
	return text.Wrap(why, max(w-2, 8), text.Clusters)
}

// footHeight is how many of so many rows below the head the foot takes.
func (m *Model) footHeight(w, rows int) int { return min(len(m.footLines(w)), rows/3) }

// drawFoot draws the foot; where it has no room for all lines, the last one is
// seen to be cut.
func (m *Model) drawFoot(a screen.Area) {
	lines := m.footLines(a.W) // fewer than the room was made for once the reason has changed
	for y, l := range lines[:min(len(lines), a.H)] {
		if y == a.H-1 {
			l = strings.Join(lines[y:], " ")
		}
		a.TextCut(1, y, a.W-1, m.env.Theme.Warn, l)
	}
}

// drawNothing says why there is no list, if there is none.
func (m *Model) drawNothing(a screen.Area) bool {
	th := m.env.Theme
	switch {
	case m.err != nil && len(m.list) == 0:
		for i, line := range m.env.Failed(m.err, a.W-2, a.Method()) {
			a.Text(1, i+1, th.Danger, line)
		}
		m.env.DrawHints(a.Inset(1, 0), a.H-1, []pane.Hint{{Key: m.env.Keys.Key("reload-objects"), Text: "try again"}})
	case len(m.list) == 0 && m.busy:
		a.TextCut(1, 1, a.W-2, th.Muted, "Loading"+th.Glyphs.Loading)
	case len(m.list) == 0:
		a.TextCut(1, 1, a.W-2, th.Muted, "No custom objects yet")
	case len(m.lines) == 0:
		a.TextCut(1, 1, a.W-2, th.Muted, "No objects match")
	default:
		return false
	}
	return true
}

// drawLine draws one line: a heading, or a title with its marks and count.
func (m *Model) drawLine(a screen.Area, i int, focused bool) {
	th := m.env.Theme
	l := m.lines[i]
	if l.heading != "" {
		a.TextCut(0, 0, a.W, th.Muted, l.heading)
		return
	}
	st := th.Text
	switch {
	case m.layer.Forbidden(l.col.ID) != "":
		st = th.Muted
	case l.col.ID == m.open && l.child == nil:
		st = th.Strong
	}
	if i == m.cursor {
		a.Text(0, 0, th.Gutter, th.Glyphs.Cursor)
		if focused && !m.typing {
			st = th.Cursor
		}
	}
	indent, title, right := 1, l.col.Title, m.right(l)
	if l.child != nil {
		indent, title = 3, l.child.Title
	}
	room := a.W - indent - 1
	n := text.Width(right, a.Method())
	if l.child == nil && l.col.Family != "" && text.Width(title, a.Method())+n > room {
		right = m.markText(l.col.ID) // how many there are is on the status line too
		n = text.Width(right, a.Method())
	}
	if right != "" {
		room -= n
		a.TextRight(a.W-n, 0, n, th.Muted, right)
	}
	m.drawTitle(a, indent, room, st, title, l.hits)
}

// drawTitle draws a title with the letters marked that the filter matched.
func (m *Model) drawTitle(a screen.Area, x, room int, st screen.Style, title string, hits []int) {
	if len(hits) == 0 || st == m.env.Theme.Cursor || text.Width(title, a.Method()) > room {
		a.TextCut(x, 0, room, st, title)
		return
	}
	for _, r := range runs(title, hits) {
		use := st
		if r.hit {
			use = m.env.Theme.Match
		}
		x = a.Text(x, 0, use, r.text)
	}
}

type run struct {
	text string
	hit  bool
}

// runs splits a title into matched and other parts. A mark joins the letter
// before it.
func runs(title string, hits []int) []run {
	matched := map[int]bool{}
	for _, h := range hits {
		matched[h] = true
	}
	var out []run
	for i := 0; i < len(title); {
		r, n := utf8.DecodeRuneInString(title[i:])
		letter, hit := title[i:i+n], matched[i]
		i += n
		if len(out) > 0 && (unicode.Is(unicode.M, r) || out[len(out)-1].hit == hit) {
			out[len(out)-1].text += letter
			continue
		}
		out = append(out, run{letter, hit})
	}
	return out
}

// right is what stands at the right of a line: marks and the count.
func (m *Model) right(l line) string {
	if l.child != nil {
		return l.child.Right
	}
	out := m.countText(l.col.ID)
	if mark := m.markText(l.col.ID); mark != "" {
		out = mark + " " + out
	}
	return out
}

// markText is what waits in a collection, such as drafts, or "".
func (m *Model) markText(id string) string {
	if m.mark == nil {
		return ""
	}
	return m.mark(id)
}

func (m *Model) countText(id string) string {
	n, known := m.Count(id)
	switch {
	case m.layer.Forbidden(id) != "":
		return m.env.Theme.Glyphs.Locked
	case known:
		return pane.Thousands(n.Value)
	case m.counts[id].failed != nil:
		return "?"
	}
	return ""
}
