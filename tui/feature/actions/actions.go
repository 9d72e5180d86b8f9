// Package actions is the menu of what only one family can do with a row, and
// the way of such a verb: what it asks, the review of exactly what it will
// send, the sending and its progress.
//
// It asks the command layer and never imports api or a pane. The one rule:
// nothing is sent but a plan that was shown, and what was typed into a form
// outlives the form.
package actions

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"zco/tui/action"
	"zco/tui/domain/change"
	"zco/tui/domain/collection"
	"zco/tui/domain/journal"
	"zco/tui/draw/screen"
	"zco/tui/draw/text"
	"zco/tui/pane"
	"zco/tui/widget/form"
	"zco/tui/widget/list"
	"zco/tui/work"
)

// Layer is what verbs ask of the command layer.
type Layer interface {
	Inbox(take func(tea.Msg) tea.Cmd) *work.Inbox
	ForgetSchema(object string)
}

// Writer sends plans and keeps them in the history.
type Writer interface {
	SendVerb(ctx context.Context, of work.VerbOf, plan collection.Plan, undoes string, p *work.Progress) work.VerbSent
}

// Feature is the verbs of an account. It remembers which the service refused
// and what was typed into their forms.
type Feature struct {
	env   *pane.Env
	layer Layer
	out   Writer
	in    *work.Inbox // of what is sent: it outlives the dialog

	pictures pane.Pictures // nil where the terminal is not asked for any

	refused map[name]string           // verbs that the service forbids, and its words
	typed   map[name]collection.Patch // answers of forms that were left
	back    map[string]undoing        // what takes an entry of the history back
}

var _ pane.Feature = (*Feature)(nil)

// undoing is the plan that takes back what a verb did.
type undoing struct {
	of   work.VerbOf
	plan collection.Plan
}

// name names a verb of a collection, and the rows it is about where that
// matters.
type name struct{ collection, verb, rows string }

func nameOf(of work.VerbOf) name { return name{collection: of.Collection.ID, verb: of.Verb.ID} }

// about is nameOf with the rows.
func about(of work.VerbOf) name {
	n := nameOf(of)
	for _, it := range of.Items {
		n.rows += it.ID + "\n"
	}
	return n
}

// New returns the verbs of an account of which nothing is known yet.
func New(env *pane.Env, layer Layer, out Writer, pictures pane.Pictures) *Feature {
	f := &Feature{
		env: env, layer: layer, out: out, pictures: pictures,
		refused: map[name]string{}, typed: map[name]collection.Patch{}, back: map[string]undoing{},
	}
	f.in = layer.Inbox(nil)
	return f
}

// Commands implements pane.Feature.
func (f *Feature) Commands() []action.Command {
	return []action.Command{{ID: action.Verbs, Why: f.whyNoMenu, Run: f.menuHere}}
}

// Handlers implements pane.Feature.
func (f *Feature) Handlers() []pane.Handler {
	return []pane.Handler{pane.On(func(d pane.DoVerb) tea.Cmd {
		if d.Collection == nil { // the list of what there is could not be read
			f.env.Shell.Say(pane.Warning, "what this is about could not be read: "+f.env.Keys.Key(action.Refresh)+" reads the list of objects again")
			return nil
		}
		v, ok := d.Collection.FindVerb(d.Verb)
		if !ok {
			return nil
		}
		return f.Start(d.Collection, v, d.Items)
	}), pane.On(f.undo)}
}

// Why returns why a verb is disabled for rows, "" if it is not.
func (f *Feature) Why(col *collection.Collection, v collection.Verb, items []collection.Item) string {
	if !v.Reads && f.env.ReadOnly != "" {
		return f.env.ReadOnly
	}
	if why := f.refused[name{collection: col.ID, verb: v.ID}]; why != "" {
		return why
	}
	switch {
	case !v.Table && len(items) == 0:
		return "there is no row under the cursor"
	case v.Table || v.Allowed == nil:
		return ""
	case !v.Rows:
		return v.Allowed(items[0])
	}
	for _, it := range items {
		if why := v.Allowed(it); why != "" {
			if len(items) > 1 {
				why = it.Name + ": " + why
			}
			return why
		}
	}
	return ""
}

// whyNoMenu is why there is no menu here.
func (f *Feature) whyNoMenu() string {
	t := f.env.Shell.Table()
	if t == nil || f.env.Shell.Focused() == pane.Record || len(t.Collection().Verbs) > 0 {
		return ""
	}
	return "there is nothing more to do with a row of " + t.Collection().Title
}

// menuHere opens the menu for the row under the cursor, or for the selected
// rows of the table.
func (f *Feature) menuHere() tea.Cmd {
	t := f.env.Shell.Table()
	if t == nil {
		f.env.Shell.Say(pane.Note, "choose an object first")
		return nil
	}
	col := t.Collection()
	var current, selected []collection.Item
	if s, ok := f.env.Shell.Subject(); ok {
		col, current = s.Collection, []collection.Item{s.Item}
	}
	if f.env.Shell.Focused() == pane.Records {
		selected = t.Selected()
	}
	f.Menu(col, current, selected)
	return nil
}

const (
	menuWidth = 64
	menuRows  = 14
	whyRows   = 2
)

