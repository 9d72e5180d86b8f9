package record

import (
	"slices"
	"strings"

	"zco/tui/domain/change"
	"zco/tui/domain/collection"
	"zco/tui/domain/entry"
	"zco/tui/draw/screen"
	"zco/tui/draw/text"
	"zco/tui/pane"
)

// Draw draws the record.
func (m *Model) Draw(a screen.Area, focused bool) screen.Cursor {
	th := m.env.Theme
	head, body := a.Top(1)
	st := th.Label
	if focused {
		st = th.BorderFocus
	}
	if m.col == nil {
		head.TextCut(1, 0, head.W, th.Muted, "No record")
		return screen.Cursor{}
	}
	head.TextCut(1, 0, head.W, st, m.title())
	if m.drawNothing(body) {
		return screen.Cursor{}
	}
	return m.drawFields(body, focused)
}

// title is the record's name and what state it is in.
func (m *Model) title() string {
	th := m.env.Theme
	s := m.col.Singular + " " + m.item.Name
	d, drafted := m.drafts.Record(m.ref)
	switch by, value, isUpsert := (change.Draft{Fields: d.Fields}).SetBy(); {
	case isUpsert:
		s = m.col.Singular + " with the " + strings.NewReplacer("_", " ", "id", "ID").Replace(string(by)) + " " + value
	case m.creating():
		s = "New " + m.col.Singular
	case m.item.Name == "":
		s = m.col.Singular + " " + m.ref.ID
	}
	if m.sender.Busy(m.ref) {
		s += " (sending" + th.Glyphs.Loading + ")"
	}
	if m.gone {
		s += " (deleted)"
	}
	if drafted {
		s += " " + th.Glyphs.Draft + " " + pane.Plural(change.Typed(d), "change", "changes") + " not sent"
	}
	if m.drafts.Elsewhere(m.ref) {
		s += " (another session of yours has a draft)"
	}
	return s
}

func (m *row) drawNothing(a screen.Area) bool {
	th := m.env.Theme
	err := m.err
	if err == nil {
		err = m.badSchema
	}
	switch {
	case err != nil && (!m.known || m.schema == nil):
		for i, line := range m.env.Failed(err, a.W-2, a.Method()) {
			a.Text(1, i+1, th.Danger, line)
		}
	case !m.known || m.schema == nil:
		a.TextCut(1, 1, a.W, th.Muted, "Loading"+th.Glyphs.Loading)
	default:
		return false
	}
	return true
}

// labelWidth is the width of the titles in a width, valueWidth that of the
// values.
func labelWidth(w int) int { return min(24, w*2/5) }

func valueWidth(w int) int { return w - labelWidth(w) - 1 }

// drawFields draws the fields from the top one on, the field being edited
// with its editor.
func (m *Model) drawFields(a screen.Area, focused bool) screen.Cursor {
	cursor := screen.Cursor{}
	for _, p := range m.placed(a.W, a.H) {
		row := a.Sub(0, p.y, a.W, p.h)
		if i := p.field - len(m.fields); i >= 0 {
			if c := m.drawSection(row, i, focused); c.Shown {
				cursor = c
			}
			continue
		}
		if group := m.heading(p.field); group != "" {
			row.TextCut(1, 0, row.W, m.env.Theme.Strong, group)
			row = a.Sub(0, p.y+1, a.W, p.h-1)
		}
		if c := m.drawField(row, p.field, focused); c.Shown {
			cursor = c
		}
	}
	return cursor
}

// drawSection draws a line below the fields.
func (m *row) drawSection(a screen.Area, i int, focused bool) screen.Cursor {
	if n := m.files.lineCount(); i >= n {
		return m.drawRelated(a, i-n, focused)
	}
	return m.drawFile(a, i, focused)
}

func (m *Model) isEditing(f collection.Field) bool {
	return m.editing != nil && m.editing.Field.Key == f.Key
}

// heading is what stands above a field that begins a group of them, "" for
// the others.
func (m *row) heading(i int) string {
	group := m.fields[i].Group
	if i > 0 && m.fields[i-1].Group == group {
		return ""
	}
	return group
}

// aside is a line below a field.
type aside struct {
	text  string
	style screen.Style
}

