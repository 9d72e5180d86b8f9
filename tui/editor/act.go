package editor

import (
	tea "charm.land/bubbletea/v2"

	"zco/tui/action"
	"zco/tui/entry"
	"zco/tui/form"
	"zco/tui/pane"
	"zco/tui/resource"
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
		m.moveTo(1 << 20)
	case action.EditField, action.EditCell:
		return m.edit()
	case action.ClearField:
		m.set(resource.Null)
	case action.RevertField:
		m.revert()
	case action.Send:
		return m.review()
	case action.FieldDone, action.FieldLeave:
		m.finish()
	case action.Refresh:
		m.gen++
		return m.ask.Item(slot+"/item", m.gen, 0, m.col, m.ref.ID)
	}
	return nil
}

func (m *Model) moveTo(i int) {
	if m.schema != nil {
		m.cursor = max(min(i, len(m.schema.Fields)-1), 0)
	}
}

// Why implements the shell's panel.
func (m *Model) Why(id action.ID) string {
	f, ok := m.field()
	switch id {
	case action.ClearField:
		if ok && f.Locked != "" {
			return f.Title + " cannot be changed: " + f.Locked
		}
	case action.Send:
		if m.drafts[m.ref] == nil {
			return "nothing was changed"
		}
		if m.sending {
			return "it is being sent already"
		}
	}
	return ""
}

// edit opens the editor of the field under the cursor, or follows a relation.
func (m *Model) edit() tea.Cmd {
	f, ok := m.field()
	if !ok {
		return nil
	}
	why := f.Locked
	if why == "" {
		why = m.env.ReadOnly
	}
	if why != "" {
		return pane.Saying(pane.Warning, f.Title+" cannot be changed: "+why)
	}
	v, _ := m.value(f.Key)
	name := ""
	if m.env.Names != nil {
		name, _ = m.env.Names.Name(f.Target, v.Text())
	}
	m.editing = entry.New(f, v, name, m.env.Now)
	if c, ok := m.change(f.Key); ok && c.problem != "" {
		m.editing.SetText(c.partial)
	}
	return nil
}

// finish leaves the field's editor and keeps what stands in it.
func (m *Model) finish() {
	e := m.editing
	if e == nil {
		return
	}
	m.editing = nil
	v, problem := e.Value()
	if problem != "" {
		m.keep(e.Field, change{mine: m.item.Value(e.Field.Key), partial: e.Text(), problem: problem})
		return
	}
	m.keep(e.Field, change{mine: v})
}

func (m *Model) set(v resource.Value) {
	if f, ok := m.field(); ok {
		m.keep(f, change{mine: v})
	}
}

// keep notes the draft of a field; a value that is what the service has is no
// draft.
func (m *Model) keep(f resource.Field, c change) {
	c.base = m.item.Value(f.Key)
	if old, ok := m.change(f.Key); ok {
		c.base = old.base
	}
	d := m.drafts[m.ref]
	if c.problem == "" && f.Same(c.base, c.mine) {
		if d != nil {
			delete(d.fields, f.Key)
			if len(d.fields) == 0 {
				delete(m.drafts, m.ref)
			}
		}
		return
	}
	if d == nil {
		d = &draft{fields: map[string]change{}}
		m.drafts[m.ref] = d
	}
	d.fields[f.Key] = c
}

func (m *Model) revert() {
	if f, ok := m.field(); ok {
		m.keep(f, change{mine: m.base(f.Key)})
	}
}

func (m *Model) base(key string) resource.Value {
	if c, ok := m.change(key); ok {
		return c.base
	}
	return m.item.Value(key)
}

// Type gives a key to the field's editor.
func (m *Model) Type(k tea.KeyPressMsg) tea.Cmd {
	if m.editing == nil {
		return nil
	}
	if m.editing.Key(k).Ends() {
		m.finish()
	}
	return nil
}

// Paste gives pasted text to the field's editor.
func (m *Model) Paste(s string) tea.Cmd {
	if m.editing != nil && m.editing.Paste(s) == form.Ask {
		m.editing.Editor.(form.Asker).Answer(0)
	}
	return nil
}
