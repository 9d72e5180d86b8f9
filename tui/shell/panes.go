package shell

import (
	tea "charm.land/bubbletea/v2"

	"zco/tui/action"
	"zco/tui/domain/change"
	"zco/tui/domain/collection"
	"zco/tui/draw/screen"
	"zco/tui/pane"
)

// Region is a part of the screen.
type Region int

// The regions. Panes that share one show the one with the focus, or the first.
const (
	Left   Region = iota // narrow, of the whole height
	Middle               // the largest
	Right                // beside the middle where there is room, else over it
	Top                  // one line, and what drops down from it over the middle
)

// Slot says where a pane lies.
type Slot struct {
	Name   pane.Name
	Pane   pane.Pane // nil for the table in front
	Region Region
	Scope  action.Scope // of the actions that are the pane's
	Opens  action.ID    // what a click at it runs, "" where it takes the focus by itself
}

// Panes are the panes of an account.
type Panes struct {
	Slots   []Slot // in the order of next and previous
	Catalog Catalog
	Record  Record
	// Table makes the table of a place. All tables of a collection share what
	// is selected: like is another one of it, nil where there is none.
	Table func(col *collection.Collection, p collection.Place, like Table) Table
	// Copy makes the table of another place of a table's collection, with the
	// same columns.
	Copy func(of Table, p collection.Place) Table
}

// Catalog is the pane that lists what can be browsed.
type Catalog interface {
	pane.Pane
	Load() tea.Cmd
	Find(id string) *collection.Collection // nil where there is none; the first for ""
	All() []*collection.Collection
	Count(id string) (collection.Count, bool)
	Current() *collection.Collection // under the cursor, nil where there is none
	Mark(id string)                  // it is the one in the table
	Width() int                      // cells that its titles fill
}

// Table is a pane of rows.
type Table interface {
	pane.Pane
	pane.Table
	Subject() (pane.Subject, bool)
	Status() []string
	Load() tea.Cmd
	Resume() tea.Cmd // it is in front again, or has got room
	Refresh() tea.Cmd
	Select(id string)
	Reselect(done []string, failed []collection.Item)
	ShowColumns(pane.Columns)
	Chosen() pane.Columns            // none where nobody chose any
	Search(collection.Place) tea.Cmd // shows another place of its collection, with the same columns
	NamesAround(collection.Item) tea.Cmd
	Close()
}

// Record is the pane of one row.
type Record interface {
	pane.Pane
	Show(col *collection.Collection, ref collection.Ref, it collection.Item, known bool) tea.Cmd
	Ref() collection.Ref
	Name() string
	GoTo(field string)
	Subject() (pane.Subject, bool)
	Became(pane.Became) tea.Cmd
	Resume(change.Left) tea.Cmd
	Refresh() tea.Cmd
}

// What a pane may have besides; the shell asks for each with a type assertion.
type (
	// handling is a pane that does requests.
	handling interface{ Handlers() []pane.Handler }
	// leaving is a pane that can be in something which back leaves first.
	leaving interface {
		Leave() (cmd tea.Cmd, done bool)
	}
	// transient is a pane that is there while it has the focus.
	transient interface {
		Open()
		Close()
	}
	// covering is a pane that covers more than its region.
	covering interface{ Covers(x, y int) bool }
	// sized is a pane that must know its area before it is drawn.
	sized interface{ SetArea(screen.Rect) }
	// hinting is a pane that names the keys most wanted in the state
	// it is in, the most wanted first.
	hinting interface{ Hints() []pane.Hint }
)

// table is the table in front, nil before the first.
func (st *stage) table() Table {
	t, _ := st.tables.Peek(st.at.Place)
	return t
}

// slot returns where a pane lies, nil for a name that no pane has.
func (st *stage) slot(name pane.Name) *Slot {
	for i := range st.panes.Slots {
		if st.panes.Slots[i].Name == name {
			return &st.panes.Slots[i]
		}
	}
	return nil
}

// pane returns the pane in a slot, nil where there is none yet.
func (st *stage) pane(s *Slot) pane.Pane {
	switch t := st.table(); {
	case s == nil:
		return nil
	case s.Pane != nil:
		return s.Pane
	case t != nil:
		return t
	}
	return nil
}

// focused returns the pane with the focus, nil where there is none.
func (st *stage) focused() pane.Pane { return st.pane(st.slot(st.at.Focus)) }

// front is the slot that a region shows, nil for none.
func (st *stage) front(r Region) (first *Slot) {
	for i := range st.panes.Slots {
		s := &st.panes.Slots[i]
		if s.Region == r && (first == nil || s.Name == st.at.Focus) {
			first = s
		}
	}
	return first
}

// subject is what the cursor of the pane with the focus is on; where that has
// none, the table's.
func (st *stage) subject() (pane.Subject, bool) {
	if s, ok := st.focused().(interface{ Subject() (pane.Subject, bool) }); ok {
		return s.Subject()
	}
	if t := st.table(); t != nil {
		return t.Subject()
	}
	return pane.Subject{}, false
}
