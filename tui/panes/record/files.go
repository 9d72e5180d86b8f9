package record

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"zco/tui/action"
	"zco/tui/domain/collection"
	"zco/tui/draw/screen"
	"zco/tui/draw/text"
	"zco/tui/pane"
	"zco/tui/work"
)

// files are those attached to the record shown: below its fields stands a line
// for each, and one to upload another. They are read with what points at the
// record, and as that given up when another is shown.
type files struct {
	col  *collection.Collection // nil where the object allows none
	rows []collection.Item
	more bool // than one page of them
	read bool
	err  error
}

const filesSlot = "files"

// filing is what is done with the files of a record.
type filing struct{ m *Model }

// forget drops the files of another record.
func (l filing) forget() {
	m := l.m
	m.in.Cancel(filesSlot)
	var of *collection.Collection
	if m.col.Attachments != nil && !m.creating() {
		of = m.col.Attachments(m.ref.ID)
	}
	switch {
	case of == nil:
		m.files = files{}
	case m.files.col == nil || m.files.col.ID != of.ID:
		m.files = files{col: of}
	}
}

// ask reads which files there are.
func (l filing) ask() tea.Cmd {
	m := l.m
	if m.files.col == nil {
		return nil
	}
	place := collection.Place{Collection: m.files.col.ID}
	return m.in.Page(filesSlot, m.files.col, place, place.Query())
}

// arrived shows the files. A cursor below them stays on its line.
func (l filing) arrived(msg work.Page) tea.Cmd {
	m := l.m
	if m.files.col == nil || msg.Place.Collection != m.files.col.ID {
		return nil
	}
	m.setFiles(func(f *files) {
		f.rows, f.more, f.err, f.read = msg.Page.Items, msg.Page.HasMore, msg.Err, true
	})
	return nil
}

// changed takes what became of a file.
func (l filing) changed(msg pane.Changed) {
	m := l.m
	if m.files.col == nil || msg.Ref.Collection != m.files.col.ID || !m.files.read {
		return
	}
	m.setFiles(func(f *files) {
		i := slices.IndexFunc(f.rows, func(it collection.Item) bool { return it.ID == msg.Ref.ID })
		switch {
		case msg.Deleted && i >= 0:
			f.rows = slices.Delete(slices.Clone(f.rows), i, i+1)
		case msg.Deleted:
		case i >= 0:
			f.rows = slices.Clone(f.rows)
			f.rows[i] = msg.Item
		default:
			f.rows = append(slices.Clone(f.rows), msg.Item)
		}
	})
}

func (m *row) setFiles(set func(*files)) {
	below := m.cursor - len(m.fields) - m.files.lineCount()
	set(&m.files)
	if below >= 0 {
		m.cursor = len(m.fields) + m.files.lineCount() + below
	}
	m.moveTo(m.cursor)
}

// lineCount is how many lines can have the cursor: the files and the one to
// upload another, or what went wrong.
func (f *files) lineCount() int {
	switch {
	case f.col == nil || !f.read:
		return 0
	case f.err != nil:
		return 1
	}
	return len(f.rows) + 1
}

// atFiles reports whether the cursor is in the section, and on which line.
func (m *row) atFiles() (line int, there bool) {
	line = m.cursor - len(m.fields)
	return line, line >= 0 && line < m.files.lineCount()
}

// fileHere returns the file under the cursor.
func (m *row) fileHere() (collection.Item, bool) {
	line, there := m.atFiles()
	if !there || line >= len(m.files.rows) || m.files.err != nil {
		return collection.Item{}, false
	}
	return m.files.rows[line], true
}

// fileSubject is the file under the cursor, so that what is done to rows is
// done to it.
func (m *row) fileSubject() (pane.Subject, bool) {
	it, ok := m.fileHere()
	if !ok {
		return pane.Subject{}, false
	}
	schema := collection.AttachmentSchema()
	return pane.Subject{Collection: m.files.col, Schema: schema, Item: it, Columns: schema.Fields}, true
}

// fileVerb begins a verb of the files on the one under the cursor.
func (m *row) fileVerb(id string) tea.Cmd {
	d := pane.DoVerb{Collection: m.files.col, Verb: id}
	if it, ok := m.fileHere(); ok {
		d.Items = []collection.Item{it}
	}
	m.env.Shell.Ask(d)
	return nil
}

