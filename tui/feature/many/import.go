package many

import (
	"fmt"
	"path/filepath"

	tea "charm.land/bubbletea/v2"

	"zco/tui/action"
	"zco/tui/draw/screen"
	"zco/tui/pane"
	"zco/tui/widget/form"
	"zco/tui/widget/reader"
	"zco/tui/work"
)

// importing asks for a file, shows what its columns mean and what is wrong
// with its rows, and leads to the review.
type importing struct {
	m     *Model
	s     Subject
	path  form.Line
	names []string // that what was typed can go on with
	gen   uint64
	busy  bool
	wrong string

	source work.ImportSource
	check  *work.ImportCheck // nil while the path is typed
	at     int
	menu   *menu // a column's field is being chosen
}

// Import brings a file of rows in.
func (m *Model) Import(s Subject) tea.Cmd {
	if s.Schema == nil {
		return pane.Saying(pane.Note, "the fields are still being read")
	}
	d := &importing{m: m, s: s}
	d.path.Placeholder = "a CSV, JSON or JSON Lines file"
	if last := m.paths[s.Collection.ID]; last != "" {
		d.path.SetText(last)
	}
	return pane.Ask(pane.Open{Dialog: d})
}

// Title implements pane.Dialog.
func (d *importing) Title() string {
	switch {
	case d.menu != nil:
		return d.menu.title()
	case d.check != nil:
		return "Import " + filepath.Base(d.source.Path) + " into " + d.s.Collection.Title
	}
	return "Import into " + d.s.Collection.Title
}

// shownNames is how many file names are shown.
const shownNames = 6

// Size implements pane.Dialog.
func (d *importing) Size(w, h int) (int, int) {
	w = min(dialogWidth, w)
	switch {
	case d.menu != nil:
		return w, min(d.menu.height(w), h)
	case d.check != nil:
		return w, min(len(d.rows())+len(d.faults())+2, 18, h)
	}
	return w, min(3+min(len(d.names), shownNames), h)
}

// Draw implements pane.Dialog.
func (d *importing) Draw(a screen.Area) screen.Cursor {
	switch {
	case d.menu != nil:
		return d.menu.draw(a)
	case d.check != nil:
		return d.drawColumns(a)
	}
	th := d.m.env.Theme
	body, foot := a.Bottom(1)
	c := d.path.Draw(body.Row(0), th)
	switch {
	case d.wrong != "":
		body.TextCut(0, 1, body.W, th.Danger, th.Glyphs.Failed+" "+d.wrong)
	case d.busy:
		body.TextCut(0, 1, body.W, th.Muted, "reading the file"+th.Glyphs.Loading)
	}
	for i, name := range d.names {
		if i < shownNames {
			body.TextCut(2, 2+i, body.W-2, th.Muted, name)
		}
	}
	d.m.env.DrawHints(foot, 0, []pane.Hint{{Key: "tab", Text: "complete"}, {Key: "enter", Text: "look at the file"}, {Key: "esc", Text: "not now"}})
	return c
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
	if d.m.env.TypingKey(k) == action.NextPane {
		return d.m.jobs.Complete(d.path.Text()), false
	}
	switch d.path.Key(k) {
	case form.Leave:
		return nil, true
	case form.Done:
		path := work.Expand(d.path.Text())
		if path == "" {
			d.wrong = "name a file; tab completes"
			return nil, false
		}
		if abs, err := filepath.Abs(path); err == nil {
			path = abs
		}
		d.m.paths[d.s.Collection.ID] = path
		which := work.Which{Collection: d.s.Collection}
		return d.look(work.ImportSource{Object: which.Object(), Path: path, Mapping: map[string]string{},
			Title: "import " + filepath.Base(path) + " into " + d.s.Collection.Title}), false
	}
	d.names = nil
	return nil, false
}

// look reads the file and checks it as the source says.
func (d *importing) look(s work.ImportSource) tea.Cmd {
	d.gen = d.m.nextGen()
	d.source, d.busy = s, true
	return d.m.jobs.Check(d.gen, s)
}

// Update implements pane.Dialog.
func (d *importing) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case work.PathCompleted:
		if msg.Typed == d.path.Text() && d.check == nil {
			d.path.SetText(msg.Text)
			d.names = nil
			if len(msg.Names) != 1 {
				d.names = msg.Names
			}
			if len(msg.Names) == 0 {
				d.wrong = "no file begins so"
			}
		}
	case work.Checked:
		if msg.Gen != d.gen {
			return nil
		}
		d.busy = false
		if msg.Err != nil {
			d.check, d.wrong = nil, pane.Explain(msg.Err)
			return nil
		}
		d.check, d.source = &msg.Check, msg.Source
	}
	return nil
}

// Paste implements pane.Dialog.
func (d *importing) Paste(s string) tea.Cmd {
	switch {
	case d.menu != nil:
		return d.menu.paste(s)
	case d.check == nil:
		d.path.Paste(s)
	}
	return nil
}

// review leads to what the import would do.
func (d *importing) review() (tea.Cmd, bool) {
	switch {
	case d.busy:
		return nil, false
	case d.check.Err != "":
		return pane.Saying(pane.Warning, d.check.Err), false
	case d.check.Rows == d.check.Bad:
		return pane.Saying(pane.Warning, "no row of the file can be brought in"), false
	}
	return d.m.review(d.s.Collection, fmt.Sprintf("Import %s", filepath.Base(d.source.Path)), d.source), true
}

// showFaults shows all that is wrong with the rows.
func (d *importing) showFaults() tea.Cmd {
	lines := d.check.Faults
	if n := d.check.Bad - len(lines); n > 0 {
		lines = append(lines[:len(lines):len(lines)], "and more: "+pane.Thousands(d.check.Bad)+" rows have faults")
	}
	return pane.Ask(pane.Open{Dialog: reader.New(d.m.env, "Faults", lines)})
}
