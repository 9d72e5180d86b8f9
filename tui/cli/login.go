package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"regexp"
	"strings"
	"time"

	"github.com/charmbracelet/x/ansi"
	"github.com/spf13/cobra"

	"zco/config"
	"zco/config/oauth"
	"zco/config/secret"
)

func newLogin(s Streams, f *flags) *cobra.Command {
	l := login{streams: s, flags: f}
	cmd := &cobra.Command{
		Use:   "login [SUBDOMAIN | ADDRESS]",
		Short: "Sign in to an account and remember it as a profile",
		Long: `Login opens the account's page in a browser, where you agree, and keeps the
token in the system's keyring. Over SSH the address is printed: open it where
you have a browser, and paste the address of the page that it ends on, even if
that page shows an error.

The account needs an OAuth client, which an administrator makes once in Admin
Center, under Apps and integrations, APIs, OAuth clients: a public client with
the redirect address ` + oauth.DefaultRedirectURL + `. Its identifier is
--client-id.

With --api-token, an API token is read from standard input instead. API tokens
end on 2027-04-30.`,
		Example: `  zco login acme --client-id zco
  zco login acme --client-id zco --profile production --color red --read-only
  zco login acme --api-token --email agent@acme.example < token.txt`,
		Args: atMostOne,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 1 {
				l.account = args[0]
			}
			return l.run(cmd.Context())
		},
	}
	fl := cmd.Flags()
	fl.StringVar(&l.profile.ClientID, "client-id", "", "identifier of the account's public OAuth client")
	fl.StringVar(&l.profile.Scopes, "scopes", "", "what to ask for, `\"read\" or \"read write\"`; read with --read-only")
	fl.StringVar(&l.profile.RedirectURL, "redirect-url", "", "the redirect `ADDRESS` registered with the client")
	fl.StringVar(&l.profile.Color, "color", "", "`COLOUR` of the profile in the status bar")
	fl.StringVar(&l.profile.Label, "label", "", "what the status bar calls the profile")
	fl.StringVar(&l.profile.Email, "email", "", "whose API token it is")
	fl.BoolVar(&l.apiToken, "api-token", false, "keep an API token, read from standard input")
	fl.BoolVar(&l.noBrowser, "no-browser", false, "print the address to open, and ask for that of the page the browser ends on")
	fl.BoolVar(&l.secretFile, "secret-file", false, "keep the token in a private file if the keyring does not answer")
	fl.DurationVar(&l.timeout, "timeout", oauth.LoginTimeout, "how long the browser may take")
	return cmd
}

// login is one run of zco login.
type login struct {
	streams Streams
	flags   *flags
	ask     *asker

	account  string // as it was given
	name     string // of the profile
	profile  config.Profile
	declared bool // the profile is there already, just as it will be used

	apiToken, noBrowser, secretFile bool
	timeout                         time.Duration
}

func (l *login) run(ctx context.Context) error {
	if l.flags.demo {
		return usage("the demo needs no sign-in")
	}
	paths, conf, err := l.flags.settings(l.streams)
	if err != nil {
		return err
	}
	if l.ask == nil {
		l.ask = newAsker(l.streams)
	}
	if err := l.complete(ctx, conf); err != nil {
		return err
	}
	account, err := l.profile.Account(l.name)
	if err != nil {
		return coded{Usage, err}
	}
	stores := l.flags.stores(l.streams, paths, l.consent)
	if err := l.keep(ctx, stores, account); err != nil {
		return err
	}
	if err := l.remember(paths, conf); err != nil {
		return err
	}
	return l.greet(ctx, paths)
}

