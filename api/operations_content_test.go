package api

import "context"

func lookAtItem(i ContentItem) any {
	return []any{i.ID, i.Name, i.Placeholder, i.DefaultLocaleID, i.Outdated, len(i.Variants), i.Variants[1].Content, i.Variants[0].LocaleID}
}

var exampleItem = []any{"47", "Snowboard Problem", "{{dc.snowboard_problem}}", "1", false, 2, "Este es mi contenido dinámico en español", "16"}

var contentCases = []operationCase{
	{
		op: "GET /api/v2/dynamic_content/items", path: "/dynamic_content/items", query: "page[size]=50", answer: "items",
		call: seen(func(ctx context.Context, c *Client) (Page[ContentItem], *Response, error) {
			return c.ListContentItems(ctx, ListOptions{Size: 50})
		}, func(p Page[ContentItem]) any { return lookAtItem(p.Items[0]) }),
		want: exampleItem,
	},
	{
		op: "POST /api/v2/dynamic_content/items", path: "/dynamic_content/items", status: 201, answer: "item",
		body: `{"item":{"name":"Snowboard Problem","default_locale_id":16,"variants":[{"locale_id":16,"default":true,"content":"..."}]}}`,
		call: seen(func(ctx context.Context, c *Client) (ContentItem, *Response, error) {
			return c.CreateContentItem(ctx, ContentItemPatch{Name: String("Snowboard Problem"), DefaultLocaleID: ID("16"),
				Variants: []ContentVariantPatch{{LocaleID: ID("16"), Default: Bool(true), Content: String("...")}}})
		}, lookAtItem),
		want: exampleItem,
	},
	{
		op: "GET /api/v2/dynamic_content/items/show_many", path: "/dynamic_content/items/show_many",
		query: "identifiers=snowboard_problem,other", answer: "items",
		call: seen(func(ctx context.Context, c *Client) ([]ContentItem, *Response, error) {
			return c.ShowContentItems(ctx, []string{"snowboard_problem", "other"})
		}, func(is []ContentItem) any { return lookAtItem(is[0]) }),
		want: exampleItem,
	},
	{
		op: "GET /api/v2/dynamic_content/items/{dynamic_content_item_id}", path: "/dynamic_content/items/47", answer: "item",
		call: seen(func(ctx context.Context, c *Client) (ContentItem, *Response, error) {
			return c.ShowContentItem(ctx, "47")
		}, lookAtItem),
		want: exampleItem,
	},
	{
		op: "PUT /api/v2/dynamic_content/items/{dynamic_content_item_id}", path: "/dynamic_content/items/47", answer: "item",
		body: `{"item":{"name":"New"}}`,
		call: seen(func(ctx context.Context, c *Client) (ContentItem, *Response, error) {
			return c.UpdateContentItem(ctx, "47", ContentItemPatch{Name: String("New")})
		}, lookAtItem),
		want: exampleItem,
	},
	{
		op: "DELETE /api/v2/dynamic_content/items/{dynamic_content_item_id}", path: "/dynamic_content/items/47", status: 204,
		call: only(func(ctx context.Context, c *Client) (*Response, error) { return c.DeleteContentItem(ctx, "47") }),
	},
	{
		op: "GET /api/v2/locales", path: "/locales",
		answer: `{"locales":[{"id":1,"locale":"en-US","name":"English","native_name":"English","presentation_name":"English - US","default":true}]}`,
		call: seen(func(ctx context.Context, c *Client) (Page[Locale], *Response, error) {
			return c.ListLocales(ctx, ListOptions{})
		},
			func(p Page[Locale]) any {
				l := p.Items[0]
				return []any{l.ID, l.Code, l.Name, l.Default}
			}),
		want: []any{"1", "en-US", "English - US", true},
	},
}

func lookAtVariant(v ContentVariant) any {
	return []any{v.ID, v.LocaleID, v.Content, v.Active, v.Default, v.Outdated}
}

