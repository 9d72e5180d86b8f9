package collection

import (
	"context"
	"fmt"

	"zco/api"
)

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
