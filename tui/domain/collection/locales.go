package collection

import (
	"cmp"
	"context"
	"sync"

	"zco/api"
)

// languages are those active in an account, read once for a collection: they
// hardly ever change, and every page of texts needs their names.
type languages struct {
	mu    sync.Mutex
	list  []Option
	codes map[string]string // by id: letters that any keyboard types
}

// read returns the languages, from memory after the first time.
//
// GET /api/v2/locales
func (l *languages) read(ctx context.Context, c *api.Client) ([]Option, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.list != nil {
		return l.list, nil
	}
	list, err := listAll(c.AllLocales(ctx))
	if err != nil {
		return nil, err
	}
	l.list, l.codes = make([]Option, len(list)), map[string]string{}
	for i, one := range list {
		l.list[i] = localeOption(one)
		l.codes[one.ID] = one.Code
	}
	return l.list, nil
}

// code returns the code of a language, its id where that is not known.
func (l *languages) code(ctx context.Context, c *api.Client, id string) string {
	if _, err := l.read(ctx, c); err != nil {
		return id
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	return cmp.Or(l.codes[id], id)
}

// name returns what a language is called; its id where that is not known.
func (l *languages) name(ctx context.Context, c *api.Client, id string) string {
	list, err := l.read(ctx, c)
	if err == nil {
		for _, o := range list {
			if o.Value == id {
				return o.Title
			}
		}
	}
	return "language " + id
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
