package work

import (
	"context"
	"time"

	"zco/tui/domain/change"
	"zco/tui/domain/collection"
	"zco/tui/domain/journal"
)

// Writer is a sender of changes that sends what verbs do, too, and keeps it in
// the same history.
type Writer struct{ change.Sender }

// NewWriter returns a writer for one account of the journal; user is who
// sends.
func NewWriter(l *Layer, j *journal.Journal, account, user string, now func() time.Time) *Writer {
	s := change.Sender{Client: l.client, Journal: j, Account: account, User: user, Now: now}
	s.Schema = func(ctx context.Context, col *collection.Collection) (*collection.Schema, error) {
		return l.schema(ctx, l.client, col)
	}
	return &Writer{s}
}
