package collection

import (
	"cmp"
	"context"
	"sync"
	"time"

	"golang.org/x/sync/semaphore"

	"zco/api"
)

// languages are those active in an account, read once for a collection: they
// hardly ever change, and every page of texts needs their names.
type languages struct {
	turn *semaphore.Weighted // to read them
	mu   sync.Mutex          // never held while the service is asked
	list []Option

	missing string    // why they cannot be read, as of asked
	asked   time.Time // when that was found out
}

// again is how long nobody asks anew for languages that cannot be read.
const again = time.Minute

// read returns the languages, from memory after the first time.
//
// GET /api/v2/locales
func (l *languages) read(ctx context.Context, c *api.Client) ([]Option, error) {
	known, turn := l.known()
	if known != nil {
		return known, nil
	}
	if err := turn.Acquire(ctx, 1); err != nil { // who waits for somebody else's question may leave as well
		return nil, err
	}
	defer turn.Release(1)
	if known, _ = l.known(); known != nil {
		return known, nil
	}
	list, err := listAll(c.AllLocales(ctx))
	if err != nil {
		return nil, err
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.list = each(list, localeOption)
	return l.list, nil
}

// known returns the languages, nil if they are not read yet, and whose turn it
// is to read them.
func (l *languages) known() ([]Option, *semaphore.Weighted) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.turn == nil {
		l.turn = semaphore.NewWeighted(1)
	}
	return l.list, l.turn
}

// apart returns the languages for where ids do as well, and why they cannot be
// read, "" if they can. That is remembered for a while: every row of a page asks.
func (l *languages) apart(ctx context.Context, c *api.Client) (list []Option, missing string) {
	l.mu.Lock()
	missing, asked := l.missing, l.asked
	l.mu.Unlock()
	if missing != "" && time.Since(asked) < again {
		return nil, missing
	}
	list, missing = apart(ctx, "the languages of the account", func(ctx context.Context) ([]Option, error) { return l.read(ctx, c) })
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.missing = missing; ctx.Err() != nil {
		l.missing = "" // who asked went away: that says nothing
	}
	l.asked = time.Now()
	return list, missing
}

// name returns what a language is called; its id where that is not known.
func (l *languages) name(ctx context.Context, c *api.Client, id string) string {
	list, _ := l.apart(ctx, c)
	return cmp.Or(titleIn(list, id), "language "+id)
}

// localeOption is a language as a choice: its name, and its code where that is
// another.
func localeOption(l api.Locale) Option {
	o := Option{Value: l.ID, Title: cmp.Or(l.Name, l.Code, l.ID)}
	if l.Code != "" && l.Code != l.Name {
		o.Title += " (" + l.Code + ")"
	}
	return o
}
