package review

import (
	tea "charm.land/bubbletea/v2"

	"zco/tui/action"
	"zco/tui/domain/change"
	"zco/tui/domain/collection"
	"zco/tui/domain/entry"
	"zco/tui/draw/screen"
	"zco/tui/pane"
	"zco/tui/widget/form"
	"zco/tui/work"
)

// side is which of the values of a conflict is to be the field's.
type side int

const (
	undecided side = iota
	was
	theirs
	mine
	rewritten
)

// conflict shows fields that were changed here and elsewhere: what they were,
// what they are now, what was typed here. Each is decided by itself; then the
// review opens again.
type conflict struct {
	review *Controller
	sent   change.Sent
	in     *work.Inbox
	keys   action.Commands
	fields []collection.Conflict
	chosen []side
	anew   []collection.Value // what was rewritten
	at     int
	typing *entry.Entry
	asked  int // the search of a relation that was asked for
	drawn  []shownSide
}

// shownSide is where a value to choose was drawn.
type shownSide struct {
	screen.Rect
	field int
	side  side
}

func newConflict(d *Controller, s change.Sent) *conflict {
	n := len(s.Merge.Conflicts)
	c := &conflict{review: d, sent: s, fields: s.Merge.Conflicts, chosen: make([]side, n), anew: make([]collection.Value, n)}
	c.in = d.layer.Inbox(c.answer)
	choose := func(id action.ID, s side) action.Command {
		return action.Do(id, func() tea.Cmd { c.choose(s); return nil })
	}
	c.keys = action.Index([]action.Command{
		choose(action.ConflictWas, was), choose(action.ConflictTheirs, theirs), choose(action.ConflictMine, mine),
		action.Do(action.ConflictWrite, c.write),
	})
	return c
}

// Commands returns what can be done in the dialog besides what every dialog
// has.
func (c *conflict) Commands() action.Commands { return c.keys }

// Title implements pane.Dialog. What matters comes first: a long name is cut at
// its end.
func (c *conflict) Title() string {
	return "Not sent: somebody else changed " + subject(c.sent)
}

// names asks for the names behind the values of relations.
func (c *conflict) names() tea.Cmd {
	ids := map[string][]string{}
	for _, f := range c.fields {
		of, _ := c.sent.Change.Schema.Field(f.Key)
		for _, v := range []collection.Value{f.Base, f.Theirs, f.Mine} {
			if of.Target != "" && !v.IsEmpty() {
				ids[of.Target] = append(ids[of.Target], v.Text())
			}
		}
	}
	return c.in.Names(ids)
}

// value is one of the values to choose from.
type value struct {
	side  side
	id    action.ID // what chooses it
	title string
	v     collection.Value
}

// sides are the values of a conflict with what they are called.
func (c *conflict) sides(i int) []value {
	f := c.fields[i]
	out := []value{
		{was, action.ConflictWas, "was", f.Base}, {theirs, action.ConflictTheirs, "theirs", f.Theirs}, {mine, action.ConflictMine, "mine", f.Mine},
	}
	if c.chosen[i] == rewritten {
		out = append(out, value{rewritten, action.ConflictWrite, "new", c.anew[i]})
	}
	return out
}

// Footer are the keys in the foot of the frame.
func (c *conflict) Footer() []pane.Hint {
	env := c.review.env
	if c.typing != nil {
		return []pane.Hint{env.Hint(action.FieldDone, "take it"), env.Hint(action.FieldLeave, "take it as well")}
	}
	out := env.Hints(action.ConflictWas, action.ConflictTheirs, action.ConflictMine, action.ConflictWrite)
	if c.decided() {
		return append([]pane.Hint{env.Hint(action.Accept, "review")}, out...)
	}
	return append(out, env.Hint(action.Dismiss, "cancel"))
}

func (c *conflict) decided() bool {
	for _, s := range c.chosen {
		if s == undecided {
			return false
		}
	}
	return true
}

// Key implements pane.Dialog.
func (c *conflict) Key(k tea.KeyPressMsg) (tea.Cmd, bool) {
	if c.typing != nil {
		if c.typing.Key(k).Ends() {
			c.rewrite()
		}
		return c.search(), false
	}
	id := c.review.env.DialogKey(k, action.Conflict)
	if do := c.moves()[id]; do != nil {
		return do()
	}
	cmd, _ := c.keys.Run(id)
	return cmd, false
}

