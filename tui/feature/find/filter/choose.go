package filter

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"zco/tui/action"
	"zco/tui/domain/collection"
	"zco/tui/widget/form"
)

// add begins a new condition: it asks for its field.
func (m *Model) add(group path, i int) {
	m.where, m.index, m.editing = group, i, false
	m.chooseField("")
}

// edit begins to change a condition: it asks for another value, or for another
// relation where there is none.
func (m *Model) edit(p path) {
	c := at(&m.root, p)
	f, ok := m.schema.FilterField(c.Field)
	if !ok {
		m.problem = "there is no field " + c.Field + " to filter by; " + m.env.Keys.Key(action.BuilderJSON) + " edits the filter as JSON"
		return
	}
	m.where, m.editing, m.field = p, true, f
	m.chooseRelation(collection.RelationOf(f, *c))
}

// StartAt proposes a field for the first condition: that of the column under
// the cursor.
func (m *Model) StartAt(key string) {
	if m.step == atField && m.field.Key == "" {
		m.chooseField(key)
	}
}

func (m *Model) chooseField(key string) {
	m.step, m.list = atField, form.List{Placeholder: "Type to find a field"}
	items := make([]form.Item, len(m.fields))
	for i, f := range m.fields {
		items[i] = form.Item{Label: f.Title, Right: f.Type.Label(), Keywords: f.Key}
	}
	m.list.SetItems(items)
	if i := slices.IndexFunc(m.fields, func(f collection.Field) bool { return f.Key == key }); i >= 0 {
		m.list.Select(i)
	}
}

func (m *Model) chooseRelation(now collection.Relation) {
	m.relations = collection.Relations(m.field)
	m.step, m.list = atRelation, form.List{Placeholder: "Type to find"}
	items := make([]form.Item, len(m.relations))
	for i, r := range m.relations {
		items[i] = form.Item{Label: r.Words, Keywords: string(r.Op)}
	}
	m.list.SetItems(items)
	for i, r := range m.relations {
		if r.Words == now.Words {
			m.list.Select(i)
		}
	}
	if len(m.relations) == 1 {
		m.setRelation(m.relations[0])
	}
}

// chooseKey takes a key of the lists of fields and relations.
func (m *Model) chooseKey(k tea.KeyPressMsg) tea.Cmd {
	switch m.list.Key(k) {
	case form.Leave:
		m.stepBack()
	case form.Done:
		i, ok := m.list.Selected()
		if !ok {
			return nil
		}
		if m.step == atField {
			m.field = m.fields[i]
			m.chooseRelation(collection.Relation{})
		} else {
			m.setRelation(m.relations[i])
		}
		return m.query()
	}
	return nil
}

// setRelation takes the relation chosen, and the value where it needs one.
func (m *Model) setRelation(r collection.Relation) {
	m.relation, m.problem = r, ""
	m.inbox.Cancel(candidates)
	if r.Operand == collection.Nothing {
		m.setCondition(collection.Where(m.field, r.Op, r.Fixed))
		return
	}
	v := collection.Absent
	if m.editing {
		c := at(&m.root, m.where)
		if old := collection.RelationOf(m.field, *c); c.Field == m.field.FilterName() && old.Operand == r.Operand {
			v = c.Value
		}
	}
	m.value = newOperand(m.env, m.field, r, v)
	m.step = atValue
}

func (m *Model) query() tea.Cmd {
	if m.step != atValue {
		return nil
	}
	return m.value.query(m.env, m.inbox)
}

func (m *Model) valueKey(k tea.KeyPressMsg) tea.Cmd {
	return m.edited(m.value.Key(k))
}

// edited goes on as a key or a click left the editor of the value.
func (m *Model) edited(out form.Outcome) tea.Cmd {
	switch {
	case out == form.Leave && m.value.Text() == "":
		m.stepBack()
	case out.Ends():
		c, problem := m.value.condition(m.relation, m.env.Zone)
		if problem == "" {
			m.setCondition(c)
			return nil
		}
		if out == form.Leave {
			m.stepBack()
			return nil
		}
		m.problem = problem
	case out == form.Handled:
		m.problem = ""
	}
	return m.query()
}

// stepBack leaves a question for the one before, and the first for the rows.
func (m *Model) stepBack() {
	m.problem = ""
	switch {
	case m.step == atValue && len(m.relations) > 1:
		m.chooseRelation(m.relation)
	case m.step != atField && !m.editing:
		m.chooseField(m.field.Key)
	default:
		m.step = atRows
	}
}

// setCondition puts the condition into its place and goes to what applies the filter.
func (m *Model) setCondition(c collection.Filter) {
	if m.editing {
		*at(&m.root, m.where) = c
	} else {
		insert(&m.root, m.where, m.index, c)
	}
	m.step, m.value, m.earlier = atRows, nil, false
	m.cursor = len(m.rows()) - 1
}
