package work

import (
	"sync"
	"time"

	"zco/tui/domain/collection"
)

// cards keeps people, organizations and tickets that were read whole, for
// whoever looks at one soon after. At most keptCards are kept; then it starts
// anew.
type cards struct {
	mu    sync.Mutex
	known map[collection.Ref]card
}

type card struct {
	item collection.Item
	at   time.Time // when it was read
}

const (
	keptCards = 500
	cardGood  = time.Minute
)

func (k *cards) keep(target string, items []collection.Item) {
	k.mu.Lock()
	defer k.mu.Unlock()
	now := time.Now()
	for _, it := range items {
		if k.known == nil || len(k.known) >= keptCards {
			k.known = map[collection.Ref]card{}
		}
		k.known[collection.Ref{Collection: target, ID: it.ID}] = card{it, now}
	}
}

// get returns what was read of an id, however long ago.
func (k *cards) get(target, id string) (card, bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	c, ok := k.known[collection.Ref{Collection: target, ID: id}]
	return c, ok
}

// Card returns what an id of a target stands for, if that was read a short
// while ago.
func (l *Layer) Card(target, id string) (collection.Item, bool) {
	c, ok := l.cache.cards.get(target, id)
	return c.item, ok && time.Since(c.at) < cardGood
}
