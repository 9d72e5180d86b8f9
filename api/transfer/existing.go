package transfer

import (
	"context"
	"slices"

	"zco/api"
)

// maxNames is how many names one filter asks for.
const maxNames = 20

// of is what a record has as its key.
func (k Key) of(r api.Record) string {
	switch k {
	case KeyID:
		return r.ID
	case KeyExternalID:
		return r.ExternalID.Text()
	}
	return r.Name.Text()
}

// existing reads the records that keys name, by those keys. By name, and by
// external ids that no list takes, it asks the search, which does not know what
// changed in the last minutes.
func existing(ctx context.Context, c Client, object string, by Key, keys []string) (map[string]api.Record, error) {
	out := map[string]api.Record{}
	var listed, searched []string
	for _, key := range keys {
		switch {
		case by != KeyName && listable(key):
			listed = append(listed, key)
		case by == KeyName || by == KeyExternalID:
			searched = append(searched, key)
		}
	}
	if err := listInto(ctx, c, object, by, listed, out); err != nil {
		return out, err
	}
	return out, search(ctx, c, object, by, searched, func(key string, r api.Record) { out[key] = r })
}

// listInto reads records by unique ids, as many in a request as it takes.
func listInto(ctx context.Context, c Client, object string, by Key, ids []string, out map[string]api.Record) error {
	ids = slices.Compact(slices.Sorted(slices.Values(ids)))
	for part := range slices.Chunk(ids, api.MaxMany) {
		filter := api.RecordFilter{IDs: part}
		if by == KeyExternalID {
			filter = api.RecordFilter{ExternalIDs: part}
		}
		page, _, err := c.ListRecords(ctx, object, filter, api.ListOptions{Size: api.MaxPageSize})
		if err != nil {
			return err
		}
		for _, record := range page.Items {
			out[by.of(record)] = record
		}
	}
	return nil
}

// search hands out every record that has one of the keys.
func search(ctx context.Context, c Client, object string, by Key, keys []string, found func(key string, r api.Record)) error {
	keys = slices.Compact(slices.Sorted(slices.Values(keys)))
	for part := range slices.Chunk(keys, maxNames) {
		conditions := make([]api.Filter, len(part))
		for i, k := range part {
			conditions[i] = api.Where(string(by), api.Equal, api.String(k))
		}
		q := Query{Object: object, Filter: api.Or(conditions...), Sort: "created_at"}
		for r, err := range Records(ctx, c, q) {
			if err != nil {
				return err
			}
			if key := by.of(r); slices.Contains(part, key) {
				found(key, r)
			}
		}
	}
	return nil
}
