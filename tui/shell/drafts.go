package shell

import (
	"context"
	"path/filepath"
	"time"

	tea "charm.land/bubbletea/v2"

	"zco/tui/domain/collection"
	"zco/tui/domain/journal"
	"zco/tui/pane"
	"zco/tui/panes/record"
	"zco/tui/widget/form"
	"zco/tui/widget/list"
	"zco/tui/work"
)

// draftsRead says that the drafts of other sessions are known now, and what
// the person's own editor left.
type draftsRead struct{ left []record.Left }

// rescanTime bounds how long other sessions are looked for.
const rescanTime = 2 * time.Second

// askDrafts looks at what other sessions have and then opens the list.
func (m *Model) askDrafts() tea.Cmd {
	j, ctx, dir := m.unsent.Journal, m.opts.Context, m.opts.EditDir
	return func() tea.Msg {
		ctx, cancel := context.WithTimeout(ctx, rescanTime)
		defer cancel()
		_ = j.Rescan(ctx) // what is known already is listed all the same
		return draftsRead{record.LeftOutside(dir)}
	}
}

// openDrafts lists what was typed and not sent.
func (m *Model) openDrafts(left []record.Left) tea.Cmd {
	drafts := m.unsent.Journal.Drafts(m.unsent.Account)
	n := len(drafts) + len(left)
	if n == 0 {
		return pane.Saying(pane.Note, "there are no drafts: everything typed was sent or thrown away")
	}
	items := make([]form.Item, 0, n)
	for _, d := range drafts {
		items = append(items, m.draftItem(d))
	}
	for _, l := range left {
		items = append(items, form.Item{Label: filepath.Base(l.Path), Hint: l.Ref.Collection, Right: "left by the editor"})
	}
	m.openDialog(list.New(m.env, pane.Plural(n, "draft", "drafts")+" not sent", items, func(i int) tea.Cmd {
		if i >= len(drafts) {
			return m.openLeft(left[i-len(drafts)])
		}
		return m.openDraft(drafts[i])
	}), false)
	return nil
}

func (m *Model) draftItem(d journal.Draft) form.Item {
	it := form.Item{Label: d.Name, Right: pane.Age(m.env.Now().Sub(d.At))}
	switch {
	case it.Label == "" && d.IsNew():
		it.Label = newDraftName(d)
	case it.Label == "":
		it.Label = d.Record
	}
	it.Hint = d.Object + ", " + pane.Plural(len(d.Fields), "field", "fields")
	switch {
	case d.Session != "":
		it.Disabled = "open in another session of yours"
	case d.Earlier:
		it.Right = "from earlier, " + it.Right
	}
	return it
}

// newDraftName is what the draft of a record that is not made yet is called:
// by the name typed for it, where there is one.
func newDraftName(d journal.Draft) string {
	if f, ok := d.Fields["name"]; ok && f.Mine.Text() != "" {
		return "new: " + f.Mine.Text()
	}
	return "new"
}

func (m *Model) openDraft(d journal.Draft) tea.Cmd {
	ref := m.unsent.Ref(d.Key)
	col := m.collection(d.Object)
	switch {
	case col == nil:
		return m.orphaned(d)
	case d.IsNew():
		return m.showDraft(col, ref)
	}
	return pane.Ask(pane.OpenRecord{Ref: ref})
}

// openLeft opens a text that the person's own editor left, over its row.
func (m *Model) openLeft(l record.Left) tea.Cmd {
	col := m.collection(l.Ref.Collection)
	if col == nil {
		return pane.Saying(pane.Warning, "there is no object "+l.Ref.Collection+" any more; the text is in "+l.Path)
	}
	cmd := m.editor.Show(col, l.Ref, collection.Item{}, false)
	m.overTable(l.Ref)
	return pane.Batch(cmd, m.editor.Resume(m.outside(), l))
}

// outside is how a whole row is edited elsewhere.
func (m *Model) outside() record.External {
	return record.External{Dir: m.opts.EditDir, Getenv: m.opts.Getenv, Exec: m.opts.Exec}
}

// orphaned offers what can be done with the draft of an object that is no
// more.
func (m *Model) orphaned(d journal.Draft) tea.Cmd {
	items := []form.Item{{Label: "copy what was typed"}, {Label: "throw it away"}, {Label: "keep it"}}
	return pane.Ask(pane.Open{Dialog: list.New(m.env, "There is no object "+d.Object+" any more", items, func(i int) tea.Cmd {
		switch i {
		case 0:
			return pane.Ask(pane.Copy{Text: draftText(d), What: "the draft"})
		case 1:
			m.unsent.Drop(m.unsent.Ref(d.Key))
		}
		return nil
	})})
}

func draftText(d journal.Draft) string {
	s := ""
	for key, f := range d.Fields {
		s += key + ": " + f.Mine.Text() + f.Partial + "\n"
	}
	return s
}

// offerDrafts says at the start that there are drafts from earlier. That takes
// the line from the notice of the start, which is among the earlier messages:
// both do not fit into 80 columns.
func (m *Model) offerDrafts() {
	if m.offered {
		return
	}
	m.offered = true
	n := 0
	for _, d := range m.unsent.Journal.Drafts(m.unsent.Account) {
		if d.Earlier {
			n++
		}
	}
	if n > 0 {
		m.say(pane.Warning, pane.Plural(n, "draft", "drafts")+" from earlier: "+m.env.Keys.Key("drafts")+" lists them")
	}
}

// onDisk takes whether what is typed reaches the disk.
func (m *Model) onDisk(s work.OnDisk) {
	m.unsafe = s.Err
	if s.Err != nil {
		m.say(pane.Failure, s.Err.Error())
		return
	}
	m.say(pane.Success, "the disk takes what you type again")
}

// draftParts are what the status bar tells of drafts.
func (m *Model) draftParts() (out []pane.Part) {
	if n := m.unsent.Count(); n > 0 {
		out = append(out, pane.Part{Text: m.env.Theme.Glyphs.Draft + pane.Plural(n, "draft", "drafts"), Tone: pane.Strong})
	}
	if m.unsafe != nil {
		out = append(out, pane.Part{Text: "drafts not on disk", Tone: pane.Alarm})
	}
	return out
}
