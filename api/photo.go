package api

import (
	"context"
	"net/http"
	"net/url"
)

// DownloadPhoto returns the picture at the content_url of a record's photo,
// which everybody may see: no credentials are sent, and none to another address
// either. The address must be the account's or https.
func (c *Client) DownloadPhoto(ctx context.Context, address string) ([]byte, *Response, error) {
	op := get("photo")
	to, err := url.Parse(address)
	if err != nil {
		return nil, &Response{}, notSent(op, "the photo has no address that can be read")
	}
	to = c.base.ResolveReference(to)
	if to.Host == "" || to.Scheme != "https" && origin(to) != origin(c.base) {
		return nil, &Response{}, notSent(op, "the photo is at %s, which is neither this account nor https", origin(to))
	}
	r := &request{
		method: http.MethodGet, url: to, read: true, file: true, attempt: 1,
		header: http.Header{"User-Agent": {c.opts.userAgent}, "Accept": {"image/*"}},
	}
	a, err := c.wire.send(ctx, r)
	if err != nil {
		return nil, &Response{}, r.failed(err)
	}
	res := newResponse(a, c.opts.now(), r.attempt)
	switch {
	case isRedirect(a):
		return nil, res, refusedRedirect(a, "from the address of the photo")
	case a.status < 200 || a.status > 299:
		return nil, res, r.refused(a, c.opts.now())
	}
	return a.body, res, nil
}
