package collection

import (
	"context"
	"slices"
	"strings"

	"zco/api"
	"zco/tui/domain/field"
)

// CardOf is the collection of the fields on one essentials card, in their
// order. The service takes the whole list, so each change reads the card and
// sends it anew.
func CardOf(kind string) *Collection {
	col := &Collection{
		ID: cardPrefix + kind, Family: familyCards, Group: GroupAccount, Title: "Card fields", Singular: "Card field",
		Note: "what the card of " + kind + " shows, in order",
		Schema: func(ctx context.Context, c *api.Client) (*Schema, error) {
			options, missing := apart(ctx, "the titles of the fields", func(ctx context.Context) ([]Option, error) { return cardChoices(ctx, c, kind) })
			return NewSchema([]Field{
				{Key: "zrn", Title: "Field", Type: field.Dropdown, Options: options, Required: true, Create: true, Locked: "remove it and add another"},
				{Key: "name", Title: "Raw name", Type: field.Text, Description: "after " + kind + ":", Locked: madeByService, System: true},
				{Key: "position", Title: "Position", Type: field.Integer, Locked: "moved with: up, down, to a position"},
				{Key: "id", Title: "ID", Type: field.Text, Locked: madeByService, System: true, Hidden: true},
			}).lacking(missing), ctx.Err()
		},
		List: func(ctx context.Context, c *api.Client, q Query) (Page, error) {
			card, _, err := c.ShowEssentialsCard(ctx, kind)
			return whole(cardRows(card), q), err
		},
		Get: func(ctx context.Context, c *api.Client, id string) (Item, error) {
			card, _, err := c.ShowEssentialsCard(ctx, kind)
			if err != nil {
				return Item{}, err
			}
			for _, it := range cardRows(card) {
				if it.ID == id {
					return it, nil
				}
			}
			return Item{}, &api.Error{Status: 404, Message: id + " is not on the card"}
		},
		Create: func(ctx context.Context, c *api.Client, p Patch) (Item, error) {
			return addToCard(ctx, c, kind, p["zrn"].Text())
		},
		Delete: func(ctx context.Context, c *api.Client, id string) error {
			card, _, err := c.ShowEssentialsCard(ctx, kind)
			if err != nil {
				return err
			}
			_, err = putCard(ctx, c, card, slices.DeleteFunc(zrns(card), func(z string) bool { return z == id }))
			return err
		},
	}
	col.Verbs = append(moveVerbs(func(ctx context.Context, c *api.Client, items []Item, to func(at, n int) int) (Plan, error) {
		card, _, err := c.ShowEssentialsCard(ctx, kind)
		if err != nil {
			return Plan{}, err
		}
		order, err := moved(zrns(card), first(items).ID, to)
		if err != nil {
			return Plan{}, err
		}
		return putPlan("Move "+first(items).Name+" on the card of "+kind, "moved "+first(items).Name, card, order), nil
	}), removeFromCard(kind), resetWhole(kind))
	return col
}

// removeFromCard takes several fields off a card with one request.
func removeFromCard(kind string) Verb {
	return Verb{
		ID: "remove", Title: "take off the card", Rows: true,
		Plan: func(ctx context.Context, c *api.Client, items []Item, _ Patch) (Plan, error) {
			card, _, err := c.ShowEssentialsCard(ctx, kind)
			if err != nil {
				return Plan{}, err
			}
			left := slices.DeleteFunc(zrns(card), func(z string) bool {
				return slices.ContainsFunc(items, func(it Item) bool { return it.ID == z })
			})
			if err := cardRefused(card, left); err != nil {
				return Plan{}, err
			}
			return putPlan("Take "+namesOf(items)+" off the card of "+kind, "took "+namesOf(items)+" off the card", card, left), nil
		},
	}
}

// resetWhole is the reset of the card that a whole table is about.
func resetWhole(kind string) Verb {
	v := resetCardVerb(func([]Item) string { return kind })
	v.Table, v.Allowed = true, nil
	return v
}

func cardRows(card api.EssentialsCard) []Item {
	out := make([]Item, len(card.Fields))
	for i, f := range card.Fields {
		out[i] = Item{
			ID: f.ZRN, Name: cardFieldName(f.ZRN), Version: version(card.UpdatedAt, i),
			Values: map[string]Value{"zrn": api.String(f.ZRN), "name": api.String(strings.TrimPrefix(f.ZRN, card.Key+":")), "position": api.Int(int64(i + 1)), "id": api.String(f.ID)},
		}
	}
	return out
}

func addToCard(ctx context.Context, c *api.Client, kind, zrn string) (Item, error) {
	card, _, err := c.ShowEssentialsCard(ctx, kind)
	if err != nil {
		return Item{}, err
	}
	fields := zrns(card)
	if slices.Contains(fields, zrn) {
		return Item{}, refuse("zrn", cardFieldName(zrn)+" is on the card already")
	}
	if err := cardRefused(card, append(fields, zrn)); err != nil {
		return Item{}, refuse("zrn", err.Error())
	}
	now, _, err := c.UpdateEssentialsCard(ctx, kind, append(fields, zrn))
	if err != nil {
		return Item{}, err
	}
	rows := cardRows(now)
	return rows[max(len(rows)-1, 0)], nil
}
