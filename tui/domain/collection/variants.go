package collection

import (
	"context"
	"fmt"

	"zco/api"
	"zco/tui/domain/field"
	"zco/tui/domain/number"
)

// VariantsOf is the collection of the variants of one dynamic content item:
// its text in each language.
func VariantsOf(item string) *Collection {
	l := &languages{}
	row := func(ctx context.Context, c *api.Client, v api.ContentVariant, err error) (Item, error) {
		if err != nil {
			return Item{}, err
		}
		return l.variant(ctx, c, v), nil
	}
	return &Collection{
		ID: variantsPrefix + item, Family: familyContent, Group: GroupAccount, Title: "Variants", Singular: "Variant",
		Note: "one text a language; the default one stays active", Address: "/admin/workspaces/agent-workspace/dynamic_content/" + item,
		Schema: l.variantSchema,
		List: func(ctx context.Context, c *api.Client, q Query) (Page, error) {
			p, _, err := c.ListContentVariants(ctx, item, listOptions(q))
			return paged(p, func(v api.ContentVariant) Item { return l.variant(ctx, c, v) }), err
		},
		Get: func(ctx context.Context, c *api.Client, id string) (Item, error) {
			v, _, err := c.ShowContentVariant(ctx, item, id)
			return row(ctx, c, v, err)
		},
		Create: func(ctx context.Context, c *api.Client, p Patch) (Item, error) {
			if err := checkVariant(ctx, c, item, "", p); err != nil {
				return Item{}, err
			}
			v, _, err := c.CreateContentVariant(ctx, item, variantPatch(p))
			return row(ctx, c, v, err)
		},
		Update: func(ctx context.Context, c *api.Client, id string, p Patch) (Item, error) {
			if err := checkVariant(ctx, c, item, id, p); err != nil {
				return Item{}, err
			}
			v, _, err := c.UpdateContentVariant(ctx, item, id, variantPatch(p))
			return row(ctx, c, v, err)
		},
		Delete:   deleteIn(item, (*api.Client).DeleteContentVariant),
		Template: func(from Item) Patch { return Patch{"content": from.Value("content"), "active": from.Value("active")} },
		ReadOnlyReason: func(it Item, key string) string {
			switch {
			case !isTrue(it, "default"):
			case key == "active":
				return "the default variant stays active: make another one the default first"
			case key == "default":
				return "the default variant stays the default until another one becomes it"
			}
			return ""
		},
		UndeletableReason: whereTrue("default", "the default variant cannot be deleted: make another one the default first"),
		Verbs:             l.variantVerbs(item),
	}
}

func (l *languages) variantSchema(ctx context.Context, c *api.Client) (*Schema, error) {
	locales, missing := l.apart(ctx, c)
	return NewSchema(madeFields(
		Field{Key: "locale_id", Title: "Language", Type: field.Dropdown, Options: locales, Required: true},
		Field{Key: "default", Title: "Default", Type: field.Checkbox},
		Field{Key: "active", Title: "Active", Type: field.Checkbox},
		Field{Key: "outdated", Title: "Outdated", Type: field.Checkbox, Locked: "it is older than the default text"},
		Field{Key: "preview", Title: "Preview", Type: field.Text, Locked: "the beginning of the text"},
		Field{Key: "content", Title: "Text", Type: field.TextArea, Required: true},
	)).lacking(missing), nil
}

// variant is a variant as a row, called by its language.
func (l *languages) variant(ctx context.Context, c *api.Client, v api.ContentVariant) Item {
	return Item{
		ID: v.ID, Name: l.name(ctx, c, v.LocaleID), Version: version(v.UpdatedAt, v.Default, v.Outdated, v.Active),
		Raw: v.Raw, Values: rowValues(v.Raw, map[string]Value{
			"id": api.String(v.ID), "locale_id": api.String(v.LocaleID), "preview": api.String(variantMark(v) + short(v.Content)),
		}),
	}
}

// short is the beginning of a text.
func short(s string) string {
	const most = 60
	if r := []rune(s); len(r) > most {
		return string(r[:most-1]) + "…"
	}
	return s
}

func variantPatch(p Patch) api.ContentVariantPatch {
	out := api.ContentVariantPatch{Default: p["default"], Active: p["active"], Content: p["content"]}
	if v := p["locale_id"]; !v.IsEmpty() {
		out.LocaleID = api.ID(v.Text())
	}
	return out
}

// checkVariant reads the item and tells what the service would refuse: a
// second variant in a language, a default that is not one or not active.
func checkVariant(ctx context.Context, c *api.Client, item, id string, p Patch) error {
	it, _, err := c.ShowContentItem(ctx, item)
	if err != nil {
		return err
	}
	return variantRefused(it, id, p)
}

