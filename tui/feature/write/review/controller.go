package review

import (
	"context"
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"zco/tui/domain/change"
	"zco/tui/domain/collection"
	"zco/tui/domain/field"
	"zco/tui/domain/journal"
	"zco/tui/pane"
	"zco/tui/work"
)

// Controller takes changes from wherever they are made to the service and back.
type Controller struct {
	env     *pane.Env
	layer   *work.Layer
	writer  *work.Writer
	in      *work.Inbox
	drafts  *change.DraftStore
	sending map[collection.Ref]bool
	ended   func(change.Sent) // is told how each change ended
}

// New returns a controller; ended is told how each change ended.
func New(env *pane.Env, l *work.Layer, w *work.Writer, drafts *change.DraftStore, ended func(change.Sent)) *Controller {
	c := &Controller{
		env: env, layer: l, writer: w, drafts: drafts, ended: ended,
		sending: map[collection.Ref]bool{},
	}
	c.in = l.Inbox(c.answer)
	return c
}

// Busy reports whether a change to a row is being sent.
func (d *Controller) Busy(ref collection.Ref) bool { return d.sending[ref] }

// Sending returns how many changes are being sent.
func (d *Controller) Sending() int { return len(d.sending) }

// Propose begins the review of a change. What the review needs and the change
// does not hold is read first.
func (d *Controller) Propose(p change.Propose) tea.Cmd {
	c := p.Change
	switch {
	case d.env.ReadOnly != "":
		return d.say(pane.Warning, d.env.ReadOnly)
	case d.Busy(c.Ref):
		return d.say(pane.Warning, "a change to this "+lower(c.Collection)+" is being sent already")
	case d.old(c):
		c.Item.Values = nil // it is read again
		return d.prepare(c)
	case c.Schema == nil, c.Action == journal.Delete, c.Action == journal.Upsert, c.Action == journal.Update && c.Item.Values == nil:
		return d.prepare(c)
	}
	return d.review(c, collection.Impact{}, nil, true)
}

// prepare reads what the review of a change needs.
func (d *Controller) prepare(c change.Change) tea.Cmd {
	return d.in.Ask("prepare/"+c.Ref.Collection+"/"+c.Ref.ID, func(ctx context.Context) tea.Msg { return d.writer.Prepare(ctx, c) })
}

// old reports whether a draft may rest on values that the row has no more: it
// was kept from another session, or is of other values than the row has here.
func (d *Controller) old(c change.Change) bool {
	if !c.Drafted || c.Action != journal.Update || c.Schema == nil {
		return false
	}
	draft, _ := d.drafts.Record(c.Ref)
	return draft.Earlier || c.Item.Values != nil && len(conflicts(c)) > 0
}

// conflicts are the fields that are neither as they were when editing began nor
// as they are to become.
func conflicts(c change.Change) []collection.Conflict {
	return c.Schema.Merge(c.Edits, c.Item, c.Item).Conflicts
}

// Undo proposes to take back an entry of the history.
func (d *Controller) Undo(e journal.Entry, col *collection.Collection) tea.Cmd {
	return d.in.Ask("undo", func(ctx context.Context) tea.Msg { return d.writer.Undo(ctx, e, col) })
}

// say says something and leaves nothing to await.
func (d *Controller) say(kind pane.Kind, text string) tea.Cmd {
	d.env.Shell.Say(kind, text)
	return nil
}

// answer takes what the controller asked for.
func (d *Controller) answer(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case change.Prepared:
		return d.prepared(msg)
	case change.Undoing:
		switch {
		case msg.Err != nil:
			return d.say(pane.Failure, "cannot undo: "+pane.Explain(msg.Err))
		case msg.Why != "":
			return d.say(pane.Warning, msg.Why)
		}
		return d.Propose(change.Propose{Change: msg.Change})
	}
	return nil
}

