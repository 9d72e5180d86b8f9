package collection

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"zco/api"
	"zco/tui/domain/field"
	"zco/tui/domain/number"
)

// AttachmentsOf is the collection of the files of one record, KEY/ID.
//
// GET /api/v2/custom_objects/{custom_object_key}/records/{custom_object_record_id}/attachments
func AttachmentsOf(record string) *Collection {
	key, id, _ := strings.Cut(record, "/")
	return &Collection{
		ID: attachmentsPrefix + record, Group: GroupObjects, Family: attachmentsPrefix, Title: "Attachments", Singular: "Attachment",
		Note:   fmt.Sprintf("files of a record: %d at most, %s each", api.MaxAttachments, number.Bytes(api.MaxAttachmentSize)),
		Schema: schemaOf(attachmentFields()),
		List: func(ctx context.Context, c *api.Client, q Query) (Page, error) {
			p, _, err := c.ListAttachments(ctx, key, id, api.ListOptions{})
			return paged(p, attachmentItem), AttachmentsError(err)
		},
		Get: func(ctx context.Context, c *api.Client, file string) (Item, error) { // only the list tells of one
			all, err := listAll(c.AllAttachments(ctx, key, id))
			if err != nil {
				return Item{}, AttachmentsError(err)
			}
			for _, a := range all {
				if a.ID == file {
					return attachmentItem(a), nil
				}
			}
			return Item{}, &api.Error{Method: "GET", Path: "/api/v2/custom_objects/" + key + "/records/" + id + "/attachments", Status: 404, Message: "there is no such file any more"}
		},
		Delete: func(ctx context.Context, c *api.Client, file string) error {
			_, err := c.DeleteAttachment(ctx, key, id, file)
			return err
		},
		DeleteImpact: func(context.Context, *api.Client, []Item) (Impact, error) {
			return Impact{Warning: "The file is deleted for good; an undo cannot bring it back."}, nil
		},
		Verbs: []Verb{showFileVerb(key, id), uploadVerb(key, id), downloadVerb(key, id), allowVerb(key, id)},
	}
}

// AttachmentsError says what the service's 400 means.
func AttachmentsError(err error) error {
	if e, ok := errors.AsType[*api.Error](err); ok && e.Status == 400 && strings.Contains(e.Error(), "Invalid URI endpoint") {
		return errors.New("this object does not allow attachments: an administrator allows them in its definition")
	}
	return err
}

// AttachmentSchema is the fields of all collections of files.
func AttachmentSchema() *Schema { return NewSchema(attachmentFields()) }

// FilesOf says how many files a record has and may have.
func FilesOf(n int) string { return fmt.Sprintf("%d of %d", n, api.MaxAttachments) }

// FileWords are the size and the type of a file, as far as they are told.
func FileWords(it Item) (out []string) {
	if n, err := strconv.Atoi(it.Value("size").Text()); err == nil {
		out = append(out, number.Bytes(n))
	}
	if kind := it.Value("content_type").Text(); kind != "" {
		out = append(out, kind)
	}
	return out
}

// ScanWords says what the scan of a file found, and whether that is bad.
func ScanWords(it Item) (words string, bad bool) {
	state := it.Value("malware_scan_status").Text()
	words = cmp.Or(titleIn(scanStates, state), state)
	if isTrue(it, "malware_access_override") && state == api.ScanFound {
		words += ", allowed in spite of it"
	}
	return words, state == api.ScanFound || state == api.ScanFailed
}

var scanStates = []Option{
	{Value: api.ScanNotYet, Title: "not scanned yet"}, {Value: api.ScanClean, Title: "no malware"},
	{Value: api.ScanFound, Title: "malware found"}, {Value: api.ScanFailed, Title: "scan failed"},
}

func attachmentFields() []Field {
	const made = "made with the upload"
	return []Field{
		{Key: "name", Title: "Name", Type: field.Text, Locked: made},
		{Key: "content_type", Title: "Type", Type: field.Text, Locked: made},
		{Key: "size", Title: "Bytes", Type: field.Integer, Locked: made},
		{Key: "malware_scan_status", Title: "Scan", Type: field.Dropdown, Options: scanStates, Locked: "read-only: Zendesk scans"},
		{Key: "malware_access_override", Title: "Allowed in spite of it", Type: field.Checkbox, Locked: "press . to allow it", Hidden: true},
		{Key: "created_by", Title: "Uploaded by", Type: field.Text, Locked: made},
		{Key: "created_at", Title: "Uploaded", Type: field.DateTime, Locked: made},
		{Key: "id", Title: "ID", Type: field.Text, Locked: madeByService, Hidden: true},
	}
}

func attachmentItem(a api.Attachment) Item {
	return Item{ID: a.ID, Name: cmp.Or(a.FileName, a.ID), Version: a.CreatedAt.Text, Raw: a.Raw, Values: rowValues(a.Raw, map[string]Value{
		"name": api.String(a.FileName), "size": api.Int(int64(a.Size)), "id": api.String(a.ID),
	})}
}
