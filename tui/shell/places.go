package shell

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"zco/tui/domain/collection"
	"zco/tui/pane"
	"zco/tui/panes/records"
	"zco/tui/work"
)

// keptTables is how many record tables keep their rows and cursor.
const keptTables = 12

// tables keeps the record tables by place, the latest used last.
type tables struct {
	byPlace map[collection.Place]*records.Model
	order   []collection.Place
}

func newTables() tables { return tables{byPlace: map[collection.Place]*records.Model{}} }

// at returns the table of a place, and whether it is new.
func (t *tables) at(p collection.Place, env *pane.Env, l *work.Layer, col *collection.Collection) (*records.Model, bool) {
	for i, old := range t.order {
		if old == p {
			t.order = append(append(t.order[:i:i], t.order[i+1:]...), p)
			return t.byPlace[p], false
		}
	}
	m := records.New(env, l, col, p)
	for _, other := range t.byPlace {
		if other.Collection().ID == col.ID {
			m.ShareSelection(other)
			break
		}
	}
	t.byPlace[p] = m
	t.order = append(t.order, p)
	if len(t.order) > keptTables {
		t.byPlace[t.order[0]].Close()
		delete(t.byPlace, t.order[0])
		t.order = t.order[1:]
	}
	return m, true
}

// rename notes that a table now shows another place. One that showed that
// place before gives way to it.
func (t *tables) rename(m *records.Model, to collection.Place) {
	from, ok := t.placeOf(m)
	if !ok || from == to {
		return
	}
	if old := t.byPlace[to]; old != nil {
		old.Close()
		t.order = slices.DeleteFunc(t.order, func(p collection.Place) bool { return p == to })
	}
	delete(t.byPlace, from)
	t.byPlace[to] = m
	t.order[slices.Index(t.order, from)] = to
}

func (t *tables) placeOf(m *records.Model) (collection.Place, bool) {
	for p, other := range t.byPlace {
		if other == m {
			return p, true
		}
	}
	return collection.Place{}, false
}

func (t *tables) update(msg tea.Msg) []tea.Cmd {
	cmds := make([]tea.Cmd, 0, len(t.order))
	for _, p := range t.order {
		cmds = append(cmds, t.byPlace[p].Update(msg))
	}
	return cmds
}
