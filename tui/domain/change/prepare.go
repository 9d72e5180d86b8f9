package change

import (
	"context"
	"strings"

	"zco/tui/domain/collection"
	"zco/tui/domain/journal"
)

// Prepared is a change with all that its review shows.
type Prepared struct {
	Change Change
	Impact collection.Impact // of a deletion
	Gone   bool              // the row is no more
	Err    error
}

// Failure returns why a change could not be prepared, nil if it was.
func (p Prepared) Failure() error { return p.Err }

// Prepare reads what the review of a change needs and the change does not
// hold: the fields, the row as it is now, and what a deletion costs.
func (w *Sender) Prepare(ctx context.Context, c Change) Prepared {
	p := w.prepare(ctx, c)
	p.Gone = collection.Gone(p.Err)
	return p
}

func (w *Sender) prepare(ctx context.Context, c Change) (p Prepared) {
	p.Change = c
	if c.Schema == nil {
		if c.Schema, p.Err = w.schema(ctx, c.Collection); p.Err != nil {
			return p
		}
	}
	switch {
	case c.Action == journal.Upsert:
		var there bool
		if c.Item, there, p.Err = collection.Find(ctx, w.Client, c.Collection, c.By, c.Value); there {
			for i := range c.Edits {
				c.Edits[i].Base = c.Item.Value(c.Edits[i].Key)
			}
		}
	case c.Action == journal.Delete || c.Action == journal.Update && c.Item.Values == nil:
		c.Item, p.Err = c.Collection.Get(ctx, w.Client, c.Ref.ID)
	}
	if p.Err == nil && c.Action == journal.Delete {
		p.Impact.Refused = c.Collection.WhyNotDelete(c.Item)
	}
	if p.Err == nil && c.Action == journal.Delete && p.Impact.Refused == "" && c.Collection.DeleteImpact != nil {
		p.Impact, p.Err = c.Collection.DeleteImpact(ctx, w.Client, []collection.Item{c.Item})
	}
	if keys := c.Schema.Merge(nil, c.Made, c.Item).Moved; p.Err == nil && c.Made.Values != nil && len(keys) > 0 {
		p.Impact.Warning = strings.TrimSpace("It was changed after it was made: " + strings.Join(titles(c.Schema, keys), ", ") + ". " + p.Impact.Warning)
	}
	p.Change = c
	return p
}

func (w *Sender) schema(ctx context.Context, col *collection.Collection) (*collection.Schema, error) {
	if w.Schema == nil {
		return col.Schema(ctx, w.Client)
	}
	return w.Schema(ctx, col)
}

// Undoing is what would take an entry of the history back.
type Undoing struct {
	Change Change
	Why    string // why nothing can
	Err    error
}

// Failure returns why what an undo needs could not be read, nil if it was.
func (u Undoing) Failure() error { return u.Err }

// Undo reads what taking back an entry of the history needs.
func (w *Sender) Undo(ctx context.Context, e journal.Entry, col *collection.Collection) Undoing {
	s, err := w.schema(ctx, col)
	if err != nil {
		return Undoing{Err: err}
	}
	c, why := Undo(e, col, s)
	return Undoing{Change: c, Why: why}
}
