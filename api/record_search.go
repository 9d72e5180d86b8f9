package api

import (
	"context"
	"net/url"
)

// SearchRecords finds records in which a word of a text field begins with one
// of the words of query; * finds all. Without a sort only the first 10,000
// come, by relevance; it sorts by name, created_at, updated_at and, with -,
// descending. A record is found some minutes after it changed, not at once.
//
// GET /api/v2/custom_objects/{custom_object_key}/records/search
// https://developer.zendesk.com/api-reference/custom-data/custom-objects/custom_object_records/
func (c *Client) SearchRecords(ctx context.Context, objectKey, query string, o ListOptions) (Page[Record], *Response, error) {
	op := get("custom_objects", objectKey, "records", "search")
	op.query = url.Values{"query": {query}}
	return doPage[Record](ctx, c, op, listRecords, o)
}

// FilterRecords finds records that match a filter and, if query is not empty,
// the words of query. Limits and sorts are those of SearchRecords. The filter
// is sent as it is: ask Filter.Validate first.
//
// POST /api/v2/custom_objects/{custom_object_key}/records/search
// https://developer.zendesk.com/api-reference/custom-data/custom-objects/custom_object_records/
func (c *Client) FilterRecords(ctx context.Context, objectKey, query string, f Filter, o ListOptions) (Page[Record], *Response, error) {
	op := post(wrap("filter", f), "custom_objects", objectKey, "records", "search")
	op.read = true
	if query != "" {
		op.query = url.Values{"query": {query}}
	}
	return doPage[Record](ctx, c, op, listRecords, o)
}

// Autocomplete says which records may complete what is typed. FieldID and
// Source go together: with them the filter of the lookup field is applied,
// and the other ids give its dynamic parts their values.
type Autocomplete struct {
	Name           string // what is typed so far
	FieldID        string // of the lookup field that is being filled
	Source         string // what has that field: zen:ticket, zen:custom_object:KEY and so on
	RequesterID    string
	AssigneeID     string
	OrganizationID string

	// Dynamic gives the parts of the filter that are filled from a ticket their
	// values: ticket_brand_id, ticket_fields_123 and so on, sent as
	// filter[dynamic_values][ticket_brand_id]. An empty one is not sent.
	Dynamic map[string]string
}

// AutocompleteRecords finds records by the beginning of their names, at most
// 10,000 by relevance.
//
// GET /api/v2/custom_objects/{custom_object_key}/records/autocomplete
// https://developer.zendesk.com/api-reference/custom-data/custom-objects/custom_object_records/
func (c *Client) AutocompleteRecords(ctx context.Context, objectKey string, a Autocomplete, o ListOptions) (Page[Record], *Response, error) {
	op := get("custom_objects", objectKey, "records", "autocomplete")
	if (a.FieldID == "") != (a.Source == "") {
		return Page[Record]{}, &Response{}, notSent(op, "field id and source must be given together")
	}
	op.query = url.Values{"name": {a.Name}}
	for key, value := range map[string]string{
		"field_id": a.FieldID, "source": a.Source, "requester_id": a.RequesterID,
		"assignee_id": a.AssigneeID, "organization_id": a.OrganizationID,
	} {
		if value != "" {
			op.query.Set(key, value)
		}
	}
	for name, value := range a.Dynamic {
		if value != "" {
			op.query.Set("filter[dynamic_values]["+name+"]", value)
		}
	}
	return doPage[Record](ctx, c, op, listRecords, o)
}
