package sandbox

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
)

// The files of records, as the description has them: at most five for each
// record, ten megabytes each, of an object that allows them. What is guessed:
// that the scan takes a minute and finds malware in files called eicar, that the
// sixth file is AttachmentUnprocessable, and that the answer to an upload has
// the key custom_object_record_attachment (libzapi reads attachment). Where the
// content lies needs no credentials, but an address that nobody guesses.
const (
	attachmentsPath    = recordsPath + "/{id}/attachments"
	maxAttachments     = 5
	maxAttachmentSize  = 10 << 20
	scanTime           = time.Minute
	attachmentFileName = "uploaded_data"
)

// attachment is a file of a record.
type attachment struct {
	ID        string `json:"id"`
	Name      string `json:"name"`
	Type      string `json:"type"`
	Content   []byte `json:"content"`
	CreatedBy int64  `json:"created_by"`
	At        int64  `json:"at"` // in milliseconds
	Allowed   bool   `json:"allowed"`
}

func attachmentRoutes(s *Server) {
	s.handle("GET "+attachmentsPath, agents, s.withAttachments(s.listAttachments))
	s.handle("POST "+attachmentsPath, agents, s.withAttachments(s.createAttachment))
	s.handle("GET "+attachmentsPath+"/{file}/download", agents, s.withAttachments(s.downloadAttachment))
	s.handle("PUT "+attachmentsPath+"/{file}", admins, s.withAttachments(s.updateAttachment))
	s.handle("DELETE "+attachmentsPath+"/{file}", agents, s.withAttachments(s.deleteAttachment))
	s.handle("GET /attachments/token/{token}", public, s.sendAttachment)
	s.handle("GET /system/photos/{name}", public, s.sendPhoto)
}

// withAttachments finds the record, whose object must allow attachments: what
// is said otherwise is an example of the description.
func (s *Server) withAttachments(h func(*request, *object, string) *answer) handler {
	find := s.withRecord(func(q *request, o *object, r row) *answer { return h(q, o, o.id(r)) })
	return s.withRecords(func(q *request, o *object) *answer {
		if !o.meta.AllowsFiles {
			return reply(400, obj{{"error", "Invalid URI endpoint"}})
		}
		return find(q)
	})
}

func (s *Server) listAttachments(q *request, o *object, id string) *answer {
	list := views(o.files[id], func(a *attachment) obj { return s.attachmentView(q, o, id, a) })
	return ok(obj{{"custom_object_record_attachments", list}})
}

func (s *Server) attachmentView(q *request, o *object, id string, a *attachment) obj {
	by := ""
	if u := s.people.Users[a.CreatedBy]; u != nil {
		by = u.Name
	}
	var scanned any
	if status := s.scan(a); status != "not_scanned" {
		scanned = stamp(time.UnixMilli(a.At).Add(scanTime))
	}
	return obj{
		{"content_type", a.Type},
		{"content_url", q.link("/api/v2/custom_objects/" + o.meta.Key + "/records/" + id + "/attachments/" + a.ID + "/download")},
		{"created_at", stamp(time.UnixMilli(a.At))}, {"created_by", by}, {"custom_object_record_id", id}, {"filename", a.Name}, {"id", a.ID},
		{"malware_access_override", a.Allowed}, {"malware_scan_completed_at", scanned}, {"malware_scan_status", s.scan(a)}, {"size", len(a.Content)},
	}
}

func (s *Server) scan(a *attachment) string {
	switch age := s.now().Sub(time.UnixMilli(a.At)); {
	case age >= 0 && age < scanTime: // a clock may stand before the demo's files
		return "not_scanned"
	case strings.Contains(strings.ToLower(a.Name), "eicar"):
		return "malware_found"
	}
	return "malware_not_found"
}

func (s *Server) createAttachment(q *request, o *object, id string) *answer {
	name, kind, content := q.uploaded()
	switch {
	case name == "" || len(content) == 0:
		return reply(400, obj{{"error", "File is required"}})
	case len(content) > maxAttachmentSize:
		return failure(422, "AttachmentTooLarge", "Attachment exceeds the maximum size allowed")
	case len(o.files[id]) >= maxAttachments:
		return failure(422, "AttachmentUnprocessable", "A record can have up to "+strconv.Itoa(maxAttachments)+" attachments")
	}
	s.lastFile++
	a := &attachment{ID: ulid(q.now().UnixMilli(), s.lastFile), Name: name, Type: kind, Content: content, CreatedBy: q.actor.ID, At: q.now().UnixMilli()}
	if o.files == nil {
		o.files = map[string][]*attachment{}
	}
	o.files[id] = append(o.files[id], a)
	return reply(http.StatusCreated, obj{{"custom_object_record_attachment", s.attachmentView(q, o, id, a)}})
}

// uploaded is the file of a form.
func (q *request) uploaded() (name, kind string, content []byte) {
	media, params, err := mime.ParseMediaType(q.http.Header.Get("Content-Type"))
	if err != nil || media != "multipart/form-data" {
		return "", "", nil
	}
	form := multipart.NewReader(bytes.NewReader(q.raw), params["boundary"])
	for {
		part, err := form.NextPart()
		if err != nil {
			return "", "", nil
		}
		if part.FormName() == attachmentFileName {
			content, err = io.ReadAll(part)
			if err != nil {
				return "", "", nil
			}
			return part.FileName(), part.Header.Get("Content-Type"), content
		}
	}
}

func (o *object) file(id, file string) *attachment {
	return pick(o.files[id], func(a *attachment) bool { return a.ID == file })
}

func (s *Server) downloadAttachment(q *request, o *object, id string) *answer {
	a := o.file(id, q.path("file"))
	if a == nil {
		return recordNotFound()
	}
	if s.scan(a) == "malware_found" && !a.Allowed {
		return failure(403, "MalwareDetected", "Malware was detected in this attachment")
	}
	to := reply(http.StatusFound, nil)
	to.header.Set("Location", q.link("/attachments/token/"+s.attachmentToken(a)))
	return to
}

// attachmentToken is an address of a file that is not guessed.
func (s *Server) attachmentToken(a *attachment) string {
	sum := sha256.Sum256([]byte(s.opts.Token + "|" + a.ID))
	return hex.EncodeToString(sum[:16])
}

// sendAttachment: GET /attachments/token/{token}
func (s *Server) sendAttachment(q *request) *answer {
	for _, o := range s.objects {
		for _, list := range o.files {
			for _, a := range list {
				if s.attachmentToken(a) == q.path("token") {
					return rawReply(http.StatusOK, a.Type, a.Content)
				}
			}
		}
	}
	return recordNotFound()
}

func (s *Server) updateAttachment(q *request, o *object, id string) *answer {
	a := o.file(id, q.path("file"))
	if a == nil {
		return recordNotFound()
	}
	in, bad := q.object("custom_object_record_attachment", "malware_access_override")
	if bad != nil {
		return bad
	}
	assign(&a.Allowed, in["malware_access_override"])
	return ok(obj{{"custom_object_record_attachment", s.attachmentView(q, o, id, a)}})
}

func (s *Server) deleteAttachment(q *request, o *object, id string) *answer {
	if o.file(id, q.path("file")) == nil {
		return recordNotFound()
	}
	o.files[id] = slices.DeleteFunc(o.files[id], func(a *attachment) bool { return a.ID == q.path("file") })
	return noContent()
}
