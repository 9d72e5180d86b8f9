package api

import (
	"context"
	"time"
)

const exampleCursor = "eyJmcm9tIjoxLCJzaXplIjoxLCJzZWFyY2hBZnRlciI6bnVsbCwic29ydCI6bnVsbH0="

func recordID(r Record) string { return r.ID }

func lookAtRecord(r Record) any {
	return []any{r.ID, r.ObjectKey, r.Name.Text(), string(r.ExternalID), r.Fields, r.CreatedByUserID, r.UpdatedAt.Text, r.URL}
}

var exampleRecord = []any{"01GDXYEY1FQYN066VHF49YHJ21", "car", "My Tesla", "null",
	map[string]Value{"color": `"white"`, "make": `"Tesla"`, "model": `"Y"`}, "10001", "2022-09-26T22:25:10Z",
	"https://{subdomain}.zendesk.com/api/v2/custom_objects/car/records/01GDXYEY1FQYN066VHF49YHJ21.json"}

func lookAtRecords(p Page[Record]) any {
	count := -1
	if p.Count != nil {
		count = *p.Count
	}
	return []any{names(p, recordID), p.Meta, count, p.Items[0].ExternalID.Text(), p.Items[1].ExternalID.IsNull()}
}

var exampleIDs = []string{"01GCSJW391QVSC80GYDH7E93Q6", "01GDXYD7ZTWYP542BA8MDDTE36"}

func exampleRecords(count int) any {
	return []any{exampleIDs, Meta{HasMore: true, After: exampleCursor}, count, "Internal System Record 54848", true}
}

