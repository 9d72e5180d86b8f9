package actions

import (
	"fmt"

	"zco/tui/action"
	"zco/tui/domain/number"
	"zco/tui/draw/screen"
	"zco/tui/draw/text"
	"zco/tui/pane"
)

const flowWidth = 72

// Size implements pane.Dialog.
func (f *flow) Size(w, h int) (int, int) {
	w = min(flowWidth, w)
	switch f.at {
	case filling:
		return w, min(f.form.height(w)+1, h)
	case reviewing, sending:
		n := len(f.reviewLines(w))
		switch {
		case f.plan.ConfirmText != "":
			n += 2
		case f.at == sending:
			n++
		}
		return w, min(n, h)
	case showing:
		return w, min(max(len(f.wrapped(f.lines, w)), 1), h)
	case failed:
		return w, min(len(f.m.env.Failed(f.err, w, text.Clusters)), h)
	}
	return w, min(1, h)
}

// Draw implements pane.Dialog.
func (f *flow) Draw(a screen.Area) screen.Cursor {
	th := f.m.env.Theme
	switch f.at {
	case filling:
		return f.form.draw(a)
	case reviewing:
		return f.drawReview(a)
	case sending:
		body, foot := a.Bottom(1)
		f.drawLines(body, f.reviewLines(a.W), th.Muted)
		foot.TextCut(0, 0, foot.W, th.Info, f.sendingText())
	case showing:
		f.drawLines(a, f.wrapped(f.lines, a.W), th.Text)
	case failed:
		f.drawLines(a, f.m.env.Failed(f.err, a.W, a.Method()), th.Danger)
	default:
		a.TextCut(0, 0, a.W, th.Muted, "Loading"+th.Glyphs.Loading)
	}
	return a.At(0, max(a.H-1, 0))
}

// Footer are the keys in the foot of the frame.
func (f *flow) Footer() []pane.Hint {
	env := f.m.env
	h := env.Hint
	switch f.at {
	case filling:
		out := append(env.Hints("send"), h(action.Accept, "edit, next"))
		if f.form.editing != nil && f.form.editing.Field.File {
			out = append(out, h(action.NextPane, "complete"))
		}
		return append(out, h(action.Dismiss, "leave it"))
	case reviewing:
		out := []pane.Hint{h(action.Dismiss, "cancel")}
		if f.plan.ConfirmText == "" {
			out = append([]pane.Hint{h(action.Accept, "send")}, out...)
		}
		return out
	case showing:
		return []pane.Hint{h(action.Accept, "done")}
	case failed:
		return []pane.Hint{h(action.Accept, "try again"), h(action.Dismiss, "leave it")}
	}
	return nil
}

func (f *flow) sendingText() string {
	done, total := f.progress.Get()
	if total == 0 {
		return "Sending" + f.m.env.Theme.Glyphs.Loading
	}
	so := f.m.env.Theme.Glyphs.Loading
	switch {
	case f.plan.Bytes && done == total:
		return "Sent" + so + " " + number.Bytes(total) + ", waiting for the answer"
	case f.plan.Bytes:
		return fmt.Sprintf("Sending%s %s of %s, %d%%; esc leaves it to go on by itself", so, number.Bytes(done), number.Bytes(total), done*100/total)
	}
	return fmt.Sprintf("Sending%s %d of %d; esc leaves it to go on by itself", so, done, total)
}

func (f *flow) wrapped(lines []string, w int) []string {
	var out []string
	for _, l := range lines {
		out = append(out, text.Wrap(l, max(w, 8), text.Clusters)...)
	}
	return out
}

// reviewLines is what is about to be sent: the rows, what is lost, and the
// requests word for word.
func (f *flow) reviewLines(w int) []string {
	var out []string
	about := f.about()
	for i, line := range about {
		if i == mostAbout && len(about) > mostAbout+1 {
			out = append(out, fmt.Sprintf("and %d more", len(about)-i))
			break
		}
		out = append(out, f.m.env.Theme.Glyphs.Bullet+" "+line)
	}
	if f.plan.Warning != "" {
		out = append(out, f.wrapped([]string{f.plan.Warning}, w)...)
	}
	out = append(out, "", "This will be sent:")
	return append(out, f.wrapped(f.stepLines(), w)...)
}

// mostAbout is how many of the rows a review names.
const mostAbout = 8

// about is what the plan is about: its own words, or the names of the rows.
func (f *flow) about() []string {
	if f.plan.About != nil || f.of.Verb.Table {
		return f.plan.About
	}
	out := make([]string, len(f.of.Items))
	for i, it := range f.of.Items {
		out[i] = it.Name
	}
	return out
}

func (f *flow) drawReview(a screen.Area) screen.Cursor {
	th := f.m.env.Theme
	if f.plan.ConfirmText == "" {
		f.drawLines(a, f.reviewLines(a.W), th.Text)
		return a.At(0, max(a.H-1, 0))
	}
	body, ask := a.Bottom(2)
	f.drawLines(body, f.reviewLines(body.W), th.Text)
	words := "Type " + text.Clean(f.plan.ConfirmText) + " to confirm"
	if f.wrong {
		words = th.Glyphs.Failed + " That is not what is asked for. " + words
	}
	ask.TextCut(0, 0, ask.W, th.Danger, words)
	return f.want.Draw(ask.Row(1), th)
}

func (f *flow) drawLines(a screen.Area, lines []string, st screen.Style) {
	top := f.scroll.Fit(len(lines), a.H)
	for y := 0; y < a.H && top+y < len(lines); y++ {
		a.TextCut(0, y, a.W, st, lines[top+y])
	}
}

