package collection

import (
	"cmp"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"time"

	"zco/api"
)

// Advice returns what to do about an error, "" if there is nothing to add. It
// may hold the service's or a certificate's words: whoever shows it cleans it.
func Advice(err error) string {
	if err == nil {
		return ""
	}
	if why := whyOf(err); why != "" {
		return why
	}
	t := trouble{err: err}
	if e, ok := errors.AsType[*api.Error](err); ok {
		t.api = *e
	}
	for _, a := range advices {
		if a.fits(t) {
			return a.say(t)
		}
	}
	return ""
}

// trouble is an error as the table of advice looks at it: api is zero where it
// is none of a request.
type trouble struct {
	err error
	api api.Error
}

// said reports whether the service's words, code and all, hold one of some
// texts in any case.
func (t trouble) said(texts ...string) bool {
	words := strings.ToLower(t.api.Code + " " + t.api.Message)
	for _, d := range t.api.Details {
		words += " " + strings.ToLower(d.Message)
	}
	return slices.ContainsFunc(texts, func(text string) bool { return strings.Contains(words, text) })
}

func (t trouble) status(of ...int) bool {
	return slices.Contains(of, t.api.Status)
}

// roleMayNot begins what is said of a refusal of which nothing else is known.
const roleMayNot = "Your role may not"

// advice is what to do about one kind of trouble.
type advice struct {
	fits func(trouble) bool
	say  func(trouble) string
}

func always(text string) func(trouble) string { return func(trouble) string { return text } }

// advices is the table: the first that fits is given. What the network and what
// stands in it did comes before what the service means.
var advices = []advice{
	{isA[x509.UnknownAuthorityError], unknownAuthority},
	{isA[x509.HostnameError], always("The certificate is another host's: a proxy or a page to sign in to the network answers instead of the account, or the address is wrong.")},
	{isA[x509.CertificateInvalidError], certificateTime},
	{viaProxy, always("HTTPS_PROXY names a proxy that cannot be reached or lets nothing through: check its address and what it wants, or leave this host out with NO_PROXY.")},
	{isA[*net.DNSError], always("The name was not found: is the address right? Where only a proxy leads out, set HTTPS_PROXY.")},
	{isA[*net.OpError], always("Check the address and your network. Where only a proxy leads out, set HTTPS_PROXY.")},

	{func(t trouble) bool { return api.IsUnauthorized(t.err) && strings.Contains(t.err.Error(), "zco login") }, always("")}, // who signs requests has said it already
	{func(t trouble) bool { return t.said("no help desk at") }, always("No account has this address: check the subdomain.")},
	{refusesAccount("expired", "trial"), always("The account's plan or trial has run out: its owner renews it in Admin Center, Billing.")},
	{refusesAccount("suspended", "deactivated"), always("The account or the person is suspended: the account's owner, or an administrator, can tell why and lift it.")},
	{func(t trouble) bool { return t.status(http.StatusPaymentRequired) }, always("The account is not paid for: its owner sees why in Admin Center, Billing.")},
	{func(t trouble) bool { return t.status(http.StatusForbidden, http.StatusUnauthorized) && t.api.NotJSON }, fromTheNetwork},
	{func(t trouble) bool { return t.api.LimitedBy == api.WaitEdgeLimit || t.said("edge protection") }, always("The protection before the account held the request back: send less at once, and try again in a minute.")},
	{func(t trouble) bool { return t.status(http.StatusForbidden) && t.said("scope") }, missingScope},
	{func(t trouble) bool {
		return t.status(http.StatusForbidden) && t.said("plan", "featurenotenabled", "not enabled")
	}, always("The account's plan does not have it, or it is turned off: an administrator sees it in Admin Center.")},
	{func(t trouble) bool { return api.IsUnauthorized(t.err) }, always("Sign in again: zco login, or set ZENDESK_EMAIL and ZENDESK_API_TOKEN.")},
	{func(t trouble) bool { return api.IsForbidden(t.err) && wrote(t.err) }, always(roleMayNot + " change this. An administrator can grant it.")},
	{func(t trouble) bool { return api.IsForbidden(t.err) }, always(roleMayNot + " see this. An administrator can grant it.")},
	{func(t trouble) bool { return api.IsNotFound(t.err) && t.api.Code == "RecordNotFound" }, always("It is not there: deleted, or never made.")},
	{func(t trouble) bool { return api.IsNotFound(t.err) && t.said("invalidendpoint", "featurenotenabled") }, always("The account does not have it: it is not part of its plan, or is turned off.")},
	{func(t trouble) bool { return api.IsNotFound(t.err) }, always("It is not there: deleted, or not part of this account's plan.")},
	{func(t trouble) bool { return t.said("pagination limit") }, always("The list ends there for everybody: narrow it with a search or a filter.")},
	{func(t trouble) bool { return t.api.Code == "TooManyJobs" }, always("The account has as many jobs as may run at once: wait until some are done.")},
	{func(t trouble) bool { return t.api.LimitedBy == api.WaitEndpointLimit }, always("Only this kind of request has had its fill, the account has requests left. Try again in a minute.")},
	{func(t trouble) bool { return api.IsRateLimited(t.err) }, always("The account's limit is used up for now. Try again in a minute.")},
	{func(t trouble) bool { return api.IsTemporary(t.err) }, always("It may pass: try again.")},
}