var exampleVariant = []any{"23", "127", "C'est mon contenu dynamique en français", true, false, false}

func variantIDs(vs []ContentVariant) any {
	var out []string
	for _, v := range vs {
		out = append(out, v.ID)
	}
	return out
}

const variantsPath = "/dynamic_content/items/47/variants"

var variantCases = []operationCase{
	{
		op: "GET /api/v2/dynamic_content/items/{dynamic_content_item_id}/variants", path: variantsPath, answer: "variants",
		call: seen(func(ctx context.Context, c *Client) (Page[ContentVariant], *Response, error) {
			return c.ListContentVariants(ctx, "47", ListOptions{})
		}, func(p Page[ContentVariant]) any { return variantIDs(p.Items) }),
		want: []string{"47", "48"},
	},
	{
		op: "POST /api/v2/dynamic_content/items/{dynamic_content_item_id}/variants", path: variantsPath, status: 201, answer: "variant",
		body: `{"variant":{"locale_id":127,"default":false,"active":true,"content":"C'est"}}`,
		call: seen(func(ctx context.Context, c *Client) (ContentVariant, *Response, error) {
			return c.CreateContentVariant(ctx, "47", ContentVariantPatch{LocaleID: ID("127"), Default: Bool(false), Active: Bool(true), Content: String("C'est")})
		}, lookAtVariant),
		want: exampleVariant,
	},
	{
		op:   "POST /api/v2/dynamic_content/items/{dynamic_content_item_id}/variants/create_many",
		path: variantsPath + "/create_many", status: 201, answer: "variants",
		body: `{"variants":[{"locale_id":16,"content":"a"},{"locale_id":2,"content":"b"}]}`,
		call: seen(func(ctx context.Context, c *Client) ([]ContentVariant, *Response, error) {
			return c.CreateContentVariants(ctx, "47", []ContentVariantPatch{{LocaleID: ID("16"), Content: String("a")}, {LocaleID: ID("2"), Content: String("b")}})
		}, variantIDs),
		want: []string{"47", "48"},
	},
	{
		op:   "PUT /api/v2/dynamic_content/items/{dynamic_content_item_id}/variants/update_many",
		path: variantsPath + "/update_many", answer: "variants",
		body: `{"variants":[{"id":47,"content":"a"},{"id":48,"active":false}]}`,
		call: seen(func(ctx context.Context, c *Client) ([]ContentVariant, *Response, error) {
			return c.UpdateContentVariants(ctx, "47", []ContentVariantPatch{{ID: ID("47"), Content: String("a")}, {ID: ID("48"), Active: Bool(false)}})
		}, variantIDs),
		want: []string{"47", "48"},
	},
	{
		op:   "GET /api/v2/dynamic_content/items/{dynamic_content_item_id}/variants/{dynammic_content_variant_id}",
		path: variantsPath + "/23", answer: "variant",
		call: seen(func(ctx context.Context, c *Client) (ContentVariant, *Response, error) {
			return c.ShowContentVariant(ctx, "47", "23")
		}, lookAtVariant),
		want: exampleVariant,
	},
	{
		op:   "PUT /api/v2/dynamic_content/items/{dynamic_content_item_id}/variants/{dynammic_content_variant_id}",
		path: variantsPath + "/23", answer: "variant", body: `{"variant":{"content":""}}`,
		call: seen(func(ctx context.Context, c *Client) (ContentVariant, *Response, error) {
			return c.UpdateContentVariant(ctx, "47", "23", ContentVariantPatch{Content: String("")})
		}, lookAtVariant),
		want: exampleVariant,
	},
	{
		op:   "DELETE /api/v2/dynamic_content/items/{dynamic_content_item_id}/variants/{dynammic_content_variant_id}",
		path: variantsPath + "/23", status: 204,
		call: only(func(ctx context.Context, c *Client) (*Response, error) {
			return c.DeleteContentVariant(ctx, "47", "23")
		}),
	},
}
