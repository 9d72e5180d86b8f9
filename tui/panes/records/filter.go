package records

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"zco/tui/domain/collection"
	"zco/tui/widget/form"
	"zco/tui/widget/grid"
)

// quickFilter narrows the loaded rows to those that hold all words somewhere
// in the columns shown. It asks the service nothing, and says so.
type quickFilter struct {
	line   form.Line
	typing bool
	words  []string // in lower case
}

// openFilter begins to type in the quick filter.
func (m *shown) openFilter() {
	m.quick.typing = true
	m.fitRows()
}

// closeFilter ends typing; the filter holds on while it has text.
func (m *shown) closeFilter() {
	m.quick.typing = false
	m.fitRows()
}

// clearFilter takes the filter away and reports whether there was one.
func (m *shown) clearFilter() bool {
	had := m.quick.line.Text() != "" || m.quick.typing
	m.quick = quickFilter{}
	m.updateLocal()
	m.fitRows()
	return had
}

func (m *shown) filtered() tea.Cmd {
	m.quick.words = strings.Fields(strings.ToLower(m.quick.line.Text()))
	m.updateLocal()
	return tea.Batch(m.fetch(), m.rest())
}

// Type takes a key of the quick filter.
func (m *Model) Type(k tea.KeyPressMsg) tea.Cmd {
	if !m.quick.typing {
		return nil
	}
	before := m.quick.line.Text()
	m.quick.line.Key(k)
	if m.quick.line.Text() == before {
		return nil
	}
	return m.filtered()
}

// Paste takes text for the quick filter, on one line.
func (m *Model) Paste(s string) tea.Cmd {
	if !m.quick.typing {
		return nil
	}
	m.quick.line.Paste(strings.Join(strings.Fields(s), " "))
	return m.filtered()
}

// kept is the filter as a predicate; nil lets all rows through.
func (m *shown) kept() func(collection.Item) bool {
	if len(m.quick.words) == 0 {
		return nil
	}
	f := m.env.Format()
	texts := make([]string, m.cols.Len())
	return func(it collection.Item) bool {
		for i, c := range m.cols.All() {
			texts[i] = clip(f.Text(*c.Of.field, it.Value(c.Of.field.Key)))
		}
		for _, w := range m.quick.words {
			if !anyMatches(texts, w) {
				return false
			}
		}
		return true
	}
}

func anyMatches(texts []string, word string) bool {
	for _, s := range texts {
		if grid.Match(s, word) != nil {
			return true
		}
	}
	return false
}

// hits are the bytes of a cell's text that the quick filter found.
func (m *listed) hits(s string) []int {
	var at []int
	for _, w := range m.quick.words {
		at = append(at, grid.Match(s, w)...)
	}
	return at
}
