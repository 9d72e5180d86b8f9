package work

import (
	"cmp"
	"slices"
	"sync"
	"time"

	"zco/tui/domain/collection"
)

// met keeps which people, organizations and tickets the person had to do with,
// the newest first: those opened, and those chosen for a relation.
type met struct {
	mu  sync.Mutex
	ids map[string][]string // by target
}

// mostMet is how many are kept of a target, and how many are suggested.
const mostMet = 10

// Meet notes that the person opened or chose what an id of a target stands for,
// and what that is called.
func (l *Layer) Meet(target, id, name string) {
	if name != "" {
		l.LearnName(target, id, name)
	}
	if !collection.HasCard(target) || id == "" {
		return
	}
	m := l.cache.met
	m.mu.Lock()
	defer m.mu.Unlock()
	list := slices.DeleteFunc(m.ids[target], func(o string) bool { return o == id })
	list = slices.Insert(list, 0, id)
	m.ids[target] = list[:min(len(list), mostMet)]
}

// offered are values found for a relation by a text, whose names are learnt;
// where nothing was typed and none are found, those suggested.
func (l *Layer) offered(target, text string, found []collection.Option) []collection.Option {
	if text == "" && len(found) == 0 {
		found = l.suggested(target)
	}
	for _, o := range found {
		l.LearnName(target, o.Value, o.Title)
	}
	return found
}

// suggested are values for a relation in which nothing was typed yet: those met
// before, then those that the tables read last name. Nobody is asked: the
// service lists none that are near.
func (l *Layer) suggested(target string) (out []collection.Option) {
	if !collection.HasCard(target) {
		return nil
	}
	l.cache.met.mu.Lock()
	ids := slices.Clone(l.cache.met.ids[target])
	l.cache.met.mu.Unlock()
	for _, id := range l.cache.cards.newest(target) {
		if !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	for _, id := range ids[:min(len(ids), mostMet)] {
		c, _ := l.cache.cards.get(target, id)
		name, _ := l.Name(target, id)
		out = append(out, collection.Option{Value: id, Title: cmp.Or(c.item.Name, name, id), About: collection.Apart(target, c.item)})
	}
	return out
}

// newest returns the ids of a target that were read last, those first.
func (k *cards) newest(target string) []string {
	k.mu.Lock()
	defer k.mu.Unlock()
	at := map[string]time.Time{}
	var ids []string
	for ref, c := range k.known {
		if ref.Collection == target {
			ids = append(ids, ref.ID)
			at[ref.ID] = c.at
		}
	}
	slices.SortFunc(ids, func(a, b string) int { return cmp.Or(at[b].Compare(at[a]), cmp.Compare(a, b)) })
	return ids
}
