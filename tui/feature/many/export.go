package many

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"zco/tui/action"
	"zco/tui/domain/job"
	"zco/tui/draw/screen"
	"zco/tui/draw/text"
	"zco/tui/pane"
	"zco/tui/widget/form"
	"zco/tui/work"
)

// export asks what to write where, and in which form.
type export struct {
	pane.Base
	f      *Feature
	in     *work.Inbox
	s      subject
	scopes []scope
	form   choices
	what, format, columns, words,
	path *choice
	here  string     // the folder that zco was started in
	place *job.Place // that enter was pressed on, where something is there already
	wrong string
}

// The forms of files, as they are shown and as their names end.
var (
	formatNames = []string{"CSV", "JSON", "JSON Lines", "Excel workbook"}
	formatEnds  = []string{"csv", "json", "jsonl", "xlsx"}
)

// probed is what is where the file is to be written.
type probed struct {
	place job.Place
	err   error
}

// export writes rows to a file.
func (f *Feature) export() tea.Cmd {
	if s, ok := f.withFields(); ok {
		f.env.Shell.Open(newExport(f, s))
	}
	return nil
}

func newExport(f *Feature, s subject) *export {
	d := &export{f: f, s: s}
	d.in = f.layer.Inbox(d.answer)
	for _, c := range s.scopes() {
		if len(s.selected) > 0 || len(c.which.IDs) == 0 { // the row under the cursor is seldom meant
			d.scopes = append(d.scopes, c)
		}
	}
	d.what = &choice{name: "What"}
	for _, c := range d.scopes {
		d.what.values = append(d.what.values, text.Sentence(c.words))
	}
	csvOnly := func() string {
		if d.format.picked != 0 {
			return "As the service has them"
		}
		return ""
	}
	d.format = &choice{name: "Format", values: formatNames}
	d.columns = &choice{name: "Columns", values: []string{"ID and those shown", "All"}}
	d.words = &choice{name: "Values", values: []string{"API keys", "Labels"}, why: csvOnly}
	d.path = &choice{name: "File", line: &form.Line{Required: true}}
	d.path.line.SetText(d.suggested())
	d.here, _ = os.Getwd()
	d.form = choices{env: f.env, lines: []*choice{d.what, d.format, d.columns, d.words, d.path}}
	return d
}

// suggested is a path in the folder of the last export, or the current one.
func (d *export) suggested() string {
	name := fileName(d.s.col.ID, d.f.env.Now(), formatEnds[d.format.picked])
	if last := d.f.paths[d.s.col.ID]; last != "" {
		return filepath.Join(filepath.Dir(last), name)
	}
	return name
}

// folder is the folder of the file named, in full.
func (d *export) folder() string {
	dir := filepath.Dir(job.Expand(d.path.line.Text()))
	if filepath.IsAbs(dir) {
		return dir
	}
	return filepath.Join(d.here, dir)
}

// taken reports whether there is a file already, which nothing goes on with.
func (d *export) taken() bool { return d.place != nil && d.place.Exists && !d.place.Part }

// Title implements pane.Dialog.
func (d *export) Title() string { return "Export " + d.s.col.Title }

// Size implements pane.Dialog.
func (d *export) Size(w, h int) (int, int) { return min(dialogWidth+4, w), min(len(d.form.lines)+1, h) }

// Draw implements pane.Dialog.
func (d *export) Draw(a screen.Area) screen.Cursor {
	th := d.f.env.Theme
	lines, foot := a.Bottom(1)
	c := d.form.draw(lines)
	words, st := "", th.Warn
	switch {
	case d.wrong != "":
		words, st = th.Glyphs.Failed+" "+d.wrong, th.Danger
	case d.place != nil && d.place.Part:
		words = "An export to this file was broken off"
	case d.place != nil && d.place.Exists:
		words = th.Glyphs.Failed + " File exists: " + d.place.Path
	default:
		words, st = "in "+d.folder(), th.Muted
	}
	foot.TextCut(0, 0, foot.W, st, words)
	return c
}

// Footer are the keys in the foot of the frame.
func (d *export) Footer() []pane.Hint {
	h := d.f.env.Hint
	switch {
	case d.wrong != "":
	case d.place != nil && d.place.Part:
		return []pane.Hint{h(action.Accept, "go on from there"), h(action.ExportAnew, "begin anew"), h(action.Dismiss, "back")}
	case d.taken() && d.place.Free != "":
		return []pane.Hint{h(action.Accept, "write "+filepath.Base(d.place.Free)), h(action.Yes, "overwrite"), h(action.Dismiss, "back")}
	case d.taken():
		return []pane.Hint{h(action.Yes, "overwrite"), h(action.Dismiss, "back")}
	}
	return []pane.Hint{h(action.Accept, "export"), h(action.OtherValue, "change"), h(action.Down, "next line"), h(action.Dismiss, "cancel")}
}

