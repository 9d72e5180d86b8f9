package records

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"zco/tui/domain/collection"
	"zco/tui/pane"
)

// sorts are the keys that the service sorts this place by.
func (m *listed) sorts() []string {
	if m.place.Searching() {
		return m.col.SearchSorts
	}
	return m.col.ListSorts
}

// sort sorts by the column under the cursor, the other way, and not at all, in
// turn: by the service where it can, else only the loaded rows.
func (m *shown) sort() tea.Cmd {
	c := m.cols.Current()
	if c == nil {
		return nil
	}
	if !slices.Contains(m.sorts(), c.Of.field.Key) {
		return m.sortHere(c.Of.field)
	}
	next := m.place
	switch key := c.Of.field.Key; next.Sort {
	case key:
		next.Sort = "-" + key
	case "-" + key:
		next.Sort = ""
	default:
		next.Sort = key
	}
	m.localSort = localSort{}
	m.updateLocal()
	m.place = next
	m.win.Restart()
	m.win.SetTotal(m.knownTotal())
	m.endRange()
	m.env.Shell.Ask(pane.Moved{To: next})
	return m.fetch()
}

func (m *shown) sortHere(f *collection.Field) tea.Cmd {
	switch {
	case m.localSort.field == nil || m.localSort.field.Key != f.Key:
		m.localSort = localSort{field: f}
	case !m.localSort.down:
		m.localSort.down = true
	default:
		m.localSort = localSort{}
	}
	m.updateLocal()
	m.endRange()
	if m.localSort.field != nil && !m.localSort.down {
		m.env.Shell.Say(pane.Note, m.whySortedHere(f))
	}
	return tea.Batch(m.fetch(), m.rest())
}

// whySortedHere says what the service would sort by, where the loaded rows
// are not all.
func (m *listed) whySortedHere(f *collection.Field) string {
	if m.complete() {
		return "sorted by " + f.Title
	}
	var titles []string
	for _, key := range m.sorts() {
		titles = append(titles, m.titleOf(key))
	}
	if len(titles) == 0 {
		return "Sorted the " + pane.Plural(m.win.Len(), "loaded row", "loaded rows") + ". Zendesk cannot sort " + m.col.Title + "."
	}
	return "Sorted the " + pane.Plural(m.win.Len(), "loaded row", "loaded rows") + ". Zendesk can sort all rows by " + orList(titles) + " only."
}

// titleOf is what a field is called, its key while nobody knows.
func (m *listed) titleOf(key string) string {
	if f, ok := m.schema.Field(key); ok {
		return f.Title
	}
	return key
}

// sorted tells whether the table is sorted by a field, and which way.
func (m *listed) sorted(key string) (down, ok bool) {
	if m.localSort.field != nil {
		return m.localSort.down, m.localSort.field.Key == key
	}
	by, down := strings.CutPrefix(m.place.Sort, "-")
	return down, by == key && key != ""
}

func (m *listed) knownTotal() int {
	n := m.counts()
	if !n.known {
		return -1
	}
	return n.Value
}

// orList joins words as in a sentence: "ID, Name or Updated".
func orList(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " or " + words[last]
}
