package shell

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"zco/tui/domain/collection"
	"zco/tui/draw/screen"
	"zco/tui/pane"
	"zco/tui/panes/objects"
	"zco/tui/widget/form"
	"zco/tui/widget/prompt"
)

// openView shows a saved view, with its columns.
func (m *Model) openView(v collection.View) tea.Cmd {
	cmd := m.visit(pane.Visit{Place: v.Place})
	if m.records != nil && m.records.Place() == v.Place && len(v.Columns) > 0 {
		m.ways.want = &wantColumns{m.records, v.Columns}
		m.settle()
	}
	return cmd
}

// viewList lists the saved views, those of the object in the table first.
func (m *Model) viewList() pane.Dialog {
	views := slices.Clone(m.ways.views)
	here := ""
	if m.records != nil {
		here = m.records.Collection().ID
	}
	slices.SortStableFunc(views, func(a, b collection.View) int {
		return rank(a.Place.Collection == here) - rank(b.Place.Collection == here)
	})
	return newViewList(m, views)
}

func rank(first bool) int {
	if first {
		return 0
	}
	return 1
}

// viewList is the dialog of saved views: enter opens one, and a key deletes it.
type viewList struct {
	m     *Model
	views []collection.View
	list  form.List
	sure  int // the view that is deleted at the second press, -1 for none
}

func newViewList(m *Model, views []collection.View) *viewList {
	d := &viewList{m: m, views: views, sure: -1}
	d.list.Empty = "no views yet: " + m.env.Keys.Key("save-view") + " saves what the table shows"
	d.list.Placeholder = "type to find a view"
	d.refill()
	return d
}

func (d *viewList) refill() {
	items := make([]form.Item, len(d.views))
	for i, v := range d.views {
		items[i] = form.Item{Label: v.Name, Hint: d.m.describeView(v), Right: d.m.titleOf(v.Place.Collection)}
	}
	d.list.SetItems(items)
}

// Title implements pane.Dialog.
func (d *viewList) Title() string { return "Saved views" }

// Size implements pane.Dialog.
func (d *viewList) Size(w, h int) (int, int) { return min(70, w), min(max(len(d.views), 1)+2, 12, h) }

// Draw implements pane.Dialog.
func (d *viewList) Draw(a screen.Area) screen.Cursor {
	body, foot := a.Bottom(1)
	th := d.m.env.Theme
	if d.sure >= 0 {
		foot.TextCut(0, 0, foot.W, th.Danger, "ctrl+x again deletes the view “"+d.views[d.sure].Name+"”")
	} else {
		d.m.env.DrawHints(foot, 0, []pane.Hint{{Key: "enter", Text: "open"}, {Key: "ctrl+x", Text: "delete"}})
	}
	c := d.list.Draw(body, th)
	return c
}

// Key implements pane.Dialog.
func (d *viewList) Key(k tea.KeyPressMsg) (tea.Cmd, bool) {
	i, ok := d.list.Selected()
	if k.String() == "ctrl+x" && ok {
		if d.sure != i {
			d.sure = i
			return nil, false
		}
		v := d.views[i]
		d.sure, d.views = -1, slices.Delete(d.views, i, i+1)
		d.refill()
		return d.m.deleteView(v), false
	}
	d.sure = -1
	switch d.list.Key(k) {
	case form.Leave:
		return nil, true
	case form.Done:
		if i, ok := d.list.Selected(); ok {
			return d.m.openView(d.views[i]), true
		}
	}
	return nil, false
}

// Paste implements pane.Dialog.
func (d *viewList) Paste(s string) tea.Cmd { d.list.Paste(s); return nil }

// Update implements pane.Dialog.
func (d *viewList) Update(tea.Msg) tea.Cmd { return nil }

func (m *Model) titleOf(object string) string {
	if col := m.collection(object); col != nil {
		return col.Title
	}
	return object
}

// describeView says what a view shows, in a few words.
func (m *Model) describeView(v collection.View) string {
	words := m.parts(v.Place)
	if v.Place.Text != "" {
		words = append([]string{v.Place.Text}, words...)
	}
	if v.Place.Sort != "" {
		words = append(words, "by "+strings.TrimPrefix(v.Place.Sort, "-"))
	}
	return strings.Join(words, ", ")
}

// askViewName saves what the table shows under a name.
func (m *Model) askViewName() {
	if m.records == nil {
		m.say(pane.Warning, "there is no table to save as a view")
		return
	}
	v := collection.View{Place: collection.Plain(m.records.Place())}
	if v.Place.Fixed != "" {
		m.say(pane.Warning, "a view cannot keep the fixed filters of "+m.records.Collection().Title)
		return
	}
	for _, f := range m.records.Columns() {
		v.Columns = append(v.Columns, f.Key)
	}
	names := map[string]bool{}
	for _, o := range m.ways.views {
		if o.Place.Collection == v.Place.Collection {
			names[o.Name] = true
		}
	}
	p := prompt.New(m.env, "Save as a view of "+m.records.Collection().Title, func(name string) tea.Cmd {
		v.Name = name
		return m.saveView(v)
	})
	p.Line.Placeholder, p.Verb, p.Empty = "its name", "save", true
	p.Note = func(s string) string {
		if names[strings.TrimSpace(s)] {
			return "takes the place of the view of that name"
		}
		return ""
	}
	m.openDialog(p, false)
}

func (m *Model) saveView(v collection.View) tea.Cmd {
	if v.Name == "" {
		m.say(pane.Warning, "a view needs a name")
		return nil
	}
	same := func(o collection.View) bool { return o.Name == v.Name && o.Place.Collection == v.Place.Collection }
	if i := slices.IndexFunc(m.ways.views, same); i >= 0 {
		m.ways.views[i] = v
	} else {
		m.ways.views = append(m.ways.views, v)
	}
	m.showViews()
	said := "saved as the view " + v.Name + ": " + m.env.Keys.Key("views") + " lists them"
	store := m.opts.Views
	if store == nil {
		m.say(pane.Success, said)
		return nil
	}
	return func() tea.Msg { return written{err: store.SaveView(v), said: said} }
}

func (m *Model) deleteView(v collection.View) tea.Cmd {
	m.ways.views = slices.DeleteFunc(slices.Clone(m.ways.views), func(o collection.View) bool {
		return o.Name == v.Name && o.Place.Collection == v.Place.Collection
	})
	m.showViews()
	store := m.opts.Views
	if store == nil {
		return nil
	}
	return func() tea.Msg {
		return written{err: store.DeleteView(v.Place.Collection, v.Name), said: "deleted the view " + v.Name}
	}
}

// showView asks the shell to open a view.
type showView struct{ view collection.View }

// under are the views of a collection, as the list of objects shows them.
func (m *Model) under(object string) []objects.Child {
	var out []objects.Child
	for _, v := range m.ways.views {
		if v.Place.Collection == object {
			out = append(out, objects.Child{Title: v.Name, Open: showView{v}})
		}
	}
	return out
}

// showViews lists the views under their objects.
func (m *Model) showViews() {
	m.objects.SetUnder(m.under)
	m.objects.Rebuild()
}
