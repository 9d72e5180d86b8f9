package api_test

import (
	"bytes"
	"context"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"

	"zco/api"
	"zco/api/sandbox"
)

// A file goes to a record and comes back as it was; what is refused is said
// before anything is sent where that can be known.
func TestAttachmentsAgainstTheSandbox(t *testing.T) {
	clock := time.Date(2026, 11, 21, 10, 0, 0, 0, time.UTC)
	server := sandbox.New(sandbox.Options{Records: 50, Clock: func() time.Time { return clock }})
	base, stop, err := server.Listen("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = stop() }()
	c, err := api.New(base, api.WithCredentials(api.TokenCredentials("agent@sandbox.example", "sandbox-token")))
	if err != nil {
		t.Fatal(err)
	}
	ctx := t.Context()
	page, _, err := c.ListRecords(ctx, "asset", api.RecordFilter{}, api.ListOptions{Size: 1})
	if err != nil {
		t.Fatal(err)
	}
	id, content := page.Items[0].ID, []byte("%PDF-1.4\x00\xff\r\n--boundary--")
	var told, whole int
	made, _, err := c.UploadAttachment(ctx, "asset", id, api.Upload{Name: `Vertrag "Größe".pdf`, Content: content, Progress: func(sent, total int) { told, whole = sent, total }})
	if told != whole || whole <= len(content) {
		t.Errorf("at the end %d of %d were told", told, whole)
	}
	if err != nil || made.FileName != `Vertrag "Größe".pdf` || made.ContentType != "application/pdf" || made.Size != len(content) || made.Scan != api.ScanNotYet {
		t.Fatalf("%v: %+v", err, made)
	}
	if back, _, err := c.DownloadAttachment(ctx, "asset", id, made.ID); err != nil || !bytes.Equal(back, content) {
		t.Errorf("%v: %q came back", err, back)
	}
	server.ResetJournal()
	for name, content := range map[string][]byte{"": {1}, "empty": nil, "large": make([]byte, api.MaxAttachmentSize+1)} {
		if _, _, err := c.UploadAttachment(ctx, "asset", id, api.Upload{Name: name, Content: content}); err == nil || len(server.Journal()) > 0 {
			t.Errorf("%q is sent: %v", name, err)
		}
	}
	bad, _, err := c.UploadAttachment(ctx, "asset", id, api.Upload{Name: "eicar.txt", Content: []byte("x")})
	if err != nil {
		t.Fatal(err)
	}
	clock = clock.Add(2 * time.Minute)
	if _, _, err := c.DownloadAttachment(ctx, "asset", id, bad.ID); err == nil || !strings.Contains(err.Error(), "Malware") {
		t.Errorf("malware is given out: %v", err)
	}
	if _, err := c.AllowAttachment(ctx, "asset", id, bad.ID, true); err != nil {
		t.Error(err)
	}
	if _, _, err := c.DownloadAttachment(ctx, "asset", id, bad.ID); err != nil {
		t.Errorf("allowed, it is not given out: %v", err)
	}
	if _, err := c.DeleteAttachment(ctx, "asset", id, bad.ID); err != nil {
		t.Error(err)
	}
	list, _, err := c.ListAttachments(ctx, "asset", id, api.ListOptions{})
	if err != nil || len(list.Items) != 1 || list.Items[0].Scan != api.ScanClean || list.Items[0].CreatedBy == "" {
		t.Errorf("%v: %+v", err, list.Items)
	}
	if _, _, err := c.ListAttachments(ctx, "store", id, api.ListOptions{}); err == nil || !strings.Contains(err.Error(), "Invalid URI endpoint") {
		t.Errorf("an object without attachments says %v", err)
	}
	for range 4 {
		if _, _, err = c.UploadAttachment(ctx, "asset", id, api.Upload{Name: "n.txt", Content: []byte("n")}); err != nil {
			t.Fatal(err)
		}
	}
	if _, _, err = c.UploadAttachment(ctx, "asset", id, api.Upload{Name: "sixth.txt", Content: []byte("n")}); err == nil || !strings.Contains(err.Error(), "up to 5") {
		t.Errorf("a sixth file: %v", err)
	}
}

// elsewhere answers a download with a redirect to another host, and that host.
type elsewhere struct{ seen []*http.Request }

func (e *elsewhere) RoundTrip(r *http.Request) (*http.Response, error) {
	e.seen = append(e.seen, r)
	out := &http.Response{StatusCode: 200, Header: http.Header{}, Body: http.NoBody, Request: r}
	if r.URL.Host == "acme.zendesk.com" {
		out.StatusCode = http.StatusFound
		out.Header.Set("Location", "https://files.example/x?token=1")
	}
	return out, nil
}

// Where the file lies at another address, no credentials go there.
func TestDownloadFromElsewhere(t *testing.T) {
	e := &elsewhere{}
	c, err := api.New("https://acme.zendesk.com", api.WithTransport(e), api.WithCredentials(api.TokenCredentials("a@b.example", "secret")))
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := c.DownloadAttachment(context.Background(), "car", "01", "02"); err != nil {
		t.Fatal(err)
	}
	if len(e.seen) != 2 || e.seen[0].Header.Get("Authorization") == "" || e.seen[1].URL.Host != "files.example" || e.seen[1].Header.Get("Authorization") != "" {
		t.Errorf("asked %v", e.seen)
	}
	if _, _, err := c.ShowRecord(context.Background(), "car", "01"); err == nil || len(e.seen) != 3 {
		t.Errorf("a record is read elsewhere: %v", err)
	}
}

// A photo is read without credentials, and from no address that is not the
// account's or https.
func TestPhotoAgainstTheSandbox(t *testing.T) {
	server := sandbox.New(sandbox.Options{Records: 10})
	var asked []*http.Request
	wire := server.Transport()
	c, err := api.New("http://127.0.0.1:1", api.WithCredentials(api.TokenCredentials("agent@sandbox.example", "sandbox-token")),
		api.WithTransport(wireFunc(func(r *http.Request) (*http.Response, error) {
			asked = append(asked, r)
			return wire.RoundTrip(r)
		})))
	if err != nil {
		t.Fatal(err)
	}
	page, _, err := c.ListRecords(t.Context(), "store", api.RecordFilter{}, api.ListOptions{Size: 1})
	if err != nil {
		t.Fatal(err)
	}
	photo := page.Items[0].Photo.Members()
	data, _, err := c.DownloadPhoto(t.Context(), photo["content_url"].Text())
	if err != nil || !bytes.HasPrefix(data, []byte("\x89PNG")) || photo["size"].Text() != strconv.Itoa(len(data)) {
		t.Errorf("%v: %d bytes, %s are told", err, len(data), photo["size"])
	}
	if last := asked[len(asked)-1]; last.Header.Get("Authorization") != "" {
		t.Error("credentials are sent for a photo")
	}
	n := len(asked)
	for _, address := range []string{"http://169.254.169.254/latest", "file:///etc/passwd", "gopher://x/", "://"} {
		if _, _, err := c.DownloadPhoto(t.Context(), address); err == nil || len(asked) != n {
			t.Errorf("%s is asked: %v", address, err)
		}
	}
}

// wireFunc is a function as a transport.
type wireFunc func(*http.Request) (*http.Response, error)

func (f wireFunc) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }
