package work

import (
	"context"
	"sync"
	"time"

	tea "charm.land/bubbletea/v2"

	"zco/api"
	"zco/tui/domain/collection"
)

// ahead keeps what was asked for before anybody could show it: the place to
// start at, while the list of what there is is still under way.
type ahead struct {
	mu    sync.Mutex
	early map[any]*early // by pageKey or collection.Ref
	over  bool           // nobody will take any of it
}

// early is a request made ahead; msg is its answer once done is closed.
type early struct {
	cancel context.CancelFunc
	done   chan struct{}
	msg    tea.Msg
	landed time.Time
}

type pageKey struct {
	place collection.Place
	query collection.Query
}

// aheadGood is how long an answer waits for who wants it. It is wanted as soon
// as the list has come; where that took longer, what it says may be old.
const aheadGood = 10 * time.Second

// Ahead asks at once for what the place to start at will show: the fields, the
// first page, the count and, unless its ID is "", a row. Who asks for the same
// a moment later gets these answers; nobody is told of them otherwise.
func (b *Inbox) Ahead(col *collection.Collection, place collection.Place, q collection.Query, row string) tea.Cmd {
	cmds := []tea.Cmd{
		b.Schema("ahead/schema", col),
		b.early(pageKey{place, q}, func(ctx context.Context, c *api.Client) tea.Msg { return b.layer.page(ctx, c, col, place, q) }),
	}
	if col.Count != nil && !place.Searching() {
		cmds = append(cmds, b.Count("ahead/count", col))
	}
	if row != "" && col.Get != nil {
		cmds = append(cmds, b.early(collection.Ref{Collection: col.ID, ID: row}, func(ctx context.Context, c *api.Client) tea.Msg {
			return item(ctx, c, col, row)
		}))
	}
	return tea.Batch(cmds...)
}

// early returns a command that asks under a key.
func (b *Inbox) early(key any, ask func(context.Context, *api.Client) tea.Msg) tea.Cmd {
	return func() tea.Msg {
		ctx, e := b.layer.cache.ahead.begin(b.layer.ctx, key)
		b.layer.begin()
		e.msg = ask(ctx, b.layer.client)
		b.layer.inFlight.Add(-1)
		e.landed = time.Now()
		close(e.done)
		return nil
	}
}

// taken returns the answer to what was asked ahead under a key, nil where
// there is none or it is too old. It is given once.
func (l *Layer) taken(ctx context.Context, key any) tea.Msg {
	e := l.cache.ahead.take(key)
	if e == nil {
		return nil
	}
	select {
	case <-e.done:
	case <-ctx.Done():
		e.cancel()
		return nil
	}
	if time.Since(e.landed) > aheadGood {
		return nil
	}
	return e.msg
}

func (a *ahead) begin(ctx context.Context, key any) (context.Context, *early) {
	ctx, cancel := context.WithCancel(ctx)
	e := &early{cancel: cancel, done: make(chan struct{})}
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.early == nil {
		a.early = map[any]*early{}
	}
	if a.over {
		cancel()
	} else {
		a.early[key] = e
	}
	return ctx, e
}

// take hands out what was asked under a key. Who finds nothing asks on their own:
// what is only about to be asked ahead would come too late, and be taken for the
// answer to a later question.
func (a *ahead) take(key any) *early {
	a.mu.Lock()
	defer a.mu.Unlock()
	e := a.early[key]
	delete(a.early, key)
	a.over = a.over || e == nil
	return e
}

// drop cancels all that nobody has taken, and what is only about to be asked.
func (a *ahead) drop() {
	a.mu.Lock()
	defer a.mu.Unlock()
	for _, e := range a.early {
		e.cancel()
	}
	clear(a.early)
	a.over = true
}
