// Package reader is the dialog that shows lines to read and scroll.
package reader

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"zco/tui/action"
	"zco/tui/draw/screen"
	"zco/tui/draw/text"
	"zco/tui/pane"
)

// Dialog shows lines to read and scroll.
type Dialog struct {
	pane.Base
	Hints []pane.Hint // in the foot of the frame; esc closes unless set

	env   *pane.Env
	title string
	width int // 0 fits the lines
	lines func(w int) []string
	at    pane.Scroll
}

// New returns a dialog that shows lines, each cut where it is too long.
func New(env *pane.Env, title string, lines []string) *Dialog {
	return &Dialog{env: env, title: title, lines: func(int) []string { return lines }}
}

const wrapWidth = 76

// Wrapping returns a dialog over lines that are made anew for each frame, such
// as those with names that are still being asked for; long ones are wrapped.
func Wrapping(env *pane.Env, title string, lines func() []string) *Dialog {
	return &Dialog{env: env, title: title, width: wrapWidth, lines: func(w int) []string { return wrapped(lines(), w) }}
}

// Fitted is Wrapping with a width of its own, in cells.
func Fitted(env *pane.Env, title string, width int, lines func() []string) *Dialog {
	d := Wrapping(env, title, lines)
	d.width = width
	return d
}

// Hanging returns a dialog over lines that each begin with a word of their own,
// such as the time of day: long ones are wrapped, and go on under what follows
// that word.
func Hanging(env *pane.Env, title string, lines []string) *Dialog {
	return &Dialog{env: env, title: title, lines: func(w int) []string {
		var out []string
		for _, l := range lines {
			out = appendHung(out, l, w)
		}
		return out
	}}
}

// appendHung wraps a line of one paragraph or more. Where its first word leaves
// less than half the width, that has a line of its own.
func appendHung(out []string, line string, w int) []string {
	head, rest, _ := strings.Cut(line, " ")
	indent, first := text.Width(head, text.Clusters)+1, head+" "
	if indent > w/2 {
		out = append(out, text.Wrap(head, w, text.Clusters)...)
		indent = min(1, w/2)
		first = strings.Repeat(" ", indent)
	}
	for i, part := range text.Wrap(rest, max(w-indent, 1), text.Clusters) {
		if i > 0 {
			first = strings.Repeat(" ", indent)
		}
		out = append(out, first+part)
	}
	return out
}

func wrapped(lines []string, w int) []string {
	var out []string
	for _, l := range lines {
		out = append(out, text.Wrap(l, max(w, 1), text.Clusters)...)
	}
	return out
}

// Title implements pane.Dialog.
func (d *Dialog) Title() string { return d.title }

// Footer are the keys in the foot of the frame.
func (d *Dialog) Footer() []pane.Hint {
	hints := slices.Clip(d.Hints)
	if hints == nil {
		hints = []pane.Hint{d.env.Hint(action.Dismiss, "close")}
	}
	if d.at.Below() > 0 {
		hints = append(hints, pane.Hint{Key: "down", Text: pane.Thousands(d.at.Below()) + " more"})
	}
	return hints
}

const leastWidth = 20

// Size implements pane.Dialog.
func (d *Dialog) Size(w, h int) (int, int) {
	most := d.width
	if most == 0 {
		most = leastWidth
		for _, l := range d.lines(w) {
			most = max(most, text.Width(l, text.Clusters))
		}
	}
	w = min(most, w)
	all := len(d.lines(w))
	h = min(max(all, 1), h)
	d.at.Fit(all, h) // so that the foot knows how many follow
	return w, h
}

// Draw implements pane.Dialog.
func (d *Dialog) Draw(a screen.Area) screen.Cursor {
	lines := d.lines(a.W)
	top := d.at.Fit(len(lines), a.H)
	for y := 0; y < a.H && top+y < len(lines); y++ {
		a.TextCut(0, y, a.W, d.env.Theme.Text, lines[top+y])
	}
	return a.At(0, 0)
}

// keys are those that close the dialog.
var keys = pane.Bind(pane.Done, action.Accept, action.Dismiss, action.Quit, action.Back)

// Key implements pane.Dialog.
func (d *Dialog) Key(k tea.KeyPressMsg) (tea.Cmd, bool) {
	id := d.env.DialogKey(k)
	if do := keys[id]; do != nil {
		return do()
	}
	d.at.Move(id)
	return nil, false
}
