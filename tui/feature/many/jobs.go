package many

import (
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"zco/tui/action"
	"zco/tui/draw/screen"
	"zco/tui/pane"
	"zco/tui/work"
)

// jobs lists the jobs of this session, the newest first.
type jobs struct {
	m  *Model
	at int
}

// Jobs opens the list of jobs.
func (m *Model) Jobs() tea.Cmd {
	m.views = m.jobs.List()
	return pane.Ask(pane.Open{Dialog: &jobs{m: m}})
}

// Title implements pane.Dialog.
func (d *jobs) Title() string { return "Jobs" }

// Size implements pane.Dialog.
func (d *jobs) Size(w, h int) (int, int) {
	return min(dialogWidth, w), min(max(len(d.m.views), 1)+1, 12, h)
}

// Draw implements pane.Dialog.
func (d *jobs) Draw(a screen.Area) screen.Cursor {
	th := d.m.env.Theme
	body, foot := a.Bottom(1)
	if len(d.m.views) == 0 {
		body.TextCut(0, 0, body.W, th.Muted, "no jobs yet: changing, deleting, exporting or importing many makes one")
		d.m.env.DrawHints(foot, 0, []pane.Hint{d.m.env.Hint(action.Dismiss, "close")})
		return body.At(0, 0)
	}
	d.at = max(min(d.at, len(d.m.views)-1), 0)
	top := max(d.at-body.H+1, 0)
	for y := 0; y < body.H && top+y < len(d.m.views); y++ {
		v := d.m.views[top+y]
		st := th.Text
		if top+y == d.at {
			body.Text(0, y, th.Gutter, th.Glyphs.Cursor)
			st = th.Strong
		}
		right, rst := d.brief(v)
		body.TextRight(0, y, body.W, rst, right)
		body.TextCut(2, y, body.W-len([]rune(right))-4, st, v.Title)
	}
	d.m.env.DrawHints(foot, 0, []pane.Hint{d.m.env.Hint(action.Accept, "open"), d.m.env.Hint(action.Dismiss, "close")})
	return body.At(0, d.at-top)
}

// brief is how a job stands, in a few words.
func (d *jobs) brief(v work.JobView) (string, screen.Style) {
	th := d.m.env.Theme
	switch {
	case v.State == work.JobBroken:
		return th.Glyphs.Failed + " broken off", th.Warn
	case v.Live() && v.State == work.JobRunning:
		return share(v), th.Info
	case v.Live():
		return string(v.State), th.Info
	case v.Err != nil:
		return th.Glyphs.Failed + " " + tally(v, ", "), th.Danger
	case v.Failed+v.Unknown+v.NotRun > 0:
		return th.Glyphs.Failed + " " + tally(v, ", "), th.Warn
	}
	return th.Glyphs.Yes + " " + tally(v, ", "), th.Good
}

// Key implements pane.Dialog.
func (d *jobs) Key(k tea.KeyPressMsg) (tea.Cmd, bool) {
	switch d.m.env.DialogKey(k) {
	case action.Dismiss, action.Back, action.Quit, action.Jobs:
		return nil, true
	case action.Down:
		d.at++
	case action.Up:
		d.at--
	case action.Accept:
		if d.at < len(d.m.views) {
			return d.m.show(d.m.views[d.at].ID), true
		}
	}
	return nil, false
}

// Paste implements pane.Dialog.
func (d *jobs) Paste(string) tea.Cmd { return nil }

// Update implements pane.Dialog.
func (d *jobs) Update(tea.Msg) tea.Cmd { return nil }

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
