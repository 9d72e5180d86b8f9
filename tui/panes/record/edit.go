package record

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"zco/tui/action"
	"zco/tui/domain/change"
	"zco/tui/domain/collection"
	"zco/tui/domain/field"
	"zco/tui/pane"
	"zco/tui/widget/confirm"
)

// openField follows a relation, lists the rows that point here, shows a photo,
// and edits any other field.
func (m *Model) openField() tea.Cmd {
	if p, ok := m.pointingHere(); ok {
		return m.openRelated(p)
	}
	f, ok := m.field()
	if ok && m.isPhoto(f) {
		return m.showPhoto()
	}
	_, drafted := m.drafts.Field(m.ref, f.Key)
	if ok && f.Target != "" && !drafted && !m.item.Value(f.Key).IsEmpty() {
		return m.follow()
	}
	return m.edit()
}

// isPhoto reports whether a field has a photo to show.
func (m *row) isPhoto(f collection.Field) bool {
	return f.Type == field.Photo && m.known && !m.item.Value(f.Key).IsEmpty()
}

func (m *row) showPhoto() tea.Cmd {
	m.env.Shell.Ask(pane.DoVerb{Collection: m.col, Verb: collection.VerbPhoto, Items: []collection.Item{m.item}})
	return nil
}

func (m *row) follow() tea.Cmd {
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
	left(m)
}

// left puts the fields in their order again when an editor was left: another
// type has other settings.
func left(m *Model) {
	key := m.editing.Field.Key
	m.editing = nil
	m.arrange()
	m.cursor = indexOf(m.fields, key, m.cursor)
}

// indexOf is the place of a field, or another where it is not shown.
func indexOf(fields []collection.Field, key string, other int) int {
	if i := slices.IndexFunc(fields, func(f collection.Field) bool { return f.Key == key }); i >= 0 {
		return i
	}
	return other
}

// clear sends no value for the field under the cursor.
func (m *row) clear() tea.Cmd {
	f, _ := m.field()
	if !m.known {
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
func (m *row) unrefuse(key string) { delete(m.refused[m.ref], key) }

func (m *row) revert() tea.Cmd {
	if f, ok := m.field(); ok {
		m.drafts.Clear(m.ref, f.Key)
		m.unrefuse(f.Key)
		m.arrange()
	}
	return nil
}

// drop throws the whole draft away, once that is confirmed.
func (m *row) drop() tea.Cmd {
	d, ok := m.drafts.Record(m.ref)
	if !ok {
		return nil
	}
	ref := m.ref
	words := pane.Plural(change.Typed(d), "unsaved field", "unsaved fields") + " will be lost."
	m.env.Shell.Open(confirm.New(m.env, "Discard draft?", words, func() tea.Cmd {
		m.drafts.Drop(ref)
		delete(m.refused, ref)
		m.arrange()
		return m.say(pane.Note, "draft discarded")
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
	if m.env.Pressed(k, action.Send) && m.env.ReadOnly == "" {
		m.editing.take()
		m.env.Shell.Run(action.Send) // from whatever field: it ends there
		return nil
	}
	cmd, ended := m.editing.key(k)
	if ended {
		left(m)
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
