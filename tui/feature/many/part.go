package many

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"zco/tui/domain/collection"
	"zco/tui/domain/entry"
	"zco/tui/domain/field"
	"zco/tui/domain/job"
	"zco/tui/pane"
	"zco/tui/widget/form"
	"zco/tui/work"
)

// part is one change of a bulk edit as it is put together: a field, what is
// done with it, and with what.
type part struct {
	d       *edit
	fields  []collection.Field // to choose among
	list    form.List          // of their titles
	at      int                // the one chosen, -1 for none yet
	kinds   []job.ChangeKind   // what can be done with it
	do      form.Radio         // which of them
	value   []form.Labelled    // what that needs; none for clearing
	typed   []string           // what stood in value at first
	asked   int                // the generation of the relation's search
	problem string             // why it cannot be sent as it is
}

// newPart returns a change of a field, of none yet for the key "".
func newPart(d *edit, key string) *part {
	p := &part{d: d, at: -1}
	var items []form.Item
	for _, f := range d.s.schema.Fields {
		why := f.Locked
		if f.System && why != "" {
			continue
		}
		p.fields = append(p.fields, f)
		items = append(items, form.Item{Label: f.Title, Right: f.Type.Label(), Disabled: why})
	}
	p.list.Placeholder = "Type to find the field"
	p.list.SetItems(items)
	if i := slices.IndexFunc(p.fields, func(f collection.Field) bool { return f.Key == key }); i >= 0 && items[i].Disabled == "" {
		p.chooseField(i)
	}
	return p
}

// field is the one that the change is of; ok is false before it is chosen.
func (p *part) field() (f collection.Field, ok bool) {
	if p.at < 0 {
		return f, false
	}
	return p.fields[p.at], true
}

// kind is what is done with the field.
func (p *part) kind() job.ChangeKind { return p.kinds[p.do.Chosen()] }

// chooseField makes the change one of another field; of the same, what was
// typed stays.
func (p *part) chooseField(i int) {
	p.list.SetFilter("")
	p.list.Select(i)
	p.list.Placeholder = p.fields[i].Title
	if i == p.at {
		return
	}
	p.at, p.kinds = i, job.Kinds(p.fields[i])
	words := make([]string, len(p.kinds))
	for i, k := range p.kinds {
		words[i] = kindWords[k]
	}
	p.do = form.NewRadio(words...)
	p.fresh()
}

// fresh makes the editors of what the change needs.
func (p *part) fresh() {
	f := p.fields[p.at]
	p.problem, p.asked = "", -1
	switch p.kind() {
	case job.Clear:
		p.value = nil
	case job.Replace:
		exact := &form.Check{Required: true}
		exact.SetText("false")
		p.value = []form.Labelled{
			{Label: "Find", Editor: &form.Line{Required: true}},
			{Label: "Replace by", Editor: &form.Line{Placeholder: "Nothing"}},
			{Label: "Match case", Editor: exact},
		}
	case job.Add:
		p.value = []form.Labelled{{Label: "Add", Editor: &form.Number{Line: form.Line{Placeholder: "With a minus, take away"}, Decimal: f.Editor() != field.IntegerEditor}}}
	case job.AddOptions, job.RemoveOptions:
		e := &form.MultiChoice{Required: true}
		options := make([]form.Option, len(f.Options))
		for i, o := range f.Options {
			options[i] = form.Option{Value: o.Value, Label: o.Title}
		}
		e.SetOptions(options)
		p.value = []form.Labelled{{Label: "Options", Editor: e}}
	default:
		f.Required = true // nothing is set by clearing
		p.value = []form.Labelled{{Label: "Value", Editor: entry.New(f, collection.Absent, "", p.d.f.env.Now)}}
	}
	p.typed = p.texts()
}

// texts are what stands in the editors.
func (p *part) texts() []string {
	out := make([]string, len(p.value))
	for i, v := range p.value {
		if out[i] = v.Editor.Text(); out[i] == "" {
			if e, ok := v.Editor.(*entry.Entry); ok {
				out[i] = e.Typed()
			}
		}
	}
	return out
}

// untouched reports whether nothing was asked for: a change that was only
// proposed.
func (p *part) untouched() bool {
	return p.at < 0 || len(p.value) > 0 && p.do.Chosen() == 0 && slices.Equal(p.texts(), p.typed)
}

// change returns what was put together, or why it is none: its problem, and the
// index of the editor it is in.
func (p *part) change() (c job.Change, problem string, line int) {
	f, ok := p.field()
	if !ok {
		return c, "Choose a field", 0
	}
	for i, v := range p.value {
		if problem := v.Editor.Problem(); problem != "" {
			return c, problem, i
		}
	}
	c = job.Change{Field: job.FieldKey(f), Kind: p.kind()}
	switch c.Kind {
	case job.Clear:
	case job.Replace:
		c.Find, c.With, c.MatchCase = p.text(0), p.text(1), p.text(2) == "true"
	case job.Add:
		if c.Number, _ = p.value[0].Editor.(*form.Number).Value(); c.Number == "" {
			return c, "Type a number", 0
		}
	case job.AddOptions, job.RemoveOptions:
		c.Options = p.value[0].Editor.(*form.MultiChoice).Values()
	default:
		if c.Value, problem = p.value[0].Editor.(*entry.Entry).Value(); problem == "" && c.Value.IsEmpty() {
			problem = "Type or choose a value; to have none, there is “clear”"
		}
	}
	return c, problem, 0
}

func (p *part) text(i int) string { return p.value[i].Editor.Text() }

// take lets an editor choose by what was typed, before it is left.
func (p *part) take(line int) {
	e := p.value[line].Editor
	if in, ok := e.(*entry.Entry); ok {
		e = in.Editor
	}
	if t, ok := e.(form.Taker); ok {
		t.Take()
	}
	p.learn()
}

// learn keeps what a chosen relation is called, for preview and review.
func (p *part) learn() {
	pick, ok := p.pick()
	if !ok {
		return
	}
	if id, label := pick.Chosen(); label != "" {
		p.d.f.layer.Meet(p.fields[p.at].Target, id, strings.TrimSpace(label))
	}
}

// pick is the editor of a relation, if the change sets one.
func (p *part) pick() (*form.Pick, bool) {
	if len(p.value) == 0 {
		return nil, false
	}
	e, ok := p.value[0].Editor.(*entry.Entry)
	if !ok {
		return nil, false
	}
	pick, ok := e.Editor.(*form.Pick)
	return pick, ok
}

// search asks for what a relation may be, when another text is searched for.
func (p *part) search() tea.Cmd {
	if _, ok := p.pick(); !ok {
		return nil
	}
	q, generation, _ := p.value[0].Editor.(*entry.Entry).Query()
	if generation == p.asked {
		return nil
	}
	p.asked = generation
	return p.d.in.Complete("lookup", p.d.f.env.Debounce, p.d.s.col, p.fields[p.at], q)
}

// found takes what a search found.
func (p *part) found(c work.Completed) {
	if _, ok := p.pick(); !ok || c.Field != p.fields[p.at].Key {
		return
	}
	failed := ""
	if c.Err != nil {
		failed = pane.Explain(c.Err)
	}
	p.value[0].Editor.(*entry.Entry).Found(p.asked, c.Options, failed)
}
