package collection

import (
	"cmp"
	"context"

	"zco/api"
)

// candidatesMost is how many values of a relation are offered at once.
const candidatesMost = 10

// Candidates returns the values that a relation may have whose names begin
// with a text; some of them for no text. Where the service cannot tell, there
// are none: an id can be typed as it is.
func Candidates(ctx context.Context, c *api.Client, target, text string) ([]Option, error) {
	o := api.ListOptions{Size: candidatesMost}
	switch key, isObject := api.TargetObjectKey(target); {
	case isObject && text == "":
		p, _, err := c.ListRecords(ctx, key, api.RecordFilter{}, o)
		return recordOptions(p.Items), err
	case isObject:
		p, _, err := c.AutocompleteRecords(ctx, key, api.Autocomplete{Name: text}, o)
		return recordOptions(p.Items), err
	case text == "":
		return nil, nil
	}
	switch target {
	case api.TargetUser:
		p, _, err := c.AutocompleteUsers(ctx, text, o)
		out := make([]Option, len(p.Items))
		for i, u := range p.Items {
			out[i] = Option{Value: u.ID, Title: u.Name}
		}
		return out, err
	case api.TargetOrganization:
		p, _, err := c.AutocompleteOrganizations(ctx, text, o)
		return namedOptions(p.Items), err
	case api.TargetTicket:
		if !digits(text) {
			return nil, nil
		}
		found, _, err := c.ShowTickets(ctx, []string{text})
		return namedOptions(found), err
	}
	return nil, nil
}

func recordOptions(rs []api.Record) []Option {
	out := make([]Option, len(rs))
	for i, r := range rs {
		out[i] = Option{Value: r.ID, Title: cmp.Or(r.Name.Text(), r.ID)}
	}
	return out
}

func namedOptions(list []api.Named) []Option {
	out := make([]Option, len(list))
	for i, n := range list {
		out[i] = Option{Value: n.ID, Title: cmp.Or(n.Name, n.ID)}
	}
	return out
}
