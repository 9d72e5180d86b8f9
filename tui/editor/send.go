package editor

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"zco/tui/command"
	"zco/tui/dialog"
	"zco/tui/pane"
	"zco/tui/resource"
)

// review shows what would be sent, field by field; nothing is sent without
// it.
func (m *Model) review() tea.Cmd {
	m.finish()
	d := m.drafts[m.ref]
	if d == nil {
		return pane.Saying(pane.Note, "nothing was changed")
	}
	patch := resource.Patch{}
	var rows []dialog.Difference
	format := m.env.Format()
	for _, f := range m.schema.Fields {
		c, ok := d.fields[f.Key]
		if !ok {
			continue
		}
		if c.problem != "" {
			return pane.Saying(pane.Failure, f.Title+": "+c.problem)
		}
		patch[f.Key] = c.mine
		rows = append(rows, dialog.Difference{Title: f.Title, Old: format.Text(f, c.base), New: format.Text(f, c.mine)})
	}
	title := "Send " + pane.Plural(len(rows), "change", "changes") + " to " + m.item.Name
	return pane.Ask(pane.Open{Dialog: dialog.NewReview(m.env, title, rows, func() tea.Cmd { return m.send(patch) })})
}

func (m *Model) send(p resource.Patch) tea.Cmd {
	m.sending = true
	return m.ask.Update(slot+"/send", m.gen, m.col, m.ref.ID, p)
}

// sent takes the answer to a change.
func (m *Model) sent(msg command.Updated) tea.Cmd {
	if msg.Slot != slot+"/send" {
		return nil
	}
	m.sending = false
	if msg.Err != nil {
		return m.refused(msg)
	}
	delete(m.drafts, msg.Ref)
	return tea.Batch(
		pane.Ask(pane.Changed{Ref: msg.Ref, Item: msg.Item}),
		pane.Saying(pane.Success, "saved "+msg.Item.Name),
	)
}

// refused puts the service's words at the fields they are about and keeps the
// draft.
func (m *Model) refused(msg command.Updated) tea.Cmd {
	d := m.drafts[msg.Ref]
	var rest []string
	for _, reason := range resource.Reasons(msg.Err) {
		key, ok := m.schema.Blamed(reason)
		c, changed := change{}, false
		if ok && d != nil {
			c, changed = d.fields[key]
		}
		if !changed {
			rest = append(rest, reason.Text)
			continue
		}
		c.problem, c.partial = reason.Text, c.mine.Text()
		d.fields[key] = c
	}
	if len(rest) == 0 {
		rest = []string{"the service refused the change; see the fields"}
	}
	return pane.Saying(pane.Failure, strings.Join(rest, "; "))
}
