// Package apptest drives the whole program in a test as a person does: it
// presses keys, reads the screen and waits until nothing is under way.
//
// Only tests import it. It runs inside a testing/synctest bubble, where time
// stands still until everything waits: so it waits for idle without sleeping,
// and what takes a minute takes none. The one rule: a test says what a person
// would see, not what a model holds.
package apptest

import (
	"reflect"
	"regexp"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
	"github.com/dlclark/regexp2"

	"zco/tui/action"
)

// Driver runs one program.
type Driver struct {
	t     testing.TB
	model tea.Model
	msgs  chan tea.Msg
	calls chan func()
	done  chan struct{}
	quit  bool
	Raw   []string // what the program wrote past the frames
	Execs int      // how often it handed the terminal to another program

	Suspends int    // how often it asked to be suspended
	Copied   string // what it last asked the terminal to copy
}

// Start runs a program on a screen of w by h cells. It must be called in a
// synctest bubble.
func Start(t testing.TB, m tea.Model, w, h int) *Driver {
	d := &Driver{t: t, model: m, msgs: make(chan tea.Msg, 1024), calls: make(chan func()), done: make(chan struct{})}
	go d.loop()
	d.send(tea.WindowSizeMsg{Width: w, Height: h})
	d.do(func() { d.run(m.Init()) })
	d.Idle()
	return d
}

// With returns the driver for another test to fail.
func (d *Driver) With(t testing.TB) *Driver {
	other := *d
	other.t = t
	return &other
}

// Stop ends the program as ctrl+c does, whatever it was doing. The clock that
// bounds how long patterns are compared would outlive the bubble: it ends, too.
func (d *Driver) Stop() {
	defer regexp2.StopTimeoutClock()
	if !d.Quit() {
		d.Press("ctrl+c")
	}
	d.do(func() {})
	close(d.done)
	synctest.Wait()
}

func (d *Driver) loop() {
	for {
		select {
		case <-d.done:
			return
		case f := <-d.calls:
			f()
		case msg := <-d.msgs:
			d.take(msg)
		}
	}
}

func (d *Driver) take(msg tea.Msg) {
	switch msg := msg.(type) {
	case nil:
	case tea.QuitMsg:
		d.quit = true
	case tea.SuspendMsg:
		d.Suspends++
	case tea.BatchMsg:
		for _, c := range msg {
			d.run(c)
		}
	case tea.RawMsg:
		if s, ok := msg.Msg.(string); ok {
			d.Raw = append(d.Raw, s)
		}
	default:
		if cmds := reflect.ValueOf(msg); cmds.Kind() == reflect.Slice && cmds.Type().Elem() == reflect.TypeFor[tea.Cmd]() {
			for i := range cmds.Len() { // a sequence
				d.run(cmds.Index(i).Interface().(tea.Cmd))
			}
			return
		}
		if v := reflect.ValueOf(msg); v.Type().Name() == "setClipboardMsg" {
			d.Copied = v.String()
		}
		if !strings.HasPrefix(reflect.TypeOf(msg).PkgPath(), "charm.land/bubbletea") || isEvent(msg) {
			var cmd tea.Cmd
			d.model, cmd = d.model.Update(msg)
			d.run(cmd)
		}
	}
}

// isEvent reports whether a message of the framework is one that a program
// gets, and not one it sends.
func isEvent(msg tea.Msg) bool {
	switch msg.(type) {
	case tea.WindowSizeMsg, tea.KeyPressMsg, tea.PasteMsg, tea.MouseClickMsg, tea.MouseWheelMsg, tea.MouseMotionMsg,
		tea.MouseReleaseMsg, tea.ColorProfileMsg, tea.BackgroundColorMsg, tea.ModeReportMsg, tea.ResumeMsg, tea.FocusMsg, tea.BlurMsg:
		return true
	}
	return false
}

func (d *Driver) run(cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	go func() {
		msg := cmd()
		select {
		case d.msgs <- msg:
		case <-d.done:
		}
	}()
}

func (d *Driver) do(f func()) {
	ready := make(chan struct{})
	d.calls <- func() { f(); close(ready) }
	<-ready
}

func (d *Driver) send(msg tea.Msg) { d.msgs <- msg }

// Send gives the program any message.
func (d *Driver) Send(msg tea.Msg) *Driver {
	d.send(msg)
	synctest.Wait()
	return d
}

// Idle waits until the program waits for nothing but the person: requests
// answered, pauses over.
func (d *Driver) Idle() *Driver { return d.Wait(5 * time.Second) }

// Wait lets time pass.
func (d *Driver) Wait(t time.Duration) *Driver {
	time.Sleep(t)
	synctest.Wait()
	return d
}

// Press presses keys by name ("enter", "ctrl+s", "G") and waits for idle
// after the last.
func (d *Driver) Press(keys ...string) *Driver {
	d.t.Helper()
	for _, k := range keys {
		d.Key(k)
	}
	return d.Idle()
}

// Key presses one key and waits for nothing but the program's own code.
func (d *Driver) Key(name string) *Driver {
	d.send(action.Press(name))
	synctest.Wait()
	return d
}

// Burst sends a key behind the last one without waiting for anything, as a
// slow line that delivers several at once does.
func (d *Driver) Burst(name string) *Driver {
	d.send(action.Press(name))
	return d
}

// Type types text, a letter each tenth of a second, and waits for idle.
func (d *Driver) Type(s string) *Driver {
	for _, r := range s {
		d.Key(string(r)).Wait(100 * time.Millisecond)
	}
	return d.Idle()
}

// Paste pastes text.
func (d *Driver) Paste(s string) *Driver {
	d.send(tea.PasteMsg{Content: s})
	return d.Idle()
}

// Resize changes the size of the screen.
func (d *Driver) Resize(w, h int) *Driver {
	d.send(tea.WindowSizeMsg{Width: w, Height: h})
	return d.Idle()
}

// Quit reports whether the program has ended itself.
func (d *Driver) Quit() (quit bool) {
	d.do(func() { quit = d.quit })
	return quit
}

// View returns the frame as the program draws it now.
func (d *Driver) View() (v tea.View) {
	d.do(func() { v = d.model.View() })
	return v
}

// Screen returns what is on the screen, without styles.
func (d *Driver) Screen() string { return ansi.Strip(d.View().Content) }

// Expect fails the test unless the screen shows all texts.
func (d *Driver) Expect(texts ...string) *Driver {
	d.t.Helper()
	screen := d.Screen()
	for _, want := range texts {
		if !strings.Contains(screen, want) {
			d.t.Fatalf("the screen does not show %q:\n%s", want, screen)
		}
	}
	return d
}

// ExpectNot fails the test if the screen shows one of the texts.
func (d *Driver) ExpectNot(texts ...string) *Driver {
	d.t.Helper()
	screen := d.Screen()
	for _, not := range texts {
		if strings.Contains(screen, not) {
			d.t.Fatalf("the screen shows %q:\n%s", not, screen)
		}
	}
	return d
}

// Find returns the first match of a pattern on the screen, or fails the test.
func (d *Driver) Find(pattern string) string {
	d.t.Helper()
	screen := d.Screen()
	m := regexp.MustCompile(pattern).FindString(screen)
	if m == "" {
		d.t.Fatalf("nothing on the screen matches %s:\n%s", pattern, screen)
	}
	return m
}
