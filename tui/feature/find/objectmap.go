package find

import (
	tea "charm.land/bubbletea/v2"

	"zco/tui/domain/collection"
	"zco/tui/domain/objectmap"
	"zco/tui/draw/screen"
	"zco/tui/pane"
	"zco/tui/widget/form"
	"zco/tui/widget/list"
	"zco/tui/work"
)

// objectMap is the map of the objects as a list to walk: each object with what
// it points at and what points at it. Enter goes there.
type objectMap struct {
	*list.Dialog
	env     *pane.Env
	inbox   *work.Inbox
	skipped int
	rows    []mapRow
}

// mapRow is a line of the map, and the collection that it leads to.
type mapRow struct {
	item  form.Item
	place string // "" where there is none
}

func (f *Feature) openMap() tea.Cmd {
	d := &objectMap{env: f.env}
	d.Dialog = list.New(f.env, "Map of the objects", nil, d.visit)
	d.List.Empty = "Reading the fields of the objects" + f.env.Theme.Glyphs.Loading
	d.Width, d.Rows, d.Items, d.Foot = 64, 1000, d.items, d.drawSkipped
	d.Leave = func() bool { d.inbox.Close(); return true }
	d.inbox = f.layer.Inbox(d.answered)
	f.env.Shell.Open(d)
	return d.inbox.ObjectMap("map", f.env.Shell.Collections())
}

func (d *objectMap) answered(msg tea.Msg) tea.Cmd {
	m, ok := msg.(work.ObjectMap)
	if !ok {
		return nil
	}
	d.skipped, d.rows = m.Skipped, mapRows(&m.Map, d.env.Theme.Glyphs.Loading == "...")
	d.List.Empty = "No object has a lookup field"
	if m.Err != nil {
		d.List.Empty = pane.Explain(m.Err)
	}
	d.Reload()
	if at := d.here(); at >= 0 {
		d.List.Select(at)
	}
	return nil
}

// here is the line of the object on the screen, -1 for none.
func (d *objectMap) here() int {
	table := d.env.Shell.Table()
	if table == nil {
		return -1
	}
	for i, r := range d.rows {
		if r.item.Right != "" && r.place == table.Collection().ID {
			return i
		}
	}
	return -1
}

// mapRows are the lines of a map. The arrows say which way a link goes.
func mapRows(m *objectmap.Map, ascii bool) (rows []mapRow) {
	out, in := "  → ", "  ← "
	if ascii {
		out, in = "  -> ", "  <- "
	}
	places := map[string]string{}
	for _, n := range m.Nodes {
		places[n.ID] = n.Place
	}
	for _, n := range m.Nodes {
		from, to := m.Of(n.ID)
		if len(from)+len(to) == 0 {
			continue
		}
		rows = append(rows, mapRow{form.Item{Label: n.Title, Right: n.ID, Keywords: n.ID}, n.Place})
		for _, l := range from {
			rows = append(rows, link(out+m.Title(l.To), l, places[l.To]))
		}
		for _, l := range to {
			rows = append(rows, link(in+m.Title(l.From), l, places[l.From]))
		}
	}
	return rows
}

func link(label string, l objectmap.Link, place string) mapRow {
	return mapRow{form.Item{Label: label, Hint: "by " + l.FieldTitle, Keywords: l.Field}, place}
}

func (d *objectMap) items() []form.Item {
	out := make([]form.Item, len(d.rows))
	for i, r := range d.rows {
		out[i] = r.item
	}
	return out
}

func (d *objectMap) visit(i int) tea.Cmd {
	d.inbox.Close()
	if d.rows[i].place == "" {
		d.env.Shell.Say(pane.Note, "Users, organizations and tickets are opened from the records that point at them")
		return nil
	}
	d.env.Shell.Visit(pane.Visit{Place: collection.Place{Collection: d.rows[i].place}})
	return nil
}

// drawSkipped says how much could not be looked at.
func (d *objectMap) drawSkipped(a screen.Area) {
	if d.skipped > 0 {
		a.TextCut(0, 0, a.W, d.env.Theme.Muted, pane.Plural(d.skipped, "object is", "objects are")+" closed to you")
	}
}
