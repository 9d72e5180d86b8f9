package many

import (
	"strings"

	"zco/tui/domain/entry"
	"zco/tui/draw/screen"
	"zco/tui/draw/text"
	"zco/tui/widget/form"
)

// placed is where a stop was drawn.
type placed struct {
	screen.Rect
	stop stop
}

// block is a stop as it is drawn.
type block struct {
	stop   stop
	label  string
	indent int // of what is beside the label
	height int
	foot   []string // what is wrong with it
	draw   func(screen.Area) screen.Cursor
}

// leastPreview is how many rows the preview keeps: a line between, its head and
// two records.
const leastPreview = 4

// leastOpen is how many rows what is open has, where there are as many.
const leastOpen = 5

// draw draws the lines to fill in, moved up as far as shows the one with the
// cursor, and the preview below them.
func (d *edit) draw(a screen.Area) screen.Cursor {
	d.placed = d.placed[:0]
	room := a.H
	if open := d.wants(a.W-nameWidth-3) > 1; a.H >= 2*leastPreview && (!open || a.H >= 3*leastPreview) {
		room -= leastPreview // on a small screen what is open comes first
	}
	blocks := d.blocks(a, room)
	all, end := 0, 0
	for _, b := range blocks {
		if all += b.rows(); b.stop == d.at {
			end = all
		}
	}
	form, rest := a.Top(min(all, room))
	y := -max(end-form.H, 0)
	cursor := screen.Cursor{}
	for _, b := range blocks {
		area := form.Sub(0, y, form.W, b.rows()) // empty where there is no room
		d.placed = append(d.placed, placed{area.Rect, b.stop})
		if c := d.drawBlock(area, b); b.stop == d.at {
			cursor = c
		}
		y += b.rows()
	}
	d.drawPreview(rest)
	return cursor
}

func (b block) rows() int { return b.height + len(b.foot) }

func (d *edit) drawBlock(a screen.Area, b block) screen.Cursor {
	th := d.f.env.Theme
	st := th.Label
	if b.stop == d.at {
		a.Text(0, 0, th.Gutter, th.Glyphs.Cursor)
		st = th.Strong
	}
	a.TextCut(2, 0, nameWidth, st, b.label)
	inside, foot := a.Sub(b.indent, 0, a.W-b.indent, a.H).Bottom(len(b.foot))
	for y, words := range b.foot {
		foot.TextCut(0, y, foot.W, th.Danger, words)
	}
	c := b.draw(inside)
	if !c.Shown {
		return a.At(0, 0)
	}
	return c
}

// blocks are all stops; the one with the cursor gets what the others leave of
// the room.
func (d *edit) blocks(a screen.Area, room int) (out []block) {
	for _, s := range d.stops() {
		out = append(out, d.block(s, a))
	}
	others := 0
	for _, b := range out {
		others += b.rows()
	}
	for i := range out {
		if b := &out[i]; b.stop == d.at {
			b.foot = b.foot[:min(len(b.foot), max(room-1, 0))]
			least := min(leastOpen, room-max(len(b.foot), 1)) // for it the others are moved off
			b.height = max(min(d.wants(a.W-nameWidth-3), max(room-others+b.height, least)), 1)
		}
	}
	return out
}

// wants is how many rows the stop with the cursor would like.
func (d *edit) wants(w int) int {
	switch p := d.part(); {
	case p == nil:
	case d.at.kind == atField:
		return min(p.list.Height(w), menuRows)
	case d.at.kind == atValue:
		return min(p.value[d.at.line].Editor.Height(w), menuRows)
	}
	return 1
}

// menuRows bounds what is open in the dialog.
const menuRows = 12

