package filter

import (
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"zco/tui/command"
	"zco/tui/entry"
	"zco/tui/form"
	"zco/tui/pane"
	"zco/tui/resource"
)

// operand edits what a field is compared with, in the editor that its value
// has in the record.
type operand struct {
	*entry.Entry
	field resource.Field
	many  bool
	asked string // of a relation: what was asked for last
	began bool
}

// operandField is a field as the editor of an operand takes it: something must
// be given, patterns hold for whole values only, and a moment is given by its
// day.
func operandField(f resource.Field, many bool) resource.Field {
	f.Required, f.MaxLength, f.Pattern, f.Locked = true, 0, "", ""
	switch f.Type {
	case resource.TextArea, resource.Regexp, resource.JSON:
		f.Type = resource.Text
	case resource.DateTime:
		f.Type = resource.Date
	case resource.Multiselect:
		if !many {
			f.Type = resource.Dropdown
		}
	default:
		if many {
			f.Type = resource.Text
		}
	}
	return f
}

func newOperand(env *pane.Env, f resource.Field, r resource.Relation, v resource.Value) *operand {
	many := r.Operand == resource.Many
	of := operandField(f, many)
	name := ""
	if env.Names != nil {
		name, _ = env.Names.Name(f.Target, v.Text())
	}
	if many && of.Type == resource.Text {
		v = resource.String(strings.Join(v.Strings(), ", "))
	}
	if f.Type == resource.DateTime && !v.IsEmpty() {
		v = resource.String(resource.DayOf(v, env.Zone))
	}
	return &operand{Entry: entry.New(of, v, name, env.Now), field: f, many: many}
}

// condition is the filter that was given, or why it is none.
func (o *operand) condition(r resource.Relation, zone *time.Location) (resource.Filter, string) {
	v, problem := o.Value()
	switch {
	case problem != "":
		return resource.Filter{}, problem
	case v.IsEmpty():
		return resource.Filter{}, "a value is needed; for rows without one there is “has no value”"
	case o.field.Type == resource.DateTime:
		return resource.DayCondition(o.field, r.Op, v.Text(), zone), ""
	case o.many && !v.IsArray():
		v = resource.ListValue(o.field, v.Text())
	}
	return resource.Where(o.field, r.Op, v), ""
}

// query asks for what a relation may point at, if what was typed has changed.
func (o *operand) query(env *pane.Env, ask Commands) tea.Cmd {
	p, ok := o.Editor.(*form.Pick)
	if !ok {
		return nil
	}
	text, gen := p.Query()
	if o.began && text == o.asked {
		return nil
	}
	o.asked, o.began = text, true
	return ask.Candidates(slot, uint64(gen), env.Debounce, o.field.Target, text)
}

func (o *operand) found(c command.Candidates) {
	if p, ok := o.Editor.(*form.Pick); ok {
		suggest(p, c)
	}
}

// suggest gives a relation's editor what was found.
func suggest(p *form.Pick, c command.Candidates) {
	if c.Err != nil {
		p.Fail(int(c.Gen), pane.Explain(c.Err))
		return
	}
	options := make([]form.Option, len(c.Options))
	for i, op := range c.Options {
		options[i] = form.Option{Value: op.Value, Label: op.Title, Hint: op.Value}
	}
	p.Suggest(int(c.Gen), options)
}
