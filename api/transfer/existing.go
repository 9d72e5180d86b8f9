package transfer

import (
	"context"
	"slices"

	"zco/api"
)

// maxNames is how many names one filter asks for.
const maxNames = 20

// existing reads the records that keys name, by those keys. By name it asks
// the search, which does not know what changed in the last minutes.
func existing(ctx context.Context, c Client, object string, by Key, keys []string) (map[string]api.Record, error) {
	out := map[string]api.Record{}
	switch by {
	case KeyID:
		return out, listInto(out, slices.DeleteFunc(keys, func(k string) bool { return !listable(k) }),
			func(r api.Record) string { return r.ID },
			func(part []string) ([]api.Record, error) {
				page, _, err := c.ListRecords(ctx, object, api.RecordFilter{IDs: part}, api.ListOptions{Size: api.MaxPageSize})
				return page.Items, err
			})
	case KeyExternalID:
		return out, existingByExternalID(ctx, c, object, keys, out)
	case KeyName:
		return out, search(ctx, c, object, "name", keys, func(r api.Record) string { return r.Name.Text() }, out)
	}
	return out, nil
}

func existingByExternalID(ctx context.Context, c Client, object string, keys []string, out map[string]api.Record) error {
	externalID := func(r api.Record) string { return r.ExternalID.Text() }
	var plain, odd []string
	for _, key := range keys {
		if listable(key) {
			plain = append(plain, key)
		} else {
			odd = append(odd, key)
		}
	}
	err := listInto(out, plain, externalID, func(part []string) ([]api.Record, error) {
		page, _, err := c.ListRecords(ctx, object, api.RecordFilter{ExternalIDs: part}, api.ListOptions{Size: api.MaxPageSize})
		return page.Items, err
	})
	if err != nil {
		return err
	}
	return search(ctx, c, object, "external_id", odd, externalID, out)
}

// search finds the records whose attribute is one of the keys.
func search(ctx context.Context, c Client, object, attribute string, keys []string, key func(api.Record) string, out map[string]api.Record) error {
	return searchEach(ctx, c, object, attribute, keys, key, func(key string, r api.Record) { out[key] = r })
}

// searchEach hands out every record whose attribute is one of the keys.
func searchEach(ctx context.Context, c Client, object, attribute string, keys []string, key func(api.Record) string, found func(key string, r api.Record)) error {
	keys = slices.Compact(slices.Sorted(slices.Values(keys)))
	for part := range slices.Chunk(keys, maxNames) {
		conditions := make([]api.Filter, len(part))
		for i, k := range part {
			conditions[i] = api.Where(attribute, api.Equal, api.String(k))
		}
		q := Query{Object: object, Filter: api.Or(conditions...), Sort: "created_at"}
		for r, err := range Records(ctx, c, q) {
			if err != nil {
				return err
			}
			if slices.Contains(part, key(r)) {
				found(key(r), r)
			}
		}
	}
	return nil
}
