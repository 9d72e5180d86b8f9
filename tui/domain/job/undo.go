package job

import (
	"context"
	"errors"
	"iter"
	"os"

	"zco/api/transfer"
	"zco/tui/domain/collection"
	"zco/tui/domain/journal"
)

// Undo takes back what a job did. It is reviewed and run as any other job, and
// is itself an entry of the history.
type Undo struct {
	Entry journal.Entry // of the job, with its Group
	Title string
}

func (Undo) kind() Kind { return KindUndo }

// WhyNotUndo returns why the job of an entry of the history cannot be taken
// back, "" if it can.
func WhyNotUndo(e journal.Entry) string {
	switch {
	case e.Action != journal.Bulk || e.Group == "":
		return "this is no job"
	case e.UndoneBy != "":
		return "this job was undone already"
	case e.Result == journal.Failed:
		return "this job changed nothing: there is nothing to undo"
	}
	return ""
}

// Undo returns what takes back a job of this session, or why there is nothing.
func (r *Runner) Undo(id int) (u Undo, why string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	e := r.find(id)
	switch {
	case e == nil || e.Kind == KindExport:
		return u, "there is nothing to undo"
	case e.Live():
		return u, "the job is under way: stop it first"
	case e.Completed() == 0:
		return u, "this job changed nothing: there is nothing to undo"
	}
	entry := journal.Entry{ID: e.kept.Entry, Action: journal.Bulk, Group: e.kept.Group}
	return Undo{Entry: entry, Title: "undo: " + e.Title}, ""
}

var errNoLog = errors.New("this job cannot be undone: the log of what was there before is gone, or another host has it")

func (u Undo) plan(ctx context.Context, r *Runner, s *survey) (transfer.Plan, error) {
	group := u.Entry.Group
	k, err := r.keptJob(group)
	if err != nil {
		return transfer.Plan{}, errNoLog
	}
	log := r.logPath(group)
	if _, err := os.Stat(log); err != nil {
		return transfer.Plan{}, errNoLog
	}
	fields, err := r.fields(ctx, k.Object)
	if err != nil {
		return transfer.Plan{}, err
	}
	if s.plan.Note, err = transfer.UndoNote(transfer.ReadLog(log)); err != nil {
		return transfer.Plan{}, err
	}
	s.plan.undoes = u.Entry.ID
	p := named(func(results iter.Seq2[transfer.Result, error]) transfer.Plan {
		return transfer.UndoPlan(k.Object, results, fields)
	}, transfer.ReadLog(log))
	p.Title = u.Title
	return transfer.WithMade(ctx, r.client, p, fields), nil
}

// named makes a plan of results whose items know what their records are
// called: a plan to undo knows only what was sent. It takes the results one by
// one, an item from each at most.
func named(plan func(iter.Seq2[transfer.Result, error]) transfer.Plan, results iter.Seq2[transfer.Result, error]) transfer.Plan {
	name := collection.Absent
	p := plan(func(yield func(transfer.Result, error) bool) {
		for r, err := range results {
			name = r.Item.Patch.Name
			if r.Item.Before != nil {
				name = r.Item.Before.Name
			}
			if !yield(r, err) {
				return
			}
		}
	})
	items := p.Items
	p.Items = func(yield func(transfer.Item, error) bool) {
		for item, err := range items {
			if b := item.Before; b != nil && b.Name.IsAbsent() && item.Patch.Name.IsAbsent() {
				b.Name = name
			}
			if !yield(item, err) {
				return
			}
		}
	}
	return p
}