// Menu lists the verbs of a collection for the row under the cursor, or for
// the selected rows. Below them stands why the one under the cursor is
// disabled: a reason is longer than the room beside a title.
func (f *Feature) Menu(col *collection.Collection, current, selected []collection.Item) {
	if len(col.Verbs) == 0 {
		f.env.Shell.Say(pane.Note, "there is nothing more to do with "+col.Title)
		return
	}
	items := make([]form.Item, len(col.Verbs))
	for i, v := range col.Verbs {
		rows := rowsFor(v, current, selected)
		items[i] = form.Item{Label: text.Sentence(v.Title), Keywords: v.ID, Disabled: f.Why(col, v, rows)}
		if v.Rows && len(rows) > 1 {
			items[i].Right = pane.Plural(len(rows), "row", "rows")
		}
	}
	title := col.Title
	if len(current) > 0 {
		title = col.Singular + " " + current[0].Name
	}
	d := list.New(f.env, title, items, func(i int) tea.Cmd {
		v := col.Verbs[i]
		return f.Start(col, v, rowsFor(v, current, selected))
	})
	d.Width, d.Rows, d.FootRows, d.List.Placeholder = menuWidth, menuRows, whyRows, ""
	d.Foot = func(a screen.Area) {
		i, _ := d.List.Selected()
		for y, line := range text.Wrap(text.Sentence(items[i].Disabled), max(a.W, 8), a.Method()) {
			a.TextCut(0, y, a.W, f.env.Theme.Warn, line)
		}
	}
	f.env.Shell.Open(d)
}

// rowsFor are the rows that a verb is about: the selected ones if it takes
// several and there are any.
func rowsFor(v collection.Verb, current, selected []collection.Item) []collection.Item {
	if v.Rows && len(selected) > 0 {
		return selected
	}
	return current
}

// Start begins a verb on rows.
func (f *Feature) Start(col *collection.Collection, v collection.Verb, items []collection.Item) tea.Cmd {
	if why := f.Why(col, v, items); why != "" {
		f.env.Shell.Say(pane.Warning, v.Title+": "+why)
		return nil
	}
	switch {
	case v.Visit != nil:
		it := collection.Item{}
		if len(items) > 0 {
			it = items[0]
		}
		f.env.Shell.Visit(pane.Visit{Place: v.Visit(it)})
		return nil
	case v.Change != nil && len(items) == 1:
		f.env.Shell.Ask(change.Propose{Change: changeOf(col, items[0], v.Change(items[0]))})
		return nil
	}
	d := newFlow(f, work.VerbOf{Collection: col, Verb: v, Items: items})
	f.env.Shell.Open(d)
	return d.begin()
}

// undo shows what would take an entry of the history back, if that is known.
func (f *Feature) undo(asked pane.UndoVerb) tea.Cmd {
	entry := asked.Entry.ID
	u, known := f.back[entry]
	if !known {
		f.env.Shell.Say(pane.Warning, "this cannot be taken back from here: "+asked.Entry.Name)
		return nil
	}
	d := newFlow(f, u.of)
	d.at, d.plan, d.undoes, d.taken = reviewing, u.plan, entry, asked.Entry.Name
	f.env.Shell.Open(d)
	return nil
}

// changeOf is a verb that sets fields of a row, as a change like any other.
func changeOf(col *collection.Collection, it collection.Item, p collection.Patch) change.Change {
	c := change.Change{
		Action: journal.Update, Collection: col, Ref: collection.Ref{Collection: col.ID, ID: it.ID}, Item: it,
	}
	for key, v := range p {
		c.Edits = append(c.Edits, collection.Edit{Key: key, Base: it.Value(key), Mine: v})
	}
	return c
}

// send sends the plan of a flow.
func (f *Feature) send(d *flow) tea.Cmd {
	out, of, plan, undoes, progress := f.out, d.of, d.plan, d.undoes, d.progress
	return work.Do(f.in, func(ctx context.Context) work.VerbSent {
		return out.SendVerb(ctx, of, plan, undoes, progress)
	}, func(sent work.VerbSent) tea.Cmd { return f.sent(d, sent) })
}

// sent says what became of the plan of a flow, whether its dialog is still open
// or not.
func (f *Feature) sent(d *flow, sent work.VerbSent) tea.Cmd {
	d.sent(sent)
	if sent.Err != nil {
		f.env.Shell.Say(pane.Failure, sent.Of.Verb.Title+": "+pane.Explain(sent.Err))
		return nil
	}
	delete(f.typed, about(sent.Of))
	if sent.Plan.Back != nil && !sent.Outcome.Partly {
		f.back[sent.Entry] = undoing{sent.Of, *sent.Plan.Back}
	}
	shown := f.changed(sent)
	switch {
	case sent.Outcome.Partly:
		f.env.Shell.Say(pane.Failure, sent.Outcome.Text)
	case d.undoes != "":
		f.env.Shell.Say(pane.Success, "undone: "+d.taken)
	default:
		f.env.Shell.Say(pane.Success, sent.Outcome.Text)
	}
	return shown
}

// changed tells of the rows that a verb changed.
func (f *Feature) changed(sent work.VerbSent) tea.Cmd {
	col := sent.Of.Collection.ID
	if shaped := sent.Of.Collection.SchemaOf; shaped != "" {
		f.layer.ForgetSchema(shaped)
	}
	var shown []tea.Cmd
	tell := func(c pane.Changed, id string) {
		c.Ref = collection.Ref{Collection: col, ID: id}
		shown = append(shown, f.env.Shell.Changed(c))
	}
	for _, it := range sent.Outcome.Changed {
		tell(pane.Changed{Item: it}, it.ID)
	}
	for _, it := range sent.Outcome.Created {
		tell(pane.Changed{Item: it, Created: true}, it.ID)
	}
	for _, id := range sent.Outcome.Gone {
		tell(pane.Changed{Deleted: true}, id)
	}
	if sent.Outcome.Stale {
		f.env.Shell.Ask(pane.Stale{Collection: col})
	}
	return tea.Batch(shown...)
}

// forbid remembers that the service forbids a verb.
func (f *Feature) forbid(of name, err error) {
	if collection.Forbidden(err) {
		f.refused[of] = collection.WhyForbidden(err)
	}
}
