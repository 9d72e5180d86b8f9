package api

import (
	"context"
	"net/url"
	"strings"
)

// Types of things that a lookup field can point at or belong to.
const (
	TargetUser         = "zen:user"
	TargetOrganization = "zen:organization"
	TargetTicket       = "zen:ticket"
	TargetBrand        = "zen:brand"
	TargetArticle      = "zen:article"
)

const targetObjectPrefix = "zen:custom_object:"

// TargetObject names a custom object as a target: zen:custom_object:KEY.
func TargetObject(key string) string { return targetObjectPrefix + key }

// TargetObjectKey returns the key in zen:custom_object:KEY, and whether
// target is a custom object.
func TargetObjectKey(target string) (key string, ok bool) {
	return strings.CutPrefix(target, targetObjectPrefix)
}

// ListRelated lists what points at a thing: the things of sourceType whose
// lookup field fieldID holds targetID. The items are those of the source's
// family, whole; see ListRelatedRecords for custom objects.
//
// GET /api/v2/{target_type}/{target_id}/relationship_fields/{field_id}/{source_type}
// https://developer.zendesk.com/api-reference/ticketing/lookup_relationships/lookup_relationships/
func (c *Client) ListRelated(ctx context.Context, targetType, targetID, fieldID, sourceType string, o ListOptions) (Page[Value], *Response, error) {
	return doPage[Value](ctx, c, related(targetType, targetID, fieldID, sourceType), relatedKey(sourceType), o)
}

// ListRelatedRecords lists the records of the object sourceKey whose lookup
// field fieldID points at the target.
//
// GET /api/v2/{target_type}/{target_id}/relationship_fields/{field_id}/zen:custom_object:{key}
// https://developer.zendesk.com/api-reference/ticketing/lookup_relationships/lookup_relationships/
func (c *Client) ListRelatedRecords(ctx context.Context, targetType, targetID, fieldID, sourceKey string, o ListOptions) (Page[Record], *Response, error) {
	return doPage[Record](ctx, c, related(targetType, targetID, fieldID, TargetObject(sourceKey)), listRecords, o)
}

func related(targetType, targetID, fieldID, sourceType string) operation {
	return get(targetType, targetID, "relationship_fields", fieldID, sourceType)
}

func relatedKey(sourceType string) string {
	if _, ok := TargetObjectKey(sourceType); ok {
		return listRecords
	}
	return strings.TrimPrefix(sourceType, "zen:") + "s"
}

// ShowRelationshipDefinitions returns the conditions that a lookup field's
// filter on a target type can have, as the service writes them.
//
// GET /api/v2/relationships/definitions/{target_type}
// https://developer.zendesk.com/api-reference/ticketing/lookup_relationships/lookup_relationships/
func (c *Client) ShowRelationshipDefinitions(ctx context.Context, targetType, sourceType string) (Value, *Response, error) {
	op := get("relationships", "definitions", targetType)
	if sourceType != "" {
		op.query = url.Values{"source_type": {sourceType}}
	}
	return call(ctx, c, op, under[Value]("definitions"))
}
