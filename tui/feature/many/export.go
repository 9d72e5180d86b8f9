package many

import (
	"path/filepath"
	"strings"

	tea "charm.land/bubbletea/v2"

	"zco/tui/action"
	"zco/tui/draw/screen"
	"zco/tui/pane"
	"zco/tui/widget/form"
	"zco/tui/work"
)

// export asks what to write where, and in which form.
type export struct {
	m      *Model
	s      Subject
	scopes []scope
	form   choices
	what, format, columns, words,
	path *choice
	gen    uint64
	probed *work.Probed // of the path that enter was pressed on
	wrong  string
}

// The forms of files, as they are shown and as their names end.
var (
	formatNames = []string{"CSV", "JSON", "JSON Lines"}
	formatEnds  = []string{"csv", "json", "jsonl"}
)

// Export writes rows to a file.
func (m *Model) Export(s Subject) tea.Cmd {
	if s.Schema == nil {
		return pane.Saying(pane.Note, "the fields are still being read")
	}
	return pane.Ask(pane.Open{Dialog: newExport(m, s)})
}

func newExport(m *Model, s Subject) *export {
	d := &export{m: m, s: s}
	for _, c := range scopes(s) {
		if len(s.Selected) > 0 || len(c.which.IDs) == 0 { // the row under the cursor is seldom meant
			d.scopes = append(d.scopes, c)
		}
	}
	d.what = &choice{name: "what"}
	for _, c := range d.scopes {
		d.what.values = append(d.what.values, c.words)
	}
	csvOnly := func() string {
		if d.format.picked != 0 {
			return "as the service has them"
		}
		return ""
	}
	d.format = &choice{name: "form", values: formatNames}
	d.columns = &choice{name: "columns", values: []string{"those shown", "all"}}
	d.words = &choice{name: "written as", values: []string{"keys and tags", "titles"}, why: csvOnly}
	d.path = &choice{name: "file", line: &form.Line{Required: true}}
	d.path.line.SetText(d.suggested())
	d.form = choices{m: m, lines: []*choice{d.what, d.format, d.columns, d.words, d.path}}
	return d
}

// suggested is a path in the folder of the last export, or the current one.
func (d *export) suggested() string {
	name := fileName(d.s.Collection.ID, d.m.env.Now(), formatEnds[d.format.picked])
	if last := d.m.paths[d.s.Collection.ID]; last != "" {
		return filepath.Join(filepath.Dir(last), name)
	}
	return name
}

// Title implements pane.Dialog.
func (d *export) Title() string { return "Export " + d.s.Collection.Title }

// Size implements pane.Dialog.
func (d *export) Size(w, h int) (int, int) { return min(dialogWidth+4, w), min(len(d.form.lines)+2, h) }

// Draw implements pane.Dialog.
func (d *export) Draw(a screen.Area) screen.Cursor {
	th := d.m.env.Theme
	body, foot := a.Bottom(1)
	c := d.form.draw(body)
	words, st := "", th.Warn
	hints := []pane.Hint{d.m.env.Hint(action.Accept, "export"), {Key: "space", Text: "other value"}, {Key: "↑↓", Text: "line"}, d.m.env.Hint(action.Dismiss, "not now")}
	switch {
	case d.wrong != "":
		words, st = th.Glyphs.Failed+" "+d.wrong, th.Danger
	case d.probed != nil && d.probed.Part:
		words = "an export to this file was broken off"
		hints = []pane.Hint{d.m.env.Hint(action.Accept, "go on from there"), {Key: "n", Text: "begin anew"}, d.m.env.Hint(action.Dismiss, "back")}
	case d.probed != nil && d.probed.Exists:
		words = th.Glyphs.Failed + " that file is there already"
		hints = []pane.Hint{d.m.env.Hint(action.Accept, "replace it at the end"), d.m.env.Hint(action.Dismiss, "back")}
	}
	body.TextCut(0, body.H-1, body.W, st, words)
	d.m.env.DrawHints(foot, 0, hints)
	return c
}

// Key implements pane.Dialog.
func (d *export) Key(k tea.KeyPressMsg) (tea.Cmd, bool) {
	d.wrong = ""
	if d.probed != nil {
		return d.answer(k)
	}
	before := d.format.picked
	done, leave := d.form.key(k)
	if leave {
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
	d.gen = d.m.nextGen()
	return d.m.jobs.Probe(d.gen, path), false
}

// rename keeps the end of the file's name in step with the form.
func (d *export) rename(before int) {
	if base, ok := strings.CutSuffix(d.path.line.Text(), "."+formatEnds[before]); ok {
		d.path.line.SetText(base + "." + formatEnds[d.format.picked])
	}
}

// answer takes the answer to what is to become of a file that is there.
func (d *export) answer(k tea.KeyPressMsg) (tea.Cmd, bool) {
	switch id, key := d.m.env.DialogKey(k), k.String(); {
	case id == action.Accept, key == "y":
		return d.begin(false), false
	case id == action.Dismiss, id == action.Back:
		d.probed = nil
	case key == "n" && d.probed.Part:
		return d.begin(true), false
	}
	return nil, false
}

// Update implements pane.Dialog.
func (d *export) Update(msg tea.Msg) tea.Cmd {
	p, ok := msg.(work.Probed)
	if !ok || p.Gen != d.gen {
		return nil
	}
	switch {
	case p.Err != nil:
		d.wrong = pane.Explain(p.Err)
	case p.Dir:
		d.wrong = "that is a folder: name a file in it"
	case p.Exists || p.Part:
		d.probed = &p
	default:
		d.probed = &p
		return d.begin(false)
	}
	return nil
}

func (d *export) begin(anew bool) tea.Cmd {
	c := d.scopes[d.what.picked]
	o := work.ExportOrder{
		Which: c.which, Schema: d.s.Schema, Path: d.probed.Path, Format: formatEnds[d.format.picked],
		Titles: d.words.picked == 1 && d.format.picked == 0, Anew: anew,
		Title: "export " + c.words, Rows: c.n,
	}
	if d.columns.picked == 0 {
		o.Columns = d.s.Columns
	}
	d.m.paths[d.s.Collection.ID] = o.Path
	id, cmd := d.m.jobs.Export(o)
	d.m.views = d.m.jobs.List()
	return pane.Batch(cmd, pane.Ask(Swap{d, d.m.shown(id)}))
}

// Paste implements pane.Dialog.
func (d *export) Paste(s string) tea.Cmd {
	if d.probed == nil {
		d.form.paste(s)
	}
	return nil
}
