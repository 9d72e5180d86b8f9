// Package review is the way from a change to the service: the dialog that
// shows it field by field, the sending of what a person agreed to, and the
// dialogs for what may come between: somebody else's change, a row that is
// gone, a lost answer.
//
// It asks the command layer and never imports api or another pane. The one
// rule: nothing is sent that was not on the screen first.
package review

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"zco/tui/action"
	"zco/tui/domain/collection"
	"zco/tui/draw/screen"
	"zco/tui/draw/text"
	"zco/tui/pane"
	"zco/tui/widget/form"
)

// Difference is one field of a change as a person reads it. Whole texts are
// compared line by line where they do not fit side by side.
type Difference struct{ Title, Old, New string }

// Dialog shows a change, old and new side by side, before it is sent.
type Dialog struct {
	env   *pane.Env
	title string
	notes []string // what is to be known before agreeing
	// differences are the rows of the change, with the names that are known now.
	differences func() []Difference
	diffs       map[Difference]*form.Diff // of those that need rows of their own
	want        string                    // what must be typed first, "" for nothing
	typed       form.Line
	verb        string // what enter does: "send"
	single      bool   // there is one value of each field: a row that is made, or deleted
	wrong       bool   // something else was typed than asked for
	yes         func() (cmd tea.Cmd, done bool)

	request []string // the exact request, while it is shown
	ask     func() tea.Cmd
	showing bool

	scroll pane.Scroll
}

// Title implements pane.Dialog.
func (d *Dialog) Title() string { return d.title }

// reviewWidth is what two values side by side need; a larger screen gives
// them more.
const reviewWidth, reviewMost = 76, 110

// Size implements pane.Dialog.
func (d *Dialog) Size(w, h int) (int, int) {
	w = min(max(reviewWidth, w*4/5), reviewMost, w)
	n := d.height(w)
	if d.want != "" {
		n += 2
	}
	h = min(n, h)
	d.scroll.Fit(d.height(w), d.bodyRows(h)) // so that the foot knows what is below
	return w, h
}

// bodyRows are those of a height that the differences have.
func (d *Dialog) bodyRows(h int) int {
	if d.want != "" {
		h -= 2
	}
	return max(h, 0)
}

// columns is where the two values stand in a width, or the only one.
func (d *Dialog) columns(w int) (label, half int) {
	label = min(20, w/3)
	if d.single {
		return label, w - label - 1
	}
	return label, (w - label - 3) / 2
}

// after is where the new values stand: beside the longest of the old ones.
func (d *Dialog) after(w int) int {
	label, half := d.columns(w)
	most := len("now")
	for _, r := range d.rows() {
		if !d.wide(r, w) {
			most = max(most, text.Width(orDash(r.Old, d.env.Theme.Glyphs.Unset), text.Clusters))
		}
	}
	return label + 1 + min(most, half) + 2
}

// wide reports whether a difference needs rows of its own.
func (d *Dialog) wide(r Difference, w int) bool {
	_, half := d.columns(w)
	return strings.Contains(r.Old+r.New, "\n") || text.Width(r.Old, text.Clusters) > half || text.Width(r.New, text.Clusters) > half
}

// beside reports whether any difference has its two values beside each other.
func (d *Dialog) beside(w int) bool {
	return !d.single && slices.ContainsFunc(d.rows(), func(r Difference) bool { return !d.wide(r, w) })
}

// diff compares two texts line by line; once, since it takes its time.
func (d *Dialog) diff(r Difference) *form.Diff {
	if d.diffs == nil {
		d.diffs = map[Difference]*form.Diff{}
	}
	if d.diffs[r] == nil {
		d.diffs[r] = form.NewDiff(r.Old, r.New)
	}
	return d.diffs[r]
}

func (d *Dialog) rows() []Difference {
	if d.differences == nil {
		return nil
	}
	return d.differences()
}

// lines are the notes or the request, wrapped.
func (d *Dialog) lines(w int) (out []string) {
	from := d.notes
	if d.showing {
		from = d.request
	}
	for _, n := range from {
		out = append(out, text.Wrap(n, w, text.Runes)...)
	}
	return out
}

// height returns the rows of the notes and the fields.
func (d *Dialog) height(w int) int {
	n := len(d.lines(w))
	rows := d.rows()
	if d.showing || len(rows) == 0 {
		return n
	}
	if d.beside(w) {
		n++ // what the two columns are
	}
	for _, r := range rows {
		n++
		if d.wide(r, w) {
			n += d.diff(r).Height(w - 2)
		}
	}
	return n
}

// Draw implements pane.Dialog.
func (d *Dialog) Draw(a screen.Area) screen.Cursor {
	th := d.env.Theme
	rest, cursor := a, a.At(0, 0)
	if d.want != "" {
		var ask screen.Area
		rest, ask = rest.Bottom(2)
		words, st := "Type "+text.Clean(d.want)+" to confirm", th.Warn
		if d.wrong {
			words, st = th.Glyphs.Failed+" That is not what is asked for. "+words, th.Danger
		}
		ask.TextCut(0, 0, ask.W, st, words)
		c := d.typed.Draw(ask.Row(1), th)
		cursor = c
	}
	d.drawBody(rest, -d.scroll.Fit(d.height(a.W), rest.H))
	return cursor
}

