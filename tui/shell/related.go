package shell

import (
	"fmt"

	tea "charm.land/bubbletea/v2"

	"zco/tui/domain/collection"
	"zco/tui/draw/screen"
	"zco/tui/pane"
	"zco/tui/widget/form"
	"zco/tui/work"
)

// relatedList lists what points at a row: a line for each relation, with how
// many there are.
type relatedList struct {
	m       *Model
	col     *collection.Collection
	item    collection.Item
	gen     uint64
	busy    bool
	err     error
	skipped int
	found   []collection.Pointing
	counts  []string
	list    form.List
}

const (
	relatedSlot work.Slot = "related/fields"
	countsSlot  work.Slot = "related/count"
)

// openRelated asks what points at the row under the cursor.
func (m *Model) openRelated() tea.Cmd {
	s, ok := m.subject()
	if !ok {
		m.say(pane.Note, "there is no row under the cursor")
		return nil
	}
	if s.Collection.Source == "" {
		m.say(pane.Note, "nothing can point at "+s.Collection.Title)
		return nil
	}
	m.ways.gen++
	d := &relatedList{m: m, col: s.Collection, item: s.Item, gen: m.ways.gen, busy: true}
	m.layer.LearnName(s.Collection.Source, s.Item.ID, s.Item.Name)
	m.openDialog(d, false)
	return m.layer.Related(relatedSlot, d.gen, s.Collection, m.objects.All())
}

// Title implements pane.Dialog.
func (d *relatedList) Title() string { return "What points at " + d.item.Name }

// Size implements pane.Dialog.
func (d *relatedList) Size(w, h int) (int, int) {
	return min(52, w), min(max(len(d.found), 1)+2, 14, h)
}

// Draw implements pane.Dialog.
func (d *relatedList) Draw(a screen.Area) screen.Cursor {
	th := d.m.env.Theme
	switch {
	case d.busy:
		d.list.Empty = "reading which fields are relations" + th.Glyphs.Loading
	case d.err != nil:
		d.list.Empty = pane.Explain(d.err)
	default:
		d.list.Empty = "no field of any object points at " + d.col.Title
	}
	body, foot := a.Bottom(1)
	if d.skipped > 0 && !d.busy {
		foot.TextCut(0, 0, foot.W, th.Muted, pane.Plural(d.skipped, "object is", "objects are")+" closed to you")
	}
	c := d.list.Draw(body, th)
	return c
}

// Key implements pane.Dialog.
func (d *relatedList) Key(k tea.KeyPressMsg) (tea.Cmd, bool) {
	switch d.list.Key(k) {
	case form.Leave:
		return nil, true
	case form.Done:
		if i, ok := d.list.Selected(); ok {
			return pane.Ask(pane.Visit{Place: d.found[i].Place(d.col, d.item.ID)}), true
		}
	}
	return nil, false
}

// Paste implements pane.Dialog.
func (d *relatedList) Paste(s string) tea.Cmd { d.list.Paste(s); return nil }

// Update implements pane.Dialog.
func (d *relatedList) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case work.Related:
		if msg.Slot == relatedSlot && msg.Gen == d.gen {
			return d.arrived(msg)
		}
	case work.Pointing:
		if msg.Gen == d.gen && msg.Index < len(d.counts) {
			d.counts[msg.Index] = countOf(msg)
			d.refill()
		}
	}
	return nil
}

func (d *relatedList) arrived(r work.Related) tea.Cmd {
	d.busy, d.err, d.skipped, d.found = false, r.Err, r.Skipped, r.Pointing
	d.counts = make([]string, len(d.found))
	d.refill()
	cmds := make([]tea.Cmd, len(d.found))
	for i, p := range d.found {
		slot := countsSlot + work.Slot(fmt.Sprintf("/%d", i))
		cmds[i] = d.m.layer.CountPointing(slot, d.gen, i, p, d.col, d.item.ID)
	}
	return pane.Batch(cmds...)
}

func countOf(p work.Pointing) string {
	switch {
	case p.Err != nil:
		return "?"
	case p.More:
		return pane.Thousands(p.Count) + "+"
	}
	return pane.Thousands(p.Count)
}

func (d *relatedList) refill() {
	items := make([]form.Item, len(d.found))
	for i, p := range d.found {
		items[i] = form.Item{Label: p.From.Title, Hint: "by " + p.Field.Title, Right: d.counts[i]}
	}
	d.list.SetItems(items)
}
