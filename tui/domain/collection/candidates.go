package collection

import (
	"cmp"
	"context"
	"unicode/utf8"

	"zco/api"
)

// candidatesMost is how many values of a relation are offered at once.
const candidatesMost = 10

// shortestUserName is how many characters of a name the service completes at
// least; it refuses fewer.
const shortestUserName = 2

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
		if utf8.RuneCountInString(text) < shortestUserName {
			return nil, nil
		}
		p, _, err := c.AutocompleteUsers(ctx, text, o)
		return optionsOf(p.Items, func(u api.User) Option { return Option{Value: u.ID, Title: u.Name, About: u.Email} }), err
	case api.TargetOrganization:
		p, _, err := c.AutocompleteOrganizations(ctx, text, o)
		return namedOptions(p.Items), err
	case api.TargetTicket:
		if !digits(text) {
			return nil, nil
		}
		found, _, err := c.ShowTickets(ctx, []string{text})
		return optionsOf(found, func(t api.Ticket) Option {
			return Option{Value: t.ID, Title: t.Subject, About: "#" + t.ID + " " + t.Status}
		}), err
	}
	return nil, nil
}

// Complete returns the values that a relation of a collection may take and
// whose names begin with a text, as the service completes them: the field's own
// filter applies. Where the service cannot tell, there are none, and an id can
// be typed as it is.
//
// GET /api/v2/custom_objects/{custom_object_key}/records/autocomplete
func Complete(ctx context.Context, c *api.Client, col *Collection, f Field, text string) ([]Option, error) {
	o := api.ListOptions{Size: candidatesMost}
	if key, isObject := api.TargetObjectKey(f.Target); isObject {
		a := api.Autocomplete{Name: text}
		if f.ID != "" && col.Source != "" {
			a.FieldID, a.Source = f.ID, col.Source
		}
		p, _, err := c.AutocompleteRecords(ctx, key, a, o)
		return recordOptions(p.Items), err
	}
	return Candidates(ctx, c, f.Target, text)
}

func recordOptions(rs []api.Record) []Option {
	return optionsOf(rs, func(r api.Record) Option {
		return Option{Value: r.ID, Title: r.Name.Text(), About: r.ExternalID.Text()}
	})
}

func namedOptions(list []api.Named) []Option {
	return optionsOf(list, func(n api.Named) Option { return Option{Value: n.ID, Title: n.Name} })
}

// optionsOf makes choices of things that have an id and perhaps a name.
func optionsOf[T any](list []T, of func(T) Option) []Option {
	return each(list, func(one T) Option {
		o := of(one)
		o.Title = cmp.Or(o.Title, o.Value)
		return o
	})
}
