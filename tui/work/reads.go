package work

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"zco/api"
	"zco/tui/domain/collection"
)

// Answer is what every message of a read carries: how it ended.
type Answer struct{ Err error }

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
	Page  collection.Page
	Took  time.Duration
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

// Collections lists what can be browsed.
func (b *Inbox) Collections(slot string) tea.Cmd {
	return b.Go(slot, 0, func(ctx context.Context, c *api.Client) tea.Msg {
		list, err := collection.Collections(ctx, c)
		if len(list) == 0 {
			b.layer.cache.ahead.drop() // it is shown only beside the list
		}
		return Collections{Answer{err}, list}
	})
}

// Schema reads the fields of a collection, from memory when they are known.
func (b *Inbox) Schema(slot string, col *collection.Collection) tea.Cmd {
	return b.Go(slot, 0, func(ctx context.Context, c *api.Client) tea.Msg {
		s, err := b.layer.schema(ctx, c, col)
		if err != nil { // fields may be open where the rows are not
			b.layer.cache.facts.judge(col.ID, err)
		}
		return Schema{Answer{err}, col.ID, s}
	})
}

// Page reads a page of rows.
func (b *Inbox) Page(slot string, col *collection.Collection, place collection.Place, q collection.Query) tea.Cmd {
	return b.PageAs(slot, col, place, q, func(p Page) tea.Msg { return p })
}

// PageAs is Page with an answer that the owner has put its own word to.
func (b *Inbox) PageAs(slot string, col *collection.Collection, place collection.Place, q collection.Query, as func(Page) tea.Msg) tea.Cmd {
	return b.Go(slot, 0, func(ctx context.Context, c *api.Client) tea.Msg {
		if early, ok := b.layer.taken(ctx, pageKey{place, q}).(Page); ok {
			return as(early)
		}
		return as(b.layer.page(ctx, c, col, place, q))
	})
}

func (l *Layer) page(ctx context.Context, c *api.Client, col *collection.Collection, place collection.Place, q collection.Query) Page {
	start := time.Now()
	p, err := col.List(ctx, c, q)
	l.cache.facts.paged(place, p, err)
	return Page{Answer{err}, place, p, time.Since(start)}
}

// Count counts the rows of a collection.
func (b *Inbox) Count(slot string, col *collection.Collection) tea.Cmd {
	return b.Go(slot, 0, func(ctx context.Context, c *api.Client) tea.Msg {
		n, err := b.layer.cache.counts.get(ctx, col.ID, func(ctx context.Context) (collection.Count, error) { return col.Count(ctx, c) })
		b.layer.cache.facts.counted(col.ID, n, err)
		return Count{Answer{err}, col.ID, n}
	})
}

// Item reads one row.
func (b *Inbox) Item(slot string, delay time.Duration, col *collection.Collection, id string) tea.Cmd {
	return b.Go(slot, delay, func(ctx context.Context, c *api.Client) tea.Msg {
		if early := b.layer.taken(ctx, collection.Ref{Collection: col.ID, ID: id}); early != nil {
			return early
		}
		return item(ctx, c, col, id)
	})
}

func item(ctx context.Context, c *api.Client, col *collection.Collection, id string) Item {
	it, err := col.Get(ctx, c, id)
	return Item{Answer{err}, collection.Ref{Collection: col.ID, ID: id}, it}
}
