package records

import (
	"fmt"
	"slices"

	tea "charm.land/bubbletea/v2"

	"zco/tui/action"
	"zco/tui/domain/collection"
	"zco/tui/draw/screen"
	"zco/tui/pane"
	"zco/tui/widget/form"
	"zco/tui/widget/grid"
	"zco/tui/widget/list"
)

// chooser is the dialog that chooses the columns of a table. What is chosen
// shows in the table at once; closing the dialog takes nothing back.
type chooser struct {
	m      *Model
	fields []*collection.Field // those shown first, in their order
	items  form.List           // of the fields
	typing bool                // into the filter of the list
	cmds   []tea.Cmd
	keys   pane.Bindings // what is not about a column
}

func newChooser(m *Model) *chooser {
	d := &chooser{m: m, items: form.List{NoFilter: true, Placeholder: "Type to find"}}
	d.keys = pane.Bind(pane.Done, action.Accept, action.Dismiss, action.Columns, action.Quit, action.Open)
	d.keys.And(pane.Moves(func() { d.typing, d.items.NoFilter = true, false }), action.SearchRecords, action.QuickFilter)
	d.list()
	d.items.Select(m.cols.Cursor())
	return d
}

// list lists the fields anew: the columns shown from left to right, then the
// others in the order of the schema. The cursor stays on its field.
func (d *chooser) list() {
	under := d.under()
	d.fields = d.fields[:0]
	for _, c := range d.m.cols.All() {
		d.fields = append(d.fields, c.Of.field)
	}
	for i := range d.m.schema.Fields {
		if f := &d.m.schema.Fields[i]; !slices.Contains(d.fields, f) {
			d.fields = append(d.fields, f)
		}
	}
	items := make([]form.Item, len(d.fields))
	for i, f := range d.fields {
		items[i] = d.item(f)
	}
	d.items.SetItems(items)
	d.items.Select(slices.Index(d.fields, under))
}

// item is the line of a field: whether it is shown, and how wide its column is.
func (d *chooser) item(f *collection.Field) form.Item {
	it := form.Item{Label: f.Title, Keywords: f.Key, Mark: form.Off}
	n := d.columnOf(f)
	if n < 0 {
		return it
	}
	it.Mark, it.Right = form.On, "fits"
	c := d.m.cols.At(n)
	if c.Of.fixed {
		it.Right = fmt.Sprint(c.Width)
	}
	if n < d.m.cols.Frozen() {
		it.Right = "frozen " + it.Right
	}
	return it
}

// under is the field under the cursor, nil where there is none.
func (d *chooser) under() *collection.Field {
	if i, ok := d.items.Selected(); ok {
		return d.fields[i]
	}
	return nil
}

// Title implements pane.Dialog.
func (d *chooser) Title() string { return "Columns of " + d.m.col.Title }

// Size implements pane.Dialog.
func (d *chooser) Size(w, h int) (int, int) {
	h = min(d.items.Height(w), h)
	d.items.Fit(h)
	return min(60, w), h
}

// Draw implements pane.Dialog.
func (d *chooser) Draw(a screen.Area) screen.Cursor { return d.items.Draw(a, d.m.env.Theme) }

// Footer are the keys in the foot of the frame.
func (d *chooser) Footer() []pane.Hint {
	h, keys := d.m.env.Hint, d.m.env.Keys
	both := func(one, other action.ID, words string) pane.Hint {
		return pane.Hint{Key: keys.Key(one) + " " + keys.Key(other), Text: words}
	}
	if d.typing {
		return []pane.Hint{{Key: "enter", Text: "done"}}
	}
	hints := []pane.Hint{
		h(action.Select, "show"), h(action.Dismiss, "close"), both(action.ColumnWider, action.ColumnNarrow, "width"), h(action.SearchRecords, "find"),
		h(action.ColumnFreeze, "freeze"), h(action.Refresh, "fit"), h(action.SelectNone, "default"), {Key: "shift+down shift+up", Text: "move"},
	}
	if below := d.items.Below(); below > 0 {
		hints = slices.Insert(hints, 2, pane.Hint{Key: "down", Text: fmt.Sprint(below, " more")}) // before what a narrow screen has no room for
	}
	return hints
}

