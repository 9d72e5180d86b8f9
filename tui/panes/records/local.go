package records

import (
	"zco/tui/domain/collection"
	"zco/tui/domain/field"
	"zco/tui/domain/window"
)

// rows is what the table shows: the window over the service's list, or the
// loaded rows in a local order or filter.
type rows interface {
	Len() int
	At(int) collection.Item
	Top() int
	Cursor() (int, collection.Item, bool)
	Move(int) int
	SetHeight(int)
}

func (m *listed) rows() rows {
	if m.local != nil {
		return m.local
	}
	return m.win
}

// localSort is an order that the service does not know, over the loaded rows.
type localSort struct {
	field *collection.Field // nil for none
	down  bool
}

// updateLocal makes the local order and filter hold for the rows at
// hand now. The cursor keeps its row.
func (m *shown) updateLocal() { m.updateLocalAt("") }

// updateLocalAt does so with the cursor on a row; "" is the row it is on.
func (m *shown) updateLocalAt(id string) {
	if m.localSort.field == nil && len(m.quick.words) == 0 {
		m.dropLocal()
		return
	}
	if m.local == nil {
		if _, it, ok := m.win.Cursor(); ok && id == "" {
			id = it.ID
		}
		m.local = window.NewLocalView(itemID)
	} else if _, it, ok := m.local.Cursor(); ok && id == "" {
		id = it.ID
	}
	m.local.Set(m.win.All(), m.kept(), m.order(), id)
	m.fitRows()
}

// dropLocal goes back to the service's list, on the same row.
func (m *shown) dropLocal() {
	if m.local == nil {
		return
	}
	_, it, ok := m.local.Cursor()
	m.local = nil
	m.fitRows()
	if ok {
		m.win.Select(it.ID)
	}
}

// order compares rows for the local sort; nil for the order they came in.
func (m *listed) order() func(a, b collection.Item) int {
	f := m.localSort.field
	if f == nil {
		return nil
	}
	format, keys := m.env.Format(), make(map[string]field.Key, m.win.Len())
	for _, it := range m.win.Rows(0) {
		keys[it.ID] = format.Key(*f, it.Value(f.Key))
	}
	return func(a, b collection.Item) int {
		x, y := keys[a.ID], keys[b.ID]
		if x.Empty != y.Empty { // nothing stands last, whichever way it goes
			return map[bool]int{true: 1, false: -1}[x.Empty]
		}
		if m.localSort.down {
			x, y = y, x
		}
		return x.Compare(y)
	}
}

// smallList is how many rows a list may have for all of them to be fetched
// when it is sorted or filtered here.
const smallList = 800

// fetchWhole moves the window on so that a list small enough comes in whole. It
// ends where the window has no room for more, however many rows were counted:
// what comes at one end would drop what came at the other, without end.
func (m *listed) fetchWhole() {
	total, _ := m.win.Total()
	if m.local == nil || total < 0 || total > smallList || !m.win.Loaded() || !m.win.Room() {
		return
	}
	switch {
	case !m.win.AtEnd():
		m.win.Move(m.win.Len())
	case !m.win.AtStart():
		m.win.Move(-m.win.Len())
	}
}

// complete reports whether the rows loaded are all there are.
func (m *listed) complete() bool { return m.win.AtStart() && m.win.AtEnd() && !m.win.BrokenOff() }
