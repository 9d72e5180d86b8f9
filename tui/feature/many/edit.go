package many

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"zco/tui/action"
	"zco/tui/domain/collection"
	"zco/tui/draw/screen"
	"zco/tui/pane"
	"zco/tui/widget/form"
	"zco/tui/work"
)

// edit is the dialog in which a change to many rows is put together: a list
// of changes, to which fields are added one by one.
type edit struct {
	m     *Model
	s     Subject
	scope scope
	at    int
	step  step // what is being asked; nil shows the list
}

// step is one question on the way to a change.
type step interface {
	title() string
	height(w int) int
	draw(a screen.Area) screen.Cursor
	// key takes a key; back says that the question is left unanswered.
	key(tea.KeyPressMsg) (cmd tea.Cmd, back bool)
	paste(string) tea.Cmd
	update(tea.Msg)
}

func newEdit(m *Model, s Subject, c scope) *edit {
	d := &edit{m: m, s: s, scope: c}
	if len(d.changes()) == 0 {
		d.step = d.fields()
	}
	return d
}

// changes are kept by the model: they outlive the dialog.
func (d *edit) changes() []work.BulkChange { return d.m.changes[d.s.Collection.ID] }

// put adds a change, in the place of those to the same field that it makes
// idle. Replacements in a text may follow each other.
func (d *edit) put(c work.BulkChange) {
	list := slices.DeleteFunc(slices.Clone(d.changes()), func(o work.BulkChange) bool {
		return o.Field.Key == c.Field.Key &&
			(decides(c.Kind) || decides(o.Kind) || o.Kind == c.Kind && c.Kind != work.BulkReplace)
	})
	d.m.changes[d.s.Collection.ID] = append(list, c)
	d.at, d.step = len(list), nil
}

// decides reports whether a kind leaves nothing of what was there before.
func decides(k work.BulkKind) bool { return k == work.BulkSet || k == work.BulkClear }

// Title implements pane.Dialog.
func (d *edit) Title() string {
	if d.step != nil {
		return d.step.title()
	}
	return "Change " + d.scope.words
}

// dialogWidth is how wide the dialogs of this package want to be at most:
// every cell that they cover is sent twice.
const dialogWidth = 72

// Size implements pane.Dialog.
func (d *edit) Size(w, h int) (int, int) {
	w = min(dialogWidth, w)
	if d.step != nil {
		return w, min(d.step.height(w), h)
	}
	return w, min(len(d.changes())+2, h)
}

// Draw implements pane.Dialog.
func (d *edit) Draw(a screen.Area) screen.Cursor {
	if d.step != nil {
		return d.step.draw(a)
	}
	th := d.m.env.Theme
	body, foot := a.Bottom(1)
	list := d.changes()
	d.at = max(min(d.at, len(list)-1), 0)
	top := max(d.at-body.H+1, 0)
	for y := 0; y < body.H && top+y < len(list); y++ {
		st := th.Text
		if top+y == d.at {
			body.Text(0, y, th.Gutter, th.Glyphs.Cursor)
			st = th.Strong
		}
		body.TextCut(2, y, body.W-2, st, d.m.words(list[top+y]))
	}
	d.m.env.DrawHints(foot, 0, []pane.Hint{
		d.m.env.Hint(action.Accept, "see what it does"), {Key: "a", Text: "one more field"}, {Key: "d", Text: "drop"}, d.m.env.Hint(action.Dismiss, "later"),
	})
	return body.At(0, d.at-top)
}

// Key implements pane.Dialog.
func (d *edit) Key(k tea.KeyPressMsg) (tea.Cmd, bool) {
	if d.step != nil {
		cmd, back := d.step.key(k)
		if back {
			return cmd, d.back()
		}
		return cmd, false
	}
	list := d.changes()
	switch d.m.env.DialogKey(k) {
	case action.Down:
		d.at++
	case action.Up:
		d.at--
	case action.Accept:
		title := d.m.allWords(list) + " in " + d.scope.words
		return d.m.review(d.s.Collection, "Change "+d.scope.words, work.BulkEdit{Which: d.scope.which, Changes: slices.Clone(list), Title: title}), true
	case action.Dismiss, action.Back, action.Quit:
		return nil, true
	default:
		d.letter(k.String())
	}
	return nil, false
}

