package api

import "context"

// ContentVariant is the text of a dynamic content item in one language.
type ContentVariant struct {
	Original
	ID        string    `json:"id"`        // digits
	LocaleID  string    `json:"locale_id"` // digits; one variant for each locale
	Content   string    `json:"content"`
	Active    bool      `json:"active"`
	Default   bool      `json:"default"`
	Outdated  bool      `json:"outdated"` // older than the default variant
	CreatedAt Timestamp `json:"created_at"`
	UpdatedAt Timestamp `json:"updated_at"`
	URL       string    `json:"url"`
}

// UnmarshalJSON reads the variant as the service writes it.
func (v *ContentVariant) UnmarshalJSON(data []byte) error { return readObject(data, v) }

// ContentVariantPatch is what to set of a variant; what is Absent is not
// sent. The default variant cannot be deactivated, and stops being default
// only when another becomes it.
type ContentVariantPatch struct {
	ID       Value `json:"id,omitzero"`        // a number; see ID. For UpdateContentVariants only
	LocaleID Value `json:"locale_id,omitzero"` // a number; see ID
	Default  Value `json:"default,omitzero"`
	Active   Value `json:"active,omitzero"`
	Content  Value `json:"content,omitzero"`
}

func variantPath(itemID string, more ...string) []string {
	return append([]string{"dynamic_content", "items", itemID, "variants"}, more...)
}

// ListContentVariants lists the variants of an item.
//
// GET /api/v2/dynamic_content/items/{dynamic_content_item_id}/variants
// https://developer.zendesk.com/api-reference/ticketing/ticket-management/dynamic_content_item_variants/
func (c *Client) ListContentVariants(ctx context.Context, itemID string, o ListOptions) (Page[ContentVariant], *Response, error) {
	return doPage[ContentVariant](ctx, c, get(variantPath(itemID)...), "variants", o)
}

// ShowContentVariant returns one variant of an item.
//
// GET /api/v2/dynamic_content/items/{dynamic_content_item_id}/variants/{dynammic_content_variant_id}
// https://developer.zendesk.com/api-reference/ticketing/ticket-management/dynamic_content_item_variants/
func (c *Client) ShowContentVariant(ctx context.Context, itemID, id string) (ContentVariant, *Response, error) {
	return call(ctx, c, get(variantPath(itemID, id)...), under[ContentVariant]("variant"))
}

// CreateContentVariant adds a variant to an item, in a locale it has none in.
//
// POST /api/v2/dynamic_content/items/{dynamic_content_item_id}/variants
// https://developer.zendesk.com/api-reference/ticketing/ticket-management/dynamic_content_item_variants/
func (c *Client) CreateContentVariant(ctx context.Context, itemID string, p ContentVariantPatch) (ContentVariant, *Response, error) {
	return call(ctx, c, post(wrap("variant", p), variantPath(itemID)...), under[ContentVariant]("variant"))
}

// CreateContentVariants adds several variants to an item.
//
// POST /api/v2/dynamic_content/items/{dynamic_content_item_id}/variants/create_many
// https://developer.zendesk.com/api-reference/ticketing/ticket-management/dynamic_content_item_variants/
func (c *Client) CreateContentVariants(ctx context.Context, itemID string, ps []ContentVariantPatch) ([]ContentVariant, *Response, error) {
	return doList[ContentVariant](ctx, c, post(wrap("variants", ps), variantPath(itemID, "create_many")...), "variants")
}

// UpdateContentVariants changes several variants of an item; each patch names
// its variant by id.
//
// PUT /api/v2/dynamic_content/items/{dynamic_content_item_id}/variants/update_many
// https://developer.zendesk.com/api-reference/ticketing/ticket-management/dynamic_content_item_variants/
func (c *Client) UpdateContentVariants(ctx context.Context, itemID string, ps []ContentVariantPatch) ([]ContentVariant, *Response, error) {
	op := put(wrap("variants", ps), variantPath(itemID, "update_many")...)
	for n, p := range ps {
		if p.ID.IsEmpty() {
			return nil, &Response{}, notSent(op, "variant %d has no id", n+1)
		}
	}
	return doList[ContentVariant](ctx, c, op, "variants")
}

// UpdateContentVariant changes what is given of a variant.
//
// PUT /api/v2/dynamic_content/items/{dynamic_content_item_id}/variants/{dynammic_content_variant_id}
// https://developer.zendesk.com/api-reference/ticketing/ticket-management/dynamic_content_item_variants/
func (c *Client) UpdateContentVariant(ctx context.Context, itemID, id string, p ContentVariantPatch) (ContentVariant, *Response, error) {
	return call(ctx, c, put(wrap("variant", p), variantPath(itemID, id)...), under[ContentVariant]("variant"))
}

// DeleteContentVariant deletes a variant that is not the default one.
//
// DELETE /api/v2/dynamic_content/items/{dynamic_content_item_id}/variants/{dynammic_content_variant_id}
// https://developer.zendesk.com/api-reference/ticketing/ticket-management/dynamic_content_item_variants/
func (c *Client) DeleteContentVariant(ctx context.Context, itemID, id string) (*Response, error) {
	return c.do(ctx, del(variantPath(itemID, id)...))
}
