package many

import (
	"cmp"
	"maps"
	"path/filepath"
	"slices"

	tea "charm.land/bubbletea/v2"

	"zco/tui/action"
	"zco/tui/domain/job"
	"zco/tui/draw/screen"
	"zco/tui/draw/text"
	"zco/tui/pane"
	"zco/tui/widget/form"
)

// leftOut is how a mapping says that a column is not brought in.
const leftOut = "-"

var keyWords = map[job.RowKey]string{
	"": "as the file has it", "id": "ID", "external_id": "external ID", "name": "name (unique names only)", "none": "nothing: every row is new",
}

// rows are the lines of the view of a checked file: what to press enter on.
func (d *importing) rows() []line {
	th := d.f.env.Theme
	c := d.check
	first := line{th.Strong, "Preview"}
	switch {
	case c.Err != "":
		first = line{th.InputOff, "Cannot be imported like this"}
	case c.Bad > 0:
		first.text += " the " + pane.Plural(c.Rows-c.Bad, "valid row", "valid rows")
	}
	key := keyWords[c.Key]
	if d.source.Key == "" {
		key += " (found in the file)"
	}
	empty := "leave unchanged"
	if d.source.EmptyClears {
		empty = "clear the field"
	}
	out := []line{first, {th.Text, "Match rows by: " + key}, {th.Text, "Empty cells: " + empty}}
	for _, col := range c.Columns {
		out = append(out, d.columnLine(col))
	}
	programs := "are not sent"
	if len(d.source.Accept) > 0 {
		programs = "are sent like all others"
	}
	return append(out, line{th.Text, "Cells that a program seems to have changed: " + programs})
}

func (d *importing) columnLine(col job.Column) line {
	th := d.f.env.Theme
	words := text.Cut(col.Header, 26, text.Runes) + " → "
	switch {
	case col.Problem != "":
		return line{th.Danger, words + th.Glyphs.Failed + " " + col.Problem}
	case col.Field == "":
		why := "left out"
		if col.Ignored != "" && d.source.Mapping[col.Header] != leftOut {
			why += ": " + col.Ignored
		}
		return line{th.Muted, words + why}
	}
	return line{th.Text, words + d.fieldTitle(col.Field)}
}

// fieldTitle is what the field of a column is called, by the service's key.
func (d *importing) fieldTitle(key string) string {
	here := key
	if key != "id" {
		here = job.SchemaKey(key)
	}
	f, _ := d.s.schema.Field(here)
	return cmp.Or(f.Title, key)
}

// shownFaults is how many faults the view itself shows.
const shownFaults = 4

// faults are the lines below: what is wrong.
func (d *importing) faults() []line {
	th := d.f.env.Theme
	c := d.check
	head := string(c.Format)
	if c.Err == "" { // else its rows were not read
		head += ", " + pane.Plural(c.Rows, "row", "rows")
	}
	out := []line{{th.Muted, head}}
	for _, note := range c.Notes {
		out = append(out, line{th.Muted, note})
	}
	if c.Err != "" {
		return append(out, line{th.Danger, th.Glyphs.Failed + " " + c.Err})
	}
	if c.Bad > 0 {
		out = append(out, line{th.Danger, th.Glyphs.Failed + " " + pane.Plural(c.Bad, "row has", "rows have") + " faults; " + d.f.env.Keys.Key(action.ImportFaults) + " shows all"})
		for _, p := range c.Problems[:min(len(c.Problems), shownFaults)] {
			out = append(out, line{th.Text, "  " + job.Plain(p.String())})
		}
	}
	return out
}

