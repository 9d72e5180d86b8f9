package many

import (
	"path/filepath"

	tea "charm.land/bubbletea/v2"

	"zco/tui/action"
	"zco/tui/pane"
	"zco/tui/widget/form"
	"zco/tui/work"
)

// job shows one job: how far it is, and what became of each row. It can be
// left at any time; the job goes on.
type job struct {
	m      *Model
	id     int
	scroll pane.Scroll

	results []work.JobResult
	more    int

	saving bool // the path of the failed rows is being typed
	path   form.Line
	exists string // the path that is there already
}

// show opens a job.
func (m *Model) show(id int) tea.Cmd { return pane.Ask(pane.Open{Dialog: m.shown(id)}) }

func (m *Model) shown(id int) *job {
	d := &job{m: m, id: id}
	d.refresh()
	return d
}

func (d *job) refresh() { d.results, d.more = d.m.jobs.Results(d.id) }

// Title implements pane.Dialog.
func (d *job) Title() string {
	v := d.m.job(d.id)
	if v.Live() {
		return "Job"
	}
	return "Job: " + stateWords(v)
}

// Size implements pane.Dialog. The height does not follow the results: a
// dialog that grows is drawn anew.
func (d *job) Size(w, h int) (int, int) { return min(dialogWidth, w), min(16, h) }

// Update implements pane.Dialog.
func (d *job) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case work.JobsMoved, work.JobStarted:
		d.refresh()
	case work.FailedSaved:
		if msg.Job == d.id {
			return d.saved(msg)
		}
	}
	return nil
}

func (d *job) saved(msg work.FailedSaved) tea.Cmd {
	switch {
	case msg.Exists:
		d.saving, d.exists = true, msg.Path
		return nil
	case msg.Err != nil:
		return pane.Saying(pane.Failure, "the failed rows are not saved: "+pane.Explain(msg.Err))
	}
	d.saving = false
	return pane.Saying(pane.Success, pane.Plural(msg.Rows, "row", "rows")+" with the reasons in "+msg.Path)
}

// Key implements pane.Dialog.
func (d *job) Key(k tea.KeyPressMsg) (tea.Cmd, bool) {
	if d.saving {
		return d.typePath(k), false
	}
	switch id := d.m.env.DialogKey(k); {
	case id == action.Dismiss, id == action.Back, id == action.Quit, id == action.Jobs:
		return nil, true
	case d.scroll.Move(id):
		return nil, false
	}
	return d.letter(k.String())
}

// letter takes the keys of this dialog alone.
func (d *job) letter(key string) (tea.Cmd, bool) {
	v := d.m.job(d.id)
	switch key {
	case "space":
		d.scroll.Move(action.PageDown)
	case "p":
		if v.State == work.JobPaused {
			return d.m.jobs.Resume(d.id), false
		}
		return d.m.jobs.Pause(d.id), false
	case "c":
		if v.Live() {
			return d.m.jobs.Cancel(d.id), false
		}
	case "r":
		return d.again(v), false
	case "f":
		d.askPath(v)
	case "u":
		return d.undo(v)
	case "x":
		if v.State == work.JobBroken {
			return d.m.jobs.Abandon(d.id), true
		}
	}
	return nil, false
}

func (d *job) again(v work.JobView) tea.Cmd {
	if v.Kind != work.JobExport && d.m.env.ReadOnly != "" {
		return pane.Saying(pane.Warning, d.m.env.ReadOnly)
	}
	cmd := d.m.jobs.Continue(d.id)
	d.m.views = d.m.jobs.List()
	d.scroll.Reset()
	return cmd
}

func (d *job) undo(v work.JobView) (tea.Cmd, bool) {
	if d.m.env.ReadOnly != "" {
		return pane.Saying(pane.Warning, d.m.env.ReadOnly), false
	}
	u, why := d.m.jobs.UndoJob(d.id, "undo: "+v.Title)
	col := d.m.collections[v.Collection]
	if why == "" && col == nil {
		why = "look at " + v.Collection + " first, so that it is known what to undo"
	}
	if why != "" {
		return pane.Saying(pane.Note, why), false
	}
	return d.m.review(col, "Undo: "+v.Title, u), true
}

// askPath asks where to write the failed rows, in the current folder unless
// told otherwise.
func (d *job) askPath(v work.JobView) {
	if v.Live() || v.Failed == 0 || v.Kind == work.JobExport || v.State == work.JobBroken {
		return
	}
	d.saving, d.exists = true, ""
	d.path.SetText(fileName(v.Collection+"-failed", d.m.env.Now(), "csv"))
}

func (d *job) typePath(k tea.KeyPressMsg) tea.Cmd {
	switch d.path.Key(k) {
	case form.Leave:
		d.saving = false
	case form.Done:
		path := work.Expand(d.path.Text())
		if path == "" || path == filepath.Dir(path) {
			return nil
		}
		over := d.exists == path
		d.exists = ""
		return d.m.jobs.SaveFailed(d.id, path, over)
	}
	return nil
}

// Paste implements pane.Dialog.
func (d *job) Paste(s string) tea.Cmd {
	if d.saving {
		d.path.Paste(s)
	}
	return nil
}
