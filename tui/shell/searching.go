package shell

import (
	tea "charm.land/bubbletea/v2"

	"zco/tui/domain/collection"
	"zco/tui/pane"
)

// searchAs shows what a text finds as it is typed. One table does for all texts,
// with the columns of the one that was there; that one is kept as it was.
func (st *stage) searchAs(s pane.SearchAs) tea.Cmd {
	t := st.table()
	if t == nil || st.at.Focus != pane.Search || s.Place == st.at.Place {
		return nil
	}
	if st.searching() && s.Place == st.before {
		return st.searchEnds(pane.SearchEnds{})
	}
	if st.searching() {
		if old, dropped := st.tables.Move(st.at.Place, s.Place); dropped && old != t {
			old.Close()
		}
		st.put(s.Place)
		return t.Search(s.Place)
	}
	st.note()
	st.before = st.at.Place
	live := st.panes.Copy(t, s.Place)
	if old, known := st.tables.Drop(s.Place); known {
		old.Close() // of the same search, earlier
	}
	if old, dropped := st.tables.Put(s.Place, live); dropped {
		old.Close()
	}
	st.put(s.Place)
	return live.Load()
}

// searching reports whether the table shows what a text finds that is still
// being typed.
func (st *stage) searching() bool { return st.before != (collection.Place{}) }

// put shows another place in the table, and nothing else.
func (st *stage) put(p collection.Place) {
	to := st.at
	to.Place = p
	st.show(to)
}

// searchEnds gives the table back that was there before one typed.
func (st *stage) searchEnds(pane.SearchEnds) tea.Cmd {
	if !st.searching() {
		return nil
	}
	before, live := st.before, st.at.Place
	st.before = collection.Place{}
	st.put(before)
	if t, known := st.tables.Drop(live); known {
		t.Close()
	}
	return st.besideTable()
}

// stay makes a step of the history of what is found, such as where a row of it
// is clicked.
func (st *stage) stay() tea.Cmd {
	if !st.searching() {
		return nil
	}
	return st.visit(pane.Visit{Place: st.at.Place})
}
