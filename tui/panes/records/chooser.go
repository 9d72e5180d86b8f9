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
	return min(46, w), min(len(d.m.schema.Fields)+2, 13, h)
}

// Draw implements pane.Dialog.
func (d *chooser) Draw(a screen.Area) screen.Cursor {
	th := d.m.env.Theme
	body, foot := a.Bottom(2)
	d.top = max(min(d.top, d.at, len(d.items)-body.H), d.at-body.H+1, 0)
	for y := 0; y < body.H && d.top+y < len(d.items); y++ {
		d.drawItem(body.Row(y), d.top+y)
	}
	keys := d.m.env.Keys
	d.m.env.DrawHints(foot, 0, []pane.Hint{{Key: keys.Key(action.Select), Text: "show"},
		{Key: keys.Key(action.ColumnLeft) + " " + keys.Key(action.ColumnRight), Text: "up, down"},
		{Key: keys.Key(action.SearchRecords), Text: "find"}})
	if d.typing || d.filter.Text() != "" {
		x := foot.Text(0, 1, th.Key, "/")
		at := d.filter.Draw(foot.Sub(x, 1, foot.W-x, 1), th)
		if d.typing {
			return at
		}
		return body.At(0, d.at-d.top)
	}
	d.m.env.DrawHints(foot, 1, []pane.Hint{{Key: keys.Key(action.ColumnWider) + " " + keys.Key(action.ColumnNarrow), Text: "width"}, {Key: keys.Key(action.Refresh), Text: "fit"},
		{Key: keys.Key(action.ColumnFreeze), Text: "freeze"}, {Key: keys.Key(action.SelectNone), Text: "default"}})
	return body.At(0, d.at-d.top)
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
	switch id {
	case action.Accept, action.Dismiss, action.Columns, action.Quit, action.Open:
		return nil, true
	case action.SearchRecords, action.QuickFilter:
		d.typing = true
	case action.First:
		d.at = 0
	case action.Last:
		d.at = len(d.items) - 1
	default:
		if by := d.step(id); by != 0 {
			d.at += by
		} else if len(d.items) > 0 {
			d.change(id, d.items[d.at])
		}
	}
	d.list()
	return tea.Batch(d.cmds...), false
}

// step is how far an action moves in the list of the dialog, 0 for none.
func (d *chooser) step(id action.ID) int {
	half, page := min(max(d.m.height/2, 1), 10), min(d.m.height, 10)
	return map[action.ID]int{
		action.Down: 1, action.SearchDown: 1, action.Up: -1, action.SearchUp: -1,
		action.HalfDown: half, action.HalfUp: -half, action.PageDown: page, action.PageUp: -page,
	}[id]
}

// typed takes a key of the filter of the dialog itself.
func (d *chooser) typed(k tea.KeyPressMsg) (done bool) {
	id, _ := d.m.env.Keys.Resolve([]action.Scope{action.Search}, k.String())
	switch id {
	case action.SearchLeave:
		d.filter.SetText("")
		d.typing = false
	case action.SearchRun:
		d.typing = false
	case action.SearchDown:
		d.at++
	case action.SearchUp:
		d.at--
	default:
		d.filter.Key(k)
		d.at = 0
	}
	d.list()
	return false
}

// change does to a field's column what the same key does in the table.
func (d *chooser) change(id action.ID, f *collection.Field) {
	m, n := d.m, d.columnOf(f)
	switch {
	case id == action.SelectNone:
		m.standard()
		d.cmds = append(d.cmds, m.saveSoon(), m.names())
		d.at = 0
	case id == action.Refresh && n >= 0:
		m.fitColumn(n)
		d.cmds = append(d.cmds, m.columnsChanged())
	case id == action.Select && n >= 0:
		if m.cols.Len() > 1 {
			d.hide(n)
		}
	case id == action.Select:
		cols := append(slices.Clone(m.cols.All()), grid.Column[column]{Of: column{field: f}, Width: m.fit(f, chosenMost)})
		m.setColumns(cols, m.cols.Frozen())
		d.at = len(cols) - 1
		d.cmds = append(d.cmds, m.columnsChanged(), m.names())
	case n >= 0:
		d.cmds = append(d.cmds, d.changeColumn(id, n))
	}
}

// changeColumn does what the action does to the column under the cursor of the
// table, to another.
func (d *chooser) changeColumn(id action.ID, n int) tea.Cmd {
	m := d.m
	switch id {
	case action.ColumnWider:
		return m.widen(n)
	case action.ColumnNarrow:
		return m.narrow(n)
	case action.ColumnFreeze:
		return m.freeze(n)
	case action.ColumnLeft, action.ColumnRight:
		m.cols.MoveTo(n)
		cmd, _ := m.commands.Run(id)
		d.at += m.cols.Cursor() - n
		return cmd
	}
	return nil
}

func (d *chooser) hide(n int) {
	m := d.m
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
