package work

import (
	"context"
	"errors"
	"iter"
	"os"

	"zco/api"
	"zco/api/transfer"
	"zco/tui/domain/collection"
	"zco/tui/domain/journal"
)

// BulkUndo takes back what a job did. It is reviewed and run as any other job,
// and is itself an entry of the history.
type BulkUndo struct {
	Entry journal.Entry // of the job, with its Group
	Title string
	jobs  *Jobs
}

// Undo returns what takes back the job of an entry of the history, or why
// there is nothing.
func (j *Jobs) Undo(e journal.Entry, title string) (BulkUndo, string) {
	why := ""
	switch {
	case e.Action != journal.Bulk || e.Group == "":
		why = "this is no job"
	case e.UndoneBy != "":
		why = "this job was undone already"
	case e.Result == journal.Failed:
		why = "this job changed nothing: there is nothing to undo"
	}
	return BulkUndo{Entry: e, Title: title, jobs: j}, why
}

// UndoJob is Undo of a job of this session.
func (j *Jobs) UndoJob(id int, title string) (BulkUndo, string) {
	j.mu.Lock()
	defer j.mu.Unlock()
	e := j.find(id)
	switch {
	case e == nil || e.view.Kind == JobExport:
		return BulkUndo{}, "there is nothing to undo"
	case e.view.Live():
		return BulkUndo{}, "the job is under way: stop it first"
	case e.view.Done == 0:
		return BulkUndo{}, "this job changed nothing: there is nothing to undo"
	}
	return BulkUndo{Entry: journal.Entry{ID: e.kept.Entry, Action: journal.Bulk, Group: e.kept.Group}, Title: title, jobs: j}, ""
}

func (BulkUndo) kind() JobKind { return JobUndo }

var errNoLog = errors.New("this job cannot be undone: the log of what was there before is gone, or another host has it")

func (u BulkUndo) plan(ctx context.Context, c *api.Client, s *survey) (transfer.Plan, error) {
	j, group := u.jobs, u.Entry.Group
	k, err := j.keptJob(group)
	if err != nil {
		return transfer.Plan{}, errNoLog
	}
	log := j.logPath(group)
	if _, err := os.Stat(log); err != nil {
		return transfer.Plan{}, errNoLog
	}
	fields, err := fieldsOf(ctx, c, k.Object)
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
	return p, nil
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
