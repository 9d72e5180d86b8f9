package many

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"zco/tui/action"
	"zco/tui/domain/collection"
	"zco/tui/domain/job"
	"zco/tui/draw/screen"
	"zco/tui/pane"
	"zco/tui/widget/form"
	"zco/tui/widget/list"
	"zco/tui/work"
)

// edit is the dialog in which a change to many rows is put together: a list
// of changes, to which fields are added one by one.
type edit struct {
	pane.Base
	f     *Feature
	in    *work.Inbox
	s     subject
	scope scope
	list  *list.Dialog // of the changes
	step  step         // what is being asked; nil shows the list
	under string       // the field whose column was under the cursor
}

// step is one question on the way to a change.
type step interface {
	title() string
	height(w int) int
	draw(a screen.Area) screen.Cursor
	// key takes a key; back says that the question is left unanswered.
	key(tea.KeyPressMsg) (cmd tea.Cmd, back bool)
	paste(string) tea.Cmd
	before() step // what is asked again when it is left; nil for nothing
}

func newEdit(f *Feature, s subject, c scope) *edit {
	d := &edit{f: f, s: s, scope: c}
	if now, ok := f.env.Shell.Subject(); ok {
		d.under = now.Field.Key
	}
	d.in = f.layer.Inbox(d.answer)
	d.list = list.New(f.env, "Change "+c.words, d.items(), d.review)
	d.list.Width, d.list.Rows, d.list.Items = dialogWidth, 1000, d.items
	d.list.List.NoFilter, d.list.List.Item = true, d.drawChange
	d.list.Scopes = []action.Scope{action.Bulk}
	d.list.Keys = map[action.ID]list.Key{
		action.BulkAdd:  {Run: func(int) tea.Cmd { d.step = d.fields(); return nil }},
		action.BulkDrop: {Run: d.drop},
	}
	d.list.Hints = []pane.Hint{
		f.env.Hint(action.Accept, "preview"), f.env.Hint(action.BulkAdd, "add field"),
		f.env.Hint(action.BulkDrop, "remove"), f.env.Hint(action.Dismiss, "later"),
	}
	if len(d.changes()) == 0 {
		d.step = d.fields()
	}
	return d
}

// changes are kept by the feature: they outlive the dialog.
func (d *edit) changes() []job.Change { return d.f.changes[d.s.col.ID] }

func (d *edit) keep(changes []job.Change) {
	d.f.changes[d.s.col.ID] = changes
	d.list.Reload()
}

// put adds a change, in the place of those to the same field that it makes
// idle. Replacements in a text may follow each other.
func (d *edit) put(c job.Change) {
	all := slices.DeleteFunc(slices.Clone(d.changes()), func(o job.Change) bool {
		return o.Field == c.Field && (decides(c.Kind) || decides(o.Kind) || o.Kind == c.Kind && c.Kind != job.Replace)
	})
	d.keep(append(all, c))
	d.list.List.Select(len(all))
	d.step = nil
}

// decides reports whether a kind leaves nothing of what was there before.
func decides(k job.ChangeKind) bool { return k == job.Set || k == job.Clear }

// drop takes a change away; without any left, the next one is asked for.
func (d *edit) drop(i int) tea.Cmd {
	d.keep(slices.Delete(slices.Clone(d.changes()), i, i+1))
	if len(d.changes()) == 0 {
		d.step = d.fields()
	}
	return nil
}

func (d *edit) items() []form.Item { return make([]form.Item, len(d.changes())) }

func (d *edit) drawChange(a screen.Area, i int, under bool) {
	st := d.f.env.Theme.Text
	if under {
		st = d.f.env.Theme.Strong
	}
	a.TextCut(0, 0, a.W, st, d.f.words(d.s.schema, d.changes()[i]))
}

// review leads to what the changes would do.
func (d *edit) review(int) tea.Cmd {
	all := d.changes()
	return d.f.review(d.s.col, "Change "+d.scope.words, job.Edit{
		Which: d.scope.which, Changes: slices.Clone(all), Title: d.f.allWords(d.s.schema, all) + " in " + d.scope.words,
	})
}