func (d *Controller) prepared(p change.Prepared) tea.Cmd {
	c := p.Change
	switch {
	case p.Gone && c.Action == journal.Delete:
		d.env.Shell.Say(pane.Note, "it is deleted already")
		return d.env.Shell.Changed(pane.Changed{Ref: c.Ref, Deleted: true})
	case p.Gone:
		return d.say(pane.Warning, "this "+lower(c.Collection)+" is no longer there")
	case p.Err != nil && c.Drafted:
		return d.unread(p.Err)
	case p.Err != nil:
		return d.say(pane.Failure, "cannot read it: "+pane.Explain(p.Err))
	case p.Impact.Refused != "":
		return d.say(pane.Warning, p.Impact.Refused)
	case c.Action == journal.Update:
		return d.readAgain(c, p.Impact)
	}
	return d.review(c, p.Impact, nil, false)
}

// readAgain opens what a change needs once its row was read: the review, or what
// is to be decided first of fields that somebody else changed meanwhile.
func (d *Controller) readAgain(c change.Change, impact collection.Impact) tea.Cmd {
	m := c.Schema.Merge(c.Edits, c.Item, c.Item)
	switch {
	case len(m.Conflicts) > 0:
		return d.decide(change.Sent{Change: c, Item: c.Item, Merge: m})
	case len(m.Patch) == 0:
		d.forget(c, c.Item)
		return tea.Batch(d.changed(c.Ref, c.Item), d.say(pane.Note, "nothing would change: "+c.Item.Name+" has these values already"))
	}
	var notes []string
	if len(m.Already) > 0 {
		notes = append(notes, "Elsewhere set to the same meanwhile: "+titles(c.Schema, m.Already)+".")
		c.Edits = slices.Clone(c.Edits)
		for i, e := range c.Edits { // "now" is what the row has
			if slices.Contains(m.Already, e.Key) {
				c.Edits[i].Base = c.Item.Value(e.Key)
			}
		}
	}
	return d.review(c, impact, notes, false)
}

// review opens the dialog of a change; notes are what is to be known besides.
// Asked says that the person's last key asked for it.
func (d *Controller) review(c change.Change, impact collection.Impact, notes []string, asked bool) tea.Cmd {
	rows, ids := d.differences(c)
	if c.Action == journal.Update && len(rows) == 0 {
		return d.say(pane.Note, "nothing would change: the "+lower(c.Collection)+" has these values")
	}
	for _, note := range []string{c.Note, impact.Warning} {
		if note != "" {
			notes = append(notes, note)
		}
	}
	dlg := &Dialog{
		env: d.env, title: title(c, len(rows)), verb: "send",
		single:      c.Action == journal.Create || c.Action == journal.Delete || c.Action == journal.Upsert && c.Item.ID == "",
		differences: func() []Difference { rows, _ := d.differences(c); return rows },
		yes:         func() (tea.Cmd, bool) { return d.send(c), true },
	}
	in := d.layer.Inbox(dlg.answer)
	dlg.ask = func() tea.Cmd {
		return in.Ask("preview", func(context.Context) tea.Msg {
			step, err := change.Preview(d.layer.Base(), c)
			return previewed{step, err}
		})
	}
	switch c.Action {
	case journal.Delete:
		dlg.verb = "delete"
		dlg.want = impact.ConfirmText // an object: its key, as its records go with it
		if c.Collection.Family == "" {
			notes = append(notes, "Deletion is permanent. Undo re-creates the record under a new ID.")
		}
	case journal.Create:
		if c.Undoes != "" {
			notes = append(notes, "This makes a new "+lower(c.Collection)+": it will have a new ID, and what pointed to the old one does not point to it.")
		}
	case journal.Upsert:
		notes = append(notes, upsertNote(c))
	}
	dlg.notes = append(notes, losses(c)...)
	d.env.Shell.Push(pane.Open{Dialog: dlg, Unasked: !asked})
	return in.Names(ids)
}

