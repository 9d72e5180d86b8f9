package api

import (
	"context"
	"net/url"
)

// Object is a custom object: the definition, not a record.
type Object struct {
	Original
	Key               string    `json:"key"`
	Title             string    `json:"title"`
	TitlePluralized   string    `json:"title_pluralized"`
	Description       string    `json:"description"`
	RawTitle          string    `json:"raw_title"` // with the dynamic content placeholder, if there is one
	RawPluralized     string    `json:"raw_title_pluralized"`
	RawDescription    string    `json:"raw_description"`
	IncludeInListView bool      `json:"include_in_list_view"` // every agent sees it in the list of objects; else admins only
	AllowsPhotos      bool      `json:"allows_photos"`
	AllowsAttachments bool      `json:"allows_attachments"`
	CreatedAt         Timestamp `json:"created_at"`
	UpdatedAt         Timestamp `json:"updated_at"`
	CreatedByUserID   string    `json:"created_by_user_id"`
	UpdatedByUserID   string    `json:"updated_by_user_id"`
	URL               string    `json:"url"`
}

// UnmarshalJSON reads the object as the service writes it.
func (o *Object) UnmarshalJSON(data []byte) error { return readObject(data, o) }

// ObjectPatch is what to set of a custom object; what is Absent is not sent.
// Key is taken on creation only, and then with Title and TitlePluralized.
type ObjectPatch struct {
	Key               Value `json:"key,omitzero"`
	Title             Value `json:"title,omitzero"`
	TitlePluralized   Value `json:"title_pluralized,omitzero"`
	Description       Value `json:"description,omitzero"`
	IncludeInListView Value `json:"include_in_list_view,omitzero"`
	AllowsPhotos      Value `json:"allows_photos,omitzero"`
	AllowsAttachments Value `json:"allows_attachments,omitzero"`
}

// Limit is how many there are and may be.
type Limit struct {
	Count int `json:"count"`
	Limit int `json:"limit"`
}

// UnmarshalJSON reads {"count":19,"limit":50}.
func (l *Limit) UnmarshalJSON(data []byte) error { return readObject(data, l) }

// ListObjects lists the custom objects of the account that are not deleted,
// all on one page.
//
// GET /api/v2/custom_objects
// https://developer.zendesk.com/api-reference/custom-data/custom-objects/custom_objects/
func (c *Client) ListObjects(ctx context.Context, o ListOptions) (Page[Object], *Response, error) {
	return doPage[Object](ctx, c, get("custom_objects"), "custom_objects", o)
}

// ShowObject returns one custom object.
//
// GET /api/v2/custom_objects/{custom_object_key}
// https://developer.zendesk.com/api-reference/custom-data/custom-objects/custom_objects/
func (c *Client) ShowObject(ctx context.Context, key string) (Object, *Response, error) {
	return call(ctx, c, get("custom_objects", key), under[Object]("custom_object"))
}

// ObjectInclude asks for more of a custom object than is told without.
type ObjectInclude string

// What can be asked for. What the answer then holds is not documented: it is in
// Object.Raw.
const (
	IncludeUIPath              ObjectInclude = "include_ui_path"              // where the web interface has it
	IncludePermissionsMetadata ObjectInclude = "include_permissions_metadata" // what who asks may do; of one object only
)

// ShowObjectWith is ShowObject with what else is asked for.
//
// GET /api/v2/custom_objects/{custom_object_key}?include_ui_path=true&include_permissions_metadata=true
// https://developer.zendesk.com/api-reference/custom-data/custom-objects/custom_objects/
func (c *Client) ShowObjectWith(ctx context.Context, key string, include ...ObjectInclude) (Object, *Response, error) {
	op := get("custom_objects", key)
	op.query = url.Values{}
	for _, what := range include {
		op.query.Set(string(what), "true")
	}
	return call(ctx, c, op, under[Object]("custom_object"))
}

// CreateObject makes a custom object. Admins only.
//
// POST /api/v2/custom_objects
// https://developer.zendesk.com/api-reference/custom-data/custom-objects/custom_objects/
func (c *Client) CreateObject(ctx context.Context, p ObjectPatch) (Object, *Response, error) {
	return call(ctx, c, post(wrap("custom_object", p), "custom_objects"), under[Object]("custom_object"))
}

// UpdateObject changes what is given of a custom object. The key cannot be
// changed. Admins only.
//
// PATCH /api/v2/custom_objects/{custom_object_key}
// https://developer.zendesk.com/api-reference/custom-data/custom-objects/custom_objects/
func (c *Client) UpdateObject(ctx context.Context, key string, p ObjectPatch) (Object, *Response, error) {
	return call(ctx, c, patch(wrap("custom_object", p), "custom_objects", key), under[Object]("custom_object"))
}

// DeleteObject deletes a custom object for good, with its records. Admins only.
//
// DELETE /api/v2/custom_objects/{custom_object_key}
// https://developer.zendesk.com/api-reference/custom-data/custom-objects/custom_objects/
func (c *Client) DeleteObject(ctx context.Context, key string) (*Response, error) {
	return c.do(ctx, del("custom_objects", key))
}

// ObjectLimit tells how many custom objects the account has and may have.
//
// GET /api/v2/custom_objects/limits/object_limit
// https://developer.zendesk.com/api-reference/custom-data/custom-objects/custom_objects/
func (c *Client) ObjectLimit(ctx context.Context) (Limit, *Response, error) {
	return call(ctx, c, get("custom_objects", "limits", "object_limit"), whole[Limit])
}

// RecordLimit tells how many records the account has, of all objects
// together, and may have.
//
// GET /api/v2/custom_objects/limits/record_limit
// https://developer.zendesk.com/api-reference/custom-data/custom-objects/custom_object_records/
func (c *Client) RecordLimit(ctx context.Context) (Limit, *Response, error) {
	return call(ctx, c, get("custom_objects", "limits", "record_limit"), whole[Limit])
}
