package sandbox

import (
	"cmp"
	"crypto/subtle"
	"fmt"
	"html"
	"maps"
	"net/http"
	"net/url"
	"strings"
)

// authorization is what a client asks of a person.
type authorization struct {
	client    *oauthClient
	redirect  string
	state     string
	challenge string
	scopes    []string
}

// readAuthorization checks what a client asks for. What cannot be trusted with
// a redirect is told to the person, the rest to the client.
func (s *Server) readAuthorization(v url.Values) (authorization, *answer) {
	a := authorization{client: s.oauth.client(v.Get("client_id")), redirect: v.Get("redirect_uri"), state: v.Get("state")}
	if a.client == nil {
		return a, refusal(http.StatusBadRequest, "No OAuth client of this account has the identifier "+quote(v.Get("client_id"))+".")
	}
	if !a.client.allows(a.redirect) {
		return a, refusal(http.StatusBadRequest, "The redirect address "+quote(a.redirect)+" is not registered with the client "+quote(a.client.Name)+".")
	}
	if v.Get("response_type") != "code" {
		return a, a.refuse("unsupported_response_type", "The response_type must be code.")
	}
	a.challenge = v.Get("code_challenge")
	switch method := v.Get("code_challenge_method"); {
	case a.challenge == "" && a.client.Secret == "":
		return a, a.refuse("invalid_request", "A public client must send a code_challenge.")
	case a.challenge != "" && (method != "S256" || len(a.challenge) != 43):
		return a, a.refuse("invalid_request", "The code_challenge must be made with the method S256.")
	}
	scopes, allowed := a.client.readScopes(v.Get("scope"))
	if !allowed {
		return a, a.refuse("invalid_scope", "The requested scope is invalid, unknown, or malformed.")
	}
	a.scopes = scopes
	return a, nil
}

// refuse sends the person back to the client with an error.
func (a authorization) refuse(code, description string) *answer {
	return a.sendBack(url.Values{"error": {code}, "error_description": {description}})
}

// sendBack redirects to the client, keeping the query its address has.
func (a authorization) sendBack(with url.Values) *answer {
	u, _ := url.Parse(a.redirect) // allows has parsed it
	v := u.Query()
	maps.Copy(v, with)
	if a.state != "" {
		v.Set("state", a.state)
	}
	u.RawQuery = v.Encode()
	out := rawReply(http.StatusFound, "text/html; charset=utf-8", []byte{})
	out.header.Set("Location", u.String())
	out.header.Set("Cache-Control", "no-store")
	return out
}

// authorizePage shows the form that asks whether the client may come in:
// GET /oauth/authorizations/new.
func (s *Server) authorizePage(q *request) *answer {
	v := q.http.URL.Query()
	a, bad := s.readAuthorization(v)
	if bad != nil {
		return bad
	}
	var people []*user
	for _, u := range sortedByID(s.people.Users) {
		if u.Role != roleEndUser && !u.Suspended {
			people = append(people, u)
		}
	}
	hidden := obj{}
	for _, name := range []string{"client_id", "redirect_uri", "response_type", "scope", "state", "code_challenge", "code_challenge_method"} {
		hidden = append(hidden, pair{name, v.Get(name)})
	}
	return a.consent(hidden, people)
}

// authorize takes the form, or a script's post of the same fields:
// decision=approve lets the client in, anything else refuses. email names who
// signs in and is the account's own user unless it is said; token is the
// account's, in the place of a password.
func (s *Server) authorize(q *request) *answer {
	v := q.formValues()
	a, bad := s.readAuthorization(v)
	if bad != nil {
		return bad
	}
	if v.Get("decision") != "approve" {
		return a.refuse("access_denied", "The end-user or authorization server denied the request.")
	}
	if subtle.ConstantTimeCompare([]byte(v.Get("token")), []byte(s.opts.Token)) != 1 {
		return refusal(http.StatusForbidden, "That is not the token of the sandbox: it prints it where it was started.")
	}
	email := cmp.Or(v.Get("email"), s.opts.Email)
	u := s.people.userByEmail(email)
	if u == nil || u.Suspended {
		return refusal(http.StatusForbidden, "No user of this account signs in as "+quote(email)+".")
	}
	s.oauth.clean(q.now())
	code := &oauthCode{
		Code: secretText(), Client: a.client.Identifier, Redirect: a.redirect, Challenge: a.challenge,
		Scopes: a.scopes, UserID: u.ID, Expires: q.now().Add(codeLife),
	}
	s.oauth.Codes = append(s.oauth.Codes, code)
	return a.sendBack(url.Values{"code": {code.Code}})
}

// formValues are the fields of a form, and those of the address where the
// form has none.
func (q *request) formValues() url.Values {
	v := q.http.URL.Query()
	form, _ := url.ParseQuery(string(q.raw)) // the fields before a mangled one count
	maps.Copy(v, form)
	return v
}

func quote(s string) string { return "“" + s + "”" }

// page is an answer in HTML. Nothing may put it into a frame.
func page(status int, text string) *answer {
	a := rawReply(status, "text/html; charset=utf-8", []byte(text))
	a.header.Set("Cache-Control", "no-store")
	a.header.Set("X-Frame-Options", "DENY")
	return a
}

// markup fills texts into a page, where each can be nothing but text or the
// quoted value of an attribute. (With html/template, which calls methods by
// their names, the linker must keep every method of the program.)
func markup(format string, texts ...string) string {
	escaped := make([]any, len(texts))
	for i, t := range texts {
		escaped[i] = html.EscapeString(t)
	}
	return fmt.Sprintf(format, escaped...)
}

// refusal tells the person what cannot be told to the client.
func refusal(status int, why string) *answer {
	return page(status, markup(`<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Invalid authorization request</title></head><body>
<h1>Invalid authorization request</h1>
<p>%s</p>
</body></html>
`, why))
}

// consent asks one of the people whether the client may come in.
func (a authorization) consent(fields obj, people []*user) *answer {
	var b strings.Builder
	b.WriteString(markup(`<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Allow %[1]s?</title></head><body>
<h1>Allow %[1]s to use this account?</h1>
<p>It asks for: <b>%[2]s</b></p>
<p>The answer goes to %[3]s</p>
<form method="post" action="/oauth/authorizations">
`, a.client.Name, strings.Join(a.scopes, ", "), a.redirect))
	for _, f := range fields {
		b.WriteString(markup("<input type=\"hidden\" name=\"%s\" value=\"%s\">\n", f.Key, f.Value.(string)))
	}
	b.WriteString("<p><label>Sign in as <select name=\"email\">\n")
	for _, u := range people {
		b.WriteString(markup("<option value=\"%s\">%s (%s)</option>\n", u.Email, u.Name, u.Role))
	}
	b.WriteString(`</select></label></p>
<p><label>The sandbox's token <input type="password" name="token" autocomplete="off"></label></p>
<button name="decision" value="approve">Allow</button>
<button name="decision" value="deny">Deny</button>
</form></body></html>
`)
	return page(http.StatusOK, b.String())
}
