package find

import (
	"cmp"
	"time"

	tea "charm.land/bubbletea/v2"

	"zco/tui/action"
	"zco/tui/domain/collection"
	"zco/tui/draw/screen"
	"zco/tui/pane"
	"zco/tui/widget/form"
	"zco/tui/widget/list"
	"zco/tui/widget/prompt"
	"zco/tui/work"
)

// changes lists what was created, changed and deleted in an object since it was
// looked at last, the latest first. Enter opens the record.
type changes struct {
	*list.Dialog
	env     *pane.Env
	layer   *work.Layer
	inbox   *work.Inbox
	col     *collection.Collection
	schema  *collection.Schema // nil where it is not known
	what    what
	answer  work.Changes
	came    bool
	since   time.Time
	looking time.Time
	looked  func(time.Time) tea.Cmd // notes that everything up to a time was seen
}

// firstLook is how far back the changes are told where nobody looked before.
const firstLook = 24 * time.Hour

func (f *Feature) whyNotChanges() string {
	table := f.env.Shell.Table()
	switch {
	case table == nil:
		return "choose an object first"
	case table.Collection().Family != "":
		return "only the records of custom objects tell what changed"
	}
	return ""
}

func (f *Feature) openChanges() tea.Cmd {
	col, now := f.env.Shell.Table().Collection(), f.env.Now()
	since, before := f.looked[col.ID]
	if !before {
		since = now.Add(-firstLook)
	}
	if least := now.Add(-2 * collection.UntoldChanges); since.After(least) {
		since = least // the last minute is never told
	}
	d := &changes{
		env: f.env, layer: f.layer, col: col, since: since, schema: f.env.Shell.Table().Schema(),
		looking: now, looked: func(at time.Time) tea.Cmd { return f.lookedAt(col, at) },
	}
	d.Dialog = list.New(f.env, "", nil, d.open)
	d.List.Empty = d.reading()
	another := f.env.Hint(action.ChangesSince, "since another time")
	another.Keep = true
	d.Hints = []pane.Hint{f.env.Hint(action.Accept, "open"), another, f.env.Hint(action.Dismiss, "close")}
	d.Width, d.Rows, d.Items, d.Foot = 100, 1000, d.items, d.foot
	d.Leave = func() bool { d.inbox.Close(); return true }
	d.inbox = f.layer.Inbox(d.answered)
	f.env.Shell.Open(d)
	return d.inbox.Changes("changes", col, since)
}

func (d *changes) reading() string { return "Reading what changed" + d.env.Theme.Glyphs.Loading }

// Title implements pane.Dialog.
func (d *changes) Title() string {
	return "Changes in " + d.col.Title + " since " + d.env.Format().Moment(d.since)
}

// askSince asks since when, and reads what changed since.
func (d *changes) askSince() (tea.Cmd, bool) {
	now := d.env.Now().In(cmp.Or(d.env.Zone, time.Local))
	ask := prompt.New(d.env, "Changes since", func(text string) tea.Cmd {
		at, ok := collection.ReadTime(text, now)
		if !ok {
			d.env.Shell.Say(pane.Warning, text+" is no time: monday, yesterday, 3d, 2h, 2026-11-02 14:00")
			return nil
		}
		if least := now.Add(-2 * collection.UntoldChanges); at.After(least) {
			at = least
		}
		d.inbox.Cancel(whatSlot)
		d.since, d.came, d.answer, d.what = at, false, work.Changes{}, what{}
		d.List.Empty = d.reading()
		d.Reload()
		return d.inbox.Changes("changes", d.col, at)
	})
	ask.Line.Placeholder = "monday, yesterday, 3d, 2h, 2026-11-02 14:00"
	ask.Note = func(text string) string {
		if at, ok := collection.ReadTime(text, now); ok {
			return "since " + d.env.Format().Moment(at)
		}
		return ""
	}
	d.env.Shell.Open(ask)
	return nil, false
}

func (d *changes) answered(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case work.Changes:
		d.answer, d.came, d.FootRows = msg, true, 1
		if len(msg.Records) > 0 {
			d.FootRows = whatRows + 2
		}
		d.List.Empty = "Nothing changed. Zendesk reports no change of the last minute."
		if msg.Err != nil {
			d.List.Empty = pane.Explain(msg.Err)
			d.Reload()
			return nil
		}
		d.Reload()
		return tea.Batch(d.inbox.Names(d.people()), d.looked(d.looking), d.rest())
	case rested:
		return d.ask(msg)
	case work.Events:
		return d.arrived(msg)
	case work.NamesKnown:
		d.Reload()
	}
	return nil
}

// lookedAt keeps up to when the changes of a collection were seen.
func (f *Feature) lookedAt(col *collection.Collection, at time.Time) tea.Cmd {
	f.looked[col.ID] = at
	looks, ok := f.stores.Recents.(pane.Looks)
	if !ok {
		return nil
	}
	return f.env.Shell.Async(func() tea.Msg { return stored{err: looks.Looked(col.ID, at)} })
}

// people are those who made the changes.
func (d *changes) people() map[string][]string {
	var ids []string
	for _, r := range d.answer.Records {
		ids = append(ids, r.By)
	}
	return map[string][]string{"zen:user": ids}
}

func (d *changes) items() []form.Item {
	out := make([]form.Item, len(d.answer.Records))
	for i, r := range d.answer.Records {
		who, known := d.layer.Name("zen:user", r.By)
		if !known {
			who = r.By
		}
		out[i] = form.Item{
			Label: r.Name, Hint: r.What + " by " + who, Right: d.env.Format().Moment(r.At), Keywords: r.ID,
		}
	}
	return out
}

func (d *changes) open(i int) tea.Cmd {
	r := d.answer.Records[i]
	d.inbox.Close()
	if r.What == "deleted" {
		d.env.Shell.Say(pane.Note, "It was deleted: only its ID and when are left")
		return nil
	}
	d.env.Shell.Ask(pane.Follow{Target: d.col.Source, ID: r.ID})
	return nil
}

// foot says how many there are, and what was changed in the one under the
// cursor.
func (d *changes) foot(a screen.Area) {
	if !d.came || len(d.answer.Records) == 0 {
		return
	}
	words := pane.Plural(len(d.answer.Records), "record", "records") + ", the latest change of each"
	if d.answer.Dropped > 0 {
		words += "; " + pane.Plural(d.answer.Dropped, "earlier one is", "earlier ones are") + " left out"
	}
	what, foot := a.Bottom(1)
	foot.TextCut(0, 0, a.W, d.env.Theme.Muted, words)
	if what.H > 1 {
		d.drawWhat(what.Sub(0, 1, what.W, what.H-1))
	}
}
