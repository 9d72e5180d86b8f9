package many

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"zco/tui/action"
	"zco/tui/domain/job"
	"zco/tui/draw/screen"
	"zco/tui/pane"
	"zco/tui/widget/form"
	"zco/tui/work"
)

// edit is the dialog of a bulk edit: which records, what is changed in them,
// and below what that makes of the first of them.
type edit struct {
	pane.Base
	f      *Feature
	in     *work.Inbox
	s      subject
	scopes []scope
	which  form.Radio // of the scopes
	parts  []*part
	open   int  // the part that shows its lines
	at     stop // what has the cursor
	shown  preview
	placed []placed // where the stops were drawn last
}

// stop is a place of the dialog that the cursor can be at.
type stop struct {
	kind stopKind
	part int
	line int // of a part's value
}

type stopKind uint8

const (
	atScope  stopKind = iota
	atField           // the field of the open part
	atDo              // what is done with it
	atValue           // with what
	atPart            // a part that is not open, on one line
	atAdd             // another field
	atReview          // what the changes would do
)

func newEdit(f *Feature, s subject) *edit {
	d := &edit{f: f, s: s, scopes: s.scopes(), parts: f.parts[s.col.ID]}
	words := make([]string, len(d.scopes))
	for i, c := range d.scopes {
		words[i] = c.short
	}
	d.which = form.NewRadio(words...)
	d.in = f.layer.Inbox(d.answer)
	for _, p := range d.parts {
		p.d, p.asked = d, -1
	}
	d.begin()
	return d
}

// begin puts the cursor where the work begins: at what the column under the
// cursor is to be, once it is plain which records are meant.
func (d *edit) begin() {
	key := ""
	if now, ok := d.f.env.Shell.Subject(); ok {
		key = now.Field.Key
	}
	d.parts = slices.DeleteFunc(d.parts, (*part).untouched)
	d.open = slices.IndexFunc(d.parts, func(p *part) bool { f, _ := p.field(); return f.Key == key && key != "" })
	if d.open < 0 {
		d.parts = append(d.parts, newPart(d, key))
		d.open = len(d.parts) - 1
	}
	switch p := d.parts[d.open]; {
	case len(d.s.selected) == 0: // at the scope
	case len(p.value) == 0:
		d.at = stop{kind: atField, part: d.open}
	default:
		d.at = stop{kind: atValue, part: d.open}
	}
	d.changed()
}

// scope is what the change is about.
func (d *edit) scope() scope { return d.scopes[d.which.Chosen()] }

// changed keeps what was put together, and tells anew what it would do.
func (d *edit) changed() {
	d.f.parts[d.s.col.ID] = d.parts
	d.shown = d.preview()
}

// changes are what the parts come to. One that decides what a field is makes
// those to it before it idle; replacements in a text follow each other.
func (d *edit) changes() (all []job.Change) {
	for _, p := range d.parts {
		c, problem, _ := p.change()
		if problem != "" {
			continue
		}
		all = append(slices.DeleteFunc(all, func(o job.Change) bool {
			return o.Field == c.Field && (decides(c.Kind) || decides(o.Kind) || o.Kind == c.Kind && c.Kind != job.Replace)
		}), c)
	}
	return all
}

// decides reports whether a kind leaves nothing of what was there before.
func decides(k job.ChangeKind) bool { return k == job.Set || k == job.Clear }

// stops are the places that the cursor can be at, from top to bottom.
func (d *edit) stops() []stop {
	out := []stop{{kind: atScope}}
	for i, p := range d.parts {
		if i != d.open {
			out = append(out, stop{kind: atPart, part: i})
			continue
		}
		out = append(out, stop{kind: atField, part: i})
		if p.at < 0 {
			continue
		}
		if len(p.kinds) > 1 {
			out = append(out, stop{kind: atDo, part: i})
		}
		for line := range p.value {
			out = append(out, stop{kind: atValue, part: i, line: line})
		}
	}
	return append(out, stop{kind: atAdd}, stop{kind: atReview})
}

// move goes to another stop, round at the ends.
func (d *edit) move(by int) {
	d.take()
	all := d.stops()
	i := slices.Index(all, d.at)
	d.goTo(all[((i+by)%len(all)+len(all))%len(all)])
}

