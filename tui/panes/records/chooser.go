package records

import (
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"zco/tui/action"
	"zco/tui/domain/collection"
	"zco/tui/draw/screen"
	"zco/tui/pane"
	"zco/tui/widget/form"
	"zco/tui/widget/grid"
)

// chooser is the dialog that chooses the columns of a table. What is chosen
// shows in the table at once; closing the dialog takes nothing back.
type chooser struct {
	m      *Model
	items  []*collection.Field // those shown first, in their order
	at     int
	top    int
	filter form.Line
	typing bool
	cmds   []tea.Cmd
	drawn  screen.Rect // where the fields were last, for clicks
}

func newChooser(m *Model) *chooser {
	d := &chooser{m: m}
	d.list()
	d.at = m.cols.Cursor()
	return d
}

// list lists the fields anew: the columns shown from left to right, then the
// others in the order of the schema.
func (d *chooser) list() {
	d.items = d.items[:0]
	for _, c := range d.m.cols.All() {
		d.items = append(d.items, c.Of.field)
	}
	for i := range d.m.schema.Fields {
		if f := &d.m.schema.Fields[i]; !slices.Contains(d.items, f) {
			d.items = append(d.items, f)
		}
	}
	if word := strings.ToLower(d.filter.Text()); word != "" {
		d.items = slices.DeleteFunc(d.items, func(f *collection.Field) bool {
			return grid.Match(f.Title, word) == nil && grid.Match(f.Key, word) == nil
		})
	}
	d.at = max(min(d.at, len(d.items)-1), 0)
}

// Title implements pane.Dialog.
func (d *chooser) Title() string { return "Columns of " + d.m.col.Title }

// Size implements pane.Dialog.
func (d *chooser) Size(w, h int) (int, int) {
	rows := len(d.items)
	if d.typing || d.filter.Text() != "" {
		rows++
	}
	return min(60, w), min(max(rows, 1), h)
}

// Draw implements pane.Dialog.
func (d *chooser) Draw(a screen.Area) screen.Cursor {
	th := d.m.env.Theme
	body, foot := a, screen.Area{}
	if d.typing || d.filter.Text() != "" {
		body, foot = a.Bottom(1)
	}
	d.drawn = body.Rect
	d.top = max(min(d.top, d.at, len(d.items)-body.H), d.at-body.H+1, 0)
	for y := 0; y < body.H && d.top+y < len(d.items); y++ {
		d.drawItem(body.Row(y), d.top+y)
	}
	if foot.H > 0 {
		x := foot.Text(0, 0, th.Key, "/")
		at := d.filter.Draw(foot.Sub(x, 0, foot.W-x, 1), th)
		if d.typing {
			return at
		}
	}
	return body.At(0, d.at-d.top)
}

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
		h(action.ColumnFreeze, "freeze"), h(action.Refresh, "fit"), h(action.SelectNone, "default"), {Key: "shift+up down", Text: "move"},
	}
	if below := len(d.items) - d.top - d.drawn.H; below > 0 {
		hints = append(hints, pane.Hint{Key: "down", Text: fmt.Sprint(below, " more")})
	}
	return hints
}

// Clicked shows or hides the field at a cell of the screen: enter, which closes
// the dialog, is not what a click is for.
func (d *chooser) Clicked(x, y int) tea.Cmd {
	i := d.top + y - d.drawn.Y
	if !d.drawn.Contains(x, y) || i >= len(d.items) {
		return nil
	}
	f := d.items[i]
	d.cmds = nil
	d.change(action.Select, f)
	d.list()
	d.at = max(slices.Index(d.items, f), 0)
	return tea.Batch(d.cmds...)
}

