package record

import (
	tea "charm.land/bubbletea/v2"

	"zco/tui/action"
	"zco/tui/domain/change"
	"zco/tui/domain/collection"
	"zco/tui/draw/screen"
	"zco/tui/draw/text"
	"zco/tui/pane"
	"zco/tui/widget/form"
	"zco/tui/work"
)

// Cell is the editor of one field over its cell in the table. What is typed
// goes into the same draft as in the record.
type Cell struct {
	t     *typing
	cell  screen.Rect
	drawn screen.Rect // the editor, where it was drawn last
}

// NewCell returns the editor of a cell, or why there is none.
func NewCell(env *pane.Env, l *work.Layer, drafts *change.DraftStore, col *collection.Collection, e pane.EditCell) (c *Cell, start tea.Cmd, why string) {
	if why = change.Locked(col, e.Item, e.Field, false); why == "" {
		why = env.ReadOnly
	}
	if why != "" {
		return nil, nil, e.Field.Title + " cannot be changed: " + why
	}
	c = &Cell{t: begin(env, l, drafts, col, e.Ref, e.Item, e.Field), cell: e.Cell}
	return c, c.t.search(), ""
}

// Title implements pane.Dialog.
func (c *Cell) Title() string { return c.t.Field.Title }

// leastCell is the width that an editor gets where the column is narrower.
const leastCell = 30

// Size implements pane.Dialog.
func (c *Cell) Size(w, h int) (int, int) {
	dx, dy := c.frame()
	width := min(max(c.cell.W, leastCell), w-2*dx)
	return width + 2*dx, min(c.rows(width)+2*dy, h)
}

// frame is what stands around the editor on each side: one that lists what to
// choose from is a window, so that it is not read as rows of the table.
func (c *Cell) frame() (dx, dy int) {
	env := c.t.env
	switch c.t.Editor.(type) {
	case *form.Choice, *form.MultiChoice, *form.Pick, *form.Date:
		if !env.Plain && env.Theme.Glyphs.Lines {
			return 2, 1
		}
	}
	return 0, 0
}

func (c *Cell) rows(width int) int { return c.t.height(width) + len(c.problem(width)) }

// problem are the lines that say what is wrong with what stands in the editor.
func (c *Cell) problem(width int) (lines []aside) {
	th, p := c.t.env.Theme, c.t.Problem()
	if p == "" {
		return nil
	}
	for _, line := range wrapped(th.Glyphs.Failed+" "+text.Sentence(p), width, th.Glyphs.Loading) {
		lines = append(lines, aside{line, th.Danger})
	}
	return lines
}

// footRows are below all editors: the line of hints, which are theirs, and the
// status bar.
const footRows = 2

// Place says where on the screen the editor lies: on its cell, moved as little
// as keeps it on the screen.
func (c *Cell) Place(full screen.Rect) screen.Rect {
	dx, dy := c.frame()
	w, h := c.Size(full.W, full.H-footRows)
	return screen.Rect{X: max(min(c.cell.X-dx, full.W-w), 0), Y: max(min(c.cell.Y-dy, full.H-h-footRows), 0), W: w, H: h}
}

// Draw implements pane.Dialog.
func (c *Cell) Draw(a screen.Area) screen.Cursor {
	th := c.t.env.Theme
	c.drawn = a.Rect
	body := a
	if dx, dy := c.frame(); dx > 0 {
		a.Fill(th.Text)
		a.Box(th.Text, th.BorderFocus, c.Title())
		body = a.Inset(dx, dy)
	} else {
		a.Fill(th.Input)
	}
	lines := c.problem(body.W)
	body, foot := body.Bottom(min(len(lines), body.H-1))
	drawAsides(foot, lines)
	return c.t.draw(body)
}

// Key implements pane.Dialog.
func (c *Cell) Key(k tea.KeyPressMsg) (tea.Cmd, bool) {
	if c.t.env.Pressed(k, action.FieldCancel) {
		c.t.in.Close()
		c.t.drafts.Clear(c.t.ref, c.t.Field.Key)
		return nil, true
	}
	if c.t.env.Pressed(k, action.SendRow) && c.t.env.ReadOnly == "" {
		c.t.take()
		c.t.finish()
		c.t.env.Shell.Run(action.SendRow)
		return nil, true
	}
	return c.t.key(k)
}

// Clicked chooses what is drawn at a cell of the screen, or puts the cursor
// there; a click beside the editor ends it, what was typed is kept.
func (c *Cell) Clicked(x, y int) tea.Cmd {
	if !c.drawn.Contains(x, y) {
		c.t.take()
		c.t.finish()
		c.t.env.Shell.Close(c)
		return nil
	}
	cmd, ended := c.t.click(x, y)
	if ended {
		c.t.env.Shell.Close(c)
	}
	return cmd
}

// Paste implements pane.Dialog.
func (c *Cell) Paste(s string) tea.Cmd { return c.t.paste(s) }

// editCell opens the editor of a cell over the table.
func (m *Model) editCell(e pane.EditCell) tea.Cmd {
	col := m.env.Shell.Collection(e.Ref.Collection)
	if col == nil {
		return nil
	}
	d, cmd, why := NewCell(m.env, m.layer, m.drafts, col, e)
	if why != "" {
		return m.say(pane.Warning, why)
	}
	m.env.Shell.Open(d)
	return cmd
}
