package collection

import (
	"cmp"
	"context"

	"zco/api"
)

// completeMost is how many values of a relation are offered at once.
const completeMost = 10

// Complete returns the values that a relation of a collection may take and
// whose names begin with a text, as the service completes them: the field's own
// filter applies. Where the service cannot tell, there are none, and an id can
// be typed as it is.
//
// GET /api/v2/custom_objects/{custom_object_key}/records/autocomplete
func Complete(ctx context.Context, c *api.Client, col *Collection, f Field, text string) ([]Option, error) {
	o := api.ListOptions{Size: completeMost}
	if key, isObject := api.TargetObjectKey(f.Target); isObject {
		a := api.Autocomplete{Name: text}
		if f.ID != "" && col.Source != "" {
			a.FieldID, a.Source = f.ID, col.Source
		}
		p, _, err := c.AutocompleteRecords(ctx, key, a, o)
		out := make([]Option, len(p.Items))
		for i, r := range p.Items {
			out[i] = Option{Value: r.ID, Title: cmp.Or(r.Name.Text(), r.ID)}
		}
		return out, err
	}
	return Candidates(ctx, c, f.Target, text)
}
