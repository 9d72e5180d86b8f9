package cli

import (
	"context"
	"log/slog"
	"os"
	"path/filepath"
	"runtime"

	"zco/api"
	"zco/config/secret"
)

// debugLog is the file of --debug: a line for each attempt of a request. An
// entry has no secret, no query and no body, and so no text of a record. A nil
// log writes nothing.
type debugLog struct {
	file *os.File
	log  *slog.Logger
}

// openDebugLog opens the log for appending, for its owner's eyes only.
func openDebugLog(path string) (*debugLog, error) {
	if path == "" {
		return nil, nil
	}
	file, err := os.OpenFile(filepath.Clean(path), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, usage("--debug: %w", err)
	}
	if err := secret.CheckMode(path); err != nil {
		file.Close()
		return nil, usage("--debug: %w", err)
	}
	l := &debugLog{file: file, log: slog.New(slog.NewTextHandler(file, nil))}
	l.log.Info("start", "version", build().Version, "go", runtime.Version(), "system", runtime.GOOS+"/"+runtime.GOARCH)
	return l, nil
}

func (l *debugLog) options() []api.Option {
	if l == nil {
		return nil
	}
	return []api.Option{api.WithLog(l.request)}
}

func (l *debugLog) request(e api.LogEntry) {
	attrs := []slog.Attr{
		slog.String("method", e.Method), slog.String("path", e.Path), slog.Int("status", e.Status),
		slog.Duration("took", e.Duration), slog.Int("sent", e.Sent), slog.Int("received", e.Received),
		slog.Int("attempt", e.Attempt),
	}
	if e.RequestID != "" {
		attrs = append(attrs, slog.String("request", e.RequestID))
	}
	if e.Err != "" {
		attrs = append(attrs, slog.String("error", e.Err))
	}
	l.log.LogAttrs(context.Background(), slog.LevelInfo, "request", attrs...)
}

func (l *debugLog) close() {
	if l != nil {
		_ = l.file.Close()
	}
}
