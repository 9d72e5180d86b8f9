package pane

import tea "charm.land/bubbletea/v2"

// Picture is a file to show as a picture.
type Picture struct {
	Name    string
	About   []string // such as its size and type
	Content []byte
}

// Pictures shows pictures on the terminal.
type Pictures interface {
	// Ask asks the terminal the first time whether it can, and knows it then.
	Ask(done func(shows bool) tea.Msg) tea.Cmd
	// Show hands the screen over to a picture until a key is pressed, and then
	// to what done makes of how that went.
	Show(p Picture, done tea.ExecCallback) tea.Cmd
}
