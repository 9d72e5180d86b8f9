package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"zco/api/transfer"
	"zco/tui/domain/number"
)

// send runs the import as jobs and says what became of it.
func (m *importing) send(ctx context.Context, in transfer.Import, check transfer.Check) error {
	log, err := m.logPath()
	if err != nil {
		return err
	}
	hard, stop := m.secondSignal(ctx)
	defer stop()
	bar := newProgress(m.streams, "importing "+m.subject.ID)
	plan := transfer.Plan{Object: in.Object, Title: in.Title(), Items: m.decided.Items()}
	if plan.Content, err = m.content(in); err != nil {
		return err
	}
	run, err := transfer.Start(hard, m.session.client, plan, transfer.Options{
		Parallel: m.parallel(), LogPath: log, CheckBefore: true,
		OnProgress: func(p transfer.Progress) {
			bar.show(state{done: p.Settled(), total: max(p.Total, check.Rows), perSecond: p.PerSecond, left: p.Left, more: p.Waiting})
		},
	})
	if err != nil {
		return err
	}
	go func() {
		select {
		case <-ctx.Done():
			run.Cancel()
			bar.clear()
			m.streams.say("stopping once the jobs that were sent are done; interrupt again to stop at once")
		case <-run.Done():
		}
	}()
	p, err := run.Wait()
	bar.clear()
	if werr := m.writeFailed(in, run); werr != nil {
		err = errors.Join(err, werr)
	}
	return m.report(p, run, log, err)
}

func (m *importing) parallel() int {
	if m.jobs > 0 {
		return min(m.jobs, transfer.MaxParallel)
	}
	return m.session.conf.Limits.Jobs
}

// secondSignal returns a context that only a second signal ends: the first one
// lets the jobs that were sent come to their end.
func (m *importing) secondSignal(first context.Context) (context.Context, func()) {
	ctx, cancel := context.WithCancel(context.WithoutCancel(first))
	signals := make(chan os.Signal, 2)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	go func() {
		for range 2 {
			select {
			case <-signals:
			case <-ctx.Done():
				return
			}
		}
		cancel()
	}()
	return ctx, func() { signal.Stop(signals); cancel() }
}

// writeFailed writes the rows that failed, with the reasons, where asked.
func (m *importing) writeFailed(in transfer.Import, run *transfer.Run) error {
	if m.failed == "" {
		return nil
	}
	any := false
	for _, err := range run.Failed() {
		if err != nil {
			return err
		}
		any = true
		break
	}
	if info, err := os.Stat(m.failed); !any && (err != nil || !info.Mode().IsRegular() || transfer.Standard(m.failed) != nil) {
		return nil // nothing to write, and nothing there to be taken for it
	}
	out, err := m.failedOutput()
	if err != nil {
		return err
	}
	n, err := in.WriteFailed(out, run.Failed())
	if err := errors.Join(err, out.Close()); err != nil {
		return err
	}
	if n == 0 {
		return nil
	}
	m.streams.say("%s that failed: in %s", number.Of(n, "row", "rows"), m.failed)
	return nil
}

func (m *importing) failedAdvice() string {
	if m.failed == "" {
		return "--failed FILE writes the rows that failed"
	}
	return "the rows that failed are in " + m.failed
}

// failedOutput is where the rows that failed go: standard output, a file, or
// what is there and no file, as it is.
func (m *importing) failedOutput() (io.WriteCloser, error) {
	if m.failed == "-" {
		return m.streams.Out.Data(), nil
	}
	if out := transfer.Standard(m.failed); out != nil {
		return openWriter{out}, nil
	}
	return os.OpenFile(m.failed, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
}

// report says what was done. The log of what is all done has served its time:
// the same import another day starts afresh.
func (m *importing) report(p transfer.Progress, run *transfer.Run, log string, err error) error {
	open := p.Failed + p.Unknown + p.NotRun
	m.sayFailed(run)
	if open == 0 && err == nil && m.log == "" {
		_ = os.Remove(log)
		for _, earlier := range m.kinLogs() {
			_ = os.Remove(earlier) // all of it is done now
		}
	}
	words := fmt.Sprintf("done %s, failed %s", number.Thousands(p.Done), number.Thousands(p.Failed))
	if p.Skipped > 0 {
		words += ", done before " + number.Thousands(p.Skipped)
	}
	if p.Unknown > 0 {
		words += ", outcome unknown " + number.Thousands(p.Unknown)
	}
	if n := run.Damaged(); n > 0 {
		m.streams.say("%s of %s could not be read and passed over; what they told was looked up", number.Of(n, "line", "lines"), log)
	}
	if p.NotRun > 0 {
		words += ", not sent " + number.Thousands(p.NotRun)
	}
	if m.asJSON {
		m.told = true
		jerr := printJSON(m.streams, map[string]int{
			"done": p.Done, "failed": p.Failed, "skipped": p.Skipped, "unknown": p.Unknown, "not_run": p.NotRun,
		})
		err = errors.Join(err, jerr)
	}
	m.streams.say("%s", words)
	switch {
	case err == nil && open == 0:
		return nil
	case err == nil && p.Done+p.Skipped+p.Unknown == 0:
		return fmt.Errorf("nothing was brought in")
	case err == nil && p.Failed+p.NotRun == 0:
		return withCode(Partly, "nothing tells whether all was brought in; records with an external ID are looked up when the same command is run again, look for the others by their names (the results are in %s)", log)
	case err == nil:
		return withCode(Partly, "not all was brought in; mend the rows and run the same command again: what is in is not made twice (%s; the results are in %s)", m.failedAdvice(), log)
	case p.Done+p.Skipped+p.Unknown == 0:
		return err
	}
	return withCode(Partly, "%w; run the same command again to go on (the results are in %s)", err, log)
}

func (m *importing) sayFailed(run *transfer.Run) {
	n := 0
	for r, err := range run.Failed() {
		if err != nil {
			return
		}
		if n++; n > saidProblems {
			m.streams.say("... and more")
			return
		}
		where := r.ID
		if r.Item.Row > 0 {
			where = fmt.Sprintf("row %d", r.Item.Row)
		}
		m.streams.say("%s: %s", where, r.Why())
	}
}
