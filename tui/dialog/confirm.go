package dialog

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"zco/tui/form"
	"zco/tui/pane"
	"zco/tui/screen"
	"zco/tui/text"
)

// Confirm asks before something that cannot be taken back lightly. Where Want
// is set, that text must be typed.
type Confirm struct {
	env    *pane.Env
	title  string
	text   string
	want   string
	answer form.Line
	yes    func() tea.Cmd
}

// NewConfirm returns a question; yes is called when it is answered so. With
// an empty want, enter answers yes; otherwise want must be typed first.
func NewConfirm(env *pane.Env, title, text, want string, yes func() tea.Cmd) *Confirm {
	return &Confirm{env: env, title: title, text: text, want: want, yes: yes}
}

// Title implements pane.Dialog.
func (d *Confirm) Title() string { return d.title }

const confirmWidth = 56

func (d *Confirm) lines(w int) []string { return text.Wrap(d.text, w, text.Clusters) }

// Size implements pane.Dialog.
func (d *Confirm) Size(w, h int) (int, int) {
	w = min(confirmWidth, w)
	return w, min(len(d.lines(w))+3, h)
}

// Draw implements pane.Dialog.
func (d *Confirm) Draw(a screen.Area) pane.Cursor {
	th := d.env.Theme
	y := 0
	for _, l := range d.lines(a.W) {
		a.Text(0, y, th.Text, l)
		y++
	}
	y = min(y, a.H-2)
	if d.want == "" {
		d.env.DrawHints(a, a.H-1, []pane.Hint{{Key: "enter", Text: "yes"}, {Key: "esc", Text: "no"}})
		return pane.At(a, 0, a.H-1)
	}
	a.TextCut(0, a.H-2, a.W, th.Muted, "type "+text.Clean(d.want)+" and press enter; esc leaves it")
	c := d.answer.Draw(a.Row(a.H-1), th)
	return cursor(c)
}

// Key implements pane.Dialog.
func (d *Confirm) Key(k tea.KeyPressMsg) (tea.Cmd, bool) {
	if d.want == "" {
		switch k.String() {
		case "enter", "y":
			return d.yes(), true
		case "esc", "n", "q":
			return nil, true
		}
		return nil, false
	}
	switch d.answer.Key(k) {
	case form.Leave:
		return nil, true
	case form.Done:
		if strings.TrimSpace(d.answer.Text()) == strings.TrimSpace(d.want) {
			return d.yes(), true
		}
	}
	return nil, false
}

// Paste implements pane.Dialog.
func (d *Confirm) Paste(s string) tea.Cmd {
	if d.want != "" {
		d.answer.Paste(s)
	}
	return nil
}

// Update implements pane.Dialog.
func (d *Confirm) Update(tea.Msg) tea.Cmd { return nil }
