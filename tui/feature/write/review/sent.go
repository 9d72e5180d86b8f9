package review

import (
	"encoding/json"
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"zco/tui/action"
	"zco/tui/domain/change"
	"zco/tui/domain/collection"
	"zco/tui/domain/journal"
	"zco/tui/pane"
	"zco/tui/widget/confirm"
	"zco/tui/widget/form"
	"zco/tui/widget/list"
)

// sent takes how sending a change ended.
func (d *Controller) sent(s change.Sent) tea.Cmd {
	c := s.Change
	delete(d.sending, c.Ref)
	d.ended(s)
	switch s.Ending {
	case change.Saved:
		if c.Collection.SchemaOf != "" {
			d.layer.ForgetSchema(c.Collection.SchemaOf)
		}
		said := d.saved(s, d.forget(c, s.Item))
		row := rowOf(s)
		var shown tea.Cmd
		if c.Action == journal.Create || c.Action == journal.Upsert {
			shown = d.env.Shell.Became(pane.Became{From: c.Ref, To: row.Ref, Item: s.Item})
		}
		shown = tea.Batch(shown, d.env.Shell.Changed(row))
		d.env.Shell.Ask(said)
		return shown
	case change.Conflicted:
		d.nothingSent()
		return d.decide(s)
	case change.Gone:
		return d.gone(s)
	case change.Already:
		d.forget(c, s.Item)
		return tea.Batch(d.changed(c.Ref, s.Item), d.say(pane.Success, s.Item.Name+" has these values already: nothing was sent"))
	case change.Moved:
		return d.moved(s)
	case change.Unread:
		return d.unread(s.Err)
	case change.NoHistory:
		return d.noHistory(s)
	case change.Lost:
		return d.say(pane.Failure, "the answer was lost, and it cannot be told whether "+subject(s)+" was changed. The draft is kept; "+d.env.Keys.Key(action.Refresh)+" reads it again. "+d.env.Advised(s.Err))
	case change.NotDone:
		d.unchanged(s)
		return d.say(pane.Failure, "the answer was lost; read again, "+subject(s)+" is not changed. The draft is kept: send it again.")
	}
	return d.refused(s)
}

// unread says that a draft was not sent, as its row could not be read before.
func (d *Controller) unread(err error) tea.Cmd {
	return d.say(pane.Failure, "not sent, the draft is kept: "+d.env.Advised(err))
}

func subject(s change.Sent) string {
	if s.Item.Name != "" {
		return s.Item.Name
	}
	if s.Change.Item.Name != "" {
		return s.Change.Item.Name
	}
	return "the " + lower(s.Change.Collection)
}

// changed tells of a row as it is now.
func (d *Controller) changed(ref collection.Ref, it collection.Item) tea.Cmd {
	if it.ID == "" {
		return nil
	}
	return d.env.Shell.Changed(pane.Changed{Ref: ref, Item: it})
}

// unchanged tells of the row as it was read, after what was asked before.
func (d *Controller) unchanged(s change.Sent) {
	if s.Change.Action != journal.Create && s.Item.ID != "" {
		d.env.Shell.Ask(pane.Changed{Ref: s.Change.Ref, Item: s.Item})
	}
}

// openUnasked opens a dialog that no key asked for just now.
func (d *Controller) openUnasked(dlg pane.Dialog) {
	d.env.Shell.Push(pane.Open{Dialog: dlg, Unasked: true})
}

// decide opens the dialog for what somebody else changed as well.
func (d *Controller) decide(s change.Sent) tea.Cmd {
	c := newConflict(d, s)
	d.openUnasked(c)
	return c.names()
}

// forget throws the draft of a sent change away. What was typed while it was
// sent stays, against the row as it is now; so does what another session had
// typed in the same fields, of which it returns the keys.
func (d *Controller) forget(c change.Change, now collection.Item) (left []string) {
	if !c.Drafted {
		return nil
	}
	draft, ok := d.drafts.Record(c.Ref)
	if !ok {
		return nil
	}
	if c.Action != journal.Update {
		d.drafts.Drop(c.Ref)
		return nil
	}
	for _, e := range c.Edits {
		switch f, ok := draft.Fields[e.Key]; {
		case ok && f.Mine == e.Mine:
			if d.drafts.Took(c.Ref, now, e.Key) {
				left = append(left, e.Key)
			}
		case ok:
			d.drafts.Rebase(c.Ref, now, e.Key, f.Mine, f.Partial)
		}
	}
	return left
}

