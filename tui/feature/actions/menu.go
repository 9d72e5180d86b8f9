package actions

import (
	tea "charm.land/bubbletea/v2"

	"zco/tui/draw/screen"
	"zco/tui/draw/text"
	"zco/tui/pane"
	"zco/tui/widget/form"
)

// menu is a list of verbs. Below it stands why the one under the cursor is
// disabled: a reason is longer than the room beside a title.
type menu struct {
	env   *pane.Env
	title string
	list  form.List
	items []form.Item
	pick  func(i int) tea.Cmd
}

func newMenu(env *pane.Env, title string, items []form.Item, pick func(i int) tea.Cmd) *menu {
	m := &menu{env: env, title: title, items: items, pick: pick}
	m.list.SetItems(items)
	return m
}

const (
	menuWidth = 64
	menuRows  = 14
	footRows  = 2
)

// Title implements pane.Dialog.
func (m *menu) Title() string { return m.title }

// Size implements pane.Dialog.
func (m *menu) Size(w, h int) (int, int) {
	return min(menuWidth, w), min(min(menuRows, m.list.Height(menuWidth))+footRows, h)
}

// Draw implements pane.Dialog.
func (m *menu) Draw(a screen.Area) screen.Cursor {
	body, foot := a.Bottom(min(footRows, a.H/2))
	c := m.list.Draw(body, m.env.Theme)
	if i, ok := m.list.Selected(); ok {
		for y, line := range text.Wrap(m.items[i].Disabled, max(foot.W, 8), a.Method()) {
			foot.TextCut(0, y, foot.W, m.env.Theme.Warn, line)
		}
	}
	return c
}

// Key implements pane.Dialog.
func (m *menu) Key(k tea.KeyPressMsg) (tea.Cmd, bool) {
	switch m.list.Key(k) {
	case form.Leave:
		return nil, true
	case form.Done:
		if i, ok := m.list.Selected(); ok {
			return m.pick(i), true
		}
	}
	return nil, false
}

// Click puts the cursor on the item at a cell of the screen.
func (m *menu) Click(x, y int) bool { return m.list.Click(x, y) }

// Paste implements pane.Dialog.
func (m *menu) Paste(s string) tea.Cmd { m.list.Paste(s); return nil }

// Update implements pane.Dialog.
func (m *menu) Update(tea.Msg) tea.Cmd { return nil }
