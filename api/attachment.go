package api

import "context"

// Attachment is a file attached to a record; at most 5 for each record, 10 MB
// each.
type Attachment struct {
	Original
	ID          string    `json:"id"`
	RecordID    string    `json:"custom_object_record_id"`
	FileName    string    `json:"filename" or:"file_name,name"`
	ContentType string    `json:"content_type"`
	ContentURL  string    `json:"content_url"`
	Size        int       `json:"size"`                // bytes
	Scan        string    `json:"malware_scan_status"` // not_scanned, malware_not_found, malware_found or failed_to_scan
	CreatedBy   string    `json:"created_by"`          // a name
	CreatedAt   Timestamp `json:"created_at"`
}

// UnmarshalJSON reads the attachment as the service writes it.
func (a *Attachment) UnmarshalJSON(data []byte) error { return readObject(data, a) }

// ListAttachments lists the files attached to a record, of an object that
// allows them.
//
// GET /api/v2/custom_objects/{custom_object_key}/records/{custom_object_record_id}/attachments
func (c *Client) ListAttachments(ctx context.Context, objectKey, recordID string, o ListOptions) (Page[Attachment], *Response, error) {
	return doPage[Attachment](ctx, c, get("custom_objects", objectKey, "records", recordID, "attachments"),
		"custom_object_record_attachments", o)
}
