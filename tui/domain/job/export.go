package job

import (
	"context"
	"errors"
	"sync"
	"time"

	"zco/api"
	"zco/api/transfer"
)

// Export says what to write where. The fields of the options are found out.
type Export struct {
	Which
	ExportOptions
	Path  string
	Title string
	Anew  bool // begin again though a broken export could be continued
	Rows  int  // as many as there are by what is known; 0 or less if nothing is
}

func (r *Runner) launchExport(e *entry) {
	ctx, cancel := context.WithCancel(r.ctx)
	g := &gate{cancel: cancel}
	g.moved = func(s State) {
		r.mu.Lock()
		defer r.mu.Unlock()
		if e.Live() {
			e.State = s
		}
		r.notify()
	}
	r.mu.Lock()
	e.control = g
	anew := e.anew
	e.anew = false
	r.mu.Unlock()
	go func() {
		defer cancel()
		summary, err := r.export(ctx, g, e, anew)
		if errors.Is(err, context.Canceled) {
			err = errors.New("it was stopped; it can go on from there")
		}
		r.end(e, func(j *Job) {
			j.Done, j.Resumed, j.Notes, j.Err = summary.Rows, summary.Resumed, summary.Notes, err
			if err == nil {
				j.Total = j.Done
			}
		})
	}()
}

func (r *Runner) export(ctx context.Context, g *gate, e *entry, anew bool) (none transfer.ExportSummary, err error) {
	x := *e.export
	if anew {
		if err := transfer.Forget(x.Path); err != nil {
			return none, err
		}
	}
	o := x.ExportOptions
	o.OnProgress = func(p transfer.ExportProgress) { r.exported(e, x.Rows, p) }
	if o.Fields, err = r.fields(ctx, x.Object()); err != nil {
		return none, err
	}
	client, q, err := x.query(r.client, true)
	if err != nil {
		return none, err
	}
	g.Client = client
	if o.Parallel = r.o.Parallel; client != transfer.Client(r.client) {
		o.Parallel = 1 // its list is no list of the service
	}
	return transfer.ExportFile(ctx, g, q, x.Path, o)
}

// exported notes how far an export is, of so many rows as are known of.
func (r *Runner) exported(e *entry, rows int, p transfer.ExportProgress) {
	r.mu.Lock()
	defer r.mu.Unlock()
	e.Done, e.PerSecond, e.Left, e.Total = p.Rows, p.PerSecond, p.Left, p.Total
	if p.Total == 0 && rows > p.Rows {
		e.Total, e.Left = rows, timeLeft(rows-p.Rows, p.PerSecond)
	}
	r.notify()
}

// timeLeft is how long so many rows take; -1 where the speed is not known.
func timeLeft(rows int, perSecond float64) time.Duration {
	if perSecond <= 0 {
		return -1
	}
	return time.Duration(float64(rows) / perSecond * float64(time.Second)).Round(time.Second)
}

// gate lets an export be paused between pages.
type gate struct {
	transfer.Client
	cancel context.CancelFunc
	moved  func(State)

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
	g.moved(Paused)
}

// Resume implements control.
func (g *gate) Resume() {
	g.mu.Lock()
	if g.open != nil {
		close(g.open)
		g.open = nil
	}
	g.mu.Unlock()
	g.moved(Running)
}

// Cancel implements control.
func (g *gate) Cancel() {
	g.moved(Cancelling)
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

// CountRecords implements transfer.Client.
func (g *gate) CountRecords(ctx context.Context, object string) (api.Count, *api.Response, error) {
	g.pass(ctx)
	return g.Client.CountRecords(ctx, object)
}

// ListChanges implements transfer.Client.
func (g *gate) ListChanges(ctx context.Context, object string, o api.ChangesOptions) (api.Page[api.Record], *api.Response, error) {
	g.pass(ctx)
	return g.Client.ListChanges(ctx, object, o)
}