// Title implements pane.Dialog.
func (d *edit) Title() string {
	if d.step != nil {
		return d.step.title()
	}
	return d.list.Title()
}

// dialogWidth is how wide the dialogs of this package want to be at most:
// every cell that they cover is sent twice.
const dialogWidth = 72

// Size implements pane.Dialog.
func (d *edit) Size(w, h int) (int, int) {
	if d.step == nil {
		return d.list.Size(w, h)
	}
	w = min(dialogWidth, w)
	return w, min(d.step.height(w), h)
}

// Draw implements pane.Dialog.
func (d *edit) Draw(a screen.Area) screen.Cursor {
	if d.step == nil {
		return d.list.Draw(a)
	}
	return d.step.draw(a)
}

// Key implements pane.Dialog.
func (d *edit) Key(k tea.KeyPressMsg) (tea.Cmd, bool) {
	cmd, done := d.key(k)
	if done {
		d.in.Close()
	}
	return cmd, done
}

func (d *edit) key(k tea.KeyPressMsg) (tea.Cmd, bool) {
	if d.step == nil {
		return d.list.Key(k)
	}
	cmd, back := d.step.key(k)
	if !back {
		return cmd, false
	}
	d.step = d.step.before()
	return cmd, d.step == nil && len(d.changes()) == 0
}

// Paste implements pane.Dialog.
func (d *edit) Paste(s string) tea.Cmd {
	if d.step == nil {
		return nil
	}
	return d.step.paste(s)
}

func (d *edit) answer(msg tea.Msg) tea.Cmd {
	if v, ok := d.step.(*value); ok {
		v.found(msg.(work.Completed))
	}
	return nil
}

// fields asks which field to change.
func (d *edit) fields() step {
	var fields []collection.Field
	var items []form.Item
	for _, f := range d.s.schema.Fields {
		why := f.Locked
		if why == "" && len(job.Kinds(f)) == 0 {
			why = "it cannot be changed"
		}
		if f.System && why != "" {
			continue
		}
		fields = append(fields, f)
		items = append(items, form.Item{Label: f.Title, Right: f.Type.String(), Disabled: why})
	}
	m := newMenu(d.f.env, "Change which field in "+d.scope.words+"?", items, nil, func(i int, self *menu) tea.Cmd {
		d.step = d.kinds(fields[i], self)
		return d.began()
	})
	at := slices.IndexFunc(fields, func(f collection.Field) bool { return f.Key == d.under && d.under != "" })
	if at >= 0 && items[at].Disabled == "" {
		m.list.Select(at) // the column under the cursor is the one most often meant
	}
	return m
}

// kinds asks what to do with a field, where there is more than one thing.
func (d *edit) kinds(f collection.Field, previous step) step {
	kinds := job.Kinds(f)
	items := make([]form.Item, len(kinds))
	for i, k := range kinds {
		items[i] = form.Item{Label: kindWords[k]}
	}
	return newMenu(d.f.env, f.Title+": set or clear?", items, previous, func(i int, self *menu) tea.Cmd {
		if kinds[i] == job.Clear {
			d.put(job.Change{Field: job.FieldKey(f), Kind: kinds[i]})
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
	env      *pane.Env
	name     string
	list     form.List
	previous step
	pick     func(i int, self *menu) tea.Cmd
}

func newMenu(env *pane.Env, name string, items []form.Item, previous step, pick func(int, *menu) tea.Cmd) *menu {
	s := &menu{env: env, name: name, previous: previous, pick: pick}
	s.list.Placeholder = "type to find"
	s.list.SetItems(items)
	return s
}

func (s *menu) title() string { return s.name }

// menuRows bounds a list in a dialog.
const menuRows = 12

func (s *menu) height(w int) int { return min(s.list.Height(w), menuRows) }

func (s *menu) draw(a screen.Area) screen.Cursor { return s.list.Draw(a, s.env.Theme) }

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
func (s *menu) before() step           { return s.previous }