// goTo puts the cursor at a stop; a part on one line is opened.
func (d *edit) goTo(s stop) {
	d.at = s
	if s.kind != atPart {
		return
	}
	d.open = s.part
	d.at = stop{kind: atField, part: s.part}
	if len(d.parts[s.part].value) > 0 {
		d.at.kind = atValue
	}
}

// take lets what has the cursor choose by what was typed in it.
func (d *edit) take() {
	switch p := d.part(); {
	case p == nil:
	case d.at.kind == atField && p.list.Filter() != "":
		if i, ok := p.list.Selected(); ok && p.list.Items()[i].Disabled == "" {
			p.chooseField(i)
		}
	case d.at.kind == atValue:
		p.take(d.at.line)
	}
}

// part is the one that the cursor is in, nil for none.
func (d *edit) part() *part {
	if d.at.kind < atField || d.at.kind > atPart {
		return nil
	}
	return d.parts[d.at.part]
}

// add begins one more change.
func (d *edit) add() {
	d.parts = append(d.parts, newPart(d, ""))
	d.open = len(d.parts) - 1
	d.at = stop{kind: atField, part: d.open}
}

// drop takes the change with the cursor away.
func (d *edit) drop() tea.Cmd {
	if d.part() == nil {
		return nil
	}
	i := d.at.part
	d.parts = slices.Delete(slices.Clone(d.parts), i, i+1)
	if len(d.parts) == 0 {
		d.add()
		return nil
	}
	d.open = min(i, len(d.parts)-1)
	d.goTo(stop{kind: atPart, part: d.open})
	return d.search()
}

// review leads to what the changes would do, or to what is missing. The dialog
// stays below.
func (d *edit) review() tea.Cmd {
	d.take()
	asked := 0
	for i, p := range d.parts {
		if p.untouched() && len(d.parts) > 1 {
			continue
		}
		_, problem, line := p.change()
		if problem == "" {
			asked++
			continue
		}
		p.problem, d.open = problem, i
		d.at = stop{kind: atValue, part: i, line: line}
		if p.at < 0 {
			d.at = stop{kind: atField, part: i}
		}
		return nil
	}
	if asked == 0 {
		d.goTo(stop{kind: atPart, part: len(d.parts) - 1})
		d.parts[len(d.parts)-1].problem = "Say what is to be changed"
		return nil
	}
	all, c := d.changes(), d.scope()
	d.f.editing = d
	return d.f.review(d.s.col, "Change "+c.words, job.Edit{
		Which: c.which, Changes: all, Title: d.f.allWords(d.s.schema, all) + " in " + c.words,
	})
}

func (d *edit) answer(msg tea.Msg) tea.Cmd {
	for _, p := range d.parts {
		p.found(msg.(work.Completed))
	}
	return nil
}

// Title implements pane.Dialog.
func (d *edit) Title() string { return "Bulk edit " + d.s.col.Title }

// How large the dialog is: it stays so whatever it shows, that nothing jumps.
const editWidth, editHeight = 96, 26

// dialogWidth is how wide the other dialogs of this package want to be at most.
const dialogWidth = 72

// Size implements pane.Dialog.
func (d *edit) Size(w, h int) (int, int) { return min(editWidth, w), min(editHeight, h) }

// Footer are the keys in the foot of the frame.
func (d *edit) Footer() []pane.Hint {
	h := d.f.env.Hint
	out := []pane.Hint{h(action.BulkReview, "review")}
	switch d.at.kind {
	case atAdd:
		out = append(out, h(action.Accept, "add field"))
	case atReview:
	default:
		out = append(out, h(action.Accept, "next"), pane.Hint{Key: d.f.env.Keys.Key(action.FieldNext), Text: "next line"})
	}
	if d.at.kind == atScope || d.at.kind == atDo {
		out = append(out, pane.Hint{Key: "space", Text: "another"})
	}
	if p := d.part(); p != nil && d.at.kind == atValue {
		if _, many := p.value[d.at.line].Editor.(*form.MultiChoice); many {
			out = append(out, pane.Hint{Key: "space", Text: "on or off"})
		}
	}
	if d.part() != nil && (len(d.parts) > 1 || !d.parts[0].untouched()) {
		out = append(out, h(action.BulkDrop, "remove field"))
	}
	return append(out, h(action.Dismiss, "later"))
}

// Draw implements pane.Dialog.
func (d *edit) Draw(a screen.Area) screen.Cursor { return d.draw(a) }
