package collection

import (
	"cmp"
	"context"
	"sync/atomic"

	"zco/api"
	"zco/tui/domain/rule"
)

// The fields of rules: when they hold as one line, and the lines that are
// edited.
const (
	ruleAll     = "all"
	ruleAny     = "any"
	ruleActions = "actions"
)

// rules are the triggers or the access rules of one custom object, with what
// they can say. What the service is sent of one is a P.
type rules[T, P any] struct {
	key          string // of the object
	method, path string // of a change of one, the path without its id
	body         string // what the change stands under
	needs        string // why one that says nothing is not made

	definitions func(c *api.Client, ctx context.Context, key string) (api.Definitions, *api.Response, error)
	show        func(c *api.Client, ctx context.Context, key, id string) (T, *api.Response, error)
	make        func(c *api.Client, ctx context.Context, key string, p P) (T, *api.Response, error)
	send        func(c *api.Client, ctx context.Context, key, id string, p P) (T, *api.Response, error)
	changed     func(T) api.Timestamp
	asItIs      func(T) P                                                   // gives a rule back what it says
	patch       func(said func() rule.Terms, now T, p Patch) (P, error)     // over the rule as it is now
	rows        func(context.Context, *api.Client, rule.Terms) func(T) Item // reads once what all rows need

	said atomic.Pointer[rule.Terms] // as it was last read
	seen seen[T]
}

// terms reads what can be said, where to know that is nice: without it lines
// hold the service's keys. Lists ask anew, because fields come and go.
func (r *rules[T, P]) terms(ctx context.Context, c *api.Client, anew bool) rule.Terms {
	if said := r.said.Load(); said != nil && !anew {
		return *said
	}
	defs, missing := apart(ctx, "what rules can say", func(ctx context.Context) (api.Definitions, error) {
		return result(r.definitions(c, ctx, r.key))
	})
	if missing == "" {
		r.said.Store(new(rule.NewTerms(defs)))
	}
	return *cmp.Or(r.said.Load(), &rule.Terms{})
}

// row makes rows of rules, which are remembered.
func (r *rules[T, P]) row(ctx context.Context, c *api.Client, anew bool) func(T) Item {
	row := r.rows(ctx, c, r.terms(ctx, c, anew))
	return func(one T) Item {
		it := row(one)
		r.seen.put(it.ID, one)
		return it
	}
}

func (r *rules[T, P]) item(ctx context.Context, c *api.Client, one T, err error) (Item, error) {
	if err != nil {
		return Item{}, err
	}
	return r.row(ctx, c, false)(one), nil
}

func (r *rules[T, P]) get(ctx context.Context, c *api.Client, id string) (Item, error) {
	one, _, err := r.show(c, ctx, r.key, id)
	return r.item(ctx, c, one, err)
}

func (r *rules[T, P]) over(ctx context.Context, c *api.Client, now T, p Patch) (P, error) {
	return r.patch(func() rule.Terms { return r.terms(ctx, c, false) }, now, p)
}

func (r *rules[T, P]) create(ctx context.Context, c *api.Client, p Patch) (Item, error) {
	if !changesRule(p) {
		return Item{}, refuse(ruleAll, r.needs)
	}
	var none T
	patch, err := r.over(ctx, c, none, p)
	if err != nil {
		return Item{}, err
	}
	one, _, err := r.make(c, ctx, r.key, patch)
	return r.item(ctx, c, one, err)
}

// update sends what a rule says whole where a part of it changes, over the rule
// as it was last seen.
func (r *rules[T, P]) update(ctx context.Context, c *api.Client, id string, p Patch) (Item, error) {
	var now T
	if changesRule(p) {
		var err error
		if now, err = r.seen.get(id, func() (T, *api.Response, error) { return r.show(c, ctx, r.key, id) }); err != nil {
			return Item{}, err
		}
	}
	patch, err := r.over(ctx, c, now, p)
	if err != nil {
		return Item{}, err
	}
	return r.put(ctx, c, id, patch)
}

func (r *rules[T, P]) put(ctx context.Context, c *api.Client, id string, p P) (Item, error) {
	one, _, err := r.send(c, ctx, r.key, id, p)
	return r.item(ctx, c, one, err)
}

// changesRule reports whether a change is about conditions or actions.
func changesRule(p Patch) bool {
	return !p[ruleAll].IsAbsent() || !p[ruleAny].IsAbsent() || !p[ruleActions].IsAbsent()
}

// addConditions sets what a row says of conditions.
func addConditions(set map[string]Value, said rule.Terms, c api.Conditions) {
	set["when"] = api.String(said.Sentence(c))
	set[ruleAll], set[ruleAny] = api.String(said.Conditions(c.All)), api.String(said.Conditions(c.Any))
}

// readConditions are conditions with what a patch says of them.
func readConditions(said rule.Terms, now api.Conditions, p Patch) (api.Conditions, error) {
	for key, list := range map[string]*[]api.Condition{ruleAll: &now.All, ruleAny: &now.Any} {
		v, ok := p[key]
		if !ok || v.IsAbsent() {
			continue
		}
		read, err := said.ReadConditions(v.Text(), *list)
		if err != nil {
			return now, refuse(key, err.Error())
		}
		*list = read
	}
	return now, nil
}

// quiet leaves the time of the last change out of the table: what rules say is
// what they are read for.
func quiet(fields []Field) []Field {
	for i := range fields {
		if fields[i].Key == "updated_at" {
			fields[i].Hidden = true
		}
	}
	return fields
}
