package many

import (
	"fmt"

	"zco/tui/action"
	"zco/tui/draw/screen"
	"zco/tui/draw/text"
	"zco/tui/pane"
	"zco/tui/work"
)

// Draw implements pane.Dialog.
func (d *job) Draw(a screen.Area) screen.Cursor {
	th := d.m.env.Theme
	v := d.m.job(d.id)
	body, foot := a.Bottom(1)
	y := 0
	for _, s := range text.Wrap(v.Title, body.W, text.Clusters) {
		if y < 2 {
			body.TextCut(0, y, body.W, th.Strong, s)
			y++
		}
	}
	d.m.drawBar(body.Row(y), v)
	words := tally(v, " · ")
	if v.Total > 0 {
		words = pane.Thousands(v.Settled()) + " of " + pane.Thousands(v.Total) + " · " + words
	}
	body.TextCut(0, y+1, body.W, th.Text, words)
	y += 2
	for _, l := range d.aside(v, body.W) {
		body.TextCut(0, y, body.W, l.style, l.text)
		y++
	}
	if v.Kind != work.JobExport { // of which the file holds the rows
		d.drawResults(body.Sub(0, y+1, body.W, body.H-y-1))
	}
	return d.drawFoot(a, foot, v)
}

// aside is what else there is to know: the speed, why it ended, notes.
func (d *job) aside(v work.JobView, w int) (out []line) {
	th := d.m.env.Theme
	wrapped := func(st screen.Style, s string) {
		for _, l := range text.Wrap(text.Clean(s), w, text.Clusters) {
			out = append(out, line{st, l})
		}
	}
	if v.Live() {
		out = append(out, line{th.Muted, stateWords(v)})
	}
	if v.Err != nil {
		wrapped(th.Danger, th.Glyphs.Failed+" "+pane.Explain(v.Err))
	}
	for _, n := range v.Notes {
		wrapped(th.Warn, n)
	}
	if v.Kind == work.JobExport {
		wrapped(th.Text, v.Path)
		if v.Resumed > 0 {
			wrapped(th.Muted, pane.Plural(v.Resumed, "row was", "rows were")+" there already")
		}
	}
	return out
}

func (d *job) drawResults(a screen.Area) {
	th := d.m.env.Theme
	top := d.scroll.Fit(len(d.results), a.H)
	for y := 0; y < a.H && top+y < len(d.results); y++ {
		r := d.results[top+y]
		mark, st := th.Glyphs.Yes, th.Good
		if r.Why != "" {
			mark, st = th.Glyphs.Failed, th.Danger
		}
		x := a.Text(0, y, st, mark) + 1
		room := max(a.W-x-text.Width(r.Outcome, a.Method())-1, 0)
		if r.Why != "" {
			room = min(24, a.W-x) // the reason is what is looked for
		}
		x = a.TextCut(x, y, room, th.Text, resultName(r)) + 1
		if r.Why != "" {
			a.TextCut(x, y, a.W-x, th.Text, r.Why)
		} else {
			a.TextCut(x, y, a.W-x, th.Muted, r.Outcome)
		}
	}
	if left := d.scroll.Below() + d.more; left > 0 && a.H > 0 {
		a.TextRight(0, a.H-1, a.W, th.Muted, " "+pane.Thousands(left+1)+" more "+th.Glyphs.More)
	}
}

func resultName(r work.JobResult) string {
	switch {
	case r.Row > 0 && r.Why != "":
		return fmt.Sprintf("row %d", r.Row)
	case r.Name != "":
		return r.Name
	}
	return r.ID
}

func (d *job) drawFoot(a, foot screen.Area, v work.JobView) screen.Cursor {
	th := d.m.env.Theme
	if d.saving {
		words, st := "write the failed rows to; enter writes, esc leaves it", th.Muted
		if d.exists != "" && d.exists == work.Expand(d.path.Text()) {
			words, st = th.Glyphs.Failed+" that file is there already; enter once more replaces it", th.Warn
		}
		row := a.Row(a.H - 2)
		row.Fill(th.Text)
		row.TextCut(0, 0, a.W, st, words)
		return d.path.Draw(foot, th)
	}
	d.m.env.DrawHints(foot, 0, d.hints(v))
	return foot.At(0, 0)
}

func (d *job) hints(v work.JobView) []pane.Hint {
	var out []pane.Hint
	add := func(key, text string) { out = append(out, pane.Hint{Key: key, Text: text}) }
	switch {
	case v.State == work.JobPaused:
		add("p", "go on")
		add("c", "stop")
	case v.State == work.JobRunning:
		add("p", "pause")
		add("c", "stop")
	}
	if v.Live() {
		add(d.m.env.Keys.Key(action.Dismiss), "leave it running")
		return out
	}
	if v.CanContinue() {
		add("r", continueWords(v))
	}
	if v.Failed > 0 && v.Kind != work.JobExport && v.State != work.JobBroken {
		add("f", "save the failed")
	}
	if v.Kind != work.JobExport && v.Done > 0 && d.m.env.ReadOnly == "" {
		add("u", "undo")
	}
	if v.State == work.JobBroken {
		add("x", "give it up")
	}
	add(d.m.env.Keys.Key(action.Dismiss), "close")
	return out
}

func continueWords(v work.JobView) string {
	if v.Failed > 0 && v.NotRun == 0 {
		return "try the failed again"
	}
	return "go on with the rest"
}
