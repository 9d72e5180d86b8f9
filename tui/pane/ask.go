package pane

import (
	"reflect"
	"slices"

	tea "charm.land/bubbletea/v2"
)

// Ask returns a command that hands the shell a message. The shell takes it
// before the next key, so that a key typed right behind goes where the message
// leads: see Asked.
func Ask(msg tea.Msg) tea.Cmd { return asked{msg}.hand }

// Saying returns a command that shows a message.
func Saying(kind Kind, text string) tea.Cmd { return Ask(Say{kind, text}) }

// Batch returns a command that runs others, each on its own; nil ones are
// left out. Unlike tea.Batch it can be taken apart again: see Batched.
func Batch(cmds ...tea.Cmd) tea.Cmd {
	left := slices.DeleteFunc(slices.Clone(cmds), func(c tea.Cmd) bool { return c == nil })
	switch len(left) {
	case 0:
		return nil
	case 1:
		return left[0]
	}
	return batched{left}.hand
}

type asked struct{ msg tea.Msg }

func (a asked) hand() tea.Msg { return a.msg }

type batched struct{ cmds []tea.Cmd }

func (b batched) hand() tea.Msg { return tea.BatchMsg(b.cmds) }

// Commands are functions, and functions can only be told apart by their code.
var (
	askCode   = reflect.ValueOf(asked{}.hand).Pointer()
	batchCode = reflect.ValueOf(batched{}.hand).Pointer()
)

// Asked returns the message of a command made by Ask. It runs no other.
func Asked(cmd tea.Cmd) (msg tea.Msg, ok bool) {
	if cmd == nil || reflect.ValueOf(cmd).Pointer() != askCode {
		return nil, false
	}
	return cmd(), true
}

// Batched returns the commands of one made by Batch. It runs none of them.
func Batched(cmd tea.Cmd) (cmds []tea.Cmd, ok bool) {
	if cmd == nil || reflect.ValueOf(cmd).Pointer() != batchCode {
		return nil, false
	}
	batch, ok := cmd().(tea.BatchMsg)
	return batch, ok
}
