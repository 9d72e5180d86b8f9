package collection

import (
	"context"
	"fmt"
	"slices"
	"strconv"

	"zco/api"
	"zco/tui/domain/field"
)

// planMove plans the move of a row to the place that to gives, of the place
// it has now and the number of rows, both from 0.
type planMove func(ctx context.Context, c *api.Client, items []Item, to func(at, n int) int) (Plan, error)

// moveVerbs change the place of a row among the others.
func moveVerbs(plan planMove) []Verb {
	by := func(id, title string, n int) Verb {
		return Verb{ID: id, Title: title, Plan: func(ctx context.Context, c *api.Client, items []Item, _ Patch) (Plan, error) {
			return plan(ctx, c, items, func(at, _ int) int { return at + n })
		}}
	}
	return []Verb{
		by("move-up", "move up", -1),
		by("move-down", "move down", 1),
		{
			ID: "move-to", Title: "move to a position",
			Form: func(_ context.Context, _ *api.Client, items []Item) (Form, error) {
				return Form{
					Title:  "Move " + first(items).Name,
					Fields: []Field{{Key: "position", Title: "Position, from 1", Type: field.Integer, Required: true}},
					Values: map[string]Value{"position": first(items).Value("position")},
				}, nil
			},
			Plan: func(ctx context.Context, c *api.Client, items []Item, answers Patch) (Plan, error) {
				n, err := strconv.Atoi(answers["position"].Text())
				if err != nil || n < 1 {
					return Plan{}, refuse("position", "a position is a number from 1 on")
				}
				return plan(ctx, c, items, func(int, int) int { return n - 1 })
			},
		},
	}
}

// moved returns an order with one element at another place.
func moved(order []string, id string, to func(at, n int) int) ([]string, error) {
	at := slices.Index(order, id)
	if at < 0 {
		return nil, refuse("", "it is not there any more: refresh the list")
	}
	place := to(at, len(order))
	switch {
	case place < 0:
		return nil, refuse("position", "it is the first already")
	case place >= len(order) && at == len(order)-1:
		return nil, refuse("position", "it is the last already")
	case place >= len(order):
		return nil, refuse("position", fmt.Sprintf("there are %d positions", len(order)))
	case place == at:
		return nil, refuse("position", "it is there already")
	}
	rest := slices.Delete(slices.Clone(order), at, at+1)
	return slices.Insert(rest, place, id), nil
}
