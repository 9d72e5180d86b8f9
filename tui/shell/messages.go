package shell

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"zco/tui/action"
	"zco/tui/domain/collection"
	"zco/tui/draw/screen"
	"zco/tui/draw/text"
	"zco/tui/pane"
	"zco/tui/status"
	"zco/tui/work"
)

// say shows a message; an empty one takes the last from the screen.
func (m *Model) say(kind pane.Kind, words string, offers ...action.ID) {
	if words == "" {
		m.messages.Clear()
		return
	}
	said := status.Message{Kind: kind, Text: text.Sentence(words), At: m.env.Now()}
	for _, id := range offers {
		if id != "" {
			said.Offers = append(said.Offers, m.env.Hint(id, ""))
		}
	}
	m.messages.Say(said)
}

// snapshot is what there is to say of the program now.
func (m *Model) snapshot() status.Snapshot {
	rate := m.layer.Rate()
	s := status.Snapshot{
		Theme: m.env.Theme, Now: m.env.Now(), Width: m.terminal.Width,
		Account: m.opts.Account, Demo: m.opts.Demo, ReadOnly: m.env.ReadOnly != "", SignedOut: m.features.signedOut(),
		Parts: m.features.status(), Typed: m.typed, Loading: m.waiting.long(m.env.Now()), Back: m.env.Keys.Key(action.Back), Remaining: rate.Remaining, Limit: rate.Limit,
		Message: m.messages.Last(), Wait: m.wait,
	}
	if t := m.table(); t != nil {
		s.Open, s.Title, s.Table, s.Trail = true, t.Collection().Title, t.Status(), m.trail()
		if current, ok := t.Current(); m.recordInFront() && (!ok || m.at.Record != (collection.Ref{Collection: t.Collection().ID, ID: current.ID})) {
			s.Table = nil // it tells of another row
		}
	}
	switch {
	case m.env.Plain:
		s.Spoken = m.reading(s).Spoken()
	default:
		s.Hints = m.hints()
	}
	return s
}

// drawStatus draws the line of messages and the bar; where there is room for
// one of them only, a message lies over the bar.
func (m *Model) drawStatus(line, bar screen.Area) {
	s := m.snapshot()
	room := line.Rect != bar.Rect
	if room || s.Message.Text != "" {
		status.Line(line, s)
	}
	if room || s.Message.Text == "" {
		status.Bar(bar, s)
	}
}

// reading is where the focus is and what is under the cursor.
func (m *Model) reading(s status.Snapshot) status.Reading {
	r := status.Reading{Focus: m.at.Focus, Open: s.Open, Title: s.Title, Table: s.Table, Close: m.env.Keys.Key(action.Dismiss)}
	if d := m.dialogs.top(); d != nil {
		r.Dialog = d.Title()
	}
	if c := m.panes.Catalog.Current(); c != nil {
		r.Object = c.Title
	}
	sub, ok := m.subject()
	if !ok {
		return r
	}
	r.Subject, r.Editing = &sub, m.typing(m.focused().Scopes())
	value := sub.Item.Value(sub.Field.Key)
	r.Draft = m.env.Drafts.HasDraft(sub.Ref())
	if drafted, changed := m.env.Drafts.Draft(sub.Ref(), sub.Field.Key); changed && m.at.Focus == pane.Record {
		value, r.Changed = drafted, true
	}
	r.Value = m.env.Format().Text(sub.Field, value)
	return r
}

// waits counts down to when a request that waits is made.
func (m *Model) waits(w work.Waiting) tea.Cmd {
	m.wait = status.Wait{Until: w.Until, Reason: w.Reason}
	return m.countdown()
}

// countdown wakes up again while a countdown is on the screen.
func (m *Model) countdown() tea.Cmd {
	if m.wait.Over(m.env.Now()) {
		return nil
	}
	return m.inbox.After("countdown", time.Second, work.Tick{})
}
