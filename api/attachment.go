package api

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"mime"
	"mime/multipart"
	"net/http"
	"net/textproto"
	"path"
	"strings"
)

// Of the files attached to a record.
const (
	MaxAttachments    = 5        // for each record
	MaxAttachmentSize = 10 << 20 // bytes
)

// The states of the scan for malware. A file in which some was found is not
// given out, unless an administrator has allowed it.
const (
	ScanNotYet = "not_scanned"
	ScanClean  = "malware_not_found"
	ScanFound  = "malware_found"
	ScanFailed = "failed_to_scan"
)

// Attachment is a file attached to a record; at most 5 for each record, 10 MB
// each, of an object that allows them.
type Attachment struct {
	Original
	ID          string    `json:"id"`
	RecordID    string    `json:"custom_object_record_id"`
	FileName    string    `json:"filename" or:"file_name,name"` // as somebody called it: no name to write a file under unchecked
	ContentType string    `json:"content_type"`
	ContentURL  string    `json:"content_url"`
	Size        int       `json:"size"`                // bytes
	Scan        string    `json:"malware_scan_status"` // see ScanNotYet and its like
	Override    bool      `json:"malware_access_override"`
	CreatedBy   string    `json:"created_by"` // a name
	CreatedAt   Timestamp `json:"created_at"`
}

// UnmarshalJSON reads the attachment as the service writes it.
func (a *Attachment) UnmarshalJSON(data []byte) error { return readObject(data, a) }

// ListAttachments lists the files attached to a record, of an object that
// allows them: of others the service answers 400 "Invalid URI endpoint".
//
// GET /api/v2/custom_objects/{custom_object_key}/records/{custom_object_record_id}/attachments
// https://developer.zendesk.com/api-reference/custom-data/custom-objects/custom_object_record_attachments/
func (c *Client) ListAttachments(ctx context.Context, objectKey, recordID string, o ListOptions) (Page[Attachment], *Response, error) {
	return doPage[Attachment](ctx, c, get("custom_objects", objectKey, "records", recordID, "attachments"),
		"custom_object_record_attachments", o)
}

// Upload is a file to attach to a record.
type Upload struct {
	Name    string // by which others see it; its end should fit what is in it
	Content []byte // 1 to MaxAttachmentSize bytes
	// Progress is told how many bytes of the request are on their way, from the
	// goroutine that sends; begun anew where it is sent again. Nil for nobody.
	Progress func(sent, total int)
}

// UploadAttachment attaches a file to a record. One that is empty or too large
// is refused before it is sent. The envelope of the answer is told in two ways,
// custom_object_record_attachment by the description and attachment by a
// client; both are read.
//
// POST /api/v2/custom_objects/{custom_object_key}/records/{custom_object_record_id}/attachments
// https://developer.zendesk.com/api-reference/custom-data/custom-objects/custom_object_record_attachments/
func (c *Client) UploadAttachment(ctx context.Context, objectKey, recordID string, u Upload) (Attachment, *Response, error) {
	op := post(nil, "custom_objects", objectKey, "records", recordID, "attachments")
	op.progress = u.Progress
	switch {
	case u.Name == "":
		return Attachment{}, &Response{}, notSent(op, "a file needs a name")
	case len(u.Content) == 0:
		return Attachment{}, &Response{}, notSent(op, "%s is empty", u.Name)
	case len(u.Content) > MaxAttachmentSize:
		return Attachment{}, &Response{}, notSent(op, "%s has %d bytes, more than the 10 MB that an attachment may have", u.Name, len(u.Content))
	}
	var err error
	if op.file, op.content, err = multipartFile(u.Name, u.Content); err != nil {
		return Attachment{}, &Response{}, notSent(op, "%v", err)
	}
	return call(ctx, c, op, func(a *answer) (out Attachment, err error) {
		for _, key := range []string{"custom_object_record_attachment", "attachment"} {
			if out, err = under[Attachment](key)(a); err == nil {
				break
			}
		}
		return out, err
	})
}

// multipartFile is the form with the one file that the service wants,
// uploaded_data.
func multipartFile(name string, content []byte) (body []byte, contentType string, err error) {
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	kind := cmp.Or(mime.TypeByExtension(path.Ext(name)), http.DetectContentType(content))
	quote := strings.NewReplacer("\\", "\\\\", `"`, "\\\"", "\r", " ", "\n", " ")
	part, err := w.CreatePart(textproto.MIMEHeader{
		"Content-Disposition": {fmt.Sprintf(`form-data; name="uploaded_data"; filename="%s"`, quote.Replace(name))},
		"Content-Type":        {kind},
	})
	if err == nil {
		_, err = part.Write(content)
	}
	if err == nil {
		err = w.Close()
	}
	return b.Bytes(), w.FormDataContentType(), err
}

// DownloadAttachment returns what is in a file. The service redirects to where
// it lies; at another address no credentials are sent. A file in which malware
// was found is answered 403.
//
// GET /api/v2/custom_objects/{custom_object_key}/records/{custom_object_record_id}/attachments/{id}/download
// https://developer.zendesk.com/api-reference/custom-data/custom-objects/custom_object_record_attachments/
func (c *Client) DownloadAttachment(ctx context.Context, objectKey, recordID, id string) ([]byte, *Response, error) {
	op := get("custom_objects", objectKey, "records", recordID, "attachments", id, "download")
	op.away = true
	return call(ctx, c, op, func(a *answer) ([]byte, error) { return a.body, nil })
}

// AllowAttachment says whether a file in which malware was found is given out.
// Admins only.
//
// PUT /api/v2/custom_objects/{custom_object_key}/records/{custom_object_record_id}/attachments/{id}
// https://developer.zendesk.com/api-reference/custom-data/custom-objects/custom_object_record_attachments/
func (c *Client) AllowAttachment(ctx context.Context, objectKey, recordID, id string, allow bool) (*Response, error) {
	body := wrap("custom_object_record_attachment", map[string]any{"malware_access_override": allow})
	return c.do(ctx, put(body, "custom_objects", objectKey, "records", recordID, "attachments", id))
}

// DeleteAttachment takes a file away for good.
//
// DELETE /api/v2/custom_objects/{custom_object_key}/records/{custom_object_record_id}/attachments/{id}
// https://developer.zendesk.com/api-reference/custom-data/custom-objects/custom_object_record_attachments/
func (c *Client) DeleteAttachment(ctx context.Context, objectKey, recordID, id string) (*Response, error) {
	return c.do(ctx, del("custom_objects", objectKey, "records", recordID, "attachments", id))
}
