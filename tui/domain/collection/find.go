package collection

import (
	"context"

	"zco/api"
)

// Find returns the row that an upsert would change, and whether there is one.
// By external id the answer is the store's own. By name it comes from the
// index, which may be some minutes old.
//
// GET /api/v2/custom_objects/{custom_object_key}/records?filter[external_ids]={external_id}
func Find(ctx context.Context, c *api.Client, col *Collection, by UpsertKey, value string) (Item, bool, error) {
	key, _ := api.TargetObjectKey(col.Source)
	var p api.Page[api.Record]
	var err error
	if by == ByExternalID {
		p, _, err = c.ListRecords(ctx, key, api.RecordFilter{ExternalIDs: []string{value}}, api.ListOptions{})
	} else {
		p, _, err = c.FilterRecords(ctx, key, "*", api.Where("name", api.Equal, api.String(value)), api.ListOptions{})
	}
	if err != nil {
		return Item{}, false, err
	}
	for _, r := range p.Items {
		if r.ExternalID.Text() == value && by == ByExternalID || r.Name.Text() == value && by == ByName {
			return RecordItem(r), true, nil
		}
	}
	return Item{}, false, nil
}
