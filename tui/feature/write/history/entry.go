package history

import (
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"zco/tui/action"
	"zco/tui/domain/collection"
	"zco/tui/domain/field"
	"zco/tui/domain/journal"
	"zco/tui/draw/screen"
	"zco/tui/draw/text"
	"zco/tui/pane"
	"zco/tui/widget/form"
)

// entry shows one change that was sent.
type entry struct {
	pane.Base
	m        *Model
	e        journal.Entry
	at       pane.Scroll
	compared map[[2]string]*form.Diff // what the fields had before and after
}

type diff struct {
	title string
	*form.Diff
}

// Title implements pane.Dialog.
func (d *entry) Title() string { return words(d.e) }

// facts are the lines above the fields, broken at a width.
func (d *entry) facts(w int) (out []string) {
	e := d.e
	add := func(label, words string) {
		for _, l := range text.Wrap(text.Clean(words), w-labelWidth, text.Clusters) {
			out = append(out, fmt.Sprintf("%-*s%s", labelWidth, label, l))
			label = ""
		}
	}
	add("When", d.m.when(e))
	add("Who", e.User)
	about := e.Object
	if e.Record != "" {
		about += "   Record " + e.Record
	}
	add("Object", about)
	add("Result", Result(e))
	if e.Message != "" {
		add("", e.Message)
	}
	if e.UndoneBy != "" {
		add("", "It was undone")
	}
	return append(out, "")
}

// labelWidth is that of what the facts are.
const labelWidth = 8

// changes are the fields of the entry; of a row made or deleted all that is
// known of it.
func (d *entry) changes() []journal.Change {
	switch {
	case len(d.e.Changes) > 0:
		return d.e.Changes
	case d.e.Action == journal.Delete:
		return whole(d.e.Before, func(v collection.Value) (before, after collection.Value) { return v, collection.Absent })
	}
	return whole(d.e.After, func(v collection.Value) (before, after collection.Value) { return collection.Absent, v })
}

func whole(row collection.Value, sides func(collection.Value) (before, after collection.Value)) (out []journal.Change) {
	for key, v := range row.Members() {
		if !v.IsEmpty() {
			before, after := sides(v)
			out = append(out, journal.Change{Field: key, Before: before, After: after})
		}
	}
	slices.SortFunc(out, func(a, b journal.Change) int { return strings.Compare(a.Field, b.Field) })
	return out
}

// diffs are the fields with what they had before and after, by the names that
// are known now.
func (d *entry) diffs() (out []diff) {
	format := d.m.env.Format()
	for _, c := range d.changes() {
		f, ok := d.schema().Field(c.Field)
		if !ok {
			f = collection.Field{Key: c.Field, Title: strings.TrimPrefix(c.Field, collection.CustomPrefix), Type: field.Text}
		}
		out = append(out, diff{f.Title, d.compare(format.Text(f, c.Before), format.Text(f, c.After))})
	}
	return out
}

// compare compares two texts line by line; once, since it takes its time.
func (d *entry) compare(before, after string) *form.Diff {
	if d.compared == nil {
		d.compared = map[[2]string]*form.Diff{}
	}
	of := [2]string{before, after}
	if d.compared[of] == nil {
		d.compared[of] = form.NewDiff(before, after)
	}
	return d.compared[of]
}

func (d *entry) height(w int) int {
	n := len(d.facts(w))
	for _, f := range d.diffs() {
		n += 1 + f.Height(w-2)
	}
	return n
}

// Size implements pane.Dialog.
func (d *entry) Size(w, h int) (int, int) {
	w = min(width, w)
	return w, min(d.height(w), h)
}

// Footer are the keys in the foot of the frame.
func (d *entry) Footer() []pane.Hint {
	return []pane.Hint{d.m.env.Hint(action.Undo, "undo it"), d.m.env.Hint(action.Dismiss, "close")}
}

// Draw implements pane.Dialog.
func (d *entry) Draw(a screen.Area) screen.Cursor {
	th := d.m.env.Theme
	y := -d.at.Fit(d.height(a.W), a.H)
	for _, l := range d.facts(a.W) {
		a.TextCut(0, y, a.W, th.Text, l)
		y++
	}
	for _, f := range d.diffs() {
		a.TextCut(0, y, a.W, th.Label, f.title)
		y++
		h := f.Height(a.W - 2)
		from := max(-y, 0) // of its rows, those above the first of the dialog are left out
		f.Diff.Draw(a.Sub(2, y+from, a.W-2, h-from), th, from)
		y += h
	}
	return a.At(0, 0)
}

// Key implements pane.Dialog.
func (d *entry) Key(k tea.KeyPressMsg) (tea.Cmd, bool) {
	id := d.m.env.DialogKey(k)
	if do := d.keys()[id]; do != nil {
		return do()
	}
	d.at.Move(id)
	return nil, false
}

func (d *entry) keys() pane.Bindings {
	return pane.Bind(pane.Done, action.Accept, action.Dismiss, action.Quit, action.Back).And(d.undo, action.Undo)
}

func (d *entry) undo() (tea.Cmd, bool) {
	d.m.env.Shell.Ask(Undo{d.e})
	return nil, true
}

func (d *entry) schema() *collection.Schema { return d.m.schemas[d.e.Object] }

func (d *entry) names() tea.Cmd {
	ids := map[string][]string{}
	d.ids(ids)
	return d.m.in.Names(ids)
}

// ids adds the ids in the entry's values to those of each target.
func (d *entry) ids(ids map[string][]string) {
	for _, c := range d.changes() {
		f, _ := d.schema().Field(c.Field)
		for _, v := range []collection.Value{c.Before, c.After} {
			if f.Target != "" && !v.IsEmpty() {
				ids[f.Target] = append(ids[f.Target], v.Text())
			}
		}
	}
}
