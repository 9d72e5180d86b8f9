package collection

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"zco/api"
	"zco/tui/domain/field"
)

// DynamicContent is the collection of dynamic content items. Their texts are
// in a collection of their own for each item: see VariantsOf.
func DynamicContent() *Collection {
	l := &languages{}
	row := func(ctx context.Context, c *api.Client, it api.ContentItem, err error) (Item, error) {
		if err != nil {
			return Item{}, err
		}
		return l.item(ctx, c, it), nil
	}
	return &Collection{
		ID: familyContent, Family: familyContent, Group: GroupAccount, Title: "Dynamic content", Singular: "Dynamic content item",
		Note: "texts in several languages; search for placeholders: dc.greeting, dc.farewell", Source: "zen:dynamic_content",
		Address: "/admin/workspaces/agent-workspace/dynamic_content/{id}", Searchable: true,
		Schema: l.contentSchema,
		List:   l.listContent,
		Get: func(ctx context.Context, c *api.Client, id string) (Item, error) {
			it, _, err := c.ShowContentItem(ctx, id)
			return row(ctx, c, it, err)
		},
		Create: func(ctx context.Context, c *api.Client, p Patch) (Item, error) {
			it, err := createContent(ctx, c, p)
			return row(ctx, c, it, err)
		},
		Update: func(ctx context.Context, c *api.Client, id string, p Patch) (Item, error) {
			it, _, err := c.UpdateContentItem(ctx, id, api.ContentItemPatch{Name: p["name"]})
			return row(ctx, c, it, err)
		},
		Delete:   deleteWith((*api.Client).DeleteContentItem),
		Template: copies("name", "default_locale_id", "content"),
		DeleteImpact: func(_ context.Context, _ *api.Client, items []Item) (Impact, error) {
			places := each(items, func(it Item) string { return it.Value("placeholder").Text() })
			return Impact{Warning: "All variants are deleted with it. Texts that use " + strings.Join(places, ", ") + " will show the placeholder itself."}, nil
		},
		Verbs: []Verb{
			{ID: "variants", Title: "its variants, to edit, add and delete", Reads: true, Visit: visitingIts(variantsPrefix)},
			missingVariantsVerb(func(it Item) string { return it.ID }),
		},
	}
}

const inVariants = "press . to edit variants"

// contentSchema has the account's languages as choices.
//
// GET /api/v2/locales
func (l *languages) contentSchema(ctx context.Context, c *api.Client) (*Schema, error) {
	locales, missing := l.apart(ctx, c)
	return NewSchema(madeFields(
		Field{Key: "name", Title: "Name", Type: field.Text, Required: true},
		Field{Key: "placeholder", Title: "Placeholder", Type: field.Text, Locked: "made from the first name, and stays"},
		Field{Key: "default_locale_id", Title: "Default language", Type: field.Dropdown, Options: locales, Required: true, Create: true, Locked: inVariants},
		Field{Key: "outdated", Title: "Outdated", Type: field.Checkbox, Locked: "the service compares the variants"},
		Field{Key: "content", Title: "Default text", Type: field.TextArea, Required: true, Create: true, Locked: inVariants},
		Field{Key: "variants_text", Title: "Variants", Type: field.TextArea, Locked: inVariants},
	)).lacking(missing), nil
}

// item is an item as a row, with its default text and how its variants stand.
func (l *languages) item(ctx context.Context, c *api.Client, it api.ContentItem) Item {
	lines := each(it.Variants, func(v api.ContentVariant) string {
		return variantMark(v) + l.name(ctx, c, v.LocaleID) + ": " + v.Content
	})
	return Item{
		ID: it.ID, Name: cmp.Or(it.Name, it.ID), Version: version(it.UpdatedAt, lines),
		Raw: it.Raw, Values: rowValues(it.Raw, map[string]Value{
			"id": api.String(it.ID), "default_locale_id": api.String(it.DefaultLocaleID),
			"content": defaultText(it), "variants_text": api.String(strings.Join(lines, "\n")),
		}),
	}
}

func variantMark(v api.ContentVariant) string {
	var marks []string
	for _, m := range []struct {
		on   bool
		word string
	}{{v.Default, "default"}, {v.Outdated, "outdated"}, {!v.Active, "inactive"}} {
		if m.on {
			marks = append(marks, m.word)
		}
	}
	if len(marks) == 0 {
		return ""
	}
	return "[" + strings.Join(marks, ", ") + "] "
}

// listContent lists a page of items, or looks up those whose placeholders are
// searched for.
func (l *languages) listContent(ctx context.Context, c *api.Client, q Query) (Page, error) {
	row := func(it api.ContentItem) Item { return l.item(ctx, c, it) }
	if ids := identifiers(q.Text); len(ids) > 0 {
		found, _, err := c.ShowContentItems(ctx, ids)
		return Page{Items: each(found, row), Total: len(found)}, err
	}
	p, _, err := c.ListContentItems(ctx, listOptions(q))
	return paged(p, row), err
}

