package many

import (
	"context"
	"path/filepath"
	"slices"

	tea "charm.land/bubbletea/v2"

	"zco/tui/action"
	"zco/tui/domain/job"
	"zco/tui/draw/screen"
	"zco/tui/draw/text"
	"zco/tui/pane"
	"zco/tui/widget/form"
	"zco/tui/widget/reader"
	"zco/tui/work"
)

// importing asks for a file, shows what its columns mean and what is wrong
// with its rows, and leads to the review.
type importing struct {
	pane.Base
	f     *Feature
	in    *work.Inbox
	s     subject
	path  form.Line
	names []string // that what was typed can go on with
	busy  bool
	wrong string

	source job.Import
	check  *job.Check // nil while the path is typed
	at     int
	menu   *menu       // a column's field is being chosen
	drawn  screen.Rect // where the rows, or the names of files, are
}

// What the disk and the file tell.
type (
	completed struct {
		text  string
		names []string
	}
	checked struct {
		source job.Import
		check  job.Check
		err    error
	}
)

// Failure returns why the file or its fields cannot be read, nil if they are.
func (c checked) Failure() error { return c.err }

// importFile brings a file of rows in.
func (f *Feature) importFile() tea.Cmd {
	s, ok := f.withFields()
	if !ok {
		return nil
	}
	d := &importing{f: f, s: s}
	d.in = f.layer.Inbox(d.answer)
	d.path.Placeholder = "A CSV, .xlsx, JSON or JSON Lines file"
	if last := f.paths[s.col.ID]; last != "" {
		d.path.SetText(last)
	}
	f.env.Shell.Open(d)
	return nil
}

// Title implements pane.Dialog.
func (d *importing) Title() string {
	switch {
	case d.menu != nil:
		return d.menu.title
	case d.check != nil:
		return "Import " + filepath.Base(d.source.Path) + " into " + d.s.col.Title
	}
	return "Import into " + d.s.col.Title
}

// shownNames is how many file names are shown.
const shownNames = 6

// Size implements pane.Dialog.
func (d *importing) Size(w, h int) (int, int) {
	w = min(dialogWidth, w)
	switch {
	case d.menu != nil:
		return w, min(d.menu.list.Height(w), menuRows, h)
	case d.check != nil:
		return w, min(len(d.rows())+len(d.faults())+1, 18, h)
	}
	return w, min(2+min(len(d.names), shownNames), h)
}

// Draw implements pane.Dialog.
func (d *importing) Draw(a screen.Area) screen.Cursor {
	switch {
	case d.menu != nil:
		return d.menu.list.Draw(a, d.f.env.Theme)
	case d.check != nil:
		return d.drawColumns(a)
	}
	th := d.f.env.Theme
	c := d.path.Draw(a.Row(0), th)
	switch {
	case d.wrong != "":
		a.TextCut(0, 1, a.W, th.Danger, th.Glyphs.Failed+" "+d.wrong)
	case d.busy:
		a.TextCut(0, 1, a.W, th.Muted, "Reading the file"+th.Glyphs.Loading)
	}
	names := d.names[:min(len(d.names), shownNames)]
	d.drawn = a.Sub(0, 2, a.W, len(names)).Rect
	for i, name := range names {
		a.TextCut(2, 2+i, a.W-2, th.Muted, name)
	}
	return c
}

// Footer are the keys in the foot of the frame.
func (d *importing) Footer() []pane.Hint {
	h := d.f.env.Hint
	switch {
	case d.menu != nil:
		return []pane.Hint{h(action.Accept, "choose"), h(action.Dismiss, "back")}
	case d.check != nil:
		accept := h(action.Accept, "change it")
		if d.at == 0 {
			accept.Text = "go on"
		}
		hints := []pane.Hint{accept, h(action.ImportFaults, "what is wrong"), h(action.Dismiss, "another file")}
		if len(d.allFaults()) == 0 {
			hints = slices.Delete(hints, 1, 2)
		}
		return hints
	}
	return []pane.Hint{{Key: "tab", Text: "complete"}, h(action.Accept, "look at the file"), h(action.Dismiss, "cancel")}
}

