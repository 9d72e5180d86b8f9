package record

import (
	"slices"

	"zco/tui/action"
	"zco/tui/domain/collection"
	"zco/tui/pane"
	"zco/tui/widget/form"
)

// Hints are the keys most wanted in the state that the record is in.
func (m *Model) Hints() []pane.Hint {
	if m.editing != nil {
		return m.editing.hints()
	}
	h := m.env.Hint
	if _, there := m.atFiles(); there {
		return m.fileHints()
	}
	f, ok := m.field()
	if _, pointing := m.pointingHere(); pointing {
		return []pane.Hint{h(action.OpenField, "open"), h(action.Back, "back")}
	}
	if !ok {
		return []pane.Hint{h(action.Back, "back")}
	}
	_, drafted := m.drafts.Field(m.ref, f.Key)
	follows := f.Target != "" && !drafted && !m.item.Value(f.Key).IsEmpty()
	var out []pane.Hint
	if m.drafted() {
		out = append(out, h(action.Send, "review and send"))
	}
	switch {
	case follows:
		out = append(out, h(action.OpenField, "open"))
	case m.isPhoto(f):
		out = append(out, h(action.OpenField, "show"))
	}
	if m.locked(f) == "" && !m.gone && m.known {
		out = append(out, h(action.EditField, "edit"))
	}
	if drafted {
		out = append(out, h(action.RevertField, "revert field"))
	}
	if m.drafted() {
		out = append(out, h(action.DropDraft, "discard draft"))
	}
	if m.creating() { // nothing is there yet that points here, or could be deleted
		return append(out, h(action.Back, "back"))
	}
	out = append(out, h(action.Related, "related"))
	if collection.HasCard(m.col.ID) {
		out = append(out, h(action.Browser, "open in Zendesk"), h(action.Copy, "copy"))
	} else {
		out = append(out, h(action.Delete, "delete"), h(action.Verbs, "actions…"))
	}
	return append(out, h(action.Back, "back"))
}

// Footer are the keys of the editor that lies over the cell.
func (c *Cell) Footer() []pane.Hint {
	next := c.t.env.Keys.Key(action.FieldNext)
	return slices.DeleteFunc(c.t.hints(), func(h pane.Hint) bool { return h.Key == next }) // a cell has none
}

// hints are the keys of the editor: how it is done with, and how it is left.
func (t *typing) hints() []pane.Hint {
	if q, asks := t.Question(); asks {
		var out []pane.Hint
		for _, a := range q.Answers {
			out = append(out, pane.Hint{Key: a.Key, Text: a.Label})
		}
		return out
	}
	keys := t.env.Keys
	leave := pane.Hint{Key: keys.Key(action.FieldLeave), Text: "keep draft", Keep: true}
	done := pane.Hint{Key: keys.Key(action.FieldDone), Text: "done"}
	review := pane.Hint{Key: keys.Key(action.Send), Text: "review"}
	cancel := pane.Hint{Key: keys.Key(action.FieldCancel), Text: "cancel"}
	switch t.Editor.(type) {
	case *form.Choice:
		leave.Text = "cancel"
		return []pane.Hint{{Key: done.Key, Text: "choose"}, {Text: "type to find"}, review, leave}
	case *form.MultiChoice:
		return []pane.Hint{done, {Key: "space", Text: "on or off"}, {Text: "type to find"}, review, cancel, leave}
	case *form.Pick:
		return []pane.Hint{{Key: done.Key, Text: "choose"}, {Text: "type to find"}, review, cancel, leave}
	case *form.Check:
		return []pane.Hint{done, {Key: "space", Text: "yes or no"}, review, cancel, leave}
	}
	if t.Field.Multiline() || t.Field.Opaque() {
		done = pane.Hint{Key: keys.Key(action.Send), Text: "review and send"} // enter begins a line
	}
	out := []pane.Hint{done, {Key: keys.Key(action.FieldNext), Text: "next field"}}
	if done.Key != review.Key {
		out = append(out, review)
	}
	return append(out, cancel, leave)
}
