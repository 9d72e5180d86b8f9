package dialog

import (
	tea "charm.land/bubbletea/v2"

	"zco/tui/pane"
	"zco/tui/screen"
)

// Difference is one field of a change as a person reads it.
type Difference struct{ Title, Old, New string }

// Review shows a change, old and new side by side, before it is sent.
type Review struct {
	env   *pane.Env
	title string
	rows  []Difference
	top   int
	yes   func() tea.Cmd
}

// NewReview returns the review of a change; yes sends it.
func NewReview(env *pane.Env, title string, rows []Difference, yes func() tea.Cmd) *Review {
	return &Review{env: env, title: title, rows: rows, yes: yes}
}

// Title implements pane.Dialog.
func (d *Review) Title() string { return d.title }

// Size implements pane.Dialog.
func (d *Review) Size(w, h int) (int, int) { return min(76, w), min(len(d.rows)+3, h) }

// Draw implements pane.Dialog.
func (d *Review) Draw(a screen.Area) pane.Cursor {
	th := d.env.Theme
	label := min(20, a.W/3)
	half := (a.W - label - 3) / 2
	a.TextCut(label+1, 0, half, th.Muted, "is")
	a.TextCut(label+3+half, 0, half, th.Muted, "will be")
	body, foot := a.Sub(0, 1, a.W, a.H-1).Bottom(1)
	d.top = max(min(d.top, len(d.rows)-body.H), 0)
	for y := 0; y < body.H && d.top+y < len(d.rows); y++ {
		r := d.rows[d.top+y]
		body.TextCut(0, y, label, th.Label, r.Title)
		body.TextCut(label+1, y, half, th.Removed, orDash(r.Old, th.Glyphs.Unset))
		body.TextCut(label+3+half, y, half, th.Added, orDash(r.New, th.Glyphs.Unset))
	}
	d.env.DrawHints(foot, 0, []pane.Hint{{Key: "enter", Text: "send"}, {Key: "esc", Text: "not now"}})
	return pane.At(foot, 0, 0)
}

func orDash(s, dash string) string {
	if s == "" {
		return dash
	}
	return s
}

// Key implements pane.Dialog.
func (d *Review) Key(k tea.KeyPressMsg) (tea.Cmd, bool) {
	switch k.String() {
	case "enter":
		return d.yes(), true
	case "esc", "q":
		return nil, true
	case "down", "j":
		d.top++
	case "up", "k":
		d.top--
	}
	return nil, false
}

// Paste implements pane.Dialog.
func (d *Review) Paste(string) tea.Cmd { return nil }

// Update implements pane.Dialog.
func (d *Review) Update(tea.Msg) tea.Cmd { return nil }
