package filter

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"zco/tui/domain/collection"
	"zco/tui/draw/screen"
	"zco/tui/pane"
	"zco/tui/widget/form"
	"zco/tui/work"
)

// FixedCommands is what the dialog of fixed filters asks of the command layer.
type FixedCommands interface {
	FixedOptions(slot work.Slot, gen uint64, choice collection.Choice) tea.Cmd
	Candidates(slot work.Slot, gen uint64, delay time.Duration, target, text string) tea.Cmd
}

// Fixed is the dialog of a family's fixed filters: which one, then its value.
type Fixed struct {
	env   *pane.Env
	ask   FixedCommands
	col   *collection.Collection
	place collection.Place
	gen   uint64

	choice *collection.Choice // whose value is asked for; nil asks which filter
	list   form.List
	values []collection.Option
	pick   *form.Pick
	asked  string
}

const fixedSlot work.Slot = "filter/fixed"

// NewFixed returns the dialog of a place's fixed filters.
func NewFixed(env *pane.Env, ask FixedCommands, col *collection.Collection, place collection.Place) *Fixed {
	d := &Fixed{env: env, ask: ask, col: col, place: place}
	d.which()
	return d
}

// which asks for the filter to change.
func (d *Fixed) which() {
	now := map[string]string{}
	for _, p := range d.col.FixedParts(d.place) {
		now[p.Choice.Key] = p.Text(d.name)
	}
	d.choice, d.pick, d.list = nil, nil, form.List{Placeholder: "type to find"}
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

// value asks for the value of a filter.
func (d *Fixed) value(c collection.Choice) tea.Cmd {
	d.choice, d.list = &c, form.List{Placeholder: "type to find"}
	switch {
	case len(c.Values) > 0:
		d.offer(c.Values)
	case c.Load != nil:
		d.list.Empty = "asking" + d.env.Theme.Glyphs.Loading
		d.gen++
		return d.ask.FixedOptions(fixedSlot, d.gen, c)
	default:
		d.pick = &form.Pick{Placeholder: "type a name"}
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
	text, gen := d.pick.Query()
	if !first && text == d.asked {
		return nil
	}
	d.asked = text
	return d.ask.Candidates(fixedSlot, uint64(gen), d.env.Debounce, d.choice.Target, text)
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

// Key implements pane.Dialog.
func (d *Fixed) Key(k tea.KeyPressMsg) (tea.Cmd, bool) {
	if d.pick != nil {
		return d.pickKey(k)
	}
	switch d.list.Key(k) {
	case form.Leave:
		if d.choice == nil {
			return nil, true
		}
		d.which()
	case form.Done:
		i, ok := d.list.Selected()
		switch {
		case !ok:
		case d.choice == nil:
			return d.value(d.col.Filters[i]), false
		default:
			return d.narrow(d.values[i].Value), true
		}
	}
	return nil, false
}

func (d *Fixed) pickKey(k tea.KeyPressMsg) (tea.Cmd, bool) {
	switch out := d.pick.Key(k); {
	case out == form.Leave:
		d.which()
		return nil, false
	case out.Ends():
		return d.narrow(d.pick.Text()), true
	}
	return d.query(false), false
}

// narrow shows the rows that have a value, or any.
func (d *Fixed) narrow(value string) tea.Cmd {
	p := d.place
	p.Fixed = collection.WithFixed(p.Fixed, d.choice.Key, value)
	return pane.Ask(pane.Visit{Place: p})
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

// Update implements pane.Dialog.
func (d *Fixed) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case work.FixedOptions:
		if msg.Gen != d.gen || d.choice == nil || d.choice.Key != msg.Key {
			return nil
		}
		d.list.Empty = ""
		if msg.Err != nil {
			d.list.Empty = pane.Explain(msg.Err)
			return nil
		}
		d.offer(msg.Options)
	case work.Candidates:
		if d.pick != nil && msg.Slot == fixedSlot {
			suggest(d.pick, msg)
		}
	}
	return nil
}
