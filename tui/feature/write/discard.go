package write

import (
	tea "charm.land/bubbletea/v2"

	"zco/tui/domain/change"
	"zco/tui/domain/journal"
	"zco/tui/pane"
	"zco/tui/widget/confirm"
)

// drafted returns the row under the cursor with its draft, where it has one.
func (f *Feature) drafted() (s pane.Subject, d journal.Draft, ok bool) {
	if s, ok = f.env.Shell.Subject(); ok {
		d, ok = f.drafts.Record(s.Ref())
	}
	return s, d, ok
}

func (f *Feature) whyNotRevert() string {
	s, _, ok := f.drafted()
	if ok {
		_, ok = f.drafts.Field(s.Ref(), s.Field.Key)
	}
	if !ok {
		return "There is no draft in this cell"
	}
	return ""
}

// revertCell takes back what was typed in the cell under the cursor.
func (f *Feature) revertCell() tea.Cmd {
	s, _, ok := f.drafted()
	if !ok {
		return nil
	}
	f.drafts.Clear(s.Ref(), s.Field.Key)
	return f.say(pane.Note, s.Field.Title+" reverted")
}

func (f *Feature) whyNotDrop() string {
	if _, _, ok := f.drafted(); !ok {
		return "This row has no draft"
	}
	return ""
}

// dropRow throws away what was typed in the row under the cursor, once that is
// confirmed.
func (f *Feature) dropRow() tea.Cmd {
	s, d, ok := f.drafted()
	if !ok {
		return nil
	}
	words := pane.Plural(change.Typed(d), "unsaved field", "unsaved fields") + " will be lost."
	f.env.Shell.Open(confirm.New(f.env, "Discard draft?", words, func() tea.Cmd {
		f.drafts.Drop(s.Ref())
		return f.say(pane.Note, "Draft discarded")
	}))
	return nil
}
