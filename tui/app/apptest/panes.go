package apptest

import (
	"slices"
	"strconv"
	"strings"
)

// Row is a line of a list: a record, an object, a field, a choice.
type Row struct {
	d     *Driver
	where string
	cells line
	heads []int
	head  line
}

// Text is all that the row says, without its marks.
func (r Row) Text() Part {
	s := r.cells.String()
	for _, mark := range []string{cursorMark, selectedMark, draftMark} {
		s = strings.Replace(s, mark, " ", 1)
	}
	return r.d.part(strings.Trim(s, " "+rule), "%s", r.where)
}

// Cursor reports whether the cursor is on the row.
func (r Row) Cursor() bool { return r.marked(cursorMark) }

// Selected reports whether the row is selected.
func (r Row) Selected() bool { return r.marked(selectedMark) }

// Draft reports whether the row has a draft.
func (r Row) Draft() bool { return r.marked(draftMark) }

func (r Row) marked(mark string) bool {
	return slices.ContainsFunc(r.cells, func(c cell) bool { return c.text == mark })
}

// Cell is what the row says under a column's title.
func (r Row) Cell(title string) Part {
	r.d.t.Helper()
	for i, from := range r.heads {
		to := len(r.cells)
		if i+1 < len(r.heads) {
			to = r.heads[i+1]
		}
		if got := strings.TrimSpace(r.head.sub(from, to).String()); got == title {
			return r.d.part(strings.TrimSpace(r.cells.sub(from, to).String()), "%s of %s", title, r.where)
		}
	}
	r.d.t.Fatalf("there is no column %q:\n%s", title, r.d.Screen())
	return Part{}
}

// Table is the pane of records.
type Table struct {
	d *Driver
	a area
}

// Records is the pane of records.
func (d *Driver) Records() Table {
	d.t.Helper()
	return Table{d, d.pane("records")}
}

// Text is all that the pane says.
func (t Table) Text() Part { return t.d.part(t.a.String(), "the table") }

// heads are the columns at which the titles begin: a title is drawn in one
// style, and what is between two in none.
func (t Table) heads() []int {
	var out []int
	before := true
	for x, c := range t.a.lines[0] {
		gap := c.blank() && !c.styled
		if !gap && before && c.text != "" {
			out = append(out, x)
		}
		if c.text != "" {
			before = gap
		}
	}
	return out
}

// Row is a row by its place on the screen, from 1.
func (t Table) Row(n int) Row {
	t.d.t.Helper()
	if n < 1 || n >= len(t.a.lines) {
		t.d.t.Fatalf("the table shows no row %d:\n%s", n, t.d.Screen())
	}
	return t.row(n)
}

func (t Table) row(n int) Row {
	return Row{d: t.d, where: "row " + strconv.Itoa(n), cells: t.a.lines[n], heads: t.heads(), head: t.a.lines[0]}
}

// Current is the row under the cursor.
func (t Table) Current() Row {
	t.d.t.Helper()
	for n := 1; n < len(t.a.lines); n++ {
		if r := t.row(n); r.Cursor() {
			return r
		}
	}
	t.d.t.Fatalf("no row of the table has the cursor:\n%s", t.d.Screen())
	return Row{}
}

// Named is the first row that says a text.
func (t Table) Named(text string) Row {
	t.d.t.Helper()
	return named(t.d, t.a, text)
}

func named(d *Driver, a area, text string) Row {
	d.t.Helper()
	t := Table{d, a}
	for n := 1; n < len(a.lines); n++ {
		if strings.Contains(a.lines[n].String(), text) {
			return t.row(n)
		}
	}
	d.t.Fatalf("no row of the %s says %q:\n%s", a.name, text, d.Screen())
	return Row{}
}

// List is the pane of objects.
type List struct {
	d *Driver
	a area
}

// Objects is the pane of objects.
func (d *Driver) Objects() List {
	d.t.Helper()
	return List{d, d.pane("objects")}
}

// Text is all that the pane says.
func (l List) Text() Part { return l.d.part(l.a.String(), "the list of objects") }

// Row is the first row that says a text.
func (l List) Row(text string) Row {
	l.d.t.Helper()
	return named(l.d, l.a, text)
}

// Current is the row under the cursor.
func (l List) Current() Row {
	l.d.t.Helper()
	return named(l.d, l.a, cursorMark)
}