// asides are what is to be known of a field below it: what is wrong with it,
// what somebody else made of it meanwhile, what another session had typed.
func (m *row) asides(f collection.Field) (out []aside) {
	th := m.env.Theme
	c, drafted := m.edited(f)
	if c.problem != "" {
		out = append(out, aside{th.Glyphs.Failed + " " + text.Sentence(c.problem), th.Danger})
	}
	if loss := m.item.PlaceholderLoss(f.Key, c.Mine); drafted && loss != "" {
		out = append(out, aside{th.Glyphs.Failed + " " + text.Sentence(loss), th.Warn})
	}
	if drafted && !m.creating() && m.known && !f.Same(c.Base, m.item.Value(f.Key)) {
		now := m.env.Format().Text(f, m.item.Value(f.Key))
		out = append(out, aside{"Changed elsewhere meanwhile: " + orDash(now, th.Glyphs.Unset), th.Warn})
	}
	for _, o := range c.Others {
		s := o.Partial
		if !o.Mine.IsAbsent() {
			s = m.env.Format().Text(f, o.Mine)
		}
		out = append(out, aside{"Typed in an earlier session: " + orDash(s, th.Glyphs.Unset), th.Muted})
	}
	return out
}

// below are the lines to show below a field in a pane of a width. While
// something is being looked for, that nothing is chosen yet is no fault.
func (m *Model) below(f collection.Field, w int) (lines []aside) {
	all := m.asides(f)
	if m.isEditing(f) {
		if q, _, searching := m.editing.Query(); searching {
			unchosen := m.env.Theme.Glyphs.Failed + " " + text.Sentence(entry.Unchosen(q))
			all = slices.DeleteFunc(all, func(a aside) bool { return a.text == unchosen })
		}
	}
	for _, a := range all {
		for _, line := range wrapped(a.text, valueWidth(w), m.env.Theme.Glyphs.Loading) {
			lines = append(lines, aside{line, a.style})
		}
	}
	return lines
}

func drawAsides(a screen.Area, lines []aside) {
	for y, line := range lines {
		a.TextCut(0, y, a.W, line.style, line.text)
	}
}

// wrapped are the lines of what is told beside a value: of a long one the first.
func wrapped(s string, width int, more string) []string {
	lines := text.Wrap(s, width, text.Clusters)
	if len(lines) > mostLines {
		lines = append(lines[:mostLines-1:mostLines-1], lines[mostLines-1]+more)
	}
	return lines
}

func orDash(s, dash string) string {
	if s == "" {
		return dash
	}
	return s
}

func (m *Model) drawField(a screen.Area, i int, focused bool) screen.Cursor {
	th := m.env.Theme
	f := m.fields[i]
	label := labelWidth(a.W)
	current := i == m.cursor
	_, drafted := m.drafts.Field(m.ref, f.Key)
	if current && focused && !m.env.Plain {
		a.Text(0, 0, th.Gutter, th.Glyphs.Cursor)
	}
	st := th.Label
	if m.locked(f) != "" {
		st = th.Muted
	}
	x := a.TextCut(1, 0, label-3, st, f.Title)
	if f.Required {
		a.Text(x, 0, th.Warn, th.Glyphs.Required)
	}
	if drafted {
		a.Text(label-1, 0, th.Changed, th.Glyphs.Draft)
	}
	values := a.Sub(label+1, 0, valueWidth(a.W), a.H)
	asides := m.below(f, a.W)
	values, foot := values.Bottom(min(len(asides), values.H-1))
	drawAsides(foot, asides)
	if m.isEditing(f) {
		c := m.editing.draw(values)
		c.Shown = c.Shown && focused
		return c
	}
	m.drawValue(values, f, drafted, current && focused && !m.env.Plain)
	if m.env.Plain && current && focused {
		return values.At(0, 0)
	}
	return screen.Cursor{}
}

func (m *row) drawValue(a screen.Area, f collection.Field, drafted, current bool) {
	th := m.env.Theme
	s := m.shown(f)
	st := th.Text
	switch {
	case current:
		st = th.Cursor
	case drafted:
		st = th.Changed
	case m.locked(f) != "":
		st = th.Muted
	case f.Target != "" && s != "":
		st = th.Link
	}
	if v := m.item.Value(f.Key); !drafted {
		s += m.env.Mark(&f, v)
		if tint := m.env.Tint(&f, v); tint != th.Text && !current {
			st = tint
		}
	}
	if s == "" {
		s, st = th.Glyphs.Unset, map[bool]screen.Style{true: th.Cursor, false: th.Muted}[current]
	}
	m.drawLines(a, st, m.linesOf(s, a.W, f), current)
}
