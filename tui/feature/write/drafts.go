package write

import (
	"path/filepath"
	"slices"
	"strconv"

	tea "charm.land/bubbletea/v2"

	"zco/tui/action"
	"zco/tui/domain/change"
	"zco/tui/domain/journal"
	"zco/tui/pane"
	"zco/tui/widget/form"
	"zco/tui/widget/list"
	"zco/tui/work"
)

// draftsRead says that the drafts of other sessions are known now, and what
// the person's own editor left.
type draftsRead struct{ left []change.Left }

// readDrafts looks at what other sessions have; then the list opens.
func (f *Feature) readDrafts() tea.Cmd {
	dir := f.opts.EditDir
	return f.rescan(func() any { return draftsRead{change.LeftTexts(dir)} })
}

// openDrafts lists what was typed and not sent.
func (f *Feature) openDrafts(read draftsRead) tea.Cmd {
	drafts, left := f.drafts.Journal.Drafts(f.drafts.Account), read.left
	n := len(drafts) + len(left)
	if n == 0 {
		return f.say(pane.Note, "No drafts: everything typed was sent or discarded")
	}
	items := make([]form.Item, 0, n)
	for _, d := range drafts {
		items = append(items, f.draftItem(d))
	}
	for _, l := range left {
		items = append(items, form.Item{Label: filepath.Base(l.Path), Hint: l.Ref.Collection, Right: "left by the editor"})
	}
	d := list.New(f.env, notSent(n), items, func(i int) tea.Cmd {
		if i >= len(drafts) {
			return f.openLeft(left[i-len(drafts)])
		}
		return f.openDraft(drafts[i])
	})
	d.Width, d.Rows = 84, 18
	d.Scopes = []action.Scope{action.DraftList}
	d.Hints = []pane.Hint{f.env.Hint(action.Accept, "open"), f.env.Hint(action.DeleteDraft, "discard"), f.env.Hint(action.Dismiss, "close")}
	d.Items = func() []form.Item { return items }
	d.Keys = map[action.ID]list.Key{action.DeleteDraft: {
		Run: func(i int) tea.Cmd {
			if i >= len(drafts) || drafts[i].Session != "" {
				return f.say(pane.Note, items[i].Label+" is not kept here, and stays")
			}
			f.drafts.Drop(f.drafts.Ref(drafts[i].Key))
			drafts, items = slices.Delete(drafts, i, i+1), slices.Delete(items, i, i+1)
			d.Reload()
			d.Rename(notSent(len(items)))
			return nil
		},
		Sure: func(i int) string {
			return f.env.Keys.Key(action.DeleteDraft) + " again discards what was typed for " + items[i].Label
		},
	}}
	f.env.Shell.Open(d)
	return nil
}

// notSent is the title of a list of so many drafts.
func notSent(n int) string { return pane.Plural(n, "draft", "drafts") + " not sent" }

// Watch implements pane.Watcher: drafts are listed by the names that their rows
// have now.
func (f *Feature) Watch(c pane.Changed) tea.Cmd {
	if c.Ref.ID != "" && c.Item.Name != "" {
		f.drafts.Renamed(c.Ref, c.Item.Name)
	}
	return nil
}

func (f *Feature) draftItem(d journal.Draft) form.Item {
	it := form.Item{Label: d.Name, Right: pane.Age(f.env.Now().Sub(d.At))}
	switch {
	case it.Label == "" && d.IsNew():
		it.Label = newDraftName(d)
	case it.Label == "":
		it.Label = d.Record
	}
	it.Hint = d.Object + ", " + pane.Plural(change.Typed(d), "field", "fields")
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
	if name := d.Fields["name"].Mine.Text(); name != "" {
		return "new: " + name
	}
	return "new"
}

func (f *Feature) openDraft(d journal.Draft) tea.Cmd {
	ref := f.drafts.Ref(d.Key)
	switch {
	case f.env.Shell.Collection(d.Object) == nil:
		return f.openOrphan(d)
	case d.IsNew():
		f.env.Shell.Ask(pane.OpenForm{Ref: ref})
	default:
		f.env.Shell.Ask(pane.OpenRecord{Ref: ref})
	}
	return nil
}

// openLeft opens a text that the person's own editor left, over its row.
func (f *Feature) openLeft(l change.Left) tea.Cmd {
	if f.env.Shell.Collection(l.Ref.Collection) == nil {
		return f.say(pane.Warning, "there is no object "+l.Ref.Collection+" any more; the text is in "+l.Path)
	}
	f.env.Shell.Ask(pane.OpenLeft{Left: l})
	return nil
}

// openOrphan offers what can be done with the draft of an object that is no
// more.
func (f *Feature) openOrphan(d journal.Draft) tea.Cmd {
	items := []form.Item{{Label: "Copy what was typed"}, {Label: "Discard it"}, {Label: "Keep it"}}
	f.env.Shell.Open(list.New(f.env, "There is no object "+d.Object+" any more", items, func(i int) tea.Cmd {
		switch i {
		case 0:
			f.env.Shell.Ask(pane.Copy{Text: draftText(d), What: "the draft"})
		case 1:
			f.drafts.Drop(f.drafts.Ref(d.Key))
		}
		return nil
	}))
	return nil
}

// draftText is what was typed, a field after the other.
func draftText(d journal.Draft) string {
	s := ""
	for _, key := range change.TypedFields(d) {
		s += key + ": " + d.Fields[key].Mine.Text() + d.Fields[key].Partial + "\n"
	}
	return s
}

// Ready says, once, that there are drafts from earlier, and texts that an
// editor left. That takes the line
// from the notice of the start, which is among the earlier messages: both do
// not fit into 80 columns.
func (f *Feature) Ready() {
	if f.offered {
		return
	}
	f.offered = true
	n := f.opts.Left
	for _, d := range f.drafts.Journal.Drafts(f.drafts.Account) {
		if d.Earlier {
			n++
		}
	}
	if n > 0 {
		f.env.Shell.Ask(pane.Say{
			Kind: pane.Warning, Text: pane.Plural(n, "draft", "drafts") + " from earlier: " + f.env.Keys.Key(action.Drafts) + " lists them",
			Offers: [2]action.ID{action.Drafts},
		})
	}
}

// onDisk takes whether what is typed reaches the disk.
func (f *Feature) onDisk(s work.OnDisk) tea.Cmd {
	f.notDurable = s.Err
	if s.Err != nil {
		return f.say(pane.Failure, s.Err.Error())
	}
	return f.say(pane.Success, "the disk takes what you type again")
}

// Status implements pane.Teller: what the bar tells of drafts, and that one is
// on its way.
func (f *Feature) Status() (out []pane.Part) {
	if f.review.Sending() > 0 {
		out = append(out, pane.Part{Text: "sending" + f.env.Theme.Glyphs.Loading, Tone: pane.Strong})
	}
	if n := f.drafts.Count(); n > 0 {
		out = append(out, pane.Part{Text: f.env.Theme.Glyphs.Draft + pane.Plural(n, "draft", "drafts"), Tone: pane.Strong, Opens: action.Drafts})
	}
	if f.notDurable != nil {
		out = append(out, pane.Part{Text: "drafts not on disk", Tone: pane.Alarm})
	}
	return out
}

// Mark is what the list of objects shows of a collection's drafts: how many
// rows have unsent changes.
func (f *Feature) Mark(object string) string {
	n := f.drafts.CountIn(object)
	if n == 0 {
		return ""
	}
	return f.env.Theme.Glyphs.Draft + strconv.Itoa(n)
}
