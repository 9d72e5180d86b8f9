package api

import "context"

// Attachment is a file attached to a record; at most 5 for each record, 10 MB
// each.
type Attachment struct {
	ID          string
	RecordID    string
	FileName    string
	ContentType string
	ContentURL  string
	Size        int    // bytes
	Scan        string // not_scanned, malware_not_found, malware_found or failed_to_scan
	CreatedBy   string // a name
	CreatedAt   Timestamp
	Raw         Value // all of it, with what is not named here
}

// UnmarshalJSON reads the attachment as the service writes it.
func (a *Attachment) UnmarshalJSON(data []byte) error {
	m, err := parseMembers(data)
	if err != nil {
		return err
	}
	raw, err := ParseValue(data)
	*a = Attachment{
		ID: m.text("id"), RecordID: m.text("custom_object_record_id"),
		FileName: firstText(m, "filename", "file_name", "name"), ContentType: m.text("content_type"),
		ContentURL: m.text("content_url"), Size: m.int("size"), Scan: m.text("malware_scan_status"),
		CreatedBy: m.text("created_by"), CreatedAt: m.time("created_at"), Raw: raw,
	}
	return err
}

// MarshalJSON writes the attachment as the service wrote it.
func (a Attachment) MarshalJSON() ([]byte, error) { return a.Raw.MarshalJSON() }

// ListAttachments lists the files attached to a record, of an object that
// allows them.
//
// GET /api/v2/custom_objects/{custom_object_key}/records/{custom_object_record_id}/attachments
func (c *Client) ListAttachments(ctx context.Context, objectKey, recordID string, o ListOptions) (Page[Attachment], *Response, error) {
	return page[Attachment](ctx, c, get("custom_objects", objectKey, "records", recordID, "attachments"),
		"custom_object_record_attachments", o)
}
