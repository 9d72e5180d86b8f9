package shell

import (
	tea "charm.land/bubbletea/v2"

	"zco/tui/domain/collection"
	"zco/tui/nav"
	"zco/tui/pane"
)

// visit shows a place in the table, with the cursor where it was if one has
// been there before.
func (st *stage) visit(v pane.Visit) tea.Cmd {
	col := st.collection(v.Place.Collection)
	if col == nil {
		st.env.Shell.Say(pane.Warning, "there is no object "+v.Place.Collection+" in this account")
		return nil
	}
	st.note()
	st.history.Push(nav.Entry{Place: v.Place})
	found := st.searching() && v.Place == st.at.Place
	st.before = collection.Place{}
	cmd := st.showTable(col, v)
	if found { // it was shown while it was typed
		cmd = tea.Batch(cmd, st.features.visited(v.Place))
	}
	return cmd
}

func (st *stage) showTable(col *collection.Collection, v pane.Visit) tea.Cmd {
	t, known := st.tables.Get(v.Place)
	if !known {
		t = st.newTable(col, v.Place)
	}
	v.Columns = st.columnsFor(v, known)
	to := st.at
	to.Place, to.Over, to.Focus = v.Place, false, pane.Records
	st.show(to)
	if v.Select != "" {
		t.Select(v.Select)
	}
	if len(v.Columns.Shown) > 0 {
		t.ShowColumns(v.Columns)
	}
	if known {
		return t.Resume()
	}
	return tea.Batch(t.Load(), st.features.visited(v.Place))
}

// columnsFor returns the columns to show in a table that comes to the front:
// those asked for, in a new one those of the view that shows the place, and in
// a search or an order of what is shown now those that were chosen for that.
func (st *stage) columnsFor(v pane.Visit, known bool) pane.Columns {
	if known || len(v.Columns.Shown) > 0 {
		return v.Columns
	}
	if cols := st.features.columns(v.Place); len(cols.Shown) > 0 {
		return cols
	}
	now, shown := st.tables.Get(st.at.Place)
	if !shown || st.at.Place.Collection != v.Place.Collection || !v.Place.Searching() && v.Place.Sort == "" {
		return pane.Columns{}
	}
	return now.Chosen()
}

// newTable makes the table of a place. All tables of a collection have one
// selection.
func (st *stage) newTable(col *collection.Collection, p collection.Place) Table {
	var like Table
	for _, other := range st.tables.All() {
		if other.Collection().ID == col.ID {
			like = other
			break
		}
	}
	t := st.panes.Table(col, p, like)
	if old, dropped := st.tables.Put(p, t); dropped {
		old.Close()
	}
	return t
}

// moved notes that the table in front shows another place now.
func (st *stage) moved(to collection.Place) {
	if old, dropped := st.tables.Move(st.at.Place, to); dropped {
		old.Close()
	}
	st.at.Place = to
	st.history.Note(func(e *nav.Entry) { e.Place = to })
}

// open shows one row in the record pane and gives it the focus.
func (st *stage) open(o pane.OpenRecord) tea.Cmd {
	col := st.collection(o.Ref.Collection)
	if col == nil {
		st.env.Shell.Say(pane.Warning, "there is no object "+o.Ref.Collection+" in this account")
		return nil
	}
	st.noteOpening(o)
	return st.showRecord(col, o)
}

func (st *stage) showRecord(col *collection.Collection, o pane.OpenRecord) tea.Cmd {
	cmd := st.panes.Record.Show(col, o.Ref, o.Item, o.Known)
	if o.Field != "" {
		st.panes.Record.GoTo(o.Field)
	}
	st.overTable(o.Ref)
	return tea.Batch(cmd, st.features.opened(o))
}

// overTable shows the record pane over the table, or beside it where there is
// room, and gives it the focus.
func (st *stage) overTable(ref collection.Ref) {
	to := st.at
	to.Record, to.Over, to.Focus = ref, true, pane.Record
	st.show(to)
}

// noteOpening puts the record into the history, and before it the record that
// it is followed from.
func (st *stage) noteOpening(o pane.OpenRecord) {
	st.note()
	now := st.history.Now()
	follow := o.Follow || st.at.Table() && st.at.Place.Collection != o.Ref.Collection
	if from := st.panes.Record.Ref(); follow && st.at.Focus == pane.Record && st.at.Open() && now.Record != from {
		st.history.Push(nav.Entry{Place: now.Place, Record: from})
		st.note()
	}
	st.history.Push(nav.Entry{Place: now.Place, Record: o.Ref, Followed: follow, Name: o.Item.Name})
}

// preview shows the row that the table's cursor rests on beside the table.
func (st *stage) preview(r pane.Rested) tea.Cmd {
	t := st.table()
	if t == nil || t.Collection().ID != r.Ref.Collection || st.layout.regions[Right].W == 0 || st.at.Focus == pane.Record {
		return nil
	}
	to := st.at
	to.Record = r.Ref
	st.show(to)
	names := t.NamesAround(r.Item)
	return tea.Batch(names, st.panes.Record.Show(t.Collection(), r.Ref, r.Item, true))
}

// showForm shows a row in the record pane that is no step in the history of
// places.
func (st *stage) showForm(ref collection.Ref, known bool) tea.Cmd {
	col := st.collection(ref.Collection)
	if col == nil {
		return nil
	}
	cmd := st.panes.Record.Show(col, ref, collection.Item{}, known)
	st.overTable(ref)
	return cmd
}

// Became implements pane.Shell: it follows the row to where it is now.
func (st *stage) Became(b pane.Became) tea.Cmd {
	if st.at.Record == b.From {
		st.at.Record = b.To
	}
	return st.panes.Record.Became(b)
}

// collection returns what can be browsed under an ID, nil for nothing.
func (st *stage) collection(id string) *collection.Collection {
	if id == "" {
		return nil
	}
	if col := st.panes.Catalog.Find(id); col != nil {
		return col
	}
	return collection.Part(id)
}
