package oauth

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
	"unicode"

	"zco/config/secret"
)

// exchangeTimeout bounds one request to the account.
const exchangeTimeout = 30 * time.Second

// client is one account as seen from here.
type client struct {
	base string       // origin without a slash at the end
	http *http.Client // follows no redirect
	now  func() time.Time
}

func newClient(base string, h *http.Client, now func() time.Time) client {
	if h == nil {
		h = &http.Client{}
	}
	own := *h
	// A token or a code must not travel to wherever an answer points.
	own.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	if now == nil {
		now = time.Now
	}
	return client{strings.TrimRight(base, "/"), &own, now}
}

// grant asks for a token: POST /oauth/tokens.
func (c client) grant(ctx context.Context, params map[string]string) (Token, error) {
	body, _ := json.Marshal(params) // a map of strings always encodes
	asked := c.now()                // counted from here: an answer that was slow does not live longer
	status, data, err := c.send(ctx, http.MethodPost, "/oauth/tokens", "", body)
	switch {
	case err != nil:
		return Token{}, err
	case status/100 != 2:
		return Token{}, parseError(status, data, secretsIn(params))
	}
	return parseToken(data, asked)
}

// send asks the account and reads its answer. The status is 0 where none came;
// with one, the error is that the rest of it was lost.
func (c client) send(ctx context.Context, method, path, authorization string, body []byte) (status int, data []byte, err error) {
	ctx, cancel := context.WithTimeout(ctx, exchangeTimeout)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, method, c.base+path, bytes.NewReader(body))
	if err != nil {
		return 0, nil, err
	}
	req.Header.Set("Accept", "application/json")
	if body != nil {
		req.Header.Set("Content-Type", "application/json")
	}
	if authorization != "" {
		req.Header.Set("Authorization", authorization)
	}
	resp, err := c.http.Do(req)
	if err != nil {
		return 0, nil, unreachable(c.base, err)
	}
	defer resp.Body.Close()
	if data, err = io.ReadAll(io.LimitReader(resp.Body, 1<<20)); err != nil {
		err = unreachable(c.base, err)
	}
	return resp.StatusCode, data, err
}

// unreachable drops the address from a *url.Error: it is said once.
func unreachable(base string, err error) error {
	if u, ok := errors.AsType[*url.Error](err); ok {
		err = u.Err
	}
	return fmt.Errorf("cannot reach %s: %w", base, err)
}

func parseToken(data []byte, asked time.Time) (Token, error) {
	var a struct {
		Access  string          `json:"access_token"`
		Refresh string          `json:"refresh_token"`
		Scope   json.RawMessage `json:"scope"`
		Expires json.RawMessage `json:"expires_in"`
	}
	if json.Unmarshal(data, &a) != nil || a.Access == "" || strings.ContainsFunc(a.Access, unusable) {
		return Token{}, errors.New("the account answered without a token; check that the address is that of a Zendesk account")
	}
	t := Token{Access: secret.New(a.Access), Refresh: secret.New(a.Refresh), Issued: asked, Scope: scopes(a.Scope)}
	if s, err := strconv.ParseFloat(strings.Trim(string(a.Expires), `"`), 64); err == nil && s > 0 {
		t.Expires = asked.Add(time.Duration(min(s, 1e9)) * time.Second)
	}
	return t, nil
}

func unusable(r rune) bool { return r <= ' ' || r >= 0x7f }

// scopes reads "read write" and ["read","write"] alike.
func scopes(raw json.RawMessage) string {
	var list []string
	if json.Unmarshal(raw, &list) == nil {
		return strings.Join(list, " ")
	}
	var s string
	_ = json.Unmarshal(raw, &s) // anything else is no scope
	return s
}

// parseError reads RFC 6749 errors and Zendesk's {"error":{"title","message"}}.
// A proxy between may repeat what was sent: the secrets of it are left out.
func parseError(status int, data []byte, secrets []string) error {
	var a struct {
		Error       json.RawMessage `json:"error"`
		Description string          `json:"error_description"`
	}
	_ = json.Unmarshal(data, &a) // a page of HTML is an error without a code
	e := &Error{Status: status, Description: a.Description}
	var nested struct{ Title, Message string }
	if json.Unmarshal(a.Error, &e.Code) != nil && json.Unmarshal(a.Error, &nested) == nil {
		e.Description = strings.Trim(nested.Title+": "+nested.Message, ": ")
	}
	e.Code, e.Description = redact(e.Code, secrets), redact(e.Description, secrets)
	e.Code, e.Description = plain(e.Code, 60), plain(e.Description, 300)
	return e
}

// secretsIn are the parameters of a grant that nobody may read, as they may
// stand in a text.
func secretsIn(params map[string]string) (out []string) {
	for _, key := range []string{"code", "code_verifier", "refresh_token", "client_secret"} {
		if s := params[key]; s != "" {
			quoted, _ := json.Marshal(s) // a string always encodes
			out = append(out, s, url.QueryEscape(s), url.PathEscape(s), strings.Trim(string(quoted), `"`))
		}
	}
	return out
}

// redact takes secrets out of what the other side wrote. One that it cut
// short, or took apart, is still one: from eight characters on.
func redact(text string, secrets []string) string {
	for _, s := range secrets {
		text = strings.ReplaceAll(text, s, "[secret]")
		for n := len(s) - 1; n >= 8; n-- {
			text = strings.ReplaceAll(text, s[:n], "[secret]")
		}
	}
	return text
}

// plain makes the account's words safe to show.
func plain(s string, limit int) string {
	s = strings.Join(strings.Fields(s), " ")
	s = strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) {
			return -1
		}
		return r
	}, s)
	if r := []rune(s); len(r) > limit {
		return string(r[:limit]) + "…"
	}
	return s
}

// revoke ends the access token: DELETE /api/v2/oauth/tokens/current. A token
// that is not valid any more counts as revoked.
func (c client) revoke(ctx context.Context, t Token) error {
	status, data, err := c.send(ctx, http.MethodDelete, "/api/v2/oauth/tokens/current", t.Authorization(), nil)
	switch {
	case status == 0:
		return err
	case status == http.StatusNoContent, status == http.StatusUnauthorized:
		return nil
	case status/100 == 2 && err == nil && json.Valid(data):
		return nil
	case status/100 == 2:
		return errors.New("the answer is none of the account: a proxy, or a page to sign in to the network, seems to stand before it, and the token may be valid still")
	case status == http.StatusForbidden:
		return errors.New("the account did not let the token end itself (it may only read)")
	}
	return fmt.Errorf("the account answered HTTP %d", status)
}