// letter takes the keys of this dialog alone.
func (d *edit) letter(key string) {
	list := d.changes()
	switch key {
	case "a", "n":
		d.step = d.fields()
	case "d", "delete":
		d.at = max(min(d.at, len(list)-1), 0)
		d.m.changes[d.s.Collection.ID] = slices.Delete(slices.Clone(list), d.at, d.at+1)
		if len(list) == 1 {
			d.step = d.fields()
		}
	}
}

// back leaves a question: to the one before it, to the list, or out.
func (d *edit) back() (done bool) {
	switch s := d.step.(type) {
	case *menu:
		d.step = s.before
	case *value:
		d.step = s.before
	}
	return d.step == nil && len(d.changes()) == 0
}

// Paste implements pane.Dialog.
func (d *edit) Paste(s string) tea.Cmd {
	if d.step != nil {
		return d.step.paste(s)
	}
	return nil
}

// Update implements pane.Dialog.
func (d *edit) Update(msg tea.Msg) tea.Cmd {
	if d.step != nil {
		d.step.update(msg)
	}
	return nil
}

// fields asks which field to change.
func (d *edit) fields() step {
	var fields []collection.Field
	var items []form.Item
	for _, f := range d.s.Schema.Fields {
		why := f.Locked
		if why == "" && len(work.BulkKinds(f)) == 0 {
			why = "it cannot be changed"
		}
		if f.System && why != "" {
			continue
		}
		fields = append(fields, f)
		items = append(items, form.Item{Label: f.Title, Right: f.Type.String(), Disabled: why})
	}
	return newMenu(d.m, "Change which field in "+d.scope.words+"?", items, nil, func(i int, self *menu) tea.Cmd {
		d.step = d.kinds(fields[i], self)
		return d.began()
	})
}

// kinds asks what to do with a field, where there is more than one thing.
func (d *edit) kinds(f collection.Field, before step) step {
	kinds := work.BulkKinds(f)
	items := make([]form.Item, len(kinds))
	for i, k := range kinds {
		items[i] = form.Item{Label: kindWords[k]}
	}
	return newMenu(d.m, f.Title+": what is to be done?", items, before, func(i int, self *menu) tea.Cmd {
		if kinds[i] == work.BulkClear {
			d.put(work.BulkChange{Field: f, Kind: kinds[i]})
			return nil
		}
		d.step = newValue(d, f, kinds[i], self)
		return d.began()
	})
}

// began starts what a question needs: a relation's names.
func (d *edit) began() tea.Cmd {
	if v, ok := d.step.(*value); ok {
		return v.search()
	}
	return nil
}

// menu is a question with a list of answers.
type menu struct {
	m      *Model
	name   string
	list   form.List
	before step
	pick   func(i int, self *menu) tea.Cmd
}

func newMenu(m *Model, name string, items []form.Item, before step, pick func(int, *menu) tea.Cmd) *menu {
	s := &menu{m: m, name: name, before: before, pick: pick}
	s.list.Placeholder = "type to find"
	s.list.SetItems(items)
	return s
}

func (s *menu) title() string { return s.name }

// menuRows bounds a list in a dialog.
const menuRows = 12

func (s *menu) height(w int) int { return min(s.list.Height(w), menuRows) }

func (s *menu) draw(a screen.Area) screen.Cursor { return s.list.Draw(a, s.m.env.Theme) }

func (s *menu) key(k tea.KeyPressMsg) (tea.Cmd, bool) {
	switch s.list.Key(k) {
	case form.Leave:
		return nil, true
	case form.Done:
		if i, ok := s.list.Selected(); ok {
			return s.pick(i, s), false
		}
	}
	return nil, false
}

func (s *menu) paste(t string) tea.Cmd { s.list.Paste(t); return nil }
func (s *menu) update(tea.Msg)         {}
