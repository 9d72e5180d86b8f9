package record

import (
	tea "charm.land/bubbletea/v2"

	"zco/tui/action"
	"zco/tui/domain/change"
	"zco/tui/domain/collection"
	"zco/tui/pane"
	"zco/tui/widget/confirm"
)

// Commands returns what can be done with the record.
func (m *Model) Commands() action.Commands { return m.commands }

// index makes the commands. Each keeps the cursor's field on the screen.
func (m *Model) index() action.Commands {
	var all []action.Command
	add := func(id action.ID, why func() string, run func() tea.Cmd) {
		all = append(all, action.Command{ID: id, Why: why, Run: func() tea.Cmd {
			defer m.scroll()
			return run()
		}})
	}
	m.moves(add)
	add(action.OpenField, nil, m.openField)
	add(action.EditField, nil, m.edit)
	add(action.EditCell, nil, m.edit)
	add(action.ClearField, m.whyNotClear, m.clear)
	add(action.RevertField, func() string { return unless(m.drafts.HasDraft(m.ref), "there is no draft to take back") }, m.revert)
	add(action.DropDraft, func() string { return unless(m.drafted(), "there is no draft to throw away") }, m.drop)
	add(action.Send, m.whyNotSend, m.propose)
	add(action.SendRow, m.whyNotSend, m.propose)
	add(action.FieldDone, nil, func() tea.Cmd { return m.Type(tea.KeyPressMsg{Code: tea.KeyEnter}) }) // an editor of many lines has its own use for it
	add(action.FieldLeave, nil, func() tea.Cmd { return m.Type(tea.KeyPressMsg{Code: tea.KeyEscape}) })
	add(action.Refresh, nil, m.refresh)
	add(action.External, func() string { return unless(m.schema != nil && m.known, "the record is not read yet") }, m.editOutside)
	add(action.Events, func() string { return unless(!m.creating(), "nothing has happened to it yet") }, m.askEvents)
	for _, id := range []action.ID{
		action.Sort, action.Columns, action.ColumnWider, action.ColumnNarrow, action.ColumnLeft, action.ColumnRight, action.ColumnFreeze,
		action.Select, action.SelectRange, action.SelectAll, action.SelectInvert, action.SelectNone, action.QuickFilter, action.RefreshTimed,
	} {
		all = append(all, action.Command{ID: id, Why: func() string { return "that is for the table: go back to it first" }})
	}
	return action.Index(all)
}

// moves adds the commands that move the cursor.
func (m *Model) moves(add func(action.ID, func() string, func() tea.Cmd)) {
	for id, to := range map[action.ID]func() int{
		action.Down:     func() int { return m.cursor + 1 },
		action.Up:       func() int { return m.cursor - 1 },
		action.PageDown: func() int { return m.cursor + m.body().H/2 },
		action.HalfDown: func() int { return m.cursor + m.body().H/2 },
		action.PageUp:   func() int { return m.cursor - m.body().H/2 },
		action.HalfUp:   func() int { return m.cursor - m.body().H/2 },
		action.First:    func() int { return 0 },
		action.Last:     func() int { return len(m.fields) },
	} {
		add(id, nil, func() tea.Cmd { m.moveTo(to()); return nil })
	}
}

// unless returns why something is disabled, "" if it is not.
func unless(enabled bool, why string) string {
	if enabled {
		return ""
	}
	return why
}

// Act runs an action.
func (m *Model) Act(id action.ID) tea.Cmd {
	cmd, _ := m.commands.Run(id)
	return cmd
}

// Why returns why an action is disabled, "" if it is not.
func (m *Model) Why(id action.ID) string { return m.commands.Why(id) }

func (m *Model) moveTo(i int) { m.cursor = max(min(i, len(m.fields)-1), 0) }

// GoTo puts the cursor on the field with a key, as soon as the fields are
// here.
func (m *Model) GoTo(key string) {
	m.wanted = key
	m.goToWanted()
	m.scroll()
}

func (m *Model) goToWanted() {
	if m.wanted == "" || m.schema == nil {
		return
	}
	for i, f := range m.fields {
		if f.Key == m.wanted {
			m.moveTo(i)
		}
	}
	m.wanted = ""
}

func (m *Model) drafted() bool {
	_, ok := m.drafts.Record(m.ref)
	return ok
}

func (m *Model) whyNotClear() string {
	f, ok := m.field()
	if !ok {
		return "no record is shown"
	}
	if why := m.locked(f); why != "" {
		return f.Title + " cannot be changed: " + why
	}
	return ""
}

func (m *Model) whyNotSend() string {
	switch {
	case m.editing != nil:
		return ""
	case !m.drafted() && m.creating():
		return "nothing was typed yet"
	case !m.drafted():
		return "nothing was changed"
	}
	return unless(!m.sending.Busy(m.ref), "it is being sent already")
}