// Clicked shows or hides the field at a cell of the screen: enter, which closes
// the dialog, is not what a click is for.
func (d *chooser) Clicked(x, y int) tea.Cmd {
	if !d.items.Click(x, y) {
		return nil
	}
	return d.do(action.Select)
}

// columnOf is the index of a field's column, -1 where it has none.
func (d *chooser) columnOf(f *collection.Field) int {
	return slices.IndexFunc(d.m.cols.All(), func(c grid.Column[column]) bool { return c.Of.field == f })
}

// Key implements pane.Dialog.
func (d *chooser) Key(k tea.KeyPressMsg) (tea.Cmd, bool) {
	if d.typing {
		d.typed(k)
		return nil, false
	}
	id, _ := d.m.env.Keys.Resolve([]action.Scope{action.Dialog, action.Records, action.List, action.Global}, k.String())
	switch k.String() { // columns stand below one another here
	case "shift+up", "ctrl+up":
		id = action.ColumnLeft
	case "shift+down", "ctrl+down":
		id = action.ColumnRight
	}
	if do := d.keys[id]; do != nil {
		return do()
	}
	if list.Moved(&d.items, id) {
		return nil, false
	}
	return d.do(id), false
}

// typed takes a key of the filter: enter keeps what was typed, esc drops it.
func (d *chooser) typed(k tea.KeyPressMsg) {
	switch d.items.Key(k) {
	case form.Done:
		d.typing = false
	case form.Leave:
		d.items.SetFilter("")
		d.typing = false
	}
	d.items.NoFilter = !d.typing && d.items.Filter() == ""
}

// do changes the column of the field under the cursor.
func (d *chooser) do(id action.ID) tea.Cmd {
	d.cmds = nil
	if f := d.under(); f != nil {
		d.change(id, f)
	}
	d.list()
	return tea.Batch(d.cmds...)
}

// change does to a field's column what the same key does in the table.
func (d *chooser) change(id action.ID, f *collection.Field) {
	n := d.columnOf(f)
	changes := map[action.ID]func(){action.SelectNone: d.reset, action.Select: func() { d.add(f) }}
	if n >= 0 {
		changes = d.columnChanges(n)
	}
	if do := changes[id]; do != nil {
		do()
	}
}

// columnChanges are what can be done to a column that is shown.
func (d *chooser) columnChanges(n int) map[action.ID]func() {
	m := d.m
	with := func(do func(int) tea.Cmd) func() { return func() { d.cmds = append(d.cmds, do(n)) } }
	shift := func(id action.ID) func() {
		return func() {
			m.cols.MoveTo(n)
			cmd, _ := m.commands.Run(id)
			d.cmds = append(d.cmds, cmd)
		}
	}
	return map[action.ID]func(){
		action.SelectNone: d.reset,
		action.Select:     func() { d.hide(n) },
		action.Refresh: func() {
			m.fitColumn(n)
			d.cmds = append(d.cmds, m.columnsChanged())
		},
		action.ColumnWider: with(m.widen), action.ColumnNarrow: with(m.narrow), action.ColumnFreeze: with(m.freeze),
		action.ColumnLeft: shift(action.ColumnLeft), action.ColumnRight: shift(action.ColumnRight),
	}
}

// reset shows the columns that a table has before one is chosen.
func (d *chooser) reset() {
	d.m.standard()
	d.cmds = append(d.cmds, d.m.saveSoon(), d.m.names())
}

// add shows a field in a column of its own, the last.
func (d *chooser) add(f *collection.Field) {
	m := d.m
	cols := append(slices.Clone(m.cols.All()), grid.Column[column]{Of: column{field: f}, Width: m.fit(f, chosenMost)})
	m.makeRoom(cols)
	m.setColumns(cols, m.cols.Frozen())
	d.cmds = append(d.cmds, m.columnsChanged(), m.names())
}

// hide takes a column away; the last one stays.
func (d *chooser) hide(n int) {
	m := d.m
	if m.cols.Len() <= 1 {
		return
	}
	frozen := m.cols.Frozen()
	if n < frozen {
		frozen--
	}
	m.setColumns(slices.Delete(slices.Clone(m.cols.All()), n, n+1), frozen)
	d.cmds = append(d.cmds, m.columnsChanged())
}

// Paste implements pane.Dialog.
func (d *chooser) Paste(s string) tea.Cmd {
	if d.typing {
		d.items.Paste(s)
	}
	return nil
}
