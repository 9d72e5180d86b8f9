package find

import (
	"strconv"

	tea "charm.land/bubbletea/v2"

	"zco/tui/domain/collection"
	"zco/tui/draw/screen"
	"zco/tui/pane"
	"zco/tui/widget/form"
	"zco/tui/widget/list"
	"zco/tui/work"
)

// related lists what points at a row: a line for each relation, with how many
// there are.
type related struct {
	*list.Dialog
	env     *pane.Env
	inbox   *work.Inbox
	col     *collection.Collection
	item    collection.Item
	skipped int // objects whose fields could not be read
	found   []collection.Pointing
	counts  []string
}

func (f *Feature) whyNotRelated() string {
	if _, ok := f.env.Shell.Subject(); !ok {
		return noRow
	}
	return ""
}

// openRelated asks what points at the row under the cursor.
func (f *Feature) openRelated() tea.Cmd {
	s, ok := f.env.Shell.Subject()
	switch {
	case !ok:
		return nil
	case s.Collection.Source == "":
		f.env.Shell.Say(pane.Note, "nothing can point at "+s.Collection.Title)
		return nil
	}
	f.layer.LearnName(s.Collection.Source, s.Item.ID, s.Item.Name)
	d := &related{env: f.env, col: s.Collection, item: s.Item}
	d.Dialog = list.New(f.env, "Related records of "+s.Item.Name, nil, d.visit)
	d.List.Empty = "Reading which fields are lookups" + f.env.Theme.Glyphs.Loading
	d.List.Placeholder = ""
	d.Width, d.Rows, d.Items, d.Foot = 52, 13, d.items, d.drawSkipped
	d.Leave = func() bool { d.inbox.Close(); return true }
	d.inbox = f.layer.Inbox(d.answered)
	f.env.Shell.Open(d)
	return d.inbox.Related("fields", s.Collection, f.env.Shell.Collections())
}

func (d *related) visit(i int) tea.Cmd {
	d.inbox.Close()
	d.env.Shell.Visit(pane.Visit{Place: d.found[i].Place(d.col, d.item.ID)})
	return nil
}

// drawSkipped says how much could not be looked at.
func (d *related) drawSkipped(a screen.Area) {
	if d.skipped > 0 {
		a.TextCut(0, 0, a.W, d.env.Theme.Muted, pane.Plural(d.skipped, "object is", "objects are")+" closed to you")
	}
}

func (d *related) answered(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case work.Related:
		return d.arrived(msg)
	case work.Pointing:
		d.counts[msg.Index] = countText(msg)
		d.Reload()
	}
	return nil
}

func (d *related) arrived(r work.Related) tea.Cmd {
	d.skipped, d.found = r.Skipped, r.Pointing
	d.List.Empty = "No field of any object points at " + d.col.Title
	if r.Err != nil {
		d.List.Empty = pane.Explain(r.Err)
	}
	d.counts = make([]string, len(d.found))
	d.Reload()
	cmds := make([]tea.Cmd, len(d.found))
	for i, p := range d.found {
		cmds[i] = d.inbox.CountPointing("count/"+strconv.Itoa(i), i, p, d.col, d.item.ID)
	}
	return tea.Batch(cmds...)
}

func countText(p work.Pointing) string {
	switch {
	case p.Err != nil:
		return "?"
	case p.More:
		return pane.Thousands(p.Count) + "+"
	}
	return pane.Thousands(p.Count)
}

func (d *related) items() []form.Item {
	out := make([]form.Item, len(d.found))
	for i, p := range d.found {
		out[i] = form.Item{Label: p.From.Title, Hint: "by " + p.Field.Title, Right: d.counts[i]}
	}
	return out
}
