package job

import (
	"context"
	"fmt"
	"strings"

	"zco/api/transfer"
	"zco/tui/domain/collection"
)

// Source says what a job is to do: an Edit, Delete, Import or Undo.
type Source interface {
	kind() Kind
	// plan makes the plan; what it reads is counted by the survey.
	plan(ctx context.Context, r *Runner, s *survey) (transfer.Plan, error)
}

// Edit changes fields of many rows.
type Edit struct {
	Which
	Changes []Change
	Title   string
}

// Delete deletes many rows.
type Delete struct {
	Which
	Title string
}

func (Edit) kind() Kind   { return KindEdit }
func (Delete) kind() Kind { return KindDelete }

func (e Edit) plan(ctx context.Context, r *Runner, s *survey) (transfer.Plan, error) {
	fields, err := r.fields(ctx, e.Object())
	if err != nil {
		return transfer.Plan{}, err
	}
	p := transfer.EditPlan(e.Object(), s.counted(e.records(ctx, r.client), e.Which), e.Changes, fields)
	p.Title = e.Title
	return p, nil
}

func (d Delete) plan(ctx context.Context, r *Runner, s *survey) (transfer.Plan, error) {
	p := transfer.DeletePlan(d.Object(), s.counted(d.records(ctx, r.client), d.Which))
	p.Title = d.Title
	return p, nil
}

// Import brings in the rows of a file. Its Fields and Open are found out.
type Import struct {
	FileOptions
	Path  string `json:"path"`
	Title string `json:"title"`
}

func (Import) kind() Kind { return KindImport }

func (m Import) plan(ctx context.Context, r *Runner, s *survey) (transfer.Plan, error) {
	in, err := r.file(ctx, m)
	if err != nil {
		return transfer.Plan{}, err
	}
	if in.AlreadyIn, err = r.alreadyIn(m); err != nil {
		return transfer.Plan{}, fmt.Errorf("what earlier imports made cannot be read: %w", err)
	}
	s.plan.source = &m
	in.OnRow = func() {
		s.plan.Records++
		s.reading.Add(1)
	}
	in.OnSuspect, in.OnAlreadyIn = s.plan.Causes.Add, func(int) { s.plan.AlreadyIn++ }
	in.OnNote = func(note string) { s.plan.Note = strings.TrimPrefix(s.plan.Note+"; "+note, "; ") }
	p := in.Plan(ctx, r.client)
	p.Title = m.Title
	return p, nil
}

// file is an import that is ready to be read.
func (r *Runner) file(ctx context.Context, m Import) (transfer.Import, error) {
	fields, err := r.fields(ctx, m.Object)
	in := m.FileOptions
	in.Fields, in.Open = fields, transfer.FromFile(m.Path)
	in.Matches, in.Names = r.o.Matches, r.names
	return in, err
}

// names names records of a lookup's target, so that a review knows whether
// they are there.
func (r *Runner) names(ctx context.Context, target string, ids []string) (map[string]string, bool, error) {
	if !collection.Nameable(target) {
		return nil, false, nil
	}
	names, missing := collection.NamesApart(ctx, r.client, target, ids)
	return names, missing == "", ctx.Err() // what may not be read may still be pointed at
}

// Check reads a file and checks it against the fields of its object.
func (r *Runner) Check(ctx context.Context, m Import) (Check, error) {
	in, err := r.file(ctx, m)
	if err != nil {
		return Check{}, err
	}
	return in.Check()
}
