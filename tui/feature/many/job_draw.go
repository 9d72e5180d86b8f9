package many

import (
	"cmp"
	"fmt"

	"zco/tui/action"
	"zco/tui/domain/job"
	"zco/tui/draw/screen"
	"zco/tui/draw/text"
	"zco/tui/pane"
)

// Draw implements pane.Dialog.
func (d *watch) Draw(a screen.Area) screen.Cursor {
	th := d.f.env.Theme
	j := d.job()
	body, ask := a, screen.Area{}
	if d.saving {
		body, ask = a.Bottom(2)
	}
	y := 0
	for _, s := range titleLines(j, body.W) {
		body.TextCut(0, y, body.W, th.Strong, s)
		y++
	}
	d.f.drawBar(body.Row(y), j)
	y++
	for _, l := range d.aside(j, body.W) {
		body.TextCut(0, y, body.W, l.style, l.text)
		y++
	}
	if j.Kind != job.KindExport { // of which the file holds the rows
		d.drawResults(body.Sub(0, y+1, body.W, body.H-y-1))
	}
	if d.saving {
		return d.drawPath(ask)
	}
	return a.At(0, max(a.H-1, 0))
}

// titleLines are at most two lines of what a job does.
func titleLines(j job.Job, w int) []string {
	all := text.Wrap(text.Sentence(j.Title), w, text.Clusters)
	return all[:min(len(all), 2)]
}

// aside is what there is to know below the bar: the numbers, the speed, why it
// ended, notes.
func (d *watch) aside(j job.Job, w int) (out []line) {
	th := d.f.env.Theme
	add := func(st screen.Style, s string) { out = append(out, wrapped(st, text.Clean(s), w, "")...) }
	words := tally(j, " · ")
	if j.Total > 0 {
		words = pane.Thousands(j.Settled()) + " of " + pane.Thousands(j.Total) + " · " + words
	}
	add(th.Text, words)
	if j.Live() {
		add(th.Muted, stateWords(j))
	}
	if j.Err != nil {
		add(th.Danger, th.Glyphs.Failed+" "+pane.Explain(j.Err))
	}
	for _, n := range j.Notes {
		add(th.Warn, n)
	}
	if j.Kind == job.KindExport {
		add(th.Text, j.Path)
		if j.Resumed > 0 {
			add(th.Muted, pane.Plural(j.Resumed, "row was", "rows were")+" there already")
		}
	}
	return out
}

func (d *watch) drawResults(a screen.Area) {
	th := d.f.env.Theme
	top := d.scroll.Fit(len(d.results), a.H)
	for y := 0; y < a.H && top+y < len(d.results); y++ {
		d.drawResult(a.Row(y), d.results[top+y])
	}
	if left := d.scroll.Below() + d.more; left > 0 && a.H > 0 {
		a.TextRight(0, a.H-1, a.W, th.Muted, " "+pane.Thousands(left+1)+" more "+th.Glyphs.More)
	}
}

func (d *watch) drawResult(a screen.Area, r job.Result) {
	th := d.f.env.Theme
	name := job.Name(r.Item)
	if r.Outcome == job.Done {
		x := a.Text(0, 0, th.Good, th.Glyphs.Yes) + 1
		outcome := string(r.Outcome)
		x = a.TextCut(x, 0, max(a.W-x-text.Width(outcome, a.Method())-1, 0), th.Text, cmp.Or(name, r.ID)) + 1
		a.TextCut(x, 0, a.W-x, th.Muted, outcome)
		return
	}
	if r.Item.Row > 0 {
		name = fmt.Sprintf("row %d", r.Item.Row)
	}
	x := a.Text(0, 0, th.Danger, th.Glyphs.Failed) + 1
	x = a.TextCut(x, 0, min(24, a.W-x), th.Text, name) + 1 // the reason is what is looked for
	a.TextCut(x, 0, a.W-x, th.Text, job.Why(r))
}

// drawPath asks where the failed rows are to be written.
func (d *watch) drawPath(a screen.Area) screen.Cursor {
	th := d.f.env.Theme
	words, st := "Write the failed rows to", th.Muted
	if d.exists != "" && d.exists == job.Expand(d.path.Text()) {
		words, st = th.Glyphs.Failed+" File exists; enter again overwrites it", th.Warn
	}
	a.TextCut(0, 0, a.W, st, words)
	return d.path.Draw(a.Row(1), th)
}

// Footer are the keys in the foot of the frame.
func (d *watch) Footer() []pane.Hint {
	if d.saving {
		return []pane.Hint{d.f.env.Hint(action.Accept, "write"), d.f.env.Hint(action.Dismiss, "leave it")}
	}
	return d.hints(d.job())
}

func (d *watch) hints(j job.Job) []pane.Hint {
	var out []pane.Hint
	add := func(id action.ID, words string) { out = append(out, d.f.env.Hint(id, words)) }
	if j.Live() {
		switch j.State {
		case job.Paused:
			add(action.JobPause, "go on")
			add(action.JobStop, "stop")
		case job.Running:
			add(action.JobPause, "pause")
			add(action.JobStop, "stop")
		}
		add(action.Dismiss, "run in background")
		return out
	}
	if j.CanContinue() {
		add(action.JobAgain, continueWords(j))
	}
	if savable(j) {
		add(action.JobSaveFailed, "save the failed")
	}
	if j.Kind != job.KindExport && j.Completed() > 0 && d.f.env.ReadOnly == "" {
		add(action.JobUndo, "undo")
	}
	if j.State == job.Broken {
		add(action.JobAbandon, "give it up")
	}
	add(action.Dismiss, "close")
	return out
}

func continueWords(j job.Job) string {
	if j.Failed > 0 && j.NotRun == 0 {
		return "try the failed again"
	}
	return "go on with the rest"
}
