package editor

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"zco/tui/command"
	"zco/tui/journal"
	"zco/tui/pane"
	"zco/tui/resource"
)

// propose hands the draft of the row shown to its review, or says what is
// still wrong with it.
func (m *Model) propose() tea.Cmd {
	m.finish()
	if m.schema == nil || !m.known {
		return pane.Saying(pane.Note, "the record is not read yet")
	}
	c, at, why := Change(m.env, m.unsent, m.col, m.schema, m.ref, m.item)
	if why == "" {
		return pane.Ask(command.Propose{Change: c})
	}
	for i, f := range m.fields {
		if f.Key == at {
			m.cursor = i
		}
	}
	return pane.Saying(pane.Failure, why)
}

// Change makes the change of a row's draft. Where it cannot be sent as it
// stands, why says so, and at is the key of the field that is in the way.
func Change(env *pane.Env, unsent *pane.Unsent, col *resource.Collection, s *resource.Schema, ref resource.Ref, it resource.Item) (c command.Change, at, why string) {
	m := &Model{env: env, unsent: unsent, col: col, schema: s, ref: ref, item: it}
	m.arrange()
	d, ok := unsent.Record(ref)
	if !ok {
		return c, "", "nothing was changed"
	}
	c = command.Change{
		Action: journal.Update, Collection: col, Schema: s, Ref: ref, Item: it, Drafted: true,
	}
	if m.creating() {
		c.Action, c.Item = journal.Create, resource.Item{}
	}
	if by, ok := d.Fields[setByKey]; ok {
		c.Action, c.By, c.Value = journal.Upsert, resource.UpsertKey(by.Mine.Text()), by.Partial
	}
	for _, f := range m.fields {
		edit, drafted := d.Fields[f.Key]
		switch {
		case drafted:
			if at, why := m.wrong(f, edit); why != "" {
				return c, at, why
			}
			c.Edits = append(c.Edits, resource.Edit{Key: f.Key, Base: edit.Base, Mine: edit.Mine})
		case f.Required && c.Action == journal.Create:
			return c, f.Key, f.Title + " is required"
		}
	}
	if len(c.Edits) == 0 && c.Action != journal.Create {
		return c, "", "nothing was changed"
	}
	return c, "", ""
}

// wrong says why the draft of a field cannot be sent.
func (m *Model) wrong(f resource.Field, d journal.Field) (at, why string) {
	c, _ := m.change(f)
	switch locked := m.locked(f); {
	case locked != "":
		return f.Key, f.Title + " cannot be changed: " + locked + "; z takes its draft back"
	case d.Mine.IsAbsent():
		return f.Key, f.Title + ": " + c.problem
	case f.Required && d.Mine.IsEmpty():
		return f.Key, f.Title + " is required"
	}
	return "", ""
}

// Fresh fills the draft of a row that is not created yet: as a copy, or to be
// set by a key. It returns the row's name in the drafts.
func Fresh(unsent *pane.Unsent, col *resource.Collection, s *resource.Schema, n pane.NewRow) resource.Ref {
	ref := unsent.NewRef(col.ID)
	empty := resource.Item{Name: "new " + strings.ToLower(col.Singular), Values: map[string]resource.Value{}}
	if n.Like != nil {
		for key, v := range copied(col, s, *n.Like) {
			unsent.Put(ref, empty, key, v, "")
		}
	}
	if n.By != "" {
		unsent.Put(ref, empty, setByKey, resource.String(string(n.By)), n.Value)
		unsent.Put(ref, empty, string(n.By), resource.String(n.Value), "")
	}
	return ref
}

// copied are the values that a copy of a row starts with: all that can be set
// and need not differ.
func copied(col *resource.Collection, s *resource.Schema, from resource.Item) resource.Patch {
	if col.Template != nil {
		return col.Template(from)
	}
	out := resource.Patch{}
	for _, f := range s.Fields {
		v := from.Value(f.Key)
		if v.IsEmpty() || f.Locked != "" && !f.Create || f.Unique || f.Key == "external_id" {
			continue
		}
		out[f.Key] = v
	}
	return out
}
