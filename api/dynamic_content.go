package api

import "context"

// ContentItem is a dynamic content item: one text in several languages,
// standing in other texts as its Placeholder.
type ContentItem struct {
	Original
	ID              string           `json:"id"` // digits
	Name            string           `json:"name"`
	Placeholder     string           `json:"placeholder"`       // {{dc.NAME}}; stays when the name changes
	DefaultLocaleID string           `json:"default_locale_id"` // digits
	Outdated        bool             `json:"outdated"`          // some variant is older than the default one
	Variants        []ContentVariant `json:"variants"`
	CreatedAt       Timestamp        `json:"created_at"`
	UpdatedAt       Timestamp        `json:"updated_at"`
	URL             string           `json:"url"`
}

// UnmarshalJSON reads the item as the service writes it.
func (i *ContentItem) UnmarshalJSON(data []byte) error { return readObject(data, i) }

// ContentItemPatch is what to set of an item; what is Absent is not sent. All
// of it on creation, with at least one variant, the default one; afterwards
// only the name can be changed.
type ContentItemPatch struct {
	Name            Value                 `json:"name,omitzero"`
	DefaultLocaleID Value                 `json:"default_locale_id,omitzero"` // a number; see ID
	Variants        []ContentVariantPatch `json:"variants,omitempty"`
}

// ListContentItems lists the dynamic content items. Admins, and agents who
// may manage dynamic content.
//
// GET /api/v2/dynamic_content/items
// https://developer.zendesk.com/api-reference/ticketing/ticket-management/dynamic_content/
func (c *Client) ListContentItems(ctx context.Context, o ListOptions) (Page[ContentItem], *Response, error) {
	return doPage[ContentItem](ctx, c, get("dynamic_content", "items"), "items", o)
}

// ShowContentItems returns the items with these identifiers: what stands in
// the placeholder after "dc.". At most 100.
//
// GET /api/v2/dynamic_content/items/show_many?identifiers={identifiers}
// https://developer.zendesk.com/api-reference/ticketing/ticket-management/dynamic_content/
func (c *Client) ShowContentItems(ctx context.Context, identifiers []string) ([]ContentItem, *Response, error) {
	return doMany[ContentItem](ctx, c, get("dynamic_content", "items", "show_many"), "identifiers", identifiers, "items")
}

// ShowContentItem returns one item with its variants.
//
// GET /api/v2/dynamic_content/items/{dynamic_content_item_id}
// https://developer.zendesk.com/api-reference/ticketing/ticket-management/dynamic_content/
func (c *Client) ShowContentItem(ctx context.Context, id string) (ContentItem, *Response, error) {
	return call(ctx, c, get("dynamic_content", "items", id), under[ContentItem]("item"))
}

// CreateContentItem makes an item with its variants. Its locales must be
// active in the account; see ListLocales.
//
// POST /api/v2/dynamic_content/items
// https://developer.zendesk.com/api-reference/ticketing/ticket-management/dynamic_content/
func (c *Client) CreateContentItem(ctx context.Context, p ContentItemPatch) (ContentItem, *Response, error) {
	return call(ctx, c, post(wrap("item", p), "dynamic_content", "items"), under[ContentItem]("item"))
}

// UpdateContentItem changes the name of an item. The placeholder stays.
//
// PUT /api/v2/dynamic_content/items/{dynamic_content_item_id}
// https://developer.zendesk.com/api-reference/ticketing/ticket-management/dynamic_content/
func (c *Client) UpdateContentItem(ctx context.Context, id string, p ContentItemPatch) (ContentItem, *Response, error) {
	return call(ctx, c, put(wrap("item", p), "dynamic_content", "items", id), under[ContentItem]("item"))
}

// DeleteContentItem deletes an item with its variants.
//
// DELETE /api/v2/dynamic_content/items/{dynamic_content_item_id}
// https://developer.zendesk.com/api-reference/ticketing/ticket-management/dynamic_content/
func (c *Client) DeleteContentItem(ctx context.Context, id string) (*Response, error) {
	return c.do(ctx, del("dynamic_content", "items", id))
}