// open shows the file under the cursor, uploads one on the last line, and reads
// the files again where that failed.
func (l filing) open() tea.Cmd {
	m := l.m
	switch _, onFile := m.fileHere(); {
	case m.files.err != nil:
		return l.ask()
	case onFile:
		return m.fileVerb(collection.VerbShowFile)
	}
	return m.fileVerb(collection.VerbUpload)
}

// commands are what keys do on the lines of files otherwise than on fields.
func (l filing) commands() []action.Command {
	m := l.m
	whyNoFile := func() string {
		_, ok := m.fileHere()
		return unless(ok, "there is no file under the cursor")
	}
	whyNotEdit := func() string {
		return "a file is not edited: " + m.env.Keys.Key(action.Delete) + " deletes it, " + m.env.Keys.Key(action.Verbs) + " shows what else can be done"
	}
	return []action.Command{
		{ID: action.OpenField, Run: l.open},
		{ID: action.ReadField, Why: whyNoFile, Run: func() tea.Cmd { return m.fileVerb(collection.VerbShowFile) }},
		{ID: action.Export, Why: whyNoFile, Run: func() tea.Cmd { return m.fileVerb(collection.VerbDownload) }},
		{ID: action.New, Run: func() tea.Cmd { return m.fileVerb(collection.VerbUpload) }},
		{ID: action.EditField, Why: whyNotEdit},
		{ID: action.EditCell, Why: whyNotEdit},
		{ID: action.ClearField, Why: whyNotEdit},
	}
}

// fileHints are the keys most wanted on the lines of files.
func (m *row) fileHints() []pane.Hint {
	h := m.env.Hint
	_, onFile := m.fileHere()
	switch {
	case m.files.err != nil:
		return []pane.Hint{h(action.OpenField, "try again"), h(action.Back, "back")}
	case !onFile:
		return []pane.Hint{h(action.OpenField, "upload"), h(action.Back, "back")}
	}
	return []pane.Hint{
		h(action.OpenField, "show"), h(action.Export, "download"), h(action.New, "upload"), h(action.Delete, "delete"),
		h(action.Verbs, "actions…"), h(action.Back, "back"),
	}
}

// drawFile draws a line of the section, under its heading above the first.
func (m *row) drawFile(a screen.Area, i int, focused bool) screen.Cursor {
	th := m.env.Theme
	if i == 0 {
		x := a.TextCut(1, 1, a.W, th.Strong, m.files.col.Title)
		a.TextCut(x+1, 1, a.W, th.Muted, m.filesHead())
		_, a = a.Top(sectionHead)
	}
	usual := th.Text
	switch {
	case m.files.err != nil:
		usual = th.Danger
	case i == len(m.files.rows):
		usual = th.Key
	}
	st, cursor := m.pointed(a, i, focused, usual)
	switch {
	case m.files.err != nil:
		a.TextCut(1, 0, a.W, st, th.Glyphs.Failed+" "+pane.Explain(m.files.err))
	case i == len(m.files.rows):
		a.TextCut(1, 0, a.W, st, "Upload a file"+th.Glyphs.Loading)
	default:
		m.drawFileRow(a, st, m.files.rows[i])
	}
	return cursor
}

// drawFileRow draws a file: its name, its size and type, and what its scan
// found.
func (m *row) drawFileRow(a screen.Area, st screen.Style, it collection.Item) {
	th := m.env.Theme
	name := labelWidth(a.W) + 1
	for _, other := range m.files.rows {
		name = max(name, min(text.Width(other.Name, a.Method()), a.W*45/100))
	}
	a.TextCut(1, 0, name, st, it.Name)
	x := name + 3
	words := strings.Join(collection.FileWords(it), ", ")
	state, bad := collection.ScanWords(it)
	if bad { // first, where there may not be room for both
		x = a.TextCut(x, 0, a.W, th.Danger, th.Glyphs.Failed+" "+state) + 2
		a.TextCut(x, 0, a.W, th.Muted, words)
		return
	}
	x = a.TextCut(x, 0, a.W, th.Muted, words) + 2
	a.TextCut(x, 0, a.W, th.Muted, state)
}

// filesHead says how many there are and may be.
func (m *row) filesHead() string {
	if m.files.err != nil {
		return ""
	}
	return "(" + collection.FilesOf(len(m.files.rows)) + ")"
}
