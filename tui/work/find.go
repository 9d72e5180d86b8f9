package work

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"zco/api"
	"zco/tui/domain/collection"
	"zco/tui/domain/objectmap"
)

// Located is the answer to the rows that an address names.
type Located struct {
	Answer
	Collection string
	Address    collection.Address
	Items      []collection.Item
}

// Locate reads the rows that an address names.
func (b *Inbox) Locate(slot string, col *collection.Collection, a collection.Address) tea.Cmd {
	return b.Go(slot, 0, func(ctx context.Context, c *api.Client) tea.Msg {
		items, err := collection.Locate(ctx, c, col, a)
		return Located{Answer{err}, col.ID, a, items}
	})
}

// Candidates is the answer to the values that a relation may have.
type Candidates struct {
	Answer
	Options []collection.Option
}

// Candidates asks which values a relation may have whose names begin with a
// text, once typing has paused for the delay.
func (b *Inbox) Candidates(slot string, delay time.Duration, target, text string) tea.Cmd {
	return b.Go(slot, delay, func(ctx context.Context, c *api.Client) tea.Msg {
		options, err := collection.Candidates(ctx, c, target, text)
		return Candidates{Answer{err}, b.layer.offered(target, text, options)}
	})
}

// Related is the answer to what points at the rows of a collection.
type Related struct {
	Answer
	To       string // the collection
	Pointing []collection.Pointing
	Skipped  int // collections whose fields could not be read
}

// Related asks which fields of collections point at rows of another. Fields
// that are known already are not asked for.
func (b *Inbox) Related(slot string, to *collection.Collection, among []*collection.Collection) tea.Cmd {
	return b.Go(slot, 0, func(ctx context.Context, c *api.Client) tea.Msg {
		out := Related{To: to.ID}
		out.Skipped, out.Err = b.layer.objectSchemas(ctx, c, among, func(from *collection.Collection, s *collection.Schema) {
			out.Pointing = append(out.Pointing, collection.PointingAt(from, s, to)...)
		})
		if len(out.Pointing) > 0 {
			out.Err = nil
		}
		return out
	})
}

// objectSchemas reads the fields of the custom objects among collections, which
// alone have lookup fields. It returns of how many they could not be read, and
// the last reason why.
func (l *Layer) objectSchemas(ctx context.Context, c *api.Client, among []*collection.Collection, do func(*collection.Collection, *collection.Schema)) (skipped int, last error) {
	for _, col := range among {
		if !col.Filterable {
			continue
		}
		s, err := l.schema(ctx, c, col)
		if err != nil {
			skipped, last = skipped+1, err
			continue
		}
		do(col, s)
	}
	return skipped, last
}

// Pointing is the answer to how many rows point at one.
type Pointing struct {
	Answer
	Index int
	Count int
	More  bool // there are more than Count
}

// CountPointing counts the rows of a relation that point at a row, up to a
// page of them. The index comes back with the answer.
func (b *Inbox) CountPointing(slot string, index int, p collection.Pointing, to *collection.Collection, id string) tea.Cmd {
	return b.Go(slot, 0, func(ctx context.Context, c *api.Client) tea.Msg {
		n, more, err := collection.CountPointing(ctx, c, p, to, id)
		return Pointing{Answer{err}, index, n, more}
	})
}

// KnownSchema returns the fields of a collection if they have been read, and
// nil if not; it asks nobody.
func (l *Layer) KnownSchema(object string) *collection.Schema {
	return l.cache.schemas.known(object)
}

// FixedOptions is the answer to the values that a fixed filter may have.
type FixedOptions struct {
	Answer
	Options []collection.Option
}

// FixedOptions reads the values that a fixed filter may have.
func (b *Inbox) FixedOptions(slot string, choice collection.Choice) tea.Cmd {
	return b.Go(slot, 0, func(ctx context.Context, c *api.Client) tea.Msg {
		options, err := choice.Load(ctx, c)
		for _, o := range options {
			if choice.Target != "" {
				b.layer.LearnName(choice.Target, o.Value, o.Title)
			}
		}
		return FixedOptions{Answer{err}, options}
	})
}

// ObjectMap is the answer to which object points at which.
type ObjectMap struct {
	Answer
	Map     objectmap.Map
	Skipped int // objects whose fields could not be read
}

// ObjectMap reads the fields of the objects among collections. Those that are
// known already are not asked for.
func (b *Inbox) ObjectMap(slot string, among []*collection.Collection) tea.Cmd {
	return b.Go(slot, 0, func(ctx context.Context, c *api.Client) tea.Msg {
		var out ObjectMap
		out.Skipped, out.Err = b.layer.objectSchemas(ctx, c, among, out.Map.Add)
		if len(out.Map.Nodes) > 0 {
			out.Err = nil
		}
		out.Map.Sort()
		return out
	})
}