func isA[E error](t trouble) bool {
	_, is := errors.AsType[E](t.err)
	return is
}

// refusesAccount: a refusal of whatever is asked that names one of some words.
// No answer of such an account is on record; the words are those of its pages.
func refusesAccount(words ...string) func(trouble) bool {
	return func(t trouble) bool {
		return t.status(http.StatusPaymentRequired, http.StatusForbidden, http.StatusUnauthorized, http.StatusNotFound) && t.api.Code != "invalid_token" && t.said(words...)
	}
}

// unknownAuthority names who signed a certificate.
func unknownAuthority(t trouble) string {
	e, _ := errors.AsType[x509.UnknownAuthorityError](t.err)
	signer := "an authority"
	if e.Cert != nil {
		signer = "“" + cmp.Or(e.Cert.Issuer.CommonName, strings.Join(e.Cert.Issuer.Organization, ", "), e.Cert.Issuer.String()) + "”"
	}
	return "The certificate is signed by " + signer + ", which this computer does not know. If that is your company's, set SSL_CERT_FILE to a file with its certificate, or add it to the system's."
}

// certificateTime: a certificate that is not good now, by this computer's
// clock. The service takes away the certificate of an account that is not paid.
func certificateTime(t trouble) string {
	e, _ := errors.AsType[x509.CertificateInvalidError](t.err)
	if e.Reason != x509.Expired || e.Cert == nil {
		return "Something in the network seems to answer instead of the account: ask who runs it."
	}
	const day = time.DateOnly
	return fmt.Sprintf("The certificate is good from %s to %s: set this computer's clock if it is off (NTP). If the clock is right, the account may be suspended or expired.",
		e.Cert.NotBefore.UTC().Format(day), e.Cert.NotAfter.UTC().Format(day))
}

// viaProxy: net/http says proxyconnect of a proxy that it did not get through,
// and repeats its status, 407 for instance, as the error.
func viaProxy(t trouble) bool {
	op, ok := errors.AsType[*net.OpError](t.err)
	if ok && op.Op == "proxyconnect" || t.status(http.StatusProxyAuthRequired) {
		return true
	}
	return t.api.Status == 0 && t.api.Err != nil && strings.Contains(t.api.Err.Error(), http.StatusText(http.StatusProxyAuthRequired))
}

// fromTheNetwork: a refusal that is a web page or plain text.
func fromTheNetwork(t trouble) string {
	var who []string
	if t.api.Server != "" {
		who = append(who, t.api.Server)
	}
	if t.api.Ray != "" {
		who = append(who, "CF-RAY "+t.api.Ray)
	}
	by := ""
	if len(who) > 0 {
		by = " (" + strings.Join(who, ", ") + ")"
	}
	return "It was not the account that refused, but something before it" + by + ": a proxy, a network that is not allowed, or the service's edge. Ask who runs it, with that number where there is one."
}

var scopeList = regexp.MustCompile(`scopes?:\s*([A-Za-z0-9_:, ]+)`)

// missingScope: {"error":"Forbidden","description":"You are missing the
// following required scopes: groups:read, read"}; one of them is enough.
func missingScope(t trouble) string {
	scopes := "that scope"
	if m := scopeList.FindStringSubmatch(t.api.Message); m != nil {
		list := strings.Split(strings.TrimSpace(m[1]), ", ")
		scopes = strings.Join(list, " or ")
	}
	return "The token may not, whatever the role: sign in again with " + scopes + " (zco login --scopes), or use a token that has it."
}

// wrote reports whether what failed would have changed something. Searches with
// a filter are sent with POST, too.
func wrote(err error) bool {
	e, ok := errors.AsType[*api.Error](err)
	return ok && e.Method != "" && e.Method != http.MethodGet && !strings.HasSuffix(e.Path, "/search")
}