// rowOf is the row of a change that was saved, as it is now.
func rowOf(s change.Sent) pane.Changed {
	if s.Change.Action == journal.Delete {
		return pane.Changed{Ref: s.Change.Ref, Deleted: true}
	}
	return pane.Changed{Ref: collection.Ref{Collection: s.Change.Ref.Collection, ID: s.Item.ID}, Item: s.Item, Created: s.Created}
}

// saved is what there is to say of a change that was saved, and that it can be
// taken back; left are the fields of which something is kept as a draft.
func (d *Controller) saved(s change.Sent, left []string) pane.Say {
	c := s.Change
	offers := [2]action.ID{action.Undo}
	if c.Action == journal.Delete {
		words := done(c, "deleted "+s.Item.Name)
		if c.Collection.Create == nil { // a file: there is no way back to offer
			return pane.Say{Kind: pane.Success, Text: words}
		}
		return pane.Say{Kind: pane.Success, Text: words + d.undoes(c, "creates it again, under a new ID"), Offers: offers}
	}
	words := "saved " + s.Item.Name
	if c.Undoes != "" {
		words = "changed " + s.Item.Name + " back"
	}
	switch {
	case s.Created:
		words = "created " + s.Item.Name
		if c.Undoes != "" {
			words += " again; its ID is new: " + s.Item.ID
		}
	case c.Action == journal.Upsert:
		words = "changed " + s.Item.Name
	}
	if s.Found {
		words += " (the answer was lost; reading it again showed so)"
	}
	words += meanwhile(c, s.Merge)
	kind := pane.Success
	if len(left) > 0 {
		words += "; kept as a draft is what another session had typed in " + titles(c.Schema, left)
	}
	if len(s.Differs) > 0 {
		kind = pane.Warning
		words += "; the service has something else than was sent in " + titles(c.Schema, s.Differs)
	}
	return pane.Say{Kind: kind, Text: done(c, words) + d.undoes(c, "undoes it"), Offers: offers}
}

// done says what was done, as the undoing of something if it is that.
func done(c change.Change, words string) string {
	if c.Undoes != "" {
		return "undone: " + words
	}
	return words
}

// undoes says which key takes a change back that was just sent; nothing of one
// that takes back another.
func (d *Controller) undoes(c change.Change, what string) string {
	key := d.env.Keys.Key(action.Undo)
	if c.Undoes != "" || key == "" {
		return ""
	}
	return "; " + key + " " + what
}

// meanwhile says what somebody else did to the row while it was edited.
func meanwhile(c change.Change, m collection.Merge) string {
	words := ""
	if len(m.Moved) > 0 {
		words += "; changed elsewhere meanwhile and kept: " + titles(c.Schema, m.Moved)
	}
	if len(m.Already) > 0 {
		words += "; elsewhere set to the same meanwhile: " + titles(c.Schema, m.Already)
	}
	return words
}

func titles(s *collection.Schema, keys []string) string {
	out := make([]string, len(keys))
	for i, k := range keys {
		out[i] = k
		if f, ok := s.Field(k); ok {
			out[i] = f.Title
		}
	}
	return strings.Join(out, ", ")
}

// moved shows the review again, with the row as it is now.
func (d *Controller) moved(s change.Sent) tea.Cmd {
	c := s.Change
	note := "It changed since you looked, and nothing was sent. This is how it is now."
	if len(s.Merge.Moved) > 0 {
		note = titles(c.Schema, s.Merge.Moved) + " changed since you looked, and nothing was sent. This is how it is now."
	}
	c.Item = s.Item
	if c.Action == journal.Upsert {
		for i := range c.Edits {
			c.Edits[i].Base = c.Item.Value(c.Edits[i].Key)
		}
	}
	d.nothingSent()
	return d.review(c, collection.Impact{}, []string{note}, false)
}