func (d *chooser) drawItem(a screen.Area, i int) {
	th, f := d.m.env.Theme, d.items[i]
	st := th.Text
	if i == d.at {
		a.Text(0, 0, th.Gutter, th.Glyphs.Cursor)
		st = th.Cursor
	}
	n := d.columnOf(f)
	mark, right := th.Glyphs.Unset, ""
	if n >= 0 {
		c := d.m.cols.At(n)
		mark, right = th.Glyphs.Selected, "fits"
		if c.Of.fixed {
			right = fmt.Sprint(c.Width)
		}
		if n < d.m.cols.Frozen() {
			right = "frozen " + right
		}
	}
	a.Text(2, 0, th.Text, mark)
	a.TextRight(a.W-len(right), 0, len(right), th.Muted, right)
	a.TextCut(4, 0, a.W-5-len(right), st, f.Title)
}

// columnOf is the index of a field's column, -1 where it has none.
func (d *chooser) columnOf(f *collection.Field) int {
	return slices.IndexFunc(d.m.cols.All(), func(c grid.Column[column]) bool { return c.Of.field == f })
}

// Key implements pane.Dialog.
func (d *chooser) Key(k tea.KeyPressMsg) (tea.Cmd, bool) {
	d.cmds = nil
	if d.typing {
		return nil, d.typed(k)
	}
	id, _ := d.m.env.Keys.Resolve([]action.Scope{action.Dialog, action.Records, action.List, action.Global}, k.String())
	switch k.String() { // columns stand below one another here
	case "shift+up", "ctrl+up":
		id = action.ColumnLeft
	case "shift+down", "ctrl+down":
		id = action.ColumnRight
	}
	_, done, known := d.keys().Do(id)
	if !known && len(d.items) > 0 {
		d.change(id, d.items[d.at])
	}
	d.list()
	return tea.Batch(d.cmds...), done
}

// keys end the dialog, or put its cursor elsewhere.
func (d *chooser) keys() pane.Bindings {
	by := func(rows int) func() (tea.Cmd, bool) { return pane.Moves(func() { d.at += rows }) }
	half, page := min(max(d.m.height/2, 1), 10), min(d.m.height, 10)
	return pane.Bind(pane.Done, action.Accept, action.Dismiss, action.Columns, action.Quit, action.Open).
		And(pane.Moves(func() { d.typing = true }), action.SearchRecords, action.QuickFilter).
		And(pane.Moves(func() { d.at = 0 }), action.First).
		And(pane.Moves(func() { d.at = len(d.items) - 1 }), action.Last).
		And(by(1), action.Down, action.SearchDown).And(by(-1), action.Up, action.SearchUp).
		And(by(half), action.HalfDown).And(by(-half), action.HalfUp).And(by(page), action.PageDown).And(by(-page), action.PageUp)
}

// typed takes a key of the filter of the dialog itself.
func (d *chooser) typed(k tea.KeyPressMsg) (done bool) {
	id, _ := d.m.env.Keys.Resolve([]action.Scope{action.Search}, k.String())
	if _, _, known := d.typingKeys().Do(id); !known {
		d.filter.Key(k)
		d.at = 0
	}
	d.list()
	return false
}

func (d *chooser) typingKeys() pane.Bindings {
	stop := func() { d.typing = false }
	return pane.Bind(pane.Moves(stop), action.SearchRun).
		And(pane.Moves(func() { d.filter.SetText(""); stop() }), action.SearchLeave).
		And(pane.Moves(func() { d.at++ }), action.SearchDown).And(pane.Moves(func() { d.at-- }), action.SearchUp)
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
			d.at += m.cols.Cursor() - n
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
	d.at = 0
}

// add shows a field in a column of its own, the last.
func (d *chooser) add(f *collection.Field) {
	m := d.m
	cols := append(slices.Clone(m.cols.All()), grid.Column[column]{Of: column{field: f}, Width: m.fit(f, chosenMost)})
	m.makeRoom(cols)
	m.setColumns(cols, m.cols.Frozen())
	d.at = len(cols) - 1
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
		d.filter.Paste(strings.Join(strings.Fields(s), " "))
		d.list()
	}
	return nil
}