var recordCases = []operationCase{
	{
		op: "GET /api/v2/custom_objects/{custom_object_key}/records", path: "/custom_objects/car/records",
		query: "filter[ids]=01A,01B&filter[external_ids]=x+1&sort=-updated_at&page[size]=10&page[after]=" + "eyJ%3D", answer: "records",
		call: seen(func(ctx context.Context, c *Client) (Page[Record], *Response, error) {
			return c.ListRecords(ctx, "car", RecordFilter{IDs: []string{"01A", "01B"}, ExternalIDs: []string{"x 1"}},
				ListOptions{Size: 10, Sort: "-updated_at", After: "eyJ="})
		}, lookAtRecords),
		want: exampleRecords(-1),
	},
	{
		op: "POST /api/v2/custom_objects/{custom_object_key}/records", path: "/custom_objects/car/records", status: 201, answer: "record_created",
		body: `{"custom_object_record":{"custom_object_fields":{"make":"Tesla","model":"Y"},"name":"My car 1"}}`,
		call: func(ctx context.Context, c *Client) (any, *Response, error) {
			r, res, err := c.CreateRecord(ctx, "car", RecordPatch{Name: String("My car 1"),
				Fields: map[string]Value{"make": String("Tesla"), "model": String("Y"), "color": Absent}})
			return append([]any{res.Created()}, lookAtRecord(r).([]any)...), res, err
		},
		want: append([]any{true}, exampleRecord...),
	},
	{
		op:   "PATCH /api/v2/custom_objects/{custom_object_key}/records?external_id={external_id}",
		path: "/custom_objects/car/records", query: "external_id=X90001+%26+more", answer: "record_set",
		body: `{"custom_object_record":{"custom_object_fields":{"make":"Oldsmobile"},"name":"1997 Cutlass Supreme"}}`,
		call: func(ctx context.Context, c *Client) (any, *Response, error) {
			r, res, err := c.SetRecordByExternalID(ctx, "car", "X90001 & more",
				RecordPatch{Name: String("1997 Cutlass Supreme"), Fields: map[string]Value{"make": String("Oldsmobile")}})
			return []any{r.ExternalID.Text(), res.Created()}, res, err
		},
		want: []any{"X90001", false},
	},
	{
		op:   "PATCH /api/v2/custom_objects/{custom_object_key}/records?name={name}",
		path: "/custom_objects/car/records", query: "name=My%2Fcar", status: 201, answer: "record_set",
		body: `{"custom_object_record":{}}`,
		call: func(ctx context.Context, c *Client) (any, *Response, error) {
			r, res, err := c.SetRecordByName(ctx, "car", "My/car", RecordPatch{})
			return []any{r.Name.Text(), res.Created()}, res, err
		},
		want: []any{"1997 Cutlass Supreme", true},
	},
	{
		op:   "DELETE /api/v2/custom_objects/{custom_object_key}/records?external_id={external_id}",
		path: "/custom_objects/car/records", query: "external_id=X90001", status: 204,
		call: only(func(ctx context.Context, c *Client) (*Response, error) {
			return c.DeleteRecordByExternalID(ctx, "car", "X90001")
		}),
	},
	{
		op:   "DELETE /api/v2/custom_objects/{custom_object_key}/records?name={name}",
		path: "/custom_objects/car/records", query: "name=My+car", status: 204,
		call: only(func(ctx context.Context, c *Client) (*Response, error) {
			return c.DeleteRecordByName(ctx, "car", "My car")
		}),
	},
	{
		op: "GET /api/v2/custom_objects/{custom_object_key}/records/count", path: "/custom_objects/car/records/count", answer: "count",
		call: seen(func(ctx context.Context, c *Client) (Count, *Response, error) { return c.CountRecords(ctx, "car") },
			func(n Count) any { return []any{n.Value, n.RefreshedAt.Time.Unix()} }),
		want: []any{7, int64(1662158675)},
	},
	{
		op:   "GET /api/v2/custom_objects/{custom_object_key}/records/{custom_object_record_id}",
		path: "/custom_objects/car/records/01GDX%2F%3F", answer: "record",
		call: seen(func(ctx context.Context, c *Client) (Record, *Response, error) {
			return c.ShowRecord(ctx, "car", "01GDX/?")
		}, lookAtRecord),
		want: exampleRecord,
	},
	{
		op:   "PATCH /api/v2/custom_objects/{custom_object_key}/records/{custom_object_record_id}",
		path: "/custom_objects/car/records/01GDX", answer: "record_updated",
		body: `{"custom_object_record":{"custom_object_fields":{"big":900719925474099312345,"gone":null,"model":"<Civic> & \"Ω\""},"external_id":null}}`,
		call: seen(func(ctx context.Context, c *Client) (Record, *Response, error) {
			return c.UpdateRecord(ctx, "car", "01GDX", RecordPatch{ExternalID: Null, Fields: map[string]Value{
				"model": String(`<Civic> & "Ω"`), "gone": Null, "big": "900719925474099312345", "same": Absent}})
		}, lookAtRecord),
		want: exampleRecord,
	},
	{
		op:   "DELETE /api/v2/custom_objects/{custom_object_key}/records/{custom_object_record_id}",
		path: "/custom_objects/car/records/01GDX", status: 204,
		call: only(func(ctx context.Context, c *Client) (*Response, error) { return c.DeleteRecord(ctx, "car", "01GDX") }),
	},
	{
		op:   "GET /api/v2/custom_objects/{custom_object_key}/records/{custom_object_record_id}/events",
		path: "/custom_objects/car/records/01GDX/events", query: "page[size]=20",
		answer: `{"events":[{"id":"e1","type":"record_updated","source":"zendesk","description":"Record updated","actor":{"user_id":123},
			"created_at":"2026-01-02T03:04:05Z","received_at":"2026-01-02T03:04:06Z","properties":{"year":[1,2]}}],
			"meta":{"has_more":true},"links":[{"next":"https://example.zendesk.com/x?page%5Bafter%5D=abc%3D&page%5Bsize%5D=20"}]}`,
		call: seen(func(ctx context.Context, c *Client) (Page[RecordEvent], *Response, error) {
			return c.RecordEvents(ctx, "car", "01GDX", ListOptions{Size: 20})
		}, func(p Page[RecordEvent]) any {
			e := p.Items[0]
			return []any{e.ID, e.Type, e.Source, e.Description, e.ActorID, e.CreatedAt.Text, e.ReceivedAt.Text, string(e.Properties), p.Meta}
		}),
		want: []any{"e1", "record_updated", "zendesk", "Record updated", "123", "2026-01-02T03:04:05Z", "2026-01-02T03:04:06Z",
			`{"year":[1,2]}`, Meta{HasMore: true, After: "abc="}},
	},
	{
		op:   "GET /api/v2/incremental/custom_objects/{custom_object_key}/cursor",
		path: "/incremental/custom_objects/car/cursor", query: "start_time=1767323045&per_page=500&filter[exclude_deleted]=true",
		answer: `{"custom_object_records":[{"id":"01A","name":"[DELETED]","external_id":"[DELETED]","custom_object_fields":{"year":"[DELETED]","note":null},"updated_by_user_id":"7"},
			{"id":"01B","name":"[DELETED]","external_id":null,"custom_object_fields":{"year":2020}}],
			"after_cursor":"abc=","after_url":"https://example.zendesk.com/x","before_cursor":null,"before_url":null,"filter":{"exclude_deleted":true},"meta":{"has_more":true}}`,
		call: seen(func(ctx context.Context, c *Client) (Page[Record], *Response, error) {
			return c.ListChanges(ctx, "car", ChangesOptions{Since: time.Unix(1767323045, 9e8), Size: 500, ExcludeDeleted: true})
		}, func(p Page[Record]) any {
			return []any{p.Items[0].Deleted(), p.Items[0].UpdatedByUserID, p.Items[1].Deleted(), p.Meta}
		}),
		want: []any{true, "7", false, Meta{HasMore: true, After: "abc="}},
	},
	{
		op:   "GET /api/v2/custom_objects/{custom_object_key}/records/{custom_object_record_id}/attachments",
		path: "/custom_objects/car/records/01GDX/attachments", answer: "attachments",
		call: seen(func(ctx context.Context, c *Client) (Page[Attachment], *Response, error) {
			return c.ListAttachments(ctx, "car", "01GDX", ListOptions{})
		}, func(p Page[Attachment]) any {
			a := p.Items[0]
			return []any{a.FileName, a.ContentType, a.Size, a.Scan, a.CreatedBy, a.ContentURL, a.RecordID}
		}),
		want: []any{"contract.pdf", "application/pdf", 245760, "not_scanned", "John Doe",
			"https://example.zendesk.com/attachments/7/download", "01HQP8RM83JFAWAB958EV16F14"},
	},
	{
		op:   "POST /api/v2/custom_objects/{custom_object_key}/records/{custom_object_record_id}/attachments",
		path: "/custom_objects/car/records/01GDX/attachments", status: 201, answer: `{"attachment":{"id":"7","filename":"a.txt","size":2}}`,
		body: "--BOUNDARY\r\nContent-Disposition: form-data; name=\"uploaded_data\"; filename=\"a.txt\"\r\n" +
			"Content-Type: text/plain; charset=utf-8\r\n\r\nhi\r\n--BOUNDARY--\r\n",
		call: seen(func(ctx context.Context, c *Client) (Attachment, *Response, error) {
			return c.UploadAttachment(ctx, "car", "01GDX", Upload{Name: "a.txt", Content: []byte("hi")})
		}, func(a Attachment) any { return []any{a.ID, a.FileName, a.Size} }),
		want: []any{"7", "a.txt", 2},
	},
	{
		op:   "GET /api/v2/custom_objects/{custom_object_key}/records/{custom_object_record_id}/attachments/{id}/download",
		path: "/custom_objects/car/records/01GDX/attachments/7/download", answer: `"hi"`,
		call: seen(func(ctx context.Context, c *Client) ([]byte, *Response, error) {
			return c.DownloadAttachment(ctx, "car", "01GDX", "7")
		}, func(b []byte) any { return string(b) }),
		want: `"hi"`,
	},
	{
		op:   "PUT /api/v2/custom_objects/{custom_object_key}/records/{custom_object_record_id}/attachments/{id}",
		path: "/custom_objects/car/records/01GDX/attachments/7", answer: `{}`,
		body: `{"custom_object_record_attachment":{"malware_access_override":true}}`,
		call: only(func(ctx context.Context, c *Client) (*Response, error) {
			return c.AllowAttachment(ctx, "car", "01GDX", "7", true)
		}),
	},
	{
		op:   "DELETE /api/v2/custom_objects/{custom_object_key}/records/{custom_object_record_id}/attachments/{id}",
		path: "/custom_objects/car/records/01GDX/attachments/7", status: 204,
		call: only(func(ctx context.Context, c *Client) (*Response, error) {
			return c.DeleteAttachment(ctx, "car", "01GDX", "7")
		}),
	},
}