// identifiers reads what a person may write for placeholders, separated by
// commas: greeting, dc.greeting, {{dc.greeting}}, and the name of the item as
// the service makes a placeholder of it.
func identifiers(text string) []string {
	var out []string
	for part := range strings.SplitSeq(text, ",") {
		part = strings.TrimSuffix(strings.TrimPrefix(strings.TrimSpace(part), "{{"), "}}")
		part = strings.TrimPrefix(strings.TrimSpace(part), "dc.")
		if part = strings.Join(strings.Fields(strings.ToLower(part)), "_"); part != "" {
			out = append(out, part)
		}
	}
	return out
}

// createContent makes an item with its first variant, the default one.
func createContent(ctx context.Context, c *api.Client, p Patch) (api.ContentItem, error) {
	locale := p["default_locale_id"].Text()
	for key, why := range map[string]string{
		"default_locale_id": "an item begins with a text in one language: choose it", "content": "an item begins with a text in its default language",
	} {
		if strings.TrimSpace(p[key].Text()) == "" {
			return api.ContentItem{}, refuse(key, why)
		}
	}
	it, _, err := c.CreateContentItem(ctx, api.ContentItemPatch{
		Name: p["name"], DefaultLocaleID: api.ID(locale),
		Variants: []api.ContentVariantPatch{{LocaleID: api.ID(locale), Default: api.Bool(true), Content: p["content"]}},
	})
	return it, err
}

// missingVariantsVerb adds variants for languages that an item has none in,
// all from one text.
func missingVariantsVerb(itemOf func(Item) string) Verb {
	return Verb{
		ID: "add-missing", Title: "add variants in the missing languages",
		Form: func(ctx context.Context, c *api.Client, items []Item) (Form, error) {
			it, missing, err := missingLocales(ctx, c, itemOf(first(items)))
			if err != nil {
				return Form{}, err
			}
			if len(missing) == 0 {
				return Form{}, refuse("", it.Name+" has a variant in every language of the account")
			}
			return Form{
				Title: "Add variants to " + it.Name,
				Fields: []Field{
					{Key: "locales", Title: "Languages", Type: field.Multiselect, Options: missing, Required: true},
					{Key: "content", Title: "Text of all", Type: field.TextArea, Required: true},
				},
				Values: map[string]Value{"locales": api.Strings(valuesOf(missing)), "content": defaultText(it)},
			}, nil
		},
		Plan: func(ctx context.Context, c *api.Client, items []Item, answers Patch) (Plan, error) {
			id := itemOf(first(items))
			it, missing, err := missingLocales(ctx, c, id)
			if err != nil {
				return Plan{}, err
			}
			return planMissing(it, missing, answers)
		},
	}
}

// planMissing holds the rule of one variant a language before the service has
// to.
func planMissing(it api.ContentItem, missing []Option, answers Patch) (Plan, error) {
	var patches []api.ContentVariantPatch
	for _, locale := range answers["locales"].Strings() {
		if !hasOption(missing, locale) {
			return Plan{}, refuse("locales", it.Name+" has a variant in that language already: one a language")
		}
		patches = append(patches, api.ContentVariantPatch{LocaleID: api.ID(locale), Content: answers["content"]})
	}
	n := len(patches)
	if n == 0 {
		return Plan{}, refuse("locales", "choose a language")
	}
	return Plan{
		Title: fmt.Sprintf("Add %d variants to %s", n, it.Name),
		Steps: []Step{step("POST", "dynamic_content/items/"+it.ID+"/variants/create_many", under("variants", patches))},
		Send: func(ctx context.Context, c *api.Client, _ func(int, int)) (Outcome, error) {
			made, _, err := c.CreateContentVariants(ctx, it.ID, patches)
			return Outcome{Text: fmt.Sprintf("added %d variants to %s", len(made), it.Name), Stale: true}, err
		},
	}, nil
}

// missingLocales reads an item and the languages it has no variant in.
func missingLocales(ctx context.Context, c *api.Client, id string) (api.ContentItem, []Option, error) {
	it, _, err := c.ShowContentItem(ctx, id)
	if err != nil {
		return it, nil, err
	}
	locales, err := (&languages{}).read(ctx, c)
	var missing []Option
	for _, l := range locales {
		if _, taken := variantIn(it, l.Value); !taken {
			missing = append(missing, l)
		}
	}
	return it, missing, err
}

// defaultText is the text of the default variant.
func defaultText(it api.ContentItem) Value {
	for _, v := range it.Variants {
		if v.Default {
			return api.String(v.Content)
		}
	}
	return Absent
}

func variantIn(it api.ContentItem, locale string) (api.ContentVariant, bool) {
	for _, v := range it.Variants {
		if v.LocaleID == locale {
			return v, true
		}
	}
	return api.ContentVariant{}, false
}

func first(items []Item) Item {
	if len(items) == 0 {
		return Item{}
	}
	return items[0]
}

func hasOption(options []Option, value string) bool {
	return slices.ContainsFunc(options, func(o Option) bool { return o.Value == value })
}

// titleIn is what a value is called among options, "" for nothing.
func titleIn(options []Option, value string) string {
	o, _ := Field{Options: options}.Option(value)
	return o.Title
}

func valuesOf(options []Option) []string {
	return each(options, func(o Option) string { return o.Value })
}
