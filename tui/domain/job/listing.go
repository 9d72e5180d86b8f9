package job

import (
	"context"
	"slices"
	"strconv"

	"zco/api"
	"zco/api/transfer"
)

// chosen is the client seen through a choice of rows: a list of the object's
// records lists just those, a hundred in a request, in the order chosen.
type chosen struct {
	*api.Client
	ids []string
}

var _, _ transfer.Client = chosen{}, listed{}

// ListRecords reads a page of the chosen records; the cursor is how many came
// before. A list by ids is passed on.
func (c chosen) ListRecords(ctx context.Context, object string, f api.RecordFilter, o api.ListOptions) (api.Page[api.Record], *api.Response, error) {
	if len(f.IDs)+len(f.ExternalIDs) > 0 {
		return c.Client.ListRecords(ctx, object, f, o)
	}
	from, _ := strconv.Atoi(o.After)
	from = min(max(from, 0), len(c.ids))
	to := min(from+api.MaxMany, len(c.ids))
	p, resp, err := byIDs(ctx, c.Client, object, c.ids[from:to])
	if err != nil {
		return p, resp, err
	}
	p.Meta.HasMore = to < len(c.ids)
	if p.Meta.HasMore {
		p.Meta.After = strconv.Itoa(to)
	}
	total := len(c.ids)
	p.Count = &total
	return p, resp, nil
}

// byIDs reads records by their ids, in that order; those that are gone are
// left out.
func byIDs(ctx context.Context, c *api.Client, object string, ids []string) (api.Page[api.Record], *api.Response, error) {
	p, resp, err := c.ListRecords(ctx, object, api.RecordFilter{IDs: ids}, api.ListOptions{Size: api.MaxPageSize})
	slices.SortStableFunc(p.Items, func(a, b api.Record) int {
		return slices.Index(ids, a.ID) - slices.Index(ids, b.ID)
	})
	return api.Page[api.Record]{Items: p.Items}, resp, err
}

// listed is the client seen through a place that only its collection knows how
// to list, such as the records that point at another.
type listed struct {
	*api.Client
	which Which
}

// ListRecords reads a page of the place.
func (l listed) ListRecords(ctx context.Context, object string, f api.RecordFilter, o api.ListOptions) (api.Page[api.Record], *api.Response, error) {
	if len(f.IDs)+len(f.ExternalIDs) > 0 {
		return l.Client.ListRecords(ctx, object, f, o)
	}
	q := l.which.Place.Query()
	q.After, q.Size, q.Sort = o.After, api.MaxPageSize, ""
	rows, err := l.which.Collection.List(ctx, l.Client, q)
	if err != nil || len(rows.Items) == 0 {
		return api.Page[api.Record]{}, nil, err
	}
	ids := make([]string, len(rows.Items))
	for i, it := range rows.Items {
		ids[i] = it.ID
	}
	p, resp, err := byIDs(ctx, l.Client, object, ids)
	p.Meta.After, p.Meta.HasMore = rows.After, rows.HasMore
	return p, resp, err
}
