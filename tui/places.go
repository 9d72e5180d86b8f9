package tui

import (
	tea "charm.land/bubbletea/v2"

	"zco/tui/command"
	"zco/tui/pane"
	"zco/tui/records"
	"zco/tui/resource"
)

// keptTables is how many record tables keep their rows and cursor.
const keptTables = 12

// tables keeps the record tables by place, the latest used last.
type tables struct {
	byPlace map[resource.Place]*records.Model
	order   []resource.Place
}

func newTables() tables { return tables{byPlace: map[resource.Place]*records.Model{}} }

// at returns the table of a place, and whether it is new.
func (t *tables) at(p resource.Place, env *pane.Env, l *command.Layer, col *resource.Collection) (*records.Model, bool) {
	for i, old := range t.order {
		if old == p {
			t.order = append(append(t.order[:i:i], t.order[i+1:]...), p)
			return t.byPlace[p], false
		}
	}
	m := records.New(env, l, col, p)
	t.byPlace[p] = m
	t.order = append(t.order, p)
	if len(t.order) > keptTables {
		t.byPlace[t.order[0]].Close()
		delete(t.byPlace, t.order[0])
		t.order = t.order[1:]
	}
	return m, true
}

// rename notes that a table now shows another place.
func (t *tables) rename(m *records.Model, to resource.Place) {
	for i, p := range t.order {
		if t.byPlace[p] == m {
			delete(t.byPlace, p)
			t.byPlace[to] = m
			t.order[i] = to
			return
		}
	}
}

func (t *tables) update(msg tea.Msg) []tea.Cmd {
	cmds := make([]tea.Cmd, 0, len(t.order))
	for _, p := range t.order {
		cmds = append(cmds, t.byPlace[p].Update(msg))
	}
	return cmds
}

// trail is the places one was at, for back and forward.
type trail struct {
	places []resource.Place
	at     int // index of the present place
	moving bool
}

const keptPlaces = 100

// went notes a new present place; what was ahead is gone, as in a browser.
func (t *trail) went(p resource.Place) {
	if t.moving || len(t.places) > 0 && t.places[t.at] == p {
		return
	}
	if len(t.places) > 0 {
		t.places = t.places[:t.at+1]
	}
	t.places = append(t.places, p)
	if len(t.places) > keptPlaces {
		t.places = t.places[1:]
	}
	t.at = len(t.places) - 1
}

// became notes that the present place changed, such as its order.
func (t *trail) became(p resource.Place) {
	if len(t.places) > 0 {
		t.places[t.at] = p
	}
}

func (t *trail) followed() bool { return false }

// walk goes back or forward through the places one was at.
func (m *Model) walk(by int) tea.Cmd {
	next := m.trail.at + by
	if next < 0 || next >= len(m.trail.places) {
		m.say(pane.Note, map[bool]string{true: "nothing further back", false: "nothing further forward"}[by < 0])
		return nil
	}
	m.trail.at, m.trail.moving = next, true
	defer func() { m.trail.moving = false }()
	return m.visit(pane.Visit{Place: m.trail.places[next]})
}

// walkOut leaves a search or filter for the whole collection.
func (m *Model) walkOut() tea.Cmd {
	p := m.records.Place()
	p.Text, p.Filter = "", ""
	return m.visit(pane.Visit{Place: p})
}
