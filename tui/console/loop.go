package console

import (
	"fmt"
	"os"
	"os/exec"
	"reflect"
	"strings"
	"sync"

	tea "charm.land/bubbletea/v2"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"

	"zco/tui/term"
)

// onScreen hands the frames of a model to the console.
type onScreen struct {
	Model
	c *Console
}

// Update is the model's.
func (s onScreen) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	_, cmd := s.Model.Update(msg)
	s.c.show(s.View(), s.Canvas())
	if _, ok := msg.(term.Measured); ok {
		s.c.release()
	}
	return s, cmd
}

// The framework has no names for what these ask of it.
var (
	askedClear      = reflect.TypeOf(tea.ClearScreen())
	askedBackground = reflect.TypeOf(tea.RequestBackgroundColor())
	askedSize       = reflect.TypeOf(tea.RequestWindowSize())
	askedClipboard  = reflect.TypeOf(tea.SetClipboard("")())
)

// filter takes what the framework would do to the terminal before it does.
func (c *Console) filter() func(tea.Model, tea.Msg) tea.Msg {
	var stop sync.Once
	return func(_ tea.Model, msg tea.Msg) tea.Msg {
		stop.Do(func() { go func() { _ = c.program.ReleaseTerminal() }() }) // its ticker
		switch m := msg.(type) {
		case tea.RawMsg:
			if s := fmt.Sprint(m.Msg); !c.o.Plain || !strings.HasPrefix(s, "\x1b[") && !strings.HasPrefix(s, "\x1b]4;") { // no questions
				c.send(s)
			}
			return nil
		case tea.SuspendMsg:
			go c.suspend()
			return nil
		case tea.ModeReportMsg:
			c.learn(m)
		case tea.CursorPositionMsg:
			return c.reported(m)
		case tea.TerminalVersionMsg:
			c.meetName(m.Name)
			return nil
		case uv.TerminalVersionEvent:
			c.meetName(m.Name)
			return nil
		case uv.SecondaryDeviceAttributesEvent:
			c.meet(m)
			return nil
		}
		switch reflect.TypeOf(msg) {
		case askedClear:
			c.again()
			return nil
		case askedBackground:
			if !c.o.Plain {
				c.send(ansi.RequestBackgroundColor)
			}
			return nil
		case askedSize:
			go c.sized()
			return nil
		case askedClipboard:
			c.send(ansi.SetSystemClipboard(reflect.ValueOf(msg).String()))
			return nil
		}
		return msg
	}
}

// sized tells the program the size of the terminal.
func (c *Console) sized() {
	w, h := c.size()
	c.program.Send(tea.WindowSizeMsg{Width: w, Height: h})
}

// Exec runs a program on the terminal, and says so in messages.
func (c *Console) Exec(cmd *exec.Cmd, done tea.ExecCallback) tea.Cmd {
	return c.Lend(func(in, out *os.File) error {
		if cmd.Stdin == nil {
			cmd.Stdin = in
		}
		if cmd.Stdout == nil {
			cmd.Stdout = out
		}
		if cmd.Stderr == nil {
			cmd.Stderr = out
		}
		return cmd.Run()
	}, done)
}

// Lend gives the terminal, as it was found, to what uses it, and takes it back.
func (c *Console) Lend(use func(in, out *os.File) error, done tea.ExecCallback) tea.Cmd {
	return func() tea.Msg {
		c.leave()
		err := use(c.o.In, c.o.Out)
		if failed := c.enter(); failed != nil {
			c.err = failed
			return tea.QuitMsg{}
		}
		c.sized()
		return done(err)
	}
}