// complete finds the profile to sign in to: the one that is named or meant,
// with what the flags change, and asks for what is missing.
func (l *login) complete(ctx context.Context, conf *config.Config) error {
	address := cmp.Or(l.account, l.flags.baseURL)
	l.name = l.flags.profile
	if address == "" && l.name == "" {
		l.name = conf.DefaultProfile
		if names := conf.ProfileNames(); l.name == "" && len(names) == 1 {
			l.name = names[0]
		}
		address = cmp.Or(l.streams.Getenv("ZENDESK_BASE_URL"), l.streams.Getenv("ZENDESK_SUBDOMAIN"))
		if l.name != "" {
			address = ""
		}
	}
	old, exists := conf.Profiles[l.name]
	if address == "" && !exists {
		var err error
		if address, err = l.want(ctx, "Account (acme for acme.zendesk.com):", "which account is not said: zco login SUBDOMAIN"); err != nil {
			return err
		}
	}
	base := config.Profile{}
	if address != "" {
		if err := setAddress(&base, address); err != nil {
			return err
		}
		l.name = cmp.Or(l.name, nameFor(conf, base))
		old, exists = conf.Profiles[l.name]
	}
	want := merged(old, base, l.profile)
	if l.flags.readOnly {
		want.ReadOnly = true
		want.Scopes = cmp.Or(l.profile.Scopes, "read")
	}
	if err := l.completeAuth(ctx, &want); err != nil {
		return err
	}
	l.declared = exists && old == want
	l.profile = want
	return nil
}

// completeAuth asks for what the way of signing in needs.
func (l *login) completeAuth(ctx context.Context, p *config.Profile) (err error) {
	if l.apiToken {
		p.Auth = config.AuthToken
		p.Email = cmp.Or(p.Email, l.streams.Getenv("ZENDESK_EMAIL"))
		if p.Email == "" {
			p.Email, err = l.want(ctx, "E-mail address of the agent whose token it is:", "whose token it is is not said: --email ADDRESS")
		}
		return err
	}
	p.Auth = ""
	if p.ClientID == "" {
		p.ClientID, err = l.want(ctx, "Identifier of the OAuth client:",
			"the OAuth client is not said: --client-id IDENTIFIER (an administrator makes one; see zco login --help)")
	}
	return err
}

// want asks a person for a setting, or refuses where there is none to ask.
func (l *login) want(ctx context.Context, question, missing string) (string, error) {
	if !l.streams.asks() {
		return "", usage("%s", missing)
	}
	return l.ask.must(ctx, question)
}

func setAddress(p *config.Profile, address string) error {
	if strings.Contains(address, "://") && !strings.Contains(address, ".zendesk.com") || strings.Contains(address, ":") && !strings.Contains(address, "://") {
		base, err := config.ParseBaseURL(address)
		if err != nil {
			return coded{Usage, err}
		}
		p.BaseURL = base
		return nil
	}
	sub, err := config.ParseSubdomain(address)
	if err != nil {
		return coded{Usage, err}
	}
	p.Subdomain = sub
	return nil
}

var nameless = regexp.MustCompile(`[^A-Za-z0-9._-]+`)

// nameFor is the profile that has an address already, or a new name made of
// the address.
func nameFor(conf *config.Config, p config.Profile) string {
	base, _ := p.Address()
	for _, name := range conf.ProfileNames() {
		if own, err := conf.Profiles[name].Address(); err == nil && own == base {
			return name
		}
	}
	return strings.Trim(nameless.ReplaceAllString(cmp.Or(p.Subdomain, hostOf(base)), "-"), "-.")
}

// merged lays the address and the flags over what the profile was.
func merged(old, address, flags config.Profile) config.Profile {
	p := old
	if address.Subdomain != "" || address.BaseURL != "" {
		p.Subdomain, p.BaseURL = address.Subdomain, address.BaseURL
	}
	p.ClientID = cmp.Or(flags.ClientID, p.ClientID)
	p.Scopes = cmp.Or(flags.Scopes, p.Scopes)
	p.RedirectURL = cmp.Or(flags.RedirectURL, p.RedirectURL)
	p.Color = cmp.Or(flags.Color, p.Color)
	p.Label = cmp.Or(flags.Label, p.Label)
	p.Email = cmp.Or(flags.Email, p.Email)
	return p
}

