package work

import (
	"context"
	"slices"
	"strings"
	"sync"

	tea "charm.land/bubbletea/v2"

	"zco/api"
	"zco/tui/domain/collection"
)

// names keeps what ids are called, by lookup target. At most keptNames are
// kept for a target; then it starts anew.
type names struct {
	mu    sync.RWMutex
	known map[string]map[string]string
	asked map[string]map[string]bool // under way, or answered without a name
}

const keptNames = 20_000

// NamesKnown says that names which a pane asked for are known now; panes draw
// anew.
type NamesKnown struct{ Target string }

// Name returns the name behind an id of a lookup's target, and whether it is
// known.
func (l *Layer) Name(target, id string) (string, bool) {
	l.cache.names.mu.RLock()
	defer l.cache.names.mu.RUnlock()
	name, ok := l.cache.names.known[target][id]
	return name, ok
}

// LearnName notes a name that came with something else.
func (l *Layer) LearnName(target, id, name string) {
	l.cache.names.put(target, map[string]string{id: name})
}

func (n *names) put(target string, found map[string]string) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.known[target] == nil || len(n.known[target]) > keptNames {
		n.known[target] = map[string]string{}
	}
	for id, name := range found {
		n.known[target][id] = name
	}
}

// want returns the ids that are neither known nor asked for, and notes them
// as asked for.
func (n *names) want(target string, ids []string) []string {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.asked[target] == nil || len(n.asked[target]) > keptNames {
		n.asked[target] = map[string]bool{}
	}
	var out []string
	for _, id := range ids {
		if _, known := n.known[target][id]; known || id == "" || n.asked[target][id] {
			continue
		}
		n.asked[target][id] = true
		out = append(out, id)
	}
	return out
}

func (n *names) failed(target string, ids []string) {
	n.mu.Lock()
	defer n.mu.Unlock()
	for _, id := range ids {
		delete(n.asked[target], id)
	}
}

// Names asks what ids are called, by target, one request for each hundred ids
// of a target that are not known yet. It returns nil when all are known.
func (l *Layer) Names(wanted map[string][]string) tea.Cmd {
	var cmds []tea.Cmd
	for target, ids := range wanted {
		missing := l.cache.names.want(target, ids)
		for chunk := range slices.Chunk(missing, api.MaxPageSize) {
			cmds = append(cmds, l.lookUp(target, chunk))
		}
	}
	return tea.Batch(cmds...)
}

func (l *Layer) lookUp(target string, ids []string) tea.Cmd {
	slot := Slot("names/" + target + "/" + strings.Join(ids[:1], ""))
	return l.Go(slot, 0, func(ctx context.Context, c *api.Client) tea.Msg {
		found, err := collection.Names(ctx, c, target, ids)
		if err != nil {
			l.cache.names.failed(target, ids)
			return Dropped{slot} // ids stay as they are; the next page asks again
		}
		l.cache.names.put(target, found)
		return NamesKnown{target}
	})
}