// noHistory asks whether to send though the history cannot be written.
func (d *Controller) noHistory(s change.Sent) tea.Cmd {
	c := s.Change
	c.WithoutHistory = true
	words := "Nothing was sent: " + pane.Explain(s.Err) + ". Without the history this change cannot be undone later. Send it all the same?"
	d.nothingSent()
	d.openUnasked(confirm.New(d.env, "The disk does not take the history", words, func() tea.Cmd { return d.send(c) }))
	return nil
}

// gone asks what to do with a change to a row that is no more.
func (d *Controller) gone(s change.Sent) tea.Cmd {
	c := s.Change
	if c.Action == journal.Delete {
		return tea.Batch(d.env.Shell.Changed(pane.Changed{Ref: c.Ref, Deleted: true}), d.say(pane.Note, "it is deleted already"))
	}
	items := []form.Item{
		{Label: "Create it again", Hint: "With a new ID"},
		{Label: "Copy what you typed", Hint: "To the clipboard"},
		{Label: "Keep the draft", Hint: "For later"},
	}
	if c.Collection.Create == nil {
		items[0].Disabled = "they cannot be created here"
	}
	d.nothingSent()
	d.openUnasked(list.New(d.env, "It was deleted meanwhile; nothing was sent", items, func(i int) tea.Cmd {
		switch i {
		case 0:
			return d.review(again(c), collection.Impact{}, []string{"It was deleted meanwhile: this makes a new one, with a new ID."}, true)
		case 1:
			d.env.Shell.Ask(pane.Copy{Text: asText(c), What: "what you typed"})
		}
		return nil
	}))
	return nil
}

// nothingSent says that a change that was agreed to did not go out.
func (d *Controller) nothingSent() {
	d.env.Shell.Say(pane.Warning, "nothing was sent; the draft is kept")
}

// again is the creation of a row that is gone, with the edits in it.
func again(c change.Change) change.Change {
	mine := map[string]collection.Value{}
	for _, e := range c.Edits {
		mine[e.Key] = e.Mine
	}
	out := c
	out.Action, out.Edits = journal.Create, nil
	for _, f := range c.Schema.Fields {
		v, edited := mine[f.Key]
		if !edited {
			v = c.Item.Value(f.Key)
		}
		if !v.IsEmpty() && (f.Locked == "" || f.Create) {
			out.Edits = append(out.Edits, collection.Edit{Key: f.Key, Mine: v})
		}
	}
	return out
}

// asText is what a person typed, a field in each line.
func asText(c change.Change) string {
	var b strings.Builder
	for _, e := range inOrder(c.Schema, c.Edits) {
		f, _ := c.Schema.Field(e.Key)
		fmt.Fprintf(&b, "%s: %s\n", f.Title, e.Mine.Text())
	}
	return b.String()
}

// refused puts the service's words at the fields they are about.
func (d *Controller) refused(s change.Sent) tea.Cmd {
	c := s.Change
	fields := map[string]string{}
	var rest []string
	for _, reason := range collection.Reasons(s.Err) {
		key, ok := c.Schema.Blamed(reason)
		if !ok {
			rest = append(rest, reason.Text)
			continue
		}
		if fields[key] != "" {
			fields[key] += "; "
		}
		fields[key] += reason.Text
	}
	words := "the service refused it, the draft is kept"
	switch {
	case collection.SignedOut(s.Err): // of which the account says more
		words, rest = "not sent, the draft is kept; "+d.env.Keys.Key(action.Profile)+" signs in again", nil
	case c.Action == journal.Delete:
		words = "the service did not delete it"
	}
	if len(fields) > 0 {
		keys := make([]string, 0, len(fields))
		for _, f := range c.Schema.Fields {
			if fields[f.Key] != "" {
				keys = append(keys, f.Key)
			}
		}
		words += ": see " + titles(c.Schema, keys)
	}
	if len(rest) > 0 {
		words += ": " + strings.Join(rest, "; ")
	}
	d.env.Shell.Ask(pane.Refused{Ref: c.Ref, Fields: fields})
	d.unchanged(s)
	return d.say(pane.Failure, words)
}

// JSON of a value for people who choose between two.
func pretty(v collection.Value) string {
	if data, err := json.MarshalIndent(v, "", "  "); err == nil && v.IsObject() {
		return string(data)
	}
	return v.Text()
}
