package review

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"zco/tui/action"
	"zco/tui/domain/change"
	"zco/tui/domain/collection"
	"zco/tui/domain/entry"
	"zco/tui/draw/screen"
	"zco/tui/draw/text"
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

// Size implements pane.Dialog.
func (c *conflict) Size(w, h int) (int, int) {
	w = min(reviewWidth, w)
	n := 1
	for i := range c.fields {
		n += c.fieldHeight(i, w, h)
	}
	return w, min(n, h)
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

const sideName = 12

func (c *conflict) fieldHeight(i, w, h int) int {
	n := 1
	for _, lines := range c.values(i, w, h) {
		n += len(lines)
	}
	if c.typing != nil && i == c.at {
		n += min(c.typing.Height(w-sideName), 10)
	}
	return n
}

// mostLines is how many lines of a value are shown at most where there are
// other fields to decide.
const mostLines = 6

// values are the lines of each side of a conflict, in a dialog of w by h cells:
// no more than let all sides be seen at once, and from where they part.
func (c *conflict) values(i, w, h int) [][]string {
	sides := c.sides(i)
	out := make([][]string, len(sides))
	for n, s := range sides {
		out[n] = c.lines(i, s.v, w)
	}
	same := 0
	for !slices.ContainsFunc(out, func(lines []string) bool { return same >= len(lines)-1 || lines[same] != out[0][same] }) {
		same++
	}
	shown := share(out, same, 1)
	if c.typing != nil && i == c.at {
		return shown
	}
	for most := 2; most <= mostLines || len(c.fields) == 1; most++ {
		more := share(out, same, most)
		if rows(more) >= h || rows(more) == rows(shown) {
			break
		}
		shown = more
	}
	return shown
}

// share is so many lines of each side at most.
func share(sides [][]string, first, most int) [][]string {
	out := make([][]string, len(sides))
	for n, lines := range sides {
		out[n] = around(lines, first, most)
	}
	return out
}

func rows(sides [][]string) (n int) {
	for _, lines := range sides {
		n += len(lines)
	}
	return n
}

// lines are those of one value.
func (c *conflict) lines(i int, v collection.Value, w int) []string {
	f, _ := c.sent.Change.Schema.Field(c.fields[i].Key)
	s := c.review.env.Format().Text(f, v)
	if f.Opaque() {
		s = pretty(v)
	}
	return text.Wrap(orDash(s, c.review.env.Theme.Glyphs.Unset), max(w-sideName, 8), text.Clusters)
}

// around are so many of the lines at most, those from line first on. What is
// left out has a mark.
func around(lines []string, first, most int) []string {
	if len(lines) <= most {
		return lines
	}
	switch {
	case most < 3:
		lines = lines[first:]
	case first > 1: // one line needs no mark in its place
		lines = append([]string{text.Ellipsis}, lines[first:]...)
	}
	if len(lines) > most && most > 1 {
		lines = append(lines[:most-1:most-1], text.Ellipsis)
	}
	return lines[:min(most, len(lines))]
}

// Draw implements pane.Dialog.
func (c *conflict) Draw(a screen.Area) screen.Cursor {
	body, cursor := a, a.At(0, 0)
	c.drawn = c.drawn[:0]
	y := 0
	for i := 0; i < c.at; i++ { // scroll so that the field at hand is seen whole
		y -= c.fieldHeight(i, a.W, a.H)
	}
	if total := -y + c.fieldHeight(c.at, a.W, a.H); total <= body.H {
		y = 0
	}
	for i := range c.fields {
		h := c.fieldHeight(i, a.W, a.H)
		if y >= 0 && y < body.H {
			if at := c.drawField(body.Sub(0, y, a.W, h), i, a.H); at.Shown {
				cursor = at
			}
		}
		y += h
	}
	return cursor
}

func (c *conflict) drawField(a screen.Area, i, room int) screen.Cursor {
	th := c.review.env.Theme
	st := th.Label
	if i == c.at {
		st = th.BorderFocus
		a.Text(0, 0, th.Gutter, th.Glyphs.Cursor)
	}
	a.TextCut(2, 0, a.W-2, st, titles(c.sent.Change.Schema, []string{c.fields[i].Key}))
	y := 1
	values := c.values(i, a.W, room)
	for side, s := range c.sides(i) {
		mark, st := "  ", th.Text
		if c.chosen[i] == s.side {
			mark, st = th.Glyphs.Yes+" ", th.Added
		}
		a.Text(0, y, th.Good, mark)
		a.Text(2, y, th.Key, c.review.env.Keys.Key(s.id))
		a.TextCut(4, y, sideName-5, th.Muted, s.title)
		lines := values[side]
		for n, l := range lines {
			a.TextCut(sideName, y+n, a.W-sideName, st, l)
		}
		c.drawn = append(c.drawn, shownSide{a.Sub(0, y, a.W, len(lines)).Rect, i, s.side})
		y += len(lines)
	}
	if c.typing == nil || i != c.at {
		return screen.Cursor{}
	}
	at := c.typing.Draw(a.Sub(sideName, y, a.W-sideName, a.H-y), th)
	return at
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
