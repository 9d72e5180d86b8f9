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

// features are those of an account, in the order they were added.
type features []pane.Feature

// start lets the features ask for what they need at the start.
func (fs features) start() tea.Cmd {
	return fs.each(func(f pane.Feature) tea.Cmd {
		if s, ok := f.(pane.Starter); ok {
			return s.Init()
		}
		return nil
	})
}

// watch tells the features of a row that was changed.
func (fs features) watch(c pane.Changed) tea.Cmd {
	return fs.each(func(f pane.Feature) tea.Cmd {
		if w, ok := f.(pane.Watcher); ok {
			return w.Watch(c)
		}
		return nil
	})
}

// visited tells the features of a place that is shown for the first time.
func (fs features) visited(p collection.Place) tea.Cmd {
	return fs.each(func(f pane.Feature) tea.Cmd {
		if v, ok := f.(pane.Visitor); ok {
			return v.Visited(p)
		}
		return nil
	})
}

// opened tells the features of a record that was opened.
func (fs features) opened(o pane.OpenRecord) tea.Cmd {
	return fs.each(func(f pane.Feature) tea.Cmd {
		if v, ok := f.(pane.Visitor); ok {
			return v.Opened(o)
		}
		return nil
	})
}

func (fs features) each(do func(pane.Feature) tea.Cmd) tea.Cmd {
	cmds := make([]tea.Cmd, len(fs))
	for i, f := range fs {
		cmds[i] = do(f)
	}
	return tea.Batch(cmds...)
}

// palette is what features have for the palette besides their actions.
func (fs features) palette() []palette.Entry {
	var out []palette.Entry
	for _, f := range fs {
		if p, ok := f.(interface{ Palette() []palette.Entry }); ok {
			out = append(out, p.Palette()...)
		}
	}
	return out
}

// forbids returns why the service would not do what an action leads to with
// the rows of a collection, as far as a feature knows.
func (fs features) forbids(id action.ID, object string) string {
	for _, f := range fs {
		if b, ok := f.(pane.Forbidder); ok {
			if why := b.Forbids(id, object); why != "" {
				return why
			}
		}
	}
	return ""
}

// ready tells the features that it is known what there is to browse.
func (fs features) ready() {
	for _, f := range fs {
		if r, ok := f.(pane.Readier); ok {
			r.Ready()
		}
	}
}

// status is what features have to say on the right of the bar.
func (fs features) status() []pane.Part {
	var out []pane.Part
	for _, f := range fs {
		if t, ok := f.(pane.Teller); ok {
			out = append(out, t.Status()...)
		}
	}
	return out
}

// columns are those of the view that shows a place, none where none does.
func (fs features) columns(p collection.Place) pane.Columns {
	for _, f := range fs {
		if v, ok := f.(interface {
			ColumnsOf(collection.Place) pane.Columns
		}); ok {
			if cols := v.ColumnsOf(p); len(cols.Shown) > 0 {
				return cols
			}
		}
	}
	return pane.Columns{}
}

// view is what the view is called that shows a place, "" for none.
func (fs features) view(p collection.Place) string {
	for _, f := range fs {
		if v, ok := f.(interface{ ViewOf(collection.Place) string }); ok {
			if name := v.ViewOf(p); name != "" {
				return name
			}
		}
	}
	return ""
}

// signedOut reports whether the account does not take who asks any more.
func (fs features) signedOut() bool {
	return slices.ContainsFunc(fs, func(f pane.Feature) bool {
		a, ok := f.(interface{ SignedOut() bool })
		return ok && a.SignedOut()
	})
}

// leaving says what leaving the account now would break off, "" for nothing.
func (fs features) leaving() (what, words string) {
	for _, f := range fs {
		if h, ok := f.(pane.Holder); ok {
			if what, words = h.Leaving(); what != "" {
				return what, words
			}
		}
	}
	return "", ""
}

// farewell is what to say after the screen is gone, "" for nothing.
func (fs features) farewell() string {
	var out []string
	for _, f := range slices.Backward(fs) {
		if p, ok := f.(pane.Parting); ok {
			if words := strings.TrimSpace(p.Farewell()); words != "" {
				out = append(out, words)
			}
		}
	}
	return strings.Join(out, "\n")
}
