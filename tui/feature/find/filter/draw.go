package filter

import (
	"strings"

	"zco/tui/action"
	"zco/tui/domain/collection"
	"zco/tui/draw/screen"
	"zco/tui/draw/text"
	"zco/tui/pane"
)

const width = 64

// Size implements pane.Dialog.
func (m *Model) Size(w, h int) (int, int) {
	w = min(width, w)
	rows := len(m.rows()) + 1
	switch m.step {
	case atField, atRelation:
		rows = min(m.list.Height(w), 12)
	case atValue:
		rows = m.value.Height(w) + 1
	case atText:
		rows = 2
	case atJSON:
		rows = max(m.json.Height(w), 6) + 1
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
		body, hint := a.Bottom(1)
		m.env.DrawHints(hint, 0, []pane.Hint{m.env.Hint(action.Accept, "done"), m.env.Hint(action.Dismiss, "back"), {Text: m.manyHint()}})
		return m.value.Draw(body, th)
	case atText:
		body, hint := a.Bottom(1)
		m.env.DrawHints(hint, 0, []pane.Hint{m.env.Hint(action.Accept, "done")})
		return m.text.Draw(body, th)
	case atJSON:
		body, hint := a.Bottom(1)
		m.env.DrawHints(hint, 0, []pane.Hint{{Key: "ctrl+s", Text: "check and go back"}})
		return m.json.Draw(body, th)
	}
	return m.drawRows(a)
}

func (m *Model) manyHint() string {
	if m.value.many && !m.value.Field.Many() {
		return "several, with commas between them"
	}
	return ""
}

// notes are what is wrong, or what there is to know, in lines.
func (m *Model) notes(w int) []string {
	switch {
	case m.problem != "":
		return text.Wrap(text.Clean(m.problem), max(w, 8), text.Clusters)
	case m.earlier && m.step == atRows:
		return []string{"built before and not applied yet"}
	}
	return nil
}

func (m *Model) drawRows(a screen.Area) screen.Cursor {
	th := m.env.Theme
	body, foot := a.Bottom(1)
	m.env.DrawHints(foot, 0, m.hints())
	all := m.rows()
	m.top = max(min(m.top, m.cursor, len(all)-body.H), 0)
	m.top = max(m.top, m.cursor-body.H+1)
	for y := 0; y < body.H && m.top+y < len(all); y++ {
		line, st := body.Row(y), th.Text
		if m.top+y == m.cursor {
			line.Text(0, 0, th.Gutter, th.Glyphs.Cursor)
			st = th.Cursor
		}
		m.drawRow(line, all[m.top+y], st)
	}
	return body.At(0, m.cursor-m.top)
}

func (m *Model) drawRow(a screen.Area, r row, st screen.Style) {
	x := 2 + 2*len(r.path)
	switch r.kind {
	case groupRow:
		a.TextCut(x, 0, a.W-x, st, joinWords(*at(&m.root, r.path)))
	case conditionRow:
		a.TextCut(x, 0, a.W-x, st, m.schema.FilterText(m.env.Format(), *at(&m.root, r.path)))
	case addRow:
		a.TextCut(4, 0, a.W-4, st, "+ condition")
	case textRow:
		a.TextCut(2, 0, a.W-2, st, "Text search: "+orNothing(m.text.Text()))
	case applyRow:
		a.TextCut(2, 0, a.W-2, st, "apply")
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

func (m *Model) hints() []pane.Hint {
	short := map[action.ID]string{
		action.BuilderEdit: "edit", action.BuilderAdd: "add", action.BuilderGroup: "group", action.BuilderJoin: "all/any",
		action.BuilderRemove: "remove", action.BuilderJSON: "JSON", action.BuilderApply: "apply",
	}
	var out []pane.Hint
	for _, id := range []action.ID{action.BuilderAdd, action.BuilderGroup, action.BuilderJoin, action.BuilderRemove,
		action.BuilderJSON, action.BuilderEdit, action.BuilderApply} {
		if k := m.env.Keys.Key(id); k != "" {
			out = append(out, pane.Hint{Key: k, Text: short[id]})
		}
	}
	return out
}
