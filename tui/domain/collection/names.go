package collection

import (
	"context"

	"zco/api"
)

// Names returns what ids of a lookup's target are called, in one request for
// at most 100 ids. Targets whose names the service does not tell come back
// empty.
func Names(ctx context.Context, c *api.Client, target string, ids []string) (map[string]string, error) {
	out := map[string]string{}
	if len(ids) == 0 {
		return out, nil
	}
	key, isObject := api.TargetObjectKey(target)
	if !isObject {
		return out, nameOthers(ctx, c, target, ids, out)
	}
	p, _, err := c.ListRecords(ctx, key, api.RecordFilter{IDs: ids}, api.ListOptions{Size: api.MaxPageSize})
	if err != nil {
		return nil, err
	}
	for _, r := range p.Items {
		out[r.ID] = r.Name.Text()
	}
	return out, nil
}

// nameOthers names what is not a custom object.
func nameOthers(ctx context.Context, c *api.Client, target string, ids []string, out map[string]string) error {
	if foreign[target].many != nil {
		cards, err := Cards(ctx, c, target, ids)
		for _, it := range cards {
			out[it.ID] = it.Name
		}
		return err
	}
	switch target {
	case api.TargetBrand:
		return nameListed(ctx, out, ids, c.ListBrands)
	case targetGroup:
		if len(ids) == 1 {
			g, _, err := c.ShowGroup(ctx, ids[0])
			out[ids[0]] = g.Name
			return err
		}
		return nameListed(ctx, out, ids, c.ListGroups)
	}
	return nil
}

// nameListed names things that the service lists but does not look up by id:
// it reads the list until all are found.
func nameListed(ctx context.Context, out map[string]string, ids []string, list func(context.Context, api.ListOptions) (api.Page[api.Named], *api.Response, error)) error {
	missing := map[string]bool{}
	for _, id := range ids {
		missing[id] = true
	}
	read := func(o api.ListOptions) (api.Page[api.Named], *api.Response, error) { return list(ctx, o) }
	for p, err := range api.Pages(api.ListOptions{Size: api.MaxPageSize}, read) {
		if err != nil {
			return err
		}
		for _, n := range p.Items {
			out[n.ID] = n.Name
			delete(missing, n.ID)
		}
		if len(missing) == 0 {
			return nil
		}
	}
	return nil
}
