package record

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"zco/tui/domain/collection"
	"zco/tui/domain/journal"
	"zco/tui/pane"
	"zco/tui/work"
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
		return pane.Ask(work.Propose{Change: c})
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
func Change(env *pane.Env, unsent *pane.Unsent, col *collection.Collection, s *collection.Schema, ref collection.Ref, it collection.Item) (c work.Change, at, why string) {
	m := &Model{env: env, unsent: unsent, col: col, schema: s, ref: ref, item: it}
	m.arrange()
	d, ok := unsent.Record(ref)
	if !ok {
		return c, "", "nothing was changed"
	}
	c = work.Change{
		Action: journal.Update, Collection: col, Schema: s, Ref: ref, Item: it, Drafted: true,
	}
	if m.creating() {
		c.Action, c.Item = journal.Create, collection.Item{}
	}
	if by, ok := d.Fields[setByKey]; ok {
		c.Action, c.By, c.Value = journal.Upsert, collection.UpsertKey(by.Mine.Text()), by.Partial
	}
	for _, f := range m.fields {
		edit, drafted := d.Fields[f.Key]
		switch {
		case drafted:
			if at, why := m.wrong(f, edit); why != "" {
				return c, at, why
			}
			c.Edits = append(c.Edits, collection.Edit{Key: f.Key, Base: edit.Base, Mine: edit.Mine})
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
func (m *Model) wrong(f collection.Field, d journal.Field) (at, why string) {
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
func Fresh(unsent *pane.Unsent, col *collection.Collection, s *collection.Schema, n pane.NewRow) collection.Ref {
	ref := unsent.NewRef(col.ID)
	empty := collection.Item{Name: "new " + strings.ToLower(col.Singular), Values: map[string]collection.Value{}}
	if n.Like != nil {
		for key, v := range copied(col, s, *n.Like) {
			unsent.Put(ref, empty, key, v, "")
		}
	}
	if n.By != "" {
		unsent.Put(ref, empty, setByKey, collection.String(string(n.By)), n.Value)
		unsent.Put(ref, empty, string(n.By), collection.String(n.Value), "")
	}
	return ref
}

// copied are the values that a copy of a row starts with: all that can be set
// and need not differ.
func copied(col *collection.Collection, s *collection.Schema, from collection.Item) collection.Patch {
	if col.Template != nil {
		return col.Template(from)
	}
	out := collection.Patch{}
	for _, f := range s.Fields {
		v := from.Value(f.Key)
		if v.IsEmpty() || f.Locked != "" && !f.Create || f.Unique || f.Key == "external_id" {
			continue
		}
		out[f.Key] = v
	}
	return out
}
