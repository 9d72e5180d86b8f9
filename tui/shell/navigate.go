package shell

import (
	tea "charm.land/bubbletea/v2"

	"zco/tui/domain/collection"
	"zco/tui/nav"
	"zco/tui/pane"
	"zco/tui/panes/records"
)

// visit shows a place in the table, with the cursor where it was if one has
// been there before.
func (m *Model) visit(v pane.Visit) tea.Cmd {
	col := m.collection(v.Place.Collection)
	if col == nil {
		m.say(pane.Warning, "there is no object "+v.Place.Collection+" in this account")
		return nil
	}
	m.note()
	m.history.Push(nav.Entry{Place: v.Place})
	return m.showTable(col, v)
}

func (m *Model) showTable(col *collection.Collection, v pane.Visit) tea.Cmd {
	t, known := m.tables.Get(v.Place)
	if !known {
		t = m.newTable(col, v.Place)
	}
	m.records = t
	m.objects.Mark(col.ID)
	to := m.at
	to.Place, to.Over, to.Focus = v.Place, false, pane.Records
	m.show(to)
	if v.Select != "" {
		t.Select(v.Select)
	}
	if len(v.Columns) > 0 {
		t.ShowColumns(v.Columns)
	}
	if known {
		return t.Resume()
	}
	return pane.Batch(t.Load(), m.visited(v.Place))
}

// newTable makes the table of a place. All tables of a collection have one
// selection.
func (m *Model) newTable(col *collection.Collection, p collection.Place) *records.Model {
	t := records.New(m.env, m.layer, col, p)
	for _, other := range m.tables.All() {
		if other.Collection().ID == col.ID {
			t.ShareSelection(other)
			break
		}
	}
	if old, dropped := m.tables.Put(p, t); dropped {
		old.Close()
	}
	return t
}

// moved notes that the table in front shows another place now.
func (m *Model) moved(to collection.Place) {
	for p, t := range m.tables.All() {
		if t != m.records {
			continue
		}
		if old, dropped := m.tables.Move(p, to); dropped {
			old.Close()
		}
		break
	}
	m.at.Place = to
	m.history.Note(func(e *nav.Entry) { e.Place = to })
}

// open shows one row in the record pane and gives it the focus.
func (m *Model) open(o pane.OpenRecord) tea.Cmd {
	col := m.collection(o.Ref.Collection)
	if col == nil {
		m.say(pane.Warning, "there is no object "+o.Ref.Collection+" in this account")
		return nil
	}
	m.noteOpening(o)
	return m.showRecord(col, o)
}

func (m *Model) showRecord(col *collection.Collection, o pane.OpenRecord) tea.Cmd {
	cmd := m.editor.Show(col, o.Ref, o.Item, o.Known)
	if o.Field != "" {
		m.editor.GoTo(o.Field)
	}
	m.overTable(o.Ref)
	return pane.Batch(cmd, m.opened(o))
}

// overTable shows the record pane over the table, or beside it where there is
// room, and gives it the focus.
func (m *Model) overTable(ref collection.Ref) {
	to := m.at
	to.Record, to.Over, to.Focus = ref, true, pane.Record
	m.show(to)
}

// noteOpening puts the record into the history, and before it the record that
// it is followed from.
func (m *Model) noteOpening(o pane.OpenRecord) {
	m.note()
	now := m.history.Now()
	follow := o.Follow || m.records != nil && m.records.Collection().ID != o.Ref.Collection
	if from := m.editor.Ref(); follow && m.at.Focus == pane.Record && m.at.Open() && now.Record != from {
		m.history.Push(nav.Entry{Place: now.Place, Record: from})
		m.note()
	}
	m.history.Push(nav.Entry{Place: now.Place, Record: o.Ref, Followed: follow})
}

// preview shows the row that the table's cursor rests on beside the table.
func (m *Model) preview(r pane.Rested) tea.Cmd {
	if m.records == nil || m.records.Collection().ID != r.Ref.Collection ||
		m.layout.record.W == 0 || m.at.Focus == pane.Record {
		return nil
	}
	to := m.at
	to.Record = r.Ref
	m.show(to)
	names := m.records.NamesAround(r.Item)
	return pane.Batch(names, m.editor.Show(m.records.Collection(), r.Ref, r.Item, true))
}
