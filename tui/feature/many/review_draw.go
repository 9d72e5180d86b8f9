package many

import (
	"zco/tui/domain/job"
	"zco/tui/draw/screen"
	"zco/tui/draw/text"
	"zco/tui/pane"
)

// reviewRows bounds a review: it is scrolled, and what it covers is sent twice.
const reviewRows = 20

// line is a line to read, with its style.
type line struct {
	style screen.Style
	text  string
}

// Size implements pane.Dialog.
func (d *review) Size(w, h int) (int, int) {
	w = min(dialogWidth, w)
	if d.plan == nil && d.err == nil {
		return w, min(1, h)
	}
	rows := len(d.text(w))
	if d.mustType() {
		rows += len(d.ask(w)) + 1
	}
	return w, min(rows, reviewRows, h)
}

// Draw implements pane.Dialog.
func (d *review) Draw(a screen.Area) screen.Cursor {
	th := d.f.env.Theme
	if d.plan == nil && d.err == nil {
		a.TextCut(0, 0, a.W, th.Muted, d.readingWords())
		return a.At(0, 0)
	}
	body, ask := a, screen.Area{}
	if d.mustType() {
		body, ask = a.Bottom(min(len(d.ask(a.W))+1, max(a.H-1, 1)))
	}
	d.drawText(body)
	if d.mustType() {
		return d.drawAsk(ask)
	}
	return a.At(0, max(a.H-1, 0))
}

// drawText draws as much as there is room for. What tells of more never covers
// a line: a page further on that line would be gone unread.
func (d *review) drawText(a screen.Area) {
	th := d.f.env.Theme
	lines := d.text(a.W)
	body, hint := a, screen.Area{}
	switch {
	case len(lines) <= a.H:
	case a.H > 1:
		body, hint = a.Bottom(1)
	default:
		body = a.Sub(0, 0, a.W-2, a.H)
		lines = d.text(body.W)
	}
	top := d.scroll.Fit(len(lines), body.H)
	for y := 0; y < body.H && top+y < len(lines); y++ {
		body.TextCut(0, y, body.W, lines[top+y].style, lines[top+y].text)
	}
	switch left := d.scroll.Below(); {
	case left == 0:
	case hint.H > 0:
		hint.TextRight(0, 0, hint.W, th.Muted, pane.Plural(left, "line", "lines")+" below "+th.Glyphs.More)
	default:
		a.TextRight(body.W, 0, a.W-body.W, th.Muted, th.Glyphs.More)
	}
}

func (d *review) readingWords() string {
	words := "Reading the rows as they are now" + d.f.env.Theme.Glyphs.Loading
	if d.rows > 0 {
		words += " " + pane.Thousands(d.rows)
	}
	return words
}

// ask is what asks for the number of rows.
func (d *review) ask(w int) []string {
	words := "Type " + d.want() + " and press enter to " + d.verb()
	if d.wrong {
		words = d.f.env.Theme.Glyphs.Failed + " That is not the number. " + words
	}
	return text.Wrap(words, w, text.Clusters)
}

// drawAsk asks for the number of rows.
func (d *review) drawAsk(a screen.Area) screen.Cursor {
	st := d.f.env.Theme.Muted
	if d.wrong {
		st = d.f.env.Theme.Danger
	}
	words, answer := a.Bottom(1)
	for y, s := range d.ask(a.W) {
		words.TextCut(0, y, words.W, st, s)
	}
	return d.answer.Draw(answer, d.f.env.Theme)
}

// text is all there is to read, for a width. It is made anew for each frame:
// names may come to be known.
func (d *review) text(w int) []line {
	if d.err == nil {
		var changes []job.Change
		if e, ok := d.source.(job.Edit); ok {
			changes = e.Changes
		}
		return d.f.planLines(d.plan, changes, w)
	}
	var out []line
	for _, s := range d.f.env.Failed(d.err, w, text.Clusters) {
		out = append(out, line{d.f.env.Theme.Danger, s})
	}
	return out
}
