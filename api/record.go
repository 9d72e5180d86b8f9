package api

import (
	"context"
	"encoding/json"
	"maps"
	"net/url"
	"strings"
)

// Record is a record of a custom object. At most 32 KB.
type Record struct {
	ID              string // 26 letters and digits
	Name            Value
	ExternalID      Value // Null when there is none
	ObjectKey       string
	Fields          map[string]Value // by field key; a field without a value is Null or not there
	CreatedAt       Timestamp
	UpdatedAt       Timestamp
	CreatedByUserID string
	UpdatedByUserID string
	Photo           Value // Null, or an object with content_url, name, size
	URL             string
	Extra           map[string]Value // members that are not named here

	source string
}

// Source is the JSON text that the record was read from, with the members in
// the order they came in; "" if it was made here. It does not follow what is
// changed of the record.
func (r Record) Source() string { return r.source }

// The keys that records stand under.
const (
	memberFields = "custom_object_fields"
	memberRecord = "custom_object_record"
	listRecords  = "custom_object_records"
)

// UnmarshalJSON reads the record as the service writes it.
func (r *Record) UnmarshalJSON(data []byte) error {
	text, err := validText(data)
	if err != nil {
		return err
	}
	if !r.readText(text) {
		return json.Unmarshal(data, &map[string]Value{}) // says what it is
	}
	return nil
}

// mostExpected bounds for how many fields room is made before they are read.
const mostExpected = 100

// readText reads the record from valid JSON, and returns false if that is no
// object. All values are pieces of the text.
func (r *Record) readText(text string) bool {
	*r = Record{source: text}
	return r.readMembers(text)
}

// ReadSource reads what ListOptions.Sources left unread of a record. The map of
// fields that r has is emptied and used again.
func (r *Record) ReadSource(of Record) {
	if of.source == "" { // made here
		*r = of
		r.Fields = maps.Clone(of.Fields)
		return
	}
	clear(r.Fields)
	*r = Record{Fields: r.Fields, source: of.source}
	r.readMembers(of.source) // an object, as it was found in a list
}

// leaveText reads no more of a record than tells it from others.
func (r *Record) leaveText(text string, i int) (end int, read bool) {
	if text[i] != '{' {
		end = valueEnd(text, i)
		r.source = text[i:end]
		return end, r.source == "null"
	}
	end = walkMembers(text, i, func(key string, at int) int {
		end := valueEnd(text, at)
		switch key {
		case "id":
			r.ID = compact(text[at:end]).Text()
		case "created_at":
			r.CreatedAt = ParseTimestamp(compact(text[at:end]).Text())
		case "updated_at":
			r.UpdatedAt = ParseTimestamp(compact(text[at:end]).Text())
		}
		return end
	})
	r.source = text[i:end]
	return end, true
}

// readMembers reads the members of a record; fields into the map that is there.
func (r *Record) readMembers(text string) bool {
	i := space(text, 0)
	object := i < len(text) && text[i] == '{'
	if object {
		walkMembers(text, i, func(key string, at int) int {
			if key == memberFields && text[at] == '{' && r.Fields != nil {
				return walkMembers(text, at, func(key string, at int) int {
					end := valueEnd(text, at)
					r.Fields[key] = compact(text[at:end])
					return end
				})
			}
			end := valueEnd(text, at)
			r.readMember(key, text[at:end])
			return end
		})
	}
	if r.Fields == nil {
		r.Fields = map[string]Value{}
	}
	return object || strings.TrimSpace(text) == "null"
}

func (r *Record) readMember(key, raw string) {
	switch key {
	case "id":
		r.ID = compact(raw).Text()
	case "name":
		r.Name = compact(raw)
	case "external_id":
		r.ExternalID = compact(raw)
	case "custom_object_key":
		r.ObjectKey = compact(raw).Text()
	case memberFields:
		if r.Fields == nil {
			r.Fields = make(map[string]Value, min(strings.Count(raw, `":`), mostExpected)) // a text may have some of these, too
		}
		eachMember(raw, func(key, raw string) { r.Fields[key] = compact(raw) })
	case "created_at":
		r.CreatedAt = ParseTimestamp(compact(raw).Text())
	case "updated_at":
		r.UpdatedAt = ParseTimestamp(compact(raw).Text())
	case "created_by_user_id":
		r.CreatedByUserID = compact(raw).Text()
	case "updated_by_user_id":
		r.UpdatedByUserID = compact(raw).Text()
	case "photo":
		r.Photo = compact(raw)
	case "url":
		r.URL = compact(raw).Text()
	default:
		if r.Extra == nil {
			r.Extra = map[string]Value{}
		}
		r.Extra[key] = compact(raw)
	}
}

