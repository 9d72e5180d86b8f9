package many

import (
	tea "charm.land/bubbletea/v2"

	"zco/tui/action"
	"zco/tui/domain/entry"
	"zco/tui/pane"
	"zco/tui/widget/form"
)

// Key implements pane.Dialog.
func (d *edit) Key(k tea.KeyPressMsg) (tea.Cmd, bool) {
	cmd, done := d.key(k)
	if done {
		d.take()
		d.in.Close()
	}
	d.changed()
	return cmd, done
}

func (d *edit) key(k tea.KeyPressMsg) (cmd tea.Cmd, done bool) {
	d.forget()
	if do := d.keys()[d.f.env.TypingKey(k, action.Bulk)]; do != nil {
		return do()
	}
	switch d.give(k) {
	case form.Done:
		return d.enter(), false
	case form.Leave:
		return nil, true
	case form.Next:
		d.move(1)
	case form.Prev:
		d.move(-1)
	}
	return d.search(), false
}

// forget forgets what was wrong: it is told until something is done.
func (d *edit) forget() {
	for _, p := range d.parts {
		p.problem = ""
	}
}

// keys do the same wherever the cursor is.
func (d *edit) keys() pane.Bindings {
	return pane.Bind(pane.Stays(d.review), action.BulkReview).And(pane.Stays(d.drop), action.BulkDrop).
		And(pane.Done, action.Dismiss, action.Back)
}

// give hands a key to what has the cursor.
func (d *edit) give(k tea.KeyPressMsg) form.Outcome {
	out := form.Unhandled
	p := d.part()
	switch d.at.kind {
	case atScope:
		out = d.which.Key(k)
	case atField:
		out = p.list.Key(k)
	case atDo:
		was := p.do.Chosen()
		if out = p.do.Key(k); p.do.Chosen() != was {
			p.fresh()
		}
	case atValue:
		out = p.value[d.at.line].Editor.Key(k)
	case atAdd:
		if k.Text != "" { // the name of the field is typed already
			d.add()
			return d.give(k)
		}
	}
	if out != form.Unhandled {
		return out
	}
	return leavesLine[k.String()]
}

// leavesLine are the keys that lead on where nothing else has a use for them.
var leavesLine = map[string]form.Outcome{
	"enter": form.Done, "esc": form.Leave, "tab": form.Next, "down": form.Next, "shift+tab": form.Prev, "up": form.Prev,
}

// enter goes on from what has the cursor.
func (d *edit) enter() tea.Cmd {
	p := d.part()
	switch d.at.kind {
	case atField:
		if i, ok := p.list.Selected(); ok {
			p.chooseField(i)
		}
	case atValue:
		p.learn()
		if d.at.line == 0 && len(p.value) > 1 {
			break // what is found is taken away only by an empty second line
		}
		if _, problem, line := p.change(); problem != "" {
			p.problem, d.at.line = problem, line
			return nil
		}
		d.at = stop{kind: atReview}
		return nil
	case atAdd:
		d.add()
		return nil
	case atReview:
		return d.review()
	}
	d.move(1)
	if d.at.kind == atAdd { // nothing is left to say
		d.at.kind = atReview
	}
	return d.search()
}

// search asks for what a relation may be once the cursor is in it.
func (d *edit) search() tea.Cmd {
	if p := d.part(); p != nil && d.at.kind == atValue {
		return p.search()
	}
	return nil
}

// Paste implements pane.Dialog.
func (d *edit) Paste(s string) tea.Cmd {
	switch p := d.part(); d.at.kind {
	case atField:
		p.list.Paste(s)
	case atValue:
		e := p.value[d.at.line].Editor
		if out := e.Paste(s); out == form.Ask { // there is no room to ask
			if in, ok := e.(*entry.Entry); ok {
				e = in.Editor
			}
			e.(form.Asker).Answer(0)
		}
	}
	d.changed()
	return d.search()
}

// Clicked does what a click at a cell of the screen is for.
func (d *edit) Clicked(x, y int) tea.Cmd {
	defer d.changed()
	d.forget()
	for _, at := range d.placed {
		if !at.Contains(x, y) {
			continue
		}
		again := at.stop == d.at
		if !again {
			d.take()
			d.goTo(at.stop)
		}
		return d.clicked(x, y, again)
	}
	return nil
}

// clicked takes a click at the stop with the cursor; again says that it had the
// cursor before, and shows all its lines.
func (d *edit) clicked(x, y int, again bool) tea.Cmd {
	p := d.part()
	switch d.at.kind {
	case atScope:
		d.which.Click(x, y)
	case atField:
		if again && p.list.Click(x, y) {
			return d.enter()
		}
	case atDo:
		if was := p.do.Chosen(); p.do.Click(x, y) == form.Handled && p.do.Chosen() != was {
			p.fresh()
		}
	case atValue:
		e := p.value[d.at.line].Editor
		if in, ok := e.(*entry.Entry); ok {
			e = in.Editor
		}
		if (again || e.Height(1) == 1) && form.Click(e, x, y) == form.Done {
			return d.enter()
		}
	case atAdd, atReview:
		return d.enter()
	}
	return d.search()
}
