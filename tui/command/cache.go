package command

import (
	"context"
	"sync"

	"zco/api"
	"zco/tui/resource"
)

// cache keeps what does not change while one looks: the fields of each
// collection, and the names behind ids.
type cache struct {
	mu      *sync.Mutex
	schemas map[string]*schemaEntry
	names   *names
}

type schemaEntry struct {
	done   chan struct{}
	schema *resource.Schema
	err    error
}

func newCache() cache {
	return cache{mu: &sync.Mutex{}, schemas: map[string]*schemaEntry{},
		names: &names{known: map[string]map[string]string{}, asked: map[string]map[string]bool{}}}
}

// schema returns the fields of a collection, asking the service once however
// many wait for them. A failure is not kept.
func (k *cache) schema(ctx context.Context, c *api.Client, col *resource.Collection) (*resource.Schema, error) {
	k.mu.Lock()
	e := k.schemas[col.ID]
	if e == nil {
		e = &schemaEntry{done: make(chan struct{})}
		k.schemas[col.ID] = e
		k.mu.Unlock()
		e.schema, e.err = col.Schema(ctx, c)
		if e.err != nil {
			k.forget(col.ID)
		}
		close(e.done)
		return e.schema, e.err
	}
	k.mu.Unlock()
	select {
	case <-e.done:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	if e.err != nil && ctx.Err() == nil {
		return k.schema(ctx, c, col) // the one who asked first gave up or failed: ask again
	}
	return e.schema, e.err
}

func (k *cache) forget(id string) {
	k.mu.Lock()
	defer k.mu.Unlock()
	delete(k.schemas, id)
}

// ForgetSchema makes the next look at a collection's fields ask the service.
func (l *Layer) ForgetSchema(collection string) { l.cache.forget(collection) }
