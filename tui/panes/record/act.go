package record

import (
	tea "charm.land/bubbletea/v2"

	"zco/tui/action"
	"zco/tui/domain/collection"
	"zco/tui/pane"
	"zco/tui/widget/confirm"
)

// Act does an action.
func (m *Model) Act(id action.ID) tea.Cmd {
	switch id {
	case action.Down:
		m.moveTo(m.cursor + 1)
	case action.Up:
		m.moveTo(m.cursor - 1)
	case action.PageDown, action.HalfDown:
		m.moveTo(m.cursor + m.height/2)
	case action.PageUp, action.HalfUp:
		m.moveTo(m.cursor - m.height/2)
	case action.First:
		m.moveTo(0)
	case action.Last:
		m.moveTo(len(m.fields))
	case action.OpenField:
		return m.openField()
	case action.EditField, action.EditCell:
		return m.edit()
	case action.ClearField:
		return m.clear()
	case action.RevertField:
		m.revert()
	case action.DropDraft:
		return m.drop()
	case action.Send, action.SendRow:
		return m.propose()
	case action.FieldDone:
		return m.Type(tea.KeyPressMsg{Code: tea.KeyEnter}) // an editor of many lines has its own use for it
	case action.FieldLeave:
		return m.Type(tea.KeyPressMsg{Code: tea.KeyEscape})
	case action.Refresh:
		return m.refresh()
	case action.Events:
		return m.askEvents()
	}
	return nil
}

func (m *Model) moveTo(i int) { m.cursor = max(min(i, len(m.fields)-1), 0) }

func (m *Model) refresh() tea.Cmd {
	if m.col == nil || m.creating() {
		return nil
	}
	m.gen++
	if m.schema == nil {
		return pane.Batch(m.ask.Schema(slot+"/schema", m.gen, m.col), m.ask.Item(slot+"/item", m.gen, 0, m.col, m.ref.ID))
	}
	return m.ask.Item(slot+"/item", m.gen, 0, m.col, m.ref.ID)
}

// Why implements the shell's panel.
func (m *Model) Why(id action.ID) string {
	f, ok := m.field()
	_, drafted := m.unsent.Record(m.ref)
	switch id {
	case action.ClearField:
		if !ok {
			return "no record is shown"
		}
		if why := m.locked(f); why != "" {
			return f.Title + " cannot be changed: " + why
		}
	case action.RevertField:
		if !m.unsent.HasDraft(m.ref) {
			return "there is no draft to take back"
		}
	case action.DropDraft:
		if !drafted {
			return "there is no draft to throw away"
		}
	case action.Send, action.SendRow:
		switch {
		case m.editing != nil:
		case !drafted && m.creating():
			return "nothing was typed yet"
		case !drafted:
			return "nothing was changed"
		case m.sending.Busy(m.ref):
			return "it is being sent already"
		}
	case action.External:
		if m.schema == nil || !m.known {
			return "the record is not read yet"
		}
	case action.Events:
		if m.creating() {
			return "nothing has happened to it yet"
		}
	case action.Sort, action.Columns, action.ColumnWider, action.ColumnNarrow, action.ColumnLeft, action.ColumnRight, action.ColumnFreeze,
		action.Select, action.SelectRange, action.SelectAll, action.SelectInvert, action.SelectNone, action.QuickFilter, action.RefreshTimed:
		return "that is for the table: go back to it first"
	}
	return ""
}

// openField follows a relation, and edits any other field.
func (m *Model) openField() tea.Cmd {
	f, ok := m.field()
	_, drafted := m.unsent.Field(m.ref, f.Key)
	if ok && f.Target != "" && !drafted && !m.item.Value(f.Key).IsEmpty() {
		return m.follow()
	}
	return m.edit()
}

func (m *Model) follow() tea.Cmd {
	f, _ := m.field()
	return pane.Ask(pane.Follow{Target: f.Target, ID: m.item.Value(f.Key).Text()})
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
		return pane.Saying(pane.Warning, f.Title+" cannot be changed: "+why)
	}
	m.editing = begin(m.env, m.ask, m.unsent, m.col, m.ref, m.item, f)
	return m.editing.search()
}

// Edit opens the editor of a field by its key.
func (m *Model) Edit(key string) tea.Cmd {
	for i, f := range m.fields {
		if f.Key == key {
			m.cursor = i
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
	m.settled(f.Key)
	switch d, drafted := m.unsent.Field(m.ref, f.Key); {
	case drafted && d.Base.IsEmpty() || !drafted && m.item.Value(f.Key).IsEmpty():
		m.unsent.Clear(m.ref, f.Key)
	case f.Required:
		return pane.Saying(pane.Warning, f.Title+" is required and cannot be cleared")
	default:
		m.unsent.Put(m.ref, m.item, f.Key, collection.Null, "")
	}
	return nil
}

// settled forgets what the service had against a field: it is another now.
func (m *Model) settled(key string) { delete(m.refused[m.ref], key) }

func (m *Model) revert() {
	if f, ok := m.field(); ok {
		m.unsent.Clear(m.ref, f.Key)
		m.settled(f.Key)
		m.arrange()
	}
}

// drop throws the whole draft away, once that is confirmed.
func (m *Model) drop() tea.Cmd {
	d, ok := m.unsent.Record(m.ref)
	if !ok {
		return nil
	}
	ref := m.ref
	words := "What was typed in " + pane.Plural(len(d.Fields), "field", "fields") + " will be gone for good."
	return pane.Ask(pane.Open{Dialog: confirm.New(m.env, "Throw the draft away?", words, func() tea.Cmd {
		m.unsent.Drop(ref)
		delete(m.refused, ref)
		m.arrange()
		return pane.Saying(pane.Note, "the draft was thrown away")
	})})
}

// Type gives a key to the field's editor.
func (m *Model) Type(k tea.KeyPressMsg) tea.Cmd {
	if m.editing == nil {
		return nil
	}
	m.settled(m.editing.Field.Key)
	cmd, ended := m.editing.key(k)
	if ended {
		m.editing = nil
		return cmd
	}
	if id, _ := m.env.Keys.Resolve([]action.Scope{action.Record}, k.String()); id == action.Send && m.env.ReadOnly == "" {
		return pane.Ask(pane.Run{ID: action.Send}) // the field did not want the key: it ends here
	}
	return cmd
}

// Paste gives pasted text to the field's editor.
func (m *Model) Paste(s string) tea.Cmd {
	if m.editing == nil {
		return nil
	}
	m.settled(m.editing.Field.Key)
	return m.editing.paste(s)
}
