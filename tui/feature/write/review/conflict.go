package review

import (
	tea "charm.land/bubbletea/v2"

	"zco/tui/action"
	"zco/tui/domain/collection"
	"zco/tui/domain/entry"
	"zco/tui/draw/screen"
	"zco/tui/draw/text"
	"zco/tui/pane"
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
	desk   *Desk
	sent   work.Sent
	fields []collection.Conflict
	chosen []side
	values []collection.Value // what was rewritten
	at     int
	typing *entry.Entry
	asked  int // the search of a relation that was asked for
}

func newConflict(d *Desk, s work.Sent) *conflict {
	n := len(s.Merge.Conflicts)
	return &conflict{desk: d, sent: s, fields: s.Merge.Conflicts, chosen: make([]side, n), values: make([]collection.Value, n)}
}

// Title implements pane.Dialog.
func (c *conflict) Title() string {
	return "Somebody else changed " + subject(c.sent) + "; nothing was sent"
}

// Size implements pane.Dialog.
func (c *conflict) Size(w, h int) (int, int) {
	w = min(reviewWidth, w)
	n := 2
	for i := range c.fields {
		n += c.fieldHeight(i, w)
	}
	return w, min(n, h)
}

// sides are the values of a conflict with what they are called.
func (c *conflict) sides(i int) []struct {
	side side
	key  string
	name string
	v    collection.Value
} {
	f := c.fields[i]
	out := []struct {
		side side
		key  string
		name string
		v    collection.Value
	}{{was, "w", "was", f.Base}, {theirs, "t", "theirs", f.Theirs}, {mine, "m", "mine", f.Mine}}
	if c.chosen[i] == rewritten {
		out = append(out, out[2])
		out[3].side, out[3].key, out[3].name, out[3].v = rewritten, "e", "new", c.values[i]
	}
	return out
}

const sideName = 12

func (c *conflict) fieldHeight(i, w int) int {
	n := 1
	if c.typing != nil && i == c.at {
		return n + 3 + min(c.typing.Height(w-sideName), 10)
	}
	for _, s := range c.sides(i) {
		n += len(c.valueLines(i, s.v, w))
	}
	return n
}

// valueLines are the lines of one value, a few at most.
func (c *conflict) valueLines(i int, v collection.Value, w int) []string {
	f, _ := c.sent.Change.Schema.Field(c.fields[i].Key)
	s := c.desk.env.Format().Text(f, v)
	if f.Opaque() {
		s = pretty(v)
	}
	lines := text.Wrap(orDash(s, c.desk.env.Theme.Glyphs.Unset), max(w-sideName, 8), text.Clusters)
	if len(lines) > 6 {
		lines = append(lines[:5:5], text.Ellipsis)
	}
	return lines
}

// Draw implements pane.Dialog.
func (c *conflict) Draw(a screen.Area) screen.Cursor {
	env := c.desk.env
	body, foot := a.Bottom(1)
	env.DrawHints(foot, 0, c.hints())
	cursor := foot.At(0, 0)
	y := 0
	for i := 0; i < c.at; i++ { // scroll so that the field at hand is seen whole
		y -= c.fieldHeight(i, a.W)
	}
	if total := -y + c.fieldHeight(c.at, a.W); total <= body.H {
		y = 0
	}
	for i := range c.fields {
		h := c.fieldHeight(i, a.W)
		if y >= 0 && y < body.H {
			if at := c.drawField(body.Sub(0, y, a.W, h), i); at.Shown {
				cursor = at
			}
		}
		y += h
	}
	return cursor
}

func (c *conflict) drawField(a screen.Area, i int) screen.Cursor {
	th := c.desk.env.Theme
	st := th.Label
	if i == c.at {
		st = th.BorderFocus
		a.Text(0, 0, th.Gutter, th.Glyphs.Cursor)
	}
	a.TextCut(2, 0, a.W-2, st, titles(c.sent.Change.Schema, []string{c.fields[i].Key}))
	y := 1
	for _, s := range c.sides(i) {
		mark, st := "  ", th.Text
		if c.chosen[i] == s.side {
			mark, st = th.Glyphs.Yes+" ", th.Added
		}
		a.Text(0, y, th.Good, mark)
		a.Text(2, y, th.Key, s.key)
		a.TextCut(4, y, sideName-5, th.Muted, s.name)
		lines := c.valueLines(i, s.v, a.W)
		if c.typing != nil && i == c.at {
			lines = lines[:1]
		}
		for n, l := range lines {
			a.TextCut(sideName, y+n, a.W-sideName, st, l)
		}
		y += len(lines)
	}
	if c.typing == nil || i != c.at {
		return screen.Cursor{}
	}
	at := c.typing.Draw(a.Sub(sideName, y, a.W-sideName, a.H-y), th)
	return at
}

