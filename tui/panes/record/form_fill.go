package record

import (
	tea "charm.land/bubbletea/v2"

	"zco/tui/action"
	"zco/tui/domain/collection"
	"zco/tui/domain/field"
	"zco/tui/pane"
)

// filling fills a record like a form: from field to field without leaving the
// editor.
type filling struct{ m *Model }

// editNext ends the field under way and goes on with the next that can be
// changed, or with the one before for by below 0.
func (l filling) editNext(by int) tea.Cmd {
	if l.m.editing != nil {
		l.m.editing.take()
	}
	l.m.finish()
	for i := l.m.cursor + by; i >= 0 && i < len(l.m.fields); i += by {
		if l.m.locked(l.m.fields[i]) == "" {
			l.m.moveTo(i)
			return l.m.edit()
		}
	}
	if by > 0 {
		return l.m.say(pane.Note, "that was the last field: "+l.m.env.Keys.Key(action.Send)+" reviews and sends")
	}
	return nil
}

// done ends the field; in a new record it goes on with the next one.
func (l filling) done() tea.Cmd {
	cmd := l.m.Type(tea.KeyPressMsg{Code: tea.KeyEnter}) // an editor of many lines has its own use for it
	if l.m.editing == nil && l.m.creating() {
		return tea.Batch(cmd, l.editNext(1))
	}
	return cmd
}

// leave ends the field and says what became of what was typed.
func (l filling) leave() tea.Cmd {
	f, _ := l.m.field()
	cmd := l.m.Type(tea.KeyPressMsg{Code: tea.KeyEscape})
	if _, drafted := l.m.drafts.Field(l.m.ref, f.Key); l.m.editing == nil && drafted {
		keys := l.m.env.Keys
		l.m.env.Shell.Ask(pane.Say{
			Kind: pane.Note, Offers: [2]action.ID{action.Send, action.RevertField},
			Text: "draft kept: " + keys.Key(action.Send) + " reviews and sends, " + keys.Key(action.RevertField) + " reverts the field",
		})
	}
	return cmd
}

// cancel leaves the field as the service has it.
func (l filling) cancel() tea.Cmd {
	l.m.finish()
	return l.m.revert()
}

// whyNotToggle says why the field under the cursor is not turned over.
func (l filling) whyNotToggle() string {
	f, ok := l.m.field()
	switch {
	case !l.m.known:
		return "the record is not read yet"
	case !ok:
		return "only for checkboxes"
	}
	if f.Type != field.Checkbox {
		return "only for checkboxes: " + l.m.env.Keys.Key(action.EditField) + " edits " + f.Title
	}
	if why := l.m.locked(f); why != "" {
		return f.Title + " cannot be changed: " + why
	}
	return ""
}

// toggle turns the checkbox under the cursor over; what is the same as before
// is no draft.
func (l filling) toggle() tea.Cmd {
	f, _ := l.m.field()
	l.m.unrefuse(f.Key)
	before := l.m.item.Value(f.Key)
	now := before
	d, drafted := l.m.drafts.Field(l.m.ref, f.Key)
	if drafted {
		before, now = d.Base, d.Mine
	}
	on, _ := now.Bool()
	if turned := collection.Bool(!on); f.Same(before, turned) {
		l.m.drafts.Clear(l.m.ref, f.Key)
	} else {
		l.m.drafts.Put(l.m.ref, l.m.item, f.Key, turned, "")
	}
	return nil
}
