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
	id, _ := m.env.Keys.Resolve(scopes, k.String())
	return m.act(id)
}

// act does an action on the rows.
func (m *Model) act(id action.ID) (cmd tea.Cmd, done bool) {
	last := len(m.rows()) - 1
	m.problem = ""
	switch id {
	case action.Down:
		m.cursor = min(m.cursor+1, last)
	case action.Up:
		m.cursor = max(m.cursor-1, 0)
	case action.First, action.PageUp, action.HalfUp:
		m.cursor = 0
	case action.Last, action.PageDown, action.HalfDown:
		m.cursor = last
	case action.BuilderEdit:
		return m.enter()
	case action.BuilderAdd:
		m.addHere()
	case action.BuilderGroup:
		m.addGroup()
	case action.BuilderJoin:
		m.turn()
	case action.BuilderRemove:
		m.removeHere()
	case action.BuilderJSON:
		m.openJSON()
	case action.BuilderApply:
		return m.apply()
	case action.Dismiss:
		return m.leave(), true
	}
	return nil, false
}

// enter does what the row under the cursor offers.
func (m *Model) enter() (tea.Cmd, bool) {
	r := m.row()
	switch r.kind {
	case groupRow:
		m.turn()
	case conditionRow:
		m.edit(r.path)
	case addRow:
		m.add(nil, len(m.root.Filters))
	case textRow:
		m.step = atText
	case applyRow:
		return m.apply()
	}
	return nil, false
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

// turn makes a group of all one of any, and back.
func (m *Model) turn() {
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
	m.row()
}

// apply shows the rows that match, unless the service would refuse the filter.
func (m *Model) apply() (tea.Cmd, bool) {
	f := pruned(m.root)
	if err := collection.CheckFilter(m.schema, f); err != nil {
		m.problem = err.Error()
		return nil, false
	}
	p := m.place
	p.Filter, p.Text = collection.WriteFilter(f), m.text.Text()
	return pane.Batch(pane.Ask(Left{Collection: m.col.ID}), pane.Ask(pane.Visit{Place: m.col.Fit(p)})), true
}

// leave closes the dialog; what was built and not applied is kept.
func (m *Model) leave() tea.Cmd {
	left := m.filter()
	if left == m.start {
		left = ""
	}
	cmds := []tea.Cmd{pane.Ask(Left{Collection: m.col.ID, Filter: left})}
	if left != "" {
		cmds = append(cmds, pane.Saying(pane.Note, "the filter was not applied; it is kept for the next time"))
	}
	return pane.Batch(cmds...)
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
		return m.value.query(m.env, m.ask)
	case atText:
		if m.text.Paste(s) == form.Ask {
			m.text.Answer(0)
		}
	case atJSON:
		m.json.Paste(s)
	case atRows:
		m.takeJSON(s)
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
		m.takeJSON(m.json.Text())
	}
}

// takeJSON reads a filter that was written by hand. One that the service would
// refuse stays where it is, with the reason.
func (m *Model) takeJSON(text string) {
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
