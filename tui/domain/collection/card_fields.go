package collection

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"zco/api"
)

// cardWords are the standard fields whose names say it less well.
var cardWords = map[string]string{
	"external_id": "external ID", "iana_time_zone": "time zone", "locale": "language", "organization_id": "organization",
}

// cardFieldName is what a field's name in all of Zendesk ends with, in words.
func cardFieldName(zrn string) string {
	before, last := "", zrn
	if i := strings.LastIndexByte(zrn, ':'); i >= 0 {
		before, last = zrn[:i], zrn[i+1:]
	}
	if s := cardWords[last]; s != "" && strings.HasSuffix(before, ":standard") {
		return s
	}
	return words(last)
}

// cardFieldNames are the fields of a card in words, one a line.
func cardFieldNames(card api.EssentialsCard) string {
	return strings.Join(each(zrns(card), cardFieldName), "\n")
}

// userCardFields are the fields that a user's card can show.
var userCardFields = []string{
	"identity:email", "identity:phone_number", "field:standard:external_id", "field:standard:iana_time_zone", "field:standard:locale",
	"field:standard:organization_id", "field:standard:details", "field:standard:notes", "field:standard:tags", "field:standard:alias",
}

// cardChoices are the fields that can be put on a card. How the service names
// the fields of custom objects is not documented: the names on the card show
// it, and where there is none the form of standard fields is followed.
func cardChoices(ctx context.Context, c *api.Client, kind string) ([]Option, error) {
	card, _, err := c.ShowEssentialsCard(ctx, kind)
	if err != nil {
		return nil, err
	}
	var names []Option
	if key, isObject := api.TargetObjectKey(kind); isObject {
		fields, err := listAll(c.AllFields(ctx, key))
		if err != nil {
			return cardOptions(card, nil), err // those on the card have names of their own
		}
		names = objectCardFields(card, kind, fields)
	} else if kind == api.TargetUser {
		names = each(userCardFields, func(f string) Option { return cardOption(kind + ":" + f) })
	}
	return cardOptions(card, names), nil
}

func cardOption(zrn string) Option { return Option{Value: zrn, Title: cardFieldName(zrn)} }

// cardOptions are the fields on a card and the others, each once. Where two
// have one title, each has its name in the service beside it.
func cardOptions(card api.EssentialsCard, names []Option) []Option {
	var out []Option
	for _, zrn := range zrns(card) {
		if i := slices.IndexFunc(names, func(o Option) bool { return o.Value == zrn }); i >= 0 {
			out = append(out, names[i])
		} else if !hasOption(out, zrn) {
			out = append(out, cardOption(zrn))
		}
	}
	for _, o := range names {
		if !hasOption(out, o.Value) {
			out = append(out, o)
		}
	}
	called := map[string]int{}
	for _, o := range out {
		called[o.Title]++
	}
	for i, o := range out {
		if called[o.Title] > 1 {
			out[i].Title += " (" + o.Value + ")"
		}
	}
	return out
}

// objectCardFields are the fields of a custom object, named as its card does
// and called by their titles.
func objectCardFields(card api.EssentialsCard, kind string, fields []api.Field) []Option {
	custom := kind + ":field:custom:"
	for _, f := range fields {
		for _, on := range card.Fields {
			if before, ok := strings.CutSuffix(on.ZRN, f.Key); ok && on.ID == f.ID && f.ID != "" {
				custom = before
			}
		}
	}
	var out []Option
	for _, f := range fields {
		title := cmp.Or(f.Title, words(strings.TrimPrefix(f.Key, api.StandardPrefix)))
		switch key, standard := strings.CutPrefix(f.Key, api.StandardPrefix); {
		case standard:
			out = append(out, Option{Value: kind + ":field:standard:" + key, Title: title})
		case f.Active:
			out = append(out, Option{Value: custom + f.Key, Title: title})
		}
	}
	return out
}