// Key implements pane.Dialog.
func (d *export) Key(k tea.KeyPressMsg) (tea.Cmd, bool) {
	d.wrong = ""
	if d.place != nil {
		return d.decide(k)
	}
	before := d.format.picked
	done, leave := d.form.key(k)
	if leave {
		d.in.Close()
		return nil, true
	}
	if d.format.picked != before {
		d.rename(before)
	}
	if !done {
		return nil, false
	}
	path := strings.TrimSpace(d.path.line.Text())
	if path == "" {
		d.wrong = "name the file"
		return nil, false
	}
	return d.in.Aside("probe", func() tea.Msg {
		place, err := job.Probe(path)
		return probed{place, err}
	}), false
}

// Clicked does what a click at a cell of the screen is for.
func (d *export) Clicked(x, y int) tea.Cmd {
	if d.place != nil {
		return nil // there is a question, which its keys answer
	}
	before := d.format.picked
	d.form.click(x, y)
	if d.format.picked != before {
		d.rename(before)
	}
	return nil
}

// rename keeps the end of the file's name in step with the form.
func (d *export) rename(before int) {
	if base, ok := strings.CutSuffix(d.path.line.Text(), "."+formatEnds[before]); ok {
		d.path.line.SetText(base + "." + formatEnds[d.format.picked])
	}
}

// decide takes the answer to what is to become of a file that is there.
func (d *export) decide(k tea.KeyPressMsg) (tea.Cmd, bool) {
	if do := d.decisions()[d.f.env.DialogKey(k, action.Transfer, action.Question)]; do != nil {
		return do()
	}
	return nil, false
}

func (d *export) decisions() pane.Bindings {
	return pane.Bind(d.accept, action.Accept).
		And(pane.Ends(func() tea.Cmd { return d.begin(*d.place, false) }), action.Yes).
		And(pane.Moves(func() { d.place = nil }), action.Dismiss, action.Back).
		And(func() (tea.Cmd, bool) {
			if !d.place.Part {
				return nil, false
			}
			return d.begin(*d.place, true), true
		}, action.ExportAnew)
}

// accept goes on with a broken export; it never overwrites a file, but writes
// beside it.
func (d *export) accept() (tea.Cmd, bool) {
	place := *d.place
	if d.taken() {
		if place.Free == "" {
			return nil, false
		}
		place = job.Place{Path: place.Free}
	}
	return d.begin(place, false), true
}

func (d *export) answer(msg tea.Msg) tea.Cmd {
	p := msg.(probed)
	switch {
	case errors.Is(p.err, fs.ErrNotExist):
		d.wrong = "there is no folder " + filepath.Dir(p.place.Path)
	case p.err != nil:
		d.wrong = pane.Explain(p.err)
	case p.place.Dir:
		d.wrong = "that is a folder: name a file in it"
	case p.place.Exists || p.place.Part:
		d.place = &p.place
	default:
		d.f.env.Shell.Close(d)
		return d.begin(p.place, false)
	}
	return nil
}

// begin starts the export and shows it.
func (d *export) begin(place job.Place, anew bool) tea.Cmd {
	c := d.scopes[d.what.picked]
	titles := d.words.picked == 1 && d.format.picked == 0
	x := job.Export{
		Which: c.which, Path: place.Path, Anew: anew, Title: "export " + c.words, Rows: c.n,
		ExportOptions: job.ExportOptions{Format: job.Format(formatEnds[d.format.picked]), TitleHeader: titles, OptionTitles: titles},
	}
	if d.columns.picked == 0 {
		x.Columns = d.shown()
	}
	d.f.paths[d.s.col.ID] = x.Path
	d.in.Close()
	id := d.f.jobs.AddExport(x)
	d.f.show(id)
	return d.f.launch(id)
}

// shown are the columns of the screen in their order. The id is always among
// them: without it an import could not tell the rows apart.
func (d *export) shown() []string {
	var out []string
	for _, f := range d.s.columns {
		out = append(out, job.ColumnKey(d.s.schema, f))
	}
	if !slices.Contains(out, "id") {
		out = slices.Insert(out, 0, "id")
	}
	return out
}

// Paste implements pane.Dialog.
func (d *export) Paste(s string) tea.Cmd {
	if d.place == nil {
		d.form.paste(s)
	}
	return nil
}
