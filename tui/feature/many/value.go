package many

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"zco/tui/domain/collection"
	"zco/tui/domain/entry"
	"zco/tui/domain/field"
	"zco/tui/domain/job"
	"zco/tui/draw/screen"
	"zco/tui/pane"
	"zco/tui/widget/form"
	"zco/tui/work"
)

// value asks for what a change needs: a value, texts to find and put in their
// place, a number, or options.
type value struct {
	d        *edit
	field    collection.Field
	kind     job.ChangeKind
	previous step
	sheet    form.Sheet
	asked    int // the generation of the relation's search
	problem  string
}

// newValue asks anew, or goes on with what was typed before it was left.
func newValue(d *edit, f collection.Field, kind job.ChangeKind, previous step) *value {
	if left := d.f.left; left != nil && left.field.Key == f.Key && left.kind == kind && left.d.s.col.ID == d.s.col.ID {
		left.d, left.previous, left.asked = d, previous, -1
		return left
	}
	v := &value{d: d, field: f, kind: kind, previous: previous, asked: -1, sheet: form.Sheet{MaxRows: menuRows}}
	switch kind {
	case job.Replace:
		exact := &form.Check{Required: true}
		exact.SetText("false")
		v.sheet.Fields = []form.Labelled{
			{Label: "find", Editor: &form.Line{Required: true}},
			{Label: "put in its place", Editor: &form.Line{Placeholder: "nothing"}},
			{Label: "upper and lower case differ", Editor: exact},
		}
	case job.Add:
		v.sheet.Fields = []form.Labelled{{Label: "add (with a minus, take away)", Editor: &form.Number{Decimal: f.Editor() != field.IntegerEditor}}}
	case job.AddOptions, job.RemoveOptions:
		e := &form.MultiChoice{Required: true}
		options := make([]form.Option, len(f.Options))
		for i, o := range f.Options {
			options[i] = form.Option{Value: o.Value, Label: o.Title}
		}
		e.SetOptions(options)
		v.sheet.Fields = []form.Labelled{{Editor: e}}
	default:
		f.Required = true // nothing is set by clearing
		v.sheet.Fields = []form.Labelled{{Editor: entry.New(f, collection.Absent, "", d.f.env.Now)}}
	}
	d.f.left = v
	return v
}

func (v *value) title() string { return v.field.Title + ": " + kindWords[v.kind] }

func (v *value) height(w int) int { return v.sheet.Height(w) + 1 }

func (v *value) draw(a screen.Area) screen.Cursor {
	th := v.d.f.env.Theme
	body, foot := a.Bottom(1)
	_, at := v.sheet.Draw(body, th)
	if v.problem != "" {
		foot.TextCut(0, 0, foot.W, th.Danger, th.Glyphs.Failed+" "+v.problem)
		return at
	}
	hints := []pane.Hint{{Key: v.doneKey(), Text: "done"}, {Key: "esc", Text: "back"}}
	if len(v.sheet.Fields) > 1 {
		hints = append(hints, pane.Hint{Key: "tab", Text: "next line"})
	}
	v.d.f.env.DrawHints(foot, 0, hints)
	return at
}

// doneKey ends the editing; in a text of many lines enter begins a line.
func (v *value) doneKey() string {
	if v.field.Multiline() && v.kind == job.Set {
		return "ctrl+s"
	}
	return "enter"
}

func (v *value) key(k tea.KeyPressMsg) (tea.Cmd, bool) {
	v.problem = ""
	if v.d.f.env.Left(k) {
		return nil, true
	}
	switch v.sheet.Key(k) {
	case form.Done:
		if v.sheet.At() == 0 && v.kind == job.Replace {
			v.sheet.Go(1) // what is found is taken away only by an empty second line
			return nil, false
		}
		v.finish()
		return nil, false
	case form.Leave:
		return nil, true
	}
	return v.search(), false
}

// finish makes a change of what was typed, if it is acceptable.
func (v *value) finish() {
	c := job.Change{Field: job.FieldKey(v.field), Kind: v.kind}
	for i, in := range v.sheet.Fields {
		if p := in.Editor.Problem(); p != "" {
			v.problem = p
			v.sheet.Go(i)
			return
		}
	}
	switch v.kind {
	case job.Replace:
		c.Find, c.With, c.MatchCase = v.text(0), v.text(1), v.text(2) == "true"
	case job.Add:
		n, _ := v.sheet.Fields[0].Editor.(*form.Number).Value()
		if n == "" {
			v.problem = "type a number"
			return
		}
		c.Number = n
	case job.AddOptions, job.RemoveOptions:
		c.Options = v.sheet.Fields[0].Editor.(*form.MultiChoice).Values()
	default:
		val, problem := v.sheet.Fields[0].Editor.(*entry.Entry).Value()
		if problem == "" && val.IsEmpty() {
			problem = "type or choose a value; to have none, there is “clear”"
		}
		if problem != "" {
			v.problem = problem
			return
		}
		c.Value = val
		v.learn(val)
	}
	v.d.f.left = nil
	v.d.put(c)
}

func (v *value) text(i int) string { return v.sheet.Fields[i].Editor.Text() }

// learn keeps what a chosen relation is called, for the review.
func (v *value) learn(val collection.Value) {
	e, ok := v.sheet.Fields[0].Editor.(*entry.Entry)
	if !ok {
		return
	}
	if p, ok := e.Editor.(*form.Pick); ok {
		if id, label := p.Chosen(); label != "" {
			if l, ok := v.d.f.env.Names.(interface{ LearnName(target, id, name string) }); ok {
				l.LearnName(v.field.Target, id, strings.TrimSpace(label))
			}
		}
	}
}

func (v *value) paste(s string) tea.Cmd {
	v.sheet.Paste(s)
	return v.search()
}

// search asks for what a relation may be, when another text is searched for.
func (v *value) search() tea.Cmd {
	e, ok := v.sheet.Fields[0].Editor.(*entry.Entry)
	if !ok {
		return nil
	}
	q, generation, ok := e.Query()
	if !ok || generation == v.asked {
		return nil
	}
	v.asked = generation
	return v.d.in.Complete("lookup", v.d.f.env.Debounce, v.d.s.col, v.field, q)
}

func (v *value) found(c work.Completed) {
	e, relation := v.sheet.Fields[0].Editor.(*entry.Entry)
	if !relation || c.Field != v.field.Key {
		return
	}
	failed := ""
	if c.Err != nil {
		failed = pane.Explain(c.Err)
	}
	e.Found(v.asked, c.Options, failed)
}

func (v *value) before() step { return v.previous }
