package api

import "context"

var objectCases = []operationCase{
	{
		op: "GET /api/v2/custom_objects", path: "/custom_objects", answer: "objects",
		call: seen(func(ctx context.Context, c *Client) (Page[Object], *Response, error) {
			return c.ListObjects(ctx, ListOptions{})
		}, func(p Page[Object]) any {
			o := p.Items[0]
			return []any{len(p.Items), p.Meta.HasMore, o.Key, o.Title, o.TitlePluralized, o.Description, o.RawTitle,
				o.RawPluralized, o.RawDescription, o.IncludeInListView, o.CreatedByUserID, o.UpdatedByUserID, o.UpdatedAt.Time.Unix()}
		}),
		want: []any{1, false, "car", "Car", "Cars", "The list of cars in our fleet", "{{dc.car_title}}",
			"{{dc.car_title_plural}}", "{{dc.car_description}}", true, "16485", "10234", int64(1662158675)},
	},
	{
		op: "POST /api/v2/custom_objects", path: "/custom_objects", status: 201, answer: "object",
		body: `{"custom_object":{"key":"apartment","title":"Apartment","title_pluralized":"Apartments"}}`,
		call: seen(func(ctx context.Context, c *Client) (Object, *Response, error) {
			return c.CreateObject(ctx, ObjectPatch{Key: String("apartment"), Title: String("Apartment"), TitlePluralized: String("Apartments")})
		}, func(o Object) any { return o.Key }),
		want: "car",
	},
	{
		op: "GET /api/v2/custom_objects/limits/object_limit", path: "/custom_objects/limits/object_limit",
		answer: `{"count":19,"limit":50}`,
		call: seen(func(ctx context.Context, c *Client) (Limit, *Response, error) { return c.ObjectLimit(ctx) },
			func(l Limit) any { return l }),
		want: Limit{Count: 19, Limit: 50},
	},
	{
		op: "GET /api/v2/custom_objects/limits/record_limit", path: "/custom_objects/limits/record_limit", answer: "record_limit",
		call: seen(func(ctx context.Context, c *Client) (Limit, *Response, error) { return c.RecordLimit(ctx) },
			func(l Limit) any { return l }),
		want: Limit{Count: 10294, Limit: 1000000},
	},
	{
		op: "GET /api/v2/custom_objects/{custom_object_key}", path: "/custom_objects/standard::itam_asset", answer: "object",
		call: seen(func(ctx context.Context, c *Client) (Object, *Response, error) {
			return c.ShowObject(ctx, "standard::itam_asset")
		},
			func(o Object) any { return o.URL }),
		want: "https://example.zendesk.com/api/v2/custom_objects/car.json",
	},
	{
		op: "PATCH /api/v2/custom_objects/{custom_object_key}", path: "/custom_objects/car", answer: "object",
		body: `{"custom_object":{"description":null,"include_in_list_view":false,"allows_photos":true,"allows_attachments":true}}`,
		call: seen(func(ctx context.Context, c *Client) (Object, *Response, error) {
			return c.UpdateObject(ctx, "car", ObjectPatch{Description: Null, IncludeInListView: Bool(false), AllowsPhotos: Bool(true), AllowsAttachments: Bool(true)})
		}, func(o Object) any { return o.Title }),
		want: "Car",
	},
	{
		op: "DELETE /api/v2/custom_objects/{custom_object_key}", path: "/custom_objects/car", status: 204,
		call: only(func(ctx context.Context, c *Client) (*Response, error) { return c.DeleteObject(ctx, "car") }),
	},
}

const fieldList = `{"custom_object_fields":[
	{"id":4398096842877,"key":"standard::name","type":"text","title":"Name","position":0,"required":true,"properties":{"is_unique":true}},
	{"id":4398096842879,"key":"color","type":"dropdown","title":"Color","position":2,"active":true,
	 "custom_field_options":[{"id":7,"name":"Red","raw_name":"{{dc.red}}","value":"red","position":0},{"id":8,"name":"Blue","raw_name":"Blue","value":"blue","position":1}]},
	{"id":4398096842880,"key":"owner","type":"lookup","title":"Owner","relationship_target_type":"zen:user",
	 "relationship_filter":{"all":[{"field":"role","operator":"is","value":"4"}],"any":[]}}],
	"links":{"next":null,"prev":null},"meta":{"has_more":false,"after_cursor":null,"before_cursor":null}}`

