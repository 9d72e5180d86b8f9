package review

import (
	"fmt"
	"slices"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"zco/tui/domain/collection"
	"zco/tui/domain/field"
	"zco/tui/domain/journal"
	"zco/tui/draw/text"
	"zco/tui/pane"
	"zco/tui/work"
)

// Writer is what the desk asks of the command layer.
type Writer interface {
	Prepare(work.Change) tea.Cmd
	Preview(work.Change) tea.Cmd
	Send(work.Change) tea.Cmd
	Busy(collection.Ref) bool
}

// Lookups asks what ids are called and what a relation may be, and forgets
// fields that a change made stale.
type Lookups interface {
	ForgetSchema(object string)
	Names(map[string][]string) tea.Cmd
	Complete(work.Slot, int, time.Duration, *collection.Collection, collection.Field, string) tea.Cmd
}

// Desk takes changes from wherever they are made to the service and back.
type Desk struct {
	env    *pane.Env
	write  Writer
	names  Lookups
	unsent *pane.Unsent
	made   map[collection.Ref]bool // rows made by this session: deleting them asks less
}

// New returns a desk.
func New(env *pane.Env, w Writer, n Lookups, u *pane.Unsent) *Desk {
	return &Desk{env: env, write: w, names: n, unsent: u, made: map[collection.Ref]bool{}}
}

// Propose begins the review of a change. What the review needs and the change
// does not hold is read first.
func (d *Desk) Propose(c work.Change) tea.Cmd {
	switch {
	case d.env.ReadOnly != "":
		return pane.Saying(pane.Warning, d.env.ReadOnly)
	case d.write.Busy(c.Ref):
		return pane.Saying(pane.Warning, "a change to this "+lower(c.Collection)+" is being sent already")
	case c.Schema == nil, c.Action == journal.Delete, c.Action == journal.Upsert, c.Action == journal.Update && c.Item.Values == nil:
		return d.write.Prepare(c)
	}
	return d.review(c, collection.Impact{}, nil, true)
}

// Update takes the answers to what the desk asked.
func (d *Desk) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case work.Prepared:
		return d.prepared(msg)
	case work.Sent:
		return d.sent(msg)
	case work.Undoing:
		switch {
		case msg.Err != nil:
			return pane.Saying(pane.Failure, "cannot undo: "+pane.Explain(msg.Err))
		case msg.Why != "":
			return pane.Saying(pane.Warning, msg.Why)
		}
		return d.Propose(msg.Change)
	}
	return nil
}

func (d *Desk) prepared(p work.Prepared) tea.Cmd {
	c := p.Change
	switch {
	case p.Gone && c.Action == journal.Delete:
		return pane.Batch(pane.Saying(pane.Note, "it is deleted already"), pane.Ask(pane.Changed{Ref: c.Ref, Deleted: true}))
	case p.Gone:
		return pane.Saying(pane.Warning, "this "+lower(c.Collection)+" is no longer there")
	case p.Err != nil:
		return pane.Saying(pane.Failure, "cannot read it: "+pane.Explain(p.Err))
	case p.Loss.Refused != "":
		return pane.Saying(pane.Warning, p.Loss.Refused)
	case c.Action == journal.Update && nothingLeft(c):
		return pane.Batch(changed(c.Ref, c.Item), pane.Saying(pane.Note, "nothing would change: "+c.Item.Name+" has these values already"))
	}
	return d.review(c, p.Loss, nil, false)
}

// nothingLeft reports whether the row has the values of a change already.
func nothingLeft(c work.Change) bool {
	m := c.Schema.Merge(c.Edits, c.Item, c.Item)
	return len(m.Patch)+len(m.Conflicts) == 0
}

// review opens the dialog of a change; notes are what is to be known besides.
// Asked says that the person's last key asked for it.
func (d *Desk) review(c work.Change, loss collection.Impact, notes []string, asked bool) tea.Cmd {
	rows, ids := d.differences(c)
	if c.Action == journal.Update && len(rows) == 0 {
		return pane.Saying(pane.Note, "nothing would change: the "+lower(c.Collection)+" has these values")
	}
	if loss.Warning != "" {
		notes = append(notes, loss.Warning)
	}
	dlg := &Dialog{
		env: d.env, title: title(c, len(rows)), rows: rows, verb: "send", ref: c.Ref,
		again: func() []Difference { rows, _ := d.differences(c); return rows },
		yes:   func() tea.Cmd { return d.send(c) },
		ask:   func() tea.Cmd { return d.write.Preview(c) },
	}
	switch c.Action {
	case journal.Delete:
		dlg.verb = "delete"
		dlg.want = d.wanted(c, loss)
		if c.Collection.Family == "" {
			notes = append(notes, "It cannot be brought back. Undo makes a new one with the same values and a new id.")
		}
	case journal.Create:
		if c.Undoes != "" {
			notes = append(notes, "This makes a new "+lower(c.Collection)+": it will have a new id, and what pointed to the old one does not point to it.")
		}
	case journal.Upsert:
		notes = append(notes, upsertNote(c))
	}
	dlg.notes = notes
	return pane.Batch(pane.Ask(pane.Open{Dialog: dlg, Unasked: !asked}), d.names.Names(ids))
}

func upsertNote(c work.Change) string {
	if c.Item.ID == "" {
		return fmt.Sprintf("This creates it: there is no %s with the %s %s.", lower(c.Collection), keyWord(c.By), c.Value)
	}
	return fmt.Sprintf("This changes %s, which has the %s %s.", c.Item.Name, keyWord(c.By), c.Value)
}

func keyWord(by collection.UpsertKey) string {
	return strings.ReplaceAll(string(by), "_", " ")
}

// wanted is what must be typed before a deletion: the name, unless the person
// made the row in this session.
func (d *Desk) wanted(c work.Change, loss collection.Impact) string {
	switch {
	case loss.ConfirmText != "":
		return loss.ConfirmText
	case d.made[c.Ref]:
		return ""
	}
	if name := strings.TrimSpace(c.Item.Name); text.IsPlain(name) && name != "" {
		return name
	}
	return "delete" // a name that not every keyboard can type
}

func title(c work.Change, n int) string {
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
func (d *Desk) differences(c work.Change) ([]Difference, map[string][]string) {
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

func (d *Desk) send(c work.Change) tea.Cmd {
	cmd := d.write.Send(c)
	if cmd == nil {
		return pane.Saying(pane.Warning, "a change to this "+lower(c.Collection)+" is being sent already")
	}
	return cmd // no word: the message line is for what the service waits for
}

// article puts a or an before a word.
func article(word string) string {
	if word != "" && strings.ContainsRune("aeiou", rune(word[0])) {
		return "an " + word
	}
	return "a " + word
}

func lower(c *collection.Collection) string { return strings.ToLower(c.Singular) }