func (c *conflict) hints() []pane.Hint {
	if c.typing != nil {
		return []pane.Hint{{Key: "enter", Text: "take it"}, {Key: "esc", Text: "take it as well"}}
	}
	out := []pane.Hint{{Key: "w", Text: "as it was"}, {Key: "t", Text: "theirs"}, {Key: "m", Text: "mine"}, {Key: "e", Text: "write it anew"}}
	if c.decided() {
		return append([]pane.Hint{c.desk.env.Hint(action.Accept, "review")}, out...)
	}
	return append(out, c.desk.env.Hint(action.Dismiss, "not now"))
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
	switch c.desk.env.DialogKey(k) {
	case action.Down, action.NextPane:
		c.at = min(c.at+1, len(c.fields)-1)
		return nil, false
	case action.Up, action.PreviousPane:
		c.at = max(c.at-1, 0)
		return nil, false
	case action.Accept:
		if c.decided() {
			return c.settle(), true
		}
		return nil, false
	case action.Dismiss, action.Back, action.Quit:
		return pane.Saying(pane.Note, "nothing was sent; the draft is kept"), true
	}
	return c.letter(k.String()), false
}

// letter takes the letters of this dialog alone.
func (c *conflict) letter(key string) tea.Cmd {
	switch key {
	case "w":
		c.choose(was)
	case "t":
		c.choose(theirs)
	case "m":
		c.choose(mine)
	case "e":
		c.write()
		return c.search()
	}
	return nil
}

func (c *conflict) choose(s side) {
	c.chosen[c.at] = s
	c.at = min(c.at+1, len(c.fields)-1)
}

func (c *conflict) write() {
	f, _ := c.sent.Change.Schema.Field(c.fields[c.at].Key)
	name := ""
	if c.desk.env.Names != nil {
		name, _ = c.desk.env.Names.Name(f.Target, c.fields[c.at].Mine.Text())
	}
	c.asked = -1
	c.typing = entry.New(f, c.fields[c.at].Mine, name, c.desk.env.Now)
}

const conflictSlot work.Slot = "review/relation"

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
	return c.desk.names.Complete(conflictSlot, generation, c.desk.env.Debounce, c.sent.Change.Collection, c.typing.Field, q)
}

func (c *conflict) rewrite() {
	v, problem := c.typing.Value()
	if problem != "" {
		return // the editor shows what is wrong with it
	}
	c.values[c.at] = v
	c.typing = nil
	c.choose(rewritten)
}

// settle makes the decisions the draft, against the row as it is now, and
// opens the review of what is left to send.
func (c *conflict) settle() tea.Cmd {
	ch := c.sent.Change
	decided := map[string]collection.Value{}
	for i, f := range c.fields {
		decided[f.Key] = map[side]collection.Value{was: nullIfAbsent(f.Base), theirs: f.Theirs, mine: f.Mine, rewritten: c.values[i]}[c.chosen[i]]
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
			c.desk.unsent.Clear(ch.Ref, e.Key)
		case ch.Drafted:
			c.desk.unsent.Rebase(ch.Ref, now, e.Key, e.Mine, "")
		}
		if !same {
			edits = append(edits, e)
		}
	}
	ch.Edits, ch.Item = edits, now
	if len(edits) == 0 {
		return pane.Batch(changed(ch.Ref, now), pane.Saying(pane.Note, "nothing is left to send: theirs stays"))
	}
	return pane.Batch(changed(ch.Ref, now), c.desk.review(ch, collection.Impact{}, nil, true))
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

// Update implements pane.Dialog: it takes what a search found.
func (c *conflict) Update(msg tea.Msg) tea.Cmd {
	if m, ok := msg.(work.Completed); ok && m.Slot == conflictSlot && c.typing != nil {
		failed := ""
		if m.Err != nil {
			failed = pane.Explain(m.Err)
		}
		c.typing.Found(m.Generation, m.Options, failed)
	}
	return nil
}
