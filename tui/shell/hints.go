package shell

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"zco/tui/action"
	"zco/tui/draw/screen"
	"zco/tui/pane"
)

// hints are the keys most wanted now. The dialog on top or the pane with the
// focus names them; those whose keys do nothing here are left out, by what
// dispatch itself goes by.
func (m *Model) hints() []pane.Hint {
	if d := m.dialogs.top(); d != nil {
		if _, over := d.(placed); !over {
			return nil // they stand in its frame
		}
		return footer(d)
	}
	var out []pane.Hint
	if p, ok := m.focused().(hinting); ok {
		out = p.Hints()
	}
	out = m.env.Live(slices.Clip(out))
	if m.typing(m.chain()) {
		return out
	}
	esc := m.env.Keys.Key(action.Back)
	said := slices.ContainsFunc(out, func(h pane.Hint) bool { return h.Key == esc })
	if !said && m.at.Focus == pane.Records && m.layout.regions[Left].W == 0 {
		out = append(out, m.env.Live([]pane.Hint{m.env.Hint(action.Back, "objects")})...)
	}
	return append(out, m.env.Live(m.env.Hints(action.Help))...)
}

// acts reports whether the key of an action runs it where the focus is now.
func (m *Model) acts(id action.ID) bool {
	key := m.env.Keys.Key(id)
	if key == "" || m.dialogs.top() != nil {
		return false
	}
	got, _ := m.env.Keys.Resolve(m.chain(), key)
	return got == id && m.why(id) == ""
}

// clicked does what a click on a part of the frame stands for: with a dialog
// open the key is pressed in it, else what the key is for is run, wherever the
// focus is.
func (m *Model) clicked(p screen.Press) tea.Cmd {
	if p.Action != "" && m.dialogs.top() == nil {
		m.messages.Clear()
		return m.run(action.ID(p.Action))
	}
	var cmds []tea.Cmd
	for _, key := range strings.Fields(p.Key) {
		cmds = append(cmds, m.key(action.Press(key)))
	}
	return tea.Batch(cmds...)
}
