package collection

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"unicode"

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
		Note:   fmt.Sprintf("files of a record: %d at most, 10 MB each", api.MaxAttachments),
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
		Verbs: []Verb{uploadVerb(key, id), downloadVerb(key, id), allowVerb(key, id)},
	}
}

// AttachmentsError says what the service's 400 means.
func AttachmentsError(err error) error {
	var e *api.Error
	if errors.As(err, &e) && e.Status == 400 && strings.Contains(e.Error(), "Invalid URI endpoint") {
		return errors.New("this object does not allow attachments: an administrator allows them in its definition")
	}
	return err
}

func attachmentFields() []Field {
	const made = "made with the upload"
	return []Field{
		{Key: "name", Title: "Name", Type: field.Text, Locked: made},
		{Key: "content_type", Title: "Type", Type: field.Text, Locked: made},
		{Key: "size", Title: "Bytes", Type: field.Integer, Locked: made},
		{Key: "malware_scan_status", Title: "Scan", Type: field.Dropdown, Options: []Option{
			{Value: api.ScanNotYet, Title: "not scanned yet"}, {Value: api.ScanClean, Title: "no malware"},
			{Value: api.ScanFound, Title: "malware found"}, {Value: api.ScanFailed, Title: "scan failed"},
		}, Locked: "read-only: Zendesk scans"},
		{Key: "malware_access_override", Title: "Allowed in spite of it", Type: field.Checkbox, Locked: "press . to allow it", Hidden: true},
		{Key: "created_by", Title: "Uploaded by", Type: field.Text, Locked: made},
		{Key: "created_at", Title: "Uploaded", Type: field.DateTime, Locked: made},
		{Key: "id", Title: "ID", Type: field.Text, Locked: madeByService, Hidden: true},
	}
}

func attachmentItem(a api.Attachment) Item {
	return Item{ID: a.ID, Name: cmp.Or(a.FileName, a.ID), Version: a.CreatedAt.Text, Values: rowValues(a.Raw, map[string]Value{
		"name": api.String(a.FileName), "size": api.Int(int64(a.Size)), "id": api.String(a.ID),
	})}
}

// uploadVerb attaches a file of this computer.
func uploadVerb(key, id string) Verb {
	return Verb{
		ID: "upload", Title: "upload a file", Table: true,
		Form: func(context.Context, *api.Client, []Item) (Form, error) {
			return Form{Title: "Upload a file", Fields: []Field{{Key: "path", Title: "File", Type: field.Text, Required: true,
				Description: "its path on this computer"}}}, nil
		},
		Plan: func(ctx context.Context, c *api.Client, _ []Item, answers Patch) (Plan, error) {
			path := homePath(answers["path"].Text())
			info, err := os.Stat(path)
			switch {
			case errors.Is(err, fs.ErrNotExist):
				return Plan{}, refuse("path", "there is no file "+path)
			case err != nil:
				return Plan{}, refuse("path", err.Error())
			case !info.Mode().IsRegular():
				return Plan{}, refuse("path", path+" is no file")
			case info.Size() == 0:
				return Plan{}, refuse("path", path+" is empty")
			case info.Size() > api.MaxAttachmentSize:
				return Plan{}, refuse("path", fmt.Sprintf("%s has %s bytes, more than the 10 MB that an attachment may have", path, number.Thousands(int(info.Size()))))
			}
			there, err := listAll(c.AllAttachments(ctx, key, id))
			if err != nil {
				return Plan{}, AttachmentsError(err)
			}
			if len(there) >= api.MaxAttachments {
				return Plan{}, refuse("", fmt.Sprintf("the record has %d attachments, and more are not allowed", len(there)))
			}
			name := filepath.Base(path)
			return Plan{
				Title: "Upload " + name, About: []string{number.Thousands(int(info.Size())) + " bytes of " + path},
				Steps: []Step{step("POST", "custom_objects/"+key+"/records/"+id+"/attachments", nil)},
				Send: func(ctx context.Context, c *api.Client, _ func(int, int)) (Outcome, error) {
					content, err := os.ReadFile(path)
					if err != nil {
						return Outcome{}, err
					}
					a, _, err := c.UploadAttachment(ctx, key, id, name, content)
					if err != nil {
						return Outcome{}, AttachmentsError(err)
					}
					return Outcome{Text: "uploaded " + a.FileName, Created: []Item{attachmentItem(a)}, Stale: true}, nil
				},
			}, nil
		},
	}
}

