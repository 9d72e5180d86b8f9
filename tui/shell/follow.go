package shell

import (
	"net/url"
	"strings"

	tea "charm.land/bubbletea/v2"

	"zco/tui/domain/collection"
	"zco/tui/pane"
	"zco/tui/work"
)

// followTo goes to what a relation points at, or opens its page in the
// browser.
func (m *Model) followTo(f pane.Follow) tea.Cmd {
	if f.ID == "" {
		m.say(pane.Note, "the relation points to nothing")
		return nil
	}
	if id := collection.TargetCollection(f.Target); id != "" {
		return m.open(pane.OpenRecord{Ref: collection.Ref{Collection: id, ID: f.ID}, Follow: true})
	}
	address := collection.TargetAddress(m.env.Base, f.Target, f.ID)
	if address == "" {
		m.say(pane.Note, "there is no page for "+strings.TrimPrefix(f.Target, "zen:")+" "+f.ID)
		return nil
	}
	return pane.Ask(pane.Browse{URL: address})
}

// followCell follows the relation in the cell or field under the cursor.
func (m *Model) followCell() tea.Cmd {
	s, ok := m.subject()
	switch {
	case !ok:
		m.say(pane.Note, "there is nothing under the cursor")
	case s.Field.Target == "":
		m.say(pane.Note, s.Field.Title+" is not a relation")
	default:
		return m.followTo(pane.Follow{Target: s.Field.Target, ID: s.Item.Value(s.Field.Key).Text()})
	}
	return nil
}

const goSlot work.Slot = "shell/goto"

// goTo goes to what an address names.
func (m *Model) goTo(a collection.Address) tea.Cmd {
	if m.focus == pane.Search {
		m.setFocus(pane.Records)
	}
	if a.Host != "" && a.Host != hostOf(m.env.Base) {
		m.say(pane.Warning, "the address is at "+a.Host+", another account than this one")
		return nil
	}
	id := a.Collection
	if id == "" && m.records != nil {
		id = m.records.Collection().ID
	}
	col := m.collection(id)
	switch {
	case col == nil:
		m.say(pane.Warning, "there is no object "+id+" in this account")
	case !a.Row():
		return m.visit(pane.Visit{Place: collection.Place{Collection: col.ID}})
	default:
		m.ways.gen++
		m.say(pane.Note, "looking for "+describe(a)+m.env.Theme.Glyphs.Loading)
		return m.layer.Locate(goSlot, m.ways.gen, col, a)
	}
	return nil
}

func describe(a collection.Address) string {
	if a.ExternalID != "" {
		return "the external id " + a.ExternalID
	}
	return "the id " + a.ID
}

func hostOf(base string) string {
	u, err := url.Parse(base)
	if err != nil {
		return ""
	}
	return strings.ToLower(u.Host)
}

// located opens the row that an address named, in the table of its own object.
func (m *Model) located(l work.Located) tea.Cmd {
	if l.Slot != goSlot || l.Gen != m.ways.gen {
		return nil
	}
	col := m.collection(l.Collection)
	switch {
	case col == nil:
		return nil
	case l.Err != nil && !collection.Gone(l.Err):
		m.say(pane.Failure, pane.Explain(l.Err))
		return nil
	case l.Err != nil || len(l.Items) == 0:
		m.say(pane.Warning, "none of "+col.Title+" has "+describe(l.Address))
		return nil
	}
	m.messages.Clear()
	it := l.Items[0]
	ref := collection.Ref{Collection: col.ID, ID: it.ID}
	var cmd tea.Cmd
	if m.records == nil || m.records.Collection().ID != col.ID {
		cmd = m.visit(pane.Visit{Place: collection.Place{Collection: col.ID}})
	}
	return pane.Batch(cmd, m.open(pane.OpenRecord{Ref: ref, Item: it, Known: true}))
}

// collection returns what can be browsed under an ID, nil for nothing.
func (m *Model) collection(id string) *collection.Collection {
	if id == "" {
		return nil
	}
	if col := m.objects.Find(id); col != nil {
		return col
	}
	return collection.Part(id)
}
