package work

import (
	"sync"

	"zco/tui/domain/collection"
)

// facts are what the answers to reads say of a collection as a whole, beside
// what was asked. Whoever draws them reads them here: nobody is told.
type facts struct {
	mu        sync.RWMutex
	forbidden map[string]string
	shown     map[string]bool // collections of which a page came
	totals    map[collection.Place]int
	counts    map[string]collection.Count // of whole collections, by ID
}

// keptTotals is how many places' totals are kept; then they are learnt anew.
const keptTotals = 200

// Forbidden returns why the rows of a collection may not be seen, in the words
// of the service, "" as far as nobody knows better. A later answer takes it
// back.
func (l *Layer) Forbidden(object string) string {
	l.cache.facts.mu.RLock()
	defer l.cache.facts.mu.RUnlock()
	return l.cache.facts.forbidden[object]
}

// Total returns how many rows a place has in whatever order, as the last page
// of it said.
func (l *Layer) Total(p collection.Place) (n int, known bool) {
	l.cache.facts.mu.RLock()
	defer l.cache.facts.mu.RUnlock()
	p.Sort = ""
	n, known = l.cache.facts.totals[p]
	return n, known
}

// Counted returns how many rows a collection has as the service counted them
// last, whoever asked: all who show the number show the same.
func (l *Layer) Counted(object string) (n collection.Count, known bool) {
	l.cache.facts.mu.RLock()
	defer l.cache.facts.mu.RUnlock()
	n, known = l.cache.facts.counts[object]
	return n, known
}

// AddTotal keeps the total and the count of a whole collection in step with
// rows made (positive) or deleted here.
func (l *Layer) AddTotal(object string, by int) {
	l.cache.facts.mu.Lock()
	defer l.cache.facts.mu.Unlock()
	p := collection.Place{Collection: object}
	if n, known := l.cache.facts.totals[p]; known {
		l.cache.facts.totals[p] = max(n+by, 0)
	}
	add := func(n collection.Count) collection.Count {
		n.Value = max(n.Value+by, 0)
		return n
	}
	if n, known := l.cache.facts.counts[object]; known {
		l.cache.facts.counts[object] = add(n)
	}
	l.cache.counts.change(object, add)
}

// ForgetFacts lets go of what was forbidden, of the totals and the counts: what
// is asked next says it anew.
func (l *Layer) ForgetFacts() {
	l.cache.facts.mu.Lock()
	defer l.cache.facts.mu.Unlock()
	clear(l.cache.facts.forbidden)
	clear(l.cache.facts.totals)
	clear(l.cache.facts.counts)
}

// judge remembers what the service forbids, until it allows it.
func (f *facts) judge(object string, err error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	switch {
	case collection.Forbidden(err):
		f.forbidden[object] = collection.WhyForbidden(err)
	case err == nil:
		delete(f.forbidden, object)
	}
}

// counted learns from a count. That rows cannot be counted which were seen does
// not take them away again.
func (f *facts) counted(object string, n collection.Count, err error) {
	f.mu.Lock()
	if err == nil {
		f.counts[object] = n
	}
	shown := f.shown[object]
	f.mu.Unlock()
	if !shown {
		f.judge(object, err)
	}
}

// paged learns from a page.
func (f *facts) paged(p collection.Place, page collection.Page, err error) {
	f.judge(p.Collection, err)
	f.mu.Lock()
	defer f.mu.Unlock()
	f.shown[p.Collection] = err == nil
	if err != nil || page.Total < 0 {
		return
	}
	if len(f.totals) >= keptTotals {
		clear(f.totals)
	}
	p.Sort = ""
	f.totals[p] = page.Total
}
