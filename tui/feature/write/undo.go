package write

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"zco/tui/domain/change"
	"zco/tui/domain/journal"
	"zco/tui/feature/write/history"
	"zco/tui/pane"
)

// rescanTime bounds how long other sessions are looked for.
const rescanTime = 2 * time.Second

// rescan looks at what other sessions have. What is known already is shown all
// the same.
func (f *Feature) rescan(then func() any) tea.Cmd {
	j, ctx := f.drafts.Journal, f.opts.Context
	return f.env.Shell.Async(func() tea.Msg {
		ctx, cancel := context.WithTimeout(ctx, rescanTime)
		defer cancel()
		_ = j.Rescan(ctx)
		return then()
	})
}

// historyRead says that the history of other sessions is known now.
type historyRead struct{ m *history.Model }

func (f *Feature) openHistory() tea.Cmd {
	m := history.New(f.env, f.opts.Layer, f.drafts)
	f.history = m
	f.env.Shell.Open(m)
	return f.rescan(func() any { return historyRead{m} })
}

// undoLast proposes to take back the last change that was sent and not taken
// back yet.
func (f *Feature) undoLast() tea.Cmd {
	for _, e := range f.drafts.Journal.History(journal.Filter{Account: f.drafts.Account}) {
		if e.Result == journal.OK && e.UndoneBy == "" && e.Undoes == "" && e.Session == "" {
			return f.undo(e)
		}
	}
	return f.say(pane.Note, "there is no sent change to undo")
}

func (f *Feature) undo(e journal.Entry) tea.Cmd {
	if f.env.ReadOnly != "" {
		return f.say(pane.Warning, f.env.ReadOnly)
	}
	col := f.env.Shell.Collection(e.Object)
	if col == nil {
		return f.say(pane.Warning, "there is no object "+e.Object+" in this account any more")
	}
	switch {
	case e.Action == journal.Bulk:
		f.env.Shell.Ask(pane.UndoJob{Collection: col, Entry: e})
		return nil
	case change.WhyNotUndo(e) != "":
		return f.say(pane.Warning, change.WhyNotUndo(e))
	case e.Action == journal.Verb:
		f.env.Shell.Ask(pane.UndoVerb{Entry: e})
		return nil
	}
	return f.review.Undo(e, col)
}
