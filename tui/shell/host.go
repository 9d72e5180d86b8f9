package shell

import (
	tea "charm.land/bubbletea/v2"

	"zco/tui/action"
	"zco/tui/domain/collection"
	"zco/tui/pane"
	"zco/tui/widget/palette"
)

// host is the shell as panes, features and dialogs see it.
type host struct {
	*pane.Queue // drain does what is asked
	m           *Model
}

var _ pane.Shell = host{}

// What is read is as it is now.

func (h host) Subject() (pane.Subject, bool) { return h.m.subject() }
func (h host) Focused() pane.Name            { return h.m.at.Focus }

func (h host) Table() pane.Table {
	if h.m.records == nil {
		return nil
	}
	return h.m.records
}

func (h host) Collection(id string) *collection.Collection { return h.m.collection(id) }
func (h host) Collections() []*collection.Collection       { return h.m.objects.All() }

func (h host) Count(id string) (int, bool) {
	n, known := h.m.objects.Count(id)
	return n.Value, known
}

// drain does what was asked of the shell, in the order it was asked.
func (m *Model) drain() tea.Cmd {
	var cmds []tea.Cmd
	for request, ok := m.queue.Next(); ok; request, ok = m.queue.Next() {
		cmds = append(cmds, m.take(m.request(request)))
	}
	return pane.Batch(cmds...)
}

// request does one.
func (m *Model) request(request any) tea.Cmd {
	if cmd, known := m.handlers.Do(request); known {
		return cmd
	}
	return m.route(request)
}

// add takes a feature in.
func (m *Model) add(f pane.Feature) {
	m.features = append(m.features, f)
	m.handlers.Add(f.Handlers()...)
	m.commands.Add(f.Commands())
}

// leaver is a pane that can be in something which back leaves first.
type leaver interface {
	Leave() (cmd tea.Cmd, done bool)
}

// actor is a pane that does actions itself.
type actor interface{ Act(action.ID) tea.Cmd }

// commander is a pane that returns its commands.
type commander interface{ Commands() action.Commands }

// find returns the commands in which an action is looked up: those of the
// pane with the focus, of the pane that its scope names, or of the features.
func (m *Model) find(id action.ID) action.Commands {
	for _, name := range []pane.Name{m.at.Focus, m.owner(id)} {
		if p, ok := m.panel(name).(commander); ok && m.panel(name) != nil {
			if _, knows := p.Commands()[id]; knows {
				return p.Commands()
			}
		}
	}
	return m.commands
}

// startFeatures lets the features ask for what they need at the start.
func (m *Model) startFeatures() tea.Cmd {
	return m.eachFeature(func(f pane.Feature) tea.Cmd {
		if s, ok := f.(pane.Starter); ok {
			return s.Init()
		}
		return nil
	})
}

// watch tells the features of a row that was changed.
func (m *Model) watch(c pane.Changed) tea.Cmd {
	return m.eachFeature(func(f pane.Feature) tea.Cmd {
		if w, ok := f.(pane.Watcher); ok {
			return w.Watch(c)
		}
		return nil
	})
}

// visited tells the features of a place that is shown for the first time.
func (m *Model) visited(p collection.Place) tea.Cmd {
	return m.eachFeature(func(f pane.Feature) tea.Cmd {
		if v, ok := f.(pane.Visitor); ok {
			return v.Visited(p)
		}
		return nil
	})
}

// opened tells the features of a record that was opened.
func (m *Model) opened(o pane.OpenRecord) tea.Cmd {
	return m.eachFeature(func(f pane.Feature) tea.Cmd {
		if v, ok := f.(pane.Visitor); ok {
			return v.Opened(o)
		}
		return nil
	})
}

func (m *Model) eachFeature(do func(pane.Feature) tea.Cmd) tea.Cmd {
	cmds := make([]tea.Cmd, len(m.features))
	for i, f := range m.features {
		cmds[i] = do(f)
	}
	return pane.Batch(cmds...)
}

// paletteEntries are what features have for the palette besides their actions.
func (m *Model) paletteEntries() []palette.Entry {
	var out []palette.Entry
	for _, f := range m.features {
		if p, ok := f.(interface{ Palette() []palette.Entry }); ok {
			out = append(out, p.Palette()...)
		}
	}
	return out
}

// collection returns what can be browsed under an ID, nil for nothing.
func (m *Model) collection(id string) *collection.Collection {
	if id == "" {
		return nil
	}
	if col := m.objects.Find(id); col != nil {
		return col
	}
	return collection.Part(id)
}