// losses says which placeholders a change takes away, field by field.
func losses(c change.Change) []string {
	var out []string
	for _, e := range inOrder(c.Schema, c.Edits) {
		if loss := c.Item.PlaceholderLoss(e.Key, e.Mine); loss != "" {
			f, _ := c.Schema.Field(e.Key)
			out = append(out, f.Title+": "+loss+".")
		}
	}
	return out
}

func upsertNote(c change.Change) string {
	if c.Item.ID == "" {
		return fmt.Sprintf("This creates it: there is no %s with the %s %s.", lower(c.Collection), keyWord(c.By), c.Value)
	}
	return fmt.Sprintf("This changes %s, which has the %s %s.", c.Item.Name, keyWord(c.By), c.Value)
}

func keyWord(by collection.UpsertKey) string {
	return strings.NewReplacer("_", " ", "id", "ID").Replace(string(by))
}

func title(c change.Change, n int) string {
	what := lower(c.Collection)
	prefix := ""
	if c.Undoes != "" {
		prefix = "Undo: "
	}
	switch {
	case c.Action == journal.Create:
		return prefix + "Create " + article(what)
	case c.Action == journal.Delete:
		return prefix + "Delete " + c.Item.Name
	case c.Action == journal.Upsert && c.Item.ID == "":
		return prefix + "Create " + article(what)
	}
	return prefix + "Send " + pane.Plural(n, "change", "changes") + " to " + c.Item.Name
}

// differences are the rows of a change as a person reads them, and the ids to
// be named in it.
func (d *Controller) differences(c change.Change) ([]Difference, map[string][]string) {
	format := d.env.Format()
	ids := map[string][]string{}
	var rows []Difference
	add := func(f collection.Field, was, mine collection.Value) {
		for _, v := range []collection.Value{was, mine} {
			if f.Target != "" && !v.IsEmpty() {
				ids[f.Target] = append(ids[f.Target], v.Text())
			}
		}
		rows = append(rows, Difference{Title: f.Title, Old: format.Text(f, was), New: format.Text(f, mine)})
	}
	if c.Action == journal.Delete {
		for _, f := range c.Schema.Fields {
			if v := c.Item.Value(f.Key); !v.IsEmpty() && !f.Opaque() && (f.Locked == "" || f.Create) {
				add(f, v, collection.Absent)
			}
		}
		return rows, ids
	}
	for _, e := range inOrder(c.Schema, c.Edits) {
		f, known := c.Schema.Field(e.Key)
		if !known {
			f = collection.Field{Key: e.Key, Title: e.Key, Type: field.Text}
		}
		if c.Action == journal.Create && e.Mine.IsEmpty() || c.Action != journal.Create && f.Same(e.Base, e.Mine) {
			continue
		}
		add(f, e.Base, e.Mine)
	}
	return rows, ids
}

// inOrder returns edits in the order of the schema's fields.
func inOrder(s *collection.Schema, edits []collection.Edit) []collection.Edit {
	place := map[string]int{}
	for i, f := range s.Fields {
		place[f.Key] = i
	}
	out := slices.Clone(edits)
	slices.SortStableFunc(out, func(a, b collection.Edit) int { return place[a.Key] - place[b.Key] })
	return out
}

// send sends a change that was agreed to. Its row is busy from here on until
// the answer is there.
func (d *Controller) send(c change.Change) tea.Cmd {
	if d.Busy(c.Ref) {
		return d.say(pane.Warning, "a change to this "+lower(c.Collection)+" is being sent already")
	}
	d.sending[c.Ref] = true
	d.env.Shell.Say(pane.Note, "") // the message line is for what the service waits for
	return work.Do(d.in, func(ctx context.Context) change.Sent { return d.writer.Send(ctx, c) }, d.sent)
}

// article puts a or an before a word.
func article(word string) string {
	if word != "" && strings.ContainsRune("aeiou", rune(word[0])) {
		return "an " + word
	}
	return "a " + word
}

func lower(c *collection.Collection) string { return strings.ToLower(c.Singular) }