// Clicked chooses the value at a cell of the screen.
func (c *conflict) Clicked(x, y int) tea.Cmd {
	if c.typing != nil {
		if form.Click(c.typing.Editor, x, y).Ends() {
			c.rewrite()
		}
		return c.search()
	}
	for _, s := range c.drawn {
		if s.Contains(x, y) {
			c.at = s.field
			c.choose(s.side)
		}
	}
	return nil
}

// moves are what the keys of all lists do here.
func (c *conflict) moves() pane.Bindings {
	to := func(by int) func() (tea.Cmd, bool) {
		return pane.Moves(func() { c.at = max(min(c.at+by, len(c.fields)-1), 0) })
	}
	return pane.Bind(to(1), action.Down, action.NextPane).And(to(-1), action.Up, action.PreviousPane).
		And(c.accept, action.Accept).
		And(pane.Ends(func() tea.Cmd {
			return tea.Batch(c.review.changed(c.sent.Change.Ref, c.sent.Item), c.review.say(pane.Note, "nothing was sent; the draft is kept"))
		}), action.Dismiss, action.Back, action.Quit)
}

func (c *conflict) accept() (tea.Cmd, bool) {
	if !c.decided() {
		return nil, false
	}
	return c.settle(), true
}

func (c *conflict) choose(s side) {
	c.chosen[c.at] = s
	c.at = min(c.at+1, len(c.fields)-1)
}

// write opens the editor of a value that is neither side's.
func (c *conflict) write() tea.Cmd {
	f, _ := c.sent.Change.Schema.Field(c.fields[c.at].Key)
	name := ""
	if c.review.env.Names != nil {
		name, _ = c.review.env.Names.Name(f.Target, c.fields[c.at].Mine.Text())
	}
	c.asked = -1
	c.typing = entry.New(f, c.fields[c.at].Mine, name, c.review.env.Now)
	return c.search()
}

// search asks for what a relation that is written anew may be.
func (c *conflict) search() tea.Cmd {
	if c.typing == nil {
		return nil
	}
	q, generation, ok := c.typing.Query()
	if !ok || generation == c.asked {
		return nil
	}
	c.asked = generation
	return c.in.Complete("relation", c.review.env.Debounce, c.sent.Change.Collection, c.typing.Field, q)
}

func (c *conflict) rewrite() {
	v, problem := c.typing.Value()
	if problem != "" {
		return // the editor shows what is wrong with it
	}
	c.anew[c.at] = v
	c.typing = nil
	c.choose(rewritten)
}

// settle makes the decisions the draft, against the row as it is now, and
// opens the review of what is left to send.
func (c *conflict) settle() tea.Cmd {
	ch := c.sent.Change
	decided := map[string]collection.Value{}
	for i, f := range c.fields {
		decided[f.Key] = map[side]collection.Value{was: nullIfAbsent(f.Base), theirs: f.Theirs, mine: f.Mine, rewritten: c.anew[i]}[c.chosen[i]]
	}
	now := c.sent.Item
	edits := make([]collection.Edit, 0, len(ch.Edits))
	for _, e := range ch.Edits {
		if v, ok := decided[e.Key]; ok {
			e.Mine = v
		}
		e.Base = now.Value(e.Key)
		f, _ := ch.Schema.Field(e.Key)
		same := f.Same(e.Base, e.Mine)
		switch {
		case ch.Drafted && same:
			c.review.drafts.Clear(ch.Ref, e.Key)
		case ch.Drafted:
			c.review.drafts.Rebase(ch.Ref, now, e.Key, e.Mine, "")
		}
		if !same {
			edits = append(edits, e)
		}
	}
	ch.Edits, ch.Item = edits, now
	shown := c.review.changed(ch.Ref, now)
	if len(edits) == 0 {
		return tea.Batch(shown, c.review.say(pane.Note, "nothing is left to send: theirs stays"))
	}
	return tea.Batch(shown, c.review.review(ch, collection.Impact{}, nil, true))
}

func nullIfAbsent(v collection.Value) collection.Value {
	if v.IsAbsent() {
		return collection.Null
	}
	return v
}

// Paste implements pane.Dialog.
func (c *conflict) Paste(s string) tea.Cmd {
	if c.typing != nil {
		c.typing.Paste(s)
	}
	return c.search()
}

// answer takes what a search found.
func (c *conflict) answer(msg tea.Msg) tea.Cmd {
	if m, ok := msg.(work.Completed); ok && c.typing != nil {
		failed := ""
		if m.Err != nil {
			failed = pane.Explain(m.Err)
		}
		c.typing.Found(c.asked, m.Options, failed)
	}
	return nil
}
