package actions

import (
	"maps"
	"slices"

	tea "charm.land/bubbletea/v2"

	"zco/tui/action"
	"zco/tui/domain/collection"
	"zco/tui/domain/entry"
	"zco/tui/draw/screen"
	"zco/tui/pane"
	"zco/tui/widget/form"
	"zco/tui/work"
)

// fields is the form of a verb: fields with their values, one of which may be
// edited.
type fields struct {
	env *pane.Env
	in  *work.Inbox

	title   string
	list    []collection.Field
	values  collection.Patch
	partial map[string]string // what was typed and is no value
	wrong   map[string]string // why a value is refused, by field
	general string            // why the whole is refused

	names   []string      // of files, that what was typed can go on with
	cursor  int           // len(list) is the line that goes on
	drawn   []screen.Rect // where the fields are, and that line
	editing *entry.Entry
	asked   int // the search of the relation's editor that is answered next
}

// outcome of a key.
type formOutcome int

const (
	formStays formOutcome = iota
	formDone
	formLeft
)

// newFields returns a form with its values, and what was typed into it before
// laid over them. Where nothing stands in the first field it is open for typing.
func newFields(env *pane.Env, in *work.Inbox, f collection.Form, typed collection.Patch) *fields {
	out := &fields{
		env: env, in: in, title: f.Title, list: f.Fields,
		values: collection.Patch{}, partial: map[string]string{}, wrong: map[string]string{},
	}
	maps.Copy(out.values, f.Values)
	maps.Copy(out.values, typed)
	if len(out.list) > 0 && out.values[out.list[0].Key].IsEmpty() {
		out.edit()
	}
	return out
}

// answers are the values as they stand, the one being typed as well.
func (f *fields) answers() collection.Patch {
	out := maps.Clone(f.values)
	if f.editing != nil {
		if v, problem := f.editing.Value(); problem == "" {
			out[f.editing.Field.Key] = v
		}
	}
	return out
}

func (f *fields) edit() {
	field := f.list[f.cursor]
	name := ""
	if f.env.Names != nil {
		name, _ = f.env.Names.Name(field.Target, f.values[field.Key].Text())
	}
	f.editing = entry.New(field, f.values[field.Key], name, f.env.Now)
	if text, ok := f.partial[field.Key]; ok {
		f.editing.SetText(text)
	}
	f.asked = -1
}

// finish leaves the field's editor and keeps what stands in it.
func (f *fields) finish() {
	e := f.editing
	if e == nil {
		return
	}
	f.editing = nil
	key := e.Field.Key
	v, problem := e.Value()
	if problem != "" {
		f.partial[key], f.wrong[key] = e.Text(), problem
		return
	}
	f.values[key] = v
	delete(f.partial, key)
	delete(f.wrong, key)
	f.general = ""
}

func (f *fields) key(k tea.KeyPressMsg) (tea.Cmd, formOutcome) {
	if f.env.Pressed(k, action.Send) {
		return f.end()
	}
	if f.editing != nil {
		return f.typeKey(k)
	}
	id, _ := f.env.Keys.Resolve([]action.Scope{action.Dialog, action.Record, action.List, action.Global}, k.String())
	if do, known := f.keys()[id]; known {
		return do()
	}
	return nil, formStays
}

// click takes a click at a cell of the screen: a field is opened, in the one
// that is open a value is chosen, the last line goes on.
func (f *fields) click(x, y int) (tea.Cmd, formOutcome) {
	i := slices.IndexFunc(f.drawn, func(r screen.Rect) bool { return r.Contains(x, y) })
	switch {
	case i < 0:
		return nil, formStays
	case i == f.cursor && f.editing != nil:
		if !form.Click(f.editing.Editor, x, y).Ends() {
			return f.suggest(), formStays
		}
		f.finish()
		f.cursor = min(f.cursor+1, len(f.list))
		return nil, formStays
	}
	f.finish()
	f.cursor = i
	return f.enter()
}