var recordSearchCases = []operationCase{
	{
		op:   "GET /api/v2/custom_objects/{custom_object_key}/records/autocomplete",
		path: "/custom_objects/car/records/autocomplete", answer: "records_autocomplete",
		query: "name=Te&field_id=12&source=zen:ticket&requester_id=1&assignee_id=2&organization_id=3&filter[dynamic_values][ticket_brand_id]=4&page[size]=5",
		call: seen(func(ctx context.Context, c *Client) (Page[Record], *Response, error) {
			return c.AutocompleteRecords(ctx, "car", Autocomplete{Name: "Te", FieldID: "12", Source: TargetTicket,
				RequesterID: "1", AssigneeID: "2", OrganizationID: "3", Dynamic: map[string]string{"ticket_brand_id": "4", "ticket_fields_7": ""}}, ListOptions{Size: 5})
		}, lookAtRecords),
		want: exampleRecords(100),
	},
	{
		op:   "GET /api/v2/custom_objects/{custom_object_key}/records/search",
		path: "/custom_objects/car/records/search", query: "query=Tesla+Honda+2020&sort=-name&page[before]=abc", answer: "records_search",
		call: seen(func(ctx context.Context, c *Client) (Page[Record], *Response, error) {
			return c.SearchRecords(ctx, "car", "Tesla Honda 2020", ListOptions{Sort: "-name", Before: "abc"})
		}, lookAtRecords),
		want: exampleRecords(100),
	},
	{
		op:   "POST /api/v2/custom_objects/{custom_object_key}/records/search",
		path: "/custom_objects/car/records/search", query: "query=red&sort=name", answer: "records_search",
		body: `{"filter":{"$or":[{"custom_object_fields.field_key":{"$eq":"value"}},{"external_id":{"$eq":"Record123"}}]}}`,
		call: seen(func(ctx context.Context, c *Client) (Page[Record], *Response, error) {
			f := Or(Where(CustomField("field_key"), Equal, String("value")), Where("external_id", Equal, String("Record123")))
			return c.FilterRecords(ctx, "car", "red", f, ListOptions{Sort: "name"})
		}, lookAtRecords),
		want: exampleRecords(100),
	},
}
