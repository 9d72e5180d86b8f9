package filter

import (
	tea "charm.land/bubbletea/v2"

	"zco/tui/action"
	"zco/tui/domain/collection"
	"zco/tui/draw/screen"
	"zco/tui/pane"
	"zco/tui/widget/form"
	"zco/tui/work"
)

// Fixed is the dialog of a family's fixed filters: which one, then its value.
type Fixed struct {
	pane.Base
	env   *pane.Env
	inbox *work.Inbox
	col   *collection.Collection
	place collection.Place

	choice *collection.Choice // whose value is asked for; nil asks which filter
	list   form.List
	values []collection.Option
	pick   *form.Pick
	asked  string
}

// values is the slot of what a fixed filter may be set to.
const values = "values"

// NewFixed returns the dialog of a place's fixed filters.
func NewFixed(env *pane.Env, layer *work.Layer, col *collection.Collection, place collection.Place) *Fixed {
	d := &Fixed{env: env, col: col, place: place}
	d.inbox = layer.Inbox(d.answered)
	d.chooseFilter()
	return d
}

// chooseFilter asks for the filter to change.
func (d *Fixed) chooseFilter() {
	d.inbox.Cancel(values)
	now := map[string]string{}
	for _, p := range d.col.FixedParts(d.place) {
		now[p.Choice.Key] = p.Text(d.name)
	}
	d.choice, d.pick, d.list = nil, nil, form.List{Placeholder: "Type to find"}
	items := make([]form.Item, len(d.col.Filters))
	for i, c := range d.col.Filters {
		items[i] = form.Item{Label: c.Title, Hint: now[c.Key]}
	}
	d.list.SetItems(items)
}

func (d *Fixed) name(target, id string) (string, bool) {
	if d.env.Names == nil {
		return "", false
	}
	return d.env.Names.Name(target, id)
}

// chooseValue asks for the value of a filter.
func (d *Fixed) chooseValue(c collection.Choice) tea.Cmd {
	d.choice, d.list = &c, form.List{Placeholder: "Type to find"}
	switch {
	case len(c.Values) > 0:
		d.offer(c.Values)
	case c.Load != nil:
		d.list.Empty = "Loading" + d.env.Theme.Glyphs.Loading
		return d.inbox.FixedOptions(values, c)
	default:
		d.pick = &form.Pick{Placeholder: "Type a name"}
		return d.query(true)
	}
	return nil
}

func (d *Fixed) offer(values []collection.Option) {
	d.values = append([]collection.Option{{Title: "any"}}, values...)
	items := make([]form.Item, len(d.values))
	for i, o := range d.values {
		items[i] = form.Item{Label: o.Title}
	}
	d.list.SetItems(items)
}

func (d *Fixed) query(first bool) tea.Cmd {
	text, _ := d.pick.Query()
	if !first && text == d.asked {
		return nil
	}
	d.asked = text
	d.inbox.Cancel(values) // an answer on its way is to what stood before
	return d.inbox.Candidates(values, d.env.Debounce, d.choice.Target, text)
}

// Title implements pane.Dialog.
func (d *Fixed) Title() string {
	if d.choice != nil {
		return "Filter " + d.col.Title + ": " + d.choice.Title
	}
	return "Filter " + d.col.Title
}

// Size implements pane.Dialog.
func (d *Fixed) Size(w, h int) (int, int) {
	w = min(48, w)
	if d.pick != nil {
		return w, min(d.pick.Height(w), h)
	}
	return w, min(max(d.list.Height(w), 2), 12, h)
}

// Draw implements pane.Dialog.
func (d *Fixed) Draw(a screen.Area) screen.Cursor {
	if d.pick != nil {
		return d.pick.Draw(a, d.env.Theme)
	}
	return d.list.Draw(a, d.env.Theme)
}

// Footer are the keys in the foot of the frame.
func (d *Fixed) Footer() []pane.Hint {
	return []pane.Hint{d.env.Hint(action.Accept, "choose"), d.env.Hint(action.Dismiss, "back")}
}

// Key implements pane.Dialog.
func (d *Fixed) Key(k tea.KeyPressMsg) (tea.Cmd, bool) {
	if d.pick != nil {
		return d.pickKey(k)
	}
	switch d.list.Key(k) {
	case form.Leave:
		if d.choice == nil {
			d.inbox.Close()
			return nil, true
		}
		d.chooseFilter()
	case form.Done:
		i, ok := d.list.Selected()
		switch {
		case !ok:
		case d.choice == nil:
			return d.chooseValue(d.col.Filters[i]), false
		default:
			d.narrow(d.values[i].Value)
			return nil, true
		}
	}
	return nil, false
}

// Clicked chooses what is drawn at a cell of the screen.
func (d *Fixed) Clicked(x, y int) tea.Cmd {
	if d.pick != nil {
		if d.pick.Click(x, y).Ends() {
			d.narrow(d.pick.Text())
			d.env.Shell.Close(d)
		}
		return nil
	}
	if !d.list.Click(x, y) {
		return nil
	}
	cmd, done := d.Key(tea.KeyPressMsg{Code: tea.KeyEnter})
	if done {
		d.env.Shell.Close(d)
	}
	return cmd
}

func (d *Fixed) pickKey(k tea.KeyPressMsg) (tea.Cmd, bool) {
	switch out := d.pick.Key(k); {
	case out == form.Leave:
		d.chooseFilter()
		return nil, false
	case out.Ends():
		d.narrow(d.pick.Text())
		return nil, true
	}
	return d.query(false), false
}

// narrow shows the rows that have a value, or any.
func (d *Fixed) narrow(value string) {
	d.inbox.Close()
	p := d.place
	p.Fixed = collection.WithFixed(p.Fixed, d.choice.Key, value)
	d.env.Shell.Visit(pane.Visit{Place: p})
}

// Paste implements pane.Dialog.
func (d *Fixed) Paste(s string) tea.Cmd {
	if d.pick != nil {
		d.pick.Paste(s)
		return d.query(false)
	}
	d.list.Paste(s)
	return nil
}

func (d *Fixed) answered(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case work.FixedOptions:
		if msg.Err != nil {
			d.list.Empty = pane.Explain(msg.Err)
			return nil
		}
		d.offer(msg.Options)
	case work.Candidates:
		suggest(d.pick, msg)
	}
	return nil
}
