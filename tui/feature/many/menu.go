package many

import (
	tea "charm.land/bubbletea/v2"

	"zco/tui/widget/form"
)

// menu is a question about an import, with a list of answers.
type menu struct {
	title string
	list  form.List
	pick  func(i int) tea.Cmd
}

func newMenu(title string, items []form.Item, pick func(int) tea.Cmd) *menu {
	m := &menu{title: title, pick: pick}
	m.list.Placeholder = "Type to find"
	m.list.SetItems(items)
	return m
}

// key takes a key; back says that the question is left unanswered.
func (m *menu) key(k tea.KeyPressMsg) (cmd tea.Cmd, back bool) {
	switch m.list.Key(k) {
	case form.Leave:
		return nil, true
	case form.Done:
		if i, ok := m.list.Selected(); ok {
			return m.pick(i), false
		}
	}
	return nil, false
}
