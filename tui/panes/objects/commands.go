package objects

import (
	tea "charm.land/bubbletea/v2"

	"zco/tui/action"
	"zco/tui/domain/change"
	"zco/tui/domain/collection"
	"zco/tui/domain/journal"
	"zco/tui/pane"
)

// Commands returns what the list does.
func (m *Model) Commands() action.Commands { return m.commands }

func (m *Model) newCommands() action.Commands {
	return action.Index(m.moves(), []action.Command{
		action.Do(action.OpenObject, m.openLine),
		action.Do(action.SearchRun, m.openLine),
		action.Do(action.Right, m.openLine),
		action.Do(action.FilterList, m.typeFilter(true)),
		action.Do(action.SearchLeave, m.typeFilter(false)),
		action.Do(action.Reload, m.reload),
		{ID: action.ObjectFields, Why: m.whyNoFields, Run: m.openFields},
		{ID: action.NewObject, Why: func() string { return m.layer.Forbidden(definitions) }, Run: m.newObject},
		{ID: action.EditObject, Why: m.whyNotDefined, Run: m.editObject},
		{ID: action.DeleteObject, Why: m.whyNotDefined, Run: m.deleteObject},
		action.Do(action.Limits, m.showLimits),
	})
}

// moves are the actions that put the cursor on another line.
func (m *Model) moves() []action.Command {
	to := func(id action.ID, line func() int) action.Command {
		return action.Do(id, func() tea.Cmd {
			m.moveTo(line())
			return m.countVisible()
		})
	}
	by := func(id action.ID, lines func() int) action.Command {
		return to(id, func() int { return m.cursor + lines() })
	}
	one := func() int { return 1 }
	page := func() int { return max(m.height(), 1) }
	half := func() int { return page() / 2 }
	up := func(lines func() int) func() int { return func() int { return -lines() } }
	return []action.Command{
		by(action.Down, one), by(action.SearchDown, one), by(action.Up, up(one)), by(action.SearchUp, up(one)),
		by(action.HalfDown, half), by(action.HalfUp, up(half)), by(action.PageDown, page), by(action.PageUp, up(page)),
		to(action.First, func() int { return 0 }), to(action.Last, func() int { return len(m.lines) }),
	}
}

// Why implements the shell's panel.
func (m *Model) Why(action.ID) string { return "" }

const noObject = "there is no object under the cursor"

func (m *Model) whyNoFields() string {
	c := m.Current()
	if c == nil {
		return noObject
	}
	if _, ok := c.FindVerb("fields"); !ok {
		return "only custom objects have fields to change"
	}
	return ""
}

// whyNotDefined says why what is under the cursor cannot be changed itself, as
// a custom object can.
func (m *Model) whyNotDefined() string {
	c := m.Current()
	switch {
	case c == nil:
		return noObject
	case c.Definition == (collection.Ref{}):
		return c.Title + " belong to every account and stay"
	}
	return m.layer.Forbidden(c.Definition.Collection)
}

func (m *Model) typeFilter(on bool) func() tea.Cmd {
	return func() tea.Cmd {
		m.typing = on
		return m.countVisible()
	}
}

func (m *Model) reload() tea.Cmd {
	m.counts = map[string]asked{}
	m.layer.ForgetFacts()
	return m.Load()
}

// definition is the row that defines the custom object under the cursor, zero
// where there is none.
func (m *Model) definition() collection.Ref {
	if c := m.Current(); c != nil {
		return c.Definition
	}
	return collection.Ref{}
}

func (m *Model) openFields() tea.Cmd {
	m.env.Shell.Ask(pane.DoVerb{Collection: m.Current(), Verb: "fields"})
	return nil
}

func (m *Model) newObject() tea.Cmd {
	m.env.Shell.Ask(pane.NewRow{Collection: definitions})
	return nil
}

func (m *Model) editObject() tea.Cmd {
	m.env.Shell.Ask(pane.OpenRecord{Ref: m.definition()})
	return nil
}

func (m *Model) deleteObject() tea.Cmd {
	ref := m.definition()
	m.env.Shell.Ask(change.Propose{Change: change.Change{Action: journal.Delete, Collection: m.Find(ref.Collection), Ref: ref}})
	return nil
}

func (m *Model) showLimits() tea.Cmd {
	var of []collection.Item
	if ref := m.definition(); ref.ID != "" {
		of = []collection.Item{{ID: ref.ID}}
	}
	m.env.Shell.Ask(pane.DoVerb{Collection: m.Find(definitions), Verb: "limits", Items: of})
	return nil
}

// openLine opens the collection under the cursor, or what stands below it.
func (m *Model) openLine() tea.Cmd {
	m.typing = false
	if m.cursor >= len(m.lines) {
		return nil
	}
	l := m.lines[m.cursor]
	switch {
	case l.child != nil:
		m.env.Shell.Ask(l.child.Open)
	case l.col != nil:
		m.env.Shell.Visit(pane.Visit{Place: collection.Place{Collection: l.col.ID}})
	}
	return nil
}

// Leave takes the filter away; done is false where there is none.
func (m *Model) Leave() (cmd tea.Cmd, done bool) {
	if m.filter.Text() == "" {
		return nil, false
	}
	m.filter.SetText("")
	m.Rebuild()
	return nil, true
}
