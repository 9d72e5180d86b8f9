package work

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"zco/api"
	"zco/tui/domain/collection"
)

// Answer is what every message of a read carries: who asked, and how it
// ended.
type Answer struct {
	Slot Slot
	Gen  uint64 // of the asker; an answer to an older question is dropped
	Err  error
	Took time.Duration
}

// Collections is the answer to the list of what can be browsed.
type Collections struct {
	Answer
	List []*collection.Collection
}

// Schema is the answer to the fields of a collection.
type Schema struct {
	Answer
	Collection string
	Schema     *collection.Schema
}

// Page is the answer to a page of rows.
type Page struct {
	Answer
	Place collection.Place
	Query collection.Query
	Page  collection.Page
}

// Count is the answer to how many rows there are.
type Count struct {
	Answer
	Collection string
	Count      collection.Count
}

// Item is the answer to one row.
type Item struct {
	Answer
	Ref  collection.Ref
	Item collection.Item
}

// Suggestions is the answer to a text typed in search.
type Suggestions struct {
	Answer
	Collection, Text string
	Items            []collection.Item
}

// Collections lists what can be browsed.
func (b *Inbox) Collections(slot string) tea.Cmd {
	return b.Go(slot, 0, func(ctx context.Context, c *api.Client) tea.Msg {
		return b.layer.readCollections(ctx, c)
	})
}

func (l *Layer) readCollections(ctx context.Context, c *api.Client) Collections {
	start := time.Now()
	list, err := collection.Collections(ctx, c)
	return Collections{Answer{"", 0, err, time.Since(start)}, list}
}

// Collections is the same for whoever tells answers apart by slots.
func (l *Layer) Collections(slot Slot, gen uint64) tea.Cmd {
	return l.Go(slot, 0, func(ctx context.Context, c *api.Client) tea.Msg {
		a := l.readCollections(ctx, c)
		a.Slot, a.Gen = slot, gen
		return a
	})
}

// Schema reads the fields of a collection, from memory when they are known.
func (b *Inbox) Schema(slot string, col *collection.Collection) tea.Cmd {
	return b.Go(slot, 0, func(ctx context.Context, c *api.Client) tea.Msg {
		return b.layer.readSchema(ctx, c, col)
	})
}

func (l *Layer) readSchema(ctx context.Context, c *api.Client, col *collection.Collection) Schema {
	start := time.Now()
	s, err := l.schema(ctx, c, col)
	if err != nil { // fields may be open where the rows are not
		l.cache.facts.judge(col.ID, err)
	}
	return Schema{Answer{"", 0, err, time.Since(start)}, col.ID, s}
}

// Schema is the same for whoever tells answers apart by slots.
func (l *Layer) Schema(slot Slot, gen uint64, col *collection.Collection) tea.Cmd {
	return l.Go(slot, 0, func(ctx context.Context, c *api.Client) tea.Msg {
		a := l.readSchema(ctx, c, col)
		a.Slot, a.Gen = slot, gen
		return a
	})
}

// Page reads a page of rows.
func (b *Inbox) Page(slot string, col *collection.Collection, place collection.Place, q collection.Query) tea.Cmd {
	return b.Go(slot, 0, func(ctx context.Context, c *api.Client) tea.Msg {
		return b.layer.readPage(ctx, c, col, place, q)
	})
}

func (l *Layer) readPage(ctx context.Context, c *api.Client, col *collection.Collection, place collection.Place, q collection.Query) Page {
	start := time.Now()
	p, err := col.List(ctx, c, q)
	l.cache.facts.paged(place, p, err)
	return Page{Answer{"", 0, err, time.Since(start)}, place, q, p}
}

// Page is the same for whoever tells answers apart by slots.
func (l *Layer) Page(slot Slot, gen uint64, col *collection.Collection, place collection.Place, q collection.Query) tea.Cmd {
	return l.Go(slot, 0, func(ctx context.Context, c *api.Client) tea.Msg {
		a := l.readPage(ctx, c, col, place, q)
		a.Slot, a.Gen = slot, gen
		return a
	})
}

// Count counts the rows of a collection.
func (b *Inbox) Count(slot string, col *collection.Collection) tea.Cmd {
	return b.Go(slot, 0, func(ctx context.Context, c *api.Client) tea.Msg {
		return b.layer.readCount(ctx, c, col)
	})
}

func (l *Layer) readCount(ctx context.Context, c *api.Client, col *collection.Collection) Count {
	start := time.Now()
	n, err := l.cache.counts.get(ctx, col.ID, func(ctx context.Context) (collection.Count, error) { return col.Count(ctx, c) })
	l.cache.facts.judge(col.ID, err)
	return Count{Answer{"", 0, err, time.Since(start)}, col.ID, n}
}

// Count is the same for whoever tells answers apart by slots.
func (l *Layer) Count(slot Slot, gen uint64, col *collection.Collection) tea.Cmd {
	return l.Go(slot, 0, func(ctx context.Context, c *api.Client) tea.Msg {
		a := l.readCount(ctx, c, col)
		a.Slot, a.Gen = slot, gen
		return a
	})
}

// Item reads one row.
func (b *Inbox) Item(slot string, delay time.Duration, col *collection.Collection, id string) tea.Cmd {
	return b.Go(slot, delay, func(ctx context.Context, c *api.Client) tea.Msg {
		return b.layer.readItem(ctx, c, col, id)
	})
}

func (l *Layer) readItem(ctx context.Context, c *api.Client, col *collection.Collection, id string) Item {
	start := time.Now()
	it, err := col.Get(ctx, c, id)
	return Item{Answer{"", 0, err, time.Since(start)}, collection.Ref{Collection: col.ID, ID: id}, it}
}

// Item is the same for whoever tells answers apart by slots.
func (l *Layer) Item(slot Slot, gen uint64, delay time.Duration, col *collection.Collection, id string) tea.Cmd {
	return l.Go(slot, delay, func(ctx context.Context, c *api.Client) tea.Msg {
		a := l.readItem(ctx, c, col, id)
		a.Slot, a.Gen = slot, gen
		return a
	})
}

// Suggest asks what a text typed in search may mean, once typing has paused
// for the delay.
func (b *Inbox) Suggest(slot string, delay time.Duration, col *collection.Collection, text string) tea.Cmd {
	return b.Go(slot, delay, func(ctx context.Context, c *api.Client) tea.Msg {
		return b.layer.readSuggest(ctx, c, col, text)
	})
}

func (l *Layer) readSuggest(ctx context.Context, c *api.Client, col *collection.Collection, text string) Suggestions {
	start := time.Now()
	items, err := col.Suggest(ctx, c, text)
	return Suggestions{Answer{"", 0, err, time.Since(start)}, col.ID, text, items}
}
