// Package write is what leads to a change: new rows, copies, upserts,
// deletions, drafts sent from the table, undoing, the history and the drafts.
//
// What is done to a change on its way, from its review on, is in review; what
// was sent is shown by history. It asks the shell and the command layer, and
// never imports api or a pane. The one rule: it changes nothing by itself;
// everything goes by the review.
package write

import (
	"context"
	"fmt"

	tea "charm.land/bubbletea/v2"

	"zco/tui/action"
	"zco/tui/domain/change"
	"zco/tui/domain/collection"
	"zco/tui/domain/entry"
	"zco/tui/domain/journal"
	"zco/tui/feature/write/history"
	"zco/tui/feature/write/review"
	"zco/tui/pane"
	"zco/tui/work"
)

// Options are what the feature stands on.
type Options struct {
	Context context.Context // ends looking for what other sessions did
	Layer   *work.Layer
	Journal *journal.Journal
	Account string // in the journal
	User    string // who sends
	Kept    bool   // drafts outlive the program
	EditDir string // where the texts of the person's own editor lie
	Left    int    // how many of those were left there as the program started
}

// Feature is the way from a draft to the service.
type Feature struct {
	env     *pane.Env
	opts    Options
	drafts  *change.DraftStore
	writer  *work.Writer
	review  *review.Controller
	history *history.Model // as it was opened last, nil before

	forbidden  map[kind]string // what the service does not do, in its words
	notDurable error           // why what is typed is not on disk, nil if it is
	offered    bool            // drafts from earlier were told of
}

// kind is a kind of change to the rows of a collection.
type kind struct {
	object string
	action journal.Action
}

var (
	_ pane.Feature   = (*Feature)(nil)
	_ pane.Forbidder = (*Feature)(nil)
	_ pane.Teller    = (*Feature)(nil)
	_ pane.Watcher   = (*Feature)(nil)
	_ pane.Readier   = (*Feature)(nil)
	_ pane.Holder    = (*Feature)(nil)
	_ pane.Parting   = (*Feature)(nil)
)

// New returns the feature over a journal.
func New(env *pane.Env, o Options) *Feature {
	f := &Feature{
		env: env, opts: o, drafts: &change.DraftStore{Journal: o.Journal, Account: o.Account},
		writer:    work.NewWriter(o.Layer, o.Journal, o.Account, o.User, env.Now),
		forbidden: map[kind]string{}, notDurable: o.Journal.Status().Err,
	}
	f.review = review.New(env, o.Layer, f.writer, f.drafts, f.sent)
	return f
}

// Drafts returns the store of what was typed and not sent.
func (f *Feature) Drafts() *change.DraftStore { return f.drafts }

// Writer returns what sends.
func (f *Feature) Writer() *work.Writer { return f.writer }

// Review returns what takes changes to the service.
func (f *Feature) Review() *review.Controller { return f.review }

// Commands implements pane.Feature.
func (f *Feature) Commands() []action.Command {
	return []action.Command{
		action.Do(action.New, func() tea.Cmd { return f.newRow(false) }),
		action.Do(action.Duplicate, func() tea.Cmd { return f.newRow(true) }),
		action.Do(action.Upsert, f.askUpsert),
		action.Do(action.Delete, f.delete),
		action.Do(action.SendRow, f.sendRow),
		{ID: action.RevertCell, Why: f.whyNotRevert, Run: f.revertCell},
		{ID: action.DropRow, Why: f.whyNotDrop, Run: f.dropRow},
		action.Do(action.Undo, f.undoLast),
		action.Do(action.History, f.openHistory),
		action.Do(action.Drafts, f.readDrafts),
	}
}

// Handlers implements pane.Feature.
func (f *Feature) Handlers() []pane.Handler {
	return []pane.Handler{
		pane.On(f.review.Propose),
		pane.On(f.openNew),
		pane.On(func(u history.Undo) tea.Cmd { return f.undo(u.Entry) }),
		pane.On(func(r historyRead) tea.Cmd { r.m.Fill(); return nil }),
		pane.On(f.openDrafts),
		pane.On(f.onDisk),
	}
}

func (f *Feature) say(kind pane.Kind, text string) tea.Cmd {
	f.env.Shell.Say(kind, text)
	return nil
}

// sent notes how a change ended.
func (f *Feature) sent(s change.Sent) {
	f.learn(s)
	if f.history != nil {
		f.history.Fill()
	}
}

// sendRow proposes the draft of the row under the table's cursor.
func (f *Feature) sendRow() tea.Cmd {
	s, ok := f.env.Shell.Subject()
	if !ok || s.Schema == nil {
		return f.say(pane.Note, "there is nothing under the cursor")
	}
	d, _ := f.drafts.Record(s.Ref())
	c, in := change.Draft{
		Collection: s.Collection, Schema: s.Schema, Ref: s.Ref(), Item: s.Item, New: f.drafts.IsNew(s.Ref()), Fields: d.Fields,
		Problem: func(field collection.Field, d journal.Field) string {
			return entry.Problem(field, d.Base, d.Partial, f.env.Now)
		},
	}.Change()
	if in.Why != "" {
		return f.say(pane.Warning, f.env.Obstacle(in))
	}
	return f.review.Propose(change.Propose{Change: c})
}

// Leaving implements pane.Holder.
func (f *Feature) Leaving() (what, words string) {
	n := f.review.Sending()
	if n == 0 {
		return "", ""
	}
	return "A change is on its way", pane.Plural(n, "change is", "changes are") + " being sent. If you quit now, you will not see whether it was saved; the history will say that it is not known."
}

// Farewell implements pane.Parting.
func (f *Feature) Farewell() string {
	n := f.drafts.Count()
	switch {
	case n == 0 || !f.opts.Kept:
		return ""
	case f.notDurable != nil:
		return fmt.Sprintf("zco: what was typed in %s is NOT on disk: %v", pane.Plural(n, "draft", "drafts"), f.notDurable)
	}
	return "zco: " + pane.Plural(n, "draft is", "drafts are") + " kept and offered at the next start (" + f.env.Keys.Key(action.Drafts) + " lists what is not sent)"
}
