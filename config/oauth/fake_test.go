package oauth

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
)

// account plays the addresses of an account that signing in needs, as strictly
// as the service does: a code works once and for its challenge and redirect
// address, a refresh token works once.
type account struct {
	*httptest.Server
	clientID string
	deny     string // error to come back with instead of a code
	lifetime any    // expires_in; nil leaves it out
	outage   int    // refreshes to answer with 503
	norotate bool   // answer a refresh without a new refresh token

	mu        sync.Mutex
	codes     map[string]url.Values // code to what it was asked with
	access    map[string]bool       // live access tokens
	refresh   map[string]bool       // live refresh tokens
	refreshes int
	issued    int
	revoked   []string
	bad       []string // what a client must not do
}

func newAccount(t *testing.T) *account {
	a := &account{clientID: "zco", lifetime: 1800, codes: map[string]url.Values{}, access: map[string]bool{}, refresh: map[string]bool{}}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /oauth/authorizations/new", a.authorize)
	mux.HandleFunc("POST /oauth/tokens", a.tokens)
	mux.HandleFunc("DELETE /api/v2/oauth/tokens/current", a.current)
	a.Server = httptest.NewServer(mux)
	t.Cleanup(func() {
		a.Close()
		for _, s := range a.bad {
			t.Error(s)
		}
	})
	return a
}

func (a *account) authorize(w http.ResponseWriter, r *http.Request) {
	a.mu.Lock()
	defer a.mu.Unlock()
	q := r.URL.Query()
	if q.Get("response_type") != "code" || q.Get("client_id") != a.clientID || q.Get("code_challenge_method") != "S256" {
		http.Error(w, "bad request", http.StatusBadRequest)
		return
	}
	back, _ := url.Parse(q.Get("redirect_uri"))
	answer := url.Values{"state": {q.Get("state")}}
	if a.deny != "" {
		answer.Set("error", a.deny)
		answer.Set("error_description", "The end-user denied the request <b>\x1b[31m")
	} else {
		code := fmt.Sprintf("code-%d", len(a.codes))
		a.codes[code] = q
		answer.Set("code", code)
	}
	back.RawQuery = answer.Encode()
	http.Redirect(w, r, back.String(), http.StatusFound)
}

func (a *account) tokens(w http.ResponseWriter, r *http.Request) {
	a.mu.Lock()
	defer a.mu.Unlock()
	var p map[string]string
	if json.NewDecoder(r.Body).Decode(&p) != nil || r.Header.Get("Content-Type") != "application/json" {
		a.bad = append(a.bad, "the token was not asked for in JSON")
	}
	fail := func(status int, code string) {
		w.WriteHeader(status)
		json.NewEncoder(w).Encode(map[string]string{"error": code, "error_description": "The provided access grant is invalid"})
	}
	scope := "read write"
	switch p["grant_type"] {
	case "authorization_code":
		asked, ok := a.codes[p["code"]]
		delete(a.codes, p["code"])
		sum := sha256.Sum256([]byte(p["code_verifier"]))
		if !ok || asked.Get("redirect_uri") != p["redirect_uri"] || p["client_id"] != a.clientID ||
			base64.RawURLEncoding.EncodeToString(sum[:]) != asked.Get("code_challenge") {
			fail(http.StatusBadRequest, "invalid_grant")
			return
		}
		scope = asked.Get("scope")
	case "refresh_token":
		if a.outage > 0 {
			a.outage--
			http.Error(w, "<html>busy</html>", http.StatusServiceUnavailable)
			return
		}
		a.refreshes++
		if !a.refresh[p["refresh_token"]] {
			fail(http.StatusBadRequest, "invalid_grant")
			return
		}
		if !a.norotate {
			delete(a.refresh, p["refresh_token"])
		}
	default:
		fail(http.StatusBadRequest, "unsupported_grant_type")
		return
	}
	a.issued++
	out := map[string]any{"access_token": fmt.Sprintf("hunter2-access-%d", a.issued), "token_type": "bearer", "scope": scope}
	a.access[out["access_token"].(string)] = true
	if a.lifetime != nil {
		out["expires_in"] = a.lifetime
	}
	if p["grant_type"] != "refresh_token" || !a.norotate {
		out["refresh_token"] = fmt.Sprintf("hunter2-refresh-%d", a.issued)
		a.refresh[out["refresh_token"].(string)] = true
	}
	json.NewEncoder(w).Encode(out)
}

func (a *account) current(w http.ResponseWriter, r *http.Request) {
	a.mu.Lock()
	defer a.mu.Unlock()
	token := strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ")
	if !a.access[token] {
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	maps.DeleteFunc(a.access, func(k string, _ bool) bool { return k == token })
	a.revoked = append(a.revoked, token)
	w.WriteHeader(http.StatusNoContent)
}
