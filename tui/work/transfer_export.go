package work

import (
	"context"
	"errors"
	"os"
	"sync"
	"time"

	tea "charm.land/bubbletea/v2"

	"zco/api"
	"zco/api/transfer"
	"zco/tui/domain/collection"
)

// ExportOrder says what to write where.
type ExportOrder struct {
	Which
	Schema  *collection.Schema
	Path    string
	Format  string             // csv, json or jsonl
	Columns []collection.Field // none for all
	Titles  bool               // CSV: titles of fields and options, not keys and tags
	Anew    bool               // begin again though a broken export could be continued
	Rows    int                // as many as there are by what is known; 0 or less if nothing is
	Title   string
}

// The names of what a broken export leaves behind, after the file's; see
// transfer.ExportFile.
const (
	partSuffix  = ".part"
	stateSuffix = ".part.state"
)

// Export writes rows to a file, in the background, and returns the job's id.
func (j *Jobs) Export(o ExportOrder) (id int, cmd tea.Cmd) {
	e := &job{
		view: JobView{
			Kind: JobExport, State: JobRunning, Title: o.Title, Collection: o.Collection.ID, Began: j.o.Now(), Path: o.Path,
		},
		export: &o,
	}
	id = j.add(e)
	return id, j.runExport(e, o.Anew || len(o.IDs) > 0) // another choice of rows is not told apart
}

func (j *Jobs) runExport(e *job, anew bool) tea.Cmd {
	id, o := e.view.ID, *e.export
	ctx, cancel := j.background()
	g := &gate{cancel: cancel}
	j.mu.Lock()
	e.control = g
	j.mu.Unlock()
	g.moved = func(s JobState) {
		j.mu.Lock()
		defer j.mu.Unlock()
		if e.view.Live() {
			e.view.State = s
		}
		j.stir()
	}
	go func() {
		defer cancel()
		summary, err := j.export(ctx, g, o, anew, func(p transfer.ExportProgress) {
			j.mu.Lock()
			defer j.mu.Unlock()
			v := &e.view
			v.Done, v.Bytes, v.PerSecond, v.Left = p.Rows, p.Bytes, p.PerSecond, p.Left
			if v.Total = p.Total; p.Total == 0 && o.Rows > p.Rows {
				v.Total = o.Rows
				v.Left = timeLeft(o.Rows-p.Rows, p.PerSecond)
			}
			j.stir()
		})
		if errors.Is(err, context.Canceled) {
			err = errors.New("it was stopped; it can go on from there")
		}
		j.end(e, func(v *JobView) {
			v.Done, v.Bytes, v.Resumed, v.Notes, v.Err = summary.Rows, summary.Bytes, summary.Resumed, summary.Notes, err
			if err == nil {
				v.Total = v.Done
			}
		})
	}()
	return func() tea.Msg { return JobStarted{ID: id} }
}

func (j *Jobs) export(ctx context.Context, g *gate, o ExportOrder, anew bool, told func(transfer.ExportProgress)) (none transfer.ExportSummary, _ error) {
	if anew {
		for _, left := range []string{o.Path + partSuffix, o.Path + stateSuffix} {
			if err := os.Remove(left); err != nil && !errors.Is(err, os.ErrNotExist) {
				return none, err
			}
		}
	}
	fields, err := fieldsOf(ctx, j.layer.client, o.Object())
	if err != nil {
		return none, err
	}
	client, q, err := o.query(j.layer.client, true)
	if err != nil {
		return none, err
	}
	g.Client = client
	return transfer.ExportFile(ctx, g, q, o.Path, transfer.ExportOptions{
		Format: transfer.Format(o.Format), Fields: fields, Columns: o.columns(),
		TitleHeader: o.Titles, OptionTitles: o.Titles, OnProgress: told,
	})
}

// timeLeft is how long so many rows take; -1 where the speed is not known.
func timeLeft(rows int, perSecond float64) time.Duration {
	if perSecond <= 0 {
		return -1
	}
	return time.Duration(float64(rows) / perSecond * float64(time.Second)).Round(time.Second)
}

// columns are the columns as an export names them.
func (o ExportOrder) columns() []string {
	var out []string
	for _, f := range o.Columns {
		key, custom := f.Custom()
		if _, clash := o.Schema.Field(key); custom && clash {
			key = f.Key
		}
		out = append(out, key)
	}
	return out
}

// gate lets an export be paused between pages.
type gate struct {
	transfer.Client
	cancel context.CancelFunc
	moved  func(JobState)

	mu   sync.Mutex
	open chan struct{} // nil while not paused
}

// Pause implements control.
func (g *gate) Pause() {
	g.mu.Lock()
	if g.open == nil {
		g.open = make(chan struct{})
	}
	g.mu.Unlock()
	g.moved(JobPaused)
}

// Resume implements control.
func (g *gate) Resume() {
	g.mu.Lock()
	if g.open != nil {
		close(g.open)
		g.open = nil
	}
	g.mu.Unlock()
	g.moved(JobRunning)
}

// Cancel implements control.
func (g *gate) Cancel() {
	g.moved(JobCancelling)
	g.cancel()
}

func (g *gate) pass(ctx context.Context) {
	g.mu.Lock()
	open := g.open
	g.mu.Unlock()
	if open == nil {
		return
	}
	select {
	case <-open:
	case <-ctx.Done():
	}
}

// ListRecords implements transfer.Client.
func (g *gate) ListRecords(ctx context.Context, object string, f api.RecordFilter, o api.ListOptions) (api.Page[api.Record], *api.Response, error) {
	g.pass(ctx)
	return g.Client.ListRecords(ctx, object, f, o)
}

// SearchRecords implements transfer.Client.
func (g *gate) SearchRecords(ctx context.Context, object, query string, o api.ListOptions) (api.Page[api.Record], *api.Response, error) {
	g.pass(ctx)
	return g.Client.SearchRecords(ctx, object, query, o)
}

// FilterRecords implements transfer.Client.
func (g *gate) FilterRecords(ctx context.Context, object, query string, f api.Filter, o api.ListOptions) (api.Page[api.Record], *api.Response, error) {
	g.pass(ctx)
	return g.Client.FilterRecords(ctx, object, query, f, o)
}