// label is the room of the labels: that of the longest, at most half of all.
func (f *fields) label(w int) int {
	most := 0
	for _, field := range f.list {
		n := text.Width(text.Clean(field.Title), text.Clusters) + 2
		if field.Required {
			n += text.Width(f.env.Theme.Glyphs.Required, text.Clusters)
		}
		most = max(most, n)
	}
	return min(most, w/2)
}

func (f *fields) height(w int) int {
	h := 1 // the line that goes on
	for i := range f.list {
		h += f.fieldHeight(i, w)
	}
	if f.general != "" {
		h++
	}
	return h
}

const mostLines = 5

func (f *fields) fieldHeight(i, w int) int {
	field := f.list[i]
	h := 1
	room := max(w-f.label(w)-1, 8)
	if f.editing != nil && i == f.cursor {
		h = f.editing.Height(room)
	} else if field.Multiline() {
		h = min(len(text.Wrap(f.values[field.Key].Text(), room, text.Clusters)), mostLines)
	}
	return max(h, 1) + len(f.below(i, room))
}

// below are the lines below a field: what is wrong with it, and of the one under
// the cursor what it is, or the files that its path can go on with.
func (f *fields) below(i, w int) (out []note) {
	th, field := f.env.Theme, f.list[i]
	if why := f.wrong[field.Key]; why != "" {
		for _, line := range text.Wrap(th.Glyphs.Failed+" "+text.Sentence(why), w, text.Clusters) {
			out = append(out, note{line, th.Danger})
		}
	}
	if names := f.named(i); len(names) > 0 {
		for _, name := range names {
			out = append(out, note{name, th.Muted})
		}
		if n := len(f.names) - len(names); n > 0 {
			out = append(out, note{"and " + pane.Thousands(n) + " more", th.Muted})
		}
		return out
	}
	if i == f.cursor && field.File {
		for _, line := range text.Wrap(field.Description, w, text.Clusters) {
			out = append(out, note{line, th.Muted})
		}
	}
	return out
}

// note is a line below a field.
type note struct {
	text  string
	style screen.Style
}

func (f *fields) draw(a screen.Area) screen.Cursor {
	th := f.env.Theme
	cursor := screen.Cursor{}
	y := f.skip(a)
	f.drawn = f.drawn[:0]
	for i := range f.list {
		h := f.fieldHeight(i, a.W)
		f.drawn = append(f.drawn, shownPart(a, y, h))
		if y >= 0 && y < a.H {
			if c := f.drawField(a.Sub(0, y, a.W, min(h, a.H-y)), i); c.Shown {
				cursor = c
			}
		}
		y += h
	}
	st := th.Key
	if f.cursor == len(f.list) {
		st = th.Cursor
		cursor = a.At(1, y)
	}
	a.TextCut(1, y, a.W-1, st, "Go on: see what will be sent")
	f.drawn = append(f.drawn, shownPart(a, y, 1))
	if f.general != "" {
		a.TextCut(0, y+1, a.W, th.Danger, th.Glyphs.Failed+" "+text.Sentence(f.general))
	}
	return cursor
}

// shownPart is where rows of an area are on the screen, none of those above it.
func shownPart(a screen.Area, y, h int) screen.Rect { return a.Sub(0, y, a.W, h).Rect }

// skip is how far the form is moved up: by whole fields, so that the one under
// the cursor is seen to its end, or from its beginning where it is higher than
// the area.
func (f *fields) skip(a screen.Area) int {
	first, room := len(f.list), a.H
	if f.cursor == len(f.list) {
		room--
	}
	for i := min(f.cursor, len(f.list)-1); i >= 0; i-- {
		if room -= f.fieldHeight(i, a.W); room < 0 && i != f.cursor {
			break
		}
		first = i
	}
	up := 0
	for i := range first {
		up -= f.fieldHeight(i, a.W)
	}
	return up
}

func (f *fields) drawField(a screen.Area, i int) screen.Cursor {
	th := f.env.Theme
	field := f.list[i]
	label := f.label(a.W)
	x := a.TextCut(1, 0, label-2, th.Label, field.Title)
	if field.Required {
		a.Text(x, 0, th.Warn, th.Glyphs.Required)
	}
	if i == f.cursor {
		a.Text(0, 0, th.BorderFocus, th.Glyphs.Cursor)
	}
	values := a.Sub(label+1, 0, a.W-label-1, a.H)
	notes := f.below(i, max(values.W, 8))
	values, foot := values.Bottom(min(len(notes), max(values.H-1, 0)))
	for y, n := range notes {
		foot.TextCut(0, y, foot.W, n.style, n.text)
	}
	if f.editing != nil && i == f.cursor {
		at := f.editing.Draw(values, th)
		return at
	}
	s := f.env.Format().Text(field, f.values[field.Key])
	if partial := f.partial[field.Key]; partial != "" {
		s = partial
	}
	st := th.Text
	if i == f.cursor {
		st = th.Cursor
	}
	if s == "" {
		s = th.Glyphs.Unset
	}
	lines := text.Wrap(s, max(values.W, 1), a.Method())
	if over := len(lines) - values.H; over > 0 && values.H > 1 {
		lines[values.H-1] = th.Glyphs.Loading + " " + pane.Plural(over+1, "more line", "more lines") + ", " + f.env.Keys.Key("accept") + " shows all"
	}
	for y, line := range lines {
		values.TextCut(0, y, values.W, st, line)
	}
	return screen.Cursor{}
}
