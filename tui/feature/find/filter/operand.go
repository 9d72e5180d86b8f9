package filter

import (
	"cmp"
	"time"

	tea "charm.land/bubbletea/v2"

	"zco/tui/domain/collection"
	"zco/tui/domain/entry"
	"zco/tui/pane"
	"zco/tui/widget/form"
	"zco/tui/work"
)

// operand edits what a field is compared with, in the editor that its value
// has in the record.
type operand struct {
	*entry.Entry
	field collection.Field
	many  bool
	asked string // of a relation: what was asked for last
	began bool
}

func newOperand(env *pane.Env, f collection.Field, r collection.Relation, v collection.Value) *operand {
	many := r.Operand == collection.Many
	of := f.OperandField(many)
	name := ""
	if env.Names != nil {
		name, _ = env.Names.Name(f.Target, v.Text())
	}
	return &operand{Entry: entry.New(of, f.Opened(v, many, env.Zone), name, env.Now), field: f, many: many}
}

// condition is the filter that was given, or why it is none.
func (o *operand) condition(r collection.Relation, zone *time.Location) (collection.Filter, string) {
	v, problem := o.Value()
	switch {
	case problem != "":
		return collection.Filter{}, problem
	case v.IsEmpty():
		return collection.Filter{}, "a value is needed; for rows without one there is “has no value”"
	}
	return o.field.Where(r.Op, v, zone), ""
}

// query asks for what a relation may point at, if what was typed has changed.
func (o *operand) query(env *pane.Env, inbox *work.Inbox) tea.Cmd {
	p, ok := o.Editor.(*form.Pick)
	if !ok {
		return nil
	}
	text, _ := p.Query()
	if o.began && text == o.asked {
		return nil
	}
	o.asked, o.began = text, true
	inbox.Cancel(candidates) // an answer on its way is to what stood before
	return inbox.Candidates(candidates, env.Debounce, o.field.Target, text)
}

func (o *operand) suggest(c work.Candidates) {
	if p, ok := o.Editor.(*form.Pick); ok {
		suggest(p, c)
	}
}

// suggest gives a relation's editor what was found for its last question: the
// inbox brings no other.
func suggest(p *form.Pick, c work.Candidates) {
	_, asked := p.Query()
	if c.Err != nil {
		p.Fail(asked, pane.Explain(c.Err))
		return
	}
	options := make([]form.Option, len(c.Options))
	for i, op := range c.Options {
		options[i] = form.Option{Value: op.Value, Label: op.Title, Hint: cmp.Or(op.About, op.Value)}
	}
	p.Suggest(asked, options)
}
