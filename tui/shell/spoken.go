package shell

import (
	"slices"
	"strings"

	"zco/tui/action"
	"zco/tui/pane"
)

// spoken says in words where the focus is and what is under the cursor, for
// those who have the screen read to them. It is a line of its own, which a
// screen reader reads when it changes; the terminal's cursor is on the thing
// itself.
func (m *Model) spoken() string {
	if n := len(m.dialogs); n > 0 {
		return "dialog: " + m.dialogs[n-1].Title() + "; esc closes it"
	}
	switch m.focus {
	case pane.Objects:
		if c := m.objects.Current(); c != nil {
			return "list of objects: " + c.Title
		}
		return "list of objects"
	case pane.Search:
		return "searching in " + m.records.Collection().Title
	case pane.Record:
		return m.spokenField()
	}
	return m.spokenRow()
}

func (m *Model) spokenRow() string {
	if m.records == nil {
		return ""
	}
	parts := []string{"table of " + m.records.Collection().Title}
	parts = append(parts, m.records.Status()...)
	s, ok := m.subject()
	if !ok {
		return strings.Join(parts, ", ")
	}
	if m.unsent.HasDraft(s.Ref()) {
		parts = append(parts, "a draft is not sent")
	}
	value := m.env.Format().Text(s.Field, s.Item.Value(s.Field.Key))
	return strings.Join(parts, ", ") + "; " + s.Field.Title + ": " + orEmpty(value)
}

func (m *Model) spokenField() string {
	s, ok := m.subject()
	if !ok || s.Field.Key == "" {
		return "a record"
	}
	words := s.Collection.Singular + " " + s.Item.Name + "; "
	if slices.Contains(m.editor.Scopes(), action.Field) {
		return words + "editing " + s.Field.Title + "; enter is done"
	}
	value := s.Item.Value(s.Field.Key)
	drafted, changed := m.unsent.Draft(s.Ref(), s.Field.Key)
	if changed {
		value = drafted
	}
	words += s.Field.Title + ": " + orEmpty(m.env.Format().Text(s.Field, value))
	if changed {
		words += " (changed, not sent)"
	}
	return words
}

func orEmpty(s string) string {
	if s == "" {
		return "empty"
	}
	return s
}
