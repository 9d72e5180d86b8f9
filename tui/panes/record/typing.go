package record

import (
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"zco/tui/domain/change"
	"zco/tui/domain/collection"
	"zco/tui/domain/entry"
	"zco/tui/draw/screen"
	"zco/tui/draw/text"
	"zco/tui/pane"
	"zco/tui/widget/form"
	"zco/tui/work"
)

// typing is one field of one row being typed in, in the record or in a cell of
// the table. Each key reaches the draft at once, a half-written value too.
type typing struct {
	*entry.Entry
	env    *pane.Env
	layer  *work.Layer
	in     *work.Inbox
	drafts *change.DraftStore
	col    *collection.Collection
	ref    collection.Ref
	item   collection.Item // the row as the service has it

	start string // what stood in the editor at first
	last  kept   // what the draft holds
	asked int    // the search of a relation that was asked for
}

type kept struct {
	mine    collection.Value
	partial string
}

// begin opens the editor of a field: on its draft, else on its value.
func begin(env *pane.Env, l *work.Layer, drafts *change.DraftStore, col *collection.Collection, ref collection.Ref, it collection.Item, f collection.Field) *typing {
	t := &typing{env: env, layer: l, drafts: drafts, col: col, ref: ref, item: it, asked: -1}
	t.in = l.Inbox(t.found)
	v := it.Value(f.Key)
	draft, drafted := drafts.Field(ref, f.Key)
	if drafted && !draft.Mine.IsAbsent() {
		v = draft.Mine
	}
	t.Entry = entry.New(f, v, t.name(f, v), env.Now)
	if drafted && draft.Mine.IsAbsent() {
		t.Restore(draft.Partial)
	}
	t.start, t.last = t.Typed(), kept{draft.Mine, draft.Partial}
	return t
}

func (t *typing) name(f collection.Field, v collection.Value) string {
	if t.env.Names == nil || f.Target == "" {
		return ""
	}
	name, _ := t.env.Names.Name(f.Target, v.Text())
	return name
}

// base is the value that the draft is measured by.
func (t *typing) base() collection.Value {
	if d, ok := t.drafts.Field(t.ref, t.Field.Key); ok {
		return d.Base
	}
	return t.item.Value(t.Field.Key)
}

// key takes a key; ended says that the person is done with the field.
func (t *typing) key(k tea.KeyPressMsg) (cmd tea.Cmd, ended bool) {
	ended = t.Key(k).Ends()
	if ended {
		t.finish()
		return nil, true
	}
	t.keep()
	return t.search(), false
}

// click takes a click at a cell of the screen; ended says that a value was
// chosen with it.
func (t *typing) click(x, y int) (cmd tea.Cmd, ended bool) {
	if form.Click(t.Editor, x, y).Ends() {
		t.finish()
		return nil, true
	}
	t.keep()
	return t.search(), false
}

func (t *typing) paste(s string) tea.Cmd {
	t.Paste(s)
	t.keep()
	return t.search()
}

// keep puts what stands in the editor into the draft.
func (t *typing) keep() {
	v, problem := t.Value()
	now := kept{mine: v}
	if problem != "" {
		now = kept{collection.Absent, t.Typed()}
	}
	drafted := t.drafted()
	if drafted && now == t.last || !drafted && t.untouched(v, problem) {
		return
	}
	t.last = now
	t.drafts.Put(t.ref, t.item, t.Field.Key, now.mine, now.partial)
}

func (t *typing) drafted() bool {
	_, ok := t.drafts.Field(t.ref, t.Field.Key)
	return ok
}

// untouched reports whether what stands in the editor is what the row has.
func (t *typing) untouched(v collection.Value, problem string) bool {
	if problem != "" {
		return t.Typed() == t.start
	}
	return t.Field.Same(t.base(), v)
}

// take lets an editor that chooses do so by what was typed, or says that this
// chose nothing: before the person goes on to the next field, or sends.
func (t *typing) take() {
	editor, ok := t.Editor.(form.Taker)
	if !ok {
		return
	}
	if left := editor.Take(); left != "" {
		t.env.Shell.Say(pane.Warning, t.Field.Title+": nothing was chosen for "+strconv.Quote(left))
	}
}

// finish leaves the field: a value that is what the service has is no draft.
func (t *typing) finish() {
	t.in.Close()
	t.keep()
	if v, problem := t.Value(); problem == "" && t.drafted() && t.Field.Same(t.base(), v) {
		t.drafts.Clear(t.ref, t.Field.Key)
	}
	t.propose()
	if p, ok := t.Editor.(*form.Pick); ok {
		if value, label := p.Chosen(); label != "" {
			t.layer.Meet(t.Field.Target, value, label)
		}
	}
}

// propose fills fields of a new row that follow of this one and are empty yet.
func (t *typing) propose() {
	v, problem := t.Value()
	if problem != "" || t.col.Propose == nil || !t.drafts.IsNew(t.ref) {
		return
	}
	for key, proposed := range t.col.Propose(t.Field.Key, v) {
		if _, typed := t.drafts.Field(t.ref, key); !typed {
			t.drafts.Put(t.ref, t.item, key, proposed, "")
		}
	}
}

// search asks for what a relation may be, when another text is searched for.
func (t *typing) search() tea.Cmd {
	q, generation, ok := t.Query()
	if !ok || generation == t.asked {
		return nil
	}
	t.asked = generation
	return t.in.Complete("relation", t.env.Debounce, t.col, t.Field, q)
}

// found takes what a search found.
func (t *typing) found(msg tea.Msg) tea.Cmd {
	if m, ok := msg.(work.Completed); ok {
		failed := ""
		if m.Err != nil {
			failed = pane.Explain(m.Err)
		}
		t.Found(t.asked, m.Options, failed)
	}
	return nil
}

// height is the rows the editor wants, with what it asks below it.
func (t *typing) height(width int) int { return t.Height(width) + len(t.asks(width)) }

// asks are the lines of the editor's question, none where it has none: its
// answers in one line, or each in its own where that is too long.
func (t *typing) asks(width int) (lines []aside) {
	q, asks := t.Question()
	if !asks {
		return nil
	}
	th := t.env.Theme
	for _, line := range wrapped(text.Sentence(q.Text), width, th.Glyphs.Loading) {
		lines = append(lines, aside{line, th.Warn})
	}
	var answers []string
	for _, a := range q.Answers {
		answers = append(answers, a.Key+" "+a.Label)
	}
	if one := strings.Join(answers, "   "); text.Width(one, text.Clusters) <= width {
		answers = []string{one}
	}
	for _, a := range answers {
		lines = append(lines, aside{a, th.Muted})
	}
	return lines
}

// draw draws the editor and what it asks.
func (t *typing) draw(a screen.Area) screen.Cursor {
	lines := t.asks(a.W)
	a, foot := a.Bottom(min(len(lines), a.H-1))
	drawAsides(foot, lines)
	return t.Draw(a, t.env.Theme)
}
