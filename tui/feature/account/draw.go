package account

import (
	"zco/tui/draw/screen"
	"zco/tui/draw/text"
	"zco/tui/pane"
	"zco/tui/widget/form"
)

const (
	formWidth  = 72
	labelWidth = 10
)

// Size implements pane.Dialog.
func (d *Form) Size(w, h int) (int, int) {
	w = min(formWidth, w)
	return w, min(d.height(w), h)
}

// height is the rows that the phase wants at a width.
func (d *Form) height(w int) int {
	switch d.phase {
	case consenting:
		return len(wrap(d.question, w))
	case browsing:
		return len(wrap(d.lead(), w)) + len(wrap(d.page, w)) + len(wrap(pasteWords, w)) + len(d.problems(w)) + 2
	case working:
		return 1
	}
	return d.sheet.Height(w) + len(d.notes(w)) + len(d.problems(w)) + 1
}

func wrap(s string, w int) []string {
	if s == "" {
		return nil
	}
	return text.Wrap(text.Clean(s), max(w, 8), text.Clusters)
}

func (d *Form) problems(w int) (out []string) {
	for _, p := range d.problem {
		out = append(out, wrap(text.Sentence(p), w)...)
	}
	return out
}

// notes are what there is to know about the way to sign in.
func (d *Form) notes(w int) []string {
	if d.way() == Token {
		return wrap(d.words.Token, w)
	}
	return wrap(d.words.Client, w)
}

const pasteWords = "If that browser is on another computer, paste the address it ends on, even if it shows an error there:"

func (d *Form) lead() string {
	if d.opened {
		return "Agree in the browser that opened, or open this address in one:"
	}
	return "Open this address in a browser and agree:"
}

// Draw implements pane.Dialog.
func (d *Form) Draw(a screen.Area) screen.Cursor {
	switch d.phase {
	case consenting:
		return d.drawQuestion(a)
	case browsing:
		return d.drawBrowsing(a)
	case working:
		a.TextCut(0, 0, a.W, d.env.Theme.Text, "Asking the account"+d.env.Theme.Glyphs.Loading)
		return a.At(0, 0)
	}
	return d.drawFields(a)
}

func (d *Form) drawFields(a screen.Area) screen.Cursor {
	th := d.env.Theme
	problems := d.problems(a.W)
	fields, _ := a.Top(max(a.H-len(problems), 1))
	y, at := d.sheet.Draw(fields, th)
	y = lines(a, y, th.Danger, problems)
	lines(a, y+1, th.Muted, d.notes(a.W))
	return at
}

// Footer are the keys in the foot of the frame.
func (d *Form) Footer() []pane.Hint {
	esc := func(words string) pane.Hint { return pane.Hint{Key: "esc", Text: words, Keep: true} }
	switch d.phase {
	case consenting:
		return []pane.Hint{{Key: "enter", Text: "yes"}, esc("no")}
	case browsing:
		return []pane.Hint{{Key: "enter", Text: "hand it in"}, {Key: "tab", Text: "copy the address"}, esc("give up")}
	case working:
		return []pane.Hint{esc("give up")}
	}
	hints := []pane.Hint{{Key: "enter", Text: "sign in"}, {Key: "tab", Text: "next"}}
	if _, choice := d.sheet.Current().Editor.(*form.Radio); choice {
		hints = append(hints, pane.Hint{Key: "space", Text: "the other"})
	}
	return append(hints, esc("cancel"))
}

func (d *Form) drawBrowsing(a screen.Area) screen.Cursor {
	th := d.env.Theme
	lead, words, problems := wrap(d.lead(), a.W), wrap(pasteWords, a.W), d.problems(a.W)
	if a.H < len(lead)+len(words)+len(problems)+len(wrap(d.page, a.W))+1 { // all of it and the field
		lead, words = nil, wrap("Paste the address it ends on:", a.W)
	}
	y := lines(a, 0, th.Text, lead)
	// The whole address matters less than the field: it was copied.
	room := max(a.H-y-len(words)-len(problems)-1, 1)
	page := wrap(d.page, a.W)
	y = lines(a, y, th.Link, page[:min(len(page), room)])
	y = lines(a, y, th.Text, words)
	c := d.pasted.Draw(a.Row(min(y, a.H-1)), th)
	lines(a, y+1, th.Danger, problems)
	return c
}

func (d *Form) drawQuestion(a screen.Area) screen.Cursor {
	lines(a, 0, d.env.Theme.Text, wrap(d.question, a.W))
	return a.At(0, max(a.H-1, 0))
}

// lines draws lines from row y on and returns the row after them.
func lines(a screen.Area, y int, st screen.Style, all []string) int {
	for _, l := range all {
		a.TextCut(0, y, a.W, st, l)
		y++
	}
	return y
}
