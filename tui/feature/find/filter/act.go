package filter

import (
	"bytes"
	"encoding/json"
	"fmt"

	tea "charm.land/bubbletea/v2"

	"zco/tui/action"
	"zco/tui/domain/collection"
	"zco/tui/pane"
	"zco/tui/widget/form"
)

// Key implements pane.Dialog.
func (m *Model) Key(k tea.KeyPressMsg) (cmd tea.Cmd, done bool) {
	switch m.step {
	case atField, atRelation:
		return m.chooseKey(k), false
	case atValue:
		return m.valueKey(k), false
	case atText:
		if m.text.Key(k).Ends() {
			m.step = atRows
			m.cursor = len(m.rows()) - 1
		}
		return nil, false
	case atJSON:
		m.jsonKey(k)
		return nil, false
	}
	m.problem = ""
	m.view.Settle(m.cursor, len(m.rows()))
	id, _ := m.env.Keys.Resolve(scopes, k.String())
	cmd, _ = m.commands.Run(id)
	return cmd, false
}

// rowCommands are what can be done with the rows.
func (m *Model) rowCommands() action.Commands {
	do := func(id action.ID, run func()) action.Command {
		return action.Do(id, func() tea.Cmd { run(); return nil })
	}
	top, bottom := func() { m.cursor = 0 }, func() { m.cursor = len(m.rows()) - 1 }
	return action.Index([]action.Command{
		do(action.Down, func() { m.cursor = min(m.cursor+1, len(m.rows())-1) }),
		do(action.Up, func() { m.cursor = max(m.cursor-1, 0) }),
		do(action.First, top), do(action.PageUp, top), do(action.HalfUp, top),
		do(action.Last, bottom), do(action.PageDown, bottom), do(action.HalfDown, bottom),
		do(action.BuilderEdit, m.enter),
		do(action.BuilderAdd, m.addHere),
		do(action.BuilderGroup, m.addGroup),
		do(action.BuilderJoin, m.toggleJoin),
		do(action.BuilderRemove, m.removeHere),
		do(action.BuilderJSON, m.openJSON),
		do(action.BuilderApply, m.apply),
		do(action.Dismiss, m.dismiss),
	})
}

// enter does what the row under the cursor offers.
func (m *Model) enter() {
	r := m.row()
	switch r.kind {
	case groupRow:
		m.toggleJoin()
	case conditionRow:
		m.edit(r.path)
	case addRow:
		m.add(nil, len(m.root.Filters))
	case textRow:
		m.step = atText
	case applyRow:
		m.apply()
	}
}

// group returns the group that the cursor is in, and where in it a new part
// belongs.
func (m *Model) group() (path, int) {
	r := m.row()
	switch r.kind {
	case groupRow:
		return r.path, len(at(&m.root, r.path).Filters)
	case conditionRow:
		return r.path.parent(), r.path[len(r.path)-1] + 1
	}
	return nil, len(m.root.Filters)
}

func (m *Model) addHere() {
	g, i := m.group()
	m.add(g, i)
}

// addGroup puts a group that needs any of its conditions into one that needs
// all, and the other way round, and asks for its first condition.
func (m *Model) addGroup() {
	g, i := m.group()
	if len(g)+2 > collection.MaxFilterDepth {
		m.problem = fmt.Sprintf("the service takes groups %d deep at most", collection.MaxFilterDepth)
		return
	}
	join := collection.AnyOf
	if at(&m.root, g).Join == collection.AnyOf {
		join = collection.AllOf
	}
	m.add(insert(&m.root, g, i, collection.Group(join)), 0)
}

// toggleJoin makes a group of all one of any, and back.
func (m *Model) toggleJoin() {
	r := m.row()
	if r.kind == conditionRow {
		r.path = r.path.parent()
	}
	g := at(&m.root, r.path)
	g.Join = map[bool]collection.Join{true: collection.AllOf, false: collection.AnyOf}[g.Join == collection.AnyOf]
}

func (m *Model) removeHere() {
	switch r := m.row(); r.kind {
	case groupRow, conditionRow:
		remove(&m.root, r.path)
	case textRow:
		m.text.SetText("")
	}
}

// apply shows the rows that match, unless the service would refuse the filter.
func (m *Model) apply() {
	f := pruned(m.root)
	if err := collection.CheckFilter(m.schema, f); err != nil {
		m.problem = err.Error()
		return
	}
	p := m.place
	p.Filter, p.Text = collection.WriteFilter(f), m.text.Text()
	m.close("")
	m.env.Shell.Visit(pane.Visit{Place: m.col.Fit(p)})
}

// dismiss closes the dialog; what was built and not applied is kept.
func (m *Model) dismiss() {
	unapplied := m.filter()
	if unapplied == m.start {
		unapplied = ""
	}
	m.close(unapplied)
	if unapplied != "" {
		m.env.Shell.Say(pane.Note, "the filter was not applied; it is kept for the next time")
	}
}

func (m *Model) close(unapplied string) {
	m.inbox.Close()
	m.env.Shell.Close(m)
	m.env.Shell.Ask(Unapplied{Collection: m.col.ID, Filter: unapplied})
}

// Paste implements pane.Dialog. JSON pasted among the rows takes their place.
func (m *Model) Paste(s string) tea.Cmd {
	switch m.step {
	case atField, atRelation:
		m.list.Paste(s)
	case atValue:
		if asker, ok := m.value.Editor.(form.Asker); m.value.Paste(s) == form.Ask && ok {
			asker.Answer(0)
		}
		return m.value.query(m.env, m.inbox)
	case atText:
		if m.text.Paste(s) == form.Ask {
			m.text.Answer(0)
		}
	case atJSON:
		m.json.Paste(s)
	case atRows:
		m.readJSON(s)
	}
	return nil
}

func (m *Model) openJSON() {
	var out bytes.Buffer
	text := m.filter()
	if json.Indent(&out, []byte(text), "", "  ") == nil {
		text = out.String()
	}
	m.json.SetText(text)
	m.step = atJSON
}

func (m *Model) jsonKey(k tea.KeyPressMsg) {
	switch m.json.Key(k) {
	case form.Done, form.Leave:
		m.readJSON(m.json.Text())
	}
}

// readJSON reads a filter that was written by hand. One that the service would
// refuse stays where it is, with the reason.
func (m *Model) readJSON(text string) {
	f, err := collection.ReadFilter(m.schema, string(bytes.TrimSpace([]byte(text))))
	if err != nil {
		m.problem = err.Error()
		if m.step != atJSON {
			m.json.SetText(text)
			m.step = atJSON
		}
		return
	}
	m.problem = ""
	m.root = asGroup(f)
	m.step = atRows
	m.cursor = len(m.rows()) - 1
}
