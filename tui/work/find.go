package work

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"zco/api"
	"zco/tui/domain/collection"
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
		return b.layer.readLocate(ctx, c, col, a)
	})
}

func (l *Layer) readLocate(ctx context.Context, c *api.Client, col *collection.Collection, a collection.Address) Located {
	start := time.Now()
	items, err := collection.Locate(ctx, c, col, a)
	return Located{Answer{"", 0, err, time.Since(start)}, col.ID, a, items}
}

// Candidates is the answer to the values that a relation may have.
type Candidates struct {
	Answer
	Target, Text string
	Options      []collection.Option
}

// Candidates asks which values a relation may have whose names begin with a
// text, once typing has paused for the delay.
func (b *Inbox) Candidates(slot string, delay time.Duration, target, text string) tea.Cmd {
	return b.Go(slot, delay, func(ctx context.Context, c *api.Client) tea.Msg {
		return b.layer.readCandidates(ctx, c, target, text)
	})
}

func (l *Layer) readCandidates(ctx context.Context, c *api.Client, target, text string) Candidates {
	start := time.Now()
	options, err := collection.Candidates(ctx, c, target, text)
	for _, o := range options {
		l.LearnName(target, o.Value, o.Title)
	}
	return Candidates{Answer{"", 0, err, time.Since(start)}, target, text, options}
}

// Candidates is the same for whoever tells answers apart by slots.
func (l *Layer) Candidates(slot Slot, gen uint64, delay time.Duration, target, text string) tea.Cmd {
	return l.Go(slot, delay, func(ctx context.Context, c *api.Client) tea.Msg {
		a := l.readCandidates(ctx, c, target, text)
		a.Slot, a.Gen = slot, gen
		return a
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
		return b.layer.readRelated(ctx, c, to, among)
	})
}

func (l *Layer) readRelated(ctx context.Context, c *api.Client, to *collection.Collection, among []*collection.Collection) Related {
	start := time.Now()
	out := Related{To: to.ID}
	var last error
	for _, from := range among {
		if !from.Filterable {
			continue // only custom objects have lookup fields
		}
		s, err := l.schema(ctx, c, from)
		if err != nil {
			out.Skipped++
			last = err
			continue
		}
		out.Pointing = append(out.Pointing, collection.PointingAt(from, s, to)...)
	}
	if len(out.Pointing) > 0 {
		last = nil
	}
	out.Answer = Answer{"", 0, last, time.Since(start)}
	return out
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
		return b.layer.readCountPointing(ctx, c, index, p, to, id)
	})
}

func (l *Layer) readCountPointing(ctx context.Context, c *api.Client, index int, p collection.Pointing, to *collection.Collection, id string) Pointing {
	start := time.Now()
	n, more, err := collection.CountPointing(ctx, c, p, to, id)
	return Pointing{Answer{"", 0, err, time.Since(start)}, index, n, more}
}

// KnownSchema returns the fields of a collection if they have been read, and
// nil if not; it asks nobody.
func (l *Layer) KnownSchema(object string) *collection.Schema {
	return l.cache.schemas.known(object)
}

// FixedOptions is the answer to the values that a fixed filter may have.
type FixedOptions struct {
	Answer
	Key     string
	Options []collection.Option
}

// FixedOptions reads the values that a fixed filter may have.
func (b *Inbox) FixedOptions(slot string, choice collection.Choice) tea.Cmd {
	return b.Go(slot, 0, func(ctx context.Context, c *api.Client) tea.Msg {
		return b.layer.readFixedOptions(ctx, c, choice)
	})
}

func (l *Layer) readFixedOptions(ctx context.Context, c *api.Client, choice collection.Choice) FixedOptions {
	start := time.Now()
	options, err := choice.Load(ctx, c)
	for _, o := range options {
		if choice.Target != "" {
			l.LearnName(choice.Target, o.Value, o.Title)
		}
	}
	return FixedOptions{Answer{"", 0, err, time.Since(start)}, choice.Key, options}
}
