package shell

import (
	tea "charm.land/bubbletea/v2"

	"zco/tui/domain/collection"
	"zco/tui/nav"
	"zco/tui/pane"
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
	m.panes.Catalog.Mark(col.ID)
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
	return tea.Batch(t.Load(), m.visited(v.Place))
}

// newTable makes the table of a place. All tables of a collection have one
// selection.
func (m *Model) newTable(col *collection.Collection, p collection.Place) Table {
	var like Table
	for _, other := range m.tables.All() {
		if other.Collection().ID == col.ID {
			like = other
			break
		}
	}
	t := m.panes.Table(col, p, like)
	if old, dropped := m.tables.Put(p, t); dropped {
		old.Close()
	}
	return t
}

// moved notes that the table in front shows another place now.
func (m *Model) moved(to collection.Place) {
	if old, dropped := m.tables.Move(m.at.Place, to); dropped {
		old.Close()
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
	cmd := m.panes.Record.Show(col, o.Ref, o.Item, o.Known)
	if o.Field != "" {
		m.panes.Record.GoTo(o.Field)
	}
	m.overTable(o.Ref)
	return tea.Batch(cmd, m.opened(o))
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
	follow := o.Follow || m.at.Table() && m.at.Place.Collection != o.Ref.Collection
	if from := m.panes.Record.Ref(); follow && m.at.Focus == pane.Record && m.at.Open() && now.Record != from {
		m.history.Push(nav.Entry{Place: now.Place, Record: from})
		m.note()
	}
	m.history.Push(nav.Entry{Place: now.Place, Record: o.Ref, Followed: follow})
}

// preview shows the row that the table's cursor rests on beside the table.
func (m *Model) preview(r pane.Rested) tea.Cmd {
	t := m.table()
	if t == nil || t.Collection().ID != r.Ref.Collection || m.layout.regions[Right].W == 0 || m.at.Focus == pane.Record {
		return nil
	}
	to := m.at
	to.Record = r.Ref
	m.show(to)
	names := t.NamesAround(r.Item)
	return tea.Batch(names, m.panes.Record.Show(t.Collection(), r.Ref, r.Item, true))
}

// showForm shows a row in the record pane that is no step in the history of
// places.
func (m *Model) showForm(ref collection.Ref, known bool) tea.Cmd {
	col := m.collection(ref.Collection)
	if col == nil {
		return nil
	}
	cmd := m.panes.Record.Show(col, ref, collection.Item{}, known)
	m.overTable(ref)
	return cmd
}

// became follows a row that was only a draft to where it is now.
func (m *Model) became(b pane.Became) tea.Cmd {
	if m.at.Record == b.From {
		m.at.Record = b.To
	}
	return m.panes.Record.Became(b)
}

// settle brings the panes in step with what is on the screen now: the list of
// objects folds while the table beside it is scrolled.
func (m *Model) settle() {
	t := m.table()
	m.panes.Catalog.Fold(m.at.Focus != pane.Objects && t != nil && t.Scrolled())
}
