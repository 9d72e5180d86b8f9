package oauth

import (
	"cmp"
	"context"
	"crypto/subtle"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"

	"golang.org/x/oauth2"
)

// LoginTimeout is how long the browser may take.
const LoginTimeout = 5 * time.Minute

// Options say for whom, and how a person is reached.
type Options struct {
	BaseURL  string // origin of the account, e.g. https://acme.zendesk.com
	ClientID string // identifier of a public OAuth client
	Scopes   string // "read" or "read write" (the default)
	// RedirectURL is the address registered with the client. Empty, or a
	// loopback address without a port, is http://127.0.0.1:PORT/callback with
	// a free port; any other loopback address is listened on; an address
	// elsewhere can only be pasted back.
	RedirectURL string

	// Show is given the address to visit, to print or copy it. May be nil.
	Show func(address string)
	// Open opens a browser. May be nil, and may fail where there is Prompt.
	Open func(ctx context.Context, address string) error
	// Prompt asks for the address that the browser ended on, over SSH for
	// one. It is asked again with a problem that says what was wrong with the
	// last one, and should return when ctx ends. io.EOF means that nobody can
	// be asked; any other error gives up the sign-in. May be nil.
	Prompt func(ctx context.Context, problem string) (string, error)

	Timeout    time.Duration    // zero is LoginTimeout
	HTTPClient *http.Client     // nil is a new one
	Now        func() time.Time // nil is time.Now
}

// Login takes a person through GET /oauth/authorizations/new in a browser and
// trades the code that comes back for a token. The code comes from the
// loopback listener or from Prompt, whichever is first. Its errors are
// ErrDenied, ErrTimeout, *Error, or what ended ctx.
func Login(ctx context.Context, o Options) (Token, error) {
	o, err := o.complete()
	if err != nil {
		return Token{}, err
	}
	limited, cancel := context.WithTimeoutCause(ctx, o.Timeout, ErrTimeout)
	defer cancel()

	l, err := listen(o.RedirectURL)
	if err != nil && o.Prompt == nil {
		return Token{}, err
	}
	d := newDance(o, l)
	if l != nil {
		l.serve(limited, d)
		defer l.close()
	}
	code, err := d.wait(limited, l != nil)
	if err != nil {
		if cause := context.Cause(limited); cause != nil {
			return Token{}, cause
		}
		return Token{}, err
	}
	return newClient(o.BaseURL, o.HTTPClient, o.Now).grant(ctx, map[string]string{
		"grant_type":    "authorization_code",
		"code":          code,
		"client_id":     o.ClientID,
		"redirect_uri":  d.redirect,
		"scope":         o.Scopes,
		"code_verifier": d.verifier,
	})
}

func (o Options) complete() (Options, error) {
	if o.BaseURL == "" || o.ClientID == "" {
		return o, errors.New("a sign-in needs the account's address and client_id, the identifier of its OAuth client; an administrator makes one in Admin Center under Apps and integrations, APIs, OAuth clients")
	}
	o.BaseURL = strings.TrimRight(o.BaseURL, "/")
	o.Scopes, o.Timeout = cmp.Or(o.Scopes, "read write"), cmp.Or(o.Timeout, LoginTimeout)
	return o, nil
}

// dance is one sign-in under way: what was asked and what must come back.
type dance struct {
	opts     Options
	redirect string
	state    string
	verifier string
	answers  chan answer
	start    *start // where the browser that is opened begins; nil where nothing listens
}

// answer is what the browser brought: a code, or why there is none.
type answer struct {
	code string
	err  error
}

func newDance(o Options, l *listener) *dance {
	redirect := o.RedirectURL
	if l != nil {
		redirect = l.url
	}
	d := &dance{
		opts:     o,
		redirect: redirect,
		state:    oauth2.GenerateVerifier(), // 32 random octets, as good for a state
		verifier: oauth2.GenerateVerifier(),
		answers:  make(chan answer, 1),
	}
	if l != nil {
		d.start = &start{path: "/start/" + oauth2.GenerateVerifier(), ticket: oauth2.GenerateVerifier()}
	}
	return d
}

func (d *dance) address() string {
	c := oauth2.Config{
		ClientID:    d.opts.ClientID,
		RedirectURL: d.redirect,
		Scopes:      []string{d.opts.Scopes},
		Endpoint:    oauth2.Endpoint{AuthURL: d.opts.BaseURL + "/oauth/authorizations/new"},
	}
	return c.AuthCodeURL(d.state, oauth2.S256ChallengeOption(d.verifier))
}

// errForeign is an answer that belongs to no sign-in of ours. It is not the
// end: a page on the web may knock at the loopback listener too.
var errForeign = errors.New("this is not the answer to this sign-in (its state differs)")

// take reads the query that the browser came back with.
func (d *dance) take(q url.Values) (answer, error) {
	if subtle.ConstantTimeCompare([]byte(q.Get("state")), []byte(d.state)) != 1 {
		return answer{}, errForeign
	}
	if issuer := q.Get("iss"); issuer != "" && strings.TrimRight(issuer, "/") != d.opts.BaseURL {
		return answer{}, errors.New("the answer is of another account")
	}
	if code := q.Get("error"); code != "" {
		return answer{err: &Error{Code: plain(code, 60), Description: plain(q.Get("error_description"), 300)}}, nil
	}
	if q.Get("code") == "" {
		return answer{}, errors.New("there is no code in it")
	}
	return answer{code: q.Get("code")}, nil
}

// deliver hands in the first answer; later ones have nobody waiting.
func (d *dance) deliver(a answer) {
	select {
	case d.answers <- a:
	default:
	}
}

func (d *dance) wait(ctx context.Context, listening bool) (string, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel() // ends the prompt when the browser was first
	address := d.address()
	if d.opts.Show != nil {
		d.opts.Show(address)
	}
	if d.opts.Open != nil {
		if err := d.opts.Open(ctx, d.toOpen(address)); err != nil && d.opts.Prompt == nil && d.opts.Show == nil {
			return "", fmt.Errorf("cannot open a browser: %w", err)
		}
	}
	if d.opts.Prompt != nil {
		go d.prompt(ctx, listening)
	}
	select {
	case a := <-d.answers:
		return a.code, a.err
	case <-ctx.Done():
		return "", ctx.Err()
	}
}

// prompt asks until what is pasted can be used.
func (d *dance) prompt(ctx context.Context, listening bool) {
	problem := ""
	for ctx.Err() == nil {
		text, err := d.opts.Prompt(ctx, problem)
		switch {
		case ctx.Err() != nil:
			return
		case errors.Is(err, io.EOF) && listening:
			return
		case err != nil:
			d.deliver(answer{err: fmt.Errorf("the sign-in was given up: %w", err)})
			return
		}
		a, err := d.take(pasted(text))
		if err == nil {
			d.deliver(a)
			return
		}
		problem = err.Error() + "; paste the whole address that the browser ended on, from http to its end"
	}
}

// pasted finds the query in what a person pasted: an address, with or without
// what a terminal's line breaks and a shell's quotes added to it, or the query.
func pasted(text string) url.Values {
	text = strings.Trim(strings.Join(strings.Fields(text), ""), `"'<>`)
	if _, query, ok := strings.Cut(text, "?"); ok {
		text = query
	}
	text, _, _ = strings.Cut(text, "#")
	q, _ := url.ParseQuery(text) // what does not parse has no state either
	return q
}