func (f *fields) keys() map[action.ID]func() (tea.Cmd, formOutcome) {
	leave := func() (tea.Cmd, formOutcome) { return nil, formLeft }
	move := func(by int) func() (tea.Cmd, formOutcome) {
		return func() (tea.Cmd, formOutcome) {
			f.cursor = max(min(f.cursor+by, len(f.list)), 0)
			return nil, formStays
		}
	}
	return map[action.ID]func() (tea.Cmd, formOutcome){
		action.Dismiss: leave, action.Back: leave,
		action.Down: move(1), action.NextPane: move(1), action.Up: move(-1), action.PreviousPane: move(-1),
		action.Accept: f.enter, action.EditField: f.enter, action.Right: f.enter,
	}
}

// enter edits the field under the cursor, or ends the form below the last.
func (f *fields) enter() (tea.Cmd, formOutcome) {
	if f.cursor == len(f.list) {
		return f.end()
	}
	f.edit()
	return f.suggest(), formStays
}

// typeKey gives a key to the field's editor; when that is done with, the next
// field has the cursor.
func (f *fields) typeKey(k tea.KeyPressMsg) (tea.Cmd, formOutcome) {
	if f.editing.Field.File && k.Text == "" && f.env.Pressed(k, action.NextPane) {
		return f.complete(), formStays
	}
	f.names = nil
	before := f.editing.Text()
	out := f.editing.Key(k)
	if !out.Ends() {
		if f.editing.Text() != before { // what was wrong is being mended
			delete(f.wrong, f.editing.Field.Key)
		}
		return f.suggest(), formStays
	}
	f.finish()
	switch out {
	case form.Done, form.Next:
		f.cursor = min(f.cursor+1, len(f.list))
	case form.Prev:
		f.cursor = max(f.cursor-1, 0)
	}
	return nil, formStays
}

func (f *fields) paste(s string) tea.Cmd {
	if f.editing == nil {
		return nil
	}
	if f.editing.Paste(s) == form.Ask {
		f.editing.Editor.(form.Asker).Answer(0)
	}
	return f.suggest()
}

// end ends the form if it can, and else asks what the field that keeps it from
// that needs.
func (f *fields) end() (tea.Cmd, formOutcome) {
	out := f.done()
	return f.suggest(), out
}

// done reports whether the form can go on, and opens the first field that keeps
// it from that.
func (f *fields) done() formOutcome {
	f.finish()
	for i, field := range f.list {
		if field.Required && f.values[field.Key].IsEmpty() && f.wrong[field.Key] == "" {
			f.wrong[field.Key] = "a value is required"
		}
		if f.partial[field.Key] != "" || field.Required && f.values[field.Key].IsEmpty() {
			f.cursor = i
			f.edit()
			return formStays
		}
	}
	clear(f.wrong)
	f.general = ""
	return formDone
}

// refuse puts the reasons at the fields they are about.
func (f *fields) refuse(reasons []collection.Reason) {
	schema := collection.NewSchema(f.list)
	for _, r := range reasons {
		if key, ok := schema.Blamed(r); ok {
			f.wrong[key] = r.Text
			continue
		}
		f.general += r.Text + " "
	}
	for i, field := range f.list {
		if f.wrong[field.Key] != "" {
			f.cursor = i
			f.edit()
			return
		}
	}
}

// suggest asks for the values of a relation that is being typed.
func (f *fields) suggest() tea.Cmd {
	if f.editing == nil {
		return nil
	}
	query, search, ok := f.editing.Query()
	if !ok || search == f.asked {
		return nil
	}
	f.asked = search
	return f.in.Candidates(candidatesSlot, f.env.Debounce, f.editing.Field.Target, query)
}

// candidates takes the values of a relation.
func (f *fields) candidates(msg work.Candidates) {
	if f.editing == nil {
		return
	}
	p, ok := f.editing.Editor.(*form.Pick)
	switch {
	case !ok:
	case msg.Err != nil:
		p.Fail(f.asked, pane.Explain(msg.Err))
	default:
		found := make([]form.Option, len(msg.Options))
		for i, o := range msg.Options {
			found[i] = form.Option{Value: o.Value, Label: o.Title}
		}
		p.Suggest(f.asked, found)
	}
}