func variantRefused(it api.ContentItem, id string, p Patch) error {
	var old api.ContentVariant
	for _, v := range it.Variants {
		if v.ID == id && id != "" {
			old = v
		}
	}
	if other, taken := variantIn(it, p["locale_id"].Text()); taken && other.ID != id {
		return refuse("locale_id", "there is a variant in that language already: one a language")
	}
	isDefault := old.Default || p["default"] == api.Bool(true)
	switch {
	case old.Default && p["default"] == api.Bool(false):
		return refuse("default", "it stays the default until another variant becomes it")
	case isDefault && (p["active"] == api.Bool(false) || p["active"].IsAbsent() && id != "" && !old.Active):
		return refuse("active", "the default variant must be active")
	case id == "" && p["locale_id"].IsEmpty():
		return refuse("locale_id", "choose the language of the text")
	}
	return nil
}

func (l *languages) variantVerbs(item string) []Verb {
	missing := missingVariantsVerb(func(Item) string { return item })
	missing.Table = true
	return []Verb{
		missing,
		{ID: "update-many", Title: "give the selected the same text or switch them", Rows: true, Form: updateManyForm, Plan: l.planUpdateMany(item)},
		{
			ID: "make-default", Title: "make the default",
			Allowed: func(it Item) string {
				switch {
				case isTrue(it, "default"):
					return defaultAlready
				case !isTrue(it, "active"):
					return "an inactive variant cannot be the default: activate it first"
				}
				return ""
			},
			Plan: func(_ context.Context, _ *api.Client, items []Item, _ Patch) (Plan, error) {
				return l.updateManyPlan(item, "Make the default: "+namesOf(items), items[:1], api.ContentVariantPatch{Default: api.Bool(true)}), nil
			},
		},
	}
}

func updateManyForm(_ context.Context, _ *api.Client, items []Item) (Form, error) {
	return Form{
		Title: fmt.Sprintf("Change %d variants", len(items)),
		Fields: []Field{
			{Key: "content", Title: "Text (empty: as it is)", Type: field.TextArea},
			{Key: "active", Title: "Active (empty: as it is)", Type: field.Dropdown, Options: yesNo},
		},
		Values: map[string]Value{},
	}, nil
}

func (l *languages) planUpdateMany(item string) func(context.Context, *api.Client, []Item, Patch) (Plan, error) {
	return func(_ context.Context, _ *api.Client, items []Item, answers Patch) (Plan, error) {
		var p api.ContentVariantPatch
		if v := answers["content"]; !v.IsEmpty() {
			p.Content = v
		}
		if v := answers["active"]; !v.IsEmpty() {
			p.Active = api.Bool(v.Text() == "true")
		}
		if p == (api.ContentVariantPatch{}) {
			return Plan{}, refuse("content", "nothing would change: write a text or choose a state")
		}
		for _, it := range items {
			if isTrue(it, "default") && p.Active == api.Bool(false) {
				return Plan{}, refuse("active", "the default variant must stay active; it is among the selected")
			}
		}
		return l.updateManyPlan(item, fmt.Sprintf("Change %d variants", len(items)), items, p), nil
	}
}

func (l *languages) updateManyPlan(item, title string, items []Item, p api.ContentVariantPatch) Plan {
	patches, before := make([]api.ContentVariantPatch, len(items)), make([]api.ContentVariantPatch, len(items))
	for i, it := range items {
		patches[i], before[i].ID = p, api.ID(it.ID)
		patches[i].ID = before[i].ID
		if !p.Content.IsAbsent() {
			before[i].Content = it.Value("content")
		}
		if !p.Active.IsAbsent() {
			before[i].Active = it.Value("active")
		}
	}
	plan := variantsPlan(item, title, patches)
	if p.Default.IsAbsent() {
		back := variantsPlan(item, "Put "+number.Of(len(items), "variant", "variants")+" back as before", before)
		plan = plan.takenBackBy(back, func(ctx context.Context, c *api.Client) (string, error) {
			now, _, err := c.ListContentVariants(ctx, item, api.ListOptions{})
			return stateOf(now.Items, err, func(v api.ContentVariant) any { return []any{v.ID, v.Content, v.Active} })
		})
	}
	return plan
}

func variantsPlan(item, title string, patches []api.ContentVariantPatch) Plan {
	return Plan{
		Title: title,
		Steps: []Step{step("PUT", "dynamic_content/items/"+item+"/variants/update_many", under("variants", patches))},
		Send: func(ctx context.Context, c *api.Client, _ func(int, int)) (Outcome, error) {
			now, _, err := c.UpdateContentVariants(ctx, item, patches)
			return Outcome{Text: fmt.Sprintf("changed %d variants", len(now)), Stale: true}, err
		},
	}
}