// Key implements pane.Dialog.
func (d *importing) Key(k tea.KeyPressMsg) (tea.Cmd, bool) {
	switch {
	case d.menu != nil:
		cmd, back := d.menu.key(k)
		if back {
			d.menu = nil
		}
		return cmd, false
	case d.check != nil:
		return d.columnKey(k)
	}
	d.wrong = ""
	if k.Text == "" && d.f.env.Pressed(k, action.NextPane) {
		return d.complete(), false
	}
	d.in.Cancel("complete")
	switch d.path.Key(k) {
	case form.Leave:
		d.in.Close()
		return nil, true
	case form.Done:
		return d.named(), false
	}
	d.names = nil
	return nil, false
}

// complete completes the name of the file.
func (d *importing) complete() tea.Cmd {
	typed := d.path.Text()
	return d.in.Aside("complete", func() tea.Msg {
		text, names := job.Complete(typed)
		return completed{text, names}
	})
}

// named looks at the file that was named.
func (d *importing) named() tea.Cmd {
	path := job.Expand(d.path.Text())
	if path == "" {
		d.wrong = "Name a file; tab completes"
		return nil
	}
	if abs, err := filepath.Abs(path); err == nil {
		path = abs
	}
	d.f.paths[d.s.col.ID] = path
	return d.look(job.Import{
		FileOptions: job.FileOptions{Object: job.Which{Collection: d.s.col}.Object(), Mapping: map[string]string{}},
		Path:        path, Title: "import " + filepath.Base(path) + " into " + d.s.col.Title,
	})
}

// look reads the file and checks it as the source says.
func (d *importing) look(s job.Import) tea.Cmd {
	d.source, d.busy = s, true
	return d.in.Ask("check", func(ctx context.Context) tea.Msg {
		check, err := d.f.jobs.Check(ctx, s)
		return checked{s, check, err}
	})
}

func (d *importing) answer(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case completed:
		d.path.SetText(msg.text)
		d.names = nil
		if len(msg.names) != 1 {
			d.names = msg.names
		}
		if len(msg.names) == 0 {
			d.wrong = "No file begins so"
		}
	case checked:
		d.busy = false
		if msg.err != nil {
			d.check, d.wrong = nil, pane.Explain(msg.err)
			return nil
		}
		d.check, d.source = &msg.check, msg.source
		d.at = min(d.at, len(d.rows())-1)
	}
	return nil
}

// Paste implements pane.Dialog.
func (d *importing) Paste(s string) tea.Cmd {
	switch {
	case d.menu != nil:
		d.menu.list.Paste(s)
	case d.check == nil:
		d.path.Paste(s)
	}
	return nil
}

// review leads to what the import would do, which leads back here
// unless it begins.
func (d *importing) review() (tea.Cmd, bool) {
	why := ""
	switch {
	case d.busy:
		return nil, false
	case d.check.Err != "":
		why = d.check.Err
	case d.check.Rows == d.check.Bad && !slices.Contains([]job.RowKey{"id", "external_id", "name"}, d.check.Key): // else a record that is there may tell what is meant
		why = "No row of the file can be brought in"
	}
	if why != "" {
		d.f.env.Shell.Say(pane.Warning, why)
		return nil, false
	}
	d.f.importing = d
	return d.f.review(d.s.col, "Import "+filepath.Base(d.source.Path), d.source), true
}

// allFaults says all that is wrong with the file: what keeps the whole of it
// out, each column that is no field, and then its rows.
func (d *importing) allFaults() []string {
	c := d.check
	var lines []string
	for _, col := range c.Columns {
		if col.Problem != "" {
			lines = append(lines, "column “"+text.Cut(col.Header, longestQuote, text.Runes)+"”: "+col.Problem)
		}
	}
	switch {
	case len(lines) > 0:
		lines = append(lines, "", "Press enter on a column to choose its field or to leave it out.")
	case c.Err != "":
		lines = append(lines, c.Err)
	}
	for _, p := range c.Problems {
		lines = append(lines, job.Plain(p.String()))
	}
	if n := c.Bad - len(c.Problems); n > 0 {
		lines = append(lines, "and more: "+pane.Thousands(c.Bad)+" rows have faults")
	}
	return lines
}

// showFaults shows all that is wrong with the file.
func (d *importing) showFaults() tea.Cmd {
	lines := d.allFaults()
	if len(lines) == 0 {
		return nil
	}
	d.f.env.Shell.Open(reader.New(d.f.env, "Faults", lines))
	return nil
}
