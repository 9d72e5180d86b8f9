package collection

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"

	"zco/api"
	"zco/tui/domain/field"
	"zco/tui/domain/number"
)

// The verbs of files that keys lead to.
const (
	VerbShowFile = "show"
	VerbUpload   = "upload"
	VerbDownload = "download"
)

// showFileVerb shows a picture on a terminal that can, and what is known of any
// other file.
func showFileVerb(key, id string) Verb {
	return Verb{
		ID: VerbShowFile, Title: "show the file", Reads: true,
		Show: func(_ context.Context, _ *api.Client, items []Item) ([]string, error) {
			return fileLines(first(items)), nil
		},
		IsPicture: func(it Item) bool {
			return isPictureType(it.Value("content_type").Text()) && it.Value("malware_scan_status").Text() != api.ScanFound
		},
		Picture: func(ctx context.Context, c *api.Client, items []Item) (Picture, error) {
			it := first(items)
			content, _, err := c.DownloadAttachment(ctx, key, id, it.ID)
			return Picture{Name: it.Name, About: FileWords(it), Content: content}, err
		},
	}
}

// fileLines are what is known of a file.
func fileLines(it Item) []string {
	format := Format{}
	var out []string
	for _, f := range attachmentFields() {
		if s := it.Shown(format, f); s != "" && !f.Hidden {
			if f.Key == "size" {
				f.Title = "Size"
				if words := FileWords(it); len(words) > 0 {
					s = words[0]
				}
			}
			out = append(out, fmt.Sprintf("%-12s %s", f.Title, s))
		}
	}
	return out
}

// uploadVerb attaches a file of this computer.
func uploadVerb(key, id string) Verb {
	return Verb{
		ID: VerbUpload, Title: "upload a file", Table: true,
		Form: func(ctx context.Context, c *api.Client, _ []Item) (Form, error) {
			there, err := roomForFile(ctx, c, key, id)
			return Form{Title: "Upload a file", Fields: []Field{{
				Key: "path", Title: "File", Type: field.Text, Required: true, File: true,
				Description: fmt.Sprintf("its path on this computer: at most %s, and its extension (.pdf, .png) must match its content; the record has %s files",
					number.Bytes(api.MaxAttachmentSize), FilesOf(there)),
			}}}, err
		},
		Plan: func(ctx context.Context, c *api.Client, _ []Item, answers Patch) (Plan, error) {
			file, err := FileToUpload(homePath(answers["path"].Text()))
			if err != nil {
				return Plan{}, refuse("path", err.Error())
			}
			there, err := roomForFile(ctx, c, key, id)
			if err != nil {
				return Plan{}, err
			}
			about := []string{number.Bytes(file.Size) + ", " + cmp.Or(file.Type, "of a type that is not known"), file.Path}
			return Plan{
				Title: "Upload " + file.Name, About: append(about, "the record has "+FilesOf(there)+" files"), Warning: file.Doubt, Bytes: true,
				Steps: []Step{step("POST", "custom_objects/"+key+"/records/"+id+"/attachments", nil)},
				Send: func(ctx context.Context, c *api.Client, progress func(int, int)) (Outcome, error) {
					content, err := os.ReadFile(file.Path)
					if err != nil {
						return Outcome{}, err
					}
					a, _, err := c.UploadAttachment(ctx, key, id, api.Upload{Name: file.Name, Content: content, Progress: progress})
					if err != nil {
						return Outcome{}, AttachmentsError(err)
					}
					return Outcome{Text: "uploaded " + a.FileName, Created: []Item{attachmentItem(a)}, Stale: true}, nil
				},
			}, nil
		},
	}
}

// roomForFile reads how many files the record has, and refuses where no more
// are allowed.
func roomForFile(ctx context.Context, c *api.Client, key, id string) (there int, err error) {
	list, err := listAll(c.AllAttachments(ctx, key, id))
	switch {
	case err != nil:
		return 0, AttachmentsError(err)
	case len(list) >= api.MaxAttachments:
		return len(list), refuse("", fmt.Sprintf("the record has %s attachments, and more are not allowed: delete one first", FilesOf(len(list))))
	}
	return len(list), nil
}

// downloadVerb writes a file to where a person says, never over another.
func downloadVerb(key, id string) Verb {
	return Verb{
		ID: VerbDownload, Title: "download", Reads: true,
		Form: func(_ context.Context, _ *api.Client, items []Item) (Form, error) {
			it := first(items)
			return Form{Title: "Download " + it.Name, Fields: []Field{{Key: "path", Title: "File", Type: field.Text, Required: true, File: true,
				Description: "where to write it; never over another file"}}, Values: map[string]Value{"path": api.String(SafeFileName(it.Name))}}, nil
		},
		Plan: func(_ context.Context, _ *api.Client, items []Item, answers Patch) (Plan, error) {
			it, path := first(items), homePath(answers["path"].Text())
			info, err := os.Lstat(path)
			switch {
			case err == nil && info.IsDir():
				return Plan{}, refuse("path", path+" is a folder: name a file in it")
			case err == nil:
				return Plan{}, refuse("path", path+" exists: choose another name")
			case !errors.Is(err, fs.ErrNotExist):
				return Plan{}, refuse("path", err.Error())
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
					return Outcome{Text: "downloaded " + number.Bytes(len(content)) + " to " + whole}, nil
				},
			}, nil
		},
	}
}

// allowVerb gives out a file in which malware was found.
func allowVerb(key, id string) Verb {
	return Verb{
		ID: "allow", Title: "allow in spite of malware, or no longer",
		Allowed: func(it Item) string {
			if on, _ := it.Value("malware_access_override").Bool(); !on && it.Value("malware_scan_status").Text() != api.ScanFound {
				return "no malware was found in it"
			}
			return ""
		},
		Plan: func(_ context.Context, _ *api.Client, items []Item, _ Patch) (Plan, error) {
			it := first(items)
			on, _ := it.Value("malware_access_override").Bool()
			title, warning := "Allow "+it.Name, "Everybody who sees the record can download the file, with the malware that was found in it."
			if on {
				title, warning = "Allow "+it.Name+" no longer", ""
			}
			body := under("custom_object_record_attachment", map[string]any{"malware_access_override": !on})
			return Plan{
				Title: title, Warning: warning,
				Steps: []Step{step("PUT", "custom_objects/"+key+"/records/"+id+"/attachments/"+it.ID, body)},
				Send: func(ctx context.Context, c *api.Client, _ func(int, int)) (Outcome, error) {
					_, err := c.AllowAttachment(ctx, key, id, it.ID, !on)
					now := it
					now.Values = maps.Clone(it.Values)
					now.Values["malware_access_override"] = api.Bool(!on)
					return Outcome{Text: "done", Changed: []Item{now}, Stale: true}, err
				},
			}, nil
		},
	}
}