func (d *edit) block(s stop, a screen.Area) block {
	th := d.f.env.Theme
	b := block{stop: s, height: 1, indent: nameWidth + 3}
	words := func(st screen.Style, s string) func(screen.Area) screen.Cursor {
		return func(a screen.Area) screen.Cursor {
			a.TextCut(0, 0, a.W, st, s)
			return screen.Cursor{}
		}
	}
	switch s.kind {
	case atScope:
		b.label, b.draw = "Records", func(a screen.Area) screen.Cursor { return d.which.Draw(a, th) }
	case atAdd:
		b.label, b.draw = "+ add field", words(th.Muted, "")
	case atReview:
		st := th.Link
		if s == d.at {
			st = th.Cursor
		}
		title := " Review the changes to " + d.scope().words + " "
		b.indent = max(min(b.indent, a.W-text.Width(title, a.Method())), 1) // there is no label
		b.draw = words(st, title)
	default:
		p := d.parts[s.part]
		d.partBlock(&b, p, words)
		if p.problem != "" && s == d.at {
			b.foot = text.Wrap(th.Glyphs.Failed+" "+p.problem, a.W-b.indent, a.Method())
		}
	}
	return b
}

// partBlock fills in the block of a stop of a part.
func (d *edit) partBlock(b *block, p *part, words func(screen.Style, string) func(screen.Area) screen.Cursor) {
	th, s := d.f.env.Theme, b.stop
	f, chosen := p.field()
	switch s.kind {
	case atPart:
		b.label = f.Title
		if b.draw = words(th.Muted, "Nothing yet"); chosen {
			c, problem, _ := p.change()
			if b.draw = words(th.Text, d.f.words(d.s.schema, c)); problem != "" {
				b.draw = words(th.Warn, strings.Join(strings.Fields(kindWords[p.kind()]+" "+strings.Join(p.texts(), " ")), " "))
			}
		}
	case atField:
		b.label, b.draw = "Field", words(th.Text, f.Title)
		if s == d.at || !chosen {
			b.draw = func(a screen.Area) screen.Cursor { return p.list.Draw(a, th) }
		}
	case atDo:
		b.label, b.draw = "Change", func(a screen.Area) screen.Cursor { return p.do.Draw(a, th) }
	case atValue:
		v := p.value[s.line]
		b.label = v.Label
		b.draw = func(a screen.Area) screen.Cursor { return v.Editor.Draw(a, th) }
		if s != d.at && v.Editor.Height(80) > 1 {
			b.draw = words(th.Text, d.valueWords(p, v.Editor))
		}
	}
}

// valueWords is what stands in an editor that is not open, on one line.
func (d *edit) valueWords(p *part, e form.Editor) string {
	if many, ok := e.(*form.MultiChoice); ok {
		return optionWords(p.fields[p.at], many.Values())
	}
	if in, ok := e.(*entry.Entry); ok {
		if v, problem := in.Value(); problem == "" {
			return d.f.env.Format().Text(in.Field, v)
		}
		return in.Typed()
	}
	return e.Text()
}

// drawPreview draws what the changes make of the first records.
func (d *edit) drawPreview(a screen.Area) {
	th := d.f.env.Theme
	if a.H < 2 {
		return
	}
	a.Repeat(0, 0, a.W, 1, '─', th.Border)
	a.TextCut(0, 1, a.W, th.Label, d.shown.head)
	names, said := d.shown.widths(a)
	name := min(max(names, 12), max(a.W/2, a.W-3-said))
	for y, r := range d.shown.rows {
		row := a.Row(2 + y)
		row.TextCut(0, 0, name, th.Text, r.name)
		st := map[outcome]screen.Style{changes: th.Changed, stays: th.Muted, cannot: th.Danger}[r.outcome]
		mark := map[outcome]string{changes: th.Glyphs.Changed, stays: " ", cannot: th.Glyphs.Failed}[r.outcome]
		row.TextCut(name+1, 0, 2, st, mark)
		row.TextCut(name+3, 0, row.W-name-3, st, r.fitted(row.W-name-3, a.Method()))
	}
}

// widths are those of the longest name, and of the most that is said of one.
func (p preview) widths(a screen.Area) (name, said int) {
	for _, r := range p.rows {
		name, said = max(name, text.Width(r.name, a.Method())), max(said, text.Width(r.words(a.W), a.Method()))
	}
	return name, said
}

// total says how many records the scope has.
func (d *edit) total() string {
	if n := d.scope().n; n >= 0 {
		return count(n, d.s.col)
	}
	return "All " + d.s.col.Title
}
