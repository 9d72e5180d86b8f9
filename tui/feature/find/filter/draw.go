package filter

import (
	"strings"

	"zco/tui/action"
	"zco/tui/domain/collection"
	"zco/tui/draw/screen"
	"zco/tui/draw/text"
	"zco/tui/pane"
	"zco/tui/widget/form"
)

const width = 64

// Size implements pane.Dialog.
func (m *Model) Size(w, h int) (int, int) {
	w = min(width, w)
	rows := len(m.rows())
	switch m.step {
	case atField, atRelation:
		rows = m.list.Height(w)
	case atValue:
		rows = m.value.Height(w)
	case atText:
		rows = 1
	case atJSON:
		rows = max(m.json.Height(w), 6)
	}
	return w, min(rows+len(m.notes(w)), h)
}

// Draw implements pane.Dialog.
func (m *Model) Draw(a screen.Area) screen.Cursor {
	th := m.env.Theme
	notes := m.notes(a.W)
	a, foot := a.Bottom(len(notes))
	for i, line := range notes {
		foot.TextCut(0, i, foot.W, th.Danger, line)
	}
	switch m.step {
	case atField, atRelation:
		return m.list.Draw(a, th)
	case atValue:
		return m.value.Draw(a, th)
	case atText:
		return m.text.Draw(a, th)
	case atJSON:
		return m.json.Draw(a, th)
	}
	return m.drawRows(a)
}

func (m *Model) manyHint() string {
	if m.value.many && !m.value.Field.Many() {
		return "Several, with commas between them"
	}
	return ""
}

// notes are what is wrong, or what there is to know, in lines.
func (m *Model) notes(w int) []string {
	switch {
	case m.problem != "":
		return text.Wrap(text.Clean(m.problem), max(w, 8), text.Clusters)
	case m.earlier && m.step == atRows:
		return []string{"Built before and not applied yet"}
	}
	return nil
}

func (m *Model) drawRows(a screen.Area) screen.Cursor {
	th := m.env.Theme
	all := m.rows()
	m.drawn = a.Rect
	top := m.view.Fit(a.H, m.cursor, len(all))
	for y := 0; y < a.H && top+y < len(all); y++ {
		line, st := a.Row(y), th.Text
		if top+y == m.cursor {
			line.Text(0, 0, th.Gutter, th.Glyphs.Cursor)
			st = th.Cursor
		}
		m.drawRow(line, all[top+y], st)
	}
	return a.At(0, m.cursor-top)
}

func (m *Model) drawRow(a screen.Area, r row, st screen.Style) {
	x := 2 + 2*len(r.path)
	switch r.kind {
	case groupRow:
		a.TextCut(x, 0, a.W-x, st, joinWords(*at(&m.root, r.path)))
	case conditionRow:
		a.TextCut(x, 0, a.W-x, st, m.schema.FilterText(m.env.Format(), *at(&m.root, r.path)))
	case addRow:
		a.Text(4, 0, st, "+ Condition")
	case textRow:
		a.TextCut(2, 0, a.W-2, st, "Text search: "+orNothing(m.text.Text()))
	case applyRow:
		a.Text(2, 0, st, "apply")
	}
}

func joinWords(g collection.Filter) string {
	word := "Match all"
	if g.Join == collection.AnyOf {
		word = "Match any"
	}
	if len(g.Filters) == 0 {
		word += " (nothing yet)"
	}
	return word
}

func orNothing(s string) string {
	if strings.TrimSpace(s) == "" {
		return "none"
	}
	return s
}

// Footer are the keys in the foot of the frame.
func (m *Model) Footer() []pane.Hint {
	h := m.env.Hint
	back := h(action.Dismiss, "back")
	switch m.step {
	case atField, atRelation:
		return []pane.Hint{h(action.Accept, "choose"), back}
	case atValue:
		hints := []pane.Hint{h(action.Accept, "done")}
		if several := m.manyHint(); several != "" {
			hints = append(hints, pane.Hint{Text: several})
		}
		return append(hints, back)
	case atText:
		return []pane.Hint{h(action.Accept, "done"), back}
	case atJSON:
		return []pane.Hint{h(action.BuilderApply, "check and go back")}
	}
	var out []pane.Hint
	for _, one := range append([]pane.Hint{h(action.BuilderEdit, m.verb()), h(action.BuilderApply, "apply")},
		h(action.BuilderAdd, "add"), h(action.BuilderRemove, "remove"), h(action.BuilderGroup, "group"), h(action.BuilderJoin, "all/any"),
		h(action.BuilderJSON, "JSON"), h(action.Dismiss, "cancel")) {
		if one.Key != "" {
			out = append(out, one)
		}
	}
	return out
}

// verb is what enter does with the row under the cursor.
func (m *Model) verb() string {
	switch m.row().kind {
	case groupRow:
		return "all/any"
	case addRow:
		return "add"
	case applyRow:
		return "apply"
	}
	return "edit"
}

// Click puts the cursor on what is drawn at a cell of the screen, and returns
// whether there is anything to take.
func (m *Model) Click(x, y int) bool {
	switch m.step {
	case atField, atRelation:
		return m.list.Click(x, y)
	case atRows:
		n := len(m.rows())
		i := m.view.Top(m.cursor, n) + y - m.drawn.Y
		if !m.drawn.Contains(x, y) || i >= n {
			return false
		}
		m.view.Settle(m.cursor, n)
		m.cursor = i
		return true
	case atValue:
		if form.Click(m.value.Editor, x, y) == form.Done {
			m.edited(form.Done)
		}
	}
	return false
}
