package collection

import (
	"context"
	"fmt"

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

// Locate reads the rows of a collection that an address names: one for an id,
// one or none for an external id.
//
// GET /api/v2/custom_objects/{custom_object_key}/records?filter[external_ids]={id}
func Locate(ctx context.Context, c *api.Client, col *Collection, a Address) ([]Item, error) {
	if a.ID != "" {
		if col.Get == nil {
			return nil, fmt.Errorf("a single one of %s cannot be asked for", col.Title)
		}
		it, err := col.Get(ctx, c, a.ID)
		if err != nil {
			return nil, err
		}
		return []Item{it}, nil
	}
	if _, ok := api.TargetObjectKey(col.Source); !ok {
		return nil, fmt.Errorf("%s have no external IDs", col.Title)
	}
	it, found, err := Find(ctx, c, col, ByExternalID, a.ExternalID)
	if err != nil || !found {
		return nil, err
	}
	return []Item{it}, nil
}