var fieldCases = []operationCase{
	{
		op: "GET /api/v2/custom_objects/{custom_object_key}/fields", path: "/custom_objects/car/fields",
		query: "include_standard_fields=true&page[size]=100", answer: fieldList,
		call: seen(func(ctx context.Context, c *Client) (Page[Field], *Response, error) {
			return c.ListFields(ctx, "car", ListOptions{Size: 100})
		}, func(p Page[Field]) any {
			name, color, owner := p.Items[0], p.Items[1], p.Items[2]
			return []any{name.IsStandard(), name.Unique(), name.Autonumbered(), color.ID, color.Type, color.Active, color.IsStandard(),
				color.Options[0], len(color.Options), owner.Target, string(owner.TargetFilter)}
		}),
		want: []any{true, true, false, "4398096842879", TypeDropdown, true, false,
			FieldOption{ID: "7", Name: "Red", RawName: "{{dc.red}}", Value: "red"}, 2, "zen:user",
			`{"all":[{"field":"role","operator":"is","value":"4"}],"any":[]}`},
	},
	{
		op: "POST /api/v2/custom_objects/{custom_object_key}/fields", path: "/custom_objects/car/fields", status: 201, answer: "field_name",
		body: `{"custom_object_field":{"key":"make","type":"dropdown","title":"Make","custom_field_options":[{"name":"Ford","value":"ford"}]}}`,
		call: seen(func(ctx context.Context, c *Client) (Field, *Response, error) {
			return c.CreateField(ctx, "car", FieldPatch{Key: String("make"), Type: String(string(TypeDropdown)), Title: String("Make"),
				Options: OptionsValue([]FieldOption{{Name: "Ford", Value: "ford"}})})
		}, func(f Field) any {
			return []any{f.Key, f.Autonumbered(), f.Unique(), f.Required, f.Properties["autoincrement_prefix"].Text()}
		}),
		want: []any{FieldName, true, false, true, "Order # "},
	},
	{
		op: "PUT /api/v2/custom_objects/{custom_object_key}/fields/reorder", path: "/custom_objects/car/fields/reorder", answer: `""`,
		body: `{"custom_object_field_ids":[4398096842880,4398096842879]}`,
		call: only(func(ctx context.Context, c *Client) (*Response, error) {
			return c.ReorderFields(ctx, "car", []string{"4398096842880", "4398096842879"})
		}),
	},
	{
		op: "GET /api/v2/custom_objects/{custom_object_key}/fields/{key_or_id}", path: "/custom_objects/car/fields/standard::name", answer: "field_name",
		call: seen(func(ctx context.Context, c *Client) (Field, *Response, error) {
			return c.ShowField(ctx, "car", FieldName)
		},
			func(f Field) any { return f.ID }),
		want: "4398096842877",
	},
	{
		op: "PATCH /api/v2/custom_objects/{custom_object_key}/fields/{key_or_id}", path: "/custom_objects/car/fields/color", answer: "field_name",
		body: `{"custom_object_field":{"active":false,"custom_field_options":[{"id":7,"name":"{{dc.red}}","value":"red"},{"id":null,"name":"Gr\"ün","value":"green"}]}}`,
		call: seen(func(ctx context.Context, c *Client) (Field, *Response, error) {
			return c.UpdateField(ctx, "car", "color", FieldPatch{Active: Bool(false), Options: OptionsValue([]FieldOption{
				{ID: "7", Name: "Red", RawName: "{{dc.red}}", Value: "red"}, {Name: `Gr"ün`, Value: "green"}})})
		}, func(f Field) any { return f.Type }),
		want: TypeText,
	},
	{
		op: "DELETE /api/v2/custom_objects/{custom_object_key}/fields/{key_or_id}", path: "/custom_objects/car/fields/color", status: 204,
		call: only(func(ctx context.Context, c *Client) (*Response, error) { return c.DeleteField(ctx, "car", "color") }),
	},
	{
		op: "GET /api/v2/custom_objects/{custom_object_key}/limits/field_limit", path: "/custom_objects/car/limits/field_limit",
		answer: `{"count":44,"limit":400}`,
		call: seen(func(ctx context.Context, c *Client) (Limit, *Response, error) { return c.FieldLimit(ctx, "car") },
			func(l Limit) any { return l }),
		want: Limit{Count: 44, Limit: 400},
	},
}
