package record

import (
	tea "charm.land/bubbletea/v2"

	"zco/tui/action"
	"zco/tui/domain/change"
	"zco/tui/pane"
)

// Commands returns what can be done with the record.
func (m *Model) Commands() action.Commands {
	if _, there := m.atFiles(); there {
		return m.onFiles
	}
	return m.commands
}

// index makes the commands. Each keeps the cursor's field on the screen.
func (m *Model) index() action.Commands {
	var all []action.Command
	add := func(id action.ID, why func() string, run func() tea.Cmd) {
		all = append(all, action.Command{ID: id, Why: why, Run: func() tea.Cmd {
			defer m.scroll()
			return run()
		}})
	}
	m.moves(add)
	add(action.OpenField, nil, m.openField)
	add(action.EditField, nil, m.edit)
	add(action.ReadField, m.whyNotRead, m.readField)
	add(action.EditCell, nil, m.edit)
	add(action.ClearField, m.whyNotClear, m.clear)
	add(action.RevertField, func() string { return unless(m.drafts.HasDraft(m.ref), "there is no draft to revert") }, m.revert)
	add(action.DropDraft, func() string { return unless(m.drafted(), "there is no draft to discard") }, m.drop)
	form := filling{m}
	add(action.ToggleField, form.whyNotToggle, form.toggle)
	add(action.FieldDone, nil, form.done)
	add(action.FieldLeave, nil, form.leave)
	add(action.FieldNext, nil, func() tea.Cmd { return form.editNext(1) })
	add(action.FieldPrevious, nil, func() tea.Cmd { return form.editNext(-1) })
	add(action.FieldCancel, nil, form.cancel)
	add(action.Refresh, nil, m.Refresh)
	add(action.External, func() string { return unless(m.schema != nil && m.known, "the record is not read yet") }, m.editOutside)
	add(action.Events, m.whyNotEvents, m.askEvents)
	for _, id := range []action.ID{action.Send, action.SendRow} {
		all = append(all, action.Command{ID: id, Why: m.whyNotSend, Run: m.propose})
	}
	for _, id := range []action.ID{
		action.Sort, action.Columns, action.ColumnWider, action.ColumnNarrow, action.ColumnLeft, action.ColumnRight, action.ColumnFreeze,
		action.Select, action.SelectRange, action.SelectAll, action.SelectInvert, action.SelectNone, action.QuickFilter, action.RefreshTimed,
	} {
		all = append(all, action.Command{ID: id, Why: func() string { return "only in the table (esc)" }})
	}
	return action.Index(all)
}

// moves adds the commands that move the cursor.
func (m *Model) moves(add func(action.ID, func() string, func() tea.Cmd)) {
	for id, to := range map[action.ID]func() int{
		action.Down:     func() int { return m.cursor + 1 },
		action.Up:       func() int { return m.cursor - 1 },
		action.PageDown: func() int { return m.cursor + m.body().H/2 },
		action.HalfDown: func() int { return m.cursor + m.body().H/2 },
		action.PageUp:   func() int { return m.cursor - m.body().H/2 },
		action.HalfUp:   func() int { return m.cursor - m.body().H/2 },
		action.First:    func() int { return 0 },
		action.Last:     func() int { return m.lineCount() },
	} {
		add(id, nil, func() tea.Cmd { m.moveTo(to()); return nil })
	}
}

// unless returns why something is disabled, "" if it is not.
func unless(enabled bool, why string) string {
	if enabled {
		return ""
	}
	return why
}

// Act runs an action.
func (m *Model) Act(id action.ID) tea.Cmd {
	cmd, _ := m.Commands().Run(id)
	return cmd
}

// Why returns why an action is disabled, "" if it is not.
func (m *Model) Why(id action.ID) string { return m.Commands().Why(id) }

func (m *row) moveTo(i int) { m.cursor = max(min(i, m.lineCount()-1), 0) }

// GoTo puts the cursor on the field with a key, as soon as the fields are
// here.
func (m *Model) GoTo(key string) {
	m.wanted = key
	m.goToWanted()
	m.scroll()
}

func (m *row) goToWanted() {
	if m.wanted == "" || m.schema == nil {
		return
	}
	for i, f := range m.fields {
		if f.Key == m.wanted {
			m.moveTo(i)
		}
	}
	m.wanted = ""
}

func (m *row) drafted() bool {
	_, ok := m.drafts.Record(m.ref)
	return ok
}

const noField = "there is no field under the cursor"

func (m *row) whyNotClear() string {
	f, ok := m.field()
	if !ok {
		return noField
	}
	if why := m.locked(f); why != "" {
		return f.Title + " cannot be changed: " + why
	}
	return ""
}

func (m *Model) whyNotSend() string {
	switch {
	case m.editing != nil:
		return ""
	case !m.drafted() && m.creating():
		return "nothing was typed yet"
	case !m.drafted():
		return "nothing was changed"
	}
	return unless(!m.sender.Busy(m.ref), "it is being sent already")
}

// propose hands the draft of the row shown to its review, or says what is
// still wrong with it, in the field that it is about: open, to be put right.
func (m *Model) propose() tea.Cmd {
	defer m.scroll()
	m.finish()
	if m.schema == nil || !m.known {
		return m.say(pane.Note, "the record is not read yet")
	}
	d, _ := m.drafts.Record(m.ref)
	c, in := change.Draft{
		Collection: m.col, Schema: m.schema, Ref: m.ref, Item: m.item, New: m.creating(), Fields: d.Fields, Problem: m.problem,
	}.Change()
	if in.Why == "" {
		return m.sender.Propose(change.Propose{Change: c})
	}
	m.GoTo(in.Field)
	said := m.say(pane.Failure, m.env.Obstacle(in))
	if f, ok := m.field(); ok && f.Key == in.Field && !in.Locked {
		return tea.Batch(said, m.edit())
	}
	return said
}

func (m *row) say(kind pane.Kind, text string) tea.Cmd {
	m.env.Shell.Say(kind, text)
	return nil
}
