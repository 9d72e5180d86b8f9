package record

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"zco/tui/domain/collection"
	"zco/tui/pane"
	"zco/tui/work"
)

// An editor with a window of its own may return at once and go on: its file
// stays, and what is saved there is taken for as long as the program runs. What
// is saved later is offered at the next start, as any text that an editor left.
const (
	atOnce    = 2 * time.Second // an editor that changed nothing by then may be such
	lookEvery = time.Second
)

// awaited are the files that editors may still save to.
type awaited struct {
	files     map[string]*outside // by their paths
	elsewhere collection.Ref      // the row that was saved while another was shown
}

// lookNow says that it is time to read them.
type lookNow struct{ paths []string }

// saved is what the files hold now, by their paths; one that is gone is not in
// it.
type saved map[string]string

// add begins to look at a file.
func (a *awaited) add(m *Model, o outside) tea.Cmd {
	if a.files == nil {
		a.files = map[string]*outside{}
	}
	a.files[o.path] = &o
	if o.taken {
		return a.look(m)
	}
	m.say(pane.Warning, "nothing is changed yet; what an editor in its own window saves is taken, "+filepath.Base(o.path)+" stays")
	return a.look(m)
}

// look reads the files after a while.
func (a *awaited) look(m *Model) tea.Cmd {
	if len(a.files) == 0 {
		return nil
	}
	return m.in.After("awaited", lookEvery, lookNow{slices.Collect(maps.Keys(a.files))})
}

// read reads the files.
func (l lookNow) read(in *work.Inbox) tea.Cmd {
	return in.Aside("awaited", func() tea.Msg {
		now := saved{}
		for _, path := range l.paths {
			if data, err := os.ReadFile(path); err == nil {
				now[path] = string(data)
			}
		}
		return now
	})
}

// saved takes what editors have saved meanwhile, and looks again. What is about
// another record than the one shown waits until that is.
func (a *awaited) saved(m *Model, now saved) tea.Cmd {
	for path, o := range a.files {
		text, there := now[path]
		switch {
		case !there && o.taken: // it comes back if it is saved once more
		case !there:
			delete(a.files, path)
		case text == o.text || text == o.faulty || text == "": // or it is being written
		case o.ref != m.ref || m.schema == nil || !m.known:
			if o.ref != a.elsewhere {
				a.elsewhere = o.ref
				m.say(pane.Warning, "the editor saved another record's text: it is taken when that record is shown")
			}
		default:
			a.take(m, o, text)
		}
	}
	return a.look(m)
}

// take puts into the draft what a text has otherwise than before: what was
// typed into other fields meanwhile stays.
func (a *awaited) take(m *Model, o *outside, text string) {
	doc := m.docFor()
	before, _ := doc.read(o.text)
	values, faults := doc.read(text)
	if o.faulty = text; len(faults) == 0 {
		o.text = text
	}
	a.elsewhere = collection.Ref{}
	maps.DeleteFunc(values, func(key string, v collection.Value) bool {
		was, there := before[key]
		return there && was == v
	})
	n := m.takeValues(values)
	switch {
	case len(faults) > 0:
		keys := slices.Sorted(maps.Keys(faults))
		m.say(pane.Failure, filepath.Base(o.path)+" was saved with a fault: "+faults[keys[0]]+"; mend it there and save again")
	case n > 0:
		m.say(pane.Success, taken(m.env, n))
	}
}
