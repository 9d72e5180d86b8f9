package record

import (
	tea "charm.land/bubbletea/v2"

	"zco/tui/domain/collection"
	"zco/tui/pane"
	"zco/tui/widget/reader"
	"zco/tui/work"
)

func (m *Model) askEvents() tea.Cmd {
	if m.col == nil || m.creating() {
		return nil
	}
	return m.in.Events("events", m.col, m.ref.ID)
}

func (m *row) whyNotEvents() string {
	switch {
	case m.col != nil && m.col.Family != "":
		return "Zendesk keeps no events of " + m.col.Title
	case m.creating():
		return "nothing has happened to it yet"
	}
	return ""
}

// showEvents opens what happened to the record; names of people and of what
// relations point to come as they are known.
func (m *Model) showEvents(msg work.Events) tea.Cmd {
	if msg.Err != nil {
		return m.say(pane.Failure, "what happened cannot be shown: "+m.env.Advised(msg.Err))
	}
	if len(msg.Events) == 0 {
		return m.say(pane.Note, "the service tells of nothing that happened to it")
	}
	words := collection.EventWords{Format: m.env.Format(), Schema: m.schema, More: m.env.Theme.Glyphs.Loading}
	d := reader.Wrapping(m.env, "What happened to "+m.item.Name, func() []string {
		var out []string
		for _, e := range msg.Events {
			out = append(out, words.Lines(e)...)
		}
		return out
	})
	m.env.Shell.Push(pane.Open{Dialog: d, Unasked: true})
	return m.in.Names(collection.EventNames(m.schema, msg.Events))
}
