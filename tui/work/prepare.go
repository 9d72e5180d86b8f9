package work

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"zco/api"
	"zco/tui/domain/collection"
	"zco/tui/domain/journal"
)

// Prepared is a change with all that its review shows.
type Prepared struct {
	Change Change
	Loss   collection.Impact // of a deletion
	Gone   bool              // the row is no more
	Err    error
}

// Prepare reads what the review of a change needs and the change does not
// hold: the fields, the row as it is now, and what a deletion costs.
func (w *Writer) Prepare(c Change) tea.Cmd {
	slot := Slot("prepare/" + c.Ref.Collection + "/" + c.Ref.ID)
	return w.layer.Go(slot, 0, func(ctx context.Context, client *api.Client) tea.Msg {
		p := w.prepare(ctx, client, c)
		p.Gone = collection.Gone(p.Err)
		return p
	})
}

func (w *Writer) prepare(ctx context.Context, client *api.Client, c Change) (p Prepared) {
	p.Change = c
	if c.Schema == nil {
		if c.Schema, p.Err = w.layer.schema(ctx, client, c.Collection); p.Err != nil {
			return p
		}
	}
	switch {
	case c.Action == journal.Upsert:
		var there bool
		if c.Item, there, p.Err = collection.Find(ctx, client, c.Collection, c.By, c.Value); there {
			for i := range c.Edits {
				c.Edits[i].Base = c.Item.Value(c.Edits[i].Key)
			}
		}
	case c.Action == journal.Delete || c.Action == journal.Update && c.Item.Values == nil:
		c.Item, p.Err = c.Collection.Get(ctx, client, c.Ref.ID)
	}
	if p.Err == nil && c.Action == journal.Delete {
		p.Loss.Refused = c.Collection.WhyNotDelete(c.Item)
	}
	if p.Err == nil && c.Action == journal.Delete && p.Loss.Refused == "" && c.Collection.DeleteImpact != nil {
		p.Loss, p.Err = c.Collection.DeleteImpact(ctx, client, []collection.Item{c.Item})
	}
	p.Change = c
	return p
}

// Undoing is the answer to what would take an entry of the history back.
type Undoing struct {
	Change Change
	Why    string // why nothing can
	Err    error
}

// Undo reads what taking back an entry of the history needs.
func (w *Writer) Undo(e journal.Entry, col *collection.Collection) tea.Cmd {
	return w.layer.Go(Slot("undo"), 0, func(ctx context.Context, client *api.Client) tea.Msg {
		s, err := w.layer.schema(ctx, client, col)
		if err != nil {
			return Undoing{Err: err}
		}
		c, why := Undo(e, col, s)
		return Undoing{Change: c, Why: why}
	})
}