// drawBody draws from row y on, which may be above the area.
func (d *Dialog) drawBody(a screen.Area, y int) {
	th := d.env.Theme
	st := th.Warn
	if d.showing {
		st = th.Text
	}
	for _, l := range d.lines(a.W) {
		a.Text(0, y, st, l)
		y++
	}
	rows := d.rows()
	if d.showing || len(rows) == 0 {
		return
	}
	if d.beside(a.W) {
		label, half := d.columns(a.W)
		a.TextCut(label+1, y, half, th.Muted, "now")
		a.TextCut(d.after(a.W), y, half, th.Muted, "after")
		y++
	}
	for _, r := range rows {
		y = d.drawRow(a, y, r)
	}
}

func (d *Dialog) drawRow(a screen.Area, y int, r Difference) int {
	th := d.env.Theme
	label, half := d.columns(a.W)
	if d.wide(r, a.W) {
		a.TextCut(0, y, a.W, th.Label, r.Title)
		y++
		h, from := d.diff(r).Height(a.W-2), max(-y, 0)
		d.diff(r).Draw(a.Sub(2, y+from, a.W-2, h-from), th, from)
		return y + h
	}
	a.TextCut(0, y, label, th.Label, r.Title)
	if d.single {
		x := a.TextCut(label+1, y, half, th.Removed, r.Old)
		a.TextCut(x, y, half, th.Added, r.New)
		return y + 1
	}
	a.TextCut(label+1, y, half, th.Removed, orDash(r.Old, th.Glyphs.Unset))
	a.TextCut(d.after(a.W), y, half, th.Added, orDash(r.New, th.Glyphs.Unset))
	return y + 1
}

func orDash(s, dash string) string {
	if s == "" {
		return dash
	}
	return s
}

// Footer are the keys in the foot of the frame.
func (d *Dialog) Footer() []pane.Hint {
	var out []pane.Hint
	if d.agreed() {
		out = append(out, d.env.Hint(action.Accept, d.verb))
	}
	out = append(out, d.env.Hint(action.Dismiss, "cancel"))
	if d.showing {
		return append(out, d.env.Hint(action.NextPane, "the fields"))
	}
	out = append(out, d.env.Hint(action.NextPane, "the exact request"))
	if d.scroll.More() {
		out = append(out, d.env.Hint(action.PageDown, fmt.Sprintf("more (%d of %d)", d.scroll.All()-d.scroll.Below(), d.scroll.All())))
	}
	return out
}

// Key implements pane.Dialog. What is typed has the keys that edit a text;
// those that scroll or end one are left to the dialog.
func (d *Dialog) Key(k tea.KeyPressMsg) (tea.Cmd, bool) {
	id := d.env.DialogKey(k)
	if d.want != "" {
		if d.typed.Key(k) == form.Handled {
			d.wrong = false
			return nil, false
		}
		id = d.env.TypingKey(k)
	}
	if do := d.keys()[id]; do != nil {
		return do()
	}
	d.scroll.Move(id)
	return nil, false
}

// keys are what the keys do now: one cannot agree before what is wanted is typed.
func (d *Dialog) keys() pane.Bindings {
	accept := d.yes
	if !d.agreed() {
		accept = pane.Moves(func() { d.wrong = true })
	}
	return pane.Bind(accept, action.Accept).And(pane.Done, action.Dismiss, action.Back, action.Quit).
		And(pane.Stays(d.toggle), action.NextPane)
}

func (d *Dialog) agreed() bool { return d.want == "" || strings.TrimSpace(d.typed.Text()) == d.want }

// toggle shows the exact request in place of the fields, or the fields again.
func (d *Dialog) toggle() tea.Cmd {
	d.showing = !d.showing
	d.scroll.Reset()
	if !d.showing || d.request != nil {
		return nil
	}
	d.request = []string{"Reading" + d.env.Theme.Glyphs.Loading}
	return d.ask()
}

// Paste implements pane.Dialog.
func (d *Dialog) Paste(s string) tea.Cmd {
	if d.want != "" {
		d.typed.Paste(s)
	}
	return nil
}

// previewed is the exact request of a change, or why it is not known.
type previewed struct {
	step collection.Step
	err  error
}

// answer takes the exact request.
func (d *Dialog) answer(msg tea.Msg) tea.Cmd {
	if p, ok := msg.(previewed); ok {
		d.request = requestLines(p)
	}
	return nil
}

func requestLines(p previewed) []string {
	if p.err != nil {
		return []string{"The request is not known: " + pane.Explain(p.err)}
	}
	out := []string{p.step.Method + " " + p.step.Path}
	if p.step.Method == "GET" {
		return append(out, "", "The row is read first; what is sent then is the row as it is, with the new values.")
	}
	var pretty bytes.Buffer
	if json.Indent(&pretty, []byte(p.step.Body), "", "  ") == nil {
		out = append(out, "Content-Type: application/json", "")
		out = append(out, strings.Split(pretty.String(), "\n")...)
	}
	return out
}
