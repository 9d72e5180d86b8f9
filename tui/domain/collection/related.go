package collection

import (
	"cmp"
	"context"

	"zco/api"
)

// Pointing is a relation of one collection to another: the field whose value
// is the id of a row over there.
type Pointing struct {
	From  *Collection
	Field Field
}

// PointingAt returns the fields of a collection that point at rows of another.
func PointingAt(from *Collection, s *Schema, to *Collection) []Pointing {
	var out []Pointing
	for _, f := range s.Fields {
		if f.Target != "" && f.Target == to.Source && f.ID != "" {
			out = append(out, Pointing{from, f})
		}
	}
	return out
}

// The names that Place.Fixed has for the rows that point at one.
const (
	fixedTarget = "points-at"
	fixedID     = "points-at-id"
	fixedField  = "by-field"
	fixedKey    = "by-key"
)

// Place returns where the rows are listed that point at a row.
func (p Pointing) Place(to *Collection, id string) Place {
	return Place{Collection: p.From.ID, Fixed: FixedQuery(
		fixedTarget, to.Source, fixedID, id, fixedField, p.Field.ID, fixedKey, p.Field.Key)}
}

// pointingQuery is what Place.Fixed says of a relation.
type pointingQuery struct{ target, id, field, key string }

func pointingIn(text string) (pointingQuery, bool) {
	v := fixed(text)
	return pointingQuery{v.Get(fixedTarget), v.Get(fixedID), v.Get(fixedField), v.Get(fixedKey)}, v.Get(fixedTarget) != ""
}

// PointsAt returns the relation that a place is narrowed to: the field by its
// key, and the target and id of the row that it points at.
func (p Place) PointsAt() (key, target, id string, ok bool) {
	q, ok := pointingIn(p.Fixed)
	return q.key, q.target, q.id, ok
}

// Plain returns a place with its relation written as a condition of the filter,
// as a saved view keeps it.
func Plain(p Place) Place {
	by, pointing := pointingIn(p.Fixed)
	if !pointing {
		return p
	}
	p.Filter = FilterAlso(p.Filter, api.Where(by.key, api.Equal, api.String(by.id)))
	p.Fixed = ""
	return p
}

// listPointing lists the records that point at one. The service searches and
// sorts these only as a filter.
//
// GET /api/v2/{target_type}/{target_id}/relationship_fields/{field_id}/zen:custom_object:{key}
func listPointing(ctx context.Context, c *api.Client, key string, q Query, by pointingQuery, o api.ListOptions) (api.Page[api.Record], error) {
	if q.Text == "" && q.Filter == "" && q.Sort == "" {
		p, _, err := c.ListRelatedRecords(ctx, by.target, by.id, by.field, key, o)
		return p, err
	}
	text := FilterAlso(q.Filter, api.Where(by.key, api.Equal, api.String(by.id)))
	f, err := api.ParseFilter([]byte(text))
	if err != nil {
		return api.Page[api.Record]{}, err
	}
	p, _, err := c.FilterRecords(ctx, key, cmp.Or(q.Text, "*"), f, o)
	return p, err
}

// CountPointing counts the records of a relation that point at a row, by a
// search that asks for one of them; more says that there are more than n. It
// counts what the service's index knows, which lags behind by some minutes.
//
// POST /api/v2/custom_objects/{custom_object_key}/records/search
func CountPointing(ctx context.Context, c *api.Client, p Pointing, to *Collection, id string) (n int, more bool, err error) {
	return CountPlace(ctx, c, p.From, Plain(p.Place(to, id)))
}

// CountPlace counts the rows of a place in a request for one of them. Where the
// service does not say how many there are, more is true if there is more than
// that one.
func CountPlace(ctx context.Context, c *api.Client, col *Collection, p Place) (n int, more bool, err error) {
	q := p.Query()
	q.Size = 1
	page, err := col.List(ctx, c, q)
	if page.Total >= 0 && err == nil {
		return page.Total, false, nil
	}
	return len(page.Items), page.HasMore, err
}

// WithFixed returns the fixed filters of a place with one of them changed; an
// empty value takes it away.
func WithFixed(text, key, value string) string {
	v := fixed(text)
	v.Del(key)
	if value != "" {
		v.Set(key, value)
	}
	return v.Encode()
}
