package many

import (
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"zco/tui/action"
	"zco/tui/domain/job"
	"zco/tui/draw/screen"
	"zco/tui/draw/text"
	"zco/tui/pane"
	"zco/tui/widget/form"
	"zco/tui/widget/list"
)

// jobs lists the jobs of this session, the newest first.
type jobs struct {
	*list.Dialog
	f *Feature
}

// openJobs opens the list of jobs.
func (f *Feature) openJobs() tea.Cmd {
	f.refresh()
	d := &jobs{Dialog: list.New(f.env, "Jobs", f.jobItems(), f.openJob), f: f}
	d.Width, d.Rows, d.Items = dialogWidth, 11, f.jobItems
	d.List.NoFilter, d.List.Item = true, f.drawJob
	d.List.Empty = "No jobs yet: changing, deleting, exporting or importing many makes one"
	d.Hints = []pane.Hint{f.env.Hint(action.Accept, "open"), f.env.Hint(action.Dismiss, "close")}
	f.list = d.Dialog
	f.env.Shell.Open(d)
	return nil
}

func (f *Feature) jobItems() []form.Item {
	items := make([]form.Item, len(f.all))
	for i, j := range f.all {
		items[i] = form.Item{Label: text.Sentence(j.Title)}
	}
	return items
}

func (f *Feature) openJob(i int) tea.Cmd {
	f.show(f.all[i].ID)
	return nil
}

// Key implements pane.Dialog: the key that opened the list closes it as well.
func (d *jobs) Key(k tea.KeyPressMsg) (tea.Cmd, bool) {
	if d.f.env.Pressed(k, action.Jobs) {
		return nil, true
	}
	return d.Dialog.Key(k)
}

func (f *Feature) drawJob(a screen.Area, i int, under bool) {
	th := f.env.Theme
	st := th.Text
	if under {
		st = th.Strong
	}
	right, rst := f.brief(f.all[i])
	a.TextRight(0, 0, a.W, rst, right)
	a.TextCut(0, 0, a.W-len([]rune(right))-2, st, text.Sentence(f.all[i].Title))
}

// brief is how a job stands, in a few words.
func (f *Feature) brief(j job.Job) (string, screen.Style) {
	th := f.env.Theme
	switch {
	case j.State == job.Broken:
		return th.Glyphs.Failed + " broken off", th.Warn
	case j.State == job.Cancelling:
		return "stopping", th.Info
	case j.Live():
		return share(j), th.Info
	case j.Err != nil:
		return th.Glyphs.Failed + " " + tally(j, ", "), th.Danger
	case j.Failed+j.Unknown+j.NotRun > 0:
		return th.Glyphs.Failed + " " + tally(j, ", "), th.Warn
	}
	return th.Glyphs.Yes + " " + tally(j, ", "), th.Good
}

// fileName is a name for a file of rows: asset-2026-11-21.csv.
func fileName(of string, now time.Time, format string) string {
	of = strings.Map(func(r rune) rune {
		if r == '/' || r == '\\' || r == ':' || r < ' ' {
			return '-'
		}
		return r
	}, of)
	return of + "-" + now.Format("2006-01-02") + "." + format
}