// MarshalJSON writes the record as the service does, with the members that
// were there.
func (r Record) MarshalJSON() ([]byte, error) {
	m := map[string]any{memberFields: r.Fields}
	for key, v := range r.Extra {
		m[key] = v
	}
	for key, text := range map[string]string{
		"id": r.ID, "custom_object_key": r.ObjectKey, "created_at": r.CreatedAt.Text, "updated_at": r.UpdatedAt.Text,
		"created_by_user_id": r.CreatedByUserID, "updated_by_user_id": r.UpdatedByUserID, "url": r.URL,
	} {
		if text != "" {
			m[key] = text
		}
	}
	for key, v := range map[string]Value{"name": r.Name, "external_id": r.ExternalID, "photo": r.Photo} {
		if !v.IsAbsent() {
			m[key] = v
		}
	}
	return encodeBody(m)
}

// RecordPatch is what to set of a record: what is Absent is not sent, Null
// clears. Fields are by field key. Where the name is made up by the service
// (Field.Autonumbered) it must not be given.
type RecordPatch struct {
	Name       Value
	ExternalID Value
	Fields     map[string]Value
}

// IsEmpty reports whether there is nothing to set.
func (p RecordPatch) IsEmpty() bool { return len(p.members()) == 0 }

// MarshalJSON writes only what is given.
func (p RecordPatch) MarshalJSON() ([]byte, error) { return encodeBody(p.members()) }

func (p RecordPatch) members() map[string]any {
	m := map[string]any{}
	if !p.Name.IsAbsent() {
		m["name"] = p.Name
	}
	if !p.ExternalID.IsAbsent() {
		m["external_id"] = p.ExternalID
	}
	fields := map[string]Value{}
	for key, v := range p.Fields {
		if !v.IsAbsent() {
			fields[key] = v
		}
	}
	if len(fields) > 0 {
		m[memberFields] = fields
	}
	return m
}

// RecordFilter narrows a list of records to those with one of the ids, or one
// of the external ids; both are case sensitive. An external id with a comma
// cannot be asked for this way.
type RecordFilter struct {
	IDs         []string
	ExternalIDs []string
}

// ListRecords lists the records of an object. It sorts by id, updated_at,
// -id and -updated_at; it tells no count.
//
// GET /api/v2/custom_objects/{custom_object_key}/records
// https://developer.zendesk.com/api-reference/custom-data/custom-objects/custom_object_records/
func (c *Client) ListRecords(ctx context.Context, objectKey string, f RecordFilter, o ListOptions) (Page[Record], *Response, error) {
	op := get("custom_objects", objectKey, "records")
	op.query = url.Values{}
	for key, ids := range map[string][]string{"filter[ids]": f.IDs, "filter[external_ids]": f.ExternalIDs} {
		if err := addList(op.query, key, ids); err != "" {
			return Page[Record]{}, &Response{}, notSent(op, "%s", err)
		}
	}
	return doPage[Record](ctx, c, op, listRecords, o)
}

// ShowRecord returns one record.
//
// GET /api/v2/custom_objects/{custom_object_key}/records/{custom_object_record_id}
// https://developer.zendesk.com/api-reference/custom-data/custom-objects/custom_object_records/
func (c *Client) ShowRecord(ctx context.Context, objectKey, id string) (Record, *Response, error) {
	return call(ctx, c, get("custom_objects", objectKey, "records", id), under[Record](memberRecord))
}

// CreateRecord makes a record.
//
// POST /api/v2/custom_objects/{custom_object_key}/records
// https://developer.zendesk.com/api-reference/custom-data/custom-objects/custom_object_records/
func (c *Client) CreateRecord(ctx context.Context, objectKey string, p RecordPatch) (Record, *Response, error) {
	return call(ctx, c, post(wrap(memberRecord, p), "custom_objects", objectKey, "records"), under[Record](memberRecord))
}

// UpdateRecord changes what is given of a record and leaves the rest.
//
// PATCH /api/v2/custom_objects/{custom_object_key}/records/{custom_object_record_id}
// https://developer.zendesk.com/api-reference/custom-data/custom-objects/custom_object_records/
func (c *Client) UpdateRecord(ctx context.Context, objectKey, id string, p RecordPatch) (Record, *Response, error) {
	return call(ctx, c, patch(wrap(memberRecord, p), "custom_objects", objectKey, "records", id), under[Record](memberRecord))
}

