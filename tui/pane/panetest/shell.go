// Package panetest is what the tests of panes, features and dialogs stand on:
// an environment with a shell that does nothing and notes what it was asked.
//
// Tests alone import it. The one rule: it answers nothing by itself; a test
// sets what the shell shows, and reads what was asked of it.
package panetest

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"zco/tui/action"
	"zco/tui/domain/collection"
	"zco/tui/pane"
)

// Shell is a pane.Shell that notes what it is asked.
type Shell struct {
	// Asked is what was asked, in order, as the requests of package pane: a
	// call of Visit is noted as a pane.Visit.
	Asked []any

	At      *pane.Subject // what the cursor is on, nil for nothing
	InFront *Table        // the table, nil for none
	InFocus pane.Name     // the pane with the focus
	Has     []*collection.Collection
	Counts  map[string]int // of rows, by collection
	Idle    []action.ID    // whose keys do nothing now
}

var _ pane.Shell = (*Shell)(nil)

// Ask implements pane.Shell.
func (s *Shell) Ask(request any) { s.Asked = append(s.Asked, request) }

// Say implements pane.Shell.
func (s *Shell) Say(kind pane.Kind, text string) { s.Ask(pane.Say{Kind: kind, Text: text}) }

// Visit implements pane.Shell.
func (s *Shell) Visit(v pane.Visit) { s.Ask(v) }

// Push implements pane.Shell.
func (s *Shell) Push(o pane.Open) { s.Ask(o) }

// Open implements pane.Shell.
func (s *Shell) Open(d pane.Dialog) { s.Ask(pane.Open{Dialog: d}) }

// Close implements pane.Shell.
func (s *Shell) Close(d pane.Dialog) { s.Ask(pane.Close{Dialog: d}) }

// Focus implements pane.Shell.
func (s *Shell) Focus(n pane.Name) { s.Ask(pane.Focus{Pane: n}) }

// Changed implements pane.Shell.
func (s *Shell) Changed(c pane.Changed) tea.Cmd {
	s.Ask(c)
	return nil
}

// Became implements pane.Shell.
func (s *Shell) Became(b pane.Became) tea.Cmd {
	s.Ask(b)
	return nil
}

// Run implements pane.Shell.
func (s *Shell) Run(id action.ID) { s.Ask(pane.Run{ID: id}) }

// Async implements pane.Shell: the command's message is what fn returns.
func (s *Shell) Async(fn func() tea.Msg) tea.Cmd { return fn }

// Subject implements pane.Shell.
func (s *Shell) Subject() (pane.Subject, bool) {
	if s.At == nil {
		return pane.Subject{}, false
	}
	return *s.At, true
}

// Table implements pane.Shell.
func (s *Shell) Table() pane.Table {
	if s.InFront == nil {
		return nil
	}
	return s.InFront
}

// Focused implements pane.Shell.
func (s *Shell) Focused() pane.Name { return s.InFocus }

// Acts implements pane.Shell.
func (s *Shell) Acts(id action.ID) bool { return !slices.Contains(s.Idle, id) }

// Collection implements pane.Shell.
func (s *Shell) Collection(id string) *collection.Collection {
	for _, c := range s.Has {
		if c.ID == id {
			return c
		}
	}
	return nil
}

// Collections implements pane.Shell.
func (s *Shell) Collections() []*collection.Collection { return s.Has }

// Count implements pane.Shell.
func (s *Shell) Count(id string) (int, bool) { n, known := s.Counts[id]; return n, known }

// All returns the requests of one type, in order.
func All[T any](s *Shell) []T {
	var out []T
	for _, request := range s.Asked {
		if r, ok := request.(T); ok {
			out = append(out, r)
		}
	}
	return out
}

// Last returns the last request of one type; ok is false where there is none.
func Last[T any](s *Shell) (last T, ok bool) {
	all := All[T](s)
	if len(all) == 0 {
		return last, false
	}
	return all[len(all)-1], true
}

// Said returns the text of the last message, "" for none.
func (s *Shell) Said() string {
	say, _ := Last[pane.Say](s)
	return say.Text
}

// Table is a pane.Table of what a test sets.
type Table struct {
	Of     *collection.Collection
	Fields *collection.Schema
	Shows  collection.Place
	On     *collection.Item // under the cursor
	Marked []collection.Item
	Here   []collection.Item // the rows loaded
	Cols   []collection.Field
	Widths map[string]int // that a person chose, by field
	Rows   int            // in all, -1 where that is not known
	Broken bool
}

var _ pane.Table = (*Table)(nil)

// Collection implements pane.Table.
func (t *Table) Collection() *collection.Collection { return t.Of }

// Schema implements pane.Table.
func (t *Table) Schema() *collection.Schema { return t.Fields }

// Place implements pane.Table.
func (t *Table) Place() collection.Place { return t.Shows }

// Selected implements pane.Table.
func (t *Table) Selected() []collection.Item { return t.Marked }

// Loaded implements pane.Table.
func (t *Table) Loaded() []collection.Item { return t.Here }

// Layout implements pane.Table.
func (t *Table) Layout() (out pane.Columns) {
	for _, f := range t.Cols {
		out.Shown = append(out.Shown, pane.Column{Key: f.Key, Width: t.Widths[f.Key]})
	}
	return out
}

// Columns implements pane.Table.
func (t *Table) Columns() []collection.Field { return t.Cols }

// Total implements pane.Table.
func (t *Table) Total() (int, bool) { return t.Rows, t.Rows >= 0 }

// Failed implements pane.Table.
func (t *Table) Failed() bool { return t.Broken }

// Current implements pane.Table.
func (t *Table) Current() (collection.Item, bool) {
	if t.On == nil {
		return collection.Item{}, false
	}
	return *t.On, true
}
