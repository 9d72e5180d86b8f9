package work

import (
	"context"
	"time"

	"zco/api"
	"zco/tui/domain/collection"
)

// countGood is how long a count serves whoever asks: the object list and the
// table that opens beside it ask for the same one.
const countGood = 2 * time.Second

// cache keeps what does not change while one looks: the fields of each
// collection, its count for a moment, the names behind ids, people looked at, and what answers
// said beside what was asked.
type cache struct {
	schemas *cached[*collection.Schema]
	counts  *cached[collection.Count]
	names   *names
	cards   *cards
	met     *met
	facts   *facts
	ahead   *ahead
}

func newCache(ctx context.Context) cache {
	return cache{
		schemas: newCached[*collection.Schema](ctx, 0),
		counts:  newCached[collection.Count](ctx, countGood),
		names:   &names{known: map[string]map[string]string{}, asked: map[string]map[string]*lookUp{}, next: map[string]*lookUp{}},
		cards:   &cards{},
		met:     &met{ids: map[string][]string{}},
		facts:   &facts{forbidden: map[string]string{}, shown: map[string]bool{}, totals: map[collection.Place]int{}, counts: map[string]collection.Count{}},
		ahead:   &ahead{},
	}
}

// ForgetSchema makes the next look at a collection's fields ask the service.
func (l *Layer) ForgetSchema(object string) { l.cache.schemas.forget(object) }

// schema returns the fields of a collection.
func (l *Layer) schema(ctx context.Context, c *api.Client, col *collection.Collection) (*collection.Schema, error) {
	return l.cache.schemas.get(ctx, col.ID, func(ctx context.Context) (*collection.Schema, error) { return col.Schema(ctx, c) })
}
