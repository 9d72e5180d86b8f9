package shell

import (
	tea "charm.land/bubbletea/v2"

	"zco/tui/pane"
)

// intent does what a pane asked for; ours is false for any other message.
func (m *Model) intent(msg tea.Msg) (cmd tea.Cmd, ours bool) {
	switch msg := msg.(type) {
	case pane.Visit:
		return m.visit(msg), true
	case pane.OpenRecord:
		return m.open(msg), true
	case pane.Rested:
		return m.beneath(msg), true
	case pane.Run:
		return m.run(msg.ID), true
	case pane.Focus:
		m.setFocus(msg.Pane)
	case pane.Say:
		m.say(msg.Kind, msg.Text)
	case pane.Open:
		m.openDialog(msg.Dialog, msg.Unasked)
	case pane.Copy:
		return m.copyText(msg), true
	case pane.Browse:
		return m.browse(msg.URL), true
	case pane.DoVerb:
		if v, ok := msg.Collection.FindVerb(msg.Verb); ok {
			return m.verbs.Start(msg.Collection, v, msg.Items), true
		}
	case pane.Stale:
		m.noteWrite(msg.Collection)
		return m.reload(msg.Collection), true
	case pane.Close:
		if msg.Dialog != nil {
			m.closeDialog(msg.Dialog)
		} else if n := len(m.dialogs); n > 0 {
			m.closeDialog(m.dialogs[n-1])
		}
	case pane.Moved:
		m.tables.rename(m.records, msg.To)
		m.trail.became(msg.To)
	case pane.Changed:
		return m.everyone(msg), true
	default:
		if cmd, ours := m.intentToWrite(msg); ours {
			return cmd, true
		}
		return m.wayMessage(msg)
	}
	return nil, true
}

// visit shows a place in the table, with the cursor where it was if one has
// been there before.
func (m *Model) visit(v pane.Visit) tea.Cmd {
	col := m.collection(v.Place.Collection)
	if col == nil {
		m.say(pane.Warning, "there is no object "+v.Place.Collection+" in this account")
		return nil
	}
	m.left()
	t, fresh := m.tables.at(v.Place, m.env, m.layer, col)
	m.records, m.over = t, false
	m.trail.went(stop{place: v.Place})
	m.objects.Mark(col.ID)
	m.setFocus(pane.Records)
	if v.Select != "" {
		t.Select(v.Select)
	}
	if fresh {
		return pane.Batch(t.Load(), m.searched(v.Place))
	}
	return t.Shown()
}

// beneath shows the row that the table's cursor rests on beside the table.
func (m *Model) beneath(r pane.Rested) tea.Cmd {
	if m.records == nil || m.records.Collection().ID != r.Ref.Collection ||
		m.layout.record.W == 0 || m.focus == pane.Record {
		return nil
	}
	names := m.namesAround(r.Item)
	return pane.Batch(names, m.editor.Show(m.records.Collection(), r.Ref, r.Item, true))
}
