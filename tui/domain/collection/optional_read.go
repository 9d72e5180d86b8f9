package collection

import (
	"cmp"
	"context"
	"time"

	"zco/api"
)

// Patience is how long what is only nice to have is waited for: names, groups,
// languages, counts, limits.
const Patience = 5 * time.Second

// apart reads what is only nice to have, for a while at most. Whatever goes
// wrong with it is a quiet sentence, "" if nothing did: what it goes with is
// shown without it.
func apart[T any](ctx context.Context, what string, read func(context.Context) (T, error)) (value T, missing string) {
	inner, cancel := context.WithTimeout(ctx, Patience)
	defer cancel()
	value, err := read(inner)
	switch {
	case err == nil:
		return value, ""
	case inner.Err() != nil && ctx.Err() == nil:
		return value, what + " did not come in time: their IDs are shown"
	}
	return value, what + " cannot be read, their IDs are shown: " + Brief(err).Error()
}

// lacking is a schema without what is only nice to have; missing says what.
func (s *Schema) lacking(missing string) *Schema {
	s.Missing = missing
	return s
}

// Nameable reports whether it can be told if ids of a lookup's target are there.
func Nameable(target string) bool {
	_, isObject := api.TargetObjectKey(target)
	return isObject || HasCard(target)
}

// NamesApart is Names for where ids do as well: missing says why some are shown,
// "" if none need be.
func NamesApart(ctx context.Context, c *api.Client, target string, ids []string) (names map[string]string, missing string) {
	return apart(ctx, "names", func(ctx context.Context) (map[string]string, error) { return Names(ctx, c, target, ids) })
}

func namesApart(ctx context.Context, c *api.Client, target string, ids []string) map[string]string {
	names, _ := NamesApart(ctx, c, target, ids)
	return names
}

// nameApart is what an id is called, the id where that is not told.
func nameApart(ctx context.Context, c *api.Client, target, id string) string {
	return cmp.Or(namesApart(ctx, c, target, []string{id})[id], id)
}

// countApart counts the records of an object, where to know that is nice.
func countApart(ctx context.Context, c *api.Client, key string) (n int, known bool) {
	count, missing := apart(ctx, "the number of records", func(ctx context.Context) (api.Count, error) { return result(c.CountRecords(ctx, key)) })
	return count.Value, missing == ""
}