// SetRecordByExternalID changes the record with the external id, or makes
// one; see Response.Created.
//
// PATCH /api/v2/custom_objects/{custom_object_key}/records?external_id={external_id}
// https://developer.zendesk.com/api-reference/custom-data/custom-objects/custom_object_records/
func (c *Client) SetRecordByExternalID(ctx context.Context, objectKey, externalID string, p RecordPatch) (Record, *Response, error) {
	return c.setRecord(ctx, objectKey, "external_id", externalID, p)
}

// SetRecordByName changes the record with the name, or makes one; see
// Response.Created. Only for objects whose names are unique (Field.Unique).
//
// PATCH /api/v2/custom_objects/{custom_object_key}/records?name={name}
// https://developer.zendesk.com/api-reference/custom-data/custom-objects/custom_object_records/
func (c *Client) SetRecordByName(ctx context.Context, objectKey, name string, p RecordPatch) (Record, *Response, error) {
	return c.setRecord(ctx, objectKey, "name", name, p)
}

func (c *Client) setRecord(ctx context.Context, objectKey, by, value string, p RecordPatch) (Record, *Response, error) {
	op, err := recordBy(patch(wrap(memberRecord, p), "custom_objects", objectKey, "records"), by, value)
	if err != nil {
		return Record{}, &Response{}, err
	}
	return call(ctx, c, op, under[Record](memberRecord))
}

// recordBy names a record by a query. Without the query the same address is
// all records of the object, so it must not be empty.
func recordBy(op operation, by, value string) (operation, error) {
	if value == "" {
		return op, notSent(op, "the %s is empty", strings.ReplaceAll(by, "_", " "))
	}
	op.query = url.Values{by: {value}}
	return op, nil
}

// DeleteRecord deletes a record.
//
// DELETE /api/v2/custom_objects/{custom_object_key}/records/{custom_object_record_id}
// https://developer.zendesk.com/api-reference/custom-data/custom-objects/custom_object_records/
func (c *Client) DeleteRecord(ctx context.Context, objectKey, id string) (*Response, error) {
	return c.do(ctx, del("custom_objects", objectKey, "records", id))
}

// DeleteRecordByExternalID deletes the record with the external id.
//
// DELETE /api/v2/custom_objects/{custom_object_key}/records?external_id={external_id}
// https://developer.zendesk.com/api-reference/custom-data/custom-objects/custom_object_records/
func (c *Client) DeleteRecordByExternalID(ctx context.Context, objectKey, externalID string) (*Response, error) {
	return c.deleteRecord(ctx, objectKey, "external_id", externalID)
}

// DeleteRecordByName deletes the record with the name. Only for objects whose
// names are unique (Field.Unique).
//
// DELETE /api/v2/custom_objects/{custom_object_key}/records?name={name}
// https://developer.zendesk.com/api-reference/custom-data/custom-objects/custom_object_records/
func (c *Client) DeleteRecordByName(ctx context.Context, objectKey, name string) (*Response, error) {
	return c.deleteRecord(ctx, objectKey, "name", name)
}

func (c *Client) deleteRecord(ctx context.Context, objectKey, by, value string) (*Response, error) {
	op, err := recordBy(del("custom_objects", objectKey, "records"), by, value)
	if err != nil {
		return &Response{}, err
	}
	return c.do(ctx, op)
}

// Count is how many records there were at a time: counts of large objects are
// taken now and then.
type Count struct {
	Value       int       `json:"value"`
	RefreshedAt Timestamp `json:"refreshed_at"`
}

// UnmarshalJSON reads {"value":7,"refreshed_at":"..."}, or a plain number.
func (n *Count) UnmarshalJSON(data []byte) error {
	if plain, ok := intOf(Value(data)); ok {
		*n = Count{Value: plain}
		return nil
	}
	return readObject(data, n)
}

// CountRecords counts the records of an object.
//
// GET /api/v2/custom_objects/{custom_object_key}/records/count
// https://developer.zendesk.com/api-reference/custom-data/custom-objects/custom_object_records/
func (c *Client) CountRecords(ctx context.Context, objectKey string) (Count, *Response, error) {
	return call(ctx, c, get("custom_objects", objectKey, "records", "count"), under[Count]("count"))
}