// Record is the pane of a record.
type Record struct {
	d *Driver
	a area
}

// Record is the pane of a record.
func (d *Driver) Record() Record {
	d.t.Helper()
	return Record{d, d.pane("record")}
}

// Text is all that the pane says.
func (r Record) Text() Part { return r.d.part(r.a.String(), "the record") }

// Title is its first line: what it is called, and its drafts.
func (r Record) Title() Part {
	return r.d.part(strings.TrimSpace(r.a.lines[0].String()), "the record's title")
}

// Field is a field of a record on the screen.
type Field struct {
	Row
	value string
}

// Text is what stands beside the field's title, a line below another.
func (f Field) Text() Part { return f.d.part(f.value, "%s", f.where) }

// Field is a field by its title.
func (r Record) Field(title string) Field {
	r.d.t.Helper()
	at := r.valueColumn()
	for y := 1; y < len(r.a.lines); y++ {
		l := r.a.lines[y]
		if label(l.sub(0, at-2)) != title {
			continue
		}
		values := []string{strings.TrimSpace(l.sub(at, len(l)).String())}
		for y+1 < len(r.a.lines) && strings.TrimSpace(r.a.lines[y+1].sub(0, at).String()) == "" {
			y++
			values = append(values, strings.TrimSpace(r.a.lines[y].sub(at, len(l)).String()))
		}
		row := Row{d: r.d, where: "the field " + title, cells: l.sub(0, at)}
		return Field{row, strings.TrimRight(strings.Join(values, "\n"), "\n")}
	}
	r.d.t.Fatalf("the record shows no field %q:\n%s", title, r.d.Screen())
	return Field{}
}

// valueColumn is where the values begin: with the leftmost text that is apart
// from a field's title and is no mark.
func (r Record) valueColumn() int {
	at := r.a.w
	for _, l := range r.a.lines[1:] {
		starts := l.starts(2)
		if len(starts) < 2 || starts[0] > 1 {
			continue
		}
		x := starts[1]
		if l[x].text == draftMark {
			x += 2
		}
		at = min(at, x)
	}
	return max(at, 2)
}

func label(l line) string {
	s := strings.TrimPrefix(l.String(), cursorMark)
	return strings.TrimSuffix(strings.TrimSpace(s), "*")
}

// Dialog is the dialog on top.
type Dialog struct {
	d *Driver
	a area
}

// HasDialog reports whether a dialog is open.
func (d *Driver) HasDialog() bool {
	_, ok := d.grid().dialog()
	return ok
}

// Dialog is the dialog on top.
func (d *Driver) Dialog() Dialog {
	d.t.Helper()
	a, ok := d.grid().dialog()
	if !ok {
		d.t.Fatalf("no dialog is open:\n%s", d.Screen())
	}
	return Dialog{d, a}
}

// dialog finds the frame of the window on top: the last whose corners fit.
func (g grid) dialog() (area, bool) {
	for y := len(g) - 2; y >= 0; y-- {
		from, to := g.edge(y, "╭", "╮")
		if to-from < 10 {
			continue
		}
		for foot := y + 1; foot < len(g); foot++ {
			if f, t := g.edge(foot, "╰", "╯"); f == from && t == to {
				return g.area("dialog", from, y, to-from, foot-y+1), true
			}
		}
	}
	return area{}, false
}

// edge returns the columns between two corners of a row, the corners included.
func (g grid) edge(y int, left, right string) (from, to int) {
	for x, c := range g[y] {
		switch c.text {
		case left:
			from = x
		case right:
			return from, x + 1
		}
	}
	return 0, 0
}

// Title is what the dialog is called.
func (d Dialog) Title() Part {
	return d.d.part(strings.Trim(d.a.lines[0].String(), "╭─╮ "), "the dialog's title")
}

// Text is all that the dialog says below its title.
func (d Dialog) Text() Part {
	var out []string
	for _, l := range d.a.lines[1:] {
		out = append(out, strings.Trim(l.String(), "│╰─╯ "))
	}
	return d.d.part(strings.Join(out, "\n"), "the dialog")
}

// Row is the first line that says a text.
func (d Dialog) Row(text string) Row {
	d.d.t.Helper()
	return named(d.d, d.a, text)
}

// Current is the line under the cursor.
func (d Dialog) Current() Row {
	d.d.t.Helper()
	return named(d.d, d.a, cursorMark)
}
