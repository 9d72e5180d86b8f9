package panetest

import (
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"zco/tui/action"
	"zco/tui/draw/screen"
	"zco/tui/draw/theme"
	"zco/tui/pane"
	"zco/tui/work"
)

// Now is what the clock of an Env shows.
var Now = time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)

// Env returns an environment with the default keys and a clock that stands,
// and the shell in it.
func Env(t testing.TB) (*pane.Env, *Shell) {
	t.Helper()
	th, err := theme.New(theme.Options{Name: "dark", Profile: colorprofile.TrueColor})
	if err != nil {
		t.Fatal(err)
	}
	keys, err := action.NewKeymap(nil)
	if err != nil {
		t.Fatal(err)
	}
	s := &Shell{}
	return &pane.Env{Shell: s, Theme: th, Keys: keys, Now: func() time.Time { return Now }, Zone: time.UTC}, s
}

// Key is a key by the name that the keymap has for it: "enter", "ctrl+x", "j".
func Key(name string) tea.KeyPressMsg { return action.Press(name) }

// Press gives keys to a dialog, and reports whether it is done with.
func Press(d pane.Dialog, keys ...string) (left []tea.Msg, done bool) {
	for _, k := range keys {
		cmd, over := d.Key(Key(k))
		left = append(left, Settle(cmd)...)
		done = done || over
	}
	return left, done
}

// Type gives a text to a dialog, letter by letter.
func Type(d pane.Dialog, text string) []tea.Msg {
	left, _ := Press(d, strings.Split(text, "")...)
	return left
}

// Settle runs a command and what comes of it, one after the other: an answer
// is delivered to its owner, and any other message is returned.
func Settle(cmd tea.Cmd) []tea.Msg {
	if cmd == nil {
		return nil
	}
	switch msg := cmd().(type) {
	case nil:
		return nil
	case tea.BatchMsg:
		var left []tea.Msg
		for _, c := range msg {
			left = append(left, Settle(c)...)
		}
		return left
	case work.Reply:
		return Settle(msg.Deliver())
	default:
		return []tea.Msg{msg}
	}
}

// Do hands a request to its handler; known is false where it has none.
func Do(h pane.Handlers, request any) (cmd tea.Cmd, known bool) {
	do := h.Of(request)
	if do == nil {
		return nil, false
	}
	return do(request), true
}

// Screen is what a dialog shows, at its own size, where there is room for w
// by h cells; below it the keys that stand in the foot of its frame.
func Screen(env *pane.Env, d pane.Dialog, w, h int) string {
	w, h = d.Size(w, h)
	out := Drawn(env, w, h, func(a screen.Area) { d.Draw(a) })
	if f, ok := d.(interface{ Footer() []pane.Hint }); ok {
		hints := f.Footer()
		out += "\n" + Drawn(env, max(pane.HintsWidth(hints), 1), 1, func(a screen.Area) { env.DrawHints(a, 0, hints) })
	}
	return strings.TrimRight(out, "\n")
}

// Drawn is what is drawn on w by h cells, with the blanks at the end of the
// rows cut.
func Drawn(env *pane.Env, w, h int, draw func(screen.Area)) string {
	c := screen.New(env.Theme.Sheet)
	draw(c.Begin(w, h))
	rows := make([]string, h)
	for y := range rows {
		rows[y] = strings.TrimRight(c.Line(y), " ")
	}
	return strings.Join(rows, "\n")
}
