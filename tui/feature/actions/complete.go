package actions

import (
	tea "charm.land/bubbletea/v2"

	"zco/tui/domain/job"
)

// completed is what the disk has that begins as what was typed does.
type completed struct {
	typed, text string
	names       []string
}

// mostShown is how many names of files are shown below a field.
const mostShown = 6

const completeSlot = "complete"

// complete completes the path of a file.
func (f *fields) complete() tea.Cmd {
	typed := f.editing.Text()
	return f.in.Aside(completeSlot, func() tea.Msg {
		text, names := job.Complete(typed)
		return completed{typed, text, names}
	})
}

// completed takes the completion of what still stands there.
func (f *fields) completed(c completed) {
	e := f.editing
	if e == nil || !e.Field.File || e.Text() != c.typed {
		return
	}
	e.SetText(c.text)
	f.names = nil
	switch len(c.names) {
	case 0:
		f.wrong[e.Field.Key] = "no file begins so"
	case 1:
		delete(f.wrong, e.Field.Key)
	default:
		f.names = c.names
		delete(f.wrong, e.Field.Key)
	}
}

// named are the names to show below the field under the cursor.
func (f *fields) named(i int) []string {
	if f.editing == nil || i != f.cursor {
		return nil
	}
	return f.names[:min(len(f.names), mostShown)]
}
