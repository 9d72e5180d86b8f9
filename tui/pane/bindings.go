package pane

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"zco/tui/action"
)

// Bindings are what the actions of a dialog do, nil for one that does nothing
// there; done says that the dialog is done with.
type Bindings map[action.ID]func() (cmd tea.Cmd, done bool)

// Bind returns bindings of some actions to one thing to do.
func Bind(do func() (cmd tea.Cmd, done bool), ids ...action.ID) Bindings {
	return Bindings{}.And(do, ids...)
}

// And adds the bindings of more actions.
func (b Bindings) And(do func() (cmd tea.Cmd, done bool), ids ...action.ID) Bindings {
	for _, id := range ids {
		b[id] = do
	}
	return b
}

// Done is bound to what ends a dialog and does nothing else.
func Done() (tea.Cmd, bool) { return nil, true }

// Stays makes of a command what a dialog stays open for.
func Stays(do func() tea.Cmd) func() (tea.Cmd, bool) {
	return func() (tea.Cmd, bool) { return do(), false }
}

// Ends makes of a command what a dialog is done with.
func Ends(do func() tea.Cmd) func() (tea.Cmd, bool) {
	return func() (tea.Cmd, bool) { return do(), true }
}

// Moves makes of a movement what a dialog stays open for.
func Moves(do func()) func() (tea.Cmd, bool) {
	return func() (tea.Cmd, bool) {
		do()
		return nil, false
	}
}

// Pressed reports whether a key stands for one of some actions, each in its own
// scope.
func (e *Env) Pressed(k tea.KeyPressMsg, ids ...action.ID) bool {
	return slices.ContainsFunc(ids, func(id action.ID) bool {
		got, _ := e.Keys.Resolve([]action.Scope{action.Find(id).Scope}, k.String())
		return got == id
	})
}

// Left reports whether a key leaves a dialog in which a text is typed.
func (e *Env) Left(k tea.KeyPressMsg) bool {
	return k.Text == "" && e.Pressed(k, action.Dismiss, action.Back)
}
