// Package actions is the menu of what only one family can do with a row, and
// the way of such a verb: what it asks, the review of exactly what it will
// send, the sending and its progress.
//
// It asks the command layer and never imports api or a pane. The one rule:
// nothing is sent but a plan that was shown, and what was typed into a form
// outlives the form.
package actions

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"zco/tui/domain/collection"
	"zco/tui/domain/journal"
	"zco/tui/pane"
	"zco/tui/widget/form"
	"zco/tui/work"
)

// Commands is what verbs ask of the command layer.
type Commands interface {
	VerbForm(work.Slot, uint64, work.VerbOf) tea.Cmd
	VerbPlan(work.Slot, uint64, work.VerbOf, collection.Patch) tea.Cmd
	VerbLines(work.Slot, uint64, work.VerbOf) tea.Cmd
	Candidates(work.Slot, uint64, time.Duration, string, string) tea.Cmd
	After(work.Slot, time.Duration, tea.Msg) tea.Cmd
	Cancel(work.Slot)
	ForgetSchema(object string)
}

// Writer sends plans and keeps them in the history.
type Writer interface {
	VerbSend(slot work.Slot, gen uint64, of work.VerbOf, plan collection.Plan, undoes string, p *work.Progress) tea.Cmd
}

// Model remembers what the verbs of the account were refused and what was
// typed into their forms.
type Model struct {
	env *pane.Env
	ask Commands
	out Writer

	flows   map[work.Slot]*flow // those under way: answers find them whether their dialog is open yet or not
	begun   uint64
	refused map[name]string           // verbs that the service forbids, and its words
	typed   map[name]collection.Patch // answers of forms that were left
	back    map[string]undoing        // what takes an entry of the history back
}

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

// New returns a model of which nothing is known yet.
func New(env *pane.Env, ask Commands, out Writer) *Model {
	return &Model{
		env: env, ask: ask, out: out, flows: map[work.Slot]*flow{},
		refused: map[name]string{}, typed: map[name]collection.Patch{}, back: map[string]undoing{},
	}
}

// Why returns why a verb is disabled for rows, "" if it is not.
func (m *Model) Why(col *collection.Collection, v collection.Verb, items []collection.Item) string {
	if !v.Reads && m.env.ReadOnly != "" {
		return m.env.ReadOnly
	}
	if why := m.refused[name{collection: col.ID, verb: v.ID}]; why != "" {
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

// Menu lists the verbs of a collection for the row under the cursor, or for
// the selected rows.
func (m *Model) Menu(col *collection.Collection, current, selected []collection.Item) tea.Cmd {
	if len(col.Verbs) == 0 {
		return pane.Saying(pane.Note, "there is nothing more to do with "+col.Title)
	}
	items := make([]form.Item, len(col.Verbs))
	for i, v := range col.Verbs {
		rows := rowsFor(v, current, selected)
		items[i] = form.Item{Label: v.Title, Keywords: v.ID, Disabled: m.Why(col, v, rows)}
		if v.Rows && len(rows) > 1 {
			items[i].Right = pane.Plural(len(rows), "row", "rows")
		}
	}
	title := col.Title
	if len(current) > 0 {
		title = col.Singular + " " + current[0].Name
	}
	return pane.Ask(pane.Open{Dialog: newMenu(m.env, title, items, func(i int) tea.Cmd {
		v := col.Verbs[i]
		return m.Start(col, v, rowsFor(v, current, selected))
	})})
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
func (m *Model) Start(col *collection.Collection, v collection.Verb, items []collection.Item) tea.Cmd {
	if why := m.Why(col, v, items); why != "" {
		return pane.Saying(pane.Warning, v.Title+": "+why)
	}
	switch {
	case v.Visit != nil:
		it := collection.Item{}
		if len(items) > 0 {
			it = items[0]
		}
		return pane.Ask(pane.Visit{Place: v.Visit(it)})
	case v.Change != nil && len(items) == 1:
		return pane.Ask(work.Propose{Change: change(col, items[0], v.Change(items[0]))})
	}
	f := m.open(work.VerbOf{Collection: col, Verb: v, Items: items})
	return pane.Batch(pane.Ask(pane.Open{Dialog: f}), f.begin())
}

func (m *Model) open(of work.VerbOf) *flow {
	m.begun++
	f := newFlow(m, of, m.begun)
	m.flows[f.slot] = f
	return f
}

// Undo shows what would take an entry of the history back; ours is false where
// nothing is known that does.
func (m *Model) Undo(entry string) (cmd tea.Cmd, ours bool) {
	u, ours := m.back[entry]
	if !ours {
		return nil, false
	}
	f := m.open(u.of)
	f.at, f.plan, f.undoes = reviewing, u.plan, entry
	return pane.Ask(pane.Open{Dialog: f}), true
}

// change is a verb that sets fields of a row, as a change like any other.
func change(col *collection.Collection, it collection.Item, p collection.Patch) work.Change {
	c := work.Change{
		Action: journal.Update, Collection: col, Ref: collection.Ref{Collection: col.ID, ID: it.ID}, Item: it,
	}
	for key, v := range p {
		c.Edits = append(c.Edits, collection.Edit{Key: key, Base: it.Value(key), Mine: v})
	}
	return c
}

// Update takes the answers to all flows, whether their dialogs are open or
// not.
func (m *Model) Update(msg tea.Msg) tea.Cmd {
	var cmds []tea.Cmd
	for _, f := range m.flows {
		cmds = append(cmds, f.take(msg))
	}
	if sent, ok := msg.(work.VerbSent); ok {
		cmds = append(cmds, m.sent(sent))
	}
	return pane.Batch(cmds...)
}

// sent says what became of a plan.
func (m *Model) sent(sent work.VerbSent) tea.Cmd {
	if sent.Err != nil {
		m.forbid(nameOf(sent.Of), sent.Err)
		return pane.Saying(pane.Failure, sent.Of.Verb.Title+": "+pane.Explain(sent.Err))
	}
	delete(m.typed, about(sent.Of))
	if sent.Plan.Back != nil && !sent.Outcome.Partly {
		m.back[sent.Entry] = undoing{sent.Of, *sent.Plan.Back}
	}
	kind := pane.Success
	if sent.Outcome.Partly {
		kind = pane.Failure
	}
	return pane.Batch(append(m.changed(sent), pane.Saying(kind, sent.Outcome.Text))...)
}

// changed tells all panes of the rows that a verb changed.
func (m *Model) changed(sent work.VerbSent) []tea.Cmd {
	col := sent.Of.Collection.ID
	if shaped := sent.Of.Collection.Shapes; shaped != "" {
		m.ask.ForgetSchema(shaped)
	}
	var cmds []tea.Cmd
	tell := func(c pane.Changed, id string) {
		c.Ref = collection.Ref{Collection: col, ID: id}
		cmds = append(cmds, pane.Ask(c))
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
		cmds = append(cmds, pane.Ask(pane.Stale{Collection: col}))
	}
	return cmds
}

// forbid remembers that the service forbids a verb.
func (m *Model) forbid(of name, err error) {
	if collection.Forbidden(err) {
		m.refused[of] = collection.WhyForbidden(err)
	}
}
