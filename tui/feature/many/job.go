package many

import (
	"errors"
	"io/fs"
	"path/filepath"

	tea "charm.land/bubbletea/v2"

	"zco/tui/action"
	"zco/tui/domain/job"
	"zco/tui/pane"
	"zco/tui/widget/form"
	"zco/tui/work"
)

// watch shows one job: how far it is, and what became of each row. It can be
// left at any time; the job goes on.
type watch struct {
	pane.Base
	f        *Feature
	in       *work.Inbox
	id       int
	commands action.Commands
	scroll   pane.Scroll

	results []job.Result
	more    int

	saving bool // the path of the failed rows is being typed
	path   form.Line
	exists string // the path that is there already
}

// saved is what became of the file of failed rows.
type saved struct {
	path string
	rows int
	err  error
}

// show opens a job.
func (f *Feature) show(id int) {
	d := &watch{f: f, id: id}
	d.in = f.layer.Inbox(d.answer)
	d.commands = action.Index([]action.Command{
		action.Do(action.JobPause, d.pause),
		action.Do(action.JobStop, d.stop),
		action.Do(action.JobAgain, d.again),
		action.Do(action.JobSaveFailed, d.askPath),
		action.Do(action.JobUndo, d.undo),
		action.Do(action.JobAbandon, d.abandon),
		action.Do(action.JobMore, func() tea.Cmd { d.scroll.Move(action.PageDown); return nil }),
	})
	f.watched = d
	f.refresh()
	f.env.Shell.Open(d)
}

func (d *watch) refresh() { d.results, d.more = d.f.jobs.Results(d.id) }

func (d *watch) job() job.Job { return d.f.job(d.id) }

// Title implements pane.Dialog.
func (d *watch) Title() string {
	if j := d.job(); !j.Live() {
		return "Job " + stateWords(j)
	}
	return "Job"
}

// Size implements pane.Dialog. The height does not follow the results: a
// dialog that grows is drawn anew.
func (d *watch) Size(w, h int) (int, int) {
	w, j := min(dialogWidth, w), d.job()
	rows := watchRows
	if j.Kind == job.KindExport { // of which no row is shown
		rows = len(titleLines(j, w)) + 1 + len(d.aside(j, w))
	}
	if d.saving {
		rows += 2
	}
	return w, min(rows, h)
}

// watchRows are those of a job with results.
const watchRows = 15

func (d *watch) answer(msg tea.Msg) tea.Cmd {
	s, shell := msg.(saved), d.f.env.Shell
	switch {
	case errors.Is(s.err, fs.ErrExist):
		d.saving, d.exists = true, s.path
	case s.err != nil:
		shell.Say(pane.Failure, "the failed rows are not saved: "+pane.Explain(s.err))
	default:
		d.saving = false
		shell.Say(pane.Success, pane.Plural(s.rows, "row", "rows")+" with the reasons in "+s.path)
	}
	return nil
}

// Key implements pane.Dialog.
func (d *watch) Key(k tea.KeyPressMsg) (tea.Cmd, bool) {
	if d.saving {
		return d.typePath(k), false
	}
	id := d.f.env.DialogKey(k, action.Job)
	if cmd, known := d.commands.Run(id); known {
		return cmd, false
	}
	if do := closesJob[id]; do != nil {
		return do()
	}
	d.scroll.Move(id)
	return nil, false
}

// closesJob are the actions that close a job's dialog: the job goes on.
var closesJob = pane.Bind(pane.Done, action.Dismiss, action.Back, action.Quit, action.Jobs)

func (d *watch) pause() tea.Cmd {
	if d.job().State == job.Paused {
		return d.f.order(d.f.jobs.Resume, d.id)
	}
	return d.f.order(d.f.jobs.Pause, d.id)
}

func (d *watch) stop() tea.Cmd { return d.f.order(d.f.jobs.Cancel, d.id) }

// again goes on with what is not done. An export changes nothing: it goes on
// where nothing may be written, too.
func (d *watch) again() tea.Cmd {
	if d.job().Kind != job.KindExport && d.f.env.ReadOnly != "" {
		d.f.env.Shell.Say(pane.Warning, d.f.env.ReadOnly)
		return nil
	}
	d.scroll.Reset()
	if !d.f.jobs.Continue(d.id) {
		return nil
	}
	return d.f.launch(d.id)
}

func (d *watch) undo() tea.Cmd {
	shell, j := d.f.env.Shell, d.job()
	if d.f.env.ReadOnly != "" {
		shell.Say(pane.Warning, d.f.env.ReadOnly)
		return nil
	}
	u, why := d.f.jobs.Undo(d.id)
	col := shell.Collection(j.Collection)
	if why == "" && col == nil {
		why = "look at " + j.Collection + " first, so that it is known what to undo"
	}
	if why != "" {
		shell.Say(pane.Note, why)
		return nil
	}
	shell.Close(d)
	return d.f.review(col, "Undo: "+j.Title, u)
}

// abandon takes a job that broke off from the list for good.
func (d *watch) abandon() tea.Cmd {
	if d.job().State != job.Broken {
		return nil
	}
	d.f.env.Shell.Close(d)
	return d.f.order(d.f.jobs.Abandon, d.id)
}

// savable reports whether there are rows that failed to be saved.
func savable(j job.Job) bool {
	return !j.Live() && j.Failed > 0 && j.Kind != job.KindExport && j.State != job.Broken
}

// askPath asks where to write the failed rows, in the current folder unless
// told otherwise.
func (d *watch) askPath() tea.Cmd {
	if j := d.job(); savable(j) {
		d.saving, d.exists = true, ""
		d.path.SetText(fileName(j.Collection+"-failed", d.f.env.Now(), "csv"))
	}
	return nil
}

func (d *watch) typePath(k tea.KeyPressMsg) tea.Cmd {
	switch d.path.Key(k) {
	case form.Leave:
		d.saving = false
	case form.Done:
		path := job.Expand(d.path.Text())
		if path == "" || path == filepath.Dir(path) {
			return nil
		}
		over := d.exists == path
		d.exists = ""
		return d.in.Aside("save", func() tea.Msg {
			rows, err := d.f.jobs.SaveFailed(d.id, path, over)
			return saved{path, rows, err}
		})
	}
	return nil
}

// Paste implements pane.Dialog.
func (d *watch) Paste(s string) tea.Cmd {
	if d.saving {
		d.path.Paste(s)
	}
	return nil
}