// keep gets the token and puts it where it stays.
func (l *login) keep(ctx context.Context, stores config.Stores, a config.Account) error {
	if l.profile.Color != "" && !config.ValidColor(l.profile.Color) {
		return usage("--color %q is not a colour: a name such as red or teal, a number from 0 to 255, or #rrggbb", l.profile.Color)
	}
	if l.apiToken {
		token, err := l.ask.hidden("API token:")
		if err != nil && !errors.Is(err, io.EOF) || token == "" {
			return usage("no API token came on standard input")
		}
		l.streams.say("%s", config.TokenNotice(time.Now()))
		return stores.KeepAPIToken(ctx, a, secret.New(token))
	}
	err := signIn(ctx, stores, a, oauth.Options{Show: l.show, Open: l.opener(), Prompt: l.prompt, Timeout: l.timeout})
	if errors.Is(err, oauth.ErrDenied) || errors.Is(err, oauth.ErrTimeout) {
		return coded{Refused, err}
	}
	return err
}

// signIn takes a person to an account through the browser, in the way that o
// says, and keeps the token.
func signIn(ctx context.Context, stores config.Stores, a config.Account, o oauth.Options) error {
	o.BaseURL, o.ClientID, o.Scopes, o.RedirectURL = a.BaseURL, a.ClientID, a.Scopes, a.RedirectURL
	o.HTTPClient = &http.Client{Timeout: time.Minute}
	token, err := oauth.Login(ctx, o)
	if err != nil {
		return err
	}
	return stores.KeepOAuth(ctx, a, token)
}

// show prints the address to open. At the other end of a line it is copied to
// the clipboard there as well.
func (l *login) show(address string) {
	l.streams.say("Open this address in a browser and agree:")
	l.streams.say("")
	l.streams.say("  %s", address)
	l.streams.say("")
	if isTerminal(l.streams.Err) && l.streams.remote() {
		fmt.Fprint(l.streams.Err.Raw(), ansi.SetSystemClipboard(address))
	}
}

func (l *login) opener() func(context.Context, string) error {
	if l.noBrowser {
		return nil
	}
	return l.streams.opener()
}

// prompt asks for the address that the browser ended on.
func (l *login) prompt(ctx context.Context, problem string) (string, error) {
	if problem != "" {
		l.streams.say("That is not it: %s", problem)
	}
	return l.ask.line(ctx, "If the browser is not on this computer, paste the address it ends on here:")
}

// consent asks before a token is kept in a file.
func (l *login) consent(ctx context.Context, why error, path string) bool {
	l.streams.say("")
	l.streams.say("%v. %s", why, fileOffer)
	l.streams.say("  %s", path)
	if l.secretFile {
		return true
	}
	if !l.streams.asks() {
		l.streams.say("Give --secret-file to confirm.")
		return false
	}
	ok, err := l.ask.yes(ctx, fileQuestion)
	return ok && err == nil
}

// remember writes the profile, unless a file has it already, and makes the
// first one the default.
func (l *login) remember(p config.Paths, conf *config.Config) error {
	if !l.declared {
		err := config.AddProfile(p.ConfigFile, l.name, l.profile)
		if errors.Is(err, config.ErrOwned) {
			return usage("the profile %s: %w", l.name, err)
		}
		if err != nil {
			return err
		}
	}
	if conf.DefaultProfile != "" {
		return nil
	}
	if len(conf.ProfileNames()) > 0 && !(len(conf.ProfileNames()) == 1 && conf.ProfileNames()[0] == l.name) {
		l.streams.say("Use it with --profile %s, or make it the default: zco profiles use %s", l.name, l.name)
		return nil
	}
	return config.SetDefaultProfile(p.ConfigFile, l.name)
}

// greet asks the account who signed in: a token that does not work is said
// here and not later.
func (l *login) greet(ctx context.Context, paths config.Paths) error {
	conf, err := config.LoadPaths(paths)
	if err != nil {
		return err
	}
	a, err := l.flags.stores(l.streams, paths, nil).Resolve(config.Flags{Profile: l.name}, noEnvironment, conf)
	if err != nil {
		return err
	}
	client, err := l.flags.client(a.BaseURL, a.Credentials)
	if err != nil {
		return err
	}
	me, _, err := client.ShowMe(ctx)
	if err != nil {
		return keptInVain(err)
	}
	if me.IsAnonymous() {
		return withCode(Refused, nobodyKnown+": the token or the address is not right")
	}
	l.streams.say("Signed in to %s as %s (%s), profile %s.", a.BaseURL, cmp.Or(me.Name, me.Email), me.Role, l.name)
	return nil
}
