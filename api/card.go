package api

import "context"

// EssentialsCard is the choice of fields shown first for a type of object.
type EssentialsCard struct {
	Original
	ID        string      `json:"id"`      // digits; "" for the default
	Key       string      `json:"key"`     // the object type: zen:user, zen:custom_object:KEY
	Layout    string      `json:"layout"`  // essentials_card
	Default   bool        `json:"default"` // nobody has chosen: the first 20 fields
	MaxCount  int         `json:"max_count"`
	Fields    []CardField `json:"fields"`
	CreatedAt Timestamp   `json:"created_at"`
	UpdatedAt Timestamp   `json:"updated_at"`
}

// CardField is a field on an essentials card.
type CardField struct {
	ID  string `json:"id"`  // digits; "" for standard fields
	ZRN string `json:"zrn"` // such as zen:user:field:standard:locale
}

// UnmarshalJSON reads the card as the service writes it.
func (e *EssentialsCard) UnmarshalJSON(data []byte) error { return readObject(data, e) }

// UnmarshalJSON reads {"id":null,"zrn":"..."}, or the name alone, as it is sent.
func (f *CardField) UnmarshalJSON(data []byte) error {
	if v := Value(data); v.IsString() {
		*f = CardField{ZRN: v.Text()}
		return nil
	}
	return readObject(data, f)
}

// ListEssentialsCards lists the cards of all object types.
//
// GET /api/v2/object_layouts/essentials_cards
func (c *Client) ListEssentialsCards(ctx context.Context, o ListOptions) (Page[EssentialsCard], *Response, error) {
	return doPage[EssentialsCard](ctx, c, get("object_layouts", "essentials_cards"), "object_layouts", o)
}

// ShowEssentialsCard returns the card of an object type, such as zen:user or
// zen:custom_object:KEY.
//
// GET /api/v2/object_layouts/{object_type}/essentials_card
func (c *Client) ShowEssentialsCard(ctx context.Context, objectType string) (EssentialsCard, *Response, error) {
	return call(ctx, c, get("object_layouts", objectType, "essentials_card"), under[EssentialsCard]("object_layout"))
}

// UpdateEssentialsCard puts these fields, named as in CardField.ZRN, on the
// card, in this order and no others. At most EssentialsCard.MaxCount.
//
// PUT /api/v2/object_layouts/{object_type}/essentials_card
func (c *Client) UpdateEssentialsCard(ctx context.Context, objectType string, fields []string) (EssentialsCard, *Response, error) {
	body := wrap("object_layout", wrap("fields", Strings(fields)))
	return call(ctx, c, put(body, "object_layouts", objectType, "essentials_card"), under[EssentialsCard]("object_layout"))
}

// DeleteEssentialsCard puts the default card back.
//
// DELETE /api/v2/object_layouts/{object_type}/essentials_card
func (c *Client) DeleteEssentialsCard(ctx context.Context, objectType string) (*Response, error) {
	return c.do(ctx, del("object_layouts", objectType, "essentials_card"))
}