// downloadVerb writes a file to where a person says, never over another.
func downloadVerb(key, id string) Verb {
	return Verb{
		ID: "download", Title: "download", Reads: true,
		Form: func(_ context.Context, _ *api.Client, items []Item) (Form, error) {
			it := first(items)
			return Form{Title: "Download " + it.Name, Fields: []Field{{Key: "path", Title: "File", Type: field.Text, Required: true,
				Description: "where to write it"}}, Values: map[string]Value{"path": api.String(SafeFileName(it.Name))}}, nil
		},
		Plan: func(_ context.Context, _ *api.Client, items []Item, answers Patch) (Plan, error) {
			it, path := first(items), homePath(answers["path"].Text())
			if _, err := os.Lstat(path); err == nil {
				return Plan{}, refuse("path", path+" exists: choose another name")
			}
			whole, err := filepath.Abs(path)
			if err != nil {
				return Plan{}, refuse("path", err.Error())
			}
			return Plan{
				Title: "Download " + it.Name, About: []string{"to " + whole},
				Steps: []Step{step("GET", "custom_objects/"+key+"/records/"+id+"/attachments/"+it.ID+"/download", nil)},
				Send: func(ctx context.Context, c *api.Client, _ func(int, int)) (Outcome, error) {
					content, _, err := c.DownloadAttachment(ctx, key, id, it.ID)
					if err != nil {
						return Outcome{}, err
					}
					if err := WriteNew(path, content); err != nil {
						return Outcome{}, err
					}
					return Outcome{Text: "downloaded to " + whole}, nil
				},
			}, nil
		},
	}
}

// allowVerb gives out a file in which malware was found.
func allowVerb(key, id string) Verb {
	return Verb{
		ID: "allow", Title: "allow in spite of malware, or no longer", Danger: true,
		Plan: func(_ context.Context, _ *api.Client, items []Item, _ Patch) (Plan, error) {
			it := first(items)
			on, _ := it.Value("malware_access_override").Bool()
			title, warning := "Allow "+it.Name, "Everybody who sees the record can download the file, with the malware that was found in it."
			if on {
				title, warning = "Allow "+it.Name+" no longer", ""
			} else if it.Value("malware_scan_status").Text() != api.ScanFound {
				return Plan{}, refuse("", "no malware was found in it")
			}
			body := under("custom_object_record_attachment", map[string]any{"malware_access_override": !on})
			return Plan{
				Title: title, Warning: warning,
				Steps: []Step{step("PUT", "custom_objects/"+key+"/records/"+id+"/attachments/"+it.ID, body)},
				Send: func(ctx context.Context, c *api.Client, _ func(int, int)) (Outcome, error) {
					_, err := c.AllowAttachment(ctx, key, id, it.ID, !on)
					return Outcome{Text: "done", Stale: true}, err
				},
			}, nil
		},
	}
}

// SafeFileName is a name to propose for a file that somebody else named: its
// last part, without what steers a terminal or hides the file, of a length that
// file systems take.
func SafeFileName(name string) string {
	name = strings.ReplaceAll(name, `\`, "/")
	name = name[strings.LastIndex(name, "/")+1:]
	name = strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) || strings.ContainsRune(`<>:"|?*`, r) {
			return '_'
		}
		return r
	}, name)
	name = strings.TrimLeft(strings.TrimSpace(name), ".-")
	if r := []rune(name); len(r) > 100 {
		end := []rune(filepath.Ext(name))
		if len(end) > 12 {
			end = nil
		}
		name = string(r[:100-len(end)]) + string(end)
	}
	return cmp.Or(name, "attachment")
}

// WriteNew writes a file that is not there yet, for its owner alone. What it
// began and could not end is taken away again.
func WriteNew(path string, content []byte) (err error) {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("%s exists: choose another name", path)
	}
	if err != nil {
		return err
	}
	if _, err = f.Write(content); err == nil {
		return f.Close()
	}
	return errors.Join(err, f.Close(), os.Remove(path))
}

// homePath is a path in which ~ is the home folder.
func homePath(path string) string {
	rest, ok := strings.CutPrefix(strings.TrimSpace(path), "~/")
	if home, err := os.UserHomeDir(); ok && err == nil {
		return filepath.Join(home, rest)
	}
	return strings.TrimSpace(path)
}
