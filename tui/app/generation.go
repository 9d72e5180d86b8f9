package app

import (
	"reflect"
	"strings"

	tea "charm.land/bubbletea/v2"

	"zco/tui/term"
)

// tagged is a message with the account that asked for it.
type tagged struct {
	generation uint64
	msg        tea.Msg
}

// tag makes a command's messages carry the account in front. Those of the
// framework itself go to it as they are.
func (p *Program) tag(cmd tea.Cmd) tea.Cmd {
	if cmd == nil {
		return nil
	}
	return tagWith(p.generation, cmd)
}

func tagWith(generation uint64, cmd tea.Cmd) tea.Cmd {
	return func() tea.Msg {
		switch msg := cmd().(type) {
		case nil:
			return nil
		case tea.BatchMsg:
			for i, c := range msg {
				if c != nil {
					msg[i] = tagWith(generation, c)
				}
			}
			return msg
		default:
			if strings.HasPrefix(reflect.TypeOf(msg).PkgPath(), "charm.land/bubbletea") || term.Own(msg) {
				return msg
			}
			return tagged{generation, msg}
		}
	}
}
