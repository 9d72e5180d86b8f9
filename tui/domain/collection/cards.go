package collection

import (
	"cmp"
	"context"
	"fmt"
	"strings"

	"zco/api"
	"zco/tui/domain/field"
)

// EssentialsCards is the collection of the cards of all types of objects. The
// fields of one are a collection of their own: see CardOf.
func EssentialsCards() *Collection {
	return &Collection{
		ID: familyCards, Family: familyCards, Group: GroupAccount, Title: "Essentials cards", Singular: "Essentials card",
		Note: "the fields shown first for a type of object", Address: "/admin/workspaces/agent-workspace/customer_context",
		ListSorts: keysOf(cardFields), SearchSorts: keysOf(cardFields), Searchable: true,
		Schema: schemaOf(cardFields),
		List:   listWith((*api.Client).AllEssentialsCards, cardItem, "fields"),
		Get:    getWith((*api.Client).ShowEssentialsCard, cardItem),
		Update: func(ctx context.Context, c *api.Client, id string, p Patch) (Item, error) {
			card, _, err := c.ShowEssentialsCard(ctx, id)
			if err != nil {
				return Item{}, err
			}
			return putCard(ctx, c, card, lines(p["fields"].Text()))
		},
		Verbs: []Verb{
			{ID: "fields", Title: "its fields, to add, remove and reorder", Reads: true, Visit: visitingIts(cardPrefix)},
			resetCardVerb(func(items []Item) string { return first(items).ID }),
		},
	}
}

var cardFields = []Field{
	{Key: "name", Title: "Shown for", Type: field.Text, Locked: "press . to change the card's fields"},
	{Key: "default", Title: "Default layout", Type: field.Checkbox, Locked: "reset brings it back"},
	{Key: "field_count", Title: "Field count", Type: field.Integer, Locked: "read-only: calculated"},
	{Key: "max_count", Title: "Limit", Type: field.Integer, Locked: madeByService},
	{Key: "titles", Title: "Fields", Type: field.TextArea, Locked: "press . to add, remove and reorder them"},
	{Key: "fields", Title: "Raw names, in order", Type: field.TextArea, Required: true},
	{Key: "updated_at", Title: "Updated", Type: field.DateTime, Locked: madeByService, System: true},
	{Key: "key", Title: "Type", Type: field.Text, Locked: madeByService, System: true, Hidden: true},
	{Key: "id", Title: "ID", Type: field.Text, Locked: madeByService, System: true, Hidden: true},
}

func cardItem(card api.EssentialsCard) Item {
	name := words(strings.TrimPrefix(strings.TrimPrefix(card.Key, "zen:custom_object:"), "zen:"))
	return Item{
		ID: card.Key, Name: cmp.Or(name, card.Key), Version: version(card.UpdatedAt, card.ID, len(card.Fields)),
		Raw: card.Raw, Values: rowValues(card.Raw, map[string]Value{
			"id": api.String(card.ID), "name": api.String(name), "fields": api.String(strings.Join(zrns(card), "\n")), "titles": api.String(cardFieldNames(card)),
			"field_count": api.Int(int64(len(card.Fields))),
		}),
	}
}

func zrns(card api.EssentialsCard) []string {
	return each(card.Fields, func(f api.CardField) string { return f.ZRN })
}

// lines are the lines of a text that hold something.
func lines(s string) []string {
	var out []string
	for line := range strings.Lines(s) {
		if line = strings.TrimSpace(line); line != "" {
			out = append(out, line)
		}
	}
	return out
}

// cardRefused tells what the service would refuse about the fields of a card.
func cardRefused(card api.EssentialsCard, fields []string) error {
	seen := map[string]bool{}
	for _, f := range fields {
		if seen[f] {
			return refuse("fields", f+" is on the card twice")
		}
		seen[f] = true
	}
	switch {
	case len(fields) == 0:
		return refuse("fields", "a card has at least one field; reset brings the default back")
	case card.MaxCount > 0 && len(fields) > card.MaxCount:
		return refuse("fields", fmt.Sprintf("a card holds at most %d fields, and these are %d", card.MaxCount, len(fields)))
	}
	return nil
}

func putCard(ctx context.Context, c *api.Client, card api.EssentialsCard, fields []string) (Item, error) {
	if err := cardRefused(card, fields); err != nil {
		return Item{}, err
	}
	now, _, err := c.UpdateEssentialsCard(ctx, card.Key, fields)
	return cardItem(now), err
}

func cardPath(kind string) string { return "object_layouts/" + kind + "/essentials_card" }

// putPlan puts some fields on a card.
func putPlan(title, done string, card api.EssentialsCard, fields []string) Plan {
	return restorable(cardPlan(title, done, card.Key, fields), card)
}

func cardPlan(title, done, kind string, fields []string) Plan {
	return Plan{
		Title: title,
		Steps: []Step{step("PUT", cardPath(kind), under("object_layout", under("fields", api.Strings(fields))))},
		Send: func(ctx context.Context, c *api.Client, _ func(int, int)) (Outcome, error) {
			_, _, err := c.UpdateEssentialsCard(ctx, kind, fields)
			return Outcome{Text: done, Stale: true}, err
		},
	}
}

// restorable is a plan that is taken back by the card as it was read: its
// fields, or the default.
func restorable(plan Plan, card api.EssentialsCard) Plan {
	back := resetPlan(card.Key)
	if !card.Default {
		back = cardPlan("Put the card of "+card.Key+" back as it was", "the card of "+card.Key+" is as it was", card.Key, zrns(card))
	}
	return plan.takenBackBy(back, func(ctx context.Context, c *api.Client) (string, error) {
		now, _, err := c.ShowEssentialsCard(ctx, card.Key)
		return fmt.Sprint(now.Default, zrns(now)), err
	})
}

func resetPlan(kind string) Plan {
	return Plan{
		Title:   "Reset the card of " + kind,
		Warning: "The choice and order of its fields are lost; the first fields are shown again.",
		Steps:   []Step{step("DELETE", cardPath(kind), nil)},
		Send: func(ctx context.Context, c *api.Client, _ func(int, int)) (Outcome, error) {
			_, err := c.DeleteEssentialsCard(ctx, kind)
			return Outcome{Text: "the card of " + kind + " is the default again", Stale: true}, err
		},
	}
}

// resetCardVerb puts the default card back.
func resetCardVerb(kindOf func([]Item) string) Verb {
	return Verb{
		ID: "reset", Title: "reset to the default",
		Allowed: whereTrue("default", defaultAlready),
		Plan: func(ctx context.Context, c *api.Client, items []Item, _ Patch) (Plan, error) {
			card, _, err := c.ShowEssentialsCard(ctx, kindOf(items))
			if err != nil {
				return Plan{}, err
			}
			if card.Default {
				return Plan{}, refuse("", defaultAlready)
			}
			return restorable(resetPlan(card.Key), card), nil
		},
	}
}
