package shell

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"zco/tui/action"
	"zco/tui/domain/collection"
	"zco/tui/pane"
	"zco/tui/widget/palette"
)

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
	return tea.Batch(cmds...)
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

// forbidden returns why the service would not do what an action leads to, as
// far as a feature knows.
func (m *Model) forbidden(id action.ID) string {
	object := m.at.Place.Collection
	switch action.Find(id).Scope {
	case action.Objects:
		object = collection.Objects().ID
	case action.Record:
		object = m.at.Record.Collection
	}
	for _, f := range m.features {
		if b, ok := f.(pane.Forbidder); ok {
			if why := b.Forbids(id, object); why != "" {
				return why
			}
		}
	}
	return ""
}

// Leaving says what leaving the account now would break off: in a few words,
// and what comes of it; "" for nothing.
func (m *Model) Leaving() (what, words string) {
	for _, f := range m.features {
		if h, ok := f.(pane.Holder); ok {
			if what, words = h.Leaving(); what != "" {
				return what, words
			}
		}
	}
	return "", ""
}

// Farewell is what to say after the screen is gone, "" for nothing.
func (m *Model) Farewell() string {
	var out []string
	for _, f := range slices.Backward(m.features) {
		if p, ok := f.(pane.Parting); ok {
			if words := strings.TrimSpace(p.Farewell()); words != "" {
				out = append(out, words)
			}
		}
	}
	return strings.Join(out, "\n")
}
