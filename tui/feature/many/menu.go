package many

import (
	tea "charm.land/bubbletea/v2"

	"zco/tui/draw/screen"
	"zco/tui/pane"
	"zco/tui/widget/form"
)

// step is one question on the way to a change.
type step interface {
	title() string
	height(w int) int
	draw(a screen.Area) screen.Cursor
	// key takes a key; back says that the question is left unanswered.
	key(tea.KeyPressMsg) (cmd tea.Cmd, back bool)
	paste(string) tea.Cmd
	before() step // what is asked again when it is left; nil for nothing
}

// menu is a question with a list of answers.
type menu struct {
	env      *pane.Env
	name     string
	list     form.List
	previous step
	pick     func(i int, self *menu) tea.Cmd
}

func newMenu(env *pane.Env, name string, items []form.Item, previous step, pick func(int, *menu) tea.Cmd) *menu {
	s := &menu{env: env, name: name, previous: previous, pick: pick}
	s.list.Placeholder = "Type to find"
	s.list.SetItems(items)
	return s
}

func (s *menu) title() string { return s.name }

func (s *menu) height(w int) int { return min(s.list.Height(w), menuRows) }

func (s *menu) draw(a screen.Area) screen.Cursor { return s.list.Draw(a, s.env.Theme) }

func (s *menu) key(k tea.KeyPressMsg) (tea.Cmd, bool) {
	switch s.list.Key(k) {
	case form.Leave:
		return nil, true
	case form.Done:
		if i, ok := s.list.Selected(); ok {
			return s.pick(i, s), false
		}
	}
	return nil, false
}

func (s *menu) paste(t string) tea.Cmd { s.list.Paste(t); return nil }
func (s *menu) before() step           { return s.previous }
