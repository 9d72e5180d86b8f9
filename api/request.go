package api

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
)

// sender is one step of the way a request takes: it passes the request on to
// the next step, or not, and gives back the whole answer. An error is an
// *Error and means that no usable answer came.
type sender interface {
	send(ctx context.Context, r *request) (*answer, error)
}

// request is one operation on its way out. Only auth changes it.
type request struct {
	method  string
	url     *url.URL
	header  http.Header
	body    []byte // nil when there is none
	read    bool   // cannot change anything: GET, and the filtered search
	attempt int    // from 1
	secret  string // what must not be repeated in an error
	away    bool   // whether another address may answer, without credentials
	file    bool   // one is sent or answered, which takes its time

	progress func(sent, total int) // of the body; nil for nobody
}

// path is what may be shown and logged: no query, which holds what people
// search for.
func (r *request) path() string { return r.url.EscapedPath() }

// bodyReader reads the body, and tells how far it is.
func (r *request) bodyReader() io.Reader {
	body := bytes.NewReader(r.body)
	if r.progress == nil {
		return body
	}
	return &telling{body, len(r.body), r.progress}
}

// telling is a reader that tells how far it is, a piece at a time.
type telling struct {
	body  *bytes.Reader
	total int
	tell  func(sent, total int)
}

// mostRead is how much goes out between two tellings.
const mostRead = 64 << 10

// Read implements io.Reader.
func (t *telling) Read(b []byte) (int, error) {
	n, err := t.body.Read(b[:min(len(b), mostRead)])
	t.tell(t.total-t.body.Len(), t.total)
	return n, err
}

// answer is one answer, read to its end.
type answer struct {
	status int
	header http.Header
	body   []byte
}

func (c *Client) request(op operation) (*request, error) {
	u := *c.base
	escaped := u.EscapedPath() + "/api/v2"
	plain := u.Path + "/api/v2"
	for _, segment := range op.path {
		if segment == "" || segment == "." || segment == ".." {
			return nil, notSent(op, "a key or id in the address is %q", segment)
		}
		escaped += "/" + url.PathEscape(segment)
		plain += "/" + segment
	}
	u.Path, u.RawPath, u.RawQuery = plain, escaped, op.query.Encode()
	r := &request{
		method: op.method, url: &u, header: http.Header{},
		read: op.read || op.method == http.MethodGet, away: op.away,
		file: op.away || op.file != nil, progress: op.progress,
	}
	r.header.Set("Accept", "application/json")
	r.header.Set("User-Agent", c.opts.userAgent)
	if op.method != http.MethodGet {
		r.header.Set("Content-Type", "application/json")
	}
	if op.away {
		r.header.Set("Accept", "*/*")
	}
	if op.file != nil {
		r.header.Set("Content-Type", op.content)
		r.body = op.file
	}
	if op.body != nil {
		body, err := encodeBody(op.body)
		if err != nil {
			return nil, notSent(op, "the body cannot be written as JSON: %v", err)
		}
		r.body = body
	}
	return r, nil
}

func encodeBody(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimRight(b.Bytes(), "\n"), nil
}
