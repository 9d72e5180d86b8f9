package work

import (
	"context"
	"slices"
	"sync"
	"time"

	tea "charm.land/bubbletea/v2"

	"zco/api"
	"zco/tui/domain/collection"
)

// names keeps what ids are called, by lookup target. At most keptNames are
// kept for a target; then it starts anew.
type names struct {
	mu      sync.RWMutex
	known   map[string]map[string]string
	asked   map[string]map[string]*lookUp // under way, or answered without a name
	next    map[string]*lookUp            // that takes more ids, by target
	version uint64                        // counts what was learnt
	why     map[string]string             // why those of a target cannot be read
	told    bool                          // that some cannot be read
}

// lookUp is a question for names; done is closed once it is answered.
type lookUp struct {
	ids  []string
	done chan struct{}
}

// gather is how long a question takes more ids before it is asked: a row and
// those around it ask at once, and share a request.
const gather = 2 * time.Millisecond

func (q *lookUp) over() bool {
	select {
	case <-q.done:
		return true
	default:
		return false
	}
}

const keptNames = 20_000

// NamesMissing says, once, why ids are shown where there are names.
type NamesMissing struct{ Why string }

// NamesKnown says that names which its inbox asked for are known now.
type NamesKnown struct{ Target string }

// Name returns the name behind an id of a lookup's target, and whether it is
// known.
func (l *Layer) Name(target, id string) (string, bool) {
	l.cache.names.mu.RLock()
	defer l.cache.names.mu.RUnlock()
	name, ok := l.cache.names.known[target][id]
	return name, ok
}

// NamesVersion changes whenever a name becomes known: whoever keeps texts with
// names in them writes those anew then, whoever it was that asked.
func (l *Layer) NamesVersion() uint64 {
	l.cache.names.mu.RLock()
	defer l.cache.names.mu.RUnlock()
	return l.cache.names.version
}

// LearnName notes a name that came with something else.
func (l *Layer) LearnName(target, id, name string) {
	l.cache.names.put(target, map[string]string{id: name})
}

// Names asks what ids are called, by target, one request for each hundred ids
// of a target that are neither known nor asked for by another inbox; the
// answers to those are waited for too. It returns nil when all are known.
// The answer is NamesKnown, for each target of which something was learnt, or
// NamesMissing the first time that a target's names cannot be read.
func (b *Inbox) Names(wanted map[string][]string) tea.Cmd {
	var cmds []tea.Cmd
	for target, ids := range wanted {
		ids = b.layer.cache.names.open(target, ids)
		if len(ids) == 0 {
			continue
		}
		cmds = append(cmds, func() tea.Msg {
			b.layer.lookUp(target, ids)
			if !b.layer.cache.names.knowsAny(target, ids) { // ids stay as they are; the next page asks again
				if why := b.layer.cache.names.tell(target); why != "" {
					return b.reply("", nil, NamesMissing{why})
				}
				return nil
			}
			return b.reply("", nil, NamesKnown{target})
		})
	}
	return tea.Batch(cmds...)
}

// lookUp asks for names, and returns once all of them are answered for. They
// are kept for everybody, so that no inbox can cancel it.
func (l *Layer) lookUp(target string, ids []string) {
	questions, mine := l.cache.names.claim(target, ids)
	if mine != nil {
		wait(l.ctx, gather)
		l.ask(target, l.cache.names.gathered(target, mine))
		close(mine.done)
	}
	for _, q := range questions {
		q.wait(l.ctx)
	}
}

// ask asks for the names of ids, a hundred in a request.
func (l *Layer) ask(target string, ids []string) {
	var all sync.WaitGroup
	for chunk := range slices.Chunk(ids, api.MaxPageSize) {
		all.Go(func() {
			l.begin()
			defer l.inFlight.Add(-1)
			found, missing := l.namesOf(target, chunk)
			if missing != "" {
				l.cache.names.failed(target, chunk, missing)
				return
			}
			l.cache.names.put(target, found)
		})
	}
	all.Wait()
}

// namesOf reads what ids are called. What comes whole with the names, such as
// people, is kept to be looked at.
func (l *Layer) namesOf(target string, ids []string) (found map[string]string, missing string) {
	if !collection.HasCard(target) {
		return collection.NamesApart(l.ctx, l.client, target, ids)
	}
	cards, missing := collection.CardsApart(l.ctx, l.client, target, ids)
	if missing != "" {
		return nil, missing
	}
	found = make(map[string]string, len(cards))
	for _, it := range cards {
		found[it.ID] = it.Name
	}
	l.cache.cards.keep(target, cards)
	return found, ""
}

func (q *lookUp) wait(ctx context.Context) {
	select {
	case <-q.done:
	case <-ctx.Done():
	}
}

func (n *names) put(target string, found map[string]string) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.known[target] == nil || len(n.known[target]) > keptNames {
		n.known[target] = map[string]string{}
	}
	for id, name := range found {
		if old, known := n.known[target][id]; !known || old != name {
			n.known[target][id] = name
			n.version++
		}
	}
}

// open returns the ids whose names may yet become known.
func (n *names) open(target string, ids []string) []string {
	n.mu.RLock()
	defer n.mu.RUnlock()
	var out []string
	for _, id := range ids {
		if _, known := n.known[target][id]; known || id == "" {
			continue
		}
		if q := n.asked[target][id]; q == nil || !q.over() {
			out = append(out, id)
		}
	}
	return out
}

func (n *names) knowsAny(target string, ids []string) bool {
	n.mu.RLock()
	defer n.mu.RUnlock()
	return slices.ContainsFunc(ids, func(id string) bool {
		_, known := n.known[target][id]
		return known
	})
}

// claim puts the ids that nobody asked for yet into the next question for a
// target. It returns the questions that the ids are in, and the one that is to
// be asked by who called, nil where that is somebody else.
func (n *names) claim(target string, ids []string) (questions []*lookUp, mine *lookUp) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.asked[target] == nil || len(n.asked[target]) > keptNames {
		n.asked[target] = map[string]*lookUp{}
	}
	for _, id := range ids {
		if _, known := n.known[target][id]; known || id == "" {
			continue
		}
		q := n.asked[target][id]
		if q == nil {
			if q = n.next[target]; q == nil {
				mine = &lookUp{done: make(chan struct{})}
				q, n.next[target] = mine, mine
			}
			q.ids = append(q.ids, id)
			n.asked[target][id] = q
		}
		if !slices.Contains(questions, q) {
			questions = append(questions, q)
		}
	}
	return questions, mine
}

// gathered closes a question to more ids, and returns those in it.
func (n *names) gathered(target string, q *lookUp) []string {
	n.mu.Lock()
	defer n.mu.Unlock()
	delete(n.next, target)
	return q.ids
}

// tell returns why the names of a target cannot be read, if nobody was told yet
// that some cannot.
func (n *names) tell(target string) string {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.told || n.why[target] == "" {
		return ""
	}
	n.told = true
	return n.why[target]
}

func (n *names) failed(target string, ids []string, why string) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.why == nil {
		n.why = map[string]string{}
	}
	n.why[target] = why
	for _, id := range ids {
		delete(n.asked[target], id)
	}
}