func (d *importing) drawColumns(a screen.Area) screen.Cursor {
	th := d.f.env.Theme
	rows, faults := d.rows(), d.faults()
	list, below := a.Bottom(min(len(faults)+1, a.H/2))
	d.drawn = list.Rect
	top := d.top()
	for y := 0; y < list.H && top+y < len(rows); y++ {
		if top+y == d.at {
			list.Text(0, y, th.Gutter, th.Glyphs.Cursor)
		}
		list.TextCut(2, y, list.W-2, rows[top+y].style, rows[top+y].text)
	}
	if hidden := len(rows) - top - list.H; hidden > 0 {
		list.TextRight(0, list.H-1, list.W, th.Muted, " "+pane.Thousands(hidden+1)+" more "+th.Glyphs.More)
	}
	for y, f := range faults {
		below.TextCut(0, y+1, below.W, f.style, f.text)
	}
	return list.At(0, d.at-top)
}

// top is the first row on the screen.
func (d *importing) top() int { return max(d.at-d.drawn.H+1, 0) }

func (d *importing) columnKey(k tea.KeyPressMsg) (tea.Cmd, bool) {
	if do := d.columnKeys()[d.f.env.DialogKey(k, action.Transfer)]; do != nil {
		return do()
	}
	return nil, false
}

// Clicked does what a click at a cell of the screen is for: it changes the row
// there, takes the field of the menu, or goes on with the name of a file.
func (d *importing) Clicked(x, y int) tea.Cmd {
	i := y - d.drawn.Y
	switch on := d.drawn.Contains(x, y); {
	case d.menu != nil && d.menu.list.Click(x, y):
		cmd, _ := d.menu.key(tea.KeyPressMsg{Code: tea.KeyEnter})
		return cmd
	case d.menu != nil || !on:
	case d.check != nil && d.top()+i < len(d.rows()):
		d.at = d.top() + i
		cmd, done := d.changeRow()
		if done {
			d.f.env.Shell.Close(d)
		}
		return cmd
	case d.check == nil && i < len(d.names):
		dir, _ := filepath.Split(d.path.Text())
		d.path.SetText(dir + d.names[i])
	}
	return nil
}

func (d *importing) columnKeys() pane.Bindings {
	return pane.Bind(pane.Moves(func() { d.check, d.at = nil, 0 }), action.Dismiss, action.Back).
		And(pane.Moves(func() { d.at = min(d.at+1, len(d.rows())-1) }), action.Down).
		And(pane.Moves(func() { d.at = max(d.at-1, 0) }), action.Up).
		And(d.changeRow, action.Accept, action.OtherValue).
		And(pane.Stays(d.showFaults), action.ImportFaults)
}

// changeRow changes what the cursor is on, or goes on to the review.
func (d *importing) changeRow() (tea.Cmd, bool) {
	s := d.source
	switch d.at {
	case 0:
		return d.review()
	case 1:
		keys := job.RowKeys
		s.Key = keys[(slices.Index(keys, s.Key)+1)%len(keys)]
		return d.look(s), false
	case 2:
		s.EmptyClears = !s.EmptyClears
		return d.look(s), false
	}
	i := d.at - 3
	if i < len(d.check.Columns) {
		d.menu = d.fieldMenu(d.check.Columns[i].Header)
		return nil, false
	}
	if len(s.Accept) > 0 {
		s.Accept = nil
	} else {
		s.Accept = job.AllCauses
	}
	return d.look(s), false
}

// fieldMenu asks what a column sets.
func (d *importing) fieldMenu(header string) *menu {
	keys := []string{leftOut, "id"}
	items := []form.Item{{Label: "Leave it out"}, {Label: "ID", Hint: "Tells which record a row is"}}
	for _, f := range d.s.schema.Fields {
		if f.Key == "id" {
			continue
		}
		if f.Locked != "" && !f.Create {
			continue
		}
		keys = append(keys, f.Key)
		bare, _ := f.Custom()
		items = append(items, form.Item{Label: f.Title, Hint: bare})
	}
	name := "What is the column “" + text.Cut(header, longestQuote, text.Runes) + "”?"
	return newMenu(name, items, func(i int) tea.Cmd {
		s := d.source
		s.Mapping = maps.Clone(s.Mapping)
		s.Mapping[header] = keys[i]
		d.menu = nil
		return d.look(s)
	})
}