// propose hands the draft of the row shown to its review, or says what is
// still wrong with it.
func (m *Model) propose() tea.Cmd {
	m.finish()
	if m.schema == nil || !m.known {
		return m.say(pane.Note, "the record is not read yet")
	}
	d, _ := m.drafts.Record(m.ref)
	c, in := change.Draft{
		Collection: m.col, Schema: m.schema, Ref: m.ref, Item: m.item, New: m.creating(), Fields: d.Fields, Problem: m.problem,
	}.Change()
	if in.Why == "" {
		m.env.Shell.Ask(change.Propose{Change: c})
		return nil
	}
	m.GoTo(in.Field)
	return m.say(pane.Failure, m.env.Obstacle(in))
}

func (m *Model) say(kind pane.Kind, text string) tea.Cmd {
	m.env.Shell.Say(kind, text)
	return nil
}

// openField follows a relation, and edits any other field.
func (m *Model) openField() tea.Cmd {
	f, ok := m.field()
	_, drafted := m.drafts.Field(m.ref, f.Key)
	if ok && f.Target != "" && !drafted && !m.item.Value(f.Key).IsEmpty() {
		return m.follow()
	}
	return m.edit()
}

func (m *Model) follow() tea.Cmd {
	f, _ := m.field()
	m.env.Shell.Ask(pane.Follow{Target: f.Target, ID: m.item.Value(f.Key).Text()})
	return nil
}

// edit opens the editor of the field under the cursor.
func (m *Model) edit() tea.Cmd {
	f, ok := m.field()
	if !ok || !m.known {
		return nil
	}
	why := m.locked(f)
	switch {
	case m.env.ReadOnly != "":
		why = m.env.ReadOnly
	case m.gone:
		why = "it was deleted"
	}
	if why != "" {
		return m.say(pane.Warning, f.Title+" cannot be changed: "+why)
	}
	m.editing = begin(m.env, m.layer, m.drafts, m.col, m.ref, m.item, f)
	return m.editing.search()
}

// Edit opens the editor of a field by its key.
func (m *Model) Edit(key string) tea.Cmd {
	for i, f := range m.fields {
		if f.Key == key {
			m.moveTo(i)
			defer m.scroll()
			return m.edit()
		}
	}
	return nil
}

// finish leaves the field's editor; what stands in it is the draft.
func (m *Model) finish() {
	if m.editing == nil {
		return
	}
	m.editing.finish()
	m.editing = nil
}

// clear sends no value for the field under the cursor.
func (m *Model) clear() tea.Cmd {
	f, ok := m.field()
	if !ok || !m.known {
		return nil
	}
	m.unrefuse(f.Key)
	switch d, drafted := m.drafts.Field(m.ref, f.Key); {
	case drafted && d.Base.IsEmpty() || !drafted && m.item.Value(f.Key).IsEmpty():
		m.drafts.Clear(m.ref, f.Key)
	case f.Required:
		return m.say(pane.Warning, f.Title+" is required and cannot be cleared")
	default:
		m.drafts.Put(m.ref, m.item, f.Key, collection.Null, "")
	}
	return nil
}

// unrefuse forgets what the service had against a field: it is another now.
func (m *Model) unrefuse(key string) { delete(m.refused[m.ref], key) }

func (m *Model) revert() tea.Cmd {
	if f, ok := m.field(); ok {
		m.drafts.Clear(m.ref, f.Key)
		m.unrefuse(f.Key)
		m.arrange()
	}
	return nil
}

// drop throws the whole draft away, once that is confirmed.
func (m *Model) drop() tea.Cmd {
	d, ok := m.drafts.Record(m.ref)
	if !ok {
		return nil
	}
	ref := m.ref
	words := "What was typed in " + pane.Plural(len(d.Fields), "field", "fields") + " will be gone for good."
	m.env.Shell.Open(confirm.New(m.env, "Throw the draft away?", words, func() tea.Cmd {
		m.drafts.Drop(ref)
		delete(m.refused, ref)
		m.arrange()
		return m.say(pane.Note, "the draft was thrown away")
	}))
	return nil
}

// Type gives a key to the field's editor.
func (m *Model) Type(k tea.KeyPressMsg) tea.Cmd {
	if m.editing == nil {
		return nil
	}
	defer m.scroll()
	m.unrefuse(m.editing.Field.Key)
	cmd, ended := m.editing.key(k)
	if ended {
		m.editing = nil
		return cmd
	}
	if id, _ := m.env.Keys.Resolve([]action.Scope{action.Record}, k.String()); id == action.Send && m.env.ReadOnly == "" {
		m.env.Shell.Run(action.Send) // the field did not want the key: it ends here
	}
	return cmd
}

// Paste gives pasted text to the field's editor.
func (m *Model) Paste(s string) tea.Cmd {
	if m.editing == nil {
		return nil
	}
	defer m.scroll()
	m.unrefuse(m.editing.Field.Key)
	return m.editing.paste(s)
}

// Hints are the keys that end the typing in a field; nil while none is typed in.
func (m *Model) Hints() []pane.Hint {
	if m.editing == nil {
		return nil
	}
	done := action.FieldDone
	if m.editing.Field.Multiline() || m.editing.Field.Opaque() {
		done = action.Send // enter begins a line
	}
	return []pane.Hint{{Key: m.env.Keys.Key(done), Text: "done"},
		{Key: m.env.Keys.Key(action.FieldLeave), Text: "done as well: it stays a draft, nothing is sent"}}
}
